//! `[math]` and `[convert]`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::super::stop::Eval;
use super::declare::{Declared, methods};
use super::statics::parse::reason;
use super::statics::{Statics, property};
use super::{Answer, argument, catalogue, no_method, threw};
use crate::lang::reference::Reference;
use crate::lang::types::{Base, Type, TypeValue, cast};
use crate::model::compare::order_numbers;
use crate::model::{Array, FixedWidth, Object, Value, convert};

methods! {
    Method {
        Abs "static double Abs(double value), static decimal Abs(decimal value), static int Abs(int value), static long Abs(long value)";
        Acos "static double Acos(double d)";
        Asin "static double Asin(double d)";
        Atan "static double Atan(double d)";
        Atan2 "static double Atan2(double y, double x)";
        Cbrt "static double Cbrt(double d)";
        Ceiling "static decimal Ceiling(decimal d), static double Ceiling(double a)";
        Clamp "static double Clamp(double value, double min, double max), static int Clamp(int value, int min, int max)";
        Cos "static double Cos(double d)";
        Cosh "static double Cosh(double value)";
        DivRem "static System.ValueTuple[int,int] DivRem(int left, int right), static System.ValueTuple[long,long] DivRem(long left, long right), static long DivRem(long a, long b, [ref] long result)";
        Exp "static double Exp(double d)";
        Floor "static decimal Floor(decimal d), static double Floor(double d)";
        Log "static double Log(double d), static double Log(double a, double newBase)";
        Log10 "static double Log10(double d)";
        Log2 "static double Log2(double x)";
        Max "static double Max(double val1, double val2), static int Max(int val1, int val2), static long Max(long val1, long val2)";
        Min "static double Min(double val1, double val2), static int Min(int val1, int val2), static long Min(long val1, long val2)";
        Pow "static double Pow(double x, double y)";
        Round "static double Round(double a), static double Round(double value, int digits), static double Round(double value, int digits, System.MidpointRounding mode)";
        Sign "static int Sign(double value)";
        Sin "static double Sin(double a)";
        Sinh "static double Sinh(double value)";
        Sqrt "static double Sqrt(double d)";
        Tan "static double Tan(double a)";
        Tanh "static double Tanh(double value)";
        Truncate "static decimal Truncate(decimal d), static double Truncate(double d)";
    }
}

pub(super) static MATH: Statics = Statics::enumerated::<Method>(
    &[
        property("E", "static double E {get;}", |_| Value::Double(std::f64::consts::E)),
        property("PI", "static double PI {get;}", |_| Value::Double(std::f64::consts::PI)),
        property("Tau", "static double Tau {get;}", |_| Value::Double(std::f64::consts::TAU)),
    ],
    |given| call_named(given.name, given.arguments),
);

/// As if `[math]` were called.
pub(super) fn call_named(name: &str, arguments: &[Value]) -> Eval<Answer> {
    match Method::named(name) {
        Some(method) => call(method, arguments),
        None => Err(no_method("System.Math", name, &catalogue::static_members(Type::of(Base::Math))).into()),
    }
}

