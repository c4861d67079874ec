//! `Split-Path`: one part of a path.

use crate::cmdlet::prelude::*;

static PATH: Param<Vec<String>> = Param::new("Path", "The path; nothing has to be there.")
    .mandatory()
    .position(1)
    .from_pipeline()
    .from_property()
    .aliases(&["LiteralPath", "PSPath"]);
static PARENT: Param<Switch> = Param::switch("Parent", "The folder that it is in; this is the default.");
static LEAF: Param<Switch> = Param::switch("Leaf", "The last part.");
static LEAF_BASE: Param<Switch> = Param::switch("LeafBase", "The last part without its extension.");
static EXTENSION: Param<Switch> = Param::switch("Extension", "The extension of the last part, with its dot.");
static IS_ABSOLUTE: Param<Switch> = Param::switch("IsAbsolute", "Whether it begins at the root.");

pub static SPLIT_PATH: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Split-Path",
        synopsis: "Give one part of a path",
        about: "The folder unless another part is asked for.",
        params: &[PATH.spec(), PARENT.spec(), LEAF.spec(), LEAF_BASE.spec(), EXTENSION.spec(), IS_ABSOLUTE.spec()],
        sets: &[
            ParamSet { name: "Parent", params: &["Parent"], mandatory: &[] },
            ParamSet { name: "Leaf", params: &["Leaf"], mandatory: &["Leaf"] },
            ParamSet { name: "LeafBase", params: &["LeafBase"], mandatory: &["LeafBase"] },
            ParamSet { name: "Extension", params: &["Extension"], mandatory: &["Extension"] },
            ParamSet { name: "IsAbsolute", params: &["IsAbsolute"], mandatory: &["IsAbsolute"] },
        ],
        examples: &[
            Example { does: "Name the folder of a file", run: "Split-Path /var/log/emsh/MSGTRK.LOG" },
            Example { does: "Name the file alone", run: "Split-Path /var/log/emsh/MSGTRK.LOG -Leaf" },
            Example { does: "Leave out what it ends with", run: "Split-Path users.csv -LeafBase" },
            Example { does: "Tell what it ends with", run: "Split-Path users.csv -Extension" },
            Example { does: "Tell whether it is a whole path", run: "Split-Path users.csv -IsAbsolute" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    for path in call.require(&PATH)? {
        let path = path.replace('\\', "/");
        if call.is_set(&IS_ABSOLUTE)? {
            out.emit(path.starts_with('/'))?;
            continue;
        }
        let (folder, leaf) = split(&path);
        let (base, extension) = match leaf.rfind('.') {
            Some(dot) => leaf.split_at(dot),
            None => (leaf, ""),
        };
        let part = if call.is_set(&LEAF)? {
            leaf
        } else if call.is_set(&LEAF_BASE)? {
            base
        } else if call.is_set(&EXTENSION)? {
            extension
        } else {
            folder
        };
        out.emit(part)?;
    }
    Ok(())
}

/// The folder and the last part. The root has neither.
fn split(path: &str) -> (&str, &str) {
    let trimmed = path.trim_end_matches('/');
    match trimmed.rsplit_once('/') {
        Some(("", leaf)) => ("/", leaf),
        Some((folder, leaf)) => (folder.trim_end_matches('/'), leaf),
        None => ("", trimmed),
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
