//! What the editor knows of the session while a line is typed: commands, functions, variables.
//!
//! The interpreter belongs to the thread that runs it and the editor's parts must be sendable, so this is a picture,
//! taken anew before each prompt.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::lang::call::{Commands, Signature};
use crate::lang::eval::{Definition, Interpreter, methods};
use crate::model::{PropertyInfo, Value};

/// Shared by the completer and the highlighter.
#[derive(Clone)]
pub struct Known {
    pub commands: Arc<dyn Commands>,
    picture: Arc<Mutex<Picture>>,
}

#[derive(Default)]
pub struct Picture {
    pub variables: Vec<Variable>,
    pub functions: Vec<Function>,
}

pub struct Variable {
    pub name: String,
    pub type_name: String,
    /// Names of its properties, or of those of its first element.
    pub properties: Vec<String>,
    /// Those of its type.
    pub methods: Vec<Definition>,
}

pub struct Function {
    pub name: String,
    pub parameters: Vec<String>,
}

impl Known {
    pub fn new(commands: Arc<dyn Commands>) -> Known {
        Known { commands, picture: Arc::default() }
    }

    pub fn update(&self, interpreter: &Interpreter) {
        let variables = interpreter.variables().into_iter().map(|(name, value)| Variable {
            name,
            type_name: value.type_name().to_owned(),
            properties: properties(&value),
            methods: methods(&value),
        });
        let functions = interpreter.functions().into_iter().map(|function| Function {
            name: function.name.to_string(),
            parameters: function.body.params.iter().flatten().map(|parameter| parameter.name.to_string()).collect(),
        });
        *self.picture() = Picture { variables: variables.collect(), functions: functions.collect() };
    }

    pub fn picture(&self) -> MutexGuard<'_, Picture> {
        self.picture.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn command(&self, name: &str) -> Option<&'static Signature> {
        self.commands.find(name)
    }

    /// Whether a word can be called.
    pub fn can_be_called(&self, name: &str) -> bool {
        self.command(name).is_some()
            || self.picture().functions.iter().any(|function| function.name.eq_ignore_ascii_case(name))
            || (name.to_ascii_lowercase().ends_with(".ps1") && std::path::Path::new(name).is_file())
    }

    /// Whether a word is the beginning of something that can be called.
    pub fn may_become(&self, beginning: &str) -> bool {
        let begins = |name: &str| super::completion::begins(name, beginning);
        self.commands.all().iter().any(|signature| begins(signature.name))
            || self.commands.aliases().iter().any(|(alias, _)| begins(alias))
            || self.picture().functions.iter().any(|function| begins(&function.name))
    }

    /// The properties of the objects that a command puts out.
    pub fn emitted_by(&self, command: &str) -> &'static [PropertyInfo] {
        self.command(command).and_then(|signature| signature.emits).map_or(&[], |info| info.properties)
    }
}

fn properties(value: &Value) -> Vec<String> {
    let value = match value {
        Value::Array(array) => array.get(0).unwrap_or(Value::Null),
        value => value.clone(),
    };
    value.property_names().iter().map(|name| name.to_string()).collect()
}
