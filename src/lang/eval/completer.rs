//! Words for arguments that scripts know of: those that parameters list, and those that completers give.

use std::sync::Arc;

use super::Interpreter;
use super::block::{Closure, running};
use super::stop::Eval;
use crate::lang::ast::{Command, Element, Expr, ScriptBlock, Stage, StatementKind};
use crate::lang::bind::{Check, Completer, Formal, Kind, Shape, constant};
use crate::lang::call::Candidate;
use crate::lang::enumeration::Kind as Enumeration;
use crate::model::{Hash, Value};

/// What Register-ArgumentCompleter was given.
pub(super) struct Registered {
    /// Of every command when it is empty.
    commands: Vec<String>,
    /// `None`: of the words behind a program.
    parameter: Option<String>,
    block: Arc<ScriptBlock>,
}

/// The argument that is being typed.
pub struct Asked<'a> {
    pub command: &'a str,
    /// The parameter in front of it, as it was typed.
    pub after: Option<&'a str>,
    /// How many arguments without a parameter stand before it.
    pub position: usize,
    /// The parameters that are there already, as they were typed.
    pub used: &'a [Arc<str>],
    /// What there is of it.
    pub word: &'a str,
    /// The line up to its end.
    pub line: &'a str,
}

/// The words that fit, with what is said of each; `None` where no script says anything of the argument. To be asked while
/// [`Interpreter::at_hand`].
pub fn script_words(asked: &Asked) -> Option<Vec<Candidate>> {
    running(|interpreter| interpreter.words_for(asked)).flatten()
}

impl Interpreter {
    /// Lets completers ask this conversation while something else runs, such as the editor of the prompt.
    pub fn at_hand<T>(&self, work: impl FnOnce() -> T) -> T {
        super::block::RUNNING.set(self, work)
    }

    pub(super) fn keep_completer(&self, commands: Vec<String>, parameter: Option<String>, block: Arc<ScriptBlock>) {
        let mut kept = self.completers.borrow_mut();
        let is_same = |known: &Registered| {
            let same = |a: &Option<String>, b: &Option<String>| match (a, b) {
                (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
                (a, b) => a.is_none() && b.is_none(),
            };
            same(&known.parameter, &parameter)
                && known.commands.len() == commands.len()
                && known.commands.iter().zip(&commands).all(|(a, b)| a.eq_ignore_ascii_case(b))
        };
        kept.retain(|known| !is_same(known));
        kept.push(Registered { commands, parameter, block });
    }

    fn words_for(&self, asked: &Asked) -> Option<Vec<Candidate>> {
        let function = self.current_scope().function(asked.command).map(|function| (*function.shape).clone());
        let shape = function.or_else(|| self.commands.find(asked.command).map(Shape::of_signature));
        let Some(shape) = shape else {
            let block = self.registered(asked.command, None)?;
            let cursor = i32::try_from(asked.line.len()).unwrap_or(i32::MAX);
            return Some(
                self.given_by(&block, &[Value::text(asked.word), Value::text(asked.line), Value::Int(cursor)]),
            );
        };
        let formal = meant(&shape, asked)?;
        if let Some(block) = self.registered(&shape.command, Some(&formal.name)) {
            return Some(self.given_by(&block, &self.said(asked, &shape, formal)));
        }
        let Kind::Script(own) = &formal.kind else { return None };
        if let Some(completer) = &own.completer {
            return Some(match completer {
                Completer::Words(words) => beginning(words.iter().map(ToString::to_string), asked.word),
                Completer::Block(block) => self.given_by(block, &self.said(asked, &shape, formal)),
            });
        }
        let listed = own.checks.iter().find_map(|check| match check {
            Check::Set { values, .. } => Some(values.iter().map(ToString::to_string).collect::<Vec<_>>()),
            _ => None,
        });
        let of_kind = || Some(Enumeration::of(own.constraint()?.base)?.names().map(str::to_owned).collect());
        listed.or_else(of_kind).map(|words| beginning(words.into_iter(), asked.word))
    }

    /// The completer of a command's parameter, or of a program's words; that of the command goes before that of all.
    fn registered(&self, command: &str, parameter: Option<&str>) -> Option<Arc<ScriptBlock>> {
        let kept = self.completers.borrow();
        let fits = |known: &&Registered, is_own: bool| {
            let is_of = match is_own {
                true => known.commands.iter().any(|name| name.eq_ignore_ascii_case(command)),
                false => known.commands.is_empty(),
            };
            let same = match (&known.parameter, parameter) {
                (Some(known), Some(wanted)) => known.eq_ignore_ascii_case(wanted),
                (known, wanted) => known.is_none() && wanted.is_none(),
            };
            is_of && same
        };
        let found =
            kept.iter().find(|known| fits(known, true)).or_else(|| kept.iter().find(|known| fits(known, false)));
        found.map(|known| known.block.clone())
    }

    /// What a completer is told: the command, the parameter, the word, the line, and what is given already.
    fn said(&self, asked: &Asked, shape: &Shape, formal: &Formal) -> Vec<Value> {
        let given = Hash::new();
        let before = asked.line.strip_suffix(asked.word).unwrap_or(asked.line).trim_end();
        for (name, value) in given_already(before, shape) {
            given.set(Value::text(name), value);
        }
        vec![
            Value::text(&*shape.command),
            Value::text(&*formal.name),
            Value::text(asked.word),
            Value::text(asked.line),
            Value::Hash(given),
        ]
    }

    /// What a completer puts out; one that fails gives what it had until then, and nothing is said of it.
    fn given_by(&self, block: &Arc<ScriptBlock>, arguments: &[Value]) -> Vec<Candidate> {
        let mut found = Vec::new();
        let mut take = |value: Value| -> Eval<()> {
            found.extend(candidate(&value));
            Ok(())
        };
        let closure = Closure { block: block.clone(), captured: None };
        self.tries.set(self.tries.get() + 1);
        let _ = self.taking(|| self.call_in_own_scope(&closure, Vec::new(), arguments, &mut take));
        self.tries.set(self.tries.get().saturating_sub(1));
        found
    }
}

/// A `CompletionResult` with what it says of itself, or a value as its text.
fn candidate(value: &Value) -> Option<Candidate> {
    let text = |name: &str| value.property(name).map(|value| value.to_string());
    let word = text("CompletionText").unwrap_or_else(|| value.to_string());
    let said = text("ToolTip").filter(|said| *said != word).unwrap_or_default();
    // It is quoted where it must be.
    let bare = word.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    let bare = bare.or_else(|| word.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')));
    let value = bare.unwrap_or(&word).to_owned();
    (!value.is_empty()).then_some(Candidate { value, description: said })
}

fn beginning(words: impl Iterator<Item = String>, typed: &str) -> Vec<Candidate> {
    let begins = |word: &String| word.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed));
    words.filter(begins).map(|value| Candidate { value, description: String::new() }).collect()
}

