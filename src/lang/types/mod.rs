//! The types a script can name: `[int]`, `[datetime]`, `[string[]]`.
//!
//! A closed list of .NET's types that administrators use, by their accelerators and full names, and what each says of
//! a value: whether it is one ([`Type::holds`]) and what it becomes under a cast ([`cast`]). Static members and
//! constructors are the evaluator's.

mod array_names;
mod base;
mod cast;
mod names;

use std::fmt;

use super::reference::Reference;
use crate::lang::ast::TypeName;
use crate::lang::collection::Collection;
use crate::lang::text_encoding::TextEncoding;
use crate::model::{Look, Scalar, TimeSpan, Value};

pub use base::Base;
pub use cast::cast;

/// Most dimensions of an array.
pub const MOST_DIMENSIONS: u8 = 3;

/// A type that a script has named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Type {
    pub base: Base,
    /// Dimensions of an array of the base: 1 of `[int[]]`, 2 of `[int[,]]`; 0 for no array.
    pub rank: u8,
    /// What a generic type is of: elements, or keys and values. Object where nothing is said.
    pub of: [Base; 2],
}

impl Type {
    pub const fn of(base: Base) -> Type {
        Type { base, rank: 0, of: [Base::Object; 2] }
    }

    pub const fn is_array(self) -> bool {
        self.rank > 0
    }

    /// The type of that name; `None` when there is none here.
    pub fn named(name: &TypeName) -> Option<Type> {
        let base = names::find(&name.name)?;
        let argument = |argument: &TypeName| Some(Type::named(argument)?.element());
        let of = match (base.arity(), name.arguments.as_slice()) {
            (_, []) => [Base::Object; 2],
            (1, [element]) => [argument(element)?, Base::Object],
            (2, [key, value]) => [argument(key)?, argument(value)?],
            _ => return None,
        };
        (name.array_depth <= 1).then_some(Type { base, rank: name.array_depth * name.rank.max(1), of })
    }

    /// The type of that name, as text: `System.Int32`, `int`, `string[]`, `System.Collections.Generic.List[int]`.
    pub fn from_text(text: &str) -> Option<Type> {
        let text = text.trim();
        if let Some((name, arguments)) = text.split_once('[')
            && let Some(base) = names::find(name.trim_end_matches("`1").trim_end_matches("`2"))
            && base.arity() > 0
        {
            return Type::of_text(base, arguments.strip_suffix(']')?);
        }
        let marked = text.strip_suffix(']').and_then(|rest| rest.rsplit_once('['));
        let (name, rank) = match marked {
            Some((element, commas))
                if commas.len() < usize::from(MOST_DIMENSIONS) && commas.bytes().all(|c| c == b',') =>
            {
                (element, commas.len() as u8 + 1)
            }
            _ => (text, 0),
        };
        names::find(name).map(|base| Type { rank, ..Type::of(base) })
    }

    /// A generic type of what stands between its brackets.
    fn of_text(base: Base, arguments: &str) -> Option<Type> {
        let parts: Vec<&str> = arguments.split(',').map(|part| part.trim_matches(['[', ']', ' '])).collect();
        let element = |name: &str| Some(Type::from_text(name)?.element());
        Some(match (base.arity(), parts.as_slice()) {
            (1, [one]) => Type { of: [element(one)?, Base::Object], ..Type::of(base) },
            (2, [key, value]) => Type { of: [element(key)?, element(value)?], ..Type::of(base) },
            _ => return None,
        })
    }

    /// As an element of another type: lists of arrays take anything.
    fn element(self) -> Base {
        if self.is_array() { Base::Object } else { self.base }
    }

