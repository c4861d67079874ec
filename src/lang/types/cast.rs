//! What a value becomes under `[type]`.

use std::net::IpAddr;
use std::sync::Arc;

use super::{Base, Type, TypeValue};
use crate::lang::collection::Collection;
use crate::lang::endpoint::{EndPoint, MailAddress};
use crate::lang::enumeration::Kind;
use crate::lang::scalars::{Culture, Pattern, Version};
use crate::lang::semantic_version::SemanticVersion;
use crate::lang::web_address::WebAddress;
use crate::model::{
    Array, BigInteger, ByteSize, DateTimeOffset, DayOfWeek, FixedWidth, FromValue, Hash, IntoValue, Object,
    SmtpAddress, SwitchParameter, TimeSpan, Unconvertible, Value, convert,
};

/// Converts by PowerShell's rules; Err in its words.
pub fn cast(value: &Value, to: Type) -> Result<Value, Unconvertible> {
    if to.rank > 1 {
        return if to.holds(value) { Ok(value.clone()) } else { Err(Unconvertible::types(value, &to.to_string())) };
    }
    if to.is_array() {
        return to_array(value, to);
    }
    let value = if matches!(to.base, Base::Object | Base::CustomObject) { value } else { value.bare() };
    if to.holds(value) && to.base != Base::CustomObject {
        return Ok(value.clone());
    }
    // What is shared can be nothing.
    if value.is_null()
        && matches!(
            to.base,
            Base::Hash
                | Base::Ordered
                | Base::GenericDictionary
                | Base::ArrayList
                | Base::List
                | Base::HashSet
                | Base::SortedSet
                | Base::Queue
                | Base::Stack
                | Base::Array
                | Base::Regex
                | Base::Version
                | Base::Uri
                | Base::Ip
                | Base::MailAddress
                | Base::Type
        )
    {
        return Ok(Value::Null);
    }
    let refused = || Unconvertible::types(value, &to.to_string());
    let within = |min: i64, max: i64| convert::to_integer_within(value, to.base.full_name(), min, max);
    Ok(match to.base {
        Base::Object => value.clone(),
        Base::Void => Value::Null,
        Base::Bool => Value::Bool(convert::truth(value)),
        Base::Switch => Value::scalar(SwitchParameter(convert::truth(value))),
        Base::Char => Value::Char(convert::to_char(one_of(value)?)?),
        Base::SByte => Value::Fixed(FixedWidth::SByte(within(-128, 127)? as i8)),
        Base::Byte => Value::Fixed(FixedWidth::Byte(within(0, 255)? as u8)),
        Base::Short => Value::Fixed(FixedWidth::Short(within(-32_768, 32_767)? as i16)),
        Base::UShort => Value::Fixed(FixedWidth::UShort(within(0, 65_535)? as u16)),
        Base::Int => Value::Int(convert::to_int(only(value).as_ref().unwrap_or(value))?),
        Base::UInt => Value::Fixed(FixedWidth::UInt(within(0, 4_294_967_295)? as u32)),
        Base::Long => Value::Long(convert::to_long(only(value).as_ref().unwrap_or(value))?),
        Base::ULong => {
            Value::Fixed(FixedWidth::ULong(convert::to_unsigned_long(only(value).as_ref().unwrap_or(value))?))
        }
        Base::Single => Value::Fixed(FixedWidth::Single(convert::to_double(value)? as f32)),
        Base::Double => Value::Double(convert::to_double(only(value).as_ref().unwrap_or(value))?),
        Base::Decimal => Value::decimal(convert::to_decimal(only(value).as_ref().unwrap_or(value))?),
        Base::Big => Value::scalar(BigInteger::from_value(only(value).as_ref().unwrap_or(value))?),
        Base::String => Value::text(value.to_string()),
        Base::Date => Value::date(match value {
            Value::Long(_) | Value::Int(_) | Value::Fixed(_) => {
                crate::lang::dates::from_ticks(convert::to_long(value)?).ok_or_else(refused)?
            }
            other => convert::to_date(other)?,
        }),
        Base::DateOffset => Value::scalar(DateTimeOffset::of(only(value).as_ref().unwrap_or(value))?),
        Base::Span => to_span(value)?,
        Base::Guid => Value::guid(convert::to_guid(value)?),
        Base::Ip => match value {
            // As .NET counts the bytes of an address that is given as a number.
            Value::Int(_) | Value::Long(_) => {
                let number = u32::try_from(convert::to_long(value)?).map_err(|_| refused())?;
                Value::ip(IpAddr::from(number.to_le_bytes()))
            }
            other => Value::ip(convert::to_ip(other)?),
        },
        Base::Version => match value {
            Value::String(text) => text
                .parse::<Version>()
                .map(Value::scalar)
                .map_err(|why| Unconvertible::text(value, "System.Version", why))?,
            Value::Double(_) | Value::Decimal(_) => {
                value.to_string().parse::<Version>().map(Value::scalar).map_err(|_| refused())?
            }
            _ => match value.downcast::<SemanticVersion>() {
                Some(version) => Value::scalar(Version::new(version.numbers().to_vec())),
                None => return Err(refused()),
            },
        },
        Base::Regex => match value {
            Value::String(text) => {
                let pattern =
                    Pattern::new(text, true).map_err(|why| Unconvertible::text(value, to.base.full_name(), why))?;
                Value::scalar(pattern)
            }
            _ => return Err(refused()),
        },
        Base::Type => match value {
            Value::String(text) => match Type::from_text(text) {
                Some(known) => Value::scalar(TypeValue::new(known)),
                None => {
                    let says = format!(
                        "Cannot convert the \"{text}\" value of type \"System.String\" to type \"System.Type\"."
                    );
                    return Err(Unconvertible { id: "InvalidCastFromStringToType", says });
                }
            },
            _ => return Err(refused()),
        },
        Base::Array => return to_array(value, Type { rank: 1, ..Type::of(Base::Object) }),
        Base::ArrayList => Value::Array(Array::list(items_of(value))),
        Base::List => {
            let items = items_of(value).iter().map(|item| cast(item, Type::of(to.of[0]))).collect::<Result<_, _>>();
            Value::Array(Array::generic(to.of[0].full_name(), items.map_err(|_| refused())?))
        }
        Base::HashSet | Base::SortedSet | Base::Queue | Base::Stack | Base::PlainQueue | Base::PlainStack => {
            let collection = Collection::empty(to, false).ok_or_else(refused)?;
            for item in items_of(value) {
                collection.add(collection.element(&item).map_err(|_| refused())?);
            }
            Value::scalar(collection)
        }
        Base::Hash | Base::Ordered | Base::GenericDictionary => match value {
            Value::Hash(hash) => {
                let copy = match to.base {
                    Base::Ordered => Hash::ordered(),
                    Base::GenericDictionary => Hash::dictionary(to.of.map(Base::full_name), true),
                    _ => Hash::new(),
                };
                let of = |at: usize| if to.base == Base::GenericDictionary { to.of[at] } else { Base::Object };
                for (key, value) in hash.entries() {
                    copy.set(cast(&key, Type::of(of(0)))?, cast(&value, Type::of(of(1)))?);
                }
                Value::Hash(copy)
            }
            _ => return Err(refused()),
        },
        Base::CustomObject => match value {
            Value::Hash(hash) => {
                let properties = hash.entries().into_iter().map(|(key, value)| (Arc::from(key.to_string()), value));
                Value::Object(Object::custom(properties.collect()))
            }
            other => other.clone(),
        },
        Base::Exception(full) if matches!(value, Value::String(_)) => Value::Object(Object::named(
            full,
            vec![(Arc::from("Message"), value.clone()), (Arc::from("InnerException"), Value::Null)],
        )),
        // Made without a message, and then given the properties that the table names.
        Base::Exception(full) if let Value::Hash(given) = value => exception_of(full, given)?,
        Base::Block | Base::Secret | Base::Credential | Base::ErrorRecord | Base::Exception(_) => match value {
            Value::Null => Value::Null,
            _ => return Err(refused()),
        },
        Base::ByteSize => {
            ByteSize::from_value(value).map(IntoValue::into_value).map_err(|why| ours(value, to, &why))?
        }
        Base::SemanticVersion => match value {
            Value::String(_) | Value::Int(_) | Value::Double(_) | Value::Decimal(_) => value
                .to_string()
                .parse::<SemanticVersion>()
                .map(Value::scalar)
                .map_err(|why| Unconvertible::text(value, to.base.full_name(), why))?,
            _ => match value.downcast::<Version>() {
                Some(version) => Value::scalar(SemanticVersion::new(&[0, 1, 2].map(|at| version.part(at).max(0)))),
                None => return Err(refused()),
            },
        },
        Base::EndPoint => match value {
            Value::String(text) => EndPoint::parse(text).map(Value::scalar).ok_or_else(|| {
                Unconvertible::text(value, to.base.full_name(), "An invalid IPEndPoint was specified.")
            })?,
            _ => return Err(refused()),
        },
        Base::MailAddress => MailAddress::parse(&value.to_string())
            .map(Value::scalar)
            .map_err(|why| Unconvertible::text(value, to.base.full_name(), why))?,
        Base::SmtpAddress => {
            SmtpAddress::from_value(value).map(IntoValue::into_value).map_err(|why| ours(value, to, &why))?
        }
        Base::Uri => match value {
            Value::String(text) => text
                .parse::<WebAddress>()
                .map(Value::scalar)
                .map_err(|why| Unconvertible::text(value, to.base.full_name(), why))?,
            _ => return Err(refused()),
        },
        Base::DayOfWeek => match DayOfWeek::named(&value.to_string()) {
            Some(day) => Value::scalar(day),
            None => {
                let names = "Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday";
                return Err(Unconvertible::text(value, to.base.full_name(), unmatched(value, names)));
            }
        },
        enumeration if let Some(kind) = Kind::of(enumeration) => Value::scalar(kind.read(value)?),
        Base::Reference => {
            let says = "Reference type is expected in argument.".to_owned();
            return Err(Unconvertible { id: "ParameterArgumentTransformationError", says });
        }
        Base::Culture => match value.to_string().to_ascii_lowercase().as_str() {
            "" | "en-us" => Value::scalar(Culture),
            _ => {
                let says =
                    format!("The culture '{value}' is not known here: everything is written in the invariant culture.");
                return Err(Unconvertible { id: "CultureNotSupported", says });
            }
        },
        _ => {
            return Err(refused());
        }
    })
}

