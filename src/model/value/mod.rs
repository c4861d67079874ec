//! What flows through a pipeline: typed values that stay what they are until printed.
//!
//! Arrays, hashtables and objects are shared by reference, as in PowerShell: two variables may hold the same array.
//! Each is behind its own lock, taken only inside the methods here, so that no caller can hold one across a callback.
//!
//! Comparison, conversion and operators are in `model::compare` and `lang`; this file only says what a value is.

mod array;
mod big_integer;
mod drop;
mod fixed_width;
mod from;
mod hash;
mod into;
mod member;
mod object;

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

use jiff::Zoned;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::Fault;

pub use self::array::Array;
pub use self::big_integer::BigInteger;
pub use self::drop::release;
pub use self::fixed_width::FixedWidth;
pub use self::hash::Hash;
pub use self::member::Member;
pub use self::object::{Object, PropertyInfo, TypeInfo};

/// One value of the language.
///
/// It is three words long: values are moved at every step of the evaluator, so what is larger and rare is shared.
#[derive(Clone, Default)]
pub enum Value {
    #[default]
    Null,
    Bool(bool),
    Char(char),
    Int(i32),
    Long(i64),
    Decimal(Arc<Decimal>),
    Double(f64),
    /// A number of one of the rarer types: a byte, an unsigned integer, a single.
    Fixed(FixedWidth),
    String(Arc<str>),
    Date(Arc<Zoned>),
    Guid(Arc<Uuid>),
    Ip(Arc<IpAddr>),
    /// A scalar of a type of ours (`ByteSize`, `TimeSpan`, `AddressSpace`, an enumeration…), see [`Scalar`].
    Scalar(Arc<dyn Scalar>),
    /// Text that never prints, logs or enters history.
    Secret(Secret),
    Array(Array),
    Hash(Hash),
    Object(Object),
    /// A script block; only the evaluator looks inside.
    Block(Arc<dyn Block>),
}

/// A domain type as a value: it knows its text, its type's name and how it orders and counts.
///
/// Implemented by `ByteSize`, `TimeSpan`, `Unlimited<T>`, `AddressSpace`, enumerations… through one macro, so that they
/// keep their type in pipelines and still compare with plain text and numbers.
pub trait Scalar: fmt::Display + Send + Sync + 'static {
    /// PowerShell-style type name, such as `ByteQuantifiedSize`.
    fn type_name(&self) -> &'static str;

    /// With its namespace, where scripts know the type by one.
    fn full_type_name(&self) -> String {
        self.type_name().to_owned()
    }

    /// The number it compares and computes as (bytes, 100 ns ticks), if it has one.
    fn number(&self) -> Option<f64> {
        None
    }

    /// Another value of this very type, read from text: `$_.Age -gt '01:00:00'` compares two spans.
    fn read(&self, text: &str) -> Option<Value> {
        let _ = text;
        None
    }

    /// A member such as `.TotalSeconds` or `.Value`; `None` when there is no such member.
    fn member(&self, name: &str) -> Option<Value> {
        let _ = name;
        None
    }

    /// The members that [`Scalar::member`] answers, for `Get-Member` and completion.
    fn members(&self) -> &'static [&'static str] {
        &[]
    }

    /// What a pipeline sees of it, where it is a collection.
    fn items(&self) -> Option<Vec<Value>> {
        None
    }

    /// How it is shown when it stands by itself and not in a column.
    fn look(&self) -> Look {
        Look::Line
    }

    /// What stands for it where several are shown in one column, if not its text.
    fn name_in_list(&self) -> Option<&str> {
        None
    }

    /// Byte ranges of its text that stand out on a terminal.
    fn emphasis(&self) -> Vec<std::ops::Range<usize>> {
        Vec::new()
    }

    /// What `ConvertTo-Json` writes. Text unless the type is really a number.
    fn to_json(&self) -> serde_json::Value {
        serde_json::Value::String(self.to_string())
    }

    /// For taking the concrete type back out of a value.
    fn as_any(&self) -> &dyn std::any::Any;
}

/// How a value that stands by itself is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// As its text.
    Line,
    /// As its text, with a blank line before the first of its kind and one after the last.
    Framed,
    /// Each member in a line of its own.
    List,
    /// Each member in a column of its own.
    Table,
    /// As an object of no type with these properties.
    Object,
}

