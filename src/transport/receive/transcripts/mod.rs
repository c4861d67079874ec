//! Runs the conversations in `tests/smtp/*.txt` on the session, without sockets.
//!
//! ```text
//! # What it is about
//! @connector {"PermissionGroups": "AnonymousUsers"}     the connector; defaults for the rest, but no tarpit
//! @certificate                                          the node can do TLS
//! @databases                                            ann's mailbox is in database 1…, ben's in 2…
//! @kept {"AddressSpaces": ["a.b"]}                      a send connector that keeps its mail for ann
//! @closed Resources                                     the node takes no mail; or Rate: the peer is over its rate
//! C: MAIL FROM:<a@b>      a line from the peer, CR LF added; consecutive lines arrive in one batch
//! R: a\nb                 raw bytes from the peer, with \r \n \0 \\; nothing added
//! S: 250 2.1.0 Sender OK  a line of reply; … stands for anything
//! P: 5s                   the replies that follow are held back this long
//! E: <a@b> to c@d         a message was submitted: its envelope; the text follows as M: lines
//! M: Subject: x           a line of it
//! TLS:                    the handshake succeeds
//! X:                      the connection is closed
//! ```
//!
//! Each transcript runs three times: with each batch in one piece, in pieces of seven bytes, and byte by byte; the
//! outcome must be the same. `UPDATE=1` rewrites what differs; read the difference before committing it.

mod malformed;
mod player;
mod submission;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

use player::Player;

#[test]
fn conversations_go_as_written() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/smtp");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&directory)
        .expect("tests/smtp is there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    let mut wrong = String::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("readable");
        for pieces in [usize::MAX, 7, 1] {
            let actual = run(&text, pieces);
            if actual != text {
                if std::env::var_os("UPDATE").is_some() {
                    std::fs::write(&path, &actual).expect("writable");
                    break;
                }
                let _ = write!(wrong, "\n{} in pieces of {pieces}:\n{}", path.display(), difference(&text, &actual));
                break;
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The first lines that differ.
fn difference(expected: &str, actual: &str) -> String {
    let at = expected.lines().zip(actual.lines()).position(|(expected, actual)| expected != actual).unwrap_or(0);
    let around = |text: &str| {
        text.lines().skip(at.saturating_sub(3)).take(8).fold(String::new(), |all, line| all + "  " + line + "\n")
    };
    format!(" expected:\n{} actual:\n{}", around(expected), around(actual))
}

/// The transcript with what really was said. Lines that a pattern matches stay as the pattern.
fn run(transcript: &str, pieces: usize) -> String {
    let mut actual = String::new();
    let mut lines = transcript.lines().peekable();
    let mut scenery = Scenery::default();
    while let Some(line) = lines.next_if(|line| line.is_empty() || line.starts_with(['#', '@'])) {
        scenery.read(line);
        let _ = writeln!(actual, "{line}");
    }
    let mut player = Player::new(scenery, pieces);
    let mut batch = Vec::new();
    loop {
        while let Some(line) = lines.next_if(|line| is_input(line)) {
            if line.starts_with("TLS:") {
                actual.push_str(&player.play(&mut batch, &[]));
            }
            let _ = writeln!(actual, "{line}");
            player.hear(line, &mut batch);
        }
        let mut expected = Vec::new();
        while let Some(line) = lines.next_if(|line| !is_input(line)) {
            expected.push(line);
        }
        actual.push_str(&player.play(&mut batch, &expected));
        if lines.peek().is_none() {
            return actual;
        }
    }
}

fn is_input(line: &str) -> bool {
    ["C: ", "R: ", "TLS:"].iter().any(|mark| line.starts_with(mark)) || line.trim_end() == "C:"
}

#[derive(Default)]
struct Scenery {
    connector: Value,
    has_certificate: bool,
    /// It can prove itself to HUB02.
    has_identity: bool,
    /// Settings of the organization.
    organization: Value,
    closed: Option<String>,
    /// ann and ben have mailboxes in different databases.
    has_databases: bool,
    /// A send connector with RemoteTriggeredDelivery.
    kept: Option<Value>,
}

impl Scenery {
    fn read(&mut self, line: &str) {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "@connector" => self.connector = serde_json::from_str(rest).expect("properties as JSON"),
            "@certificate" => self.has_certificate = true,
            "@servers" => self.has_identity = true,
            "@databases" => self.has_databases = true,
            "@organization" => self.organization = serde_json::from_str(rest).expect("properties as JSON"),
            "@kept" => self.kept = Some(serde_json::from_str(rest).expect("properties as JSON")),
            "@closed" => self.closed = Some(rest.to_owned()),
            _ => assert!(!word.starts_with('@'), "unknown directive {word}"),
        }
    }
}
