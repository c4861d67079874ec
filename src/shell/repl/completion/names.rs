//! Names that do not depend on where the cursor is: commands, variables, types, operators, keys.

use super::{Fitting, Place, begins, candidate, part};
use crate::lang::call::Candidate;
use crate::shell::repl::known::Known;

const OPERATORS: &[(&str, &str)] = &[
    ("-eq", "equal"),
    ("-ne", "not equal"),
    ("-gt", "greater"),
    ("-ge", "greater or equal"),
    ("-lt", "less"),
    ("-le", "less or equal"),
    ("-like", "matches a wildcard pattern"),
    ("-notlike", "matches no wildcard pattern"),
    ("-match", "matches a regular expression"),
    ("-notmatch", "matches no regular expression"),
    ("-contains", "list holds a value"),
    ("-notcontains", "list does not hold a value"),
    ("-in", "value is in a list"),
    ("-notin", "value is not in a list"),
    ("-and", "both are true"),
    ("-or", "at least one is true"),
    ("-xor", "exactly one is true"),
    ("-is", "is of a type"),
    ("-isnot", "is not of a type"),
    ("-as", "made a type, or $null"),
    ("-replace", "with what matches replaced"),
    ("-split", "cut in pieces"),
    ("-join", "put together"),
    ("-f", "fills in a format"),
    ("-band", "bits in both"),
    ("-bor", "bits in either"),
    ("-bxor", "bits in one of both"),
    ("-shl", "bits moved up"),
    ("-shr", "bits moved down"),
];

const TYPES: &[(&str, &str)] = &[
    ("array", "list of fixed length"),
    ("bool", "$true or $false"),
    ("char", "one character"),
    ("datetime", "date and time"),
    ("decimal", "exact decimal number"),
    ("double", "floating point number"),
    ("guid", "globally unique identifier"),
    ("hashtable", "names with values"),
    ("int", "32-bit whole number"),
    ("ipaddress", "IPv4 or IPv6 address"),
    ("long", "64-bit whole number"),
    ("math", "mathematical functions"),
    ("ordered", "names with values, in order"),
    ("pscredential", "user name and password"),
    ("pscustomobject", "object with the properties of a hashtable"),
    ("regex", "regular expression"),
    ("scriptblock", "code in braces"),
    ("securestring", "text that is not shown"),
    ("string", "text"),
    ("switch", "parameter without an argument"),
    ("timespan", "length of time"),
    ("version", "version number"),
];

/// Variables that are there without being set.
const AUTOMATIC: &[(&str, &str)] = &[
    ("_", "the current object"),
    ("PSItem", "the current object"),
    ("true", ""),
    ("false", ""),
    ("null", ""),
    ("args", "arguments without a parameter"),
    ("Error", "the latest errors, last one first"),
    ("Matches", "what the last -match found"),
];

fn pairs(names: &[(&str, &str)]) -> Vec<Candidate> {
    names.iter().map(|(name, description)| candidate(*name, *description)).collect()
}

pub fn operators() -> Vec<Candidate> {
    pairs(OPERATORS)
}

pub fn types() -> Vec<Candidate> {
    pairs(TYPES)
}

/// Functions, cmdlets and their aliases.
pub fn commands(known: &Known) -> Vec<Candidate> {
    let functions = known.picture().functions.iter().map(|function| candidate(&function.name, "function")).collect();
    let mut all: Vec<Candidate> = functions;
    all.extend(known.commands.all().iter().map(|signature| candidate(signature.name, signature.synopsis)));
    all.extend(known.commands.aliases().iter().map(|(alias, name)| candidate(*alias, format!("alias of {name}"))));
    all
}

/// Variables, with the sign in front that was typed.
pub fn variables(known: &Known, typed: &str) -> Vec<Fitting> {
    let (sign, name) = match typed.strip_prefix("${") {
        Some(name) => ("${", name),
        None => typed.split_at(typed.len().min(1)),
    };
    if let Some(beginning) = name.get(..4).filter(|scope| scope.eq_ignore_ascii_case("env:")).map(|_| &name[4..]) {
        let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
        let mut names: Vec<String> = names.filter(|name| begins(name, beginning)).collect();
        names.sort();
        return part(names.into_iter().map(|name| candidate(format!("{sign}env:{name}"), "")).collect());
    }
    let picture = known.picture();
    let own = picture.variables.iter().map(|variable| candidate(&variable.name, &variable.type_name));
    let automatic = pairs(AUTOMATIC).into_iter().filter(|automatic| {
        !picture.variables.iter().any(|variable| variable.name.eq_ignore_ascii_case(&automatic.value))
    });
    let fitting = own.chain(automatic).filter(|candidate| begins(&candidate.value, name));
    let written = |found: Candidate| match (sign, found.value.contains(|c: char| !c.is_alphanumeric() && c != '_')) {
        ("@", _) => candidate(format!("@{}", found.value), found.description),
        ("${", _) | (_, true) => candidate(format!("${{{}}}", found.value), found.description),
        _ => candidate(format!("${}", found.value), found.description),
    };
    part(fitting.map(written).collect())
}

/// Keys that a hashtable may have here: those of a calculated property, or of a change to a list.
pub fn keys(place: &Place) -> Vec<Candidate> {
    const SHAPES: &[&str] =
        &["Select-Object", "Sort-Object", "Group-Object", "Format-Table", "Format-List", "Format-Wide"];
    let command = place.context.command.as_deref().and_then(|name| place.known.command(name));
    let Some(signature) = command else { return Vec::new() };
    if !SHAPES.contains(&signature.name) {
        return pairs(&[("Add", "values that the list gets"), ("Remove", "values that leave the list")]);
    }
    let mut keys = vec![("Expression", "property or block that gives the value")];
    match signature.name {
        "Sort-Object" => keys.extend([("Descending", "largest first"), ("Ascending", "smallest first")]),
        "Group-Object" => {}
        "Select-Object" => keys.push(("Name", "name of the property")),
        _ => keys.extend([
            ("Label", "what stands above it"),
            ("Width", "columns of the screen"),
            ("Alignment", "Left, Center or Right"),
            ("FormatString", "such as N2 or yyyy-MM-dd"),
        ]),
    }
    pairs(&keys)
}