fn call(method: Method, arguments: &[Value]) -> Eval<Answer> {
    let name = method.name();
    let given = |at: usize| argument(arguments, at, name);
    let real = |at: usize| -> Eval<f64> { Ok(convert::to_double(given(at)?)?) };
    let one = |of: fn(f64) -> f64| real(0).map(|number| Value::Double(of(number)));
    let value = match method {
        Method::Abs => match convert::to_number(given(0)?) {
            Some(Value::Int(n)) => n.checked_abs().map_or(Value::Long(i64::from(n).abs()), Value::Int),
            Some(Value::Long(n)) => n.checked_abs().map_or(Value::Double((n as f64).abs()), Value::Long),
            Some(Value::Decimal(n)) => Value::decimal(n.abs()),
            _ => Value::Double(real(0)?.abs()),
        },
        Method::Max | Method::Min => {
            let both = [given(0)?, given(1)?].map(convert::to_number);
            let [Some(a), Some(b)] = both else { return Err(super::wrong_count(name, arguments.len())) };
            let keeps_first = match order_numbers(&a, &b) {
                Some(order) => order.is_ge() == (method == Method::Max) || order.is_eq(),
                None => true,
            };
            same_kind(if keeps_first { a.clone() } else { b.clone() }, &a, &b)
        }
        Method::Ceiling | Method::Floor | Method::Truncate => match given(0)? {
            Value::Decimal(n) => Value::decimal(match method {
                Method::Ceiling => n.ceil(),
                Method::Floor => n.floor(),
                _ => n.trunc(),
            }),
            _ => one(match method {
                Method::Ceiling => f64::ceil,
                Method::Floor => f64::floor,
                _ => f64::trunc,
            })?,
        },
        Method::Round => round(arguments)?,
        Method::Sqrt => one(f64::sqrt)?,
        Method::Pow => Value::Double(real(0)?.powf(real(1)?)),
        Method::Log if arguments.len() > 1 => Value::Double(real(0)?.log(real(1)?)),
        Method::Log => one(f64::ln)?,
        Method::Log10 => one(f64::log10)?,
        Method::Log2 => one(f64::log2)?,
        Method::Exp => one(f64::exp)?,
        Method::Sin => one(f64::sin)?,
        Method::Cos => one(f64::cos)?,
        Method::Tan => one(f64::tan)?,
        Method::Cosh => one(f64::cosh)?,
        Method::Sinh => one(f64::sinh)?,
        Method::Tanh => one(f64::tanh)?,
        Method::Atan => one(f64::atan)?,
        Method::Asin => one(f64::asin)?,
        Method::Acos => one(f64::acos)?,
        Method::Atan2 => Value::Double(real(0)?.atan2(real(1)?)),
        Method::Cbrt => one(f64::cbrt)?,
        Method::Clamp => {
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
        Method::Sign => Value::Int(real(0)?.partial_cmp(&0.0).map_or(0, |order| order as i32)),
        Method::DivRem => {
            let (a, b) = (convert::to_long(given(0)?)?, convert::to_long(given(1)?)?);
            match (a.checked_div(b), a.checked_rem(b)) {
                (Some(quotient), Some(rest)) => {
                    let is_int = [given(0)?, given(1)?].iter().all(|side| matches!(side, Value::Int(_)));
                    let number = |number: i64| match i32::try_from(number) {
                        Ok(number) if is_int => Value::Int(number),
                        _ => Value::Long(number),
                    };
                    match arguments.get(2).and_then(Value::downcast::<Reference>) {
                        Some(place) => {
                            place.set(number(rest))?;
                            number(quotient)
                        }
                        None => Value::Object(Object::named(
                            "System.ValueTuple`2",
                            vec![("Item1".into(), number(quotient)), ("Item2".into(), number(rest))],
                        )),
                    }
                }
                _ => return Err(threw("DivRem", 2, "Attempted to divide by zero.")),
            }
        }
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

methods! {
    /// Of `[convert]`.
    ConvertMethod {
        ChangeType "static System.Object ChangeType(System.Object value, type conversionType)";
        FromBase64String "static byte[] FromBase64String(string s)";
        FromHexString "static byte[] FromHexString(string s)";
        ToBase64String "static string ToBase64String(byte[] inArray)";
        ToBoolean "static bool ToBoolean(System.Object value)";
        ToByte "static byte ToByte(System.Object value), static byte ToByte(string value, int fromBase)";
        ToChar "static char ToChar(System.Object value)";
        ToDateTime "static datetime ToDateTime(System.Object value)";
        ToDecimal "static decimal ToDecimal(System.Object value)";
        ToDouble "static double ToDouble(System.Object value)";
        ToHexString "static string ToHexString(byte[] inArray)";
        ToInt16 "static short ToInt16(System.Object value), static short ToInt16(string value, int fromBase)";
        ToInt32 "static int ToInt32(System.Object value), static int ToInt32(string value, int fromBase)";
        ToInt64 "static long ToInt64(System.Object value), static long ToInt64(string value, int fromBase)";
        ToString "static string ToString(System.Object value), static string ToString(long value, int toBase)";
    }
}

pub(super) static CONVERT: Statics =
    Statics::enumerated::<ConvertMethod>(&[], |given| match ConvertMethod::named(given.name) {
        Some(method) => call_convert(method, given.arguments),
        None => Err(no_method("System.Convert", given.name, &catalogue::static_members(given.known)).into()),
    });

fn call_convert(method: ConvertMethod, arguments: &[Value]) -> Eval<Answer> {
    let name = method.name();
    let first = argument(arguments, 0, name)?;
    let radix = match arguments.get(1) {
        Some(radix @ Value::Int(_)) => convert::to_int(radix)?,
        _ => 10,
    };
    let as_type = |base: Base| -> Eval<Answer> {
        cast(first, Type::of(base)).map(Answer::Is).map_err(|why| threw(name, arguments.len(), reason(&why.says)))
    };
    match method {
        ConvertMethod::ToInt16 | ConvertMethod::ToInt32 | ConvertMethod::ToInt64 | ConvertMethod::ToByte
            if radix != 10 =>
        {
            let known = u32::try_from(radix).ok().filter(|radix| matches!(radix, 2 | 8 | 16));
            let text = first.to_string();
            let digits = text.trim_start_matches("0x").trim_start_matches("0X");
            let parsed = known.and_then(|radix| i64::from_str_radix(digits, radix).ok());
            let number = parsed.ok_or_else(|| threw(name, 2, "Could not find any recognizable digits."))?;
            let base = match method {
                ConvertMethod::ToInt64 => Base::Long,
                ConvertMethod::ToByte => Base::Byte,
                ConvertMethod::ToInt16 => Base::Short,
                _ => Base::Int,
            };
            let fits = cast(&Value::Long(number), Type::of(base));
            fits.map(Answer::Is).map_err(|why| threw(name, arguments.len(), reason(&why.says)))
        }
        ConvertMethod::ChangeType => {
            let wanted = argument(arguments, 1, name)?;
            let known = match wanted.downcast::<TypeValue>() {
                Some(named) => named.known,
                None => Type::from_text(&wanted.to_string()),
            };
            let known = known
                .ok_or_else(|| threw(name, arguments.len(), "Value cannot be null. (Parameter 'conversionType')"))?;
            cast(first, known).map(Answer::Is).map_err(|why| threw(name, arguments.len(), reason(&why.says)))
        }
        ConvertMethod::ToHexString => {
            Ok(Answer::Is(Value::text(bytes_of(first)?.iter().map(|byte| format!("{byte:02X}")).collect::<String>())))
        }
        ConvertMethod::FromHexString => {
            let text = first.to_string();
            let is_whole = text.len() % 2 == 0 && text.bytes().all(|digit| digit.is_ascii_hexdigit());
            if !is_whole {
                let says = "The input is not a valid hex string as it contains a non-hex character, or its length is not a multiple of 2.";
                return Err(threw(name, arguments.len(), says));
            }
            let pairs = (0..text.len()).step_by(2).filter_map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok());
            Ok(Answer::Is(byte_array(&pairs.collect::<Vec<u8>>())))
        }
        ConvertMethod::ToByte => as_type(Base::Byte),
        ConvertMethod::ToInt16 => as_type(Base::Short),
        ConvertMethod::ToInt32 => as_type(Base::Int),
        ConvertMethod::ToInt64 => as_type(Base::Long),
        ConvertMethod::ToDouble => as_type(Base::Double),
        ConvertMethod::ToDecimal => as_type(Base::Decimal),
        ConvertMethod::ToBoolean => match first.to_string().to_ascii_lowercase().as_str() {
            "true" => Ok(Answer::Is(Value::Bool(true))),
            "false" => Ok(Answer::Is(Value::Bool(false))),
            _ if matches!(first, Value::String(_)) => {
                Err(threw("ToBoolean", 1, &format!("String '{first}' was not recognized as a valid Boolean.")))
            }
            _ => as_type(Base::Bool),
        },
        ConvertMethod::ToDateTime => as_type(Base::Date),
        ConvertMethod::ToChar => as_type(Base::Char),
        ConvertMethod::ToString => {
            let whole = || convert::to_long(first);
            Ok(Answer::Is(Value::text(match radix {
                2 => format!("{:b}", whole()?),
                8 => format!("{:o}", whole()?),
                16 => format!("{:x}", whole()?),
                _ => first.to_string(),
            })))
        }
        ConvertMethod::ToBase64String => Ok(Answer::Is(Value::text(STANDARD.encode(bytes_of(first)?)))),
        ConvertMethod::FromBase64String => {
            let bytes = STANDARD.decode(first.to_string().trim()).map_err(|_| {
                threw("FromBase64String", 1, "The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding characters, or an illegal character among the padding characters.")
            })?;
            Ok(Answer::Is(byte_array(&bytes)))
        }
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
    Value::Array(Array::of("Byte[]", bytes.iter().map(|byte| Value::Fixed(FixedWidth::Byte(*byte))).collect()))
}
