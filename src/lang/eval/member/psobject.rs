//! `.PSObject`: the properties of any value as objects, to be listed, read, changed, added and taken away by name.
//!
//! Each of the objects here looks into its owner when it is asked, so that what a script changes through it is changed.

use std::fmt;

use super::super::stop::Eval;
use super::declare::{Declared, methods};
use super::{Answer, argument, threw};
use crate::model::{Array, BigInteger, Look, Object, Scalar, TimeSpan, Value, Wildcard};

/// `$x.PSObject`.
pub(super) struct MemberSet(pub Value);

impl fmt::Display for MemberSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Scalar for MemberSet {
    fn type_name(&self) -> &'static str {
        "PSMemberSet"
    }

    fn full_type_name(&self) -> String {
        "System.Management.Automation.PSMemberSet".to_owned()
    }

    fn member(&self, name: &str) -> Option<Value> {
        Some(match name.to_ascii_lowercase().as_str() {
            "properties" => Value::scalar(Properties(self.0.clone())),
            "typenames" => type_names(&self.0),
            "baseobject" | "immediatebaseobject" => self.0.bare().clone(),
            _ => return None,
        })
    }

    fn members(&self) -> &'static [&'static str] {
        &["Properties", "TypeNames", "BaseObject", "ImmediateBaseObject"]
    }

    fn look(&self) -> Look {
        Look::List
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

/// `.PSObject.TypeNames`.
pub(super) fn type_names(value: &Value) -> Value {
    let between = match value.bare() {
        _ if let Value::Object(object) = value
            && (object.base().is_none() || object.has_type_names()) =>
        {
            return Value::Array(object.type_names());
        }
        Value::Bool(_) | Value::Char(_) | Value::Int(_) | Value::Long(_) | Value::Decimal(_) | Value::Double(_) => {
            Some("System.ValueType")
        }
        Value::Fixed(_) | Value::Date(_) | Value::Guid(_) => Some("System.ValueType"),
        Value::Scalar(_) if value.downcast::<TimeSpan>().is_some() || value.downcast::<BigInteger>().is_some() => {
            Some("System.ValueType")
        }
        Value::Array(array) if !array.is_list() => Some("System.Array"),
        _ => None,
    };
    let names =
        [Some(value.full_type_name().as_str()), between, Some("System.Object")].map(|name| name.map(Value::text));
    Value::Array(Array::list(names.into_iter().flatten().collect()))
}

methods! {
    MemberSetMethod {
        Copy "psobject Copy()";
    }
}

impl MemberSet {
    pub(super) fn call(&self, method: MemberSetMethod) -> Answer {
        match method {
            MemberSetMethod::Copy => Answer::Is(match &self.0 {
                Value::Object(object) => Value::Object(object.copy()),
                other => other.clone(),
            }),
        }
    }
}

/// `$x.PSObject.Properties`: goes through a pipeline one by one.
pub(super) struct Properties(Value);

impl Properties {
    fn list(&self) -> Vec<Value> {
        let names = self.0.property_names().into_iter();
        names.map(|name| Value::scalar(PropertyOf { owner: self.0.clone(), name: name.to_string() })).collect()
    }
}

impl fmt::Display for Properties {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Value::array(self.list()))
    }
}

