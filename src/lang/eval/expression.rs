//! Expressions.

use super::Interpreter;
use super::arithmetic::of_small;
use super::block::Closure;
use super::statement::{one_value, sole_expression};
use super::stop::Eval;
use crate::lang::ast::{
    BinaryOp, Block, Expr, ExprKind, Number, Scope, Statement, StatementKind, TypeName, UnaryOp, Variable,
};
use crate::lang::bind;
use crate::lang::reference::Reference;
use crate::lang::types::{Base, Type, TypeValue, cast};
use crate::model::{Fault, Value, convert};

impl Interpreter {
    pub(super) fn evaluate(&self, expr: &Expr) -> Eval<Value> {
        match &expr.kind {
            ExprKind::Variable(variable) => self.variable(variable),
            ExprKind::Number { value, .. } => Ok(bind::number(value)),
            ExprKind::Text { value, .. } => Ok(Value::String(value.clone())),
            // Results are handed on whole: taking them apart and together again is half the time of a loop.
            ExprKind::Binary { op, left, right, .. } => match self.evaluate_binary(*op, left, right) {
                Err(stop) => Err(stop.at(expr.span)),
                value => value,
            },
            _ => {
                self.stack.check()?;
                match self.evaluate_compound(expr) {
                    Err(stop) => Err(stop.at(expr.span)),
                    value => value,
                }
            }
        }
    }

    fn evaluate_compound(&self, expr: &Expr) -> Eval<Value> {
        match &expr.kind {
            ExprKind::Expandable { parts, .. } => self.expand(parts),
            ExprKind::Array(items) => {
                Ok(Value::array(items.iter().map(|item| self.evaluate(item)).collect::<Eval<Vec<_>>>()?))
            }
            ExprKind::ArrayOf(block) => Ok(Value::array(self.block_items(block)?)),
            ExprKind::Subexpression(block) => match sole(block) {
                Some(expr) => match self.evaluate(expr)? {
                    Value::Array(array) => Ok(one_value(array.items())),
                    value => Ok(value),
                },
                None => Ok(one_value(self.block_items(block)?)),
            },
            ExprKind::Paren(statement) => self.paren(statement),
            ExprKind::Hashtable { entries, ordered } => self.hashtable(entries, *ordered),
            ExprKind::ScriptBlock(block) => Ok(Closure::value(block)),
            ExprKind::Type(name) => Ok(Value::scalar(TypeValue::new(known_type(name)?))),
            ExprKind::Member { target, name, is_static, conditional } => {
                self.evaluate_member(target, name, *is_static, *conditional)
            }
            ExprKind::Call { .. } => Ok(self.evaluate_call(expr)?.unwrap_or_default()),
            ExprKind::Index { target, index, conditional } => {
                let owner = self.evaluate(target)?;
                if owner.is_null() && *conditional {
                    return Ok(Value::Null);
                }
                let index_value = self.evaluate(index)?;
                if let (Value::Hash(hash), ExprKind::Cast { to, .. }) = (&owner, &index.kind)
                    && to.is("object")
                {
                    // What is called an object is a key, also where a number would be a place.
                    return Ok(hash.get(&index_value).unwrap_or_default());
                }
                self.item_or_fault(&owner, &index_value).map_err(|stop| stop.at(index.span))
            }
            ExprKind::Unary { op, operand } => self.evaluate_unary(*op, operand),
            ExprKind::IncDec { op, operand } => self.increment(*op, operand, expr.span),
            ExprKind::Cast { to, operand } => self.evaluate_cast(to, operand),
            ExprKind::Attributed { operand, .. } => self.evaluate(operand),
            ExprKind::Ternary { condition, yes, no } => {
                let holds = convert::truth(&self.evaluate(condition)?);
                self.evaluate(if holds { yes } else { no })
            }
            ExprKind::Variable(_) | ExprKind::Number { .. } | ExprKind::Text { .. } | ExprKind::Binary { .. } => {
                self.evaluate(expr)
            }
        }
    }

    fn paren(&self, statement: &Statement) -> Eval<Value> {
        self.value_of(statement)
    }

    /// What stands in parentheses, item by item.
    pub(super) fn paren_items(&self, statement: &Statement) -> Eval<Vec<Value>> {
        if let StatementKind::Assign { target, op, value } = &statement.kind {
            return Ok(vec![self.assign(target, *op, value, statement.span)?]);
        }
        self.items_of(statement)
    }

    /// Everything the statements of `$(…)` or `@(…)` put out.
    pub(super) fn block_items(&self, block: &Block) -> Eval<Vec<Value>> {
        if let Some(expr) = sole(block) {
            return match self.evaluate(expr)? {
                Value::Array(array) => Ok(array.items()),
                Value::Null if self.is_nothing(expr) => Ok(Vec::new()),
                Value::Scalar(scalar) if let Some(items) = scalar.items() => Ok(items),
                one => Ok(vec![one]),
            };
        }
        let mut items = Vec::new();
        self.taking(|| {
            self.run_block(block, &mut |value| {
                items.push(value);
                Ok(())
            })
        })?;
        Ok(items)
    }

