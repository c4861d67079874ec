//! `try`, `catch`, `finally` and `throw`.

use super::Interpreter;
use super::error_record::ErrorRecord;
use super::statement::Emit;
use super::stop::{Eval, Stop};
use crate::lang::ast::{Block, Catch, Statement};
use crate::lang::error_class::{ErrorClass, exception_type, given_exception, is_exception};
use crate::lang::types::{Base, Type};
use crate::model::{Fault, Value};

impl Interpreter {
    pub(super) fn run_try(&self, body: &Block, catches: &[Catch], finally: Option<&Block>, emit: Emit) -> Eval<()> {
        let caught = self.run_caught(body, catches, emit);
        let Some(finally) = finally else { return caught };
        // Ctrl-C does not keep `finally` from running.
        let cancelled = self.cancel.is_asked();
        self.cancel.set(false);
        let finished = self.run_block(finally, emit);
        if cancelled {
            self.cancel.set(true);
        }
        finished.and(caught)
    }

    fn run_caught(&self, body: &Block, catches: &[Catch], emit: Emit) -> Eval<()> {
        if catches.is_empty() {
            return self.run_block(body, emit);
        }
        self.tries.set(self.tries.get() + 1);
        let result = self.run_block(body, emit);
        self.tries.set(self.tries.get().saturating_sub(1));
        let Err(stop) = result else { return Ok(()) };
        let Stop::Fault { fault, .. } = &*stop else { return Err(stop) };
        let Some((catch, is_unwrapped)) = self.catch_for(catches, fault)? else { return Err(stop) };
        let record = Value::scalar(ErrorRecord { is_unwrapped, ..ErrorRecord::new(fault.clone()) });
        self.errors.change(|errors| errors.insert(0, record.clone()));
        self.succeeded.set(false);
        self.with_underscore(record.clone(), || {
            let scope = self.current_scope();
            let name = std::sync::Arc::from("PSItem");
            let before = scope.own(&name);
            scope.set(&name, record)?;
            let result = self.run_block(&catch.body, emit);
            match before {
                Some(before) => scope.set(&name, before)?,
                None => drop(scope.remove(&name)),
            }
            result
        })
    }

    /// The clause for a fault, and whether it is for what the exception was made of: that is asked first. A clause that
    /// names the very type goes before one that names a base of it, and the one without types comes last.
    fn catch_for<'c>(&self, catches: &'c [Catch], fault: &Fault) -> Eval<Option<(&'c Catch, bool)>> {
        let mut typed = Vec::new();
        for catch in catches {
            for name in &catch.types {
                let known = Type::named(name);
                let Some(Type { base: Base::Exception(base), rank: 0, .. }) = known else {
                    let says = format!("Unable to find type [{}].", name.name);
                    return Err(Fault::not_found("TypeNotFound", says).at(name.span).into());
                };
                typed.push((catch, base));
            }
        }
        let find = |thrown: &str| {
            let exact = typed.iter().find(|(_, base)| base.eq_ignore_ascii_case(thrown));
            exact.or_else(|| typed.iter().find(|(_, base)| is_exception(thrown, base))).map(|(catch, _)| *catch)
        };
        let inner = given_exception(fault).is_none().then(|| ErrorClass::of(fault).inner).flatten();
        if let Some(catch) = inner.and_then(find) {
            return Ok(Some((catch, true)));
        }
        let catch = find(exception_type(fault)).or_else(|| catches.iter().find(|catch| catch.types.is_empty()));
        Ok(catch.map(|catch| (catch, false)))
    }

    /// The stop that `throw` makes of a value.
    pub(super) fn thrown(&self, value: Option<&Statement>, statement: &Statement) -> Eval<Box<Stop>> {
        let value = match value {
            Some(value) => self.value_of(value)?,
            None => match self.lookup("_").filter(|value| value.downcast::<ErrorRecord>().is_some()) {
                Some(record) => record,
                None => Value::text("ScriptHalted"),
            },
        };
        if let Some(record) = value.downcast::<ErrorRecord>() {
            return Ok(Stop::script(record.fault.clone()));
        }
        let is_given = matches!(&value, Value::Object(thrown) if is_exception(thrown.type_name(), "System.Exception"));
        let says = match &value {
            Value::Object(thrown) if is_given => thrown.get("Message").unwrap_or_default().to_string(),
            other => other.to_string(),
        };
        let fault = Fault::invalid(says.clone(), says).at(statement.span).categorized("OperationStopped");
        let fault = if is_given { fault } else { fault.about(value.clone()) };
        let fault = fault.worded(|wording| {
            wording.is_thrown = true;
            wording.exception = is_given.then_some(value);
            wording.stack = Some(self.script_stack(Some((&self.source.borrow(), statement.span))));
        });
        Ok(Stop::script(fault.within(&self.source.borrow())))
    }
}
