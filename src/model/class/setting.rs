//! The types that a property may have.

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use super::{Breach, Intake, ListEdit, Properties, Stored};
use crate::model::{
    ByteSize, Credential, FromValue, GivenCredential, IntoValue, PasswordHash, Sealed, Secret, TimeSpan, Unlimited,
    Value,
};

/// A type that can be given on a command line, stored as JSON and shown as a value.
pub trait Setting: Serialize + DeserializeOwned + Clone + PartialEq {
    const TYPE_NAME: &'static str;
    const IS_LIST: bool;
    /// A set of its values, written as a comma list.
    const IS_SET: bool = false;
    const INTAKE: Intake;

    fn values() -> &'static [&'static str];

    /// What each of the values means.
    fn value_docs() -> &'static [&'static str] {
        &[]
    }

    fn show(self) -> Value;
}

impl<T> Setting for T
where
    T: FromValue + IntoValue + Serialize + DeserializeOwned + Clone + PartialEq,
{
    const TYPE_NAME: &'static str = <T as FromValue>::TYPE_NAME;
    const IS_LIST: bool = <T as FromValue>::IS_LIST;
    const IS_SET: bool = <T as FromValue>::IS_SET;
    const INTAKE: Intake = Intake::Plain(|value| T::from_value(value).map(|setting| to_json(&setting)));

    fn values() -> &'static [&'static str] {
        <T as FromValue>::values()
    }

    fn value_docs() -> &'static [&'static str] {
        <T as FromValue>::value_docs()
    }

    fn show(self) -> Value {
        self.into_value()
    }
}

impl Setting for Option<Credential> {
    const TYPE_NAME: &'static str = "PSCredential";
    const IS_LIST: bool = false;
    const INTAKE: Intake = Intake::Credential;

    fn values() -> &'static [&'static str] {
        &[]
    }

    /// The user name: enough to tell one from the other.
    fn show(self) -> Value {
        self.map(|credential| credential.user_name).into_value()
    }
}

impl Setting for Option<PasswordHash> {
    const TYPE_NAME: &'static str = "SecureString";
    const IS_LIST: bool = false;
    const INTAKE: Intake = Intake::Password;

    fn values() -> &'static [&'static str] {
        &[]
    }

    /// Only whether there is one.
    fn show(self) -> Value {
        self.map(|_| "(set)").into_value()
    }
}

impl Setting for Option<Sealed> {
    const TYPE_NAME: &'static str = "SecureString";
    const IS_LIST: bool = false;
    const INTAKE: Intake = Intake::Minted;

    fn values() -> &'static [&'static str] {
        &[]
    }

    /// Only whether there is one.
    fn show(self) -> Value {
        self.map(|_| "(set)").into_value()
    }
}

/// The stored form. Every type of a property serializes to plain JSON: text, numbers, booleans, lists of these.
pub fn to_json<T: Serialize>(setting: &T) -> Json {
    serde_json::to_value(setting).unwrap_or(Json::Null)
}

/// The stored form as a value of the language.
pub fn show<T: Setting>(stored: &Json) -> Result<Value, String> {
    T::deserialize(stored).map(Setting::show).map_err(|error| error.to_string())
}

/// Whether two elements of a list (or two single values) are the same.
pub fn same<T: Setting>(a: &Json, b: &Json) -> bool {
    let read = |json: &Json| match T::IS_LIST {
        true => T::deserialize(Json::Array(vec![json.clone()])).ok(),
        false => T::deserialize(json).ok(),
    };
    a == b || read(a).is_some_and(|a| read(b) == Some(a))
}

/// Of what only the system makes.
pub const NOBODY_GIVES: &str = "keys are made and never given";

/// Refuses a value that is of the type but not allowed, in words that follow the name of the property.
pub type Check<T> = fn(&T) -> Result<(), String>;

/// Reads a property of a stored object. When it is not there: what such objects had `formerly`, else `default`.
pub fn read<T: Setting>(
    stored: &Stored,
    property: &'static str,
    default: Option<fn() -> T>,
    formerly: Option<fn(&Properties) -> Json>,
    check: Option<Check<T>>,
) -> Result<T, Breach> {
    let former = || formerly.map(|formerly| Cow::Owned(formerly(stored.properties)));
    let value = match stored.properties.get(property).map(Cow::Borrowed).or_else(former).as_deref() {
        // Null is the value of what may be empty; for the rest it is a key without a value.
        Some(Json::Null) => T::deserialize(Json::Null).ok().or_else(|| default.map(|default| default())),
        Some(json) => Some(T::deserialize(json).map_err(|error| Breach::unreadable(property, &error))?),
        None => default.map(|default| default()),
    };
    let value =
        value.ok_or_else(|| Breach::new(property, format!("{property} is missing."), format!("Give {property}.")))?;
    if let Some(check) = check {
        check(&value).map_err(|says| {
            Breach::new(property, format!("{property} {says}."), format!("Give {property} a value in that range."))
        })?;
    }
    Ok(value)
}

/// Refuses a value on the command line that is not of the type, or lies out of bounds.
pub fn check_given<T: Setting>(value: &Value, check: Option<Check<T>>) -> Result<(), String> {
    let stored = match T::INTAKE {
        Intake::Plain(to_json) if T::IS_LIST && matches!(value, Value::Hash(_)) => {
            return ListEdit::read(value, to_json).map(drop);
        }
        Intake::Plain(to_json) => to_json(value)?,
        Intake::Credential if value.is_null() => return Ok(()),
        Intake::Credential => return GivenCredential::from_value(value).map(drop),
        Intake::Password if value.is_null() => return Ok(()),
        Intake::Password => return Secret::from_value(value).map(drop),
        Intake::Minted => return Err(NOBODY_GIVES.to_owned()),
    };
    match (check, T::deserialize(&stored)) {
        (Some(check), Ok(setting)) => check(&setting).map_err(|says| format!("it {says}")),
        _ => Ok(()),
    }
}

/// A setting with a magnitude that can be bounded.
pub trait Measured {
    type Unit: PartialOrd + fmt::Display;

    /// `None` where there is no limit.
    fn measure(&self) -> Option<Self::Unit>;
}

macro_rules! measured {
    ($($type:ty),*) => {$(
        impl Measured for $type {
            type Unit = $type;

            fn measure(&self) -> Option<$type> {
                Some(*self)
            }
        }
    )*};
}

measured!(u16, u32, ByteSize, TimeSpan);

impl<T: Measured + Copy> Measured for Unlimited<T> {
    type Unit = T::Unit;

    fn measure(&self) -> Option<T::Unit> {
        self.limit().and_then(|limit| limit.measure())
    }
}

/// What is not set lies in every range.
impl<T: Measured> Measured for Option<T> {
    type Unit = T::Unit;

    fn measure(&self) -> Option<T::Unit> {
        self.as_ref().and_then(Measured::measure)
    }
}

/// Err: says that the value lies outside `low..=high`. Unlimited lies in every range.
pub fn within<T: Measured>(value: &T, low: T::Unit, high: T::Unit) -> Result<(), String> {
    match value.measure() {
        Some(measure) if measure < low || measure > high => Err(format!("must be from {low} to {high}, not {measure}")),
        _ => Ok(()),
    }
}
