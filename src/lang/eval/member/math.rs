//! `[math]` and `[convert]`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::super::stop::Eval;
use super::{Answer, argument, no_method, threw};
use crate::lang::types::{Base, Type, cast};
use crate::model::compare::order_numbers;
use crate::model::{Array, Value, convert};

pub(super) fn call(name: &str, arguments: &[Value]) -> Eval<Answer> {
    let given = |at: usize| argument(arguments, at, name);
    let real = |at: usize| -> Eval<f64> { Ok(convert::to_double(given(at)?)?) };
    let one = |of: fn(f64) -> f64| real(0).map(|number| Value::Double(of(number)));
    let value = match name {
        "abs" => match convert::to_number(given(0)?) {
            Some(Value::Int(n)) => n.checked_abs().map_or(Value::Long(i64::from(n).abs()), Value::Int),
            Some(Value::Long(n)) => n.checked_abs().map_or(Value::Double((n as f64).abs()), Value::Long),
            Some(Value::Decimal(n)) => Value::decimal(n.abs()),
            _ => Value::Double(real(0)?.abs()),
        },
        "max" | "min" => {
            let both = [given(0)?, given(1)?].map(convert::to_number);
            let [Some(a), Some(b)] = both else { return Err(super::wrong_count(name, arguments.len())) };
            let keeps_first = match order_numbers(&a, &b) {
                Some(order) => order.is_ge() == (name == "max") || order.is_eq(),
                None => true,
            };
            same_kind(if keeps_first { a.clone() } else { b.clone() }, &a, &b)
        }
        "ceiling" | "floor" | "truncate" => match given(0)? {
            Value::Decimal(n) => Value::decimal(match name {
                "ceiling" => n.ceil(),
                "floor" => n.floor(),
                _ => n.trunc(),
            }),
            _ => one(match name {
                "ceiling" => f64::ceil,
                "floor" => f64::floor,
                _ => f64::trunc,
            })?,
        },
        "round" => round(arguments)?,
        "sqrt" => one(f64::sqrt)?,
        "pow" => Value::Double(real(0)?.powf(real(1)?)),
        "log" if arguments.len() > 1 => Value::Double(real(0)?.log(real(1)?)),
        "log" => one(f64::ln)?,
        "log10" => one(f64::log10)?,
        "log2" => one(f64::log2)?,
        "exp" => one(f64::exp)?,
        "sin" => one(f64::sin)?,
        "cos" => one(f64::cos)?,
        "tan" => one(f64::tan)?,
        "atan" => one(f64::atan)?,
        "asin" => one(f64::asin)?,
        "acos" => one(f64::acos)?,
        "atan2" => Value::Double(real(0)?.atan2(real(1)?)),
        "cbrt" => one(f64::cbrt)?,
        "clamp" => {
            let [value, least, most] = [given(0)?, given(1)?, given(2)?].map(convert::to_number);
            let (Some(value), Some(least), Some(most)) = (value, least, most) else {
                return Err(super::wrong_count(name, arguments.len()));
            };
            let is_less = |a: &Value, b: &Value| order_numbers(a, b).is_some_and(|order| order.is_lt());
            if is_less(&most, &least) {
                return Err(threw(name, 3, &format!("'{least}' cannot be greater than {most}.")));
            }
            let within = if is_less(&value, &least) {
                least.clone()
            } else if is_less(&most, &value) {
                most.clone()
            } else {
                value.clone()
            };
            let kind = same_kind(value, &least, &most);
            same_kind(within, &kind, &least)
        }
        "sign" => Value::Int(real(0)?.partial_cmp(&0.0).map_or(0, |order| order as i32)),
        "divrem" => {
            let (a, b) = (convert::to_long(given(0)?)?, convert::to_long(given(1)?)?);
            match (a.checked_div(b), a.checked_rem(b)) {
                (Some(quotient), Some(rest)) => Value::array(vec![Value::Long(quotient), Value::Long(rest)]),
                _ => return Err(threw("DivRem", 2, "Attempted to divide by zero.")),
            }
        }
        _ => return Err(no_method("System.Math", name).into()),
    };
    Ok(Answer::Is(value))
}

/// The wider type of both sides, as .NET's overloads give.
fn same_kind(value: Value, a: &Value, b: &Value) -> Value {
    let base = match (a, b) {
        (Value::Double(_), _) | (_, Value::Double(_)) => Base::Double,
        (Value::Decimal(_), _) | (_, Value::Decimal(_)) => Base::Decimal,
        (Value::Long(_), _) | (_, Value::Long(_)) => Base::Long,
        _ => Base::Int,
    };
    cast(&value, Type::of(base)).unwrap_or(value)
}

