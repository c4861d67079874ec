//! Assignment: to variables, members, items, and to several at once.

use super::Interpreter;
use super::arithmetic::add;
use super::scope::Kept;
use super::statement::sole_expression;
use super::stop::Eval;
use crate::lang::ast::{AssignOp, BinaryOp, Expr, ExprKind, IncDec, Scope, Statement, StatementKind, Variable};
use crate::lang::bind::{Check, asks_nothing};
use crate::lang::types::Type;
use crate::model::{BigInteger, Fault, Span, Value};

impl Interpreter {
    /// Gives what was assigned.
    pub(super) fn assign(&self, target: &Expr, op: AssignOp, value: &Statement, span: Span) -> Eval<Value> {
        if op == AssignOp::Coalesce {
            let current = self.present(target)?;
            if !current.is_null() {
                return Ok(current);
            }
        }
        let new = match op.operation() {
            Some(operation) => {
                if let Some(stepped) = self.step(target, operation, value) {
                    return Ok(stepped);
                }
                let left = self.present(target)?;
                let right = self.value_of(value)?;
                self.binary(operation, &left, &right).map_err(|stop| stop.at(span))?
            }
            None => match (sole_expression(value), &value.kind) {
                (Some(expr), _) => self.evaluate(expr)?,
                (None, StatementKind::Assign { .. }) => self.value_of(value)?,
                (None, _) => {
                    let items = self.items_of(value)?;
                    if items.is_empty()
                        && let ExprKind::Variable(variable) = &target.kind
                    {
                        self.set_nothing_at(variable)?;
                        return Ok(Value::Null);
                    }
                    super::statement::one_value(items)
                }
            },
        };
        self.store(target, new.clone())?;
        Ok(new)
    }

    /// What `+=` begins with. A variable that is changed belongs to the scope it is changed in: one of an outer scope
    /// is not looked at.
    fn present(&self, target: &Expr) -> Eval<Value> {
        if let ExprKind::Variable(Variable { scope: Scope::Default, name, .. }) = &target.kind
            && self.strictness() == 0
            && self.scope.borrow().begins_anew(name)
        {
            return Ok(Value::Null);
        }
        self.evaluate(target)
    }

    /// `$sum += …` of whole numbers, in place. `None`: nothing has been done or evaluated.
    fn step(&self, target: &Expr, operation: BinaryOp, value: &Statement) -> Option<Value> {
        let ExprKind::Variable(Variable { scope: Scope::Default, name, .. }) = &target.kind else { return None };
        let by = self.small_result(sole_expression(value)?)?;
        let by = match operation {
            BinaryOp::Add => by,
            BinaryOp::Subtract => by.checked_neg()?,
            _ => return None,
        };
        let (_, new) = self.scope.borrow().step(name, by)?;
        Some(Value::Int(new))
    }

    /// Puts a value where an expression says.
    pub(super) fn store(&self, target: &Expr, value: Value) -> Eval<()> {
        match &target.kind {
            ExprKind::Variable(variable) => self.set_variable_at(variable, value).map_err(|stop| stop.at(target.span)),
            ExprKind::Member { target: owner, name, is_static: false, .. } => {
                let owner_value = self.evaluate(owner)?;
                let name = self.evaluate(name)?.to_string();
                self.set_member(&owner_value, &name, value).map_err(|stop| stop.at(target.span))
            }
            ExprKind::Member { target: owner, name, is_static: true, .. } => {
                let name = self.evaluate(name)?.to_string();
                self.set_static(owner, &name, &value).map_err(|stop| stop.at(target.span))
            }
            ExprKind::Index { target: owner, index, .. } => {
                let owner_value = self.evaluate(owner)?;
                let index_value = self.evaluate(index)?;
                self.set_item(&owner_value, &index_value, value).map_err(|stop| stop.at(index.span))
            }
            ExprKind::Cast { operand, .. } if matches!(operand.kind, ExprKind::Attributed { .. }) => {
                self.store_checked(target, &value)
            }
            ExprKind::Cast { to, operand } => {
                let known = Type::named(to).ok_or_else(|| {
                    Fault::not_found("TypeNotFound", format!("Unable to find type [{}].", to.name)).at(to.span)
                })?;
                match &operand.kind {
                    ExprKind::Variable(variable) => {
                        self.set_typed_at(variable, &value, known).map_err(|stop| stop.at(target.span))
                    }
                    _ => {
                        let value = crate::lang::types::cast(&value, known)?;
                        self.store(operand, value)
                    }
                }
            }
            ExprKind::Attributed { .. } => self.store_checked(target, &value),
            ExprKind::Array(targets) => self.spread(targets, value),
            ExprKind::Paren(inner) => match sole_expression(inner) {
                Some(inner) => self.store(inner, value),
                None => Err(not_assignable(target.span)),
            },
            _ => Err(not_assignable(target.span)),
        }
    }

