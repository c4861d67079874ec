//! Completion scripts for other shells. They ask the hidden `emsh complete`, which reads the declarations, the
//! configuration and the queues, so that they know each parameter, value and name that there is at this moment.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Each script by the name that its shell looks for.
const SCRIPTS: &[(&str, &str)] = &[
    ("emsh.bash", include_str!("completions/emsh.bash")),
    ("_emsh", include_str!("completions/_emsh")),
    ("emsh.fish", include_str!("completions/emsh.fish")),
    ("emsh.ps1", include_str!("completions/emsh.ps1")),
    ("emsh.elv", include_str!("completions/emsh.elv")),
    ("emsh.nu", include_str!("completions/emsh.nu")),
];

pub fn pages(pages: &mut BTreeMap<PathBuf, String>) {
    for (file, script) in SCRIPTS {
        pages.insert(Path::new("completions").join(file), (*script).to_owned());
    }
}
