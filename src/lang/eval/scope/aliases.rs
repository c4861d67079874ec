//! The aliases of a scope. What is always there is not in any: see [`super::super::alias`].

use super::{Scope, same};
use crate::lang::call::{AliasInfo, VariableOption};

impl Scope {
    /// The alias as it is seen from here.
    pub fn alias(&self, name: &str) -> Option<AliasInfo> {
        self.outwards().enumerate().find_map(|(at, scope)| {
            let aliases = scope.aliases.borrow();
            aliases.iter().find(|alias| same(&alias.name, name) && is_seen(alias, at == 0)).cloned()
        })
    }

    pub fn own_alias(&self, name: &str) -> Option<AliasInfo> {
        self.aliases.borrow().iter().find(|alias| same(&alias.name, name)).cloned()
    }

    pub fn own_aliases(&self) -> Vec<AliasInfo> {
        self.aliases.borrow().clone()
    }

    /// Those that can be seen from here, inner ones first, each name once.
    pub fn visible_aliases(&self) -> Vec<AliasInfo> {
        let mut found: Vec<AliasInfo> = Vec::new();
        for (at, scope) in self.outwards().enumerate() {
            for alias in scope.aliases.borrow().iter().filter(|alias| is_seen(alias, at == 0)) {
                if !found.iter().any(|known| same(&known.name, &alias.name)) {
                    found.push(alias.clone());
                }
            }
        }
        found
    }

    /// In the place of one of that name.
    pub fn put_alias(&self, info: AliasInfo) {
        self.drop_alias(&info.name);
        self.aliases.borrow_mut().push(info);
    }

    pub fn drop_alias(&self, name: &str) {
        self.aliases.borrow_mut().retain(|alias| !same(&alias.name, name));
    }
}

fn is_seen(alias: &AliasInfo, is_inside: bool) -> bool {
    is_inside || !alias.option.contains(VariableOption::Private)
}
