//! `emsh check`: binds every command of a script without running any.

use super::super::ast::{
    Block, Chain, Command, Element, Expr, ExprKind, Part, Pipeline, Quote, Script, ScriptBlock, Stage, Statement,
    StatementKind, SwitchInput, SwitchTest,
};
use crate::lang::bind::{Given, Target, Word, slot};
use crate::lang::call::Commands;
use crate::model::text_distance::closest;
use crate::model::{Fault, Value};

/// Everything that can be known to be wrong before running: unknown commands and parameters, sets that do not fit,
/// literal arguments that the parameter refuses.
pub fn check(script: &Script, commands: &dyn Commands) -> Vec<Fault> {
    let mut functions = Vec::new();
    let mut visitor = Visitor {
        each: &mut |found| {
            if let Found::Function(name) = found {
                functions.push(name.to_owned())
            }
        },
    };
    visitor.script_block(&script.block);
    let mut faults = Vec::new();
    let mut visitor = Visitor {
        each: &mut |found| {
            if let Found::Command(command, in_pipeline) = found
                && let Err(fault) = checked(command, in_pipeline, commands, &functions)
            {
                faults.push(fault);
            }
        },
    };
    visitor.script_block(&script.block);
    faults.into_iter().map(|fault| fault.within(&script.block.source)).collect()
}

fn checked(command: &Command, in_pipeline: bool, commands: &dyn Commands, functions: &[String]) -> Result<(), Fault> {
    let Some(name) = command.literal_name() else { return Ok(()) };
    if functions.iter().any(|function| function.eq_ignore_ascii_case(name))
        || name.to_ascii_lowercase().ends_with(".ps1")
    {
        return Ok(());
    }
    let Some(signature) = commands.find(name) else {
        let fault = Fault::not_found(
            "CommandNotFoundException",
            format!("The term '{name}' is not recognized as a name of a cmdlet, function, or script file."),
        )
        .at(command.name.span);
        let all = commands.all();
        return Err(match closest(name, all.iter().map(|signature| signature.name)) {
            Some(close) => fault.fix(format!("Did you mean {close}?")),
            None => fault.fix("Get-Command lists what there is."),
        });
    };
    let slots: Vec<_> = slot::of_signature(signature)
        .into_iter()
        .map(|mut slot| {
            let fit = slot.fit;
            // What is not a literal is known only when it runs.
            slot.fit = Box::new(move |value| if is_unknown(&value) { Ok(value) } else { fit(value) });
            slot
        })
        .collect();
    let mut words = Vec::new();
    let mut is_open = in_pipeline;
    for element in &command.elements {
        match element {
            Element::Parameter { name, value, name_span, .. } => {
                words.push(Word::Parameter {
                    name: name.clone(),
                    value: value.as_ref().map(given),
                    name_span: *name_span,
                });
            }
            Element::Argument(expr) => words.push(Word::Argument(given(expr))),
            // What a splat brings is known only when it runs.
            Element::Splat(_) => is_open = true,
            Element::EndOfParameters(_) => words.push(Word::EndOfParameters),
            Element::Verbatim { .. } => {}
        }
    }
    let target = Target {
        name: signature.name,
        slots: &slots,
        sets: signature.sets,
        span: command.name.span,
        keeps_extra: is_open && words.is_empty(),
    };
    let named = |mut fault: Fault| {
        fault.command = Some(signature.name.into());
        fault
    };
    let binding = target.bind(words).map_err(named)?;
    if !is_open {
        target.settle(&binding).map_err(named)?;
    }
    Ok(())
}

/// Stands for a value that only running would tell.
struct Unknown;

