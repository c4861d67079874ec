//! Static members: `[math]::Max(1,2)`, `[datetime]::Now`, `[string]::IsNullOrEmpty($x)`.

use jiff::tz::TimeZone;
use uuid::Uuid;

use super::{no_method, now, wrong_count};
use crate::lang::ast::Case;
use crate::lang::eval::cast::cast;
use crate::lang::eval::flow::Eval;
use crate::lang::eval::operator;
use crate::lang::eval::types::Type;
use crate::model::{Fault, Hash, IntoValue, TimeSpan, Value, convert};

/// `[type]::Name`; what is not there is `$null`.
pub fn get_static(of: &Type, name: &str) -> Value {
    let lower = name.to_ascii_lowercase();
    match (of, lower.as_str()) {
        (Type::Int, "maxvalue") => Value::Int(i32::MAX),
        (Type::Int, "minvalue") => Value::Int(i32::MIN),
        (Type::Long, "maxvalue") => Value::Long(i64::MAX),
        (Type::Long, "minvalue") => Value::Long(i64::MIN),
        (Type::Integer { max, .. }, "maxvalue") => Value::Long(*max),
        (Type::Integer { min, .. }, "minvalue") => Value::Long(*min),
        (Type::Double, "maxvalue") => Value::Double(f64::MAX),
        (Type::Double, "minvalue") => Value::Double(f64::MIN),
        (Type::Double, "nan") => Value::Double(f64::NAN),
        (Type::Double, "positiveinfinity") => Value::Double(f64::INFINITY),
        (Type::Text, "empty") => Value::text(""),
        (Type::Date, "now") => Value::Date(now()),
        (Type::Date, "utcnow") => Value::Date(now().with_time_zone(TimeZone::UTC)),
        (Type::Date, "today") => now().start_of_day().map_or(Value::Null, Value::Date),
        (Type::Span, "zero") => TimeSpan::from_ticks(0).into_value(),
        (Type::Span, "maxvalue") => TimeSpan::from_ticks(i64::MAX).into_value(),
        (Type::Guid, "empty") => Value::Guid(Uuid::nil()),
        (Type::Ip, "loopback") => Value::Ip(std::net::Ipv4Addr::LOCALHOST.into()),
        (Type::Ip, "any") => Value::Ip(std::net::Ipv4Addr::UNSPECIFIED.into()),
        (Type::Static("math"), "pi") => Value::Double(std::f64::consts::PI),
        (Type::Static("math"), "e") => Value::Double(std::f64::consts::E),
        (Type::Static("environment"), "newline") => Value::text("\n"),
        (Type::Static("environment"), "machinename") => {
            rustix::system::uname().nodename().to_string_lossy().into_owned().into_value()
        }
        (Type::Static("environment"), "username") => {
            std::env::var("USER").or_else(|_| std::env::var("LOGNAME")).map_or(Value::Null, IntoValue::into_value)
        }
        (Type::Static("environment"), "processid") => Value::Int(std::process::id() as i32),
        (Type::Static("environment"), "currentdirectory") => {
            std::env::current_dir().map_or(Value::Null, |folder| folder.display().to_string().into_value())
        }
        _ => Value::Null,
    }
}

