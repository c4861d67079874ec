//! How quickly the shell starts, and what an idle node holds.
//!
//! `cargo bench --profile dist --bench startup -- [TIMES]`, by default 100. The binary measured is the one of the same
//! profile, or that of the environment variable EMSH.

#[path = "../support/mod.rs"]
mod support;

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use support::node::{Node, program};
use support::process;

fn main() {
    let times = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(100);
    let folder = tempfile::tempdir().expect("temporary folder");
    let alone = ["--data-dir", &folder.path().display().to_string(), "-c", "1"].map(str::to_owned);
    say("emsh -c '1', empty data directory", times, &alone);

    let node = Node::start();
    let beside = ["--data-dir", &node.folder.path().display().to_string(), "-c"].map(str::to_owned);
    for script in ["1", "Get-SendConnector", "Get-Queue"] {
        let arguments: Vec<String> = beside.iter().cloned().chain([script.to_owned()]).collect();
        say(&format!("emsh -c '{script}', beside a node"), times, &arguments);
    }
    let mib = |kb: u64| kb as f64 / 1024.0;
    println!(
        "idle node: {:.1} MiB resident, {:.1} MiB of it its own, {:.1} MiB at most",
        mib(process::resident_kb(node.pid())),
        mib(process::anonymous_kb(node.pid())),
        mib(process::peak_resident_kb(node.pid())),
    );
}

/// Runs the program so many times, one after the other, after one run that warms the caches.
fn say(what: &str, times: usize, arguments: &[String]) {
    run(arguments);
    let mut walls: Vec<Duration> = (0..times.max(1)).map(|_| run(arguments)).collect();
    walls.sort();
    println!("{what}: median {:.1?}, {:.1?} to {:.1?}", walls[walls.len() / 2], walls[0], walls[walls.len() - 1]);
}

fn run(arguments: &[String]) -> Duration {
    let begun = Instant::now();
    let status = Command::new(program())
        .arg("--no-profile")
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .expect("emsh was built");
    assert!(status.success(), "emsh {arguments:?}: {status}");
    begun.elapsed()
}