/// A script block as the rest of the crate sees it.
pub trait Block: Send + Sync + 'static {
    /// The source between the braces.
    fn source(&self) -> &str;
    /// What it puts out with `$this` and `$args`, as one value: nothing where no language runs on this thread.
    fn answer(&self, this: &Value, arguments: &[Value]) -> Result<Value, Fault> {
        let _ = (this, arguments);
        Ok(Value::Null)
    }
    fn as_any(&self) -> &dyn std::any::Any;
}

/// Text that must not be shown: a password, a key.
#[derive(Clone)]
pub struct Secret(Arc<secrecy::SecretString>);

impl Secret {
    pub fn new(text: impl Into<String>) -> Secret {
        Secret(Arc::new(secrecy::SecretString::from(text.into())))
    }

    /// The clear text, for the one place that must send or seal it.
    pub fn expose(&self) -> &str {
        secrecy::ExposeSecret::expose_secret(&*self.0)
    }
}

impl Value {
    pub fn text(text: impl AsRef<str>) -> Value {
        Value::String(Arc::from(text.as_ref()))
    }

    pub fn array(items: Vec<Value>) -> Value {
        Value::Array(Array::new(items))
    }

    pub fn decimal(number: Decimal) -> Value {
        Value::Decimal(Arc::new(number))
    }

    pub fn date(date: Zoned) -> Value {
        Value::Date(Arc::new(date))
    }

    pub fn guid(guid: Uuid) -> Value {
        Value::Guid(Arc::new(guid))
    }

    pub fn ip(address: IpAddr) -> Value {
        Value::Ip(Arc::new(address))
    }

    pub fn scalar(scalar: impl Scalar) -> Value {
        Value::Scalar(Arc::new(scalar))
    }

    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// The value without the members that a script has given it: what operators, conversions and layouts work with.
    pub fn bare(&self) -> &Value {
        match self {
            Value::Object(object) => object.base().unwrap_or(self),
            value => value,
        }
    }

    /// PowerShell-style type name without the namespace, as faults and `Get-Member` say it.
    pub fn type_name(&self) -> &str {
        match self {
            Value::Null => "Null",
            Value::Bool(_) => "Boolean",
            Value::Char(_) => "Char",
            Value::Int(_) => "Int32",
            Value::Long(_) => "Int64",
            Value::Decimal(_) => "Decimal",
            Value::Double(_) => "Double",
            Value::Fixed(n) => n.type_name(),
            Value::String(_) => "String",
            Value::Date(_) => "DateTime",
            Value::Guid(_) => "Guid",
            Value::Ip(_) => "IPAddress",
            Value::Scalar(scalar) => scalar.type_name(),
            Value::Secret(_) => "SecureString",
            Value::Array(array) => array.type_name(),
            Value::Hash(hash) => hash.full_name().rsplit('.').next().unwrap_or_default(),
            Value::Object(object) => object.type_name().rsplit('.').next().unwrap_or_default(),
            Value::Block(_) => "ScriptBlock",
        }
    }

    /// The type's name with its namespace, as error texts and `Get-Member` say it.
    pub fn full_type_name(&self) -> String {
        match self {
            Value::Ip(_) => "System.Net.IPAddress".into(),
            Value::Secret(_) => "System.Security.SecureString".into(),
            Value::Array(array) => array.full_name(),
            Value::Hash(hash) => hash.full_name().into(),
            Value::Object(object) => object.type_name().into(),
            Value::Block(_) => "System.Management.Automation.ScriptBlock".into(),
            Value::Scalar(scalar) => scalar.full_type_name(),
            other => format!("System.{}", other.type_name()),
        }
    }

    /// The type that it is shown as, where a script has said another than it is of.
    pub fn shown_type_name(&self) -> String {
        match self {
            Value::Object(object) => object.shown_type().to_string(),
            other => other.full_type_name(),
        }
    }

    /// Whether this is its type's name with its namespace.
    pub fn is_called(&self, full_type_name: &str) -> bool {
        match self {
            Value::Ip(_) | Value::Secret(_) | Value::Array(_) | Value::Block(_) | Value::Scalar(_) => {
                self.full_type_name() == full_type_name
            }
            Value::Hash(hash) => hash.full_name() == full_type_name,
            Value::Object(object) => object.type_name() == full_type_name,
            other => full_type_name.strip_prefix("System.") == Some(other.type_name()),
        }
    }