/// The parameter that a typed name means, if only one does.
fn named<'s>(shape: &'s Shape, typed: &str) -> Option<&'s Formal> {
    let typed = typed.trim_start_matches('-').trim_end_matches(':');
    let whole = shape.find(typed).map(|at| &shape.formals[at]);
    whole.or_else(|| {
        let begins =
            |formal: &&Formal| formal.name.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed));
        let mut found = shape.formals.iter().filter(begins);
        found.next().filter(|_| found.next().is_none())
    })
}

/// The parameter that the argument goes to: the one in front of it, else the next that is taken by its place.
fn meant<'s>(shape: &'s Shape, asked: &Asked) -> Option<&'s Formal> {
    if let Some(formal) = asked.after.and_then(|typed| named(shape, typed)).filter(|formal| !formal.is_switch) {
        return Some(formal);
    }
    let used: Vec<_> = asked.used.iter().filter_map(|typed| named(shape, typed)).map(|formal| &formal.name).collect();
    let place = |formal: &&Formal| formal.roles.iter().find_map(|role| role.position);
    let mut open: Vec<&Formal> =
        shape.formals.iter().filter(|formal| place(formal).is_some() && !used.contains(&&formal.name)).collect();
    open.sort_by_key(place);
    open.get(asked.position).copied()
}

/// The parameters that the last command of a line has been given, where their values stand there.
fn given_already(line: &str, shape: &Shape) -> Vec<(String, Value)> {
    // A parameter that is waiting for this very argument is not given yet.
    let whole = crate::lang::parse(line).ok();
    let script = whole.or_else(|| crate::lang::parse(line.rsplit_once(char::is_whitespace)?.0).ok());
    let Some(script) = script else { return Vec::new() };
    let last = script.block.end.as_ref().and_then(|block| block.statements.last());
    let Some(StatementKind::Pipeline(chain)) = last.map(|statement| &statement.kind) else { return Vec::new() };
    let pipeline = chain.rest.last().map_or(&chain.first, |(_, pipeline)| pipeline);
    let Some(Stage::Command(Command { elements, .. })) = pipeline.stages.last() else { return Vec::new() };
    let mut given = Vec::new();
    let mut waiting: Option<&Formal> = None;
    let mut position = 0;
    for element in elements {
        match element {
            Element::Parameter { name, value, .. } => {
                let formal = named(shape, name);
                if let (Some(formal), Some(value)) = (formal, value.as_ref().and_then(constant)) {
                    given.push((formal.name.to_string(), value));
                } else if let Some(formal) = formal.filter(|formal| formal.is_switch) {
                    given.push((formal.name.to_string(), Value::Bool(true)));
                }
                waiting = formal.filter(|formal| !formal.is_switch && value.is_none());
            }
            Element::Argument(expr) => {
                let by_place = |position| {
                    meant(shape, &Asked { command: "", after: None, position, used: &[], word: "", line: "" })
                };
                let formal = waiting.take().or_else(|| {
                    position += 1;
                    by_place(position - 1)
                });
                if let (Some(formal), Some(value)) = (formal, known(expr)) {
                    given.push((formal.name.to_string(), value));
                }
            }
            _ => {}
        }
    }
    given
}

fn known(expr: &Expr) -> Option<Value> {
    constant(expr).or_else(|| expr.literal_text().map(Value::text))
}
