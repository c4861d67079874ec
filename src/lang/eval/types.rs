//! Type names: what `[int]`, `-is` and casts mean.

use jiff::Zoned;

use crate::lang::ast::TypeName;
use crate::model::{Fault, Value};

/// A type that scripts may name.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    Object,
    Int,
    Long,
    /// Byte, SByte, Int16, UInt16, UInt32, UInt64: kept as Int64, checked on conversion.
    Integer {
        name: &'static str,
        min: i64,
        max: i64,
    },
    Double,
    Single,
    Decimal,
    Text,
    Char,
    Bool,
    Date,
    Span,
    Guid,
    Ip,
    Version,
    Regex,
    Hash,
    Ordered,
    CustomObject,
    Block,
    Switch,
    Secret,
    Credential,
    /// ArrayList.
    List,
    GenericList,
    Void,
    /// Name of a scalar or object type of ours, compared by its last part.
    Named(String),
    Static(&'static str),
    Array(Box<Type>),
}

const INTEGERS: &[(&[&str], &str, i64, i64)] = &[
    (&["byte"], "System.Byte", 0, 255),
    (&["sbyte"], "System.SByte", -128, 127),
    (&["int16", "short"], "System.Int16", -32_768, 32_767),
    (&["uint16", "ushort"], "System.UInt16", 0, 65_535),
    (&["uint32", "uint"], "System.UInt32", 0, 4_294_967_295),
    (&["uint64", "ulong"], "System.UInt64", 0, i64::MAX),
];

/// Types that are only there for their static members.
const STATICS: &[&str] = &["math", "convert", "environment", "console", "io.path", "io.file", "text.encoding"];

impl Type {
    pub fn of(name: &TypeName) -> Result<Type, Fault> {
        let mut found = Type::named(&name.name).ok_or_else(|| {
            Fault::not_found("TypeNotFound", format!("Unable to find type [{}].", name.name)).at(name.span)
        })?;
        for _ in 0..name.array_depth {
            found = Type::Array(Box::new(found));
        }
        Ok(found)
    }

    fn named(name: &str) -> Option<Type> {
        let lower = name.to_lowercase();
        let lower = lower.strip_prefix("system.").unwrap_or(&lower);
        if let Some((_, name, min, max)) = INTEGERS.iter().find(|(names, ..)| names.contains(&lower)) {
            return Some(Type::Integer { name, min: *min, max: *max });
        }
        Some(match lower {
            "object" | "psobject" | "management.automation.psobject" => Type::Object,
            "int" | "int32" => Type::Int,
            "long" | "int64" => Type::Long,
            "double" => Type::Double,
            "float" | "single" => Type::Single,
            "decimal" => Type::Decimal,
            "string" => Type::Text,
            "char" => Type::Char,
            "bool" | "boolean" => Type::Bool,
            "datetime" => Type::Date,
            "timespan" => Type::Span,
            "guid" => Type::Guid,
            "ipaddress" | "net.ipaddress" => Type::Ip,
            "version" => Type::Version,
            "regex" | "text.regularexpressions.regex" => Type::Regex,
            "hashtable" | "collections.hashtable" => Type::Hash,
            "ordered" | "collections.specialized.ordereddictionary" => Type::Ordered,
            "pscustomobject" | "management.automation.pscustomobject" => Type::CustomObject,
            "scriptblock" | "management.automation.scriptblock" => Type::Block,
            "switch" | "management.automation.switchparameter" | "switchparameter" => Type::Switch,
            "securestring" | "security.securestring" => Type::Secret,
            "pscredential" | "management.automation.pscredential" => Type::Credential,
            "array" => Type::Array(Box::new(Type::Object)),
            "collections.arraylist" => Type::List,
            "collections.generic.list" => Type::GenericList,
            "void" => Type::Void,
            "bytequantifiedsize" | "microsoft.exchange.data.bytequantifiedsize" => {
                Type::Named("ByteQuantifiedSize".into())
            }
            "enhancedtimespan" | "microsoft.exchange.data.enhancedtimespan" => Type::Span,
            other => Type::Static(STATICS.iter().find(|known| **known == other)?),
        })
    }

