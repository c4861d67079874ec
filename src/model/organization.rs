//! Every object of the organization as of one revision, typed: what rules look at, and what a node swaps in.

use std::any::Any;
use std::collections::HashMap;
use std::sync::Arc;

use indexmap::IndexMap;
use uuid::Uuid;

use super::class::{Breach, Class, Stored};
use super::classes::class_named;
use super::recipient::member_page::MemberPage;
use super::recipient::{Addressee, Directory};

/// A typed object whose class is known to whoever asks.
pub type Kept = Arc<dyn Any + Send + Sync>;

/// Types a stored object for keeping.
pub(super) type Keep = fn(&Stored) -> Result<Kept, Breach>;

/// The objects of all classes. Cheap to clone: objects are shared.
#[derive(Clone, Default)]
pub struct Organization {
    pub revision: u64,
    classes: HashMap<&'static str, IndexMap<Uuid, Kept>>,
    directory: Directory,
}

impl Organization {
    /// Adds an object, or puts it in place of its former self. Objects of a class that is not known are left out.
    ///
    /// A breach says why an object cannot be read; its former self stays, so that one bad change does not take away
    /// what worked.
    pub fn put(&mut self, class: &str, stored: &Stored) -> Result<(), Breach> {
        let Some(info) = class_named(class) else { return Ok(()) };
        let kept = (info.keep)(stored).map_err(|breach| breach.of(info.name, stored.name))?;
        match Addressee::of(info.name, &kept) {
            Some(addressee) => self.directory.put(addressee),
            None => kept.clone().downcast().into_iter().for_each(|page: Arc<MemberPage>| self.directory.put_page(page)),
        }
        self.classes.entry(info.name).or_default().insert(stored.id, kept);
        Ok(())
    }

    pub fn remove(&mut self, class: &str, id: Uuid) {
        if let Some(objects) = class_named(class).and_then(|info| self.classes.get_mut(info.name)) {
            objects.swap_remove(&id);
            self.directory.remove(id);
        }
    }

    /// The recipients of all classes, by address and name.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// The objects of a class, in no particular order.
    pub fn all<'a, T: Class>(&'a self) -> impl Iterator<Item = &'a T> + 'a {
        self.kept::<T>().filter_map(|kept| kept.downcast_ref())
    }

    /// The same, to be kept.
    pub fn shared<'a, T: Class>(&'a self) -> impl Iterator<Item = Arc<T>> + 'a {
        self.kept::<T>().filter_map(|kept| Arc::clone(kept).downcast().ok())
    }

    pub fn get<T: Class>(&self, id: Uuid) -> Option<&T> {
        self.classes.get(T::info().name)?.get(&id)?.downcast_ref()
    }

    fn kept<'a, T: Class>(&'a self) -> impl Iterator<Item = &'a Kept> + 'a {
        self.classes.get(T::info().name).into_iter().flat_map(IndexMap::values)
    }
}
