//! A real `emsh serve` in a folder of its own, and one-shot shells that talk to it.

use std::io::{BufRead, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Output, Stdio};

use tempfile::TempDir;

use super::{run, said};

pub const EMSH: &str = env!("CARGO_BIN_EXE_emsh");

/// A running node. Killed (not asked) when dropped.
pub struct Node {
    pub folder: TempDir,
    running: Option<Running>,
}

struct Running {
    child: Child,
    log: Lines<BufReader<ChildStderr>>,
    ready: String,
}

impl Node {
    /// Starts a node named TEST on an empty store, listening on free loopback ports.
    pub fn start() -> Node {
        Node::start_with(&[])
    }

    pub fn start_with(extra: &[&str]) -> Node {
        let folder = tempfile::Builder::new().prefix("emsh").tempdir().expect("temporary folder");
        let mut node = Node { folder, running: None };
        node.serve(extra);
        node
    }

    /// Starts the process (again) and waits for its line that says it is ready.
    pub fn serve(&mut self, extra: &[&str]) {
        let mut child = Command::new(EMSH)
            .args(["serve", "--name", "TEST", "--smtp", "127.0.0.1:0", "--submission", "127.0.0.1:0", "--data-dir"])
            .arg(self.folder.path())
            .args(extra)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("emsh was built");
        let mut log = BufReader::new(child.stderr.take().expect("piped")).lines();
        let mut seen = String::new();
        let ready = loop {
            let Some(line) = log.next() else { panic!("the node ended before it was ready:\n{seen}") };
            let line = line.expect("text");
            if line.contains(" is ready") {
                break line;
            }
            seen.push_str(&line);
            seen.push('\n');
        };
        self.running = Some(Running { child, log, ready });
    }

    /// The line with which the node said it is ready.
    pub fn ready(&self) -> &str {
        &self.running.as_ref().expect("running").ready
    }

    pub fn pid(&self) -> u32 {
        self.running.as_ref().expect("running").child.id()
    }

    /// Port on which a receive connector listens, as the node says it.
    pub fn port(&self, connector: &str) -> u16 {
        let script = format!(
            "(Get-TransportServer TEST).Listeners | Where-Object {{ $_ -like '*={connector}' -or $_ -like '{connector}=*' }}"
        );
        let listed = self.shell(&script);
        let text = listed.trim();
        let port = text.rsplit(':').next().unwrap_or_default();
        port.split('=')
            .next()
            .and_then(|port| port.trim().parse().ok())
            .unwrap_or_else(|| panic!("no port in {listed:?}"))
    }

    /// Waits for a line of the node's log.
    pub fn log_line(&mut self, wanted: &str) -> String {
        let running = self.running.as_mut().expect("running");
        loop {
            let line = running.log.next().expect("the node still runs").expect("text");
            if line.contains(wanted) {
                return line;
            }
        }
    }

    /// Ends the process without warning, as a power cut would.
    pub fn kill(&mut self) {
        if let Some(mut running) = self.running.take() {
            let _ = running.child.kill();
            let _ = running.child.wait();
        }
    }

    /// Asks the node to stop (SIGTERM) and gives its exit status.
    pub fn stop(&mut self) -> std::process::ExitStatus {
        let mut running = self.running.take().expect("running");
        run("kill", &["-TERM", &running.child.id().to_string()]);
        // Its log is read to the end, so that a full pipe cannot keep it from ending.
        for _ in running.log.by_ref() {}
        running.child.wait().expect("a child of ours")
    }

    /// Runs a script in a one-shot shell on this node's store; panics when it fails.
    pub fn shell(&self, script: &str) -> String {
        let output = self.try_shell(script);
        assert!(output.status.success(), "emsh -c '{script}'\n{}", said(&output));
        String::from_utf8(output.stdout).expect("text")
    }

    pub fn try_shell(&self, script: &str) -> Output {
        shell_in(self.folder.path(), script)
    }
}

/// Runs a script in a one-shot shell on a data directory.
pub fn shell_in(data_dir: &Path, script: &str) -> Output {
    Command::new(EMSH)
        .args(["--no-profile", "--data-dir"])
        .arg(data_dir)
        .args(["-c", script])
        .stdin(Stdio::null())
        .output()
        .expect("emsh was built")
}

impl Drop for Node {
    fn drop(&mut self) {
        self.kill();
    }
}
