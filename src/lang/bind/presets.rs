//! Values that a person has preset for parameters: `$PSDefaultParameterValues`.
//!
//! A key is `Command:Parameter`, each part perhaps a pattern. What is written on the command line goes before a preset,
//! and so does what the pipeline brings. A preset that cannot be obeyed never stops the command: it is left out, with a
//! warning where one can be told what is wrong.

use std::sync::Arc;

use super::names::Meant;
use super::{Bound, Formal, Shape};
use crate::lang::call::COMMON;
use crate::model::convert::truth;
use crate::model::{Block, Fault, Hash, Object, Span, Value, Wildcard};

/// What a script block that gives a preset puts out; it gets the state of the binding as its argument.
pub type Evaluate<'a> = &'a dyn Fn(&Arc<dyn Block>, Value) -> Result<Vec<Value>, Fault>;

/// The presets of a conversation, as one command finds them.
pub struct Presets<'a> {
    pub table: Hash,
    /// Other names of the command.
    pub aliases: &'a [&'a str],
    pub evaluate: Evaluate<'a>,
}

/// One that is meant for the command.
pub(super) struct Preset {
    pub parameter: Meant,
    /// As its key names it.
    pub name: String,
    pub value: Value,
}

impl Presets<'_> {
    /// Those that are meant for this command.
    pub(super) fn meant(&self, shape: &Shape, bound: &mut Bound) -> Vec<Preset> {
        let (mut plain, mut patterns) = (Vec::new(), Vec::new());
        let mut unreadable = Vec::new();
        for (written, value) in self.table.entries() {
            let key = written.to_string();
            let key = key.trim();
            match parts(key) {
                Some((command, name)) => {
                    let is_pattern = Wildcard::is_pattern(command) || Wildcard::is_pattern(name);
                    let list = if is_pattern { &mut patterns } else { &mut plain };
                    if self.is_of(command, shape) {
                        list.push((command.to_owned(), name.to_owned(), value));
                    }
                }
                None if key.eq_ignore_ascii_case("Disabled") => {
                    if truth(&value) {
                        return Vec::new();
                    }
                }
                None => unreadable.push(written),
            }
        }
        bound.warnings.extend(self.forget(&unreadable));
        let mut found: Vec<Preset> = Vec::new();
        let mut quarrels: Vec<Meant> = Vec::new();
        for (command, name, value) in plain.into_iter().chain(patterns) {
            let Some(parameter) = shape.preset_parameter(&command, &name, &mut bound.warnings) else { continue };
            match found.iter().find(|other| other.parameter == parameter) {
                Some(other) if other.value.to_string() != value.to_string() => {
                    bound.warnings.push(format!(
                        "Multiple different default values are defined in $PSDefaultParameterValues for the parameter matching the following name or alias: {name}. These defaults have been ignored."
                    ));
                    quarrels.push(parameter);
                }
                Some(_) => {}
                None => found.push(Preset { parameter, name, value }),
            }
        }
        found.retain(|preset| !quarrels.contains(&preset.parameter));
        found
    }

    /// Takes keys that cannot be read out of the table; what is to be said about them, once.
    fn forget(&self, keys: &[Value]) -> Option<String> {
        for key in keys {
            self.table.remove(key);
        }
        let list = keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let what = match keys {
            [] => return None,
            [_] => format!("The key '{list}' does not have a valid format."),
            _ => format!("The keys '{list}' do not have valid formats."),
        };
        Some(format!(
            "{what} For information about the correct format, see about_Parameters_Default_Values at https://go.microsoft.com/fwlink/?LinkId=228266."
        ))
    }

    fn is_of(&self, command: &str, shape: &Shape) -> bool {
        let pattern = Wildcard::new(command);
        pattern.matches(&shape.command) || self.aliases.iter().any(|alias| pattern.matches(alias))
    }

    /// The value to bind; `None` when its block puts nothing out.
    pub(super) fn value(&self, preset: &Preset, shape: &Shape, bound: &Bound) -> Result<Option<Value>, Fault> {
        let Value::Block(block) = &preset.value else { return Ok(Some(preset.value.clone())) };
        let mut all = (self.evaluate)(block, shape.binding_state(bound))?;
        Ok(if all.len() > 1 { Some(Value::array(all)) } else { all.pop() })
    }
}

/// The two halves of a key, each perhaps in quotes.
fn parts(key: &str) -> Option<(&str, &str)> {
    let (command, name) = key.split_once(':')?;
    let (command, name) = (unquoted(command.trim()), unquoted(name.trim()));
    (!command.is_empty() && !name.is_empty() && !name.contains(':')).then_some((command, name))
}

fn unquoted(text: &str) -> &str {
    let between = |quote: char| text.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    between('"').or_else(|| between('\'')).unwrap_or(text)
}

impl Shape {
    /// The one parameter that a key means here.
    fn preset_parameter(&self, command: &str, name: &str, warnings: &mut Vec<String>) -> Option<Meant> {
        if !Wildcard::is_pattern(name) {
            // A name that several parameters begin with means none of them.
            return self.meant(name, Span::default()).ok().flatten();
        }
        let pattern = Wildcard::new(name);
        let fits = |name: &str| pattern.matches(name);
        let own = self.formals.iter().enumerate();
        let own = own.filter(|(_, formal)| fits(&formal.name) || formal.aliases.iter().any(|alias| fits(alias)));
        let is_common = |name: &str, aliases: &[&str]| fits(name) || aliases.iter().any(|alias| fits(alias));
        let common = COMMON.iter().filter(|(name, aliases, _)| self.offers(name) && is_common(name, aliases));
        let mut all = own.map(|(at, _)| Meant::Formal(at)).chain(common.map(|(name, ..)| Meant::Common(name)));
        let only = all.next()?;
        if all.next().is_some() {
            warnings.push(format!(
                "The following name or alias defined in $PSDefaultParameterValues for this cmdlet resolves to multiple parameters: {command}:{name}. The default has been ignored."
            ));
            return None;
        }
        Some(only)
    }

    /// What is bound so far, as a preset's block is told: the names of the parameters.
    fn binding_state(&self, bound: &Bound) -> Value {
        let names = |is_meant: &dyn Fn(usize) -> bool| {
            let names = self.formals.iter().enumerate().filter(|(at, _)| bound.values[*at].is_some() && is_meant(*at));
            Value::array(names.map(|(_, formal): (_, &Formal)| Value::String(formal.name.clone())).collect())
        };
        let is_preset = |at: usize| bound.presets.contains(&at);
        Value::Object(Object::custom(vec![
            ("BoundParameters".into(), names(&|_| true)),
            ("BoundDefaultParameters".into(), names(&is_preset)),
        ]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_two_halves() {
        for (key, expected) in [
            ("Get-Queue:Server", Some(("Get-Queue", "Server"))),
            (" 'Get-Queue' : \"Server\" ", Some(("Get-Queue", "Server"))),
            ("*:Verbose", Some(("*", "Verbose"))),
            ("Get-Queue", None),
            ("Get-Queue:", None),
            (":Server", None),
            ("a:b:c", None),
        ] {
            assert_eq!(parts(key.trim()), expected, "{key}");
        }
    }
}
