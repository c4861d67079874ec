//! `Export-Alias` and `Import-Alias`: other names of commands in a file.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Read};
use std::path::Path;

use jiff::Zoned;

use crate::cmdlet::convert::CsvReader;
use crate::cmdlet::file::encoding::{Encoding, TextFile, reader};
use crate::cmdlet::file::place::{full, make_writable, unusable};
use crate::cmdlet::file::unix;
use crate::cmdlet::help::command_info;
use crate::cmdlet::prelude::*;
use crate::lang::call::{AliasInfo, ScopeName, VariableOption};
use crate::lang::eval::format_text;
use crate::model::Wildcard;
use crate::model::choice::choice;

choice! {
    /// How aliases stand in a file.
    Form as "ExportAliasFormat" {
        /// One line of four fields for each.
        Csv,
        /// One command for each, which a script runs.
        Script,
    }
}

static PATH: Param<String> = Param::new("Path", "The file.").position(1);
static LITERAL_PATH: Param<String> = Param::new("LiteralPath", "The file; no character has a meaning of its own.")
    .from_property()
    .aliases(&["PSPath", "LP"]);
static READ_PATH: Param<String> = Param::new("Path", "The file.").position(1).from_pipeline().from_property();
static NAME: Param<Vec<String>> =
    Param::new("Name", "Which aliases; `*` allowed. Default: all.").position(2).from_property();
static PASS_THRU: Param<Switch> = Param::switch("PassThru", "Put the aliases out, too.");
static AS: Param<Form> =
    Param::new("As", "Csv: a line of four fields for each. Script: a command for each. Default Csv.");
static APPEND: Param<Switch> = Param::switch("Append", "Add to the file.");
static FORCE: Param<Switch> = Param::switch("Force", "Write over a file that is read-only.");
static READ_FORCE: Param<Switch> = Param::switch("Force", "Also aliases that are there already, be they read-only.");
static NO_CLOBBER: Param<Switch> =
    Param::switch("NoClobber", "Refuse to write over an existing file.").aliases(&["NoOverwrite"]);
static DESCRIPTION: Param<String> = Param::new("Description", "What the head of the file says, too.");
static SCOPE: Param<ScopeName> = Param::new(
    "Scope",
    "Only those of this scope: Global, Script, Local, or so many scopes around this one. Default: all that can be seen.",
);
static READ_SCOPE: Param<ScopeName> =
    Param::new("Scope", "Global, Script, Local, or so many scopes around this one. Default: where the command stands.");

const SETS: &[ParamSet] = &[
    ParamSet { name: "ByPath", params: &["Path"], mandatory: &["Path"] },
    ParamSet { name: "ByLiteralPath", params: &["LiteralPath"], mandatory: &["LiteralPath"] },
];

