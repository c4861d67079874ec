//! `Get-Location`, `Set-Location`, `Push-Location`, `Pop-Location`: where relative paths begin.

use std::path::{Path, PathBuf};

use super::drive::{Drive, InDrive};
use super::place::{existing_or_hidden, foreign, full, missing};
use crate::cmdlet::prelude::*;
use crate::model::PathInfo;

static PATH: Param<String> =
    Param::new("Path", "The folder. Default: the person's home.").position(1).from_pipeline().from_property();
static PUSHED: Param<String> =
    Param::new("Path", "The folder. Default: stay there.").position(1).from_pipeline().from_property();
static LITERAL_PATH: Param<String> = Param::new("LiteralPath", "The folder; no character has a meaning of its own.")
    .from_property()
    .aliases(&["PSPath", "LP", "FullName"]);
static PASS_THRU: Param<Switch> = Param::switch("PassThru", "Put the new location out.");
static NEW_STACK: Param<String> = Param::new(
    "StackName",
    "Stay here, and mean this stack from now on where none is named; an empty name is the stack without one.",
)
.allows_empty();
static STACK_NAME: Param<String> = Param::new("StackName", "Which stack. Default: the one without a name.");
static DRIVE: Param<Vec<String>> =
    Param::new("PSDrive", "Where paths begin in these drives: `/` is that of files.").from_property();
static PROVIDER: Param<Vec<String>> =
    Param::new("PSProvider", "The same, by who tells of the drive: FileSystem, Environment and so on.").from_property();
static STACK: Param<Switch> = Param::switch("Stack", "What Push-Location has kept, the latest first.");

const SETS: &[ParamSet] = &[
    ParamSet { name: "Path", params: &["Path"], mandatory: &[] },
    ParamSet { name: "LiteralPath", params: &["LiteralPath"], mandatory: &["LiteralPath"] },
];

/// More locations than this are not remembered.
const MOST: usize = 1000;

/// Locations that a conversation remembers.
#[derive(Default)]
pub struct Locations {
    /// By name, in small letters; the stack without a name is the empty one.
    stacks: std::collections::BTreeMap<String, Vec<PathBuf>>,
    /// The one that is meant where none is named.
    current: String,
    /// Where `Set-Location -` goes back to, and `Set-Location +` forward.
    past: Vec<PathBuf>,
    future: Vec<PathBuf>,
}

fn keep(list: &mut Vec<PathBuf>, path: PathBuf) {
    if list.len() == MOST {
        list.remove(0);
    }
    list.push(path);
}

impl Locations {
    fn moved(&mut self, from: PathBuf) {
        self.future.clear();
        keep(&mut self.past, from);
    }

    /// Where `-` or `+` leads from here.
    fn step(&mut self, word: &str, from: PathBuf) -> Option<PathBuf> {
        let (come_from, go_to) = match word {
            "-" => (&mut self.future, &mut self.past),
            _ => (&mut self.past, &mut self.future),
        };
        let to = go_to.pop()?;
        keep(come_from, from);
        Some(to)
    }
}

fn here(call: &Call) -> PathBuf {
    PathBuf::from(call.engine.variable("PWD").unwrap_or_default().to_string())
}

/// Where paths begin in the drives that are named, which move only with the location among files.
fn in_drives(call: &Call, out: &mut Output) -> Result<(), Fault> {
    let by_drive = call.get(&DRIVE)?.unwrap_or_default().into_iter().map(|name| (name, true));
    let by_provider = call.get(&PROVIDER)?.unwrap_or_default().into_iter().map(|name| (name, false));
    for (written, is_drive) in by_drive.chain(by_provider) {
        let is_meant = |(drive, provider): (&str, &str)| {
            if is_drive { drive.eq_ignore_ascii_case(&written) } else { provider.eq_ignore_ascii_case(&written) }
        };
        if is_meant(("/", "FileSystem")) {
            out.emit(PathInfo::of(here(call)))?;
        } else if let Some(drive) = Drive::ALL.iter().find(|drive| is_meant(drive.names())) {
            let (drive, provider) = drive.names();
            out.emit(PathInfo::in_drive(drive, provider, ""))?;
        } else {
            let (id, says, place) = match is_drive {
                true => (
                    "DriveNotFound",
                    format!("Cannot find drive. A drive with the name '{written}' does not exist."),
                    call.place(&DRIVE),
                ),
                false => (
                    "ProviderNotFound",
                    format!("Cannot find a provider with the name '{written}'."),
                    call.place(&PROVIDER),
                ),
            };
            call.error(Fault::not_found(id, says).about(Value::text(&written)).at(place))?;
        }
    }
    Ok(())
}

