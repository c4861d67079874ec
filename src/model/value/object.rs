//! Objects with properties, and what their types declare of them.

use std::sync::{Arc, PoisonError, RwLock};

use super::{Array, Member, MethodInfo, Value, release};

/// What a type of ours shows of itself: for help, completion, `Get-Member` and default formatting.
pub struct TypeInfo {
    /// Full name, such as `Emsh.Transport.QueueInfo`.
    pub name: &'static str,
    pub properties: &'static [PropertyInfo],
    /// Names of the properties of the default table, most important first; dropped from the right when space is short.
    /// None: laid out by how many properties there are, more than four as a list.
    pub shown: &'static [&'static str],
    /// What its objects can be told to do, besides what the language knows of every value.
    pub methods: &'static [MethodInfo],
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

impl PropertyInfo {
    pub const fn new(name: &'static str, type_name: &'static str, doc: &'static str) -> PropertyInfo {
        PropertyInfo { name, type_name, doc }
    }
}

/// A shared object: a type name and ordered properties, found without regard to letter case.
#[derive(Clone)]
pub struct Object(Arc<ObjectData>);

struct ObjectData {
    kind: Kind,
    properties: RwLock<Vec<(Arc<str>, Value)>>,
}

impl Drop for ObjectData {
    fn drop(&mut self) {
        release(std::mem::take(self.properties.get_mut().unwrap_or_else(PoisonError::into_inner)));
    }
}

/// What an object is of; only names that scripts make up cost memory of their own.
enum Kind {
    Declared(&'static TypeInfo),
    Custom,
    /// A custom object that says it is of another type: it is shown, and not computed with, as one.
    Shown(Arc<str>),
    Named(Arc<str>),
    /// A value that can hold no members, with those that a script has given it.
    Around {
        base: Value,
        type_name: Arc<str>,
    },
}

/// Names of one property that lead to each other.
const MOST_ALIASES: usize = 8;

/// Where the list of type names stands, once a script has asked for it.
const TYPE_NAMES: &str = "PSTypeNames";

const CUSTOM: &str = "System.Management.Automation.PSCustomObject";

impl Object {
    fn new(kind: Kind, properties: Vec<(Arc<str>, Value)>) -> Object {
        Object(Arc::new(ObjectData { kind, properties: RwLock::new(properties) }))
    }

    /// An object of one of our declared types.
    pub fn of(info: &'static TypeInfo, properties: Vec<(Arc<str>, Value)>) -> Object {
        Object::new(Kind::Declared(info), properties)
    }

    /// An object of no declared type, such as `[pscustomobject]` or what `Select-Object` makes.
    pub fn named(type_name: impl Into<Arc<str>>, properties: Vec<(Arc<str>, Value)>) -> Object {
        Object::new(Kind::Named(type_name.into()), properties)
    }

    pub fn custom(properties: Vec<(Arc<str>, Value)>) -> Object {
        Object::new(Kind::Custom, properties)
    }

    /// A custom object under the name of a type, such as `[pscustomobject]@{PSTypeName='Report'}` makes.
    pub fn shown_as(type_name: impl Into<Arc<str>>, properties: Vec<(Arc<str>, Value)>) -> Object {
        Object::new(Kind::Shown(type_name.into()), properties)
    }

    /// A value that can hold no members itself (text, a number, a date) with these: what `Add-Member -PassThru` makes of
    /// one. Operators, conversions and layouts see the value alone, see [`Value::bare`].
    pub fn around(value: &Value, properties: Vec<(Arc<str>, Value)>) -> Object {
        let base = value.bare().clone();
        let type_name = Arc::from(base.full_type_name());
        Object::new(Kind::Around { base, type_name }, properties)
    }

    /// Whether it stands for an object of .NET or PowerShell, which says of what type it is when it is made text.
    pub fn is_of_dotnet(&self) -> bool {
        matches!(&self.0.kind, Kind::Named(name) if name.starts_with("System.Management.Automation.")
            || name.starts_with("System.") && name.ends_with("Exception"))
            && self.type_name() != CUSTOM
    }

    /// The value that the members were given to, where that is no object.
    pub fn base(&self) -> Option<&Value> {
        match &self.0.kind {
            Kind::Around { base, .. } => Some(base),
            _ => None,
        }
    }