/// `[type]::Name(arguments)`.
pub fn call_static(of: &Type, name: &str, arguments: &[Value]) -> Eval<Value> {
    let lower = name.to_ascii_lowercase();
    let arg = |at: usize| arguments.get(at).ok_or_else(|| wrong_count(arguments.len()));
    let text = |at: usize| arg(at).map(ToString::to_string);
    match (of, lower.as_str()) {
        (Type::CustomObject, "new") => cast(&Value::Hash(Hash::new()), of),
        (Type::List | Type::GenericList, "new") => {
            cast(&arguments.first().cloned().unwrap_or(Value::array(Vec::new())), of)
        }
        (Type::Date, "new") => date_of(arguments),
        (Type::Guid, "newguid") => Ok(Value::Guid(Uuid::new_v4())),
        (Type::Static("math"), _) => math(&lower, arguments),
        (Type::Text, "isnullorempty") => Ok(Value::Bool(text(0)?.is_empty())),
        (Type::Text, "isnullorwhitespace") => Ok(Value::Bool(text(0)?.trim().is_empty())),
        (Type::Text, "join") => {
            let rest = if arguments.len() == 2 { arg(1)?.clone() } else { Value::array(arguments[1..].to_vec()) };
            operator::binary(crate::lang::ast::BinaryOp::Join, rest, arg(0)?.clone(), &mut None)
        }
        (Type::Text, "format") => operator::format(arg(0)?, &Value::array(arguments[1..].to_vec())).map(Value::text),
        (Type::Text, "concat") => Ok(Value::text(arguments.iter().map(ToString::to_string).collect::<String>())),
        (Type::Text, "compare") => {
            let ignore = arguments.get(2).is_some_and(convert::truth);
            let (a, b) = (text(0)?, text(1)?);
            let order = if ignore { a.to_lowercase().cmp(&b.to_lowercase()) } else { a.cmp(&b) };
            Ok(Value::Int(order as i32))
        }
        (Type::Span, _) if lower.starts_with("from") => {
            let amount = convert::to_double(arg(0)?)?;
            let seconds = match lower.as_str() {
                "fromdays" => 86_400.0,
                "fromhours" => 3_600.0,
                "fromminutes" => 60.0,
                "fromseconds" => 1.0,
                "frommilliseconds" => 0.001,
                "fromticks" => 1e-7,
                _ => return Err(no_method(&of.full_name(), name)),
            };
            Ok(TimeSpan::from_ticks((amount * seconds * 1e7).round() as i64).into_value())
        }
        (_, "parse") => cast(&Value::text(text(0)?), of),
        (Type::Static("convert"), _) => converted(&lower, arguments),
        (Type::Regex, "escape") => Ok(Value::text(fancy_regex::escape(&text(0)?))),
        (Type::Regex, "ismatch") => {
            let regex = operator::regex(&text(1)?, Case::Sensitive)?;
            Ok(Value::Bool(regex.is_match(&text(0)?).unwrap_or(false)))
        }
        (Type::Regex, "replace") => operator::binary(
            crate::lang::ast::BinaryOp::Replace(Case::Sensitive),
            arg(0)?.clone(),
            Value::array(vec![arg(1)?.clone(), arg(2)?.clone()]),
            &mut None,
        ),
        (Type::Regex, "split") => operator::binary(
            crate::lang::ast::BinaryOp::Split(Case::Sensitive),
            arg(0)?.clone(),
            arg(1)?.clone(),
            &mut None,
        ),
        (Type::Static("environment"), "getenvironmentvariable") => {
            Ok(std::env::var(text(0)?).map_or(Value::Null, IntoValue::into_value))
        }
        (_, "new") if arguments.len() == 1 => cast(arg(0)?, of),
        _ => Err(no_method(&of.full_name(), name)),
    }
}

fn date_of(arguments: &[Value]) -> Eval<Value> {
    let mut parts = [1i16, 1, 1, 0, 0, 0];
    for (part, value) in parts.iter_mut().zip(arguments) {
        *part = i16::try_from(convert::to_int(value)?).map_err(|_| wrong_count(arguments.len()))?;
    }
    let [year, month, day, hour, minute, second] = parts;
    jiff::civil::DateTime::new(year, month as i8, day as i8, hour as i8, minute as i8, second as i8, 0)
        .and_then(|civil| civil.to_zoned(TimeZone::system()))
        .map(Value::Date)
        .map_err(|error| Fault::invalid("ArgumentOutOfRangeException", "There is no such date.").cause(error).into())
}