/// Halves go to the even neighbour unless asked otherwise.
fn round(arguments: &[Value]) -> Eval<Value> {
    let away = arguments.iter().skip(1).any(|mode| mode.to_string().eq_ignore_ascii_case("AwayFromZero"));
    let digits = match arguments.get(1) {
        Some(digits @ (Value::Int(_) | Value::Long(_))) => convert::to_int(digits)?.clamp(0, 15),
        _ => 0,
    };
    let number = argument(arguments, 0, "Round")?;
    if let Value::Decimal(exact) = number {
        let strategy = if away {
            rust_decimal::RoundingStrategy::MidpointAwayFromZero
        } else {
            rust_decimal::RoundingStrategy::MidpointNearestEven
        };
        return Ok(Value::decimal(exact.round_dp_with_strategy(digits.unsigned_abs(), strategy)));
    }
    let factor = 10f64.powi(digits);
    let real = convert::to_double(number)?;
    let scaled = real * factor;
    if !scaled.is_finite() {
        return Ok(Value::Double(real));
    }
    Ok(Value::Double(if away { scaled.round() } else { scaled.round_ties_even() } / factor))
}

pub(super) fn call_convert(name: &str, arguments: &[Value]) -> Eval<Answer> {
    let first = argument(arguments, 0, name)?;
    let radix = match arguments.get(1) {
        Some(radix @ Value::Int(_)) => convert::to_int(radix)?,
        _ => 10,
    };
    let as_type = |base: Base| -> Eval<Answer> { Ok(Answer::Is(cast(first, Type::of(base))?)) };
    match name {
        "toint16" | "toint32" | "toint64" | "tobyte" if radix != 10 => {
            let known = u32::try_from(radix).ok().filter(|radix| matches!(radix, 2 | 8 | 16));
            let text = first.to_string();
            let digits = text.trim_start_matches("0x").trim_start_matches("0X");
            let parsed = known.and_then(|radix| i64::from_str_radix(digits, radix).ok());
            let number = parsed.ok_or_else(|| threw(name, 2, "Could not find any recognizable digits."))?;
            let base = match name {
                "toint64" => Base::Long,
                "tobyte" => Base::Byte,
                "toint16" => Base::Short,
                _ => Base::Int,
            };
            Ok(Answer::Is(cast(&Value::Long(number), Type::of(base))?))
        }
        "tobyte" => as_type(Base::Byte),
        "toint16" => as_type(Base::Short),
        "toint32" => as_type(Base::Int),
        "toint64" => as_type(Base::Long),
        "todouble" => as_type(Base::Double),
        "todecimal" => as_type(Base::Decimal),
        "toboolean" => match first.to_string().to_ascii_lowercase().as_str() {
            "true" => Ok(Answer::Is(Value::Bool(true))),
            "false" => Ok(Answer::Is(Value::Bool(false))),
            _ if matches!(first, Value::String(_)) => {
                Err(threw("ToBoolean", 1, &format!("String '{first}' was not recognized as a valid Boolean.")))
            }
            _ => as_type(Base::Bool),
        },
        "todatetime" => as_type(Base::Date),
        "tochar" => as_type(Base::Char),
        "tostring" => {
            let whole = || convert::to_long(first);
            Ok(Answer::Is(Value::text(match radix {
                2 => format!("{:b}", whole()?),
                8 => format!("{:o}", whole()?),
                16 => format!("{:x}", whole()?),
                _ => first.to_string(),
            })))
        }
        "tobase64string" => Ok(Answer::Is(Value::text(STANDARD.encode(bytes_of(first)?)))),
        "frombase64string" => {
            let bytes = STANDARD.decode(first.to_string().trim()).map_err(|_| {
                threw("FromBase64String", 1, "The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding characters, or an illegal character among the padding characters.")
            })?;
            Ok(Answer::Is(byte_array(&bytes)))
        }
        _ => Err(no_method("System.Convert", name).into()),
    }
}

/// The bytes of a `byte[]`.
pub(super) fn bytes_of(value: &Value) -> Eval<Vec<u8>> {
    let byte = |value: &Value| -> Eval<u8> {
        Ok(u8::try_from(convert::to_integer_within(value, "System.Byte", 0, 255)?).unwrap_or(0))
    };
    value.clone().into_items().iter().map(byte).collect()
}

pub(super) fn byte_array(bytes: &[u8]) -> Value {
    Value::Array(Array::of("Byte[]", bytes.iter().map(|byte| Value::Int((*byte).into())).collect()))
}
