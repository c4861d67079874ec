//! `Test-Path`: whether a file or folder is there.

use super::drive::{Drive, InDrive};
use super::place::{existing, full};
use crate::cmdlet::prelude::*;
use crate::model::choice::choice;

choice! {
    /// What may be there.
    PathType as "TestPathType" {
        Any,
        /// A folder.
        Container,
        /// A file.
        Leaf,
    }
}

static PATH: Param<Vec<String>> =
    Param::new("Path", "What to look for; `*` allowed.").position(1).from_pipeline().from_property();
static LITERAL_PATH: Param<Vec<String>> =
    Param::new("LiteralPath", "What to look for; no character has a meaning of its own.").aliases(&["PSPath", "LP"]);
static PATH_TYPE: Param<PathType> =
    Param::new("PathType", "Container: only a folder counts; Leaf: only a file. Default Any.").aliases(&["Type"]);

pub static TEST_PATH: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Test-Path",
        synopsis: "Tell whether a file, folder or variable is there",
        about: "True or false for each path. Paths that begin with env:, variable:, function: or alias: are of these.",
        params: &[PATH.spec(), LITERAL_PATH.spec(), PATH_TYPE.spec()],
        sets: &[
            ParamSet { name: "Path", params: &["Path"], mandatory: &["Path"] },
            ParamSet { name: "LiteralPath", params: &["LiteralPath"], mandatory: &["LiteralPath"] },
        ],
        examples: &[
            Example {
                does: "Look for a file before reading it",
                run: "if (Test-Path connectors.csv) { Import-Csv connectors.csv }",
            },
            Example { does: "Look for a variable of the environment", run: "Test-Path env:HOME" },
            Example {
                does: "Look for a name with brackets",
                run: "Test-Path -LiteralPath 'log[1].txt' -PathType Leaf",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let wanted = call.get(&PATH_TYPE)?.unwrap_or(PathType::Any);
    let is_there = |path: &std::path::Path| match wanted {
        PathType::Any => path.exists(),
        PathType::Container => path.is_dir(),
        PathType::Leaf => path.exists() && !path.is_dir(),
    };
    let in_drive = |written: &str| in_drive(call, written).map(|is_there| is_there && wanted != PathType::Container);
    for written in call.get(&LITERAL_PATH)?.unwrap_or_default() {
        out.emit(in_drive(&written).unwrap_or_else(|| is_there(&full(call, &written))))?;
    }
    for written in call.get(&PATH)?.unwrap_or_default() {
        let of_files = || existing(call, &written).is_ok_and(|paths| paths.iter().any(|path| is_there(path)));
        out.emit(in_drive(&written).unwrap_or_else(of_files))?;
    }
    Ok(())
}

/// Whether there is what a path such as `env:HOME` or `variable:server` names; `None` when it names a file.
fn in_drive(call: &Call, written: &str) -> Option<bool> {
    let path = InDrive::read(written)?;
    let is_there = path.name.is_empty() || !path.items(call).is_empty();
    // Variables that the language computes, such as `$PWD`, are in no list.
    Some(is_there || path.drive == Drive::Variable && call.engine.variable(&path.name).is_some())
}
