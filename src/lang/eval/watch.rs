//! Who changes a hashtable or a list while he goes through it is told so, as .NET does it.

use super::Interpreter;
use super::statement::Emit;
use super::stop::{Eval, Stop};
use crate::lang::ast::{Expr, ExprKind};
use crate::model::{Array, Fault, Hash, Value};

const CHANGED: &str = "Collection was modified; enumeration operation may not execute.";

/// What a loop goes through, and how often it had been changed when the loop began.
pub(super) struct Watch {
    of: Watched,
    seen: usize,
}

enum Watched {
    Hash(Hash),
    List(Array),
}

impl Watch {
    fn over(of: Watched) -> Watch {
        let seen = of.changes();
        Watch { of, seen }
    }

    fn is_changed(&self) -> bool {
        self.of.changes() != self.seen
    }

    /// Before a loop goes on. Err: it cannot.
    pub fn check(&self) -> Eval<()> {
        match self.is_changed() {
            true => Err(Fault::invalid("System.InvalidOperationException", CHANGED).into()),
            false => Ok(()),
        }
    }
}

impl Watched {
    fn changes(&self) -> usize {
        match self {
            Watched::Hash(hash) => hash.changes(),
            Watched::List(list) => list.changes(),
        }
    }
}

impl Interpreter {
    /// What a loop over an expression goes through, and whom to look at meanwhile.
    pub(super) fn watched(&self, expr: &Expr) -> Eval<(Vec<Value>, Option<Watch>)> {
        if let Some((items, hash)) = self.entries_of_hash(expr)? {
            return Ok((items, Some(Watch::over(Watched::Hash(hash)))));
        }
        let value = self.evaluate(expr)?;
        let watch = match &value {
            Value::Array(list) if list.is_list() => Some(Watch::over(Watched::List(list.clone()))),
            _ => None,
        };
        Ok((value.into_items(), watch))
    }

    /// `$hash.Keys`, `$hash.Values` or `$hash.GetEnumerator()`, with the hashtable. `None`, and nothing has been
    /// evaluated: the expression is none of these.
    fn entries_of_hash(&self, expr: &Expr) -> Eval<Option<(Vec<Value>, Hash)>> {
        let (target, name) = match &expr.kind {
            ExprKind::Member { target, name, is_static: false, .. } => (target, name),
            ExprKind::Call { target, name, arguments, is_static: false, .. } if arguments.is_empty() => (target, name),
            _ => return Ok(None),
        };
        let (ExprKind::Variable(variable), ExprKind::Text { value: name, .. }) = (&target.kind, &name.kind) else {
            return Ok(None);
        };
        let is_call = matches!(expr.kind, ExprKind::Call { .. });
        let goes_through = |wanted: &str| name.eq_ignore_ascii_case(wanted);
        let is_meant =
            if is_call { goes_through("GetEnumerator") } else { goes_through("Keys") || goes_through("Values") };
        match is_meant.then(|| self.variable(variable)).transpose()? {
            Some(Value::Hash(hash)) => Ok(Some((self.evaluate(expr)?.into_items(), hash))),
            _ => Ok(None),
        }
    }

    /// Puts out what is in a hashtable one by one, where an expression asks for that; false where it does not.
    pub(super) fn emit_entries(&self, expr: &Expr, emit: Emit) -> Eval<bool> {
        let Some((items, hash)) = self.entries_of_hash(expr)? else { return Ok(false) };
        let watch = Watch::over(Watched::Hash(hash));
        for item in items {
            emit(item)?;
            if watch.is_changed() {
                let says = format!("An error occurred while enumerating through a collection: {CHANGED}.");
                return Err(Box::<Stop>::from(
                    Fault::invalid("BadEnumeration", says).categorized("InvalidOperation").at(expr.span),
                ));
            }
        }
        Ok(true)
    }
}
