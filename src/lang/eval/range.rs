//! `a..b`: numbers or characters, upwards or downwards, one at a time.

use super::stop::Eval;
use crate::lang::bounds;
use crate::model::{Array, Value, convert};

/// What is still to come.
pub(super) struct Range {
    next: i64,
    left: u64,
    step: i64,
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Kind {
    Number,
    Character,
}

impl Range {
    pub fn new(from: &Value, to: &Value) -> Eval<Range> {
        let (from, to, kind) = match (single(from), single(to)) {
            (Some(from), Some(to)) => (from as i64, to as i64, Kind::Character),
            _ => (convert::to_int(from)?.into(), convert::to_int(to)?.into(), Kind::Number),
        };
        let step = if from <= to { 1 } else { -1 };
        Ok(Range { next: from, left: from.abs_diff(to) + 1, step, kind })
    }

    /// All of it as an array, which has to fit into memory.
    pub fn array(self) -> Eval<Value> {
        bounds::items(usize::try_from(self.left).unwrap_or(usize::MAX))?;
        Ok(Value::Array(Array::new(self.collect())))
    }
}

/// A character, or text of one that is no digit.
fn single(value: &Value) -> Option<char> {
    match value {
        Value::Char(c) => Some(*c),
        Value::String(text) if text.chars().count() == 1 && text.parse::<i32>().is_err() => text.chars().next(),
        _ => None,
    }
}

impl Iterator for Range {
    type Item = Value;

    fn next(&mut self) -> Option<Value> {
        while self.left > 0 {
            let at = self.next;
            self.next += self.step;
            self.left -= 1;
            match self.kind {
                Kind::Number => return i32::try_from(at).ok().map(Value::Int),
                // Between the characters lie numbers that are none.
                Kind::Character => match u32::try_from(at).ok().and_then(char::from_u32) {
                    Some(character) => return Some(Value::Char(character)),
                    None => continue,
                },
            }
        }
        None
    }
}