    /// The concrete scalar of our own, if that is what it is.
    pub fn downcast<T: 'static>(&self) -> Option<&T> {
        match self {
            Value::Scalar(scalar) => scalar.as_any().downcast_ref(),
            Value::Object(object) => object.base()?.downcast(),
            _ => None,
        }
    }

    /// What a pipeline sees of it: the items of an array, nothing of `$null`, else the value itself.
    pub fn into_items(self) -> Vec<Value> {
        match self {
            Value::Null => Vec::new(),
            Value::Array(array) => array.items(),
            Value::Scalar(scalar) => scalar.items().unwrap_or_else(|| vec![Value::Scalar(scalar)]),
            other => vec![other],
        }
    }
}

/// A type that can be made from a value at binding: parameters and properties are declared with it.
pub trait FromValue: Sized {
    /// PowerShell-style type name for help and faults, such as `ByteQuantifiedSize`.
    const TYPE_NAME: &'static str;
    /// True for a list type: the parameter takes `a,b,c` and `@{Add=…;Remove=…}`.
    const IS_LIST: bool = false;

    /// True for a set of the enumerated values, written as a comma list.
    const IS_SET: bool = false;

    /// The enumerated values, for help, completion and faults; empty when any text goes.
    fn values() -> &'static [&'static str] {
        &[]
    }

    /// What each of them means, empty where its name says it; none at all for values that need no words.
    fn value_docs() -> &'static [&'static str] {
        &[]
    }

    /// Err: one sentence that says what is accepted instead, without the parameter's name.
    fn from_value(value: &Value) -> Result<Self, String>;
}

/// A type that can become a value.
pub trait IntoValue {
    fn into_value(self) -> Value;
}

/// Invariant-culture text, as in string interpolation. Objects and collections have their own forms in `lang`.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => Ok(()),
            Value::Bool(true) => f.write_str("True"),
            Value::Bool(false) => f.write_str("False"),
            Value::Char(c) => write!(f, "{c}"),
            Value::Int(n) => write!(f, "{n}"),
            Value::Long(n) => write!(f, "{n}"),
            Value::Decimal(n) => write!(f, "{n}"),
            Value::Double(n) => f.write_str(&crate::model::number::double_text(*n)),
            Value::Fixed(n) => write!(f, "{n}"),
            Value::String(text) => f.write_str(text),
            Value::Date(date) => write!(f, "{}", date.strftime("%m/%d/%Y %H:%M:%S")),
            Value::Guid(guid) => write!(f, "{guid}"),
            Value::Ip(ip) => write!(f, "{ip}"),
            Value::Scalar(scalar) => write!(f, "{scalar}"),
            Value::Secret(_) => f.write_str("System.Security.SecureString"),
            Value::Array(array) => {
                for (at, item) in array.items().iter().enumerate() {
                    if at > 0 {
                        f.write_str(" ")?;
                    }
                    match item {
                        Value::Array(nested) => write!(f, "{}", nested.full_name())?,
                        item => write!(f, "{item}")?,
                    }
                }
                Ok(())
            }
            Value::Hash(hash) => f.write_str(hash.full_name()),
            Value::Object(object) if let Some(base) = object.base() => write!(f, "{base}"),
            Value::Object(object) => match object.identity() {
                Some(identity) => f.write_str(&identity),
                None if object.info().is_some() => f.write_str(object.type_name()),
                None => {
                    f.write_str("@{")?;
                    for (at, (name, value)) in object.properties().iter().enumerate() {
                        write!(f, "{}{name}=", if at > 0 { "; " } else { "" })?;
                        // One level only, as in PowerShell: an object may hold itself.
                        match value {
                            Value::Array(nested) => f.write_str(&nested.full_name())?,
                            Value::Object(nested) => match nested.base() {
                                Some(base) => write!(f, "{base}")?,
                                None => f.write_str(&nested.identity().unwrap_or_default())?,
                            },
                            value => write!(f, "{value}")?,
                        }
                    }
                    f.write_str("}")
                }
            },
            Value::Block(block) => f.write_str(block.source()),
        }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Secret(_) => f.write_str("SecureString([REDACTED])"),
            Value::Array(array) => f.debug_list().entries(array.items()).finish(),
            Value::Hash(hash) => f.debug_map().entries(hash.entries()).finish(),
            Value::Object(object) => {
                f.debug_map().entries(object.properties().iter().map(|(name, value)| (name, value))).finish()
            }
            other => write!(f, "{}({other})", other.type_name()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values are moved at every step of the evaluator: a larger one costs every loop.
    #[test]
    fn a_value_is_three_words_and_so_is_the_result_of_evaluating_one() {
        let word = size_of::<usize>();
        assert!(size_of::<Value>() <= 3 * word);
        assert!(size_of::<Result<Value, Box<u8>>>() <= 3 * word);
    }
}
