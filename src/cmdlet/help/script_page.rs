//! The help page of a function or script file, from its comments and its parameters; laid out as PowerShell does.

use std::fmt::Write as _;

use super::command_page::Depth;
use super::parts::{self, Parts};
use crate::lang::bind::{Formal, Role};
use crate::lang::comment_help::{CommentHelp, ScriptHelp};
use crate::model::Wildcard;

/// The page as it is shown.
pub fn page(help: &ScriptHelp, depth: Depth, width: usize) -> String {
    let mut page = String::new();
    section(&mut page, "NAME", &help.name);
    let Some(said) = &help.comments else {
        section(&mut page, "SYNTAX", &syntax(help).join("\n\n"));
        return page.trim_end().to_owned() + "\n";
    };
    section(&mut page, "SYNOPSIS", &said.synopsis);
    if depth == Depth::Examples {
        examples(&mut page, said);
        return page.trim_end().to_owned() + "\n";
    }
    let lines: Vec<String> = syntax(help).iter().map(|line| super::text::wrapped(line, width, 0, 4)).collect();
    section(&mut page, "SYNTAX", &lines.join("\n"));
    section(&mut page, "DESCRIPTION", &said.description);
    if matches!(depth, Depth::Detailed | Depth::Full) {
        page.push_str("PARAMETERS\n");
        for formal in help.shape.own_formals() {
            page.push_str(&parameter(help, formal, depth == Depth::Full));
        }
    }
    if depth == Depth::Full {
        for (heading, texts) in [("INPUTS", &said.inputs), ("OUTPUTS", &said.outputs)] {
            filled(&mut page, heading, &texts.join("\n\n"));
        }
        filled(&mut page, "NOTES", &said.notes);
    }
    if depth != Depth::Short {
        examples(&mut page, said);
    }
    if depth != Depth::Detailed {
        filled(&mut page, "RELATED LINKS", &said.links.join("\n"));
    }
    if depth != Depth::Full {
        section(&mut page, "REMARKS", &remarks(help));
    }
    page.trim_end().to_owned() + "\n"
}

/// The parameters that fit the pattern, with everything that is known of them; `None` where none does.
pub fn parameters(help: &ScriptHelp, wanted: &str) -> Option<String> {
    let pattern = Wildcard::new(wanted);
    let own = help.shape.own_formals().iter();
    let fitting = own.filter(|formal| pattern.matches(&formal.name) || formal.is_called(wanted));
    let found: String = fitting.map(|formal| parameter(help, formal, true)).collect();
    (!found.is_empty()).then(|| found.trim_end().to_owned())
}

/// What scripts find in the page.
pub fn parts(help: &ScriptHelp) -> Parts<'_> {
    static NOTHING: std::sync::LazyLock<CommentHelp> = std::sync::LazyLock::new(CommentHelp::default);
    let said = help.comments.as_ref().unwrap_or(&NOTHING);
    let parameter = |formal: &Formal| {
        let role = formal.roles.first();
        parts::parameter(parts::Parameter {
            name: &formal.name,
            about: said.parameter(&formal.name).unwrap_or_default(),
            kind: &kind(formal),
            is_mandatory: role.is_some_and(|role| role.is_mandatory),
            position: role.and_then(|role| role.position).map(|place| place + 1),
            from: role.map_or((false, false), |role| (role.from_pipeline, role.from_property)),
            default: default(help, formal),
        })
    };
    let example = |example: &crate::lang::comment_help::ScriptExample| {
        (example.prompt.clone(), example.code.clone(), example.remarks.clone())
    };
    Parts {
        name: &help.name,
        category: help.category,
        synopsis: &said.synopsis,
        syntax: syntax(help),
        description: &said.description,
        parameters: help.shape.own_formals().iter().map(parameter).collect(),
        examples: said.examples.iter().map(example).collect(),
        inputs: said.inputs.clone(),
        outputs: said.outputs.clone(),
        notes: &said.notes,
        links: said.links.clone(),
        component: &said.component,
        role: &said.role,
        functionality: &said.functionality,
        module: "",
    }
}

/// How it is called, with the types' names in full; the common parameters stand there even where it has none.
fn syntax(help: &ScriptHelp) -> Vec<String> {
    let sets = help.shape.sets.len().max(1);
    (0..sets).map(|at| line(help, help.shape.sets.get(at).map(|_| at))).collect()
}