    /// The names that a script can use, for completion and suggestions.
    pub fn accelerators() -> impl Iterator<Item = &'static str> {
        names::accelerators()
    }

    /// Without the namespace: `Int32`, `String[]`.
    pub fn short_name(self) -> String {
        let full = self.base.full_name();
        let short = full.rsplit('.').next().unwrap_or(full);
        format!("{short}{}", self.marks())
    }

    /// What stands behind the base's name.
    fn marks(self) -> &'static str {
        ["", "[]", "[,]", "[,,]"].get(usize::from(self.rank)).copied().unwrap_or_default()
    }

    /// The name of an array of this type, where the language knows one of its own.
    pub fn array_name(self) -> &'static str {
        array_names::of(self.base)[usize::from(self.rank.saturating_sub(1).min(MOST_DIMENSIONS - 1))]
    }

    /// `-is`: whether the value is of this type as it stands.
    pub fn holds(self, value: &Value) -> bool {
        let value = if self.base == Base::CustomObject { value } else { value.bare() };
        if self.is_array() {
            return matches!(value, Value::Array(array) if !array.is_list()
                && array.rank() == usize::from(self.rank)
                && (self.base == Base::Object || array.type_name() == self.array_name()));
        }
        match (self.base, value) {
            (_, Value::Null) => false,
            (Base::Object, _) => true,
            (Base::Bool, Value::Bool(_)) => true,
            (Base::ValueType, Value::Fixed(_)) => true,
            (Base::ValueType, value) => Type::from_text(&value.full_type_name())
                .is_some_and(|of| of.base.is_structure() || of.base.is_enumeration()),
            (Base::Enumerable, Value::String(_) | Value::Array(_) | Value::Hash(_)) => true,
            (Base::Collection, Value::Array(_) | Value::Hash(_)) => true,
            (Base::AnyList, Value::Array(_)) | (Base::Dictionary, Value::Hash(_)) => true,
            (Base::Comparable, value) => !matches!(
                value,
                Value::Array(_) | Value::Hash(_) | Value::Object(_) | Value::Block(_) | Value::Secret(_)
            ),
            (Base::Encoding, value) => value.downcast::<TextEncoding>().is_some(),
            (Base::Enum, value) => Type::from_text(&value.full_type_name()).is_some_and(|of| of.base.is_enumeration()),
            (Base::Char, Value::Char(_)) => true,
            (Base::Int, Value::Int(_)) => true,
            (Base::Long, Value::Long(_)) => true,
            (Base::Double, Value::Double(_)) => true,
            (Base::Decimal, Value::Decimal(_)) => true,
            (base, Value::Fixed(number)) => base.full_name().strip_prefix("System.") == Some(number.type_name()),
            (Base::String, Value::String(_)) => true,
            (Base::Date, Value::Date(_)) => true,
            (Base::Guid, Value::Guid(_)) => true,
            (Base::Ip, Value::Ip(_)) => true,
            (Base::Span, value) => value.downcast::<TimeSpan>().is_some(),
            (Base::Type, value) => value.downcast::<TypeValue>().is_some(),
            (Base::Array, Value::Array(array)) => !array.is_list(),
            (Base::ArrayList, Value::Array(array)) => array.type_name() == "ArrayList",
            (Base::List, Value::Array(array)) => {
                array.type_name() == "List`1" && array.element() == Some(self.of[0].full_name())
            }
            (Base::GenericDictionary, Value::Hash(hash)) => {
                hash.is_dictionary() && hash.types() == Some(self.of.map(Base::full_name))
            }
            (_, value) if let Some(collection) = value.downcast::<Collection>() => match self.base {
                Base::Enumerable | Base::Collection => true,
                _ => collection.of == self,
            },
            (Base::Hash, Value::Hash(hash)) => !hash.is_ordered && !hash.is_dictionary(),
            (Base::Ordered, Value::Hash(hash)) => hash.is_ordered,
            (Base::CustomObject, Value::Object(_)) => true,
            (Base::Block, Value::Block(_)) => true,
            (Base::Secret, Value::Secret(_)) => true,
            (Base::Reference, value) => value.downcast::<Reference>().is_some(),
            (Base::Exception(full), Value::Object(object)) => {
                crate::lang::error_class::is_exception(object.type_name(), full)
            }
            (base, Value::Object(object)) => object.type_name() == base.full_name(),
            (base, Value::Scalar(scalar)) => {
                let full = base.full_name();
                full.rsplit('.').next() == Some(scalar.type_name())
            }
            _ => false,
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.base.full_name())?;
        match (self.base.arity(), self.of) {
            (1, [element, _]) => write!(f, "[{}]", element.full_name())?,
            (2, [key, value]) => write!(f, "[{},{}]", key.full_name(), value.full_name())?,
            _ => {}
        }
        f.write_str(self.marks())
    }
}

