//! `Get-Location`, `Set-Location`, `Resolve-Path`: where relative paths begin.

use super::place::{existing, unusable};
use crate::cmdlet::prelude::*;
use crate::model::view::view;

static PATH: Param<String> = Param::new("Path", "The folder. Default: the person's home.")
    .position(1)
    .from_pipeline()
    .from_property()
    .aliases(&["LiteralPath", "PSPath", "FullName"]);
static PATHS: Param<Vec<String>> = Param::new("Path", "Paths of things that are there; `*` allowed.")
    .mandatory()
    .position(1)
    .from_pipeline()
    .from_property()
    .aliases(&["LiteralPath", "PSPath", "FullName"]);
static PASS_THRU: Param<Switch> = Param::switch("PassThru", "Put the new location out.");

view! {
    /// A place in the file system.
    PathInfo as "System.Management.Automation.PathInfo", shown ["Path"] {
        /// The whole path.
        "Path" path: String as "String";
    }
}

pub static GET_LOCATION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Location",
        aliases: &["gl", "pwd"],
        synopsis: "Tell where relative paths begin",
        about: "The folder of this conversation.",
        emits: Some(PathInfo::TYPE),
        examples: &[Example { does: "Give the path as text", run: "(Get-Location).Path" }],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, out| {
        let path = call.engine.variable("PWD").unwrap_or_default().to_string();
        out.emit(PathInfo { path })
    }),
};

pub static SET_LOCATION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Set-Location",
        aliases: &["cd", "chdir", "sl"],
        synopsis: "Change where relative paths begin",
        about: "For this conversation alone.",
        params: &[PATH.spec(), PASS_THRU.spec()],
        emits: Some(PathInfo::TYPE),
        examples: &[Example { does: "Go to the home folder", run: "Set-Location ~" }],
        ..Signature::NEW
    },
    run: Run::Each(set),
};

fn set(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let written = call.get(&PATH)?.unwrap_or_else(|| "~".to_owned());
    let found = existing(call, &written).map_err(|fault| fault.at(call.place(&PATH)))?;
    let [folder] = found.as_slice() else {
        return Err(Fault::invalid("AmbiguousPath", format!("'{written}' fits several places.")).at(call.place(&PATH)));
    };
    // Also takes out `..`, as a person expects to see it.
    let folder = folder.canonicalize().map_err(|error| unusable(&written, &error).at(call.place(&PATH)))?;
    if !folder.is_dir() {
        return Err(Fault::invalid("PathIsFile", format!("'{written}' is a file, not a folder.")).at(call.place(&PATH)));
    }
    let path = folder.to_string_lossy().into_owned();
    call.engine.set_variable("PWD", Value::text(&path))?;
    if call.is_set(&PASS_THRU)? { out.emit(PathInfo { path }) } else { Ok(()) }
}

pub static RESOLVE_PATH: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Resolve-Path",
        aliases: &["rvpa"],
        synopsis: "Give the whole path of things that are there",
        about: "Relative paths begin at the location; `*` stands for names that are there.",
        params: &[PATHS.spec()],
        emits: Some(PathInfo::TYPE),
        examples: &[Example { does: "Tell what `~` is", run: "(Resolve-Path ~).Path" }],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, out| {
        for written in call.require(&PATHS)? {
            let found = existing(call, &written).and_then(|paths| {
                let whole = |path: &std::path::PathBuf| {
                    std::path::absolute(path).and_then(|path| path.metadata().map(|_| path))
                };
                paths.iter().map(whole).collect::<Result<Vec<_>, _>>().map_err(|error| unusable(&written, &error))
            });
            match found {
                Ok(paths) => {
                    for path in paths {
                        out.emit(PathInfo { path: tidy(&path).to_string_lossy().into_owned() })?;
                    }
                }
                Err(fault) => call.error(fault.at(call.place(&PATHS)))?,
            }
        }
        Ok(())
    }),
};

/// The path without `.` and `..`.
fn tidy(path: &std::path::Path) -> std::path::PathBuf {
    use std::path::Component;
    path.components().fold(std::path::PathBuf::new(), |mut tidy, part| {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(tidy.pop()),
            part => tidy.push(part),
        }
        tidy
    })
}
