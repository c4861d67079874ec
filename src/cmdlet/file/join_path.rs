//! `Join-Path`: one path of several parts.

use super::place::existing;
use crate::cmdlet::prelude::*;

static PATH: Param<Vec<String>> =
    Param::new("Path", "The folder.").mandatory().position(1).from_pipeline().from_property().aliases(&["PSPath"]);
static CHILD: Param<String> = Param::new("ChildPath", "What is inside it.").mandatory().allows_empty().position(2);
static MORE: Param<Vec<String>> = Param::new("AdditionalChildPath", "Further parts.").position(3).takes_rest();
static RESOLVE: Param<Switch> = Param::switch("Resolve", "Only what is there, as a whole path; `*` allowed.");

pub static JOIN_PATH: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Join-Path",
        synopsis: "Make one path of several parts",
        about: "Nothing has to be there.",
        params: &[PATH.spec(), CHILD.spec(), MORE.spec(), RESOLVE.spec()],
        examples: &[Example { does: "Name a file in a folder", run: "Join-Path /var/log emsh MSGTRK.LOG" }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let mut parts = vec![call.require(&CHILD)?];
    parts.extend(call.get(&MORE)?.unwrap_or_default());
    for folder in call.require(&PATH)? {
        let path = parts.iter().fold(folder.replace('\\', "/"), |path, part| joined(&path, &part.replace('\\', "/")));
        if !call.is_set(&RESOLVE)? {
            out.emit(path)?;
            continue;
        }
        match existing(call, &path) {
            Ok(found) => found.iter().try_for_each(|path| out.emit(path.to_string_lossy().into_owned()))?,
            Err(fault) => call.error(fault.at(call.span))?,
        }
    }
    Ok(())
}

/// With one separator between the two, however many they bring.
fn joined(path: &str, part: &str) -> String {
    format!("{}/{}", path.strip_suffix('/').unwrap_or(path), part.trim_start_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_separator_stands_between_parts() {
        for (path, part, expected) in
            [("/var", "log", "/var/log"), ("/var/", "/log/", "/var/log/"), ("/", "log", "/log"), (".", "a/b", "./a/b")]
        {
            assert_eq!(joined(path, part), expected);
        }
    }
}
