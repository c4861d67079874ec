//! What flows through a pipeline: typed values that stay what they are until printed.
//!
//! Arrays, hashtables and objects are shared by reference, as in PowerShell: two variables may hold the same array.
//! Each is behind its own lock, taken only inside the methods here, so that no caller can hold one across a callback.
//!
//! Comparison, conversion and operators are in `model::compare` and `lang`; this file only says what a value is.

use std::fmt;
use std::net::IpAddr;
use std::sync::{Arc, PoisonError, RwLock};

use indexmap::IndexMap;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use rust_decimal::Decimal;
use uuid::Uuid;

/// One value of the language.
#[derive(Clone, Default)]
pub enum Value {
    #[default]
    Null,
    Bool(bool),
    Char(char),
    Int(i32),
    Long(i64),
    Decimal(Decimal),
    Double(f64),
    String(Arc<str>),
    Date(Zoned),
    Guid(Uuid),
    Ip(IpAddr),
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

    /// How it is shown when it stands by itself and not in a column.
    fn look(&self) -> Look {
        Look::Line
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
}

/// A script block as the rest of the crate sees it.
pub trait Block: Send + Sync + 'static {
    /// The source between the braces.
    fn source(&self) -> &str;
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

/// A shared array, or a list that can grow.
#[derive(Clone)]
pub struct Array {
    items: Arc<RwLock<Vec<Value>>>,
    type_name: &'static str,
}

impl Default for Array {
    fn default() -> Array {
        Array::new(Vec::new())
    }
}

impl Array {
    pub fn new(items: Vec<Value>) -> Array {
        Array::of("Object[]", items)
    }

    /// An array of another type, such as `String[]`. The caller has converted the items.
    pub fn of(type_name: &'static str, items: Vec<Value>) -> Array {
        Array { items: Arc::new(RwLock::new(items)), type_name }
    }

    /// An `ArrayList`, which has `.Add()` and `.Remove()`.
    pub fn list(items: Vec<Value>) -> Array {
        Array::of("ArrayList", items)
    }

    pub fn type_name(&self) -> &'static str {
        self.type_name
    }

    /// With its namespace.
    pub fn full_name(&self) -> String {
        let namespace = match self.type_name {
            "ArrayList" => "System.Collections",
            "List`1" => "System.Collections.Generic",
            _ => "System",
        };
        format!("{namespace}.{}", self.type_name)
    }

    /// Whether items can be added to and taken from it, as it is no fixed array.
    pub fn is_list(&self) -> bool {
        !self.type_name.ends_with("[]")
    }