    /// As error texts name it.
    pub fn full_name(&self) -> String {
        match self {
            Type::Object => "System.Object".into(),
            Type::Int => "System.Int32".into(),
            Type::Long => "System.Int64".into(),
            Type::Integer { name, .. } => (*name).into(),
            Type::Double => "System.Double".into(),
            Type::Single => "System.Single".into(),
            Type::Decimal => "System.Decimal".into(),
            Type::Text => "System.String".into(),
            Type::Char => "System.Char".into(),
            Type::Bool => "System.Boolean".into(),
            Type::Date => "System.DateTime".into(),
            Type::Span => "System.TimeSpan".into(),
            Type::Guid => "System.Guid".into(),
            Type::Ip => "System.Net.IPAddress".into(),
            Type::Version => "System.Version".into(),
            Type::Regex => "System.Text.RegularExpressions.Regex".into(),
            Type::Hash => "System.Collections.Hashtable".into(),
            Type::Ordered => "System.Collections.Specialized.OrderedDictionary".into(),
            Type::CustomObject => "System.Management.Automation.PSCustomObject".into(),
            Type::Block => "System.Management.Automation.ScriptBlock".into(),
            Type::Switch => "System.Management.Automation.SwitchParameter".into(),
            Type::Secret => "System.Security.SecureString".into(),
            Type::Credential => "System.Management.Automation.PSCredential".into(),
            Type::List => "System.Collections.ArrayList".into(),
            Type::GenericList => "System.Collections.Generic.List`1".into(),
            Type::Void => "System.Void".into(),
            Type::Named(name) => name.clone(),
            Type::Static(name) => format!("System.{name}"),
            Type::Array(element) => format!("{}[]", element.full_name()),
        }
    }

    /// `-is`.
    pub fn holds(&self, value: &Value) -> bool {
        match (self, value) {
            (_, Value::Null) => false,
            (Type::Object, _) => true,
            (Type::Int, Value::Int(_)) | (Type::Long, Value::Long(_)) | (Type::Double, Value::Double(_)) => true,
            (Type::Decimal, Value::Decimal(_)) | (Type::Text, Value::String(_)) | (Type::Char, Value::Char(_)) => true,
            (Type::Bool | Type::Switch, Value::Bool(_)) | (Type::Date, Value::Date(_)) => true,
            (Type::Guid, Value::Guid(_)) | (Type::Ip, Value::Ip(_)) | (Type::Block, Value::Block(_)) => true,
            (Type::Hash, Value::Hash(hash)) => !hash.is_ordered,
            (Type::Ordered, Value::Hash(hash)) => hash.is_ordered,
            (Type::Secret, Value::Secret(_)) => true,
            (Type::CustomObject, Value::Object(object)) => object.info().is_none(),
            (Type::Array(element), Value::Array(array)) => {
                !array.is_list() && (**element == Type::Object || array.full_name() == self.full_name())
            }
            (Type::List, Value::Array(array)) => array.type_name() == "ArrayList",
            (Type::GenericList, Value::Array(array)) => array.type_name() == "List`1",
            (Type::Span, value) => value.type_name() == "EnhancedTimeSpan" || value.type_name() == "TimeSpan",
            (_, value) => {
                let (own, wanted) = (value.full_type_name(), self.full_name());
                own.eq_ignore_ascii_case(&wanted) || value.type_name().eq_ignore_ascii_case(&wanted)
            }
        }
    }

    /// What a declared variable or parameter starts from when nothing was given.
    pub fn initial(&self) -> Value {
        match self {
            Type::Int => Value::Int(0),
            Type::Long | Type::Integer { .. } => Value::Long(0),
            Type::Double | Type::Single => Value::Double(0.0),
            Type::Decimal => Value::Decimal(Default::default()),
            Type::Bool | Type::Switch => Value::Bool(false),
            Type::Text => Value::text(""),
            Type::Date => Value::Date(Zoned::default()),
            _ => Value::Null,
        }
    }
}
