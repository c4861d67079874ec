//! Man pages: `emsh(1)` and those of its verbs from clap's declarations, one page for each cmdlet from its signature.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, italic, line_break, roman};

use crate::cmdlet;
use crate::cmdlet::help::topic::{Part, TOPICS, Topic};
use crate::lang::call::{COMMON, Effect, ParamSpec, Signature};
use crate::lang::usage;
use crate::shell::cli::Cli;

const MANUAL: &str = "emsh manual";
const SERVICE: &str = "emsh-serve";

/// The day of the release that the pages belong to.
const DAY: &str = "2026-11-21";

/// Longer lines of text are broken: those who read the source of a page, and mandoc, want it so.
const LONGEST_LINE: usize = 78;

pub fn pages(pages: &mut BTreeMap<PathBuf, String>) {
    let mut command = Cli::command();
    command.build();
    outer_pages(pages, command);
    for topic in TOPICS {
        insert(pages, &format!("{}.7", topic.name), topic_page(topic));
    }
    for cmdlet in cmdlet::all() {
        let signature = &cmdlet.signature;
        insert(pages, &format!("{}.1", signature.name), cmdlet_page(signature));
    }
}

fn insert(pages: &mut BTreeMap<PathBuf, String>, name: &str, text: String) {
    pages.insert(Path::new("man").join(name), folded(&text));
}

/// The page with its lines of text broken at blanks; requests and the heads of paragraphs are one line each.
fn folded(page: &str) -> String {
    let mut text = String::with_capacity(page.len());
    let mut is_head = false;
    for line in page.lines() {
        if line.starts_with(['.', '\'']) || is_head {
            is_head = line == ".TP";
            text.push_str(line);
            text.push('\n');
            continue;
        }
        let mut used = 0;
        for word in line.split(' ') {
            if used > 0 && used + 1 + bytes(word) > LONGEST_LINE {
                text.push('\n');
                used = 0;
                // It would be a request.
                if word.starts_with(['.', '\'']) {
                    text.push_str("\\&");
                }
            } else if used > 0 {
                text.push(' ');
                used += 1;
            }
            text.push_str(word);
            used += bytes(word);
        }
        text.push('\n');
    }
    text
}

/// How long a word is to mandoc, which writes `…` as `\\[u2026]` before it counts.
fn bytes(word: &str) -> usize {
    word.chars().map(|c| if c.is_ascii() { 1 } else { 9 }).sum()
}

/// The page of a command and those of its verbs.
fn outer_pages(pages: &mut BTreeMap<PathBuf, String>, command: clap::Command) {
    let section = section(command.get_name());
    insert(pages, &format!("{}.{section}", command.get_name()), outer(command.clone(), section));
    for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set()) {
        let name = format!("{}-{}", command.get_name(), verb.get_name());
        if verb.get_name() != "help" {
            outer_pages(pages, verb.clone().name(name));
        }
    }
}

/// Services have the pages of administrators.
fn section(name: &str) -> &'static str {
    if name == SERVICE { "8" } else { "1" }
}

fn outer(command: clap::Command, section: &str) -> String {
    let title = command.get_name().to_uppercase();
    let man = Man::new(command).title(title).section(section).date(DAY).manual(MANUAL).source("emsh");
    let mut page = Vec::new();
    man.render(&mut page).expect("memory takes every write");
    let page = String::from_utf8(page).expect("clap's texts are text");
    // Blanks at line ends, and breaks beside empty lines, are noise to mandoc and to reviewers.
    page.lines()
        .map(|line| line.trim_end())
        .fold(String::new(), |all, line| all + line + "\n")
        .replace(".br\n\n.br\n", ".sp\n")
        .replace(".br\n.sp\n.br\n", ".sp\n")
        .replace(".br\n.sp\n", ".sp\n")
        // It takes every page to be in the section of this one.
        .replace(&format!("{}(1)", SERVICE.replace('-', "\\-")), &format!("{}(8)", SERVICE.replace('-', "\\-")))
}

