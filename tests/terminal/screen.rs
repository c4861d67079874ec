//! The real shell in a pseudo-terminal, with a terminal emulator that shows what a person would see.

use std::fs::File;
use std::io::Write;
use std::num::NonZeroU16;
use std::os::fd::AsFd;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use expectrl::process::unix::WaitStatus;
use expectrl::session::OsSession;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use tempfile::TempDir;

/// How long the shell may take for anything before a test gives up on it.
const PATIENCE: Duration = Duration::from_secs(60);

/// Rows of a terminal for which nothing else is said.
const ROWS: u16 = 50;

/// Keys as terminals send them.
pub const CTRL_C: &str = "\u{3}";
pub const CTRL_D: &str = "\u{4}";
pub const CTRL_U: &str = "\u{15}";
pub const TAB: &str = "\t";
pub const ENTER: &str = "\r";
pub const DOWN: &str = "\u{1b}[B";
pub const ESCAPE: &str = "\u{1b}";

/// How a shell is started.
pub struct Start {
    columns: u16,
    rows: u16,
    flags: Vec<String>,
    environment: Vec<(String, String)>,
    folder: Option<PathBuf>,
}

/// A shell, its terminal, and the folder it keeps its data in.
pub struct Shell {
    session: OsSession,
    parser: vt100::Parser<Answers>,
    /// Everything the shell ever wrote.
    raw: Vec<u8>,
    /// Up to here what was written has been waited for.
    seen: usize,
    /// Removed with everything in it at the end.
    _home: TempDir,
    folder: PathBuf,
}

/// What a terminal answers when programs ask it: reedline asks where the cursor is before each prompt.
#[derive(Default)]
struct Answers(Vec<u8>);

impl vt100::Callbacks for Answers {
    fn unhandled_csi(
        &mut self,
        screen: &mut vt100::Screen,
        _: Option<u8>,
        _: Option<u8>,
        params: &[&[u16]],
        command: char,
    ) {
        if command == 'n' && params == [[6]] {
            let (row, column) = screen.cursor_position();
            self.0.extend_from_slice(format!("\u{1b}[{};{}R", row + 1, column + 1).as_bytes());
        }
    }
}

impl Start {
    /// A shell with a node of its own named HUB01, on a screen of 80 columns.
    pub fn new() -> Start {
        Start { columns: 80, rows: ROWS, flags: Vec::new(), environment: Vec::new(), folder: None }
    }

    pub fn columns(mut self, columns: u16) -> Start {
        self.columns = columns;
        self
    }

    pub fn rows(mut self, rows: u16) -> Start {
        self.rows = rows;
        self
    }

    pub fn flag(mut self, flag: &str) -> Start {
        self.flags.push(flag.to_owned());
        self
    }

    pub fn environment(mut self, name: &str, value: &str) -> Start {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// On the data directory of somebody else's node.
    pub fn data_dir(mut self, folder: &Path) -> Start {
        self.folder = Some(folder.to_owned());
        self
    }

    /// Starts it; the first prompt is there.
    pub fn shell(self) -> Shell {
        let mut shell = self.begin();
        shell.prompt();
        shell
    }

    /// Starts it without waiting for a prompt: with a cmdlet as its last flag there will be none.
    pub fn begin(self) -> Shell {
        let home = tempfile::Builder::new().prefix("emsh").tempdir().expect("temporary folder");
        let folder = self.folder.unwrap_or_else(|| home.path().join("data"));
        let program = std::env::var_os("EMSH").unwrap_or_else(|| env!("CARGO_BIN_EXE_emsh").into());
        let mut command = Command::new(program);
        command.args(["--name", "HUB01", "--smtp", "127.0.0.1:0", "--submission", "127.0.0.2:0", "--data-dir"]);
        command.arg(&folder).args(&self.flags);
        command.env("HOME", home.path()).env("TERM", "xterm-256color").env_remove("NO_COLOR");
        command.env_remove("XDG_CONFIG_HOME").envs(self.environment);
        Shell::of(command, (self.columns, self.rows), home, folder)
    }
}

/// Whether the last line is a prompt behind which nothing has been typed.
fn ends_with_prompt(screen: &str) -> bool {
    let last = screen.lines().last().unwrap_or_default();
    // A line being typed may end so as well: it has the prompt's sign in it already.
    last.starts_with("[PS] ") && last.find('>') == Some(last.len() - 1)
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("not zero")
}

impl Shell {
    pub fn start() -> Shell {
        Start::new().shell()
    }

