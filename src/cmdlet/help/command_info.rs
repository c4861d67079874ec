//! A command as an object: cmdlet, alias, function or program.

use std::path::PathBuf;

use crate::cmdlet::prelude::*;
use crate::lang::bind::Shape;
use crate::lang::bind::metadata::{parameters, sets};
use crate::lang::call::{AliasInfo, ScopeName};
use crate::lang::usage;
use crate::model::{PropertyInfo, TypeInfo};

const BASICS: [PropertyInfo; 11] = [
    PropertyInfo::new("CommandType", "String", "Cmdlet, Alias, Function, Filter, ExternalScript or Application."),
    PropertyInfo::new("Name", "String", "What is typed to call it."),
    PropertyInfo::new("Version", "String", "Of the program that it comes with."),
    PropertyInfo::new("Source", "String", "What it comes with; the path of a program."),
    PropertyInfo::new("Verb", "String", "The first half of a cmdlet's name."),
    PropertyInfo::new("Noun", "String", "The second half of a cmdlet's name."),
    PropertyInfo::new("Synopsis", "String", "What it does, in one line."),
    PropertyInfo::new(
        "Definition",
        "String",
        "An alias: the command that it stands for. A function: its text. A cmdlet: how it is written.",
    ),
    PropertyInfo::new("Parameters", "Hashtable", "What it takes, by name."),
    PropertyInfo::new("ParameterSets", "Object[]", "The ways in which it can be called."),
    PropertyInfo::new("ModuleName", "String", "What a cmdlet comes with."),
];

static ALIAS_PROPERTIES: [PropertyInfo; 17] = {
    let [kind, name, version, source, verb, noun, synopsis, definition, parameters, sets, module] = BASICS;
    [
        kind,
        name,
        version,
        source,
        verb,
        noun,
        synopsis,
        definition,
        parameters,
        sets,
        module,
        PropertyInfo::new("DisplayName", "String", "The name and what it stands for."),
        PropertyInfo::new(
            "ReferencedCommand",
            "System.Management.Automation.CommandInfo",
            "What it stands for, which may be an alias too.",
        ),
        PropertyInfo::new("ResolvedCommand", "System.Management.Automation.CommandInfo", "The command in the end."),
        PropertyInfo::new("ResolvedCommandName", "String", "What that is called."),
        PropertyInfo::new("Options", "String", "None, or a list of ReadOnly, Constant, Private and AllScope."),
        PropertyInfo::new("Description", "String", "What was said of it."),
    ]
};

static FUNCTION_PROPERTIES: [PropertyInfo; 12] = {
    let [kind, name, version, source, verb, noun, synopsis, definition, parameters, sets, module] = BASICS;
    let block = PropertyInfo::new("ScriptBlock", "ScriptBlock", "What it runs.");
    [kind, name, version, source, verb, noun, synopsis, definition, parameters, sets, module, block]
};

static SCRIPT_PROPERTIES: [PropertyInfo; 12] = {
    let [kind, name, version, source, verb, noun, synopsis, definition, parameters, sets, module] = BASICS;
    let path = PropertyInfo::new("Path", "String", "Where it is.");
    [kind, name, version, source, verb, noun, synopsis, definition, parameters, sets, module, path]
};

/// What all kinds of commands tell.
pub static COMMAND: TypeInfo = TypeInfo {
    name: "System.Management.Automation.CommandInfo",
    properties: &BASICS,
    shown: &["CommandType", "Name", "Version", "Source"],
    methods: &[],
};
static CMDLET: TypeInfo = TypeInfo { name: "System.Management.Automation.CmdletInfo", ..COMMAND };
static ALIAS: TypeInfo =
    TypeInfo { name: "System.Management.Automation.AliasInfo", properties: &ALIAS_PROPERTIES, ..COMMAND };
static FUNCTION: TypeInfo =
    TypeInfo { name: "System.Management.Automation.FunctionInfo", properties: &FUNCTION_PROPERTIES, ..COMMAND };
static FILTER: TypeInfo =
    TypeInfo { name: "System.Management.Automation.FilterInfo", properties: &FUNCTION_PROPERTIES, ..COMMAND };
static SCRIPT: TypeInfo =
    TypeInfo { name: "System.Management.Automation.ExternalScriptInfo", properties: &SCRIPT_PROPERTIES, ..COMMAND };
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

