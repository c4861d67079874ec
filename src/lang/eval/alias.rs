//! Aliases: which there are, and which of them may be changed.
//!
//! A scope has its own, which end with it; those that are always there stand around the global scope. One of these that
//! has been removed is kept there as an alias for nothing.

use std::rc::Rc;
use std::sync::Arc;

use super::Interpreter;
use super::scope::Scope;
use crate::lang::call::{AliasInfo, ScopeName, VariableOption};
use crate::model::{Fault, Value};

impl Interpreter {
    /// What a name stands for that is not always there, itself perhaps another such name. Nothing: it has been removed.
    pub(super) fn alias_target(&self, name: &str) -> Option<Arc<str>> {
        /// Names that stand for each other in a circle end somewhere.
        const LONGEST_CHAIN: usize = 16;
        // Every command's name is looked up, through all scopes.
        if !self.has_aliases.get() {
            return None;
        }
        let scope = self.scope.borrow();
        let of = |name: &str| scope.alias(name).map(|alias| alias.definition);
        let first = of(name)?;
        std::iter::successors(Some(first), |meant| of(meant)).take(LONGEST_CHAIN).last()
    }

    pub(super) fn alias_infos(&self, scope: Option<ScopeName>) -> Result<Vec<AliasInfo>, Fault> {
        let scope = scope.map(|name| self.scope_meant(name)).transpose()?;
        let mut all = match &scope {
            None => self.current_scope().visible_aliases(),
            Some(scope) => scope.own_aliases(),
        };
        if scope.is_none_or(|scope| self.is_global(&scope)) {
            for (name, definition) in self.commands.aliases() {
                if !all.iter().any(|known| known.name.eq_ignore_ascii_case(name)) {
                    all.push(AliasInfo::builtin(name, definition));
                }
            }
        }
        all.retain(|alias| !alias.definition.is_empty());
        Ok(all)
    }

    pub(super) fn declare_alias(&self, scope: ScopeName, info: &AliasInfo, is_forced: bool) -> Result<(), Fault> {
        let scope = self.scope_meant(scope)?;
        if let Some(before) = self.alias_before(&scope, &info.name) {
            if before.option.resists(is_forced) {
                return Err(not_writable(&info.name));
            }
            if before.option.contains(VariableOption::AllScope) && !info.option.contains(VariableOption::AllScope) {
                let says = format!("The AllScope option cannot be removed from the alias '{}'.", info.name);
                return Err(about("AliasAllScopeOptionCannotBeRemoved", says, &info.name));
            }
            if info.option.contains(VariableOption::Constant) {
                let name = &info.name;
                let says = format!(
                    "Existing alias {name} cannot be made constant. Aliases can be made constant only at creation time."
                );
                return Err(about("AliasCannotBeMadeConstant", says, name));
            }
        }
        self.has_aliases.set(true);
        scope.put_alias(info.clone());
        Ok(())
    }

    /// The alias that a scope has of that name, or that it shares with all.
    fn alias_before(&self, scope: &Rc<Scope>, name: &str) -> Option<AliasInfo> {
        if let Some(own) = scope.own_alias(name) {
            return Some(own).filter(|alias| !alias.definition.is_empty());
        }
        let is_global = self.is_global(scope);
        let around = scope.alias(name).or_else(|| self.builtin_alias(name));
        around.filter(|alias| {
            !alias.definition.is_empty() && (is_global || alias.option.contains(VariableOption::AllScope))
        })
    }

    pub(super) fn forget_alias(&self, scope: Option<ScopeName>, name: &str, is_forced: bool) -> Result<bool, Fault> {
        let nearest = |scope: Rc<Scope>| {
            let mut outwards = std::iter::successors(Some(scope), |scope| scope.parent.clone());
            outwards.find(|scope| scope.own_alias(name).is_some()).unwrap_or_else(|| self.global.clone())
        };
        let scope = match scope {
            Some(meant) => self.scope_meant(meant)?,
            None => nearest(self.current_scope()),
        };
        let builtin = self.builtin_alias(name).filter(|_| self.is_global(&scope));
        let Some(found) = scope.own_alias(name).or_else(|| builtin.clone()) else { return Ok(false) };
        if found.definition.is_empty() {
            return Ok(false);
        }
        if found.option.resists(is_forced) {
            let says = format!("Alias was not removed because alias {name} is constant or read-only.");
            return Err(about("AliasNotRemovable", says, name));
        }
        self.has_aliases.set(true);
        match builtin {
            Some(builtin) => scope.put_alias(AliasInfo::plain(&builtin.name, "")),
            None => scope.drop_alias(name),
        }
        Ok(true)
    }

    fn builtin_alias(&self, name: &str) -> Option<AliasInfo> {
        let all = self.commands.aliases();
        let (name, definition) = all.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(AliasInfo::builtin(name, definition))
    }

    fn is_global(&self, scope: &Rc<Scope>) -> bool {
        Rc::ptr_eq(scope, &self.global)
    }
}

fn not_writable(name: &str) -> Fault {
    let says =
        format!("Alias is not writeable because alias {name} is read-only or constant and cannot be written to.");
    about("AliasNotWritable", says, name)
}

fn about(id: &'static str, says: String, name: &str) -> Fault {
    Fault::invalid(id, says).about(Value::text(name))
}