    /// `.PSObject.TypeNames`: a list that scripts change. The first of them is the type that the object is shown as.
    pub fn type_names(&self) -> Array {
        if let Some(Member::TypeNames(names)) = self.member(TYPE_NAMES) {
            return names;
        }
        let names = Array::list(self.first_type_names().into_iter().map(Value::String).collect());
        self.define(TYPE_NAMES, Value::scalar(Member::TypeNames(names.clone())));
        names
    }

    /// Whether a script has asked for them, and may have changed them.
    pub fn has_type_names(&self) -> bool {
        self.member(TYPE_NAMES).is_some()
    }

    fn first_type_names(&self) -> Vec<Arc<str>> {
        let own = match &self.0.kind {
            Kind::Shown(name) => vec![name.clone(), Arc::from(CUSTOM)],
            _ => vec![Arc::from(self.type_name())],
        };
        let between: &[&str] = match self.type_name() {
            "System.IO.FileInfo" | "System.IO.DirectoryInfo" => {
                &["System.IO.FileSystemInfo", "System.MarshalByRefObject"]
            }
            _ => &[],
        };
        let own = own.into_iter().chain(between.iter().map(|name| Arc::from(*name)));
        own.into_iter().chain([Arc::from("System.Object")]).collect()
    }

    /// The type that it is shown as.
    pub fn shown_type(&self) -> Arc<str> {
        match (self.member(TYPE_NAMES), &self.0.kind) {
            (Some(Member::TypeNames(names)), _) => names.get(0).map_or(Arc::from(""), |name| name.to_string().into()),
            (_, Kind::Shown(name)) => name.clone(),
            _ => Arc::from(self.type_name()),
        }
    }

    pub fn type_name(&self) -> &str {
        match &self.0.kind {
            Kind::Declared(info) => info.name,
            Kind::Custom | Kind::Shown(_) => CUSTOM,
            Kind::Named(name) | Kind::Around { type_name: name, .. } => name,
        }
    }

    pub fn info(&self) -> Option<&'static TypeInfo> {
        match self.0.kind {
            Kind::Declared(info) => Some(info),
            Kind::Custom | Kind::Shown(_) | Kind::Named(_) | Kind::Around { .. } => None,
        }
    }

    /// What an object of a declared type is called: its Identity, else its FullName (a file's path) or Name. A location
    /// is its path.
    pub(super) fn identity(&self) -> Option<String> {
        if self.info()?.name == "System.Management.Automation.PathInfo" {
            return self.get("Path").map(|path| path.to_string());
        }
        if self.info()?.name == "System.Diagnostics.Process" {
            return self.get("Name").map(|name| format!("System.Diagnostics.Process ({name})"));
        }
        match self.get("Identity").or_else(|| self.get("FullName")).or_else(|| self.get("Name"))? {
            Value::Object(_) | Value::Array(_) | Value::Null => None,
            identity => Some(identity.to_string()),
        }
    }

    pub(in crate::model) fn own_property(&self, name: &str) -> Option<Value> {
        self.find(name, |_, value| value.clone()).and_then(|value| self.resolved(value, 0))
    }

    pub fn get(&self, name: &str) -> Option<Value> {
        match self.find(name, |_, value| value.clone()) {
            Some(value) => self.resolved(value, 0),
            None => self.base()?.property_entry(name, self).map(|(_, value)| value),
        }
    }

    /// The property with its name as the object has it.
    pub fn entry(&self, name: &str) -> Option<(Arc<str>, Value)> {
        match self.find(name, |known, value| (known.clone(), value.clone())) {
            Some((known, value)) => Some((known, self.resolved(value, 0)?)),
            None => self.base()?.property_entry(name, self),
        }
    }

    pub fn has(&self, name: &str) -> bool {
        match self.find(name, |_, value| !is_hidden(value)) {
            Some(is_property) => is_property,
            None => self.base().is_some_and(|base| base.property(name).is_some()),
        }
    }

    /// Whether it has been given a member of that name, rather than the value that it is around.
    pub fn owns(&self, name: &str) -> bool {
        self.find(name, |_, _| ()).is_some()
    }

    /// The member of that name that a script has added and that is no plain value.
    pub fn member(&self, name: &str) -> Option<Member> {
        self.find(name, |_, value| value.downcast::<Member>().cloned())?
    }

    /// Whether there is a property or method of that name.
    pub fn holds(&self, name: &str) -> bool {
        self.owns(name) || self.base().is_some_and(|base| base.property(name).is_some())
    }