impl crate::model::Block for Unknown {
    fn source(&self) -> &str {
        ""
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

fn is_unknown(value: &Value) -> bool {
    match value {
        Value::Block(block) => block.as_any().is::<Unknown>(),
        Value::Array(items) => items.items().iter().any(is_unknown),
        // Texts made of a block's source lose it; empty text is what they become.
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}

fn given(expr: &Expr) -> Given {
    let raw = match &expr.kind {
        ExprKind::Number { raw, .. } => Some(raw.clone()),
        ExprKind::Text { value, quote: Quote::Bare } => Some(value.clone()),
        _ => None,
    };
    Given { value: literal(expr), raw, span: Some(expr.span) }
}

fn literal(expr: &Expr) -> Value {
    use super::super::ast::Number;
    match &expr.kind {
        ExprKind::Text { value, .. } => Value::String(value.clone()),
        ExprKind::Number { value: Number::Int(n), .. } => Value::Int(*n),
        ExprKind::Number { value: Number::Long(n), .. } => Value::Long(*n),
        ExprKind::Number { value: Number::Double(n), .. } => Value::Double(*n),
        ExprKind::Array(items) => Value::array(items.iter().map(literal).collect()),
        ExprKind::Variable(variable) if variable.name.eq_ignore_ascii_case("true") => Value::Bool(true),
        ExprKind::Variable(variable) if variable.name.eq_ignore_ascii_case("false") => Value::Bool(false),
        ExprKind::ScriptBlock(tree) => super::BlockValue::value(tree.clone()),
        _ => Value::Block(std::sync::Arc::new(Unknown)),
    }
}

enum Found<'a> {
    Command(&'a Command, bool),
    Function(&'a str),
}

/// Walks the whole tree.
struct Visitor<'f> {
    each: &'f mut dyn FnMut(Found),
}

impl Visitor<'_> {
    fn script_block(&mut self, body: &ScriptBlock) {
        for parameter in body.params.iter().flatten() {
            parameter.default.iter().for_each(|default| self.expr(default));
        }
        for block in [&body.begin, &body.process, &body.end].into_iter().flatten() {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        block.statements.iter().for_each(|statement| self.statement(statement));
    }

    fn chain(&mut self, chain: &Chain) {
        self.pipeline(&chain.first);
        chain.rest.iter().for_each(|(_, pipeline)| self.pipeline(pipeline));
    }

    fn pipeline(&mut self, pipeline: &Pipeline) {
        for (at, stage) in pipeline.stages.iter().enumerate() {
            match stage {
                Stage::Expression { expr, .. } => self.expr(expr),
                Stage::Command(command) => {
                    (self.each)(Found::Command(command, at > 0));
                    self.expr(&command.name);
                    for element in &command.elements {
                        match element {
                            Element::Parameter { value: Some(value), .. } => self.expr(value),
                            Element::Argument(expr) => self.expr(expr),
                            _ => {}
                        }
                    }
                }
            }
        }
    }

    fn statement(&mut self, statement: &Statement) {
        use StatementKind as Kind;
        match &statement.kind {
            Kind::Pipeline(chain) => self.chain(chain),
            Kind::Assign { target, value, .. } => {
                self.expr(target);
                self.statement(value);
            }
            Kind::If { clauses, otherwise } => {
                for (condition, body) in clauses {
                    self.statement(condition);
                    self.block(body);
                }
                otherwise.iter().for_each(|body| self.block(body));
            }
            Kind::Switch { input, clauses, .. } => {
                match input {
                    SwitchInput::Value(value) => self.statement(value),
                    SwitchInput::File(path) => self.expr(path),
                }
                for clause in clauses {
                    if let SwitchTest::Value(test) = &clause.test {
                        self.expr(test);
                    }
                    self.block(&clause.body);
                }
            }
            Kind::For { initial, condition, step, body, .. } => {
                [initial, condition, step].into_iter().flatten().for_each(|part| self.statement(part));
                self.block(body);
            }
            Kind::Foreach { items, body, .. } => {
                self.statement(items);
                self.block(body);
            }
            Kind::While { condition, body, .. } | Kind::Do { condition, body, .. } => {
                self.statement(condition);
                self.block(body);
            }
            Kind::Try { body, catches, finally } => {
                self.block(body);
                catches.iter().for_each(|handler| self.block(&handler.body));
                finally.iter().for_each(|block| self.block(block));
            }
            Kind::Throw(value) | Kind::Return(value) | Kind::Exit(value) => {
                value.iter().for_each(|value| self.statement(value));
            }
            Kind::Break(_) | Kind::Continue(_) => {}
            Kind::Function { name, body, .. } => {
                (self.each)(Found::Function(name.rsplit_once(':').map_or(name, |(_, name)| name)));
                self.script_block(body);
            }
        }
    }

    fn expr(&mut self, expr: &Expr) {
        use ExprKind as Kind;
        match &expr.kind {
            Kind::Expandable { parts, .. } => {
                for part in parts {
                    if let Part::Value(value) = part {
                        self.expr(value);
                    }
                }
            }
            Kind::Array(items) => items.iter().for_each(|item| self.expr(item)),
            Kind::ArrayOf(block) | Kind::Subexpression(block) => self.block(block),
            Kind::Paren(statement) => self.statement(statement),
            Kind::Hashtable { entries, .. } => entries.iter().for_each(|entry| {
                self.expr(&entry.key);
                self.statement(&entry.value);
            }),
            Kind::ScriptBlock(body) => self.script_block(body),
            Kind::Member { target, .. } => self.expr(target),
            Kind::Call { target, arguments, .. } => {
                self.expr(target);
                arguments.iter().for_each(|argument| self.expr(argument));
            }
            Kind::Index { target, index, .. } => {
                self.expr(target);
                self.expr(index);
            }
            Kind::Unary { operand, .. } | Kind::IncDec { operand, .. } | Kind::Cast { operand, .. } => {
                self.expr(operand)
            }
            Kind::Binary { left, right, .. } => {
                self.expr(left);
                self.expr(right);
            }
            Kind::Ternary { condition, yes, no } => [condition, yes, no].into_iter().for_each(|part| self.expr(part)),
            Kind::Number { .. } | Kind::Text { .. } | Kind::Variable(_) | Kind::Type(_) => {}
        }
    }
}
