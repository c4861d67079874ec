//! Scopes: the variables and functions that a piece of a script sees.
//!
//! Scoping is dynamic, as in PowerShell: a function sees what its caller sees. Reading looks outwards through the
//! parents; writing without a scope's name is local. Names are found without regard to (ASCII) letter case.

mod aliases;
mod kept;
mod slot;
mod traits;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

pub(super) use self::kept::Kept;
use self::slot::{Slot, checked, constrained};
use super::function::Function;
use super::stack::overflow;
use crate::lang::call::{AliasInfo, Visibility};
use crate::lang::reference::Reference;
use crate::model::{Fault, Value};

pub(super) struct Scope {
    pub parent: Option<Rc<Scope>>,
    pub kind: ScopeKind,
    /// How many scopes are around it.
    depth: usize,
    /// `$_`, which changes with each object of a pipeline.
    underscore: RefCell<Option<Value>>,
    /// Looked through from the end: a script's own variables come after those that the language sets.
    variables: RefCell<Vec<Slot>>,
    functions: RefCell<Vec<Rc<Function>>>,
    aliases: RefCell<Vec<AliasInfo>>,
    /// What Set-StrictMode has said here: 0 for off.
    strictness: Cell<Option<u8>>,
    /// Some of its variables are in every scope that begins inside it.
    lends: Cell<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScopeKind {
    Global,
    /// Of a script file: what `$script:x` means inside it.
    Script,
    Local,
}

const UNDERSCORE: &str = "_";

/// Calls inside each other. PowerShell's own stack ends at some thousands; names are looked for through all of them.
const DEEPEST: usize = 5_000;

fn same(left: &Arc<str>, right: &str) -> bool {
    left.len() == right.len() && (std::ptr::eq(left.as_ptr(), right.as_ptr()) || left.eq_ignore_ascii_case(right))
}

impl Scope {
    pub fn global() -> Rc<Scope> {
        Rc::new(Scope {
            parent: None,
            kind: ScopeKind::Global,
            depth: 0,
            underscore: RefCell::default(),
            variables: RefCell::default(),
            functions: RefCell::default(),
            aliases: RefCell::default(),
            strictness: Cell::default(),
            lends: Cell::default(),
        })
    }

    /// Err when calls are in each other too deeply.
    pub fn inside(parent: &Rc<Scope>, kind: ScopeKind) -> Result<Rc<Scope>, Fault> {
        if parent.depth == DEEPEST {
            return Err(overflow());
        }
        Ok(Rc::new(Scope {
            parent: Some(parent.clone()),
            kind,
            depth: parent.depth + 1,
            underscore: RefCell::default(),
            variables: RefCell::new(if parent.lends.get() { parent.lent() } else { Vec::new() }),
            functions: RefCell::default(),
            aliases: RefCell::default(),
            strictness: Cell::default(),
            lends: Cell::new(parent.lends.get()),
        }))
    }

    /// Those that a scope inside begins with: they stay one variable.
    fn lent(&self) -> Vec<Slot> {
        let everywhere = |slot: &&mut Slot| slot.is_everywhere;
        let shared = |slot: &mut Slot| Slot {
            value: Value::scalar(slot.share()),
            constraint: slot.constraint,
            checks: slot.checks.clone(),
            is_constant: slot.is_constant,
            is_hidden: slot.is_hidden,
            is_everywhere: true,
            is_shared: true,
            traits: slot.traits.clone(),
            ..Slot::new(&slot.name, Value::Null)
        };
        self.variables.borrow_mut().iter_mut().filter(everywhere).map(shared).collect()
    }

    fn outwards(&self) -> impl Iterator<Item = &Scope> {
        std::iter::successors(Some(self), |scope| scope.parent.as_deref())
    }

    /// The variable as it is seen from here.
    pub fn get(&self, name: &str) -> Option<Value> {
        self.outwards().enumerate().find_map(|(at, scope)| scope.seen(name, at == 0)).flatten()
    }

    /// The variable of this scope alone, as this scope or one inside sees it. `Some(None)`: no script may use it.
    fn seen(&self, name: &str, is_inside: bool) -> Option<Option<Value>> {
        if name == UNDERSCORE {
            return self.underscore.borrow().clone().map(Some);
        }
        let variables = self.variables.borrow();
        let slot = variables.iter().rfind(|slot| same(&slot.name, name) && (is_inside || !slot.is_private));
        slot.map(Slot::value)
    }

    /// The variable of this scope alone.
    pub fn own(&self, name: &str) -> Option<Value> {
        self.seen(name, true).flatten()
    }

