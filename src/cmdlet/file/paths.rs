//! `-Path` and `-LiteralPath` of the commands that read files.

use std::path::PathBuf;

use super::place::{existing, full};
use crate::cmdlet::prelude::*;

pub static PATH: Param<Vec<String>> =
    Param::new("Path", "The files; `*` allowed.").position(1).from_pipeline().from_property();
pub static LITERAL_PATH: Param<Vec<String>> =
    Param::new("LiteralPath", "The files; no character has a meaning of its own.")
        .from_property()
        .aliases(&["PSPath", "LP", "FullName"]);

/// One or the other.
pub const SETS: &[ParamSet] = &[
    ParamSet { name: "Path", params: &["Path"], mandatory: &["Path"] },
    ParamSet { name: "LiteralPath", params: &["LiteralPath"], mandatory: &["LiteralPath"] },
];

/// A file that is meant.
pub struct Meant {
    pub path: PathBuf,
    /// As it was written, which is what faults say.
    pub written: String,
}

/// The files that are meant. Says which are not there.
pub fn meant(call: &Call) -> Result<Vec<Meant>, Fault> {
    let mut found = Vec::new();
    for written in call.get(&LITERAL_PATH)?.unwrap_or_default() {
        found.push(Meant { path: full(call, &written), written });
    }
    found.extend(by_pattern(call, &call.get(&PATH)?.unwrap_or_default())?);
    Ok(found)
}

/// The files that fit these patterns. Says which fit none.
pub fn by_pattern(call: &Call, patterns: &[String]) -> Result<Vec<Meant>, Fault> {
    let mut found = Vec::new();
    for written in patterns {
        match existing(call, written) {
            Ok(paths) => found.extend(paths.into_iter().map(|path| Meant { path, written: written.clone() })),
            Err(fault) => call.error(fault.at(call.place(&PATH)))?,
        }
    }
    Ok(found)
}
