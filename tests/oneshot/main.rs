//! The shell without a prompt: `-c`, script files, one cmdlet as typed, `check`, and what other programs see of it.

mod check;
mod configuration;
mod exit;
mod forms;
mod man_pages;
mod parts;
mod programs;
mod refusals;
mod streams;
mod transactions;
mod words;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// An organisation of its own for one test.
struct Place {
    folder: TempDir,
}

/// What a run came to.
struct Ran {
    code: Option<i32>,
    out: String,
    talk: String,
}

impl Place {
    fn new() -> Place {
        Place { folder: tempfile::Builder::new().prefix("emsh").tempdir().expect("temporary folder") }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The command, in a folder of its own and as if nobody had set anything in the environment.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_emsh"));
        command.arg("--data-dir").arg(self.path().join("data")).args(arguments);
        command.env("HOME", self.path()).env_remove("XDG_CONFIG_HOME").env_remove("EMSH_STORE").env_remove("EMSH_DATA");
        command.current_dir(self.path()).stdin(Stdio::null());
        command
    }

    fn emsh(&self, arguments: &[&str]) -> Ran {
        finished(self.command(arguments))
    }

    /// Runs it with this text on standard input.
    fn emsh_reading(&self, arguments: &[&str], input: &str) -> Ran {
        let mut command = self.command(arguments);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("built");
        let mut stdin = child.stdin.take().expect("piped");
        // A program that does not want to read is no fault of the test.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        let output = child.wait_with_output().expect("a child of ours");
        ran(output)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path().join(name), text).expect("test files can be written");
    }
}

fn finished(mut command: Command) -> Ran {
    ran(command.output().expect("emsh was built"))
}

fn ran(output: std::process::Output) -> Ran {
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).expect("text"),
        talk: String::from_utf8(output.stderr).expect("text"),
    }
}
