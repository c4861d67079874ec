//! Arrays, and lists that can grow.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use super::{AddedMembers, Value, release};

/// A shared array, or a list that can grow.
#[derive(Clone)]
pub struct Array(Arc<ArrayData>);

struct ArrayData {
    items: RwLock<Vec<Value>>,
    type_name: &'static str,
    /// What a generic list is of, with its namespace.
    element: Option<&'static str>,
    /// How long each dimension is, where there are several. The items stand row by row.
    lengths: Vec<usize>,
    added: AddedMembers,
    changes: AtomicUsize,
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
        Array::of_dimensions(type_name, Vec::new(), items)
    }

    /// An array of several dimensions, such as `Int32[,]`. The caller has made as many items as they hold.
    pub fn of_dimensions(type_name: &'static str, lengths: Vec<usize>, items: Vec<Value>) -> Array {
        Array::made(type_name, None, lengths, items)
    }

    fn made(type_name: &'static str, element: Option<&'static str>, lengths: Vec<usize>, items: Vec<Value>) -> Array {
        let (items, added) = (RwLock::new(items), AddedMembers::default());
        Array(Arc::new(ArrayData { items, type_name, element, lengths, added, changes: AtomicUsize::new(0) }))
    }

    /// A `List` of .NET, of elements of that type. The caller has converted the items.
    pub fn generic(element: &'static str, items: Vec<Value>) -> Array {
        Array::made("List`1", Some(element), Vec::new(), items)
    }

    /// What a generic list is of, with its namespace.
    pub fn element(&self) -> Option<&'static str> {
        self.0.element
    }

    /// How often a list has been changed: who goes through it sees that somebody else has changed it.
    pub fn changes(&self) -> usize {
        self.0.changes.load(Ordering::Relaxed)
    }

    /// How many dimensions it has.
    pub fn rank(&self) -> usize {
        self.0.lengths.len().max(1)
    }

    /// The length of one of its dimensions.
    pub fn length_of(&self, dimension: usize) -> Option<usize> {
        match self.0.lengths.as_slice() {
            [] => (dimension == 0).then(|| self.len()),
            lengths => lengths.get(dimension).copied(),
        }
    }

    /// The place of the item that is at these indexes, one for each dimension; negative ones count from the end.
    pub fn place_of(&self, indexes: &[i32]) -> Option<usize> {
        if indexes.len() != self.rank() {
            return None;
        }
        let mut place = 0;
        for (dimension, index) in indexes.iter().enumerate() {
            let length = self.length_of(dimension)?;
            let index = i64::from(*index) + if *index < 0 { i64::try_from(length).ok()? } else { 0 };
            let index = usize::try_from(index).ok().filter(|index| *index < length)?;
            place = place * length + index;
        }
        Some(place)
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
        match self.0.element {
            Some(element) => format!("{namespace}.{}[{element}]", self.0.type_name),
            None => format!("{namespace}.{}", self.0.type_name),
        }
    }

    /// Whether items can be added to and taken from it, as it is no fixed array.
    pub fn is_list(&self) -> bool {
        !self.0.type_name.ends_with(']')
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
                self.0.changes.fetch_add(1, Ordering::Relaxed);
                *slot = value;
                true
            }
            None => false,
        }
    }

    /// Changes the items in place. The change must not come back to this array: it is locked meanwhile.
    pub fn change<T>(&self, change: impl FnOnce(&mut Vec<Value>) -> T) -> T {
        self.0.changes.fetch_add(1, Ordering::Relaxed);
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
