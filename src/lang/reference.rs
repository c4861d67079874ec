//! `[ref]`: a value that is handed over to be changed by whoever gets it.
//!
//! `[ref]$x` shares the variable itself: the scope keeps the reference in the variable's place, so that what is assigned
//! to either is seen through both. `[ref]` of anything else holds a copy of it.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use crate::model::{Fault, Look, Scalar, Value};

#[derive(Clone)]
pub struct Reference(Arc<Shared>);

struct Shared {
    value: RwLock<Value>,
    rule: Option<Rule>,
}

/// What a variable makes of a value that is assigned to it: `[int]$x = 1` converts, `[ValidateRange(1, 5)]$x = 3` refuses.
type Rule = Box<dyn Fn(Value) -> Result<Value, Fault> + Send + Sync>;

impl Reference {
    pub fn new(value: Value) -> Reference {
        Reference(Arc::new(Shared { value: RwLock::new(value), rule: None }))
    }

    /// To a variable that minds what is assigned to it.
    pub fn minded(value: Value, rule: impl Fn(Value) -> Result<Value, Fault> + Send + Sync + 'static) -> Reference {
        Reference(Arc::new(Shared { value: RwLock::new(value), rule: Some(Box::new(rule)) }))
    }

    pub fn get(&self) -> Value {
        self.0.value.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Err: the variable does not take this value.
    pub fn set(&self, value: Value) -> Result<(), Fault> {
        self.put(match &self.0.rule {
            Some(rule) => rule(value)?,
            None => value,
        });
        Ok(())
    }

    /// Holds a value that the variable has taken.
    pub fn put(&self, value: Value) {
        let old = {
            let mut slot = self.0.value.write().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut *slot, value)
        };
        // Dropping may be long, and may look here.
        drop(old);
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
