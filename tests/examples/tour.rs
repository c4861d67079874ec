//! The README's tour: every command of it is run as it stands there, and must print what stands there.
//!
//! What differs from the page, and nothing else: the built binary stands for `cargo run --release --`, a folder with a
//! name as long for `/tmp/emsh-tour`, and free ports as long for those of the page. Output is compared line by line,
//! without blanks at the ends of lines. A command that only looks is asked again until what it shows has come about.

use std::net::{Ipv4Addr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use tempfile::TempDir;

use crate::support::appear::{self, PATIENCE, eventually};
use crate::support::node::{EMSH, shell_in};
use crate::support::sink::Sink;
use crate::support::{run, said};

/// The ports of the page. None is for a server of its own but the last: nobody listens there at first.
const PORTS: [&str; 4] = ["2525", "2587", "2526", NEXT_HOP];
const NEXT_HOP: &str = "2627";
const FOLDER: &str = "/tmp/emsh-tour";
const CARGO: &str = "cargo run --release --";

/// Something to type, and what the page says it prints.
#[derive(Debug)]
enum Step {
    /// In a terminal.
    Program(String, String),
    /// At the shell's prompt.
    Shell(String, String),
}

/// The page with this run's folder and ports in place of its own.
struct Tour {
    folder: TempDir,
    ports: Vec<u16>,
}

/// Ended with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_tour_of_the_readme_goes_as_it_is_written() {
    let tour = Tour::new();
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("the README");
    let page = tour.localized(section(&page, "## Five minutes"));
    let data = tour.folder.path().join("data");
    let (mut node, mut commands) = (None, 0);
    for step in steps(&page) {
        commands += 1;
        match step {
            Step::Program(command, prints) if command.contains(" serve ") => node = Some(serve(&command, &prints)),
            Step::Program(command, _) => {
                is_in_force(&data);
                appear::port_opens(tour.port("2526"), || true);
                run("sh", &["-c", &command]);
            }
            Step::Shell(command, prints) => shell(&data, &command, &prints),
        }
    }
    assert!(commands >= 11 && node.is_some(), "{commands} commands were found");
    let ann = appear::maildir_messages(&tour.folder.path().join("mail/ann@contoso.com"), 1);
    assert!(ann[0].contains("Subject: Hello Ann\n"), "{ann:?}");

    // What the text after the last block says.
    let next_hop = Sink::answering(tour.port(NEXT_HOP), |_| None);
    for inline in ["Retry-Queue -Filter {Status -eq 'Retry'}", "Get-ConfigurationHistory"] {
        assert!(page.contains(&format!("`{inline}`")), "{inline}");
        let output = shell_in(&data, inline);
        assert!(output.status.success(), "{inline}\n{}", said(&output));
    }
    assert!(next_hop.messages(1)[0].text.contains("Subject: Hello Pat\n"));
    let before = "(Get-ConfigurationHistory -ResultSize 2 -WarningAction SilentlyContinue)[1].Revision";
    let restored =
        shell_in(&data, &format!("Restore-Configuration -Revision {before} -Confirm:$false; Get-SendConnector"));
    let restored = (restored.status.success(), said(&restored));
    assert!(restored.0 && !restored.1.contains("To Fabrikam"), "the last change was taken back\n{}", restored.1);
}

#[test]
fn where_to_go_from_the_readme_leads_somewhere() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("the README");
    let onward = section(&page, "## Where to go from here");
    let folder = tempfile::tempdir().expect("temporary folder");
    let commands: Vec<&str> = onward.split('`').skip(1).step_by(2).filter(|code| code.starts_with("Get-")).collect();
    assert_eq!(commands.len(), 4, "{commands:?}");
    for command in commands {
        let output = shell_in(folder.path(), command);
        assert!(output.status.success() && output.stdout.len() > 100, "{command}\n{}", said(&output));
    }
    for link in onward.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        let target = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(link);
        assert!(target.exists(), "{link}");
    }
}

