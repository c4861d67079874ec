//! A real `emsh serve` in a folder of its own, and one-shot shells that talk to it.

use std::env;
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, ExitStatus, Output, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use tempfile::TempDir;

use super::appear::{PATIENCE, eventually};
use super::{free_port, run, said};

/// The binary that cargo built with the same profile.
pub const EMSH: &str = env!("CARGO_BIN_EXE_emsh");

/// The binary to start: that of the environment variable EMSH, else the one cargo built.
pub fn program() -> OsString {
    env::var_os("EMSH").unwrap_or_else(|| EMSH.into())
}

/// A running node. Killed (not asked) when dropped; a failing test shows its log.
pub struct Node {
    pub folder: TempDir,
    name: String,
    /// Where its first receive connectors listen, in every one of its lives.
    smtp: u16,
    submission: u16,
    /// Certificates that it trusts, in place of the machine's.
    roots: Option<PathBuf>,
    /// More of its environment.
    environment: Vec<(String, String)>,
    running: Option<Running>,
}

struct Running {
    child: Child,
    log: Arc<Log>,
    /// Lines that were looked at by [`Node::log_line`].
    seen: usize,
    ready: String,
}

impl Node {
    /// Starts a node named TEST on an empty store, listening on free loopback ports.
    pub fn start() -> Node {
        Node::start_with(&[])
    }

    pub fn start_with(extra: &[&str]) -> Node {
        Node::named("TEST", extra)
    }

    pub fn named(name: &str, extra: &[&str]) -> Node {
        Node::trusting(None, name, extra)
    }

    /// Starts a node named TEST with these variables in its environment.
    pub fn with_environment(variables: &[(&str, &str)]) -> Node {
        let mut node = Node::prepared(None, "TEST");
        node.environment = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        node.serve(&[]);
        node
    }

    /// With a file of certificates that it trusts, in place of the machine's.
    pub fn trusting(roots: Option<&Path>, name: &str, extra: &[&str]) -> Node {
        let mut node = Node::prepared(roots, name);
        node.serve(extra);
        node
    }

    fn prepared(roots: Option<&Path>, name: &str) -> Node {
        Node {
            folder: tempfile::Builder::new().prefix("emsh").tempdir().expect("temporary folder"),
            name: name.to_owned(),
            smtp: free_port(),
            submission: free_port(),
            roots: roots.map(Path::to_owned),
            environment: Vec::new(),
            running: None,
        }
    }

    /// Starts the process (again) and waits for its line that says it is ready.
    pub fn serve(&mut self, extra: &[&str]) {
        let (smtp, submission) = (format!("127.0.0.1:{}", self.smtp), format!("127.0.0.2:{}", self.submission));
        let mut child = Command::new(program())
            .args(["serve", "--name", &self.name, "--smtp", &smtp, "--submission", &submission, "--data-dir"])
            .arg(self.folder.path())
            .args(extra)
            .envs(self.roots.iter().map(|roots| ("SSL_CERT_FILE", roots)))
            .envs(self.environment.iter().cloned())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("emsh was built");
        let log = Log::of(child.stderr.take().expect("piped"));
        let Some((seen, ready)) = log.wait_for(0, " is ready", PATIENCE) else {
            let _ = child.kill();
            let _ = child.wait();
            panic!("the node is not ready:\n{}", log.text());
        };
        self.running = Some(Running { child, log, seen, ready });
    }

    fn running(&self) -> &Running {
        self.running.as_ref().expect("the node was started and not ended")
    }

    /// The line with which the node said it is ready.
    pub fn ready(&self) -> &str {
        &self.running().ready
    }

    pub fn pid(&self) -> u32 {
        self.running().child.id()
    }

    /// Everything the node has said so far.
    pub fn log(&self) -> String {
        self.running().log.text()
    }

    /// Port on which a receive connector listens, as the node says it.
    pub fn port(&self, connector: &str) -> u16 {
        let listeners = self.shell(&format!("(Get-TransportServer {}).Listeners", self.name));
        let of_connector = |line: &str| line.trim().strip_prefix(connector)?.strip_prefix(": ").map(str::to_owned);
        let place = listeners.lines().find_map(of_connector);
        let place = place.unwrap_or_else(|| panic!("no listener of '{connector}' among\n{listeners}"));
        // `binding`, or `binding at address` where the binding left something open.
        let port = place.rsplit(':').next().and_then(|port| port.parse().ok());
        port.unwrap_or_else(|| panic!("'{connector}' does not listen: {place}"))
    }