    fn find<T>(&self, name: &str, take: impl FnOnce(&Arc<str>, &Value) -> T) -> Option<T> {
        let properties = self.0.properties.read().unwrap_or_else(PoisonError::into_inner);
        properties.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(known, value)| take(known, value))
    }

    /// What a property comes to; `None` for a method. `aliases`: names that have led here.
    fn resolved(&self, value: Value, aliases: usize) -> Option<Value> {
        match value.downcast::<Member>() {
            None => Some(value),
            Some(Member::Method(_) | Member::TypeNames(_)) => None,
            // Names that lead to each other lead nowhere.
            Some(Member::Alias(_)) if aliases == MOST_ALIASES => Some(Value::Null),
            Some(Member::Alias(to)) => match self.find(to, |_, value| value.clone()) {
                Some(value) => self.resolved(value, aliases + 1),
                None => Some(self.base().and_then(|base| base.property(to)).unwrap_or_default()),
            },
            Some(Member::Computed { get, .. } | Member::Converted { get, .. }) => {
                Some(get.answer(&Value::Object(self.clone()), &[]).unwrap_or_default())
            }
        }
    }

    /// Changes a property, or adds it at the end. Another name of a property changes that property.
    pub fn set(&self, name: &str, value: Value) {
        match self.member(name) {
            Some(Member::Alias(to)) if !matches!(self.member(&to), Some(Member::Alias(_))) => self.define(&to, value),
            Some(Member::Converted { to, .. }) => self.define(&to, value),
            _ => self.define(name, value),
        }
    }

    /// Puts a value or a [`Member`] in the place of what is called so, or adds it at the end.
    pub fn define(&self, name: &str, value: Value) {
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
        let mut properties = self.own_properties();
        if let Some(base) = self.base() {
            let inner = base.property_names().into_iter().filter(|name| !self.owns(name));
            properties.extend(inner.filter_map(|name| base.property_entry(&name, self)));
        }
        properties
    }

    /// The properties that it has been given, without those of the value that it is around.
    pub fn own_properties(&self) -> Vec<(Arc<str>, Value)> {
        let properties = self.0.properties.read().unwrap_or_else(PoisonError::into_inner).clone();
        if !properties.iter().any(|(_, value)| value.downcast::<Member>().is_some()) {
            return properties;
        }
        properties.into_iter().filter_map(|(name, value)| Some((name, self.resolved(value, 0)?))).collect()
    }

    /// The names of the properties, in their order.
    pub fn names(&self) -> Vec<Arc<str>> {
        let properties = self.0.properties.read().unwrap_or_else(PoisonError::into_inner);
        let own = properties.iter().filter(|(_, value)| !is_hidden(value)).map(|(name, _)| name.clone());
        let mut names: Vec<Arc<str>> = own.collect();
        if let Some(base) = self.base() {
            let is_new = |name: &Arc<str>| !properties.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
            names.extend(base.property_names().into_iter().filter(is_new));
        }
        names
    }

    /// Whether it has no property at all.
    pub fn is_empty(&self) -> bool {
        let properties = self.0.properties.read().unwrap_or_else(PoisonError::into_inner);
        properties.iter().all(|(_, value)| is_hidden(value))
    }

    /// The members that scripts have added and that are no plain values, in their order.
    pub fn members(&self) -> Vec<(Arc<str>, Member)> {
        let properties = self.0.properties.read().unwrap_or_else(PoisonError::into_inner);
        let member = |(name, value): &(Arc<str>, Value)| Some((name.clone(), value.downcast::<Member>()?.clone()));
        properties.iter().filter_map(member).filter(|(_, member)| !matches!(member, Member::TypeNames(_))).collect()
    }

    /// Another object with the same properties, whose values are shared.
    pub fn copy(&self) -> Object {
        let kind = match &self.0.kind {
            Kind::Declared(info) => Kind::Declared(info),
            Kind::Custom => Kind::Custom,
            Kind::Shown(name) => Kind::Shown(name.clone()),
            Kind::Named(name) => Kind::Named(name.clone()),
            Kind::Around { base, type_name } => Kind::Around { base: base.clone(), type_name: type_name.clone() },
        };
        let properties = self.0.properties.read().unwrap_or_else(PoisonError::into_inner).clone();
        Object::new(kind, properties)
    }

    pub fn is_same(&self, other: &Object) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Whether it stands among the properties and is none.
fn is_hidden(value: &Value) -> bool {
    matches!(value.downcast::<Member>(), Some(Member::Method(_) | Member::TypeNames(_)))
}
