//! `Sort-Object`: objects in order.

use super::culture::CULTURE;
use super::expression::Expression;
use super::keys::{Entry, Keys};
use super::{INPUT, subject};
use crate::cmdlet::prelude::*;
use crate::model::compare::Case;

static PROPERTY: Param<Vec<Value>> = Param::new(
    "Property",
    "Properties to sort by, the first counting most: names, blocks, or `@{Expression='Size'; Descending=$true}`. Default: the object itself.",
)
.position(1)
.keeps_blocks();
static DESCENDING: Param<Switch> = Param::switch("Descending", "Largest first.");
static UNIQUE: Param<Switch> =
    Param::switch("Unique", "Of objects that are equal in what is sorted by, only the first.");
static CASE_SENSITIVE: Param<Switch> = Param::switch("CaseSensitive", "Letter case counts; lower case comes first.");
static TOP: Param<u32> = Param::new("Top", "Only so many from the beginning of the sorted list.").within(1, i32::MAX);
static BOTTOM: Param<u32> = Param::new("Bottom", "Only so many from the end of the sorted list.").within(1, i32::MAX);
static STABLE: Param<Switch> = Param::switch("Stable", "Equal objects keep the order they came in, as they always do.");

pub static SORT_OBJECT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Sort-Object",
        aliases: &["sort"],
        synopsis: "Put objects in order",
        about: "Values are compared by their type: sizes by bytes, times by length, text without regard to letter case. \
                Objects that lack a property come last.",
        params: &[
            INPUT.spec(),
            PROPERTY.spec(),
            DESCENDING.spec(),
            UNIQUE.spec(),
            CASE_SENSITIVE.spec(),
            CULTURE.spec(),
            STABLE.spec(),
            TOP.spec(),
            BOTTOM.spec(),
        ],
        sets: &[
            ParamSet { name: "Default", params: &["Stable"], mandatory: &[] },
            ParamSet { name: "Top", params: &["Top"], mandatory: &["Top"] },
            ParamSet { name: "Bottom", params: &["Bottom"], mandatory: &["Bottom"] },
        ],
        examples: &[
            Example { does: "Show the fullest queues first", run: "Get-Queue | Sort-Object MessageCount -Descending" },
            Example {
                does: "Sort by two properties, one of them the other way round",
                run: "Get-Queue | Sort-Object Status,@{Expression='MessageCount'; Descending=$true}",
            },
            Example { does: "Show the five oldest messages", run: "Get-Message | Sort-Object DateReceived -Top 5" },
            Example { does: "Show the five newest messages", run: "Get-Message | Sort-Object DateReceived -Bottom 5" },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(start),
};

fn start(call: &Call, _: &Session) -> Result<Box<dyn Stage>, Fault> {
    let keys = Expression::read_all(call, &PROPERTY, &["Ascending", "Descending"])?.unwrap_or_default();
    let case = if call.is_set(&CASE_SENSITIVE)? { Case::Sensitive } else { Case::Insensitive };
    Ok(Box::new(Sort { keys: Keys::new(keys, call.is_set(&DESCENDING)?, case), entries: Vec::new() }))
}

struct Sort {
    keys: Keys,
    entries: Vec<(Entry, Value)>,
}

impl Stage for Sort {
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        let Some(object) = subject(call)?.filter(|object| !object.is_null()) else { return Ok(()) };
        self.entries.push((self.keys.of(call, object)?, object.clone()));
        Ok(())
    }

    fn finish(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let mut sorted = self.keys.sorted(std::mem::take(&mut self.entries), |(key, _)| key);
        if call.is_set(&UNIQUE)? {
            sorted.dedup_by(|later, earlier| self.keys.order(&earlier.0, &later.0).is_eq());
        }
        let count = sorted.len();
        let (skip, take) = match (call.get(&TOP)?, call.get(&BOTTOM)?) {
            (Some(top), _) => (0, top as usize),
            (None, Some(bottom)) => (count.saturating_sub(bottom as usize), count),
            (None, None) => (0, count),
        };
        sorted.into_iter().skip(skip).take(take).try_for_each(|(_, object)| out.emit(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmdlet::trial::{block, numbers, over};
    use crate::model::{ByteSize, Hash, IntoValue};

    fn on(switch: &'static str) -> (&'static str, Value) {
        (switch, Value::Bool(true))
    }

    #[test]
    fn values_are_sorted_by_their_type() {
        for (values, expected) in [
            (vec![Value::Int(10), Value::Int(9)], "9|10"),
            (vec![Value::text("10"), Value::text("9")], "10|9"),
            (vec![Value::text("b"), Value::text("A"), Value::Null], "A|b"),
            (
                vec![ByteSize::from_kb(10).into_value(), ByteSize::from_kb(9).into_value()],
                "9 KB (9,216 bytes)|10 KB (10,240 bytes)",
            ),
        ] {
            assert_eq!(over(&SORT_OBJECT, values, &[]).text(), expected);
        }
    }

    #[test]
    fn keys_count_in_their_order_and_direction() {
        let objects = || {
            vec![
                numbers(&[("A", 1), ("B", 1)]),
                numbers(&[("A", 2), ("B", 1)]),
                numbers(&[("A", 1), ("B", 2)]),
                numbers(&[("C", 0)]),
            ]
        };
        let by = |keys: Vec<Value>| ("Property", Value::array(keys));
        let down = Hash::new();
        down.set(Value::text("e"), Value::text("B"));
        down.set(Value::text("Desc"), Value::Bool(true));
        let negative = block("-$_.A", |it| match it.property("A") {
            Some(Value::Int(a)) => Value::Int(-a),
            _ => Value::Null,
        });
        for (arguments, expected, why) in [
            (vec![by(vec![Value::text("A"), Value::text("B")])], "11 12 21 ?", "two keys, the lacking last"),
            (vec![by(vec![Value::text("A"), Value::Hash(down)])], "12 11 21 ?", "one key downwards"),
            (vec![by(vec![Value::text("A")]), on("Descending")], "21 11 12 ?", "all downwards, the lacking last"),
            (vec![by(vec![negative])], "21 11 12 ?", "a block; what it lacks is smallest of all"),
        ] {
            let ran = over(&SORT_OBJECT, objects(), &arguments);
            let shown = |it: &Value| match (it.property("A"), it.property("B")) {
                (Some(a), Some(b)) => format!("{a}{b}"),
                _ => "?".into(),
            };
            let shown: Vec<_> = ran.out.iter().map(shown).collect();
            assert_eq!(shown.join(" "), expected, "{why}");
        }
    }

    #[test]
    fn equal_objects_come_once_and_ends_are_cut() {
        let words = || ["b", "A", "a", "c"].map(Value::text).to_vec();
        assert_eq!(over(&SORT_OBJECT, words(), &[on("Unique")]).text(), "A|b|c");
        assert_eq!(over(&SORT_OBJECT, words(), &[on("Unique"), on("CaseSensitive")]).text(), "a|A|b|c");
        assert_eq!(over(&SORT_OBJECT, words(), &[("Top", Value::Int(2))]).text(), "A|a");
        assert_eq!(over(&SORT_OBJECT, words(), &[("Bottom", Value::Int(1))]).text(), "c");
    }
}
