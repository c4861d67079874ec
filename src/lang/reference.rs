//! `[ref]`: a value that is handed over to be changed by whoever gets it.
//!
//! `[ref]$x` shares the variable itself: the scope keeps the reference in the variable's place, so that what is assigned
//! to either is seen through both. `[ref]` of anything else holds a copy of it.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use super::types::{Type, cast};
use crate::model::{Look, Scalar, Unconvertible, Value};

#[derive(Clone)]
pub struct Reference(Arc<Shared>);

struct Shared {
    value: RwLock<Value>,
    /// `[int]$x = 1`: what is assigned later is converted, too.
    constraint: Option<Type>,
}

impl Reference {
    pub fn new(value: Value, constraint: Option<Type>) -> Reference {
        Reference(Arc::new(Shared { value: RwLock::new(value), constraint }))
    }

    pub fn get(&self) -> Value {
        self.0.value.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Err: the value is not of the type that the variable is bound to.
    pub fn set(&self, value: Value) -> Result<(), Unconvertible> {
        let value = match self.0.constraint {
            Some(to) => cast(&value, to)?,
            None => value,
        };
        let old = {
            let mut slot = self.0.value.write().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut *slot, value)
        };
        // Dropping may be long, and may look here.
        drop(old);
        Ok(())
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("System.Management.Automation.PSReference")
    }
}

impl Scalar for Reference {
    fn type_name(&self) -> &'static str {
        "PSReference`1"
    }

    fn full_type_name(&self) -> String {
        "System.Management.Automation.PSReference`1".to_owned()
    }

    fn member(&self, name: &str) -> Option<Value> {
        name.eq_ignore_ascii_case("Value").then(|| self.get())
    }

    fn members(&self) -> &'static [&'static str] {
        &["Value"]
    }

    fn look(&self) -> Look {
        Look::Object
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}