pub static EXPORT_ALIAS: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Export-Alias",
        aliases: &["epal"],
        synopsis: "Keep other names of commands in a file",
        about: "Import-Alias reads them again; a file of commands is run as a script.",
        params: &[
            PATH.spec(),
            LITERAL_PATH.spec(),
            NAME.spec(),
            PASS_THRU.spec(),
            AS.spec(),
            APPEND.spec(),
            FORCE.spec(),
            NO_CLOBBER.spec(),
            DESCRIPTION.spec(),
            SCOPE.spec(),
        ],
        sets: SETS,
        effect: Effect::Changes(Impact::Medium),
        examples: &[
            Example { does: "Keep one's own aliases", run: "Set-Alias gq Get-Queue; Export-Alias mine.csv gq" },
            Example {
                does: "Write commands into a file whose name has brackets",
                run: "Export-Alias -LiteralPath 'mine[1].ps1' -Name ft -As Script",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(export),
};

pub static IMPORT_ALIAS: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Import-Alias",
        aliases: &["ipal"],
        synopsis: "Read other names of commands from a file",
        about: "The file is one of Export-Alias. Names that are aliases already are refused without -Force.",
        params: &[READ_PATH.spec(), LITERAL_PATH.spec(), READ_SCOPE.spec(), PASS_THRU.spec(), READ_FORCE.spec()],
        sets: SETS,
        effect: Effect::Changes(Impact::Medium),
        examples: &[
            Example {
                does: "Take them over from another conversation",
                run: "Export-Alias kept.csv ft; Import-Alias kept.csv -Force",
            },
            Example {
                does: "Read a file whose name has brackets",
                run: "Export-Alias -LiteralPath 'kept[1].csv' -Name ft; Import-Alias -LiteralPath 'kept[1].csv' -Force",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(import),
};

fn place(call: &Call) -> crate::model::Span {
    call.place_of_either(&LITERAL_PATH, &PATH)
}

fn written(call: &Call) -> Result<String, Fault> {
    Ok(call.get(&LITERAL_PATH)?.or(call.get(&PATH)?).unwrap_or_default())
}

fn export(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let all = command_info::aliases(call, call.get(&SCOPE)?)?;
    let mut found = Vec::new();
    for pattern in call.get(&NAME)?.unwrap_or_else(|| vec!["*".to_owned()]) {
        let wanted = Wildcard::new(&pattern);
        let before = found.len();
        found.extend(all.iter().filter(|alias| wanted.matches(&alias.name)));
        if found.len() == before && !Wildcard::is_pattern(&pattern) {
            call.error(super::alias::unknown("name", &pattern).at(call.place(&NAME)))?;
        }
    }
    let written = written(call)?;
    if call.should("Export-Alias", &written, "")? {
        let path = full(call, &written);
        let mut text = head(call)?;
        let form = call.get(&AS)?.unwrap_or(Form::Csv);
        found.iter().for_each(|alias| text += &line(alias, form));
        write(call, &path, &text).map_err(|error| unusable(&path, &error).at(place(call)))?;
    }
    if call.is_set(&PASS_THRU)? {
        found.into_iter().try_for_each(|alias| out.emit(command_info::alias(call, alias)))?;
    }
    Ok(())
}

fn head(call: &Call) -> Result<String, Fault> {
    let now = format_text(&Value::text("{0:F}"), &Value::date(Zoned::now())).unwrap_or_default();
    let user = std::fs::metadata("/proc/self").map(|about| unix::user(&about)).unwrap_or_default();
    let name = rustix::system::uname();
    let computer = name.nodename().to_string_lossy();
    let mut head = format!("# Alias File\n# Exported by : {user}\n# Date/Time : {now}\n# Computer : {computer}\n");
    if let Some(description) = call.get(&DESCRIPTION)? {
        head += &format!("#\n# {}\n", description.replace('\n', "\n# "));
    }
    Ok(head)
}

fn line(alias: &AliasInfo, form: Form) -> String {
    let (name, value, about, option) = (&alias.name, &alias.definition, &alias.description, alias.option.to_string());
    match form {
        Form::Csv => format!("\"{name}\",\"{value}\",\"{about}\",\"{option}\"\n"),
        Form::Script => {
            format!("set-alias -Name:\"{name}\" -Value:\"{value}\" -Description:\"{about}\" -Option:\"{option}\"\n")
        }
    }
}

fn write(call: &Call, path: &Path, text: &str) -> std::io::Result<()> {
    let is_set = |switch| call.is_set(switch).unwrap_or_default();
    let appends = is_set(&APPEND);
    let mut options = OpenOptions::new();
    options.write(true).append(appends).truncate(!appends).create(true).create_new(is_set(&NO_CLOBBER) && !appends);
    let opened = match options.open(path) {
        Err(error) if error.kind() == ErrorKind::PermissionDenied && is_set(&FORCE) => {
            make_writable(path).and_then(|()| options.open(path))
        }
        other => other,
    };
    let mut file = TextFile::new(opened?, Encoding::Default, !appends)?;
    file.write(text)?;
    file.finish()
}

fn import(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let path = full(call, &written(call)?);
    let mut text = String::new();
    reader(&path, None)
        .and_then(|mut file| file.read_to_string(&mut text))
        .map_err(|error| unusable(&path, &error).at(place(call)))?;
    let is_forced = call.is_set(&READ_FORCE)?;
    let scope = call.get(&READ_SCOPE)?.unwrap_or(ScopeName::Local);
    for (number, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let alias = alias_of(line).ok_or_else(|| malformed(&path, number + 1).at(place(call)))?;
        let name = alias.name.clone();
        if !call.should("Import Alias", &format!("Name: {name} Value: {}", alias.definition), "")? {
            continue;
        }
        let is_there = call.engine.aliases(None)?.iter().any(|known| known.name.eq_ignore_ascii_case(&name));
        if is_there && !is_forced {
            let says = format!("The alias is not allowed, because an alias with the name '{name}' already exists.");
            let fault = Fault::conflict("AliasAlreadyExists", says).categorized("ResourceExists");
            call.error(fault.about(Value::text(&*name)).at(place(call)))?;
            continue;
        }
        match call.engine.declare_alias(scope, &alias, is_forced) {
            Ok(()) if call.is_set(&PASS_THRU)? => out.emit(command_info::alias(call, &alias))?,
            Ok(()) => {}
            Err(fault) => call.error(fault.at(place(call)))?,
        }
    }
    Ok(())
}

/// Name, command, description, option.
fn alias_of(line: &str) -> Option<AliasInfo> {
    let fields = CsvReader::new(line.as_bytes(), ',').next().ok()??;
    let [name, value, about, option] = <[String; 4]>::try_from(fields).ok()?;
    let option = VariableOption::from_value(&Value::text(option)).ok()?;
    Some(AliasInfo { description: about.into(), option, ..AliasInfo::plain(&name, &value) })
}

fn malformed(path: &Path, number: usize) -> Fault {
    let says = format!(
        "Cannot import an alias. Line number {number} in the file '{}' is not a properly-formatted, comma-separated values (CSV) list for aliases.",
        path.display()
    );
    Fault::invalid("ImportAliasFileFormatError", says)
        .fix("A line has four fields: \"name\",\"command\",\"description\",\"option\".")
}