    /// Err when the variable is there and no script may use it. `outwards`: also in the scopes around this one.
    pub fn refuse_hidden(&self, name: &str, outwards: bool) -> Result<(), Fault> {
        let mut scopes = self.outwards().take(if outwards { usize::MAX } else { 1 });
        match scopes.any(|scope| matches!(scope.seen(name, true), Some(None))) {
            true => Err(Visibility::refusal(name)),
            false => Ok(()),
        }
    }

    /// Whether a variable that is changed here is another one than that which is seen: an outer scope has it, this one
    /// has not. Preferences are looked for outwards however they are used.
    pub fn begins_anew(&self, name: &str) -> bool {
        name != UNDERSCORE
            && self.kind == ScopeKind::Local
            && !name.ends_with("Preference")
            && self.own(name).is_none()
            && self.get(name).is_some()
    }

    /// The variable as it is seen from here, if it is an Int32.
    pub fn int(&self, name: &str) -> Option<i32> {
        let number = |value: &Value| match value {
            Value::Int(number) => Some(*number),
            _ => None,
        };
        if name == UNDERSCORE {
            return self.outwards().find_map(|scope| scope.underscore.borrow().as_ref().map(number)).flatten();
        }
        for (at, scope) in self.outwards().enumerate() {
            if let Some(slot) = scope.variables.borrow().iter().rfind(|slot| same(&slot.name, name))
                && (at == 0 || !slot.is_private)
            {
                return number(&slot.value).filter(|_| !slot.is_hidden);
            }
        }
        None
    }

    /// Gives `$_` another value in this scope, or none, and tells the one it had.
    pub fn replace_underscore(&self, value: Option<Value>) -> Option<Value> {
        self.underscore.replace(value)
    }

    /// Whether the variable, as seen from here, holds the nothing of a pipeline that gave no object.
    pub fn is_nothing(&self, name: &str) -> bool {
        let known = |scope: &Scope| {
            scope.variables.borrow().iter().rfind(|slot| same(&slot.name, name)).map(|slot| slot.is_nothing)
        };
        self.outwards().find_map(known).unwrap_or(false)
    }

    /// How strict the language is here: 0 not at all, 1 about variables, 2 about properties too, 3 about indexes too.
    pub fn strictness(&self) -> u8 {
        self.outwards().find_map(|scope| scope.strictness.get()).unwrap_or(0)
    }

    pub fn be_strict(&self, strictness: u8) {
        self.strictness.set(Some(strictness));
    }

    /// Sets a variable of this scope, converting to the type it is bound to.
    pub fn set(&self, name: &Arc<str>, value: Value) -> Result<(), Fault> {
        self.put(name, value, false, false)
    }

    pub fn set_nothing(&self, name: &Arc<str>) -> Result<(), Fault> {
        self.put(name, Value::Null, true, false)
    }

    /// `is_checked`: its conditions have passed the value.
    fn put(&self, name: &Arc<str>, value: Value, is_nothing: bool, is_checked: bool) -> Result<(), Fault> {
        if &**name == UNDERSCORE {
            self.replace_underscore(Some(value));
            return Ok(());
        }
        let mut variables = self.variables.borrow_mut();
        match variables.iter_mut().rfind(|slot| same(&slot.name, name)) {
            Some(slot) if slot.is_constant => Err(slot.refusal()),
            // A condition may be a script block, which looks at variables.
            Some(slot) if !is_checked && let Some(checks) = slot.checks.clone() => {
                let to = slot.constraint;
                drop(variables);
                let value = to.map_or(Ok(value.clone()), |to| constrained(&value, to))?;
                self.put(name, checked(name, value, &checks)?, is_nothing, true)
            }
            Some(slot) => {
                let value = match slot.constraint {
                    Some(to) => constrained(&value, to)?,
                    None => value,
                };
                if slot.is_shared
                    && let Some(reference) = slot.value.downcast::<Reference>().cloned()
                {
                    slot.is_nothing = is_nothing;
                    drop(variables);
                    reference.put(value);
                    return Ok(());
                }
                // What it held is dropped after the borrow: dropping may be long.
                let old = std::mem::replace(&mut slot.value, value);
                slot.is_nothing = is_nothing;
                drop(variables);
                drop(old);
                Ok(())
            }
            None => {
                let constraint = slot::preference(name);
                let value = constraint.map_or(Ok(value.clone()), |to| constrained(&value, to))?;
                variables.push(Slot { is_nothing, constraint, ..Slot::new(name, value) });
                Ok(())
            }
        }
    }

