//! What Set-Variable and its like say of variables: read-only, constant, described.

use std::sync::Arc;

use super::{Scope, Slot, read_only, same};
use crate::lang::call::{VariableInfo, VariableOption, Visibility};
use crate::model::{Fault, Value};

/// What has been said of a variable.
#[derive(Clone)]
pub(super) struct Traits {
    pub option: VariableOption,
    pub visibility: Visibility,
    pub description: Arc<str>,
}

impl Default for Traits {
    fn default() -> Traits {
        Traits { option: VariableOption::None, visibility: Visibility::Public, description: Arc::from("") }
    }
}

impl Slot {
    /// Why it is not changed.
    pub fn refusal(&self) -> Fault {
        if self.is_hidden { Visibility::refusal(&self.name) } else { read_only(&self.name) }
    }

    fn info(&self) -> VariableInfo {
        let traits = self.traits.as_deref().cloned().unwrap_or_default();
        VariableInfo {
            name: self.name.clone(),
            value: self.held(),
            // What the language has set up itself cannot be changed by anybody.
            option: if self.is_constant && self.traits.is_none() { VariableOption::Constant } else { traits.option },
            visibility: traits.visibility,
            description: traits.description,
        }
    }
}

impl Scope {
    /// The variables of this scope alone.
    pub fn own_infos(&self) -> Vec<VariableInfo> {
        self.variables.borrow().iter().map(Slot::info).collect()
    }

    /// Those that can be seen from here, inner ones first, each name once.
    pub fn visible_infos(&self) -> Vec<VariableInfo> {
        let mut found: Vec<VariableInfo> = Vec::new();
        for (at, scope) in self.outwards().enumerate() {
            let seen = |info: &VariableInfo| at == 0 || !info.option.contains(VariableOption::Private);
            for info in scope.own_infos().into_iter().filter(seen) {
                if !found.iter().any(|known| same(&known.name, &info.name)) {
                    found.push(info);
                }
            }
        }
        found
    }

    /// Sets a variable of this scope with what is said of it. `is_forced`: also one that is read-only.
    pub fn declare(&self, info: &VariableInfo, is_forced: bool) -> Result<(), Fault> {
        let before = self.own_infos().into_iter().find(|known| same(&known.name, &info.name));
        if let Some(before) = &before {
            if before.option.resists(is_forced) {
                return Err(read_only(&info.name));
            }
            if before.option.contains(VariableOption::AllScope) && !info.option.contains(VariableOption::AllScope) {
                let name = &info.name;
                let says = format!("The AllScope option cannot be removed from variable '{name}'.");
                return Err(Fault::invalid("VariableAllScopeOptionCannotBeRemoved", says).about(Value::text(&**name)));
            }
            if info.option.contains(VariableOption::Constant) {
                let name = &info.name;
                let says = format!(
                    "Existing variable {name} cannot be made constant. Variables can be made constant only at creation time."
                );
                return Err(Fault::invalid("VariableCannotBeMadeConstant", says).about(Value::text(&**name)));
            }
            self.unlock(&info.name);
        }
        self.set(&info.name, info.value.clone())?;
        let is_hidden = info.visibility == Visibility::Private;
        let is_plain = info.option == VariableOption::None && info.description.is_empty() && !is_hidden;
        let (option, visibility, description) = (info.option, info.visibility, info.description.clone());
        let traits = (!is_plain).then(|| Box::new(Traits { option, visibility, description }));
        let mut variables = self.variables.borrow_mut();
        if let Some(slot) = variables.iter_mut().rfind(|slot| same(&slot.name, &info.name)) {
            slot.is_constant = info.option.is_locked() || is_hidden;
            slot.is_hidden = is_hidden;
            slot.is_private = info.option.contains(VariableOption::Private);
            slot.is_everywhere = info.option.contains(VariableOption::AllScope);
            slot.traits = traits;
        }
        if info.option.contains(VariableOption::AllScope) {
            self.lends.set(true);
        }
        Ok(())
    }

    /// Sets a variable of this scope that only this scope sees.
    pub fn set_private(&self, name: &Arc<str>, value: Value) -> Result<(), Fault> {
        self.set(name, value)?;
        let mut variables = self.variables.borrow_mut();
        if let Some(slot) = variables.iter_mut().rfind(|slot| same(&slot.name, name)) {
            slot.is_private = true;
            let traits = slot.traits.get_or_insert_default();
            traits.option = traits.option | VariableOption::Private;
        }
        Ok(())
    }

    /// Forgets a variable of this scope; false when there is none. `is_forced`: also one that is read-only.
    pub fn forget(&self, name: &str, is_forced: bool) -> Result<bool, Fault> {
        let Some(info) = self.own_infos().into_iter().rfind(|known| same(&known.name, name)) else { return Ok(false) };
        if info.option.resists(is_forced) {
            let says = format!(
                "Cannot remove variable {name} because it is constant or read-only. If the variable is read-only, try the operation again specifying the Force option."
            );
            return Err(Fault::invalid("VariableNotRemovable", says).about(Value::text(name)));
        }
        self.unlock(name);
        Ok(self.remove(name).is_some())
    }

    fn unlock(&self, name: &str) {
        let mut variables = self.variables.borrow_mut();
        if let Some(slot) = variables.iter_mut().rfind(|slot| same(&slot.name, name)) {
            slot.is_constant = false;
        }
    }
}