fn line(help: &ScriptHelp, set: Option<usize>) -> String {
    let is_here = |role: &&Role| set.is_none() || role.set.is_none() || role.set == set;
    let own = help.shape.own_formals().iter();
    let mut here: Vec<(&Formal, &Role)> =
        own.filter_map(|formal| Some((formal, formal.roles.iter().find(is_here)?))).collect();
    here.sort_by_key(|(_, role)| (role.position.unwrap_or(i32::MAX), !role.is_mandatory));
    let mut line = help.name.to_string();
    for (formal, role) in here {
        let name = if role.position.is_some() { format!("[-{}]", formal.name) } else { format!("-{}", formal.name) };
        let whole = if formal.is_switch { format!("-{}", formal.name) } else { format!("{name} <{}>", kind(formal)) };
        let _ = write!(line, " {}", if role.is_mandatory { whole } else { format!("[{whole}]") });
    }
    if help.shape.has_should {
        line.push_str(" [-WhatIf] [-Confirm]");
    }
    if help.comments.is_some() || help.shape.has_common {
        line.push_str(" [<CommonParameters>]");
    }
    line
}

/// The name of its type, with `[]` for a list.
fn kind(formal: &Formal) -> String {
    if formal.is_switch {
        return "SwitchParameter".to_owned();
    }
    let name = formal.type_name();
    let element = crate::lang::usage::long_type(name.trim_end_matches("[]"));
    format!("{element}{}", if formal.is_list() { "[]" } else { "" })
}

fn default<'h>(help: &'h ScriptHelp, formal: &Formal) -> &'h str {
    let own = help.defaults.iter().find(|(name, _)| *name == formal.name);
    match own.map(|(_, default)| default.as_str()) {
        Some("") | None if formal.is_switch => "False",
        written => written.unwrap_or_default(),
    }
}

fn parameter(help: &ScriptHelp, formal: &Formal, with_table: bool) -> String {
    let said = help.comments.as_ref().and_then(|said| said.parameter(&formal.name)).unwrap_or_default();
    let kind = if formal.is_switch { " [<SwitchParameter>]".to_owned() } else { format!(" <{}>", kind(formal)) };
    let mut text = format!("    -{}{kind}\n", formal.name);
    for line in said.lines() {
        let _ = writeln!(text, "{}", format!("        {line}").trim_end());
    }
    text.push('\n');
    if let (true, Some(role)) = (with_table, formal.roles.first()) {
        for (what, value) in [
            ("Required?", role.is_mandatory.to_string()),
            ("Position?", parts::place(role.position.map(|place| place + 1))),
            ("Default value", default(help, formal).to_owned()),
            ("Accept pipeline input?", parts::from_pipeline((role.from_pipeline, role.from_property)).to_owned()),
            ("Accept wildcard characters?", "false".to_owned()),
        ] {
            let _ = writeln!(text, "{}", format!("        {what:<29}{value}").trim_end());
        }
        text.push('\n');
    }
    text
}

fn examples(page: &mut String, said: &CommentHelp) {
    for (at, example) in said.examples.iter().enumerate() {
        let dashes = "-".repeat(26);
        let _ = writeln!(page, "    {dashes} EXAMPLE {} {dashes}\n", at + 1);
        indent(page, &format!("{}{}", example.prompt, example.code));
        indent(page, &example.remarks);
        page.push('\n');
    }
}

fn remarks(help: &ScriptHelp) -> String {
    let name = &help.name;
    format!(
        "To see the examples, type: \"Get-Help {name} -Examples\"\nFor more information, type: \"Get-Help {name} -Detailed\"\n\
         For technical information, type: \"Get-Help {name} -Full\""
    )
}

fn filled(page: &mut String, heading: &str, text: &str) {
    if !text.trim().is_empty() {
        section(page, heading, text);
    }
}

fn section(page: &mut String, heading: &str, text: &str) {
    let _ = writeln!(page, "{heading}");
    indent(page, text);
    page.push('\n');
}

fn indent(page: &mut String, text: &str) {
    for line in text.trim_end().lines() {
        let _ = writeln!(page, "{}", format!("    {line}").trim_end());
    }
}