    /// The items as they are now.
    pub fn items(&self) -> Vec<Value> {
        self.items.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn len(&self) -> usize {
        self.items.read().unwrap_or_else(PoisonError::into_inner).len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn get(&self, index: usize) -> Option<Value> {
        self.items.read().unwrap_or_else(PoisonError::into_inner).get(index).cloned()
    }

    /// Replaces one item; false when there is none at that index.
    pub fn set(&self, index: usize, value: Value) -> bool {
        match self.items.write().unwrap_or_else(PoisonError::into_inner).get_mut(index) {
            Some(slot) => {
                *slot = value;
                true
            }
            None => false,
        }
    }

    /// Changes the items in place. The change must not come back to this array: it is locked meanwhile.
    pub fn change<T>(&self, change: impl FnOnce(&mut Vec<Value>) -> T) -> T {
        change(&mut self.items.write().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn is_same(&self, other: &Array) -> bool {
        Arc::ptr_eq(&self.items, &other.items)
    }
}

/// A shared hashtable in insertion order; text keys compare without regard to letter case.
#[derive(Clone, Default)]
pub struct Hash {
    entries: Arc<RwLock<IndexMap<HashKey, (Value, Value)>>>,
    /// `[ordered]@{}` was written. (The order is kept either way.)
    pub is_ordered: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum HashKey {
    Text(String),
    Number(i64),
    Other(String),
}

impl HashKey {
    fn of(key: &Value) -> HashKey {
        match key {
            Value::String(text) => HashKey::Text(text.to_lowercase()),
            Value::Char(c) => HashKey::Text(c.to_lowercase().to_string()),
            Value::Int(n) => HashKey::Number(i64::from(*n)),
            Value::Long(n) => HashKey::Number(*n),
            other => HashKey::Other(format!("{}:{other}", other.type_name())),
        }
    }
}

impl Hash {
    pub fn new() -> Hash {
        Hash::default()
    }

    pub fn ordered() -> Hash {
        Hash { entries: Arc::default(), is_ordered: true }
    }

    pub fn get(&self, key: &Value) -> Option<Value> {
        let entries = self.entries.read().unwrap_or_else(PoisonError::into_inner);
        entries.get(&HashKey::of(key)).map(|(_, value)| value.clone())
    }

    /// With its namespace.
    pub fn full_name(&self) -> &'static str {
        if self.is_ordered {
            "System.Collections.Specialized.OrderedDictionary"
        } else {
            "System.Collections.Hashtable"
        }
    }

    pub fn get_text(&self, key: &str) -> Option<Value> {
        self.get(&Value::text(key))
    }

    pub fn set(&self, key: Value, value: Value) {
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        match entries.get_mut(&HashKey::of(&key)) {
            Some(entry) => entry.1 = value,
            None => {
                entries.insert(HashKey::of(&key), (key, value));
            }
        }
    }

    /// Adds a new key; false when it is there already.
    pub fn add(&self, key: Value, value: Value) -> bool {
        if self.get(&key).is_some() {
            return false;
        }
        self.set(key, value);
        true
    }

    pub fn remove(&self, key: &Value) -> Option<Value> {
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        entries.shift_remove(&HashKey::of(key)).map(|(_, value)| value)
    }

    pub fn entries(&self) -> Vec<(Value, Value)> {
        self.entries.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    pub fn len(&self) -> usize {
        self.entries.read().unwrap_or_else(PoisonError::into_inner).len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn is_same(&self, other: &Hash) -> bool {
        Arc::ptr_eq(&self.entries, &other.entries)
    }
}

/// What a type of ours shows of itself: for help, completion, `Get-Member` and default formatting.
#[derive(Debug)]
pub struct TypeInfo {
    /// Full name, such as `Emsh.Transport.QueueInfo`.
    pub name: &'static str,
    pub properties: &'static [PropertyInfo],
    /// Names of the properties of the default table, most important first; dropped from the right when space is short.
    pub shown: &'static [&'static str],
}

/// One property of a [`TypeInfo`].
#[derive(Debug)]
pub struct PropertyInfo {
    pub name: &'static str,
    /// PowerShell-style type name, such as `Int32` or `EnhancedTimeSpan`.
    pub type_name: &'static str,
    /// One sentence, with units and default.
    pub doc: &'static str,
}

/// A shared object: a type name and ordered properties, found without regard to letter case.
#[derive(Clone)]
pub struct Object(Arc<ObjectData>);

struct ObjectData {
    type_name: Arc<str>,
    info: Option<&'static TypeInfo>,
    properties: RwLock<Vec<(Arc<str>, Value)>>,
}

impl Object {
    /// An object of one of our declared types.
    pub fn of(info: &'static TypeInfo, properties: Vec<(Arc<str>, Value)>) -> Object {
        Object(Arc::new(ObjectData {
            type_name: Arc::from(info.name),
            info: Some(info),
            properties: RwLock::new(properties),
        }))
    }

    /// An object of no declared type, such as `[pscustomobject]` or what `Select-Object` makes.
    pub fn named(type_name: impl Into<Arc<str>>, properties: Vec<(Arc<str>, Value)>) -> Object {
        Object(Arc::new(ObjectData { type_name: type_name.into(), info: None, properties: RwLock::new(properties) }))
    }

    pub fn custom(properties: Vec<(Arc<str>, Value)>) -> Object {
        Object::named("System.Management.Automation.PSCustomObject", properties)
    }

    pub fn type_name(&self) -> &str {
        &self.0.type_name
    }

    pub fn info(&self) -> Option<&'static TypeInfo> {
        self.0.info
    }

    /// What an object of a declared type is called: its Identity, else its FullName (a file's path) or Name.
    fn identity(&self) -> Option<String> {
        self.0.info?;
        match self.get("Identity").or_else(|| self.get("FullName")).or_else(|| self.get("Name"))? {
            Value::Object(_) | Value::Array(_) | Value::Null => None,
            identity => Some(identity.to_string()),
        }
    }

    pub fn get(&self, name: &str) -> Option<Value> {
        let properties = self.0.properties.read().unwrap_or_else(PoisonError::into_inner);
        properties.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.clone())
    }

    /// Changes a property, or adds it at the end.
    pub fn set(&self, name: &str, value: Value) {
        let mut properties = self.0.properties.write().unwrap_or_else(PoisonError::into_inner);
        match properties.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            Some((_, slot)) => *slot = value,
            None => properties.push((Arc::from(name), value)),
        }
    }

    pub fn remove(&self, name: &str) -> Option<Value> {
        let mut properties = self.0.properties.write().unwrap_or_else(PoisonError::into_inner);
        let at = properties.iter().position(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(properties.remove(at).1)
    }

    pub fn properties(&self) -> Vec<(Arc<str>, Value)> {
        self.0.properties.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn is_same(&self, other: &Object) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Value {
    pub fn text(text: impl AsRef<str>) -> Value {
        Value::String(Arc::from(text.as_ref()))
    }

    pub fn array(items: Vec<Value>) -> Value {
        Value::Array(Array::new(items))
    }

    pub fn scalar(scalar: impl Scalar) -> Value {
        Value::Scalar(Arc::new(scalar))
    }

    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
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
            Value::String(_) => "String",
            Value::Date(_) => "DateTime",
            Value::Guid(_) => "Guid",
            Value::Ip(_) => "IPAddress",
            Value::Scalar(scalar) => scalar.type_name(),
            Value::Secret(_) => "SecureString",
            Value::Array(array) => array.type_name,
            Value::Hash(hash) if hash.is_ordered => "OrderedDictionary",
            Value::Hash(_) => "Hashtable",
            Value::Object(object) => object.0.type_name.rsplit('.').next().unwrap_or_default(),
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
            Value::Scalar(scalar) if scalar.type_name() != "TimeSpan" => scalar.type_name().into(),
            other => format!("System.{}", other.type_name()),
        }
    }

    /// The concrete scalar of our own, if that is what it is.
    pub fn downcast<T: 'static>(&self) -> Option<&T> {
        match self {
            Value::Scalar(scalar) => scalar.as_any().downcast_ref(),
            _ => None,
        }
    }

    /// What a pipeline sees of it: the items of an array, nothing of `$null`, else the value itself.
    pub fn into_items(self) -> Vec<Value> {
        match self {
            Value::Null => Vec::new(),
            Value::Array(array) => array.items(),
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

    /// The enumerated values, for help, completion and faults; empty when any text goes.
    fn values() -> &'static [&'static str] {
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
            Value::Double(n) => f.write_str(&super::number::double_text(*n)),
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
                            Value::Object(nested) => f.write_str(&nested.identity().unwrap_or_default())?,
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

macro_rules! plain_values {
    ($($type:ty, $variant:ident, |$value:ident| $into:expr;)*) => {$(
        impl IntoValue for $type {
            fn into_value(self) -> Value {
                let $value = self;
                Value::$variant($into)
            }
        }
    )*};
}

plain_values! {
    bool, Bool, |v| v;
    char, Char, |v| v;
    i32, Int, |v| v;
    u16, Int, |v| i32::from(v);
    u32, Long, |v| i64::from(v);
    i64, Long, |v| v;
    Decimal, Decimal, |v| v;
    f64, Double, |v| v;
    &str, String, |v| Arc::from(v);
    String, String, |v| Arc::from(v);
    Arc<str>, String, |v| v;
    Zoned, Date, |v| v;
    Uuid, Guid, |v| v;
    IpAddr, Ip, |v| v;
}

/// A moment, shown in the time zone of the machine that shows it.
impl IntoValue for Timestamp {
    fn into_value(self) -> Value {
        Value::Date(self.to_zoned(TimeZone::system()))
    }
}

/// PowerShell has unsigned numbers, scripts do not use them: what does not fit stays the largest number.
impl IntoValue for u64 {
    fn into_value(self) -> Value {
        Value::Long(i64::try_from(self).unwrap_or(i64::MAX))
    }
}

impl IntoValue for Value {
    fn into_value(self) -> Value {
        self
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value(self) -> Value {
        self.map_or(Value::Null, IntoValue::into_value)
    }
}

impl<T: IntoValue> IntoValue for Vec<T> {
    fn into_value(self) -> Value {
        Value::array(self.into_iter().map(IntoValue::into_value).collect())
    }
}

impl FromValue for Value {
    const TYPE_NAME: &'static str = "Object";

    fn from_value(value: &Value) -> Result<Value, String> {
        Ok(value.clone())
    }
}

impl FromValue for String {
    const TYPE_NAME: &'static str = "String";

    fn from_value(value: &Value) -> Result<String, String> {
        match value {
            Value::Array(_) | Value::Hash(_) => Err(format!("one text is expected here, not {}", value.type_name())),
            Value::Secret(_) => Err("a SecureString cannot be turned into plain text".into()),
            other => Ok(other.to_string()),
        }
    }
}

impl FromValue for bool {
    const TYPE_NAME: &'static str = "Boolean";

    fn values() -> &'static [&'static str] {
        &["$true", "$false"]
    }

    fn from_value(value: &Value) -> Result<bool, String> {
        match value {
            Value::Bool(b) => Ok(*b),
            Value::Int(n) => Ok(*n != 0),
            Value::Long(n) => Ok(*n != 0),
            Value::Decimal(n) => Ok(!n.is_zero()),
            Value::Double(n) => Ok(*n != 0.0),
            other => Err(format!("'{other}' is text, not a truth value: write $true or $false")),
        }
    }
}

macro_rules! integers_from_value {
    ($($type:ty, $name:literal;)*) => {$(
        impl FromValue for $type {
            const TYPE_NAME: &'static str = $name;

            fn from_value(value: &Value) -> Result<$type, String> {
                let refused = || format!("'{value}' is not a whole number from {} to {}", <$type>::MIN, <$type>::MAX);
                match value {
                    Value::Int(n) => <$type>::try_from(*n).map_err(|_| refused()),
                    Value::Long(n) => <$type>::try_from(*n).map_err(|_| refused()),
                    Value::Double(n) if n.fract() == 0.0 && n.abs() < 9.0e15 => {
                        <$type>::try_from(*n as i64).map_err(|_| refused())
                    }
                    Value::Decimal(n) if n.fract().is_zero() => {
                        <$type>::try_from(n.mantissa() / 10i128.pow(n.scale())).map_err(|_| refused())
                    }
                    Value::String(text) => text.trim().parse().map_err(|_| refused()),
                    _ => Err(refused()),
                }
            }
        }
    )*};
}

integers_from_value! {
    i32, "Int32";
    u32, "UInt32";
    u16, "UInt16";
    i64, "Int64";
    u64, "UInt64";
}

impl FromValue for Zoned {
    const TYPE_NAME: &'static str = "DateTime";

    fn from_value(value: &Value) -> Result<Zoned, String> {
        match value {
            Value::Date(date) => Ok(date.clone()),
            other => super::date::read(&other.to_string()).ok_or_else(|| {
                format!("'{other}' is not a date: write it as 2026-11-21, '2026-11-21 17:30' or 11/21/2026")
            }),
        }
    }
}

impl FromValue for f64 {
    const TYPE_NAME: &'static str = "Double";

    fn from_value(value: &Value) -> Result<f64, String> {
        match value {
            Value::Null | Value::Bool(_) => Err("a number is expected".to_owned()),
            other => super::convert::to_double(other).map_err(|_| format!("'{other}' is not a number")),
        }
    }
}

impl FromValue for Uuid {
    const TYPE_NAME: &'static str = "Guid";

    fn from_value(value: &Value) -> Result<Uuid, String> {
        match value {
            Value::Guid(guid) => Ok(*guid),
            other => other.to_string().trim().parse().map_err(|_| format!("'{other}' is not a GUID")),
        }
    }
}

impl FromValue for IpAddr {
    const TYPE_NAME: &'static str = "IPAddress";

    fn from_value(value: &Value) -> Result<IpAddr, String> {
        match value {
            Value::Ip(ip) => Ok(*ip),
            other => other.to_string().trim().parse().map_err(|_| format!("'{other}' is not an IPv4 or IPv6 address")),
        }
    }
}

impl FromValue for Secret {
    const TYPE_NAME: &'static str = "SecureString";

    fn from_value(value: &Value) -> Result<Secret, String> {
        match value {
            Value::Secret(secret) => Ok(secret.clone()),
            _ => Err("a SecureString is expected: use ConvertTo-SecureString or Get-Credential".into()),
        }
    }
}

impl FromValue for Hash {
    const TYPE_NAME: &'static str = "Hashtable";

    fn from_value(value: &Value) -> Result<Hash, String> {
        match value {
            Value::Hash(hash) => Ok(hash.clone()),
            other => Err(format!("a hashtable such as @{{Name='value'}} is expected, not {}", other.type_name())),
        }
    }
}

impl FromValue for Arc<dyn Block> {
    const TYPE_NAME: &'static str = "ScriptBlock";

    fn from_value(value: &Value) -> Result<Arc<dyn Block>, String> {
        match value {
            Value::Block(block) => Ok(block.clone()),
            other => Err(format!("a script block such as {{ $_ }} is expected, not {}", other.type_name())),
        }
    }
}

/// `$null` is nothing; anything else is the value itself.
impl<T: FromValue> FromValue for Option<T> {
    const TYPE_NAME: &'static str = T::TYPE_NAME;
    const IS_LIST: bool = T::IS_LIST;

    fn values() -> &'static [&'static str] {
        T::values()
    }

    fn from_value(value: &Value) -> Result<Option<T>, String> {
        match value {
            Value::Null => Ok(None),
            value => T::from_value(value).map(Some),
        }
    }
}

impl<T: FromValue> FromValue for Vec<T> {
    const TYPE_NAME: &'static str = T::TYPE_NAME;
    const IS_LIST: bool = true;

    fn values() -> &'static [&'static str] {
        T::values()
    }

    fn from_value(value: &Value) -> Result<Vec<T>, String> {
        value.clone().into_items().iter().map(T::from_value).collect()
    }
}