/// What `[System.Exception]@{ Source = 'script' }` makes.
fn exception_of(full: &'static str, given: &Hash) -> Result<Value, Unconvertible> {
    const SETTABLE: [&str; 3] = ["Source", "HelpLink", "HResult"];
    let thrown = crate::lang::eval::exception_named(full, &[]);
    for (key, value) in given.entries() {
        let key = key.to_string();
        let Some(known) = SETTABLE.iter().find(|known| known.eq_ignore_ascii_case(&key)) else {
            let says = format!(
                "Cannot create object of type \"{full}\". The property '{key}' cannot be found on this object, or cannot be set. The properties that can be set are: {}.",
                SETTABLE.join(", ")
            );
            return Err(Unconvertible { id: "ObjectCreationError", says });
        };
        if let Value::Object(thrown) = &thrown {
            thrown.define(known, value);
        }
    }
    Ok(thrown)
}

/// What an enumeration says of a name that is not its own.
fn unmatched(value: &Value, names: &str) -> String {
    format!(
        "Unable to match the identifier name {value} to a valid enumerator name. Specify one of the following enumerator names and try again:\n{names}"
    )
}

fn ours(value: &Value, to: Type, why: &str) -> Unconvertible {
    Unconvertible::text(value, to.base.full_name(), why)
}