/// A type as a value: `[int]`, what `.GetType()` gives.
pub struct TypeValue {
    /// With its namespace.
    pub full_name: String,
    /// `None` for types of ours, which can be shown but not named in a script.
    pub known: Option<Type>,
}

impl TypeValue {
    pub fn new(known: Type) -> TypeValue {
        TypeValue { full_name: known.to_string(), known: Some(known) }
    }

    /// The type of a value.
    pub fn of(value: &Value) -> TypeValue {
        let full_name = value.full_type_name();
        TypeValue { known: Type::from_text(&full_name), full_name }
    }
}

impl TypeValue {
    /// The type that it is derived from.
    fn base_name(&self) -> Option<&'static str> {
        Some(match self.known {
            Some(Type { rank: 1.., .. }) => "System.Array",
            Some(Type { base: Base::Object, .. }) => return None,
            Some(Type { base: Base::Exception(name), .. }) => return crate::lang::error_class::parent(name),
            Some(Type { base, .. }) if base.is_enumeration() => "System.Enum",
            Some(Type { base, .. }) if base.is_structure() => "System.ValueType",
            _ if self.full_name.ends_with(']') => "System.Array",
            _ if self.full_name == "System.RuntimeType" => "System.Reflection.TypeInfo",
            _ => "System.Object",
        })
    }

    /// Whether .NET marks it so, among the types that scripts look at.
    fn is_serializable(&self) -> bool {
        match self.known {
            Some(Type { rank: 1.., .. }) => true,
            Some(Type { base, .. }) => !matches!(
                base,
                Base::CustomObject
                    | Base::Switch
                    | Base::Ip
                    | Base::Type
                    | Base::Math
                    | Base::Convert
                    | Base::Environment
                    | Base::Path
                    | Base::File
                    | Base::Secret
                    | Base::Regex
            ),
            None => self.full_name.ends_with(']'),
        }
    }
}

/// The full name of a type: that of a generic one says where its arguments come from.
fn qualified(plain: &str, arguments: &str) -> String {
    const HOME: &str = "System.Private.CoreLib, Version=9.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e";
    if arguments.is_empty() {
        return plain.to_owned();
    }
    let arguments = arguments.trim_matches(['[', ']']).split(',').map(|name| format!("[{name}, {HOME}]"));
    format!("{plain}[{}]", arguments.collect::<Vec<_>>().join(","))
}

impl fmt::Display for TypeValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.full_name)
    }
}

impl Scalar for TypeValue {
    fn type_name(&self) -> &'static str {
        "RuntimeType"
    }

    fn member(&self, name: &str) -> Option<Value> {
        // What a generic type is of is no part of its name.
        let arguments_at = self.full_name.find('[').filter(|at| self.full_name[..*at].contains('`'));
        let (plain, arguments) = match arguments_at {
            Some(at) => self.full_name.split_at(at),
            None => (self.full_name.as_str(), ""),
        };
        let short = || plain.rsplit('.').next().unwrap_or_default();
        match name.to_ascii_lowercase().as_str() {
            "name" => Some(Value::text(short())),
            "fullname" => Some(Value::text(qualified(plain, arguments))),
            "namespace" => Some(Value::text(plain.rsplit_once('.').map_or("", |(space, _)| space))),
            "isgenerictype" => Some(Value::Bool(!arguments.is_empty())),
            "isarray" => Some(Value::Bool(self.full_name.ends_with(']'))),
            "isenum" => Some(Value::Bool(self.base_name() == Some("System.Enum"))),
            "isvaluetype" => Some(Value::Bool(matches!(self.base_name(), Some("System.ValueType" | "System.Enum")))),
            "ispublic" => Some(Value::Bool(self.full_name != "System.RuntimeType")),
            "isserializable" | "isserial" => Some(Value::Bool(self.is_serializable())),
            "basetype" => Some(self.base_name().map_or(Value::Null, |name| {
                Value::scalar(TypeValue { full_name: name.to_owned(), known: Type::from_text(name) })
            })),
            _ => None,
        }
    }

    fn members(&self) -> &'static [&'static str] {
        &["Name", "FullName", "Namespace", "IsArray", "IsEnum", "IsValueType", "IsPublic", "IsSerializable", "BaseType"]
    }

    fn full_type_name(&self) -> String {
        "System.RuntimeType".to_owned()
    }

    fn look(&self) -> Look {
        Look::Table
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}