fn stack_name(call: &Call, session: &Session) -> Result<String, Fault> {
    let written = call.get(&STACK_NAME)?.filter(|name| !name.is_empty()).map(|name| name.to_lowercase());
    let name = written.unwrap_or_else(|| session.locations().current.clone());
    Ok(if name == "default" { String::new() } else { name })
}

fn no_stack(name: &str) -> Fault {
    let says = format!("Cannot find location stack '{name}'. It does not exist or it is not a container.");
    Fault::not_found("Argument", says).categorized("InvalidArgument")
}

pub static GET_LOCATION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Location",
        aliases: &["gl", "pwd"],
        synopsis: "Tell where relative paths begin",
        about: "The folder of this conversation.",
        params: &[PROVIDER.spec(), DRIVE.spec(), STACK.spec(), STACK_NAME.spec()],
        sets: &[
            ParamSet { name: "Location", params: &["PSProvider", "PSDrive"], mandatory: &[] },
            ParamSet { name: "Stack", params: &["Stack", "StackName"], mandatory: &[] },
        ],
        emits: Some(PathInfo::TYPE),
        examples: &[
            Example { does: "Give the path as text", run: "(Get-Location).Path" },
            Example {
                does: "Show where Pop-Location leads",
                run: "Push-Location /; Get-Location -Stack; Pop-Location",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(|call, session, out| {
        if call.is_given("PSDrive") || call.is_given("PSProvider") {
            return in_drives(call, out);
        }
        if !call.is_set(&STACK)? && !call.is_given("StackName") {
            return out.emit(PathInfo::of(here(call)));
        }
        let name = stack_name(call, session)?;
        let kept = session.locations().stacks.get(&name).cloned();
        match kept {
            Some(kept) => kept.iter().rev().try_for_each(|path| out.emit(PathInfo::of(path))),
            None if name.is_empty() => Ok(()),
            None => call.error(no_stack(&name).at(call.place(&STACK_NAME))),
        }
    }),
};

pub static SET_LOCATION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Set-Location",
        aliases: &["cd", "chdir", "sl"],
        synopsis: "Change where relative paths begin",
        about: "For this conversation alone. `-` goes back to the location before, `+` forward again.",
        params: &[PATH.spec(), LITERAL_PATH.spec(), PASS_THRU.spec(), NEW_STACK.spec()],
        sets: &[
            ParamSet { name: "Path", params: &["Path"], mandatory: &[] },
            ParamSet { name: "LiteralPath", params: &["LiteralPath"], mandatory: &["LiteralPath"] },
            ParamSet { name: "Stack", params: &["StackName"], mandatory: &[] },
        ],
        emits: Some(PathInfo::TYPE),
        examples: &[
            Example { does: "Go to the home folder", run: "Set-Location ~" },
            Example { does: "Go to a folder and back", run: "Set-Location /; Set-Location -" },
            Example { does: "Go to a folder whose name has brackets", run: "Set-Location -LiteralPath 'logs[1]'" },
            Example {
                does: "Let Pop-Location go back along another list",
                run: "Push-Location / -StackName logs; Set-Location -StackName logs; Pop-Location",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(|call, session, out| {
        if let Some(name) = call.get(&NEW_STACK)? {
            let written = name;
            let name = written.to_lowercase();
            let name = if name == "default" { String::new() } else { name };
            if !name.is_empty() && !session.locations().stacks.contains_key(&name) {
                return call.error(no_stack(&written).at(call.place(&NEW_STACK)));
            }
            session.locations().current = name;
            return if call.is_set(&PASS_THRU)? { out.emit(PathInfo::of(here(call))) } else { Ok(()) };
        }
        let from = here(call);
        let written = call.get(&PATH)?.filter(|path| !path.is_empty()).unwrap_or_else(|| "~".to_owned());
        if !call.is_given("LiteralPath") && matches!(written.as_str(), "-" | "+") {
            let Some(to) = session.locations().step(&written, from) else {
                let way = if written == "-" { "backwards" } else { "forwards" };
                let says = format!("There is no location history left to navigate {way}.");
                return Err(Fault::invalid("InvalidOperation", says)
                    .categorized("InvalidOperation")
                    .at(call.place(&PATH)));
            };
            return go(call, &to, out);
        }
        let to = wanted(call, &written)?;
        session.locations().moved(from);
        go(call, &to, out)
    }),
};

pub static PUSH_LOCATION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Push-Location",
        aliases: &["pushd"],
        synopsis: "Change where relative paths begin, and remember where that was",
        about: "Pop-Location goes back.",
        params: &[PUSHED.spec(), LITERAL_PATH.spec(), PASS_THRU.spec(), STACK_NAME.spec()],
        sets: SETS,
        emits: Some(PathInfo::TYPE),
        examples: &[
            Example { does: "Work in another folder for a moment", run: "Push-Location /tmp; Pop-Location" },
            Example {
                does: "Go to a folder whose name has brackets",
                run: "Push-Location -LiteralPath 'logs[1]'; Pop-Location",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(|call, session, out| {
        let from = here(call);
        let to = match call.get(&PUSHED)? {
            None if !call.is_given("LiteralPath") => from.clone(),
            written => wanted(call, &written.unwrap_or_default())?,
        };
        let name = stack_name(call, session)?;
        keep(session.locations().stacks.entry(name).or_default(), from);
        go(call, &to, out)
    }),
};

pub static POP_LOCATION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Pop-Location",
        aliases: &["popd"],
        synopsis: "Go back to where Push-Location was called",
        about: "Nothing happens when it was not.",
        params: &[PASS_THRU.spec(), STACK_NAME.spec()],
        emits: Some(PathInfo::TYPE),
        examples: &[Example { does: "Go to a folder and back", run: "Push-Location /tmp; Pop-Location -PassThru" }],
        ..Signature::NEW
    },
    run: Run::Each(|call, session, out| {
        let name = stack_name(call, session)?;
        let to = match session.locations().stacks.get_mut(&name) {
            Some(stack) => stack.pop(),
            None if name.is_empty() => None,
            None => return call.error(no_stack(&name).at(call.place(&STACK_NAME))),
        };
        to.map_or(Ok(()), |to| go(call, &to, out))
    }),
};

/// The folder that is meant.
fn wanted(call: &Call, written: &str) -> Result<PathBuf, Fault> {
    let literal = call.get(&LITERAL_PATH)?;
    if InDrive::read(literal.as_deref().unwrap_or(written)).is_some() {
        let place = if literal.is_some() { call.place(&LITERAL_PATH) } else { call.place(&PATH) };
        let says = format!("The location is always a folder, and '{}' is none.", literal.as_deref().unwrap_or(written));
        return Err(Fault::invalid("NotSupported", says)
            .categorized("NotImplemented")
            .at(place)
            .fix("Name what is in the drive with its drive: Get-ChildItem env:, Get-Item env:HOME."));
    }
    if let Some(literal) = literal {
        let folder = full(call, &literal);
        if folder.is_dir() {
            return Ok(folder);
        }
        return Err(foreign(&literal).unwrap_or_else(|| missing(&folder)).at(call.place(&LITERAL_PATH)));
    }
    let found = existing_or_hidden(call, written, true).map_err(|fault| fault.at(call.place(&PATH)))?;
    let folders: Vec<&PathBuf> = found.iter().filter(|path| path.is_dir()).collect();
    match folders.as_slice() {
        [folder] => Ok((*folder).clone()),
        [] => Err(missing(&full(call, written)).at(call.place(&PATH))),
        _ => {
            let says = format!(
                "Cannot set the location because path '{written}' resolved to multiple containers. You can only the set location to a single container at a time."
            );
            Err(Fault::invalid("Argument", says).at(call.place(&PATH)))
        }
    }
}

fn go(call: &Call, to: &Path, out: &mut Output) -> Result<(), Fault> {
    if !to.is_dir() {
        return Err(missing(to));
    }
    call.engine.set_variable("PWD", Value::text(to.to_string_lossy()))?;
    if call.is_set(&PASS_THRU)? { out.emit(PathInfo::of(to)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_is_remembered() {
        let mut locations = Locations::default();
        locations.moved("/a".into());
        locations.moved("/b".into());
        for (word, from, expected) in [
            ("-", "/c", Some("/b")),
            ("-", "/b", Some("/a")),
            ("-", "/a", None),
            ("+", "/a", Some("/b")),
            ("+", "/b", Some("/c")),
            ("+", "/c", None),
        ] {
            assert_eq!(locations.step(word, from.into()), expected.map(PathBuf::from), "{word} from {from}");
        }
    }
}