/// The single item of an array of one, which converts as itself.
fn only(value: &Value) -> Option<Value> {
    match value {
        Value::Array(array) if array.len() == 1 => array.get(0),
        _ => None,
    }
}

fn one_of(value: &Value) -> Result<&Value, Unconvertible> {
    match value {
        Value::Null => Err(Unconvertible::types(value, "System.Char")),
        value => Ok(value),
    }
}

fn items_of(value: &Value) -> Vec<Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(array) => array.items(),
        Value::Scalar(scalar) if let Some(items) = scalar.items() => items,
        other => vec![other.clone()],
    }
}

fn to_array(value: &Value, to: Type) -> Result<Value, Unconvertible> {
    if value.is_null() {
        return Ok(Value::Null);
    }
    let element = Type::of(to.base);
    let items = match (value, to.base) {
        // Text becomes its characters, and nothing else does.
        (Value::String(text), Base::Char) => text.chars().map(Value::Char).collect(),
        _ => items_of(value).iter().map(|item| cast(item, element)).collect::<Result<Vec<_>, _>>()?,
    };
    Ok(Value::Array(Array::of(element.array_name(), items)))
}

fn to_span(value: &Value) -> Result<Value, Unconvertible> {
    const TO: &str = "System.TimeSpan";
    match value {
        // A bare number is a count of ticks.
        Value::Int(_) | Value::Long(_) => Ok(Value::scalar(TimeSpan::from_ticks(convert::to_long(value)?))),
        Value::String(text) => text.parse::<TimeSpan>().map(Value::scalar).map_err(|_| {
            Unconvertible::text(value, TO, format!("String '{text}' was not recognized as a valid TimeSpan."))
        }),
        _ => Err(Unconvertible::types(value, TO)),
    }
}
