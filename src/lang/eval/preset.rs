//! `$PSDefaultParameterValues`: what a person has preset for parameters.

use std::sync::Arc;

use super::Interpreter;
use crate::lang::call::Engine;
use crate::model::{Block, Fault, Hash, Value};

impl Interpreter {
    /// The presets as they are seen here; `None` when there are none.
    pub(super) fn presets(&self) -> Option<Hash> {
        match self.scope.borrow().get("PSDefaultParameterValues") {
            Some(Value::Hash(table)) if !table.is_empty() => Some(table),
            _ => None,
        }
    }

    /// What the block of a preset puts out for a command whose binding has come this far.
    pub(super) fn preset_value(&self, block: &Arc<dyn Block>, state: Value) -> Result<Vec<Value>, Fault> {
        let mut all = Vec::new();
        Engine::call_block(self, block, &[state], &mut |value| {
            all.push(value);
            Ok(())
        })?;
        Ok(all)
    }
}
