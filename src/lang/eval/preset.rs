//! `$PSDefaultParameterValues`: what a person has preset for parameters.

use std::sync::Arc;

use super::Interpreter;
use crate::lang::call::Engine;
use crate::model::convert::truth;
use crate::model::{Block, Fault, Hash, Value, Wildcard};

impl Interpreter {
    /// The presets as they are seen here; `None` when there are none.
    pub(super) fn presets(&self) -> Option<Hash> {
        match self.scope.borrow().get("PSDefaultParameterValues") {
            Some(Value::Hash(table)) if !table.is_empty() => Some(table),
            _ => None,
        }
    }

    /// What is preset for one parameter of a command.
    pub(super) fn preset_of(&self, command: &str, parameter: &str) -> Option<Value> {
        let table = self.presets()?;
        let mut found = None;
        for (key, value) in table.entries() {
            let key = key.to_string();
            match key.split_once(':') {
                Some((of, name)) => {
                    let fits = |pattern: &str, text: &str| Wildcard::new(pattern.trim()).matches(text);
                    found = found.or_else(|| (fits(of, command) && fits(name, parameter)).then_some(value));
                }
                None if key.trim().eq_ignore_ascii_case("Disabled") && truth(&value) => return None,
                None => {}
            }
        }
        found
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
