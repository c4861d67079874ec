//! A command as an object: cmdlet, alias, function or program.

use std::path::PathBuf;

use super::parameter_info::{parameters, sets};
use crate::cmdlet::prelude::*;
use crate::lang::bind::Shape;
use crate::model::{PropertyInfo, TypeInfo};

/// What all kinds of commands tell.
pub static COMMAND: TypeInfo = TypeInfo {
    name: "System.Management.Automation.CommandInfo",
    properties: &[
        PropertyInfo::new("CommandType", "String", "Cmdlet, Alias, Function or Application."),
        PropertyInfo::new("Name", "String", "What is typed to call it."),
        PropertyInfo::new("Version", "String", "Of the program that it comes with."),
        PropertyInfo::new("Source", "String", "What it comes with; the path of a program."),
        PropertyInfo::new("Verb", "String", "The first half of a cmdlet's name."),
        PropertyInfo::new("Noun", "String", "The second half of a cmdlet's name."),
        PropertyInfo::new("Synopsis", "String", "What it does, in one line."),
        PropertyInfo::new("Definition", "String", "An alias: the command that it stands for. A function: its text."),
        PropertyInfo::new("Parameters", "Hashtable", "What it takes, by name."),
        PropertyInfo::new("ParameterSets", "Object[]", "The ways in which it can be called."),
    ],
    shown: &["CommandType", "Name", "Version", "Source"],
};
static CMDLET: TypeInfo = TypeInfo { name: "System.Management.Automation.CmdletInfo", ..COMMAND };
static ALIAS: TypeInfo = TypeInfo { name: "System.Management.Automation.AliasInfo", ..COMMAND };
static FUNCTION: TypeInfo = TypeInfo { name: "System.Management.Automation.FunctionInfo", ..COMMAND };
static APPLICATION: TypeInfo = TypeInfo { name: "System.Management.Automation.ApplicationInfo", ..COMMAND };

/// Where our own commands come from.
pub const MODULE: &str = "emsh";

#[derive(Default)]
struct Parts<'p> {
    version: &'p str,
    source: &'p str,
    verb: &'p str,
    noun: &'p str,
    synopsis: &'p str,
    definition: &'p str,
    shape: Option<&'p Shape>,
}

fn object(of: &'static TypeInfo, kind: &str, name: &str, parts: Parts) -> Value {
    let values = [
        Value::text(kind),
        Value::text(name),
        Value::text(parts.version),
        Value::text(parts.source),
        Value::text(parts.verb),
        Value::text(parts.noun),
        Value::text(parts.synopsis),
        Value::text(parts.definition),
        parts.shape.map_or(Value::Null, |shape| Value::Hash(parameters(shape))),
        Value::array(parts.shape.map(sets).unwrap_or_default()),
    ];
    Value::Object(Object::of(of, COMMAND.properties.iter().map(|property| property.name.into()).zip(values).collect()))
}

pub fn cmdlet(signature: &Signature) -> Value {
    let (verb, noun) = signature.name.split_once('-').unwrap_or(("", signature.name));
    let shape = Shape::of_signature(signature);
    let parts = Parts {
        version: env!("CARGO_PKG_VERSION"),
        source: MODULE,
        verb,
        noun,
        synopsis: signature.synopsis,
        shape: Some(&shape),
        ..Parts::default()
    };
    object(&CMDLET, "Cmdlet", signature.name, parts)
}

/// With the parameters of what it stands for.
pub fn alias(call: &Call, name: &str, definition: &str) -> Value {
    let shape = call.engine.shape(definition);
    object(&ALIAS, "Alias", name, Parts { definition, shape: shape.as_ref(), ..Parts::default() })
}

pub fn function(call: &Call, name: &str, text: &str) -> Value {
    let shape = call.engine.shape(name);
    object(&FUNCTION, "Function", name, Parts { definition: text, shape: shape.as_ref(), ..Parts::default() })
}

/// A native program.
pub fn application(name: &str, path: &str) -> Value {
    object(&APPLICATION, "Application", name, Parts { source: path, definition: path, ..Parts::default() })
}

/// Every alias with what it stands for, by name: those of the conversation hide those that are always there.
pub fn aliases(call: &Call) -> Vec<(String, String)> {
    let own = call.engine.aliases();
    let mut all: Vec<(String, String)> = own.iter().map(|(name, to)| (name.to_string(), to.to_string())).collect();
    for (name, to) in call.engine.commands().aliases() {
        if !own.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) {
            all.push((name.to_owned(), to.to_owned()));
        }
    }
    all.retain(|(_, to)| !to.is_empty());
    all.sort_by_cached_key(|(name, _)| name.to_lowercase());
    all
}

/// The program that a name means on the search path.
pub fn program(call: &Call, name: &str) -> Option<PathBuf> {
    if name.is_empty() || name.contains(['/', '\0']) {
        return None;
    }
    let folders = call.engine.variable("env:PATH")?.to_string();
    std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| is_program(path))
}

fn is_program(path: &std::path::Path) -> bool {
    let Ok(about) = path.metadata() else { return false };
    #[cfg(unix)]
    let runs = std::os::unix::fs::PermissionsExt::mode(&about.permissions()) & 0o111 != 0;
    #[cfg(not(unix))]
    let runs = true;
    about.is_file() && runs
}
