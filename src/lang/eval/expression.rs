//! Expressions: from the tree to a value.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::block::BlockValue;
use super::flow::{Eval, Stop};
use super::scope::Where;
use super::types::Type;
use super::{Interpreter, cast, error_record, member, operator};
use crate::lang::ast::{BinaryOp, Expr, ExprKind, HashEntry, Number, Part, UnaryOp};
use crate::model::convert::truth;
use crate::model::{Fault, Hash, Value};

impl Interpreter {
    pub(super) fn expression(&self, expr: &Expr) -> Eval<Value> {
        self.evaluate(expr).map_err(|stop| self.located(stop, expr.span))
    }

    fn evaluate(&self, expr: &Expr) -> Eval<Value> {
        Ok(match &expr.kind {
            ExprKind::Number { value, .. } => number(value),
            ExprKind::Text { value, .. } => Value::String(value.clone()),
            ExprKind::Expandable { parts, .. } => Value::text(self.expanded(parts)?),
            ExprKind::Variable(variable) => self.read_variable(variable)?,
            ExprKind::Array(items) => {
                Value::array(items.iter().map(|item| self.expression(item)).collect::<Eval<_>>()?)
            }
            ExprKind::ArrayOf(block) => Value::array(self.collect(|sink| self.statements(&block.statements, sink))?),
            ExprKind::Subexpression(block) => one(self.collect(|sink| self.statements(&block.statements, sink))?),
            ExprKind::Paren(statement) => self.value_of(statement)?,
            ExprKind::Hashtable { entries, ordered } => Value::Hash(self.hashtable(entries, *ordered)?),
            ExprKind::ScriptBlock(tree) => BlockValue::value(tree.clone()),
            ExprKind::Type(name) => member::of_type(&Type::of(name)?),
            ExprKind::Member { target, name, is_static: true, .. } => {
                member::get_static(&self.static_owner(target)?, &self.name_of(name)?)
            }
            ExprKind::Member { target, name, .. } => member::get(&self.expression(target)?, &self.name_of(name)?),
            ExprKind::Call { target, name, arguments, is_static, conditional } => {
                self.method(target, name, arguments, *is_static, *conditional)?
            }
            ExprKind::Index { target, index, conditional } => {
                let owner = self.expression(target)?;
                if *conditional && owner.is_null() {
                    return Ok(Value::Null);
                }
                member::index(&owner, &self.expression(index)?)?
            }
            ExprKind::Unary { op, operand } => self.unary(*op, operand)?,
            ExprKind::IncDec { op, operand } => self.step(*op, operand)?,
            ExprKind::Binary { op, left, right, op_span } => {
                self.binary(*op, left, right).map_err(|stop| stop.at(*op_span))?
            }
            ExprKind::Cast { to, operand } => {
                let to = Type::of(to)?;
                let value = self.expression(operand)?;
                match (&to, &value) {
                    (Type::Block, Value::String(text)) => BlockValue::value(crate::lang::parse(text)?.block),
                    _ => cast::cast(&value, &to)?,
                }
            }
            ExprKind::Ternary { condition, yes, no } => {
                self.expression(if truth(&self.expression(condition)?) { yes } else { no })?
            }
        })
    }

    fn unary(&self, op: UnaryOp, operand: &Expr) -> Eval<Value> {
        // A literal's sign belongs to it: -2147483648 is an Int32.
        if let (UnaryOp::Minus, ExprKind::Number { value: Number::Long(n), .. }) = (op, &operand.kind)
            && let Ok(small) = i32::try_from(-*n)
        {
            return Ok(Value::Int(small));
        }
        operator::unary(op, self.expression(operand)?)
    }

    fn binary(&self, op: BinaryOp, left: &Expr, right: &Expr) -> Eval<Value> {
        let left = self.expression(left)?;
        match op {
            BinaryOp::And => return Ok(Value::Bool(truth(&left) && truth(&self.expression(right)?))),
            BinaryOp::Or => return Ok(Value::Bool(truth(&left) || truth(&self.expression(right)?))),
            BinaryOp::Coalesce if !left.is_null() => return Ok(left),
            BinaryOp::Coalesce => return self.expression(right),
            _ => {}
        }
        let right = self.expression(right)?;
        if let (BinaryOp::Replace(sense), Value::Array(items)) = (op, &right)
            && let Some(Value::Block(by)) = items.get(1)
        {
            let mut run = |found: Value| Ok(one(self.run_block(&by, found)?).to_string());
            return operator::replace_with(&left, &items.get(0).unwrap_or(Value::Null), sense, &mut run);
        }
        let mut matches = None;
        let result = operator::binary(op, left, right, &mut matches)?;
        if let Some(matches) = matches {
            self.scopes.set(Where::Local, "Matches", Value::Hash(matches));
        }
        Ok(result)
    }

