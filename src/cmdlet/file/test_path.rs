//! `Test-Path`: whether a file or folder is there.

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
        synopsis: "Tell whether a file or folder is there",
        about: "True or false for each path.",
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
    for written in call.get(&LITERAL_PATH)?.unwrap_or_default() {
        out.emit(is_there(&full(call, &written)))?;
    }
    for written in call.get(&PATH)?.unwrap_or_default() {
        out.emit(existing(call, &written).is_ok_and(|paths| paths.iter().any(|path| is_there(path))))?;
    }
    Ok(())
}
