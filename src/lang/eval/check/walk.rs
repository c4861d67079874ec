//! Every command, function and type of a script, wherever it stands.

use std::sync::Arc;

use crate::lang::ast::{
    Block, Chain, Command, Element, Expr, ExprKind, Part, Pipeline, Redirection, Script, ScriptBlock, Sink, Stage,
    Statement, StatementKind, SwitchInput, SwitchTest, TypeName,
};

pub(super) enum Found<'a> {
    /// With whether objects come to it by a pipeline.
    Command(&'a Command, bool),
    Function(&'a Arc<str>, &'a Arc<ScriptBlock>),
    Type(&'a TypeName),
}

/// Walks the whole tree. A block given to a parameter that `takes_conditions` (by its name as typed) is no script.
pub(super) fn walk(script: &Script, takes_conditions: &dyn Fn(&Command, &str) -> bool, each: &mut dyn FnMut(Found)) {
    Visitor { takes_conditions, each }.script_block(&script.block);
}

struct Visitor<'f> {
    takes_conditions: &'f dyn Fn(&Command, &str) -> bool,
    each: &'f mut dyn FnMut(Found),
}

impl Visitor<'_> {
    fn script_block(&mut self, body: &ScriptBlock) {
        for parameter in body.params.iter().flatten() {
            parameter.default.iter().for_each(|default| self.expr(default));
        }
        for block in [&body.begin, &body.process, &body.end, &body.clean].into_iter().flatten() {
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
                Stage::Expression { expr, redirections } => {
                    self.expr(expr);
                    redirections.iter().for_each(|redirection| self.redirection(redirection));
                }
                Stage::Command(command) => {
                    (self.each)(Found::Command(command, at > 0));
                    self.command(command);
                    command.redirections.iter().for_each(|redirection| self.redirection(redirection));
                }
            }
        }
    }

    fn command(&mut self, command: &Command) {
        self.expr(&command.name);
        let mut parameter = None;
        for element in &command.elements {
            let (name, value) = match element {
                Element::Parameter { name, value, .. } => (Some(name), value.as_ref()),
                Element::Argument(expr) => (parameter, Some(expr)),
                _ => (None, None),
            };
            if let Some(value) = value {
                let is_block = matches!(value.kind, ExprKind::ScriptBlock(_));
                if !(is_block && name.is_some_and(|name| (self.takes_conditions)(command, name))) {
                    self.expr(value);
                }
            }
            parameter = name.filter(|_| value.is_none());
        }
    }

    fn redirection(&mut self, redirection: &Redirection) {
        if let Sink::File { path, .. } = &redirection.to {
            self.expr(path);
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
                (self.each)(Found::Function(name, body));
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
            Kind::Member { target, name, .. } => {
                self.expr(target);
                self.expr(name);
            }
            Kind::Call { target, name, arguments, .. } => {
                self.expr(target);
                self.expr(name);
                arguments.iter().for_each(|argument| self.expr(argument));
            }
            Kind::Index { target, index, .. } => {
                self.expr(target);
                self.expr(index);
            }
            Kind::Unary { operand, .. } | Kind::IncDec { operand, .. } | Kind::Attributed { operand, .. } => {
                self.expr(operand);
            }
            Kind::Cast { to, operand } => {
                (self.each)(Found::Type(to));
                self.expr(operand);
            }
            Kind::Type(name) => (self.each)(Found::Type(name)),
            Kind::Binary { left, right, .. } => {
                self.expr(left);
                self.expr(right);
            }
            Kind::Ternary { condition, yes, no } => [condition, yes, no].into_iter().for_each(|part| self.expr(part)),
            Kind::Number { .. } | Kind::Text { .. } | Kind::Variable(_) => {}
        }
    }
}