fn math(name: &str, arguments: &[Value]) -> Eval<Value> {
    let number = |at: usize| -> Eval<f64> {
        Ok(convert::to_double(arguments.get(at).ok_or_else(|| wrong_count(arguments.len()))?)?)
    };
    let whole = arguments.iter().all(|argument| matches!(argument, Value::Int(_)));
    let result = match name {
        "abs" => number(0)?.abs(),
        "ceiling" => return Ok(Value::Double(number(0)?.ceil())),
        "floor" => return Ok(Value::Double(number(0)?.floor())),
        "truncate" => return Ok(Value::Double(number(0)?.trunc())),
        "sqrt" => return Ok(Value::Double(number(0)?.sqrt())),
        "pow" => return Ok(Value::Double(number(0)?.powf(number(1)?))),
        "log" => {
            return Ok(Value::Double(if arguments.len() > 1 { number(0)?.log(number(1)?) } else { number(0)?.ln() }));
        }
        "log10" => return Ok(Value::Double(number(0)?.log10())),
        "exp" => return Ok(Value::Double(number(0)?.exp())),
        "sign" => return Ok(Value::Int(number(0)?.partial_cmp(&0.0).map_or(0, |order| order as i32))),
        "round" => {
            let digits = arguments.get(1).filter(|digits| matches!(digits, Value::Int(_)));
            let digits = digits.map(convert::to_int).transpose()?.unwrap_or(0).clamp(0, 15);
            let away = arguments.iter().any(|mode| mode.to_string().eq_ignore_ascii_case("AwayFromZero"));
            let factor = 10f64.powi(digits);
            let scaled = number(0)? * factor;
            return Ok(Value::Double(if away { scaled.round() } else { scaled.round_ties_even() } / factor));
        }
        "max" => number(0)?.max(number(1)?),
        "min" => number(0)?.min(number(1)?),
        _ => return Err(no_method("System.Math", name)),
    };
    if whole {
        return Ok(Value::Int(convert::to_int(&Value::Double(result))?));
    }
    if arguments.iter().all(|argument| matches!(argument, Value::Int(_) | Value::Long(_))) {
        return Ok(Value::Long(convert::to_long(&Value::Double(result))?));
    }
    Ok(Value::Double(result))
}

fn converted(name: &str, arguments: &[Value]) -> Eval<Value> {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    let first = arguments.first().ok_or_else(|| wrong_count(0))?;
    let radix = arguments.get(1).map(convert::to_int).transpose()?.unwrap_or(10);
    match name {
        "toint32" | "toint64" if radix != 10 => {
            let radix = u32::try_from(radix).ok().filter(|radix| matches!(radix, 2 | 8 | 16));
            let text = first.to_string();
            let digits = text.trim_start_matches("0x").trim_start_matches("0X");
            let parsed = radix.and_then(|radix| i64::from_str_radix(digits, radix).ok());
            let number = parsed.ok_or_else(|| {
                Fault::invalid("FormatException", format!("'{text}' is no number of base {}.", arguments[1]))
            })?;
            if name == "toint32" { cast(&Value::Long(number), &Type::Int) } else { Ok(Value::Long(number)) }
        }
        "toint32" => cast(first, &Type::Int),
        "toint64" => cast(first, &Type::Long),
        "todouble" => cast(first, &Type::Double),
        "todecimal" => cast(first, &Type::Decimal),
        "toboolean" => cast(first, &Type::Bool),
        "todatetime" => cast(first, &Type::Date),
        "tochar" => cast(first, &Type::Char),
        "tostring" => match radix {
            2 => Ok(Value::text(format!("{:b}", convert::to_long(first)?))),
            8 => Ok(Value::text(format!("{:o}", convert::to_long(first)?))),
            16 => Ok(Value::text(format!("{:x}", convert::to_long(first)?))),
            _ => Ok(Value::text(first.to_string())),
        },
        "tobase64string" => {
            let bytes: Vec<u8> = first
                .clone()
                .into_items()
                .iter()
                .map(|byte| Ok(convert::to_integer_within(byte, "System.Byte", 0, 255)? as u8))
                .collect::<Eval<_>>()?;
            Ok(Value::text(STANDARD.encode(bytes)))
        }
        "frombase64string" => {
            let bytes = STANDARD.decode(first.to_string()).map_err(|error| {
                Fault::invalid("FormatException", "The input is not a valid Base-64 string.").cause(error)
            })?;
            Ok(Value::array(bytes.into_iter().map(|byte| Value::Int(byte.into())).collect()))
        }
        _ => Err(no_method("System.Convert", name)),
    }
}
