//! How long a person waits for Tab in a large organization: at the prompt, and in a shell that starts emsh for it.
//!
//! `cargo bench --profile dist --bench completion -- [OBJECTS]`, by default 10,000 send connectors. The aim is 150 ms.

#[path = "../terminal/screen.rs"]
#[allow(dead_code, reason = "a benchmark needs a part of it")]
mod screen;
#[path = "../support/mod.rs"]
mod support;

use std::process::Command;
use std::time::{Duration, Instant};

use screen::{CTRL_C, Shell, Start, TAB};
use support::node::{Node, program};

/// How often each wait is measured.
const TIMES: usize = 20;

fn main() {
    let objects = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(10_000);
    let node = Node::start();
    let folder = node.folder.path().display().to_string();
    let run = |script: &str| node.shell(script);
    run(&format!(
        "Start-Transaction; 1..{objects} | ForEach-Object {{ New-SendConnector \"c$_\" -AddressSpaces \"c$_.example\" \
         -SmartHosts 192.0.2.1 -DNSRoutingEnabled $false | Out-Null }}; Complete-Transaction"
    ));
    let wanted = format!("c{}", objects - 1);

    say("first Tab of a new shell", || {
        let mut shell = at_prompt(&node);
        tab(&mut shell, &wanted)
    });
    let mut shell = at_prompt(&node);
    tab(&mut shell, &wanted);
    say("later Tab", || tab(&mut shell, &wanted));
    say("Tab after somebody else's change", || {
        run("Set-SendConnector c1 -Comment $([guid]::NewGuid())");
        tab(&mut shell, &wanted)
    });
    say("emsh complete, a process of its own", || {
        let begun = Instant::now();
        let line = format!("--line=emsh --data-dir {folder} Get-SendConnector {wanted}");
        let output = Command::new(program()).args(["complete", &line]).output().expect("emsh was built");
        assert!(String::from_utf8_lossy(&output.stdout).starts_with(&wanted), "{output:?}");
        begun.elapsed()
    });
}

fn at_prompt(node: &Node) -> Shell {
    Start::new().columns(120).data_dir(node.folder.path()).shell()
}

/// From the key to the name that it completes.
fn tab(shell: &mut Shell, wanted: &str) -> Duration {
    let typed = format!("Get-SendConnector {}", &wanted[..wanted.len() - 1]);
    shell.keys(&typed);
    shell.wait_for(&typed);
    let begun = Instant::now();
    shell.keys(TAB);
    shell.look(|screen| screen.lines().any(|line| !line.contains(&typed) && line.contains(wanted)));
    let waited = begun.elapsed();
    shell.keys(CTRL_C);
    shell.prompt();
    waited
}

fn say(what: &str, mut wait: impl FnMut() -> Duration) {
    let mut waits: Vec<Duration> = (0..TIMES).map(|_| wait()).collect();
    waits.sort();
    println!("{what}: median {:.1?}, {:.1?} to {:.1?}", waits[TIMES / 2], waits[0], waits[TIMES - 1]);
}
