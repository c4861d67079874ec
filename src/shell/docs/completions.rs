//! Completion scripts for other shells: the outer flags, and every cmdlet with its one-line help.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use crate::cmdlet;
use crate::shell::cli::Cli;

const SHELLS: &[(Shell, &str)] = &[
    (Shell::Bash, "emsh.bash"),
    (Shell::Zsh, "_emsh"),
    (Shell::Fish, "emsh.fish"),
    (Shell::PowerShell, "emsh.ps1"),
    (Shell::Elvish, "emsh.elv"),
];

pub fn pages(pages: &mut BTreeMap<PathBuf, String>) {
    for (shell, file) in SHELLS {
        let mut command = Cli::command();
        for cmdlet in cmdlet::all() {
            let signature = &cmdlet.signature;
            let entry = clap::Command::new(signature.name).about(signature.synopsis).disable_help_flag(true);
            command = command.subcommand(entry);
        }
        let mut script = Vec::new();
        generate(*shell, &mut command, "emsh", &mut script);
        let script = String::from_utf8(script).expect("clap's texts are text");
        pages.insert(Path::new("completions").join(file), script);
    }
}
