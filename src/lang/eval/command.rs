//! Commands: from a name and words to something that runs.

use std::path::Path;
use std::sync::Arc;

use super::Interpreter;
use super::block::BlockValue;
use super::flow::Eval;
use super::scope::Function;
use crate::lang::ast::{Command, Element, Expr, ExprKind, Invocation, Quote};
use crate::lang::bind::{Given, Word};
use crate::lang::call::Signature;
use crate::model::text_distance::closest;
use crate::model::{Block, Fault, Span, Value};

/// What a command's name stands for.
pub(super) enum Callee {
    Cmdlet(&'static Signature),
    Function(Function),
    Block(Arc<dyn Block>),
}

impl Interpreter {
    /// Finds what to run.
    pub(super) fn callee(&self, command: &Command) -> Eval<Callee> {
        let name = match &command.name.kind {
            ExprKind::Text { value, .. } => value.to_string(),
            _ => match self.expression(&command.name)? {
                Value::Block(block) => return Ok(Callee::Block(block)),
                other => other.to_string(),
            },
        };
        self.named(&name, command.name.span)
    }

    fn named(&self, name: &str, span: Span) -> Eval<Callee> {
        let (scope, bare) = name.split_once(':').unwrap_or(("", name));
        let name =
            if matches!(scope.to_ascii_lowercase().as_str(), "global" | "script" | "local") { bare } else { name };
        if let Some(function) = self.scopes.function(name) {
            return Ok(Callee::Function(function));
        }
        let without_module = name.rsplit_once('\\').map_or(name, |(_, name)| name);
        if let Some(signature) = self.commands.find(name).or_else(|| self.commands.find(without_module)) {
            return Ok(Callee::Cmdlet(signature));
        }
        if name.to_ascii_lowercase().ends_with(".ps1") {
            return self.script_file(name, span);
        }
        Err(self.unknown(name, span).into())
    }

    fn script_file(&self, name: &str, span: Span) -> Eval<Callee> {
        let text = std::fs::read_to_string(name).map_err(|error| {
            Fault::not_found("CommandNotFoundException", format!("The script '{name}' cannot be read."))
                .cause(error)
                .at(span)
        })?;
        let shown = Path::new(name).file_name().map_or(name.into(), |file| file.to_string_lossy().into_owned());
        let script = crate::lang::parse_file(name, &text)?;
        Ok(Callee::Function(Function { name: shown.into(), body: script.block, is_filter: false }))
    }

    fn unknown(&self, name: &str, span: Span) -> Fault {
        let fault = Fault::not_found(
            "CommandNotFoundException",
            format!("The term '{name}' is not recognized as a name of a cmdlet, function, or script file."),
        )
        .at(span);
        let functions = self.scopes.functions();
        let commands = self.commands.all();
        let known =
            commands.iter().map(|signature| signature.name).chain(functions.iter().map(|function| &*function.name));
        // PowerShell would run Get-Name; we say so instead.
        let with_get = format!("Get-{name}");
        match self.commands.find(&with_get) {
            Some(signature) => fault.fix(format!("Did you mean {}?", signature.name)),
            None => match closest(name, known) {
                Some(close) => fault.fix(format!("Did you mean {close}?")),
                None => fault.fix("Get-Command lists what there is."),
            },
        }
    }

    /// Evaluates the words after the name.
    pub(super) fn words(&self, elements: &[Element]) -> Eval<Vec<Word>> {
        let mut words = Vec::with_capacity(elements.len());
        for element in elements {
            match element {
                Element::Parameter { name, value, name_span, .. } => {
                    let value = value.as_ref().map(|value| self.given(value)).transpose()?;
                    words.push(Word::Parameter { name: name.clone(), value, name_span: *name_span });
                }
                Element::Argument(expr) => words.push(Word::Argument(self.given(expr)?)),
                Element::Splat(variable) => match self.read_variable(variable)? {
                    Value::Hash(hash) => words.extend(hash.entries().into_iter().map(|(key, value)| Word::Named {
                        name: key.to_string().into(),
                        value: Given { value, raw: None, span: Some(variable.span) },
                    })),
                    other => words.extend(
                        other
                            .into_items()
                            .into_iter()
                            .map(|value| Word::Argument(Given { value, raw: None, span: Some(variable.span) })),
                    ),
                },
                Element::EndOfParameters(_) => words.push(Word::EndOfParameters),
                Element::Verbatim { text, span } => {
                    words.push(Word::Argument(Given {
                        value: Value::String(text.clone()),
                        raw: None,
                        span: Some(*span),
                    }));
                }
            }
        }
        Ok(words)
    }

    fn given(&self, expr: &Expr) -> Eval<Given> {
        let raw = match &expr.kind {
            ExprKind::Number { raw, .. } => Some(raw.clone()),
            ExprKind::Text { value, quote: Quote::Bare } => Some(value.clone()),
            _ => None,
        };
        Ok(Given { value: self.expression(expr)?, raw, span: Some(expr.span) })
    }

    /// Whether the block runs in the caller's scope.
    pub(super) fn is_dotted(command: &Command) -> bool {
        command.invocation == Invocation::Dot
    }

    /// The command as typed, for the audit, without secrets.
    pub(super) fn typed(&self, span: Span) -> Arc<str> {
        let source = self.sources.borrow().last().cloned();
        source.map_or_else(|| "".into(), |source| crate::lang::secrets::mask(source.slice(span)).into())
    }

    /// A block of ours, for calling.
    pub(super) fn own(block: &Arc<dyn Block>) -> Eval<&BlockValue> {
        BlockValue::of(block)
            .ok_or_else(|| Fault::internal("ForeignBlock", "This script block is not of this interpreter.").into())
    }
}

/// Arguments of a script file as another shell gave them.
pub(super) fn words_of(arguments: &[String]) -> Vec<Word> {
    let given = |text: &str| {
        let value = match text {
            _ if text.eq_ignore_ascii_case("$true") => Value::Bool(true),
            _ if text.eq_ignore_ascii_case("$false") => Value::Bool(false),
            _ if text.eq_ignore_ascii_case("$null") => Value::Null,
            _ => Value::text(text),
        };
        Given { value, raw: None, span: None }
    };
    let word = |text: &String| {
        let name =
            text.strip_prefix('-').filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_'));
        match name {
            None => Word::Argument(given(text)),
            Some(name) => {
                let (name, value) =
                    name.split_once(':').map_or((name, None), |(name, value)| (name, Some(given(value))));
                Word::Parameter { name: name.into(), value, name_span: Span::default() }
            }
        }
    };
    arguments.iter().map(word).collect()
}