    /// `[ValidateRange(1, 5)]$x = 3`: the variable is made anew, with the conditions that it keeps.
    fn store_checked(&self, target: &Expr, value: &Value) -> Eval<()> {
        let mut checks = Vec::new();
        let mut constraint = None;
        // Conditions behind the type are asked before the value is converted.
        let mut unconverted = 0;
        let mut inner = target;
        let variable = loop {
            match &inner.kind {
                ExprKind::Attributed { attribute, operand } => {
                    if !asks_nothing(attribute) {
                        checks.push(Check::declared(attribute)?);
                        unconverted += usize::from(constraint.is_some());
                    }
                    inner = operand;
                }
                ExprKind::Cast { to, operand } => {
                    constraint = Some(super::expression::known_type(to)?);
                    inner = operand;
                }
                ExprKind::Variable(variable) => break variable,
                _ => return Err(not_assignable(target.span)),
            }
        };
        let kept = Kept { to: constraint, checks, unconverted };
        self.set_checked_at(variable, value, kept).map_err(|stop| stop.at(target.span))
    }

    /// `$a, $b = 1, 2, 3`: one value each, the last takes the rest.
    fn spread(&self, targets: &[Expr], value: Value) -> Eval<()> {
        let mut items = match value {
            Value::Array(array) => array.items(),
            one => vec![one],
        }
        .into_iter();
        let Some((last, first)) = targets.split_last() else { return Ok(()) };
        for target in first {
            self.store(target, items.next().unwrap_or_default())?;
        }
        let rest: Vec<Value> = items.collect();
        self.store(last, super::statement::one_value(rest))
    }

    /// `++` and `--`: `$null` counts as 0.
    pub(super) fn increment(&self, op: IncDec, operand: &Expr, span: Span) -> Eval<Value> {
        let (by, gives_old) = match op {
            IncDec::PreIncrement => (1, false),
            IncDec::PreDecrement => (-1, false),
            IncDec::PostIncrement => (1, true),
            IncDec::PostDecrement => (-1, true),
        };
        if let ExprKind::Variable(Variable { scope: Scope::Default, name, .. }) = &operand.kind
            && let Some((old, new)) = self.scope.borrow().step(name, by)
        {
            return Ok(Value::Int(if gives_old { old } else { new }));
        }
        let old = self.evaluate(operand)?.bare().clone();
        match old {
            Value::Null | Value::Int(_) | Value::Long(_) | Value::Decimal(_) | Value::Double(_) | Value::Fixed(_) => {}
            ref big if big.downcast::<BigInteger>().is_some() => {}
            ref other => {
                let sign = if by > 0 { "++" } else { "--" };
                let says = format!(
                    "The '{sign}' operator works only on numbers. The operand is a '{}'.",
                    other.full_type_name()
                );
                return Err(Fault::invalid("OperatorRequiresNumber", says).at(span).into());
            }
        }
        let old = if old.is_null() { Value::Int(0) } else { old };
        let new = add(&old, &Value::Int(by))?;
        self.store(operand, new.clone())?;
        Ok(if gives_old { old } else { new })
    }
}

fn not_assignable(span: Span) -> Box<super::Stop> {
    let says = "The assignment expression is not valid. The input to an assignment operator must be an object that is able to accept assignments, such as a variable or a property.";
    Fault::invalid("InvalidLeftHandSide", says).at(span).into()
}
