//! `Get-Random`: numbers, or items of a list, that nobody can foretell.

use uuid::Uuid;

use super::input;
use crate::cmdlet::prelude::*;
use crate::model::convert;

static INPUT: Param<Value> = Param::new("InputObject", "The items to choose from.").position(1).from_pipeline();
static MAXIMUM: Param<Value> = Param::new("Maximum", "Numbers are below this. Default: the largest Int32.").position(1);
static MINIMUM: Param<Value> = Param::new("Minimum", "The smallest number. Default 0.");
static COUNT: Param<u32> = Param::new("Count", "How many; never more items than there are. Default 1.");
static SHUFFLE: Param<Switch> = Param::switch("Shuffle", "All items, in any order.");

pub static GET_RANDOM: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Random",
        aliases: &["random"],
        synopsis: "Choose a number or items by chance",
        about: "Whole numbers between whole bounds, else real ones. Each item is chosen once at most.",
        params: &[MAXIMUM.spec(), MINIMUM.spec(), INPUT.spec(), COUNT.spec(), SHUFFLE.spec()],
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
            Example { does: "Put a list in any order", run: "1..9 | Get-Random -Shuffle" },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(|_, _| Ok(Box::new(Items(Vec::new())))),
};

/// The items to choose from.
struct Items(Vec<Value>);

/// 64 random bits of the system.
fn bits() -> u64 {
    // The first 48 bits of a version 4 UUID are all random.
    let half = || (Uuid::new_v4().as_u128() >> 80) as u64;
    half() ^ (half() << 16)
}

/// A number below `limit`, each as likely as the others.
fn below(limit: u64) -> u64 {
    // The last incomplete round of the 64-bit range would favour small numbers.
    let fair = u64::MAX - u64::MAX % limit;
    loop {
        let drawn = bits();
        if drawn < fair {
            return drawn % limit;
        }
    }
}

/// At least `from` and below `to`.
fn number(from: &Value, to: &Value) -> Result<Value, Fault> {
    let bounds = || format!("The Minimum value ({from}) cannot be greater than or equal to the Maximum value ({to}).");
    let refused = || Fault::invalid("MinGreaterThanOrEqualMax", bounds());
    match (from, to) {
        (Value::Int(_) | Value::Long(_), Value::Int(_) | Value::Long(_)) => {
            let (low, high) = (convert::to_long(from)?, convert::to_long(to)?);
            let span = u64::try_from(i128::from(high) - i128::from(low)).ok().filter(|span| *span > 0);
            let drawn = low.wrapping_add_unsigned(below(span.ok_or_else(refused)?));
            let is_long = matches!(from, Value::Long(_)) || matches!(to, Value::Long(_));
            Ok(i32::try_from(drawn).ok().filter(|_| !is_long).map_or(Value::Long(drawn), Value::Int))
        }
        _ => {
            let (low, high) = (convert::to_double(from)?, convert::to_double(to)?);
            if low >= high || !(high - low).is_finite() {
                return Err(refused());
            }
            // 53 bits are what a double holds.
            let part = (bits() >> 11) as f64 / (1_u64 << 53) as f64;
            Ok(Value::Double(low + part * (high - low)))
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
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        self.0.extend(input(call).into_iter().flat_map(Value::into_items));
        Ok(())
    }

    fn finish(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let mut items = std::mem::take(&mut self.0);
        if items.is_empty() && call.argument(INPUT.spec().name).is_none() && !call.is_set(&SHUFFLE)? {
            let (from, to) = (bound(call, &MINIMUM, Value::Int(0))?, bound(call, &MAXIMUM, Value::Int(i32::MAX))?);
            for _ in 0..call.get(&COUNT)?.unwrap_or(1) {
                out.emit(number(&from, &to)?)?;
            }
            return Ok(());
        }
        let wanted = if call.is_set(&SHUFFLE)? { items.len() } else { call.get(&COUNT)?.unwrap_or(1) as usize };
        for _ in 0..wanted.min(items.len()) {
            let at = below(items.len() as u64) as usize;
            out.emit(items.swap_remove(at))?;
        }
        Ok(())
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
                let drawn = convert::to_double(&number(&from, &to).expect("bounds")).expect("number");
                let (low, high) = (convert::to_double(&from).expect("low"), convert::to_double(&to).expect("high"));
                assert!(drawn >= low && drawn <= high, "{from} {drawn} {to}");
            }
        }
        assert!(matches!(number(&Value::Int(3), &Value::Int(4)), Ok(Value::Int(3))));
        assert_eq!(number(&Value::Int(3), &Value::Int(3)).expect_err("none").id, "MinGreaterThanOrEqualMax");
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
