//! `Get-Random`: numbers, or items of a list, that nobody can foretell.

use super::input;
use crate::cmdlet::prelude::*;
use crate::lang::chance::{Chance, SharedChance};
use crate::model::convert;

pub(super) static INPUT: Param<Value> =
    Param::new("InputObject", "The items to choose from.").position(1).from_pipeline();
pub(super) static MAXIMUM: Param<Value> =
    Param::new("Maximum", "Numbers are below this. Default: the largest Int32.").position(1);
pub(super) static MINIMUM: Param<Value> = Param::new("Minimum", "The smallest number. Default 0.");
pub(super) static COUNT: Param<u32> =
    Param::new("Count", "How many; never more items than there are. Default 1.").within(1, i32::MAX);
static SEED: Param<i32> =
    Param::new("SetSeed", "From now on, numbers follow from this one, the same each time. Nothing for secrets.");
pub(super) static SHUFFLE: Param<Switch> = Param::switch("Shuffle", "All items, in any order.");

pub static GET_RANDOM: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Random",
        aliases: &["random"],
        synopsis: "Choose a number or items by chance",
        about: "Whole numbers between whole bounds, else real ones. Each item is chosen once at most.",
        params: &[MAXIMUM.spec(), MINIMUM.spec(), INPUT.spec(), COUNT.spec(), SEED.spec(), SHUFFLE.spec()],
        sets: &[
            ParamSet { name: "RandomNumber", params: &["Maximum", "Minimum", "Count"], mandatory: &[] },
            ParamSet { name: "RandomListItem", params: &["InputObject", "Count"], mandatory: &["InputObject"] },
            ParamSet { name: "Shuffle", params: &["InputObject", "Shuffle"], mandatory: &["InputObject", "Shuffle"] },
        ],
        examples: &[
            Example {
                does: "Wait for up to half a second",
                run: "Start-Sleep -Milliseconds (Get-Random -Maximum 500)",
            },
            Example { does: "Choose two servers", run: "'mx1','mx2','mx3' | Get-Random -Count 2" },
            Example { does: "Draw the same numbers each time", run: "Get-Random -SetSeed 42 -Maximum 100 -Count 3" },
            Example { does: "Put a list in any order", run: "1..9 | Get-Random -Shuffle" },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(start),
};

fn start(call: &Call, session: &Session) -> Result<Box<dyn Stage>, Fault> {
    let chance = session.chance().clone();
    if let Some(seed) = call.get(&SEED)? {
        chance.draw(|chance| *chance = Chance::of_seed(seed));
    }
    Ok(drawing(chance))
}

/// Numbers or items by that chance, as the parameters say.
pub(super) fn drawing(chance: SharedChance) -> Box<dyn Stage> {
    Box::new(Items { chance, chosen: Vec::new(), seen: 0 })
}

/// The items to choose from: those that are chosen so far.
struct Items {
    chance: SharedChance,
    chosen: Vec<Value>,
    seen: i32,
}

/// At least `from` and below `to`.
fn number(chance: &mut Chance, from: &Value, to: &Value) -> Result<Value, Fault> {
    let bounds = || format!("The Minimum value ({from}) cannot be greater than or equal to the Maximum value ({to}).");
    let refused = || Fault::invalid("MinGreaterThanOrEqualMax", bounds());
    match (from, to) {
        (Value::Int(low), Value::Int(high)) if low < high => Ok(Value::Int(chance.between(*low, *high))),
        (Value::Int(_) | Value::Long(_), Value::Int(_) | Value::Long(_)) => {
            let (low, high) = (convert::to_long(from)?, convert::to_long(to)?);
            let span = u64::try_from(i128::from(high) - i128::from(low)).ok().filter(|span| *span > 0);
            Ok(Value::Long(chance.between_long(low, span.ok_or_else(refused)?)))
        }
        _ => {
            let (low, high) = (convert::to_double(from)?, convert::to_double(to)?);
            if low >= high || !(high - low).is_finite() {
                return Err(refused());
            }
            Ok(Value::Double(low + chance.part() * (high - low)))
        }
    }
}

fn bound(call: &Call, param: &Param<Value>, default: Value) -> Result<Value, Fault> {
    let Some(given) = call.get(param)? else { return Ok(default) };
    convert::to_number(&given).ok_or_else(|| {
        Fault::invalid("CannotConvertArgument", format!("'{given}' is no number.")).at(call.place(param))
    })
}

impl Stage for Items {
    /// Every item is as likely to be among the chosen ones, however many there are.
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        let wanted = if call.is_set(&SHUFFLE)? { u32::MAX } else { call.get(&COUNT)?.unwrap_or(1) } as usize;
        for item in input(call).into_iter().flat_map(Value::into_items) {
            if self.chosen.len() < wanted {
                self.chosen.push(item);
            } else if (self.chance.draw(|chance| chance.between(0, self.seen.saturating_add(1))) as usize) < wanted {
                let last = i32::try_from(self.chosen.len()).unwrap_or(i32::MAX);
                let at = self.chance.draw(|chance| chance.between(0, last)) as usize;
                self.chosen[at] = item;
            }
            self.seen = self.seen.saturating_add(1);
        }
        Ok(())
    }

    fn finish(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let mut items = std::mem::take(&mut self.chosen);
        if items.is_empty() && !call.is_given(INPUT.spec().name) && !call.is_set(&SHUFFLE)? {
            let (from, to) = (bound(call, &MINIMUM, Value::Int(0))?, bound(call, &MAXIMUM, Value::Int(i32::MAX))?);
            for _ in 0..call.get(&COUNT)?.unwrap_or(1) {
                out.emit(self.chance.draw(|chance| number(chance, &from, &to))?)?;
            }
            return Ok(());
        }
        let count = i32::try_from(items.len()).unwrap_or(i32::MAX);
        for at in 0..count {
            let other = self.chance.draw(|chance| chance.between(at, count));
            items.swap(at as usize, other as usize);
        }
        items.into_iter().try_for_each(|item| out.emit(item))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmdlet::trial::over;

    #[test]
    fn numbers_are_within_their_bounds() {
        for (from, to) in [
            (Value::Int(3), Value::Int(6)),
            (Value::Long(i64::MIN), Value::Long(i64::MAX)),
            (Value::Double(0.5), Value::Int(1)),
        ] {
            for _ in 0..50 {
                let drawn =
                    convert::to_double(&number(&mut Chance::System, &from, &to).expect("bounds")).expect("number");
                let (low, high) = (convert::to_double(&from).expect("low"), convert::to_double(&to).expect("high"));
                assert!(drawn >= low && drawn <= high, "{from} {drawn} {to}");
            }
        }
        assert!(matches!(number(&mut Chance::System, &Value::Int(3), &Value::Int(4)), Ok(Value::Int(3))));
        assert_eq!(
            number(&mut Chance::System, &Value::Int(3), &Value::Int(3)).expect_err("none").id,
            "MinGreaterThanOrEqualMax"
        );
    }

    #[test]
    fn each_item_is_chosen_once() {
        let items = || (1..=9).map(Value::Int).collect::<Vec<_>>();
        let drawn = over(&GET_RANDOM, items(), &[("Shuffle", Value::Bool(true))]);
        let mut drawn: Vec<String> = drawn.out.iter().map(ToString::to_string).collect();
        drawn.sort();
        assert_eq!(drawn.join(""), "123456789");
        assert_eq!(over(&GET_RANDOM, items(), &[("Count", Value::Int(20))]).out.len(), 9);
    }
}
