//! What paths such as `env:HOME`, `variable:server`, `function:report` and `alias:ft` name: no files, but what the
//! conversation holds.

use std::sync::Arc;

use crate::cmdlet::help::command_info;
use crate::cmdlet::prelude::*;
use crate::cmdlet::variable;
use crate::lang::call::{AliasInfo, ScopeName, VariableInfo};
use crate::model::convert::truth;
use crate::model::{Block, PropertyInfo, TypeInfo, Wildcard};

/// A drive that holds named values of the conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drive {
    Environment,
    Variable,
    Function,
    Alias,
}

/// A path of such a drive.
#[derive(Clone, Debug)]
pub struct InDrive {
    pub drive: Drive,
    /// May be a pattern; empty for the drive itself.
    pub name: String,
    written: String,
    /// No character of the name has a meaning of its own.
    is_literal: bool,
}

static ENVIRONMENT: TypeInfo = TypeInfo {
    name: "System.Collections.DictionaryEntry",
    properties: &[
        PropertyInfo::new("Name", "String", "Its name."),
        PropertyInfo::new("Value", "String", "What it holds."),
        PropertyInfo::new("Key", "String", "Its name, too."),
    ],
    shown: &["Name", "Value"],
    methods: &[],
};

impl Drive {
    pub const ALL: [Drive; 4] = [Drive::Alias, Drive::Environment, Drive::Function, Drive::Variable];

    /// What stands before the colon, and who tells of it.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Drive::Environment => ("Env", "Environment"),
            Drive::Variable => ("Variable", "Variable"),
            Drive::Function => ("Function", "Function"),
            Drive::Alias => ("Alias", "Alias"),
        }
    }
}

impl InDrive {
    /// `None` where the path names a file.
    pub fn read(written: &str) -> Option<InDrive> {
        let (drive, name) = written.split_once(':')?;
        let drive = match drive.to_ascii_lowercase().as_str() {
            "env" => Drive::Environment,
            "variable" => Drive::Variable,
            "function" => Drive::Function,
            "alias" => Drive::Alias,
            _ => return None,
        };
        let name = name.trim_start_matches(['/', '\\', ':']).to_owned();
        Some(InDrive { drive, name, written: written.to_owned(), is_literal: false })
    }

    /// The same, whose name is no pattern.
    pub fn literally(self) -> InDrive {
        InDrive { is_literal: true, ..self }
    }

    fn is_pattern(&self) -> bool {
        !self.is_literal && Wildcard::is_pattern(&self.name)
    }

    /// What there is of that name, or all that fits the pattern, by name: names with objects.
    pub fn items(&self, call: &Call) -> Vec<(String, Value)> {
        let pattern = if self.name.is_empty() { "*" } else { &self.name };
        let pattern = Wildcard::new(pattern);
        // The environment knows letter case.
        let fits = |name: &str| match self.drive {
            Drive::Environment if !self.is_pattern() && !self.name.is_empty() => name == self.name,
            _ if self.is_literal && !self.name.is_empty() => name.eq_ignore_ascii_case(&self.name),
            _ => pattern.matches(name),
        };
        let mut items: Vec<(String, Value)> = match self.drive {
            Drive::Environment => {
                call.engine.environment().into_iter().map(|(name, value)| (name.clone(), entry(name, value))).collect()
            }
            Drive::Variable => {
                let all = call.engine.variables().into_iter();
                all.map(|(name, value)| (name.to_string(), variable::shown(&name, value))).collect()
            }
            Drive::Function => {
                let all = call.engine.functions().into_iter();
                all.map(|(name, text)| (name.to_string(), command_info::function(call, &name, &text))).collect()
            }
            Drive::Alias => {
                let all = call.engine.aliases(None).unwrap_or_default().into_iter();
                all.map(|alias| (alias.name.to_string(), command_info::alias(call, &alias))).collect()
            }
        };
        items.retain(|(name, _)| fits(name));
        items.sort_by_cached_key(|(name, _)| name.to_lowercase());
        items
    }

    /// The same; a name that is not there is a fault.
    pub fn existing(&self, call: &Call) -> Result<Vec<(String, Value)>, Fault> {
        let items = self.items(call);
        if items.is_empty() && !self.is_pattern() && !self.name.is_empty() {
            let says = format!("Cannot find path '{}' because it does not exist.", self.written);
            return Err(Fault::not_found("PathNotFound", says).about(Value::text(&self.written)));
        }
        Ok(items)
    }

