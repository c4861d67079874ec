//! Objects with properties, and what their types declare of them.

use std::sync::{Arc, PoisonError, RwLock};

use super::Value;

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
    pub(super) fn identity(&self) -> Option<String> {
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