    fn refuse_read_only(&self, name: &str) -> Result<(), Fault> {
        let variables = self.variables.borrow();
        let constant = variables.iter().find(|slot| slot.is_constant && same(&slot.name, name));
        constant.map_or(Ok(()), |slot| Err(slot.refusal()))
    }

    pub fn set_constant(&self, name: &str, value: Value) {
        self.variables.borrow_mut().push(Slot { is_constant: true, ..Slot::new(&name.into(), value) });
    }

    pub fn remove(&self, name: &str) -> Option<Value> {
        if name == UNDERSCORE {
            return self.replace_underscore(None);
        }
        let mut variables = self.variables.borrow_mut();
        let at = variables.iter().position(|slot| same(&slot.name, name) && !slot.is_constant)?;
        Some(variables.swap_remove(at).held())
    }

    /// Changes a plain 32-bit variable of this scope in place; `None` when it is none or the result would not fit.
    pub fn step(&self, name: &str, by: i32) -> Option<(i32, i32)> {
        let mut variables = self.variables.borrow_mut();
        let slot = variables.iter_mut().rfind(|slot| same(&slot.name, name))?;
        match (&mut slot.value, slot.is_constant, slot.constraint) {
            (Value::Int(number), false, None) if slot.checks.is_none() => {
                let old = *number;
                *number = old.checked_add(by)?;
                Some((old, *number))
            }
            _ => None,
        }
    }

    /// A reference to the variable as it is seen from here; `None` when there is none of that name.
    pub fn share(&self, name: &str) -> Option<Reference> {
        self.outwards().enumerate().find_map(|(at, scope)| scope.share_own(name, at == 0))
    }

    fn share_own(&self, name: &str, is_inside: bool) -> Option<Reference> {
        let mut variables = self.variables.borrow_mut();
        let slot = variables.iter_mut().rfind(|slot| same(&slot.name, name) && (is_inside || !slot.is_private))?;
        Some(if slot.is_constant { Reference::new(slot.value()?) } else { slot.share() })
    }

    /// The closest scope of that kind, from here outwards; the global one if there is none.
    pub fn nearest(self: &Rc<Scope>, kind: ScopeKind) -> Rc<Scope> {
        let mut scope = self.clone();
        while scope.kind != kind {
            match &scope.parent {
                Some(parent) => scope = parent.clone(),
                None => break,
            }
        }
        scope
    }

    pub fn function(&self, name: &str) -> Option<Rc<Function>> {
        self.outwards()
            .find_map(|scope| scope.functions.borrow().iter().find(|function| same(&function.name, name)).cloned())
    }

    pub fn define(&self, function: Rc<Function>) {
        let mut functions = self.functions.borrow_mut();
        functions.retain(|known| !same(&known.name, &function.name));
        functions.push(function);
    }

    /// Names and values as seen from here, inner ones first, each name once.
    pub fn visible(&self) -> Vec<(Arc<str>, Value)> {
        let mut found: Vec<(Arc<str>, Value)> = Vec::new();
        for (at, scope) in self.outwards().enumerate() {
            for slot in scope.variables.borrow().iter().filter(|slot| at == 0 || !slot.is_private) {
                if let Some(value) = slot.value()
                    && !found.iter().any(|(name, _)| same(name, &slot.name))
                {
                    found.push((slot.name.clone(), value));
                }
            }
        }
        found
    }

    /// The variables of this scope alone, for closures.
    pub fn own_variables(&self) -> Vec<(Arc<str>, Value)> {
        let underscore = self.underscore.borrow().clone().map(|value| (Arc::from(UNDERSCORE), value));
        let variables = self.variables.borrow();
        let own = variables.iter().filter(|slot| !slot.is_constant);
        own.map(|slot| (slot.name.clone(), slot.held())).chain(underscore).collect()
    }

    /// Forgets a function of the nearest scope that has it; false when none has.
    pub fn remove_function(&self, name: &str) -> bool {
        self.outwards().any(|scope| {
            let mut functions = scope.functions.borrow_mut();
            let before = functions.len();
            functions.retain(|function| !same(&function.name, name));
            functions.len() < before
        })
    }

    pub fn visible_functions(&self) -> Vec<Rc<Function>> {
        let mut found: Vec<Rc<Function>> = Vec::new();
        for scope in self.outwards() {
            for function in scope.functions.borrow().iter() {
                if !found.iter().any(|known| same(&known.name, &function.name)) {
                    found.push(function.clone());
                }
            }
        }
        found
    }
}

fn read_only(name: &str) -> Fault {
    let says = format!("Cannot overwrite variable {name} because it is read-only or constant.");
    Fault::invalid("VariableNotWritable", says).about(Value::text(name))
}