    /// Any program, in a terminal of so many columns and rows. `home` goes when it ends.
    pub fn of(command: Command, (width, height): (u16, u16), home: TempDir, folder: PathBuf) -> Shell {
        let mut session = OsSession::spawn(command).expect("the program is there");
        session.get_process_mut().set_window_size(width, height).expect("a terminal of ours");
        let parser = vt100::Parser::new_with_callbacks(cells(height), cells(width), 0, Answers::default());
        Shell { session, parser, raw: Vec::new(), seen: 0, _home: home, folder }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Presses keys.
    pub fn keys(&mut self, keys: &str) {
        self.session.write_all(keys.as_bytes()).and_then(|()| self.session.flush()).expect("the shell reads");
    }

    /// Pastes text, as a terminal does it for programs that want to know (bracketed paste).
    pub fn paste(&mut self, text: &str) {
        self.keys(&format!("\u{1b}[200~{text}\u{1b}[201~"));
    }

    /// Types a line and gives the screen once the next prompt is there.
    pub fn line(&mut self, line: &str) -> String {
        self.begin_line(line);
        self.prompt()
    }

    /// Types a line and does not wait for what it does.
    pub fn begin_line(&mut self, line: &str) {
        self.keys(line);
        // Only what has been echoed is known not to be the prompt of before.
        self.wait(|screen| !ends_with_prompt(screen));
        self.keys(ENTER);
    }

    /// Waits for an empty prompt below everything, and gives the screen above it without what stood there before.
    pub fn prompt(&mut self) -> String {
        self.wait(ends_with_prompt);
        let screen = self.screen();
        self.keys("\u{c}");
        self.wait(|screen| screen.lines().filter(|line| !line.is_empty()).count() == 1);
        screen
    }

    /// Waits until the screen shows this.
    pub fn wait_for(&mut self, wanted: &str) {
        self.wait(|screen| screen.contains(wanted));
    }

    /// Waits until the screen is as wanted, and painted to its end: the cursor is hidden meanwhile.
    pub fn wait(&mut self, wanted: impl Fn(&str) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while self.parser.screen().hide_cursor() || !wanted(&self.screen()) {
            assert!(self.read(deadline), "this is not what was waited for:\n{}", self.screen());
        }
    }

    /// Waits until the screen is as wanted, though its cursor is hidden: menus, and questions that one key answers.
    pub fn look(&mut self, wanted: impl Fn(&str) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !wanted(&self.screen()) {
            assert!(self.read(deadline), "this is not what was looked for:\n{}", self.screen());
        }
    }

    /// What the terminal shows.
    pub fn screen(&self) -> String {
        let screen = self.parser.screen();
        let columns = screen.size().1.get();
        let rows: Vec<String> = screen.rows(0, columns).map(|row| row.trim_end().to_owned()).collect();
        rows.join("\n").trim_end().to_owned()
    }

    /// Whether a command has the whole screen.
    pub fn is_filled(&self) -> bool {
        self.parser.screen().alternate_screen()
    }

    /// What the shell has written since the last call, escape codes and all.
    pub fn written(&mut self) -> String {
        let written = String::from_utf8_lossy(&self.raw[self.seen..]).into_owned();
        self.seen = self.raw.len();
        written
    }

    pub fn resize(&mut self, width: u16) {
        let rows = self.parser.screen().size().0;
        self.session.get_process_mut().set_window_size(width, rows.get()).expect("a terminal of ours");
        self.parser.set_size(rows, cells(width));
    }

    /// The terminal goes away, as far as the shell is told.
    pub fn hang_up(&self) {
        let process = self.session.get_process().pid().to_string();
        let sent = Command::new("kill").args(["-HUP", &process]).status().expect("kill is on every system");
        assert!(sent.success());
    }

    /// Waits for the end of the process and gives its exit code.
    pub fn exit_code(mut self) -> i32 {
        let deadline = Instant::now() + PATIENCE;
        while self.read(deadline) {}
        match self.session.get_process().wait() {
            Ok(WaitStatus::Exited(_, code)) => code,
            other => panic!("the shell did not exit: {other:?}\n{}", self.screen()),
        }
    }

    /// The history file's text.
    pub fn history(&self) -> String {
        std::fs::read_to_string(self.folder.join("history")).unwrap_or_default()
    }

    /// Reads what there is and answers the terminal's questions. False at the end of the session or of the patience.
    fn read(&mut self, deadline: Instant) -> bool {
        let left = deadline.saturating_duration_since(Instant::now());
        let timeout = Timespec { tv_sec: left.as_secs() as i64, tv_nsec: i64::from(left.subsec_nanos()) };
        let stream = self.session.get_stream().as_fd();
        if poll(&mut [PollFd::new(&stream, PollFlags::IN)], Some(&timeout)).expect("poll") == 0 {
            return false;
        }
        let mut space = [0; 4096];
        let Ok(count @ 1..) = self.session.try_read(&mut space) else { return false };
        self.raw.extend_from_slice(&space[..count]);
        self.parser.process(&space[..count]);
        let answers = std::mem::take(&mut self.parser.callbacks_mut().0);
        if !answers.is_empty() {
            self.session.write_all(&answers).and_then(|()| self.session.flush()).expect("the shell reads");
        }
        true
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the screen:\n{}", self.screen());
        }
        // Killed, not asked: a test that failed must not wait for the shell.
        let _ = self.session.get_process_mut().exit(true);
    }
}

/// A file for a test.
pub fn write(path: &Path, text: &str) {
    File::create(path).and_then(|mut file| file.write_all(text.as_bytes())).expect("test files can be written");
}
