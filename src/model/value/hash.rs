//! Hashtables.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use indexmap::IndexMap;
use indexmap::map::Entry;

use super::{AddedMembers, Value, release};

/// A shared hashtable in insertion order; text keys compare without regard to letter case.
#[derive(Clone, Default)]
pub struct Hash {
    entries: Arc<Entries>,
    /// `[ordered]@{}` was written. (The order is kept either way.)
    pub is_ordered: bool,
    kind: Kind,
    /// Text keys in other letter case are other keys.
    minds_case: bool,
}

/// What else it may be than a hashtable.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Table,
    /// `$PSBoundParameters`.
    Parameters,
    /// A dictionary of .NET.
    Dictionary,
    /// What `ConvertFrom-Json -AsHashtable` makes: a hashtable that is known to keep its order.
    Json,
}

#[derive(Default)]
struct Entries(RwLock<IndexMap<HashKey, (Value, Value)>>, AddedMembers, AtomicUsize, Option<[&'static str; 2]>);

impl Entries {
    /// None yet; the types of the keys and the values of a dictionary.
    fn of(types: Option<[&'static str; 2]>) -> Arc<Entries> {
        Arc::new(Entries(RwLock::default(), AddedMembers::default(), AtomicUsize::default(), types))
    }
}

impl Drop for Entries {
    fn drop(&mut self) {
        release(std::mem::take(self.0.get_mut().unwrap_or_else(PoisonError::into_inner)));
    }
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
            Value::Fixed(n) => HashKey::of(&n.widened()),
            Value::Object(object) if let Some(base) = object.base() => HashKey::of(base),
            other => HashKey::Other(format!("{}:{other}", other.type_name())),
        }
    }
}

impl Hash {
    pub fn new() -> Hash {
        Hash::default()
    }

    pub fn ordered() -> Hash {
        Hash { is_ordered: true, ..Hash::default() }
    }

    /// What a function was called with, by the names of its parameters.
    pub fn parameters() -> Hash {
        Hash { kind: Kind::Parameters, ..Hash::default() }
    }

    /// Whose text keys in other letter case are other keys.
    pub fn minding_case(is_ordered: bool) -> Hash {
        Hash { is_ordered, minds_case: true, ..Hash::default() }
    }

    /// The object of a JSON text: its keys are told apart by letter case.
    pub fn of_json() -> Hash {
        Hash { kind: Kind::Json, minds_case: true, ..Hash::default() }
    }

    /// A dictionary of .NET with keys and values of those types, which minds letter case unless it is told not to.
    pub fn dictionary(types: [&'static str; 2], minds_case: bool) -> Hash {
        let entries = Entries::of(Some(types));
        Hash { entries, kind: Kind::Dictionary, minds_case, ..Hash::default() }
    }

    /// What the keys and the values of a dictionary are, with their namespaces.
    pub fn types(&self) -> Option<[&'static str; 2]> {
        self.entries.3
    }

    /// An empty one of the same kind.
    pub fn emptied(&self) -> Hash {
        Hash { entries: Entries::of(self.entries.3), ..*self }
    }

    pub fn minds_case(&self) -> bool {
        self.minds_case
    }

    /// How often it has been changed: who goes through it sees that somebody else has changed it. A dictionary may lose
    /// entries, and get other values for the keys that it has, under way.
    pub fn changes(&self) -> usize {
        self.entries.2.load(Ordering::Relaxed)
    }

    fn note_change(&self) {
        self.entries.2.fetch_add(1, Ordering::Relaxed);
    }

    /// Whether its entries are pairs of Key and Value, and have no Name.
    pub fn has_plain_pairs(&self) -> bool {
        !matches!(self.kind, Kind::Table | Kind::Json)
    }

    pub fn is_dictionary(&self) -> bool {
        self.kind == Kind::Dictionary
    }

    fn key(&self, key: &Value) -> HashKey {
        match key.bare() {
            Value::String(text) if self.minds_case => HashKey::Text(text.to_string()),
            Value::Char(c) if self.minds_case => HashKey::Text(c.to_string()),
            key => HashKey::of(key),
        }
    }

    pub fn get(&self, key: &Value) -> Option<Value> {
        let entries = self.entries.0.read().unwrap_or_else(PoisonError::into_inner);
        entries.get(&self.key(key)).map(|(_, value)| value.clone())
    }

    /// With its namespace.
    pub fn full_name(&self) -> &'static str {
        match self.kind {
            Kind::Parameters => "System.Management.Automation.PSBoundParametersDictionary",
            Kind::Dictionary => "System.Collections.Generic.Dictionary`2",
            Kind::Json => "System.Management.Automation.OrderedHashtable",
            Kind::Table if self.is_ordered => "System.Collections.Specialized.OrderedDictionary",
            Kind::Table => "System.Collections.Hashtable",
        }
    }

    /// With what its keys and values are.
    pub fn typed_name(&self) -> String {
        match self.types() {
            Some([key, value]) => format!("{}[{key},{value}]", self.full_name()),
            None => self.full_name().to_owned(),
        }
    }

    pub fn get_text(&self, key: &str) -> Option<Value> {
        self.get(&Value::text(key))
    }

    pub fn set(&self, key: Value, value: Value) {
        let mut entries = self.entries.0.write().unwrap_or_else(PoisonError::into_inner);
        match entries.entry(self.key(&key)) {
            Entry::Occupied(mut entry) => {
                let old = std::mem::replace(&mut entry.get_mut().1, value);
                if self.kind != Kind::Dictionary {
                    self.note_change();
                }
                drop(entries);
                drop(old);
            }
            Entry::Vacant(entry) => {
                entry.insert((key, value));
                self.note_change();
            }
        }
    }

    /// Adds a new key; false when it is there already.
    pub fn add(&self, key: Value, value: Value) -> bool {
        let mut entries = self.entries.0.write().unwrap_or_else(PoisonError::into_inner);
        match entries.entry(self.key(&key)) {
            Entry::Occupied(_) => false,
            Entry::Vacant(entry) => {
                entry.insert((key, value));
                self.note_change();
                true
            }
        }
    }

    pub fn remove(&self, key: &Value) -> Option<Value> {
        let mut entries = self.entries.0.write().unwrap_or_else(PoisonError::into_inner);
        let removed = entries.shift_remove(&self.key(key)).map(|(_, value)| value);
        if removed.is_some() && self.kind != Kind::Dictionary {
            self.note_change();
        }
        removed
    }

    pub fn entries(&self) -> Vec<(Value, Value)> {
        self.entries.0.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    pub fn len(&self) -> usize {
        self.entries.0.read().unwrap_or_else(PoisonError::into_inner).len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The members that scripts have given it besides its keys.
    pub fn added(&self) -> &AddedMembers {
        &self.entries.1
    }

    pub fn is_same(&self, other: &Hash) -> bool {
        Arc::ptr_eq(&self.entries, &other.entries)
    }
}