    fn hashtable(&self, entries: &[HashEntry], ordered: bool) -> Eval<Hash> {
        let hash = if ordered { Hash::ordered() } else { Hash::new() };
        for entry in entries {
            let key = match entry.key.literal_text() {
                Some(text) => Value::text(text),
                None => self.expression(&entry.key)?,
            };
            if key.is_null() {
                return Err(Fault::invalid("HashtableKeyNull", "A key of a hashtable cannot be $null.")
                    .at(entry.key.span)
                    .into());
            }
            if !hash.add(key.clone(), self.value_of(&entry.value)?) {
                return Err(Fault::invalid(
                    "DuplicateKeyInHashLiteral",
                    format!("Duplicate keys '{key}' are not allowed in hash literals."),
                )
                .at(entry.key.span)
                .into());
            }
        }
        Ok(hash)
    }

    fn method(
        &self,
        target: &Expr,
        name: &Expr,
        arguments: &[Expr],
        is_static: bool,
        conditional: bool,
    ) -> Eval<Value> {
        let arguments = |me: &Interpreter| arguments.iter().map(|one| me.expression(one)).collect::<Eval<Vec<Value>>>();
        if is_static {
            let owner = self.static_owner(target)?;
            return member::call_static(&owner, &self.name_of(name)?, &arguments(self)?);
        }
        let owner = self.expression(target)?;
        if conditional && owner.is_null() {
            return Ok(Value::Null);
        }
        let name = self.name_of(name)?;
        let arguments = arguments(self)?;
        match &owner {
            Value::Block(block) => self.block_method(block, &name, arguments),
            // A property that holds a block can be called like a method.
            Value::Hash(_) | Value::Object(_) if matches!(member::get(&owner, &name), Value::Block(_)) => {
                let Value::Block(block) = member::get(&owner, &name) else { return Ok(Value::Null) };
                self.block_method(&block, "invoke", arguments)
            }
            _ => {
                let mut run = |block: &Arc<dyn crate::model::Block>, item: Value| self.run_block(block, item);
                self.deeper(|| member::call(&owner, &name, arguments, &mut run))
            }
        }
    }

    fn block_method(&self, block: &Arc<dyn crate::model::Block>, name: &str, arguments: Vec<Value>) -> Eval<Value> {
        let Some(own) = BlockValue::of(block) else { return Ok(Value::Null) };
        match name.to_ascii_lowercase().as_str() {
            "invoke" | "invokereturnasis" => {
                let results = self.collect(|sink| returned(self.call_block(own, None, &arguments, true, sink)))?;
                Ok(one(results))
            }
            "getnewclosure" => {
                let captured = self.scopes.variables();
                Ok(Value::Block(Arc::new(BlockValue { tree: own.tree.clone(), captured })))
            }
            "tostring" => Ok(Value::text(block.source())),
            _ => Err(Fault::invalid(
                "MethodNotFound",
                format!("Method invocation failed because [System.Management.Automation.ScriptBlock] does not contain a method named '{name}'."),
            )
            .into()),
        }
    }

    /// Runs a block with `$_` and gives what it put out.
    pub(super) fn run_block(&self, block: &Arc<dyn crate::model::Block>, item: Value) -> Eval<Vec<Value>> {
        let Some(own) = BlockValue::of(block) else { return Ok(Vec::new()) };
        self.collect(|sink| returned(self.call_block(own, Some(item), &[], true, sink)))
    }

    /// The text of an expandable string.
    fn expanded(&self, parts: &[Part]) -> Eval<String> {
        let mut text = String::new();
        for part in parts {
            match part {
                Part::Text(piece) => text.push_str(piece),
                Part::Value(expr) => text.push_str(&self.interpolated(&self.expression(expr)?)),
            }
        }
        Ok(text)
    }

    /// A value inside text: arrays with `$OFS` between, errors as their message.
    fn interpolated(&self, value: &Value) -> String {
        match value {
            Value::Array(items) => {
                let between = self.scopes.get("OFS").map_or(" ".to_owned(), |between| between.to_string());
                items.items().iter().map(|item| self.interpolated(item)).collect::<Vec<_>>().join(&between)
            }
            other => error_record::message(other).unwrap_or_else(|| other.to_string()),
        }
    }

    /// Everything that is put out.
    pub(super) fn collect(&self, work: impl FnOnce(&mut dyn FnMut(Value) -> Eval) -> Eval) -> Eval<Vec<Value>> {
        let mut items = Vec::new();
        let mut sink = |value: Value| {
            items.push(value);
            Ok(())
        };
        work(&mut sink)?;
        Ok(items)
    }
}

/// `return` ends a block, not its caller.
pub(super) fn returned(ended: Eval) -> Eval {
    match ended {
        Err(Stop::Return) => Ok(()),
        other => other,
    }
}

/// Nothing is `$null`, one is itself, more are an array.
pub(super) fn one(mut items: Vec<Value>) -> Value {
    match items.len() {
        0 => Value::Null,
        1 => items.remove(0),
        _ => Value::array(items),
    }
}

fn number(value: &Number) -> Value {
    match value {
        Number::Int(n) => Value::Int(*n),
        Number::Long(n) => Value::Long(*n),
        Number::Double(n) => Value::Double(*n),
        Number::Decimal { mantissa, scale } => {
            Decimal::try_from_i128_with_scale(*mantissa, *scale).map_or(Value::Double(*mantissa as f64), Value::Decimal)
        }
    }
}