fn object(of: &'static TypeInfo, kind: &str, name: &str, parts: Parts, own: Vec<Value>) -> Value {
    let basics = [
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
        Value::text(if parts.source == MODULE { MODULE } else { "" }),
    ];
    let names = of.properties.iter().map(|property| property.name.into());
    Value::Object(Object::of(of, names.zip(basics.into_iter().chain(own)).collect()))
}

pub fn cmdlet(signature: &Signature) -> Value {
    let (verb, noun) = signature.name.split_once('-').unwrap_or(("", signature.name));
    let shape = Shape::of_signature(signature);
    let definition = format!("\n{}\n", usage::short_syntax(signature).join("\n\n"));
    let parts = Parts {
        definition: &definition,
        version: env!("CARGO_PKG_VERSION"),
        source: MODULE,
        verb,
        noun,
        synopsis: signature.synopsis,
        shape: Some(&shape),
    };
    object(&CMDLET, "Cmdlet", signature.name, parts, Vec::new())
}

/// With the parameters of what it stands for.
pub fn alias(call: &Call, info: &AliasInfo) -> Value {
    let (name, definition) = (&info.name, &*info.definition);
    let shape = call.engine.shape(definition);
    let meant = call.engine.commands().find(definition);
    let own = call.engine.functions().into_iter().find(|(name, _)| name.eq_ignore_ascii_case(definition));
    let command = match (&own, meant) {
        (Some((name, text)), _) => function(call, name, text),
        (None, meant) => meant.map_or(Value::Null, cmdlet),
    };
    let resolved = own.map(|(name, _)| Value::String(name));
    let own = vec![
        Value::text(format!("{name} -> {definition}")),
        command.clone(),
        command,
        resolved.or_else(|| meant.map(|signature| Value::text(signature.name))).unwrap_or_default(),
        Value::text(info.option.to_string()),
        Value::String(info.description.clone()),
    ];
    object(&ALIAS, "Alias", name, Parts { definition, shape: shape.as_ref(), ..Parts::default() }, own)
}

pub fn function(call: &Call, name: &str, text: &str) -> Value {
    let shape = call.engine.shape(name);
    let (verb, noun) = name.split_once('-').unwrap_or_default();
    let parts = Parts { definition: text, shape: shape.as_ref(), verb, noun, ..Parts::default() };
    let is_filter = matches!(call.engine.script_help(name), Ok(Some(help)) if help.category == "Filter");
    let (of, kind) = if is_filter { (&FILTER, "Filter") } else { (&FUNCTION, "Function") };
    let block = call.engine.function_block(name).map_or(Value::Null, Value::Block);
    object(of, kind, name, parts, vec![block])
}

/// A script file: by its path, or by its name where a folder of the search path has it.
pub fn script(call: &Call, name: &str) -> Option<Value> {
    if !name.to_ascii_lowercase().ends_with(".ps1") || name.contains('\0') {
        return None;
    }
    let path = match name.contains('/') {
        true => std::path::absolute(call.engine.full_path(name)).ok(),
        false => {
            let folders = call.engine.variable("env:PATH")?.to_string();
            std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file())
        }
    };
    let path = path.filter(|path| path.is_file())?.to_string_lossy().into_owned();
    let help = call.engine.script_help(&path).ok().flatten();
    let own = path.rsplit('/').next().unwrap_or(&path);
    let shape = help.as_ref().map(|help| &help.shape);
    let synopsis = help.as_ref().and_then(|help| help.comments.as_ref()).map_or("", |said| said.synopsis.as_str());
    let parts = Parts { source: &path, definition: &path, synopsis, shape, ..Parts::default() };
    Some(object(&SCRIPT, "ExternalScript", own, parts, vec![Value::text(&path)]))
}

/// A native program.
pub fn application(name: &str, path: &str) -> Value {
    let parts = Parts { source: path, definition: path, ..Parts::default() };
    object(&APPLICATION, "Application", name, parts, Vec::new())
}

/// Every alias that can be seen, or those of a scope, by name.
pub fn aliases(call: &Call, scope: Option<ScopeName>) -> Result<Vec<AliasInfo>, Fault> {
    let mut all = call.engine.aliases(scope)?;
    all.sort_by_cached_key(|alias| alias.name.to_lowercase());
    Ok(all)
}

/// The program that a name means on the search path, or a path does.
pub fn program(call: &Call, name: &str) -> Option<PathBuf> {
    if name.is_empty() || name.contains('\0') {
        return None;
    }
    if name.contains('/') {
        return Some(call.engine.full_path(name)).filter(|path| is_program(path));
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
