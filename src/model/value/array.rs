//! Arrays, and lists that can grow.

use std::sync::{Arc, PoisonError, RwLock};

use super::{AddedMembers, Value, release};

/// A shared array, or a list that can grow.
#[derive(Clone)]
pub struct Array(Arc<ArrayData>);

struct ArrayData {
    items: RwLock<Vec<Value>>,
    type_name: &'static str,
    added: AddedMembers,
}

impl Drop for ArrayData {
    fn drop(&mut self) {
        release(std::mem::take(self.items.get_mut().unwrap_or_else(PoisonError::into_inner)));
    }
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
        Array(Arc::new(ArrayData { items: RwLock::new(items), type_name, added: AddedMembers::default() }))
    }

    /// An `ArrayList`, which has `.Add()` and `.Remove()`.
    pub fn list(items: Vec<Value>) -> Array {
        Array::of("ArrayList", items)
    }

    pub fn type_name(&self) -> &'static str {
        self.0.type_name
    }

    /// With its namespace.
    pub fn full_name(&self) -> String {
        let namespace = match self.0.type_name {
            "ArrayList" => "System.Collections",
            "List`1" => "System.Collections.Generic",
            _ => "System",
        };
        format!("{namespace}.{}", self.0.type_name)
    }

    /// Whether items can be added to and taken from it, as it is no fixed array.
    pub fn is_list(&self) -> bool {
        !self.0.type_name.ends_with("[]")
    }

    /// The items as they are now.
    pub fn items(&self) -> Vec<Value> {
        self.0.items.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn len(&self) -> usize {
        self.0.items.read().unwrap_or_else(PoisonError::into_inner).len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn get(&self, index: usize) -> Option<Value> {
        self.0.items.read().unwrap_or_else(PoisonError::into_inner).get(index).cloned()
    }

    /// Replaces one item; false when there is none at that index.
    pub fn set(&self, index: usize, value: Value) -> bool {
        match self.0.items.write().unwrap_or_else(PoisonError::into_inner).get_mut(index) {
            Some(slot) => {
                *slot = value;
                true
            }
            None => false,
        }
    }

    /// Changes the items in place. The change must not come back to this array: it is locked meanwhile.
    pub fn change<T>(&self, change: impl FnOnce(&mut Vec<Value>) -> T) -> T {
        change(&mut self.0.items.write().unwrap_or_else(PoisonError::into_inner))
    }

    /// The members that scripts have given it besides its items.
    pub fn added(&self) -> &AddedMembers {
        &self.0.added
    }

    pub fn is_same(&self, other: &Array) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}
