//! Assignment: variables, members, indexes, declared types, several targets at once.

use super::flow::Eval;
use super::scope::Where;
use super::types::Type;
use super::{Interpreter, cast, member, operator};
use crate::lang::ast::{AssignOp, Expr, ExprKind, IncDec, Scope, Statement, TypeName};
use crate::model::{Fault, Value};

impl Interpreter {
    /// Evaluates an assignment and gives the value that was assigned.
    pub(super) fn assign(&self, target: &Expr, op: AssignOp, value: &Statement) -> Eval<Value> {
        if op == AssignOp::Coalesce {
            let current = self.expression(target)?;
            if !current.is_null() {
                return Ok(current);
            }
        }
        let new = self.value_of(value)?;
        let new = match op.operation() {
            Some(operation) => {
                let current = self.expression(target)?;
                operator::binary(operation, current, new, &mut None).map_err(|stop| self.located(stop, target.span))?
            }
            None => new,
        };
        self.store(target, new.clone(), &[]).map_err(|stop| self.located(stop, target.span))?;
        Ok(new)
    }

    /// Puts a value into a target; `types` are those of casts in front of it (`[int]$x`).
    fn store(&self, target: &Expr, value: Value, types: &[TypeName]) -> Eval {
        let cast_value = |value: Value| -> Eval<Value> { cast::cast_all(value, &cast::resolve(types)?) };
        match &target.kind {
            ExprKind::Variable(variable) if !types.is_empty() => {
                let place = match variable.scope {
                    Scope::Global => Where::Global,
                    Scope::Script => Where::Script,
                    _ => Where::Local,
                };
                let value = cast_value(value)?;
                self.scopes.declare(place, &variable.name, value, types.to_vec());
                Ok(())
            }
            ExprKind::Variable(variable) => self.write_variable(variable, value),
            ExprKind::Cast { to, operand } => {
                let mut all = types.to_vec();
                all.push(to.clone());
                self.store(operand, value, &all)
            }
            ExprKind::Member { target, name, is_static: false, .. } => {
                let owner = self.expression(target)?;
                member::set(&owner, &self.name_of(name)?, cast_value(value)?)
            }
            ExprKind::Index { target, index, .. } => {
                let owner = self.expression(target)?;
                member::set_index(&owner, &self.expression(index)?, cast_value(value)?)
            }
            ExprKind::Array(targets) => self.store_several(targets, value),
            ExprKind::Paren(inner) => match super::statement::as_expression(inner) {
                Some(inner) => self.store(inner, value, types),
                None => Err(not_assignable(target)),
            },
            _ => Err(not_assignable(target)),
        }
    }

    /// `$a, $b = 1, 2, 3`: the last target gets the rest.
    fn store_several(&self, targets: &[Expr], value: Value) -> Eval {
        let mut items = value.into_items().into_iter();
        for (at, target) in targets.iter().enumerate() {
            let item = if at + 1 < targets.len() {
                items.next().unwrap_or(Value::Null)
            } else {
                let mut rest: Vec<Value> = items.by_ref().collect();
                match rest.len() {
                    0 => Value::Null,
                    1 => rest.remove(0),
                    _ => Value::array(rest),
                }
            };
            self.store(target, item, &[])?;
        }
        Ok(())
    }

    /// `$x++`: stores the new value and gives the one the expression has.
    pub(super) fn step(&self, op: IncDec, operand: &Expr) -> Eval<Value> {
        let by = match op {
            IncDec::PreIncrement | IncDec::PostIncrement => 1,
            IncDec::PreDecrement | IncDec::PostDecrement => -1,
        };
        let current = self.expression(operand)?;
        let stepped = operator::step(&current, by).map_err(|stop| self.located(stop, operand.span))?;
        self.store(operand, stepped.clone(), &[])?;
        Ok(match op {
            IncDec::PreIncrement | IncDec::PreDecrement => stepped,
            _ if current.is_null() => Value::Int(0),
            _ => current,
        })
    }

    /// The name of a member: a word, or what an expression gives.
    pub(super) fn name_of(&self, name: &Expr) -> Eval<String> {
        match name.literal_text() {
            Some(text) => Ok(text.to_owned()),
            None => Ok(self.expression(name)?.to_string()),
        }
    }

    /// The type that stands before `::`.
    pub(super) fn static_owner(&self, target: &Expr) -> Eval<Type> {
        let value = self.expression(target)?;
        member::type_value(&value).ok_or_else(|| {
            Fault::invalid(
                "TypeExpected",
                format!("'{value}' is no type; static members belong to types such as [math]."),
            )
            .at(target.span)
            .into()
        })
    }
}

fn not_assignable(target: &Expr) -> super::flow::Stop {
    Fault::invalid("InvalidLeftHandSide", "The assignment expression is not valid: this cannot be assigned to.")
        .at(target.span)
        .fix("Assign to a variable, a property or an element.")
        .into()
}
