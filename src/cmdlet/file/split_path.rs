//! `Split-Path`: one part of a path.

use super::place::existing;
use crate::cmdlet::prelude::*;

static PATH: Param<Vec<String>> =
    Param::new("Path", "The path; nothing has to be there.").position(1).from_pipeline().from_property();
static LITERAL_PATH: Param<Vec<String>> = Param::new("LiteralPath", "The path; no character has a meaning of its own.")
    .from_property()
    .aliases(&["PSPath", "LP"]);
static PARENT: Param<Switch> = Param::switch("Parent", "The folder that it is in; this is the default.");
static LEAF: Param<Switch> = Param::switch("Leaf", "The last part.");
static LEAF_BASE: Param<Switch> = Param::switch("LeafBase", "The last part without its extension.");
static EXTENSION: Param<Switch> = Param::switch("Extension", "The extension of the last part, with its dot.");
static QUALIFIER: Param<Switch> = Param::switch("Qualifier", "The drive with its colon, such as `env:`.");
static NO_QUALIFIER: Param<Switch> = Param::switch("NoQualifier", "What stands behind the drive.");
static IS_ABSOLUTE: Param<Switch> = Param::switch("IsAbsolute", "Whether it begins at the root.");
static RESOLVE: Param<Switch> = Param::switch("Resolve", "Of the things that are there; `*` allowed.");

pub static SPLIT_PATH: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Split-Path",
        synopsis: "Give one part of a path",
        about: "The folder unless another part is asked for.",
        params: &[
            PATH.spec(),
            LITERAL_PATH.spec(),
            PARENT.spec(),
            LEAF.spec(),
            LEAF_BASE.spec(),
            EXTENSION.spec(),
            QUALIFIER.spec(),
            NO_QUALIFIER.spec(),
            IS_ABSOLUTE.spec(),
            RESOLVE.spec(),
        ],
        sets: &[
            ParamSet { name: "Parent", params: &["Path", "Parent", "Resolve"], mandatory: &["Path"] },
            ParamSet { name: "Leaf", params: &["Path", "Leaf", "Resolve"], mandatory: &["Path", "Leaf"] },
            ParamSet { name: "LeafBase", params: &["Path", "LeafBase", "Resolve"], mandatory: &["Path", "LeafBase"] },
            ParamSet {
                name: "Extension",
                params: &["Path", "Extension", "Resolve"],
                mandatory: &["Path", "Extension"],
            },
            ParamSet {
                name: "Qualifier",
                params: &["Path", "Qualifier", "Resolve"],
                mandatory: &["Path", "Qualifier"],
            },
            ParamSet {
                name: "NoQualifier",
                params: &["Path", "NoQualifier", "Resolve"],
                mandatory: &["Path", "NoQualifier"],
            },
            ParamSet {
                name: "IsAbsolute",
                params: &["Path", "IsAbsolute", "Resolve"],
                mandatory: &["Path", "IsAbsolute"],
            },
            ParamSet { name: "LiteralPath", params: &["LiteralPath", "Resolve"], mandatory: &["LiteralPath"] },
        ],
        examples: &[
            Example { does: "Name the folder of a file", run: "Split-Path /var/log/emsh/MSGTRK.LOG" },
            Example { does: "Name the file alone", run: "Split-Path /var/log/emsh/MSGTRK.LOG -Leaf" },
            Example { does: "Leave out what it ends with", run: "Split-Path users.csv -LeafBase" },
            Example { does: "Tell what it ends with", run: "Split-Path users.csv -Extension" },
            Example { does: "Tell the drive", run: "Split-Path env:HOME -Qualifier" },
            Example { does: "Leave out the drive", run: "Split-Path env:HOME -NoQualifier" },
            Example { does: "Tell whether it is a whole path", run: "Split-Path users.csv -IsAbsolute" },
            Example {
                does: "Name the folder of a name with brackets",
                run: "Split-Path -LiteralPath 'logs[1]/log.txt'",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let mut written = call.get(&LITERAL_PATH)?.unwrap_or_default();
    written.extend(call.get(&PATH)?.unwrap_or_default());
    for written in written {
        if !call.is_set(&RESOLVE)? {
            put(call, &written, out)?;
            continue;
        }
        match existing(call, &written) {
            Ok(found) => found.iter().try_for_each(|path| put(call, &path.to_string_lossy(), out))?,
            Err(fault) => call.error(fault.at(call.span))?,
        }
    }
    Ok(())
}

fn put(call: &Call, written: &str, out: &mut Output) -> Result<(), Fault> {
    let path = written.replace('\\', "/");
    let drive = drive(&path);
    if call.is_set(&IS_ABSOLUTE)? {
        return out.emit(path.starts_with('/') || drive.is_some());
    }
    if call.is_set(&QUALIFIER)? {
        let Some(drive) = drive else {
            let says = format!("Cannot parse path because path '{written}' does not have a qualifier specified.");
            return call.error(Fault::invalid("ParsePath", says).at(call.place(&PATH)));
        };
        return out.emit(drive);
    }
    if call.is_set(&NO_QUALIFIER)? {
        return out.emit(&path[drive.map_or(0, str::len)..]);
    }
    let (folder, leaf) = split(&path);
    let (base, extension) = match leaf.rfind('.') {
        // A dot at the end begins nothing.
        Some(dot) if dot + 1 == leaf.len() => (&leaf[..dot], ""),
        Some(dot) => leaf.split_at(dot),
        None => (leaf, ""),
    };
    out.emit(if call.is_set(&LEAF)? {
        leaf
    } else if call.is_set(&LEAF_BASE)? {
        base
    } else if call.is_set(&EXTENSION)? {
        extension
    } else {
        folder
    })
}

/// The drive that a path begins with, with its colon.
fn drive(path: &str) -> Option<&str> {
    let colon = path.find(':')?;
    let is_name = colon > 0 && path[..colon].chars().all(|c| c.is_alphanumeric() || c == '_');
    is_name.then(|| &path[..=colon])
}

/// The folder and the last part. The root has neither.
fn split(path: &str) -> (&str, &str) {
    let trimmed = path.trim_end_matches('/');
    match trimmed.rsplit_once('/') {
        Some(("", leaf)) => ("/", leaf),
        Some((folder, leaf)) => (folder.trim_end_matches('/'), leaf),
        None => ("", drive(trimmed).map_or(trimmed, |drive| &trimmed[drive.len()..])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_have_a_folder_and_a_last_part() {
        for (path, folder, leaf) in [
            ("/var/log/x.log", "/var/log", "x.log"),
            ("/var/", "/", "var"),
            ("a/b", "a", "b"),
            ("a", "", "a"),
            ("/", "", ""),
            ("", "", ""),
        ] {
            assert_eq!(split(path), (folder, leaf), "{path}");
        }
    }
}