impl Scalar for Properties {
    fn type_name(&self) -> &'static str {
        "PSMemberInfoIntegratingCollection`1"
    }

    fn full_type_name(&self) -> String {
        "System.Management.Automation.PSMemberInfoIntegratingCollection`1".to_owned()
    }

    fn items(&self) -> Option<Vec<Value>> {
        Some(self.list())
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

methods! {
    PropertiesMethod {
        Add "void Add(psnoteproperty member)";
        Remove "void Remove(string name)";
        Match "Object[] Match(string name)";
    }
}

impl Properties {
    pub(super) fn call(&self, method: PropertiesMethod, arguments: &[Value]) -> Eval<Answer> {
        let first = argument(arguments, 0, method.name())?;
        let fixed = || threw(method.name(), arguments.len(), "This object takes no other properties.");
        match method {
            PropertiesMethod::Match => {
                let pattern = Wildcard::with_case(&first.to_string(), true);
                let fits = |item: &Value| item.property("Name").is_some_and(|name| pattern.matches(&name.to_string()));
                Ok(Answer::Is(Value::array(self.list().into_iter().filter(fits).collect())))
            }
            PropertiesMethod::Add => {
                let Value::Object(owner) = &self.0 else { return Err(fixed()) };
                let Some(added) = first.downcast::<PropertyOf>() else {
                    let says = format!("\"{first}\" is no property: make one with [psnoteproperty]::new(name, value).");
                    return Err(threw("Add", 1, &says));
                };
                if owner.holds(&added.name) {
                    let says = format!(
                        "Cannot add a member with the name \"{}\" because a member with that name already exists. To overwrite the member anyway, add the Force parameter to your command.",
                        added.name
                    );
                    return Err(threw("Add", 1, &says));
                }
                owner.define(&added.name, added.value());
                Ok(Answer::Void)
            }
            PropertiesMethod::Remove => {
                let Value::Object(owner) = &self.0 else { return Err(fixed()) };
                owner.remove(&first.to_string());
                Ok(Answer::Void)
            }
        }
    }
}

/// One of the properties, or a `[psnoteproperty]` of its own.
pub(super) struct PropertyOf {
    pub owner: Value,
    pub name: String,
}

impl PropertyOf {
    /// `[psnoteproperty]::new(name, value)`.
    pub(super) fn new(name: &str, value: Value) -> PropertyOf {
        PropertyOf { owner: Value::Object(Object::custom(vec![(name.into(), value)])), name: name.to_owned() }
    }

    fn value(&self) -> Value {
        self.owner.property(&self.name).unwrap_or_default()
    }

    fn kind(&self) -> &'static str {
        match &self.owner {
            Value::Object(object) => match object.member(&self.name) {
                Some(member) => member.kind(),
                None if object.info().is_some() || !object.owns(&self.name) => "Property",
                None => "NoteProperty",
            },
            Value::Hash(_) => "NoteProperty",
            _ => "Property",
        }
    }
}

/// As PowerShell writes a property: its type, name and value.
impl fmt::Display for PropertyOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.value();
        let type_name = match value.type_name() {
            "Null" => "object",
            "Int32" => "int",
            "Int64" => "long",
            "Boolean" => "bool",
            "String" => "string",
            "Double" => "double",
            "DateTime" => "datetime",
            "Hashtable" => "hashtable",
            other => other,
        };
        write!(f, "{type_name} {}={value}", self.name)
    }
}

impl Scalar for PropertyOf {
    fn type_name(&self) -> &'static str {
        match self.kind() {
            "NoteProperty" => "PSNoteProperty",
            "ScriptProperty" => "PSScriptProperty",
            "AliasProperty" => "PSAliasProperty",
            _ => "PSProperty",
        }
    }

    fn full_type_name(&self) -> String {
        format!("System.Management.Automation.{}", self.type_name())
    }

    fn member(&self, name: &str) -> Option<Value> {
        Some(match name.to_ascii_lowercase().as_str() {
            "membertype" => Value::text(self.kind()),
            "issettable" | "isgettable" | "isinstance" => Value::Bool(true),
            "value" => self.value(),
            "typenameofvalue" => match self.value() {
                Value::Null => Value::text("System.Object"),
                value => Value::text(value.full_type_name()),
            },
            "name" => Value::text(&self.name),
            _ => return None,
        })
    }

    fn members(&self) -> &'static [&'static str] {
        &["MemberType", "IsSettable", "IsGettable", "Value", "TypeNameOfValue", "Name", "IsInstance"]
    }

    fn look(&self) -> Look {
        Look::List
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}
