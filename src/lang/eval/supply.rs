//! Asking for what a command cannot do without, as PowerShell does on a terminal.
//!
//! `!?` explains a parameter; an empty line ends a list. What is typed is text, never code.

use super::Interpreter;
use super::command::outer_value;
use super::member::credential;
use super::stop::Stop;
use crate::lang::bind::Formal;
use crate::model::{Fault, Value};

/// Typed instead of a value: what is this?
const HELP: &str = "!?";

/// Most values that are taken for one list; more come from a file or a variable.
const MOST: usize = 1000;

impl Interpreter {
    /// A value for each of these parameters; none where nobody can be asked.
    pub(super) fn supplied(&self, command: &str, position: usize, wanted: &[&Formal]) -> Result<Vec<Value>, Fault> {
        if !self.terminal.is_interactive() {
            return Ok(Vec::new());
        }
        let help = if wanted.iter().any(|formal| !formal.doc().is_empty()) { "\n(Type !? for Help.)" } else { "" };
        self.terminal.tell(&format!(
            "\ncmdlet {command} at command pipeline position {position}\nSupply values for the following parameters:{help}"
        ));
        wanted.iter().map(|formal| self.supply(formal)).collect()
    }

    fn supply(&self, formal: &Formal) -> Result<Value, Fault> {
        if !formal.is_list() {
            return self.supply_one(formal, &formal.name);
        }
        let mut values = Vec::new();
        while values.len() < MOST {
            match self.supply_one(formal, &format!("{}[{}]", formal.name, values.len()))? {
                Value::String(text) if text.is_empty() => break,
                value => values.push(value),
            }
        }
        Ok(Value::array(values))
    }

    fn supply_one(&self, formal: &Formal, prompt: &str) -> Result<Value, Fault> {
        match formal.type_name().as_str() {
            "SecureString" => self.terminal.ask_secret(prompt).map(Value::Secret),
            "PSCredential" => {
                let user = Value::text(self.terminal.ask("User")?);
                let password = self.terminal.ask_secret(&format!("Password for user {user}"))?;
                credential(&user, &Value::Secret(password)).map_err(|stop| match *stop {
                    Stop::Fault { fault, .. } => fault,
                    _ => Fault::cancelled(),
                })
            }
            kind => loop {
                let typed = self.terminal.ask(prompt)?;
                if typed.trim() != HELP || formal.doc().is_empty() {
                    return Ok(if kind == "String" { Value::text(typed) } else { outer_value(&typed) });
                }
                self.terminal.tell(formal.doc());
            },
        }
    }
}