    /// Waits for a further line of the node's log.
    pub fn log_line(&mut self, wanted: &str) -> String {
        let running = self.running.as_mut().expect("the node was started and not ended");
        let found = running.log.wait_for(running.seen, wanted, PATIENCE);
        let (seen, line) = found.unwrap_or_else(|| panic!("no line with {wanted:?} in\n{}", running.log.text()));
        running.seen = seen;
        line
    }

    /// Ends the process without warning, as the kernel does when memory runs out.
    pub fn kill(&mut self) {
        if let Some(mut running) = self.running.take() {
            let _ = running.child.kill();
            let _ = running.child.wait();
            if std::thread::panicking() {
                eprintln!("log of node {}:\n{}", self.name, running.log.text());
            }
        }
    }

    /// Waits until the node, which somebody else kills, is gone.
    pub fn has_died(&mut self) {
        let mut running = self.running.take().expect("the node was started and not ended");
        let status = eventually("the node is gone", || running.child.try_wait().expect("a child of ours"));
        assert!(status.code().is_none(), "killed, not ended: {status}");
    }

    /// Asks the node to stop (SIGTERM) and gives its exit status.
    pub fn stop(&mut self) -> ExitStatus {
        let mut running = self.running.take().expect("the node was started and not ended");
        run("kill", &["-TERM", &running.child.id().to_string()]);
        running.child.wait().expect("a child of ours")
    }

    /// Runs a script in a one-shot shell on this node's store; panics when it fails.
    pub fn shell(&self, script: &str) -> String {
        let output = self.try_shell(script);
        assert!(output.status.success(), "emsh -c '{script}'\n{}", said(&output));
        String::from_utf8(output.stdout).expect("text")
    }

    /// Runs a script that changes the configuration, and waits until the node obeys it.
    pub fn configure(&self, script: &str) {
        self.shell(script);
        self.in_force();
    }

    /// Waits until the node obeys what is stored now. It may pass revisions over.
    pub fn in_force(&self) {
        let question = format!("(Get-TransportServer {}).RunningRevision -ge {}", self.name, self.revision());
        eventually(&question, || (self.shell(&question).trim() == "True").then_some(()));
    }

    /// The latest revision in this node's own store.
    pub fn revision(&self) -> u64 {
        let stored = self.shell("(Get-ConfigurationHistory -ResultSize 1 -WarningAction SilentlyContinue).Revision");
        stored.trim().parse().expect("a revision")
    }

    /// Waits until the node says that it obeys this revision or a later one, wherever its store is.
    pub fn obeys(&self, revision: u64) {
        let said = |line: &str| line.rsplit_once("configuration in force revision=")?.1.trim().parse::<u64>().ok();
        let is_there = || self.log().lines().filter_map(said).any(|said| said >= revision);
        eventually(&format!("{} obeys {revision}", self.name), || is_there().then_some(()));
    }

    pub fn try_shell(&self, script: &str) -> Output {
        shell_in(self.folder.path(), script)
    }
}

/// Runs a script in a one-shot shell on a data directory.
pub fn shell_in(data_dir: &Path, script: &str) -> Output {
    Command::new(program())
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

/// What a process says on standard error, read as it comes so that the pipe never fills.
struct Log {
    said: Mutex<Said>,
    more: Condvar,
}

#[derive(Default)]
struct Said {
    lines: Vec<String>,
    is_over: bool,
}

impl Log {
    fn of(stream: ChildStderr) -> Arc<Log> {
        let log = Arc::new(Log { said: Mutex::default(), more: Condvar::new() });
        let writer = log.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
                writer.add(|said| said.lines.push(String::from_utf8_lossy(&line).into_owned()));
            }
            writer.add(|said| said.is_over = true);
        });
        log
    }

    fn add(&self, change: impl FnOnce(&mut Said)) {
        change(&mut self.said.lock().expect("nobody panics with it"));
        self.more.notify_all();
    }

    /// The first line from `start` on that contains `wanted`, and the number of the line after it.
    fn wait_for(&self, start: usize, wanted: &str, patience: Duration) -> Option<(usize, String)> {
        let is_missing = |said: &mut Said| !said.is_over && !said.lines[start..].iter().any(|l| l.contains(wanted));
        let said = self.said.lock().expect("nobody panics with it");
        let (said, _) = self.more.wait_timeout_while(said, patience, is_missing).expect("nobody panics with it");
        let at = start + said.lines[start..].iter().position(|line| line.contains(wanted))?;
        Some((at + 1, said.lines[at].clone()))
    }

    fn text(&self) -> String {
        self.said.lock().expect("nobody panics with it").lines.join("\n")
    }
}