fn cmdlet_page(signature: &Signature) -> String {
    let mut page = Roff::new();
    page.control("TH", [signature.name.to_uppercase().as_str(), "1", DAY, "emsh", MANUAL]);
    page.control("SH", ["NAME"]);
    page.text([roman(format!("{} - {}", signature.name, signature.synopsis))]);
    page.control("SH", ["SYNOPSIS"]);
    for (at, line) in usage::syntax(signature).into_iter().enumerate() {
        if at > 0 {
            page.control("PP", []);
        }
        page.text([roman(line)]);
    }
    if !signature.about.is_empty() {
        page.control("SH", ["DESCRIPTION"]);
        page.text([roman(signature.about)]);
    }
    if !signature.params.is_empty() {
        page.control("SH", ["PARAMETERS"]);
        for param in signature.params {
            parameter(&mut page, param);
        }
    }
    common(&mut page, signature);
    if let Some(emits) = signature.emits {
        page.control("SH", ["OUTPUT"]);
        page.text([roman(format!("Objects of type {}, with these properties:", emits.name))]);
        for property in emits.properties {
            page.control("TP", []);
            page.text([bold(property.name), roman(format!(" <{}>", property.type_name))]);
            page.text([roman(property.doc)]);
        }
    }
    if !signature.examples.is_empty() {
        page.control("SH", ["EXAMPLES"]);
        for example in signature.examples {
            page.control("TP", []);
            page.text([bold(example.run)]);
            page.text([roman(format!("{}.", example.does))]);
        }
    }
    page.control("SH", ["SEE ALSO"]);
    page.text([bold("emsh"), roman("(1)")]);
    page.render()
}

fn topic_page(topic: &Topic) -> String {
    let mut page = Roff::new();
    page.control("TH", [topic.name.to_uppercase().as_str(), "7", DAY, "emsh", MANUAL]);
    page.control("SH", ["NAME"]);
    page.text([roman(format!("{} - {}", topic.name, topic.synopsis))]);
    page.control("SH", ["DESCRIPTION"]);
    // A paragraph that follows its heading needs no sign of its own.
    let mut is_first = true;
    for part in topic.parts {
        match part {
            Part::Heading(heading) => page.control("SH", [*heading]),
            Part::Text(text) => {
                if !is_first {
                    page.control("PP", []);
                }
                page.text([roman(*text)])
            }
            Part::Terms(terms) => {
                for (term, meaning) in *terms {
                    page.control("TP", []);
                    page.text([bold(*term)]);
                    page.text([roman(*meaning)]);
                }
                &mut page
            }
            Part::Example(does, run) => {
                page.control("TP", []);
                page.text([bold(*run)]);
                page.text([roman(format!("{does}."))])
            }
        };
        is_first = matches!(part, Part::Heading(_));
    }
    page.control("SH", ["SEE ALSO"]);
    let mut see: Vec<Inline> = vec![bold("emsh"), roman("(1)")];
    for name in topic.see {
        let section = if name.starts_with("about_") { "(7)" } else { "(1)" };
        // Classes have no page of their own.
        if name.contains(['-', '_']) {
            see.extend([roman(", "), bold(*name), roman(section)]);
        }
    }
    page.text(see);
    page.render()
}

fn parameter(page: &mut Roff, param: &ParamSpec) {
    page.control("TP", []);
    let mut head: Vec<Inline> = vec![bold(format!("-{}", param.name))];
    if !param.is_switch {
        head.push(roman(" <"));
        head.push(italic(format!("{}{}", param.type_name, if param.is_list { "[]" } else { "" })));
        head.push(roman(">"));
    }
    page.text(head);
    page.text([roman(param.doc)]);
    let mut facts = Vec::new();
    let values = (param.values)();
    if !values.is_empty() && values != ["$true", "$false"] {
        facts.push(format!("Values: {}.", values.join(", ")));
    }
    if !param.aliases.is_empty() {
        facts.push(format!(
            "Also: {}.",
            param.aliases.iter().map(|alias| format!("-{alias}")).collect::<Vec<_>>().join(", ")
        ));
    }
    if param.from_pipeline || param.from_property {
        facts.push("Taken from the pipeline.".to_owned());
    }
    for fact in facts {
        page.text([line_break(), roman(fact)]);
    }
}

fn common(page: &mut Roff, signature: &Signature) {
    page.control("SH", ["COMMON PARAMETERS"]);
    let changes = matches!(signature.effect, Effect::Changes(_));
    let names = COMMON.iter().filter(|(name, ..)| changes || !matches!(*name, "WhatIf" | "Confirm"));
    let names: Vec<String> = names.map(|(name, ..)| format!("-{name}")).collect();
    page.text([roman(format!("{}.", names.join(", ")))]);
}