    fn is_nothing(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Variable(variable) => self.holds_nothing(variable),
            ExprKind::Paren(statement) => match sole_expression(statement) {
                Some(inner) => self.is_nothing(inner),
                None => true,
            },
            ExprKind::Subexpression(_) => true,
            _ => false,
        }
    }

    fn evaluate_unary(&self, op: UnaryOp, operand: &Expr) -> Eval<Value> {
        if op == UnaryOp::Comma {
            return Ok(Value::array(vec![self.evaluate(operand)?]));
        }
        let value = self.evaluate(operand)?;
        self.unary(op, value)
    }

    fn evaluate_binary(&self, op: BinaryOp, left: &Expr, right: &Expr) -> Eval<Value> {
        match op {
            BinaryOp::And => {
                let both = convert::truth(&self.evaluate(left)?) && convert::truth(&self.evaluate(right)?);
                Ok(Value::Bool(both))
            }
            BinaryOp::Or => {
                let either = convert::truth(&self.evaluate(left)?) || convert::truth(&self.evaluate(right)?);
                Ok(Value::Bool(either))
            }
            BinaryOp::Coalesce => match self.evaluate(left)? {
                Value::Null => self.evaluate(right),
                value => Ok(value),
            },
            _ => {
                let (small_left, small_right) = (self.small_result(left), self.small(right));
                if let (Some(left), Some(right)) = (small_left, small_right)
                    && let Some(result) = of_small(op, left, right)
                {
                    return Ok(result);
                }
                let left = small_left.map_or_else(|| self.evaluate(left), |known| Ok(Value::Int(known)))?;
                let right = match small_right {
                    // What the left side does may change what the right one is.
                    Some(known) if small_left.is_some() || is_literal(right) => Value::Int(known),
                    _ => self.evaluate(right)?,
                };
                self.binary(op, &left, &right)
            }
        }
    }

    /// The whole number that stands there as a literal or in a variable: found without evaluating anything.
    fn small(&self, expr: &Expr) -> Option<i32> {
        match &expr.kind {
            ExprKind::Number { value: Number::Int(number), .. } => Some(*number),
            ExprKind::Variable(Variable { scope: Scope::Default, name, .. }) => self.scope.borrow().int(name),
            _ => None,
        }
    }

    /// What a comparison of two small numbers says. `None`: it is another one, and nothing has been evaluated.
    pub(super) fn compared(&self, expr: &Expr) -> Option<bool> {
        let ExprKind::Binary { op, left, right, .. } = &expr.kind else { return None };
        match of_small(*op, self.small_result(left)?, self.small(right)?)? {
            Value::Bool(holds) => Some(holds),
            _ => None,
        }
    }

    /// As [`Interpreter::small`], also of one operator between two such numbers.
    pub(super) fn small_result(&self, expr: &Expr) -> Option<i32> {
        match &expr.kind {
            ExprKind::Binary { op, left, right, .. } => match of_small(*op, self.small(left)?, self.small(right)?)? {
                Value::Int(number) => Some(number),
                _ => None,
            },
            _ => self.small(expr),
        }
    }

    fn evaluate_cast(&self, to: &TypeName, operand: &Expr) -> Eval<Value> {
        if let ExprKind::Hashtable { entries, .. } = &operand.kind
            && to.is("pscustomobject")
            && let Some(object) = self.custom_object(entries)?
        {
            return Ok(object);
        }
        let known = known_type(to)?;
        if known == Type::of(Base::CustomObject) && !to.is("pscustomobject") {
            return self.evaluate(operand);
        }
        if known == Type::of(Base::Reference) {
            return match &operand.kind {
                ExprKind::Variable(variable) => self.reference_to(variable),
                _ => Ok(Value::scalar(Reference::new(self.evaluate(operand)?))),
            };
        }
        // `[pscustomobject]@{…}` and `[ordered]@{…}` keep the order as written.
        let value = match &operand.kind {
            ExprKind::Hashtable { entries, .. } if matches!(known.base, Base::CustomObject | Base::Ordered) => {
                self.hashtable(entries, true)?
            }
            _ => self.evaluate(operand)?,
        };
        if let (Value::Array(_), true) = (&value, known == Type::of(Base::String)) {
            return Ok(Value::text(self.expanded(&value)));
        }
        Ok(cast(&value, known)?)
    }
}

/// The expression of a block that is nothing else, where its value is all that it puts out.
fn sole(block: &Block) -> Option<&Expr> {
    let [only] = block.statements.as_slice() else { return None };
    sole_expression(only)
        .filter(|expr| !matches!(expr.kind, ExprKind::Call { .. } | ExprKind::IncDec { .. } | ExprKind::Cast { .. }))
}

fn is_literal(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Number { .. })
}

/// Finds a type, or says that there is none of that name.
pub(super) fn known_type(name: &TypeName) -> Result<Type, Fault> {
    Type::named(name).ok_or_else(|| {
        let says = format!("Unable to find type [{}].", name.name);
        let fault = Fault::not_found("TypeNotFound", says).at(name.span).about(Value::String(name.name.clone()));
        match crate::model::text_distance::closest(&name.name, Type::accelerators()) {
            Some(known) => fault.fix(format!("Closest name: [{known}]")),
            None => fault,
        }
    })
}
