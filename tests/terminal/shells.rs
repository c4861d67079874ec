//! Completion in the shells of others: the real bash, zsh, fish and Elvish.

use std::path::Path;
use std::process::Command;

use crate::screen::{CTRL_U, ENTER, Shell, TAB};

/// What every shell here asks for a line with.
const PROMPT: &str = "ready:";

/// A shell that has read its completion script, with an organization that has a connector `Fresh-1`.
fn shell(program: &str, flags: &[&str], setup: &str) -> Shell {
    let home = tempfile::Builder::new().prefix("emsh").tempdir().expect("temporary folder");
    let data = home.path().join("data");
    let emsh = Path::new(env!("CARGO_BIN_EXE_emsh"));
    for line in ["New-SendConnector Fresh-1 -AddressSpaces one.example", "New-SendConnector 'To all' -AddressSpaces *"]
    {
        let made = Command::new(emsh).args(["--standalone", "--data-dir"]).arg(&data).args(["-c", line]).output();
        let made = made.expect("emsh was built");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    }
    let folders =
        format!("{}:{}", emsh.parent().expect("in a folder").display(), std::env::var("PATH").expect("a path"));
    let mut command = Command::new(program);
    command.args(flags).env("PATH", folders).env("EMSH_DATA", &data).env("PS1", PROMPT).current_dir(home.path());
    command.env("HOME", home.path()).env("TERM", "xterm-256color").env_remove("XDG_CONFIG_HOME");
    let mut shell = Shell::of(command, (100, 30), home, data);
    // The terminal is made without echo, and bash goes by that.
    let prompts = |screen: &str| screen.lines().filter(|line| !line.trim().is_empty()).count();
    shell.wait(|screen| prompts(screen) >= 1);
    shell.keys("stty echo\r");
    shell.wait(|screen| prompts(screen) >= 2);
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("completions");
    let setup = setup.replace("SCRIPTS", &scripts.display().to_string());
    shell.keys(&setup);
    // What is typed before a shell is ready for it may be lost or seen twice: each step waits for its echo.
    shell.wait(|screen| screen.replace('\n', "").contains(&setup));
    shell.keys(ENTER);
    shell.wait(|screen| screen.lines().last().is_some_and(|line| line.split(' ').next() == Some(PROMPT)));
    emptied(&mut shell);
    shell
}

/// Empties the screen.
fn emptied(shell: &mut Shell) {
    shell.keys("clear");
    shell.wait_for("ready:clear");
    shell.keys(ENTER);
    shell.wait(at_prompt);
}

/// Whether nothing but the prompt is there; Elvish says who and where on its right.
fn at_prompt(screen: &str) -> bool {
    let mut lines = screen.lines().filter(|line| !line.trim().is_empty());
    lines.next().is_some_and(|line| line.split(' ').next() == Some(PROMPT)) && lines.next().is_none()
}

/// Types each line, presses Tab and waits for what comes of it.
fn completes(mut shell: Shell, lines: &[(&str, &str)]) {
    for (typed, expected) in lines {
        shell.keys(typed);
        shell.wait_for(typed);
        // What is typed next shows the blank behind a whole word.
        shell.keys(TAB);
        shell.keys("z");
        shell.wait_for(expected);
        shell.keys(CTRL_U);
        emptied(&mut shell);
    }
}

#[test]
fn bash_asks_emsh() {
    let shell = shell("bash", &["--norc", "--noprofile"], "source SCRIPTS/emsh.bash");
    completes(
        shell,
        &[
            ("emsh Get-SendC", "emsh Get-SendConnector z"),
            ("emsh get-messagetrackingl", "emsh Get-MessageTrackingLog z"),
            ("emsh New-SendConnector x -AddressS", "-AddressSpaces z"),
            ("emsh New-SendConnector x -Usage Cu", "-Usage Custom z"),
            ("emsh Get-SendConnector Fr", "emsh Get-SendConnector Fresh-1 z"),
            ("emsh Remove-SendConnector -Identity To", "-Identity To\\ all z"),
            ("emsh --output jsonl Get-ReceiveC", "emsh --output jsonl Get-ReceiveConnector z"),
            ("emsh serve --ro", "emsh serve --role z"),
        ],
    );
}

#[test]
fn zsh_asks_emsh() {
    let setup = "autoload -Uz compinit && compinit -u -D; source SCRIPTS/_emsh; PS1=ready:";
    let shell = shell("zsh", &["-f"], setup);
    completes(
        shell,
        &[
            ("emsh Get-SendC", "emsh Get-SendConnector z"),
            ("emsh get-messagetrackingl", "emsh Get-MessageTrackingLog z"),
            ("emsh New-SendConnector x -AddressS", "-AddressSpaces z"),
            ("emsh New-SendConnector x -Usage Cu", "-Usage Custom z"),
            ("emsh Get-SendConnector Fr", "emsh Get-SendConnector Fresh-1 z"),
            ("emsh Remove-SendConnector -Identity To", "-Identity To\\ all z"),
        ],
    );
}

#[test]
fn fish_asks_emsh() {
    let shell = shell("fish", &["--no-config"], "function fish_prompt; echo ready:; end; source SCRIPTS/emsh.fish");
    completes(
        shell,
        &[
            ("emsh Get-SendC", "emsh Get-SendConnector z"),
            ("emsh New-SendConnector x -AddressS", "-AddressSpaces z"),
            ("emsh Get-SendConnector Fr", "emsh Get-SendConnector Fresh-1 z"),
            ("emsh Remove-SendConnector -Identity To", "-Identity To\\ all z"),
        ],
    );
}

#[test]
fn elvish_asks_emsh() {
    let shell = shell("elvish", &["-norc"], "eval (slurp < SCRIPTS/emsh.elv); set edit:prompt = { put ready: }");
    completes(
        shell,
        &[
            ("emsh Get-SendC", "emsh Get-SendConnector z"),
            ("emsh New-SendConnector x -AddressS", "-AddressSpaces z"),
            ("emsh Get-SendConnector Fr", "emsh Get-SendConnector Fresh-1 z"),
        ],
    );
}
