//! Members that a script gives to an array or a hashtable with `Add-Member`.

use std::sync::{Arc, OnceLock};

use super::{Member, Object, Value};

/// The members of one array or hashtable; mostly there are none.
#[derive(Default)]
pub struct AddedMembers(OnceLock<Object>);

impl AddedMembers {
    /// Puts a value or a [`Member`] in the place of what is called so, or adds it at the end.
    pub fn define(&self, name: &str, value: Value) {
        self.0.get_or_init(|| Object::custom(Vec::new())).define(name, value);
    }

    /// Whether there is a property or method of that name.
    pub fn holds(&self, name: &str) -> bool {
        self.0.get().is_some_and(|members| members.owns(name))
    }

    /// The member of that name, where it is no plain value.
    pub fn member(&self, name: &str) -> Option<Member> {
        self.0.get()?.member(name)
    }

    /// What the property of that name comes to for its owner; `None` where there is none.
    pub fn property(&self, owner: &Value, name: &str) -> Option<Value> {
        let members = self.0.get()?;
        match members.member(name) {
            None => members.get(name),
            Some(Member::Alias(to)) if to.eq_ignore_ascii_case(name) => Some(Value::Null),
            Some(Member::Alias(to)) => owner.property(&to),
            Some(Member::Computed { get, .. } | Member::Converted { get, .. }) => {
                Some(get.answer(owner, &[]).unwrap_or_default())
            }
            Some(Member::Method(_) | Member::TypeNames(_)) => None,
        }
    }

    /// The names of the properties, in their order.
    pub fn names(&self) -> Vec<Arc<str>> {
        self.0.get().map(Object::names).unwrap_or_default()
    }
}

impl Value {
    /// The members that scripts have given to an array or hashtable.
    pub fn added(&self) -> Option<&AddedMembers> {
        match self {
            Value::Array(array) => Some(array.added()),
            Value::Hash(hash) => Some(hash.added()),
            _ => None,
        }
    }
}