    /// Makes or changes what is called so.
    pub fn set(&self, call: &Call, value: Value) -> Result<(), Fault> {
        if self.name.is_empty() || self.is_pattern() {
            let says = format!("'{}' names nothing that could be set.", self.written);
            return Err(Fault::invalid("PathNamesNothing", says));
        }
        let text = || match &value {
            Value::Array(items) => items.items().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
            other => other.to_string(),
        };
        match self.drive {
            Drive::Environment => call.engine.set_variable(&format!("env:{}", self.name), Value::text(text())),
            Drive::Variable if is_forced(call) => {
                let known = call.engine.variable_infos(None)?.into_iter();
                match known.rev().find(|info| info.name.eq_ignore_ascii_case(&self.name)) {
                    Some(info) => call.engine.declare_variable(ScopeName::Local, &VariableInfo { value, ..info }, true),
                    None => call.engine.set_variable(&self.name, value),
                }
            }
            Drive::Variable => call.engine.set_variable(&self.name, value),
            Drive::Alias => {
                let made = AliasInfo::plain(&self.name, &text());
                call.engine.declare_alias(ScopeName::Local, &made, is_forced(call))
            }
            Drive::Function => {
                let value = match value {
                    Value::String(text) => block_of(call, &text)?,
                    other => other,
                };
                let block = <Arc<dyn Block>>::from_value(&value)
                    .map_err(|why| Fault::invalid("FunctionNeedsBlock", format!("A function is a block: {why}.")))?;
                call.engine.set_function(&self.name, &block)
            }
        }
    }

    /// The same drive, with the name of one item.
    pub fn called(&self, name: &str) -> InDrive {
        InDrive { drive: self.drive, name: name.to_owned(), written: self.written.clone(), is_literal: true }
    }

    /// Another name in the same drive; `None` for what cannot be one.
    pub fn sibling(&self, name: &str) -> Option<InDrive> {
        let is_name = !name.is_empty() && !name.contains([':', '/', '\\']) && !Wildcard::is_pattern(name);
        is_name.then(|| self.called(name))
    }

    /// Forgets one of its items.
    pub fn remove(&self, call: &Call, name: &str) -> Result<(), Fault> {
        match self.drive {
            Drive::Environment => call.engine.set_variable(&format!("env:{name}"), Value::Null),
            Drive::Variable => {
                call.engine.remove_variable(name);
                Ok(())
            }
            Drive::Function => {
                call.engine.remove_function(name);
                Ok(())
            }
            Drive::Alias => {
                call.engine.forget_alias(None, name, is_forced(call))?;
                Ok(())
            }
        }
    }

    /// What an item holds, as Get-Content gives it.
    pub fn content(&self, item: &Value) -> Value {
        let property = if matches!(self.drive, Drive::Environment | Drive::Variable) { "Value" } else { "Definition" };
        item.property(property).unwrap_or_default()
    }
}

/// Whether the command has been given `-Force`: then what is read-only changes too.
fn is_forced(call: &Call) -> bool {
    call.argument("Force").is_some_and(|force| truth(&force.value))
}

/// The text of a function as a block.
fn block_of(call: &Call, text: &str) -> Result<Value, Fault> {
    let mut block = Value::Null;
    call.engine.run_text(&format!("{{{text}}}"), &mut |value| {
        block = value;
        Ok(())
    })?;
    Ok(block)
}

fn entry(name: String, value: String) -> Value {
    let properties = vec![
        ("Name".into(), Value::text(&name)),
        ("Value".into(), Value::text(value)),
        ("Key".into(), Value::text(name)),
    ];
    Value::Object(Object::of(&ENVIRONMENT, properties))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drives_are_known_by_their_names() {
        for (written, expected) in [
            ("env:HOME", Some((Drive::Environment, "HOME"))),
            ("Env:\\HOME", Some((Drive::Environment, "HOME"))),
            ("variable:", Some((Drive::Variable, ""))),
            ("FUNCTION:report", Some((Drive::Function, "report"))),
            ("alias:f*", Some((Drive::Alias, "f*"))),
            ("c:\\temp", None),
            ("notes.txt", None),
        ] {
            let read = InDrive::read(written);
            assert_eq!(read.as_ref().map(|path| (path.drive, path.name.as_str())), expected, "{written}");
        }
    }
}