impl Tour {
    fn new() -> Tour {
        let folder = tempfile::Builder::new().prefix("emsh-").rand_bytes(4).tempdir_in("/tmp").expect("a folder");
        let ports = free_ports_of_four_digits().take(PORTS.len()).collect();
        Tour { folder, ports }
    }

    /// The port of this run for one of the page.
    fn port(&self, of_page: &str) -> u16 {
        let at = PORTS.iter().position(|port| *port == of_page).expect("a port of the page");
        self.ports[at]
    }

    fn localized(&self, page: &str) -> String {
        let folder = self.folder.path().display().to_string();
        assert_eq!(folder.len(), FOLDER.len(), "columns are as wide");
        let page = page.replace(FOLDER, &folder).replace(CARGO, EMSH);
        PORTS.iter().fold(page, |page, port| {
            let ours = self.port(port).to_string();
            [":", " -Port ", "port "]
                .iter()
                .fold(page, |page, before| page.replace(&format!("{before}{port}"), &format!("{before}{ours}")))
        })
    }
}

/// Below 10,000, so that columns are as wide as on the page.
fn free_ports_of_four_digits() -> impl Iterator<Item = u16> {
    let start = std::process::id() % 7000;
    (0..7000)
        .map(move |step| 3000 + ((start + step) % 7000) as u16)
        .filter(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok())
}

/// The text under a heading.
fn section<'a>(page: &'a str, heading: &str) -> &'a str {
    let (_, rest) = page.split_once(&format!("{heading}\n")).unwrap_or_else(|| panic!("{heading} is in the README"));
    rest.split("\n## ").next().unwrap_or(rest)
}

/// What the code blocks of a page say to type, in their order.
fn steps(page: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    for block in page.split("```").skip(1).step_by(2) {
        let (kind, lines) = block.split_once('\n').expect("a block has lines");
        for line in lines.lines() {
            match (line.strip_prefix("$ "), line.strip_prefix("> "), steps.last_mut()) {
                _ if kind == "sh" => steps.push(Step::Program(line.to_owned(), String::new())),
                (Some(command), ..) => steps.push(Step::Program(command.to_owned(), String::new())),
                (_, Some(command), _) => steps.push(Step::Shell(command.to_owned(), String::new())),
                (_, _, Some(Step::Program(_, prints) | Step::Shell(_, prints))) => {
                    prints.push_str(line);
                    prints.push('\n');
                }
                _ => panic!("output before any command: {line}"),
            }
        }
    }
    steps
}

/// Starts a node, and waits for the line that the page shows; its log may stand before.
fn serve(command: &str, prints: &str) -> Running {
    let log = tempfile::NamedTempFile::new().expect("temporary file");
    let mut words = command.split_whitespace();
    let child = Command::new(words.next().expect("a program"))
        .args(words)
        .stdin(Stdio::null())
        .stderr(log.reopen().expect("an open file"))
        .spawn()
        .expect("emsh was built");
    let running = Running(child);
    let ready = prints.trim();
    eventually(ready, || {
        let said = std::fs::read_to_string(log.path()).expect("readable");
        said.lines().any(|line| line == ready).then_some(())
    });
    running
}

fn shell(data: &std::path::Path, command: &str, prints: &str) {
    let (expected, deadline) = (plain(prints), Instant::now() + PATIENCE);
    loop {
        let output = shell_in(data, command);
        let seen = plain(&said(&output));
        let may_come = command.starts_with("Get-") && Instant::now() < deadline;
        if seen == expected || !may_come {
            assert_eq!(seen, expected, "{command}");
            assert!(output.status.success(), "{command}: {}", output.status);
            return;
        }
    }
}

/// The page says that changes are in force within a second, and a test must not type faster than its reader.
fn is_in_force(data: &std::path::Path) {
    let newest = "(Get-ConfigurationHistory -ResultSize 1 -WarningAction SilentlyContinue).Revision";
    let question = format!("(Get-TransportServer).RunningRevision -ge {newest}");
    eventually(&question, || (said(&shell_in(data, &question)).trim() == "True").then_some(()));
}

/// Lines without blanks at their ends, and no empty lines before and after.
fn plain(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned()
}
