//! What flows through a pipeline: typed values that stay what they are until printed.
//!
//! Arrays, hashtables and objects are shared by reference, as in PowerShell: two variables may hold the same array.
//! Each is behind its own lock, taken only inside the methods here, so that no caller can hold one across a callback.
//!
//! Comparison, conversion and operators are in `model::compare` and `lang`; this file only says what a value is.

mod added;
mod array;
mod big_integer;
mod drop;
mod fixed_width;
mod from;
mod hash;
mod into;
mod member;
mod method;
mod object;
mod scalar;
mod text;

use std::net::IpAddr;
use std::sync::Arc;

use jiff::Zoned;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::Fault;

pub use self::added::AddedMembers;
pub use self::array::Array;
pub use self::big_integer::BigInteger;
pub use self::drop::release;
pub use self::fixed_width::FixedWidth;
pub use self::hash::Hash;
pub use self::member::Member;
pub use self::method::{Arguments, MethodInfo};
pub use self::object::{Object, PropertyInfo, TypeInfo};
pub use self::scalar::{Look, Scalar};

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
            Value::Hash(hash) => hash.typed_name(),
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
