//! A parameter that a script declares: its types, its conditions, its default.

mod check;
mod declaration;

use std::sync::Arc;

use crate::lang::ast::{Expr, ExprKind, Number, ScriptBlock, UnaryOp};
use crate::lang::types::{Base, Type, cast};
use crate::model::{Value, convert};

pub use self::check::{Check, Refused, worded};
pub use self::declaration::{PAGING, asks_nothing};

/// A declared parameter's own knowledge.
#[derive(Default)]
pub struct ScriptParameter {
    /// In the order written; values are converted by the last one first.
    types: Vec<Type>,
    pub checks: Arc<[Check]>,
    /// Evaluated when nothing is bound.
    pub default: Option<Expr>,
    allows_null: bool,
    allows_empty: bool,
    /// A list given for one text is joined, as functions without [CmdletBinding()] do it.
    joins_lists: bool,
    /// What [Obsolete()] says to those who give it a value.
    pub obsolete: Option<String>,
    /// What Tab offers for it.
    pub completer: Option<Completer>,
}

/// Where the words come from that Tab offers for a parameter.
#[derive(Clone)]
pub enum Completer {
    /// `[ArgumentCompletions('a', 'b')]`
    Words(Vec<Value>),
    /// `[ArgumentCompleter({ … })]`
    Block(Arc<ScriptBlock>),
}

impl ScriptParameter {
    pub fn type_name(&self) -> String {
        self.types.last().map_or_else(|| "Object".into(), |last| last.short_name())
    }

    pub(super) fn is_list(&self) -> bool {
        self.types.last().is_some_and(|last| last.is_array())
    }

    pub(super) fn takes_blocks(&self) -> bool {
        self.types.is_empty() || self.types.iter().any(|known| matches!(known.base, Base::Object | Base::Block))
    }

    pub fn allows_null(&self) -> bool {
        self.allows_null
    }

    pub fn allows_empty(&self) -> bool {
        self.allows_empty
    }

    pub(super) fn holds(&self, value: &Value) -> bool {
        self.types.iter().all(|known| known.base == Base::Object && !known.is_array() || known.holds(value))
    }

    /// The value converted and checked; script checks are left to the evaluator.
    pub fn accept(&self, value: &Value) -> Result<Value, Refused> {
        let refused = |refused: crate::model::Unconvertible| Refused { says: refused.says, is_check: false };
        let mut converted = self.convert(value).map_err(refused)?;
        for check in &*self.checks {
            converted = check.pass(converted)?;
        }
        Ok(converted)
    }

    /// As an assignment to the parameter's variable converts.
    pub fn convert(&self, value: &Value) -> Result<Value, crate::model::Unconvertible> {
        let mut converted = value.clone();
        for to in self.types.iter().rev() {
            converted = match (to.base, &converted) {
                // Text is not truth: [bool] parameters say so, casts do not.
                (Base::Bool, value) if !to.is_array() => Value::Bool(convert::to_bool_strictly(value)?),
                (Base::String, Value::Null) if !to.is_array() => Value::text(""),
                (Base::String, Value::Array(_)) if !to.is_array() && !self.joins_lists => {
                    let says = "Cannot convert value to type System.String.".to_owned();
                    return Err(crate::model::Unconvertible { id: "ParameterArgumentTransformationError", says });
                }
                (_, value) => cast(value, *to)?,
            };
        }
        Ok(converted)
    }

    /// The type its variable keeps.
    pub fn constraint(&self) -> Option<Type> {
        self.types.last().copied()
    }
}

/// What an attribute can be given: a value known before the script runs.
pub fn constant(expr: &Expr) -> Option<Value> {
    Some(match &expr.kind {
        ExprKind::Number { value, .. } => number(value),
        ExprKind::Text { value, .. } => Value::String(value.clone()),
        ExprKind::Variable(variable) => match variable.name.to_ascii_lowercase().as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            _ => return None,
        },
        ExprKind::Unary { op: UnaryOp::Minus, operand } => match constant(operand)? {
            Value::Int(n) => Value::Int(n.checked_neg()?),
            Value::Long(n) => Value::Long(n.checked_neg()?),
            Value::Double(n) => Value::Double(-n),
            Value::Decimal(n) => Value::decimal(-*n),
            Value::Fixed(n) => match n.widened() {
                Value::Int(n) => Value::Int(-n),
                Value::Long(n) => Value::Long(n.checked_neg()?),
                Value::Double(n) => Value::Double(-n),
                _ => return None,
            },
            _ => return None,
        },
        ExprKind::Array(items) => Value::array(items.iter().map(constant).collect::<Option<_>>()?),
        _ => return None,
    })
}

/// A literal's value.
pub fn number(number: &Number) -> Value {
    match *number {
        Number::Big(ref n) => Value::scalar(n.clone()),
        Number::Int(n) => Value::Int(n),
        Number::Long(n) => Value::Long(n),
        Number::Double(n) => Value::Double(n),
        Number::Fixed(n) => Value::Fixed(n),
        Number::Decimal { mantissa, scale } => rust_decimal::Decimal::try_from_i128_with_scale(mantissa, scale)
            .map_or(Value::Double(mantissa as f64 / 10f64.powi(scale as i32)), Value::decimal),
    }
}
