//! Scopes: what variables and functions are visible. Scoping is dynamic, as in PowerShell: a block sees what its caller
//! sees, and what it sets is its own.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use crate::lang::ast::{ScriptBlock, TypeName};
use crate::model::Value;

/// A variable with the types it was declared with.
#[derive(Clone)]
struct Variable {
    value: Value,
    types: Vec<TypeName>,
}

/// A function or filter.
#[derive(Clone)]
pub struct Function {
    pub name: Arc<str>,
    pub body: Arc<ScriptBlock>,
    pub is_filter: bool,
}

/// One level of names. Taken off and put back while other stages of a pipeline run.
#[derive(Default)]
pub struct Scope {
    variables: HashMap<String, Variable>,
    functions: HashMap<String, Function>,
    /// The scope of a script file: what `$script:` means from here on.
    is_script: bool,
}

/// The scopes from the global one to the innermost.
pub struct Scopes(RefCell<Vec<Scope>>);

/// Which scope a name is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    Local,
    Script,
    Global,
}

impl Default for Scopes {
    fn default() -> Scopes {
        Scopes(RefCell::new(vec![Scope { is_script: true, ..Scope::default() }]))
    }
}

fn key(name: &str) -> String {
    name.to_lowercase()
}

impl Scopes {
    pub fn push(&self, is_script: bool) {
        self.0.borrow_mut().push(Scope { is_script, ..Scope::default() });
    }

    /// Puts back a scope that was taken off.
    pub fn restore(&self, scope: Scope) {
        self.0.borrow_mut().push(scope);
    }

    /// Takes the innermost scope off. The global one stays.
    pub fn pop(&self) -> Scope {
        let mut scopes = self.0.borrow_mut();
        if scopes.len() > 1 { scopes.pop().unwrap_or_default() } else { Scope::default() }
    }

    fn index(scopes: &[Scope], place: Where) -> usize {
        match place {
            Where::Global => 0,
            Where::Local => scopes.len() - 1,
            Where::Script => scopes.iter().rposition(|scope| scope.is_script).unwrap_or(0),
        }
    }

    /// From the innermost scope that has it.
    pub fn get(&self, name: &str) -> Option<Value> {
        let key = key(name);
        self.0.borrow().iter().rev().find_map(|scope| scope.variables.get(&key)).map(|found| found.value.clone())
    }

    pub fn get_in(&self, place: Where, name: &str) -> Option<Value> {
        let scopes = self.0.borrow();
        scopes[Scopes::index(&scopes, place)].variables.get(&key(name)).map(|found| found.value.clone())
    }

    /// The types that a variable of that scope was declared with.
    pub fn types(&self, place: Where, name: &str) -> Vec<TypeName> {
        let scopes = self.0.borrow();
        let found = scopes[Scopes::index(&scopes, place)].variables.get(&key(name));
        found.map(|variable| variable.types.clone()).unwrap_or_default()
    }

    /// Sets it; a declaration's types stay with it.
    pub fn set(&self, place: Where, name: &str, value: Value) {
        let mut scopes = self.0.borrow_mut();
        let at = Scopes::index(&scopes, place);
        match scopes[at].variables.get_mut(&key(name)) {
            Some(variable) => variable.value = value,
            None => drop(scopes[at].variables.insert(key(name), Variable { value, types: Vec::new() })),
        }
    }

    pub fn declare(&self, place: Where, name: &str, value: Value, types: Vec<TypeName>) {
        let mut scopes = self.0.borrow_mut();
        let at = Scopes::index(&scopes, place);
        scopes[at].variables.insert(key(name), Variable { value, types });
    }

    /// Every variable that is visible, with its value, by name.
    pub fn variables(&self) -> Vec<(String, Value)> {
        let mut seen = HashMap::new();
        for scope in self.0.borrow().iter() {
            seen.extend(scope.variables.iter().map(|(name, variable)| (name.clone(), variable.value.clone())));
        }
        let mut all: Vec<_> = seen.into_iter().collect();
        all.sort_by(|a, b| a.0.cmp(&b.0));
        all
    }

    pub fn function(&self, name: &str) -> Option<Function> {
        let key = key(name);
        self.0.borrow().iter().rev().find_map(|scope| scope.functions.get(&key)).cloned()
    }

    pub fn define(&self, place: Where, function: Function) {
        let mut scopes = self.0.borrow_mut();
        let at = Scopes::index(&scopes, place);
        scopes[at].functions.insert(key(&function.name), function);
    }

    pub fn functions(&self) -> Vec<Function> {
        let mut seen = HashMap::new();
        for scope in self.0.borrow().iter() {
            seen.extend(scope.functions.iter().map(|(name, function)| (name.clone(), function.clone())));
        }
        let mut all: Vec<Function> = seen.into_values().collect();
        all.sort_by(|a, b| a.name.cmp(&b.name));
        all
    }
}
