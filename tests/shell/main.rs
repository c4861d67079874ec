//! What a person sees at the prompt: each `tests/shell/*.txt` is a conversation with its exact screen.
//!
//! Lines after `PS> ` (and `>> `) are typed, the lines after them are what is shown, `## ` begins a remark. All lines of
//! one file are typed into one shell, whose location is an empty folder. `UPDATE=1` writes down what is shown now; a
//! person reviews the difference.

mod manual_edge;

use std::cell::RefCell;
use std::fmt::Write as _;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use emsh::cmdlet::{Place, Registry, Session};
use emsh::lang::call::{Candidate, Choice, Record, Terminal};
use emsh::lang::eval::{Host, Interpreter};
use emsh::lang::format::{self, Formatter, Page, plain};
use emsh::model::{Fault, Secret, Value};

/// Columns of the screen.
const COLUMNS: usize = 100;

/// The screen of one shell.
#[derive(Clone, Default)]
struct Screen(Rc<RefCell<Shown>>);

struct Shown {
    formatter: Formatter,
    text: String,
    page: Page,
}

impl Default for Shown {
    fn default() -> Shown {
        Shown { formatter: Formatter::default(), text: String::new(), page: Page::screen(COLUMNS) }
    }
}

impl Screen {
    fn end_line(&self) -> String {
        let shown = &mut *self.0.borrow_mut();
        let rest = shown.formatter.finish(&shown.page);
        shown.text.push_str(&plain(&rest));
        std::mem::take(&mut shown.text)
    }
}

impl Host for Screen {
    fn put(&self, value: Value) -> Result<(), Fault> {
        let shown = &mut *self.0.borrow_mut();
        let lines = shown.formatter.push(&value, &shown.page);
        shown.text.push_str(&plain(&lines));
        Ok(())
    }

    fn record(&self, record: &Record) {
        let shown = &mut *self.0.borrow_mut();
        let before = shown.formatter.release(&shown.page);
        shown.text.push_str(&plain(&before));
        let lines = plain(&format::record(record, COLUMNS));
        let goes_on = matches!(record, Record::Information { no_newline: true, .. });
        shown.text.push_str(if goes_on { lines.trim_end_matches('\n') } else { &lines });
    }

    fn show_items(&self, limit: i64) {
        let shown = &mut *self.0.borrow_mut();
        shown.page = shown.page.showing(limit);
    }
}

/// Nobody answers questions.
struct Nobody;

impl Nobody {
    fn refuse<T>(prompt: &str) -> Result<T, Fault> {
        Err(Fault::invalid("NotInteractive", format!("'{prompt}' cannot be asked: nobody sits at this shell.")))
    }
}

impl Terminal for Nobody {
    fn columns(&self) -> usize {
        COLUMNS
    }

    fn is_interactive(&self) -> bool {
        false
    }

    fn is_coloured(&self) -> bool {
        false
    }

    fn clear(&self) {}

    fn tell(&self, _: &str) {}

    fn ask(&self, prompt: &str) -> Result<String, Fault> {
        Nobody::refuse(prompt)
    }

    fn ask_secret(&self, prompt: &str) -> Result<Secret, Fault> {
        Nobody::refuse(prompt)
    }

    fn edit(&self, prompt: &str, _: &str) -> Result<String, Fault> {
        Nobody::refuse(prompt)
    }

    fn pick(&self, prompt: &str, _: &[Candidate], _: usize) -> Result<usize, Fault> {
        Nobody::refuse(prompt)
    }

    fn pick_several(&self, prompt: &str, _: &[Candidate], _: &[bool]) -> Result<Vec<usize>, Fault> {
        Nobody::refuse(prompt)
    }

    fn confirm(&self, prompt: &str, _: bool) -> Result<bool, Fault> {
        Nobody::refuse(prompt)
    }

    fn choose(&self, question: &str, _: &[Choice], _: usize) -> Result<usize, Fault> {
        Nobody::refuse(question)
    }
}

/// Types the conversation anew and gives the whole text with what is shown now.
fn replay(script: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let session = Session::new(Place::in_folder(folder.path().join("data")), "tester");
    let screen = Screen::default();
    let shell = Interpreter::new(Arc::new(Registry::new(session)), Arc::new(Nobody), Box::new(screen.clone()));
    let home = folder.path().join("work");
    std::fs::create_dir(&home).expect("a folder of our own");
    shell.set_variable_value("PWD", Value::text(home.to_string_lossy()));
    let mut text = String::new();
    let mut lines = script.lines().peekable();
    while let Some(line) = lines.next() {
        if line.starts_with("## ") || (line.is_empty() && lines.peek().is_some_and(|next| next.starts_with("## "))) {
            let _ = writeln!(text, "{line}");
        }
        let Some(typed) = line.strip_prefix("PS> ") else { continue };
        let _ = writeln!(text, "{line}");
        let mut command = typed.to_owned();
        while let Some(more) = lines.next_if(|next| next.starts_with(">> ")) {
            let _ = writeln!(text, "{more}");
            command.push('\n');
            command.push_str(&more[3..]);
        }
        shell.run(&command, None, &[]);
        text.push_str(&screen.end_line().replace(&*home.to_string_lossy(), "WORK"));
    }
    text
}

#[test]
fn the_screen_is_as_written_down() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shell");
    let mut scripts: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder of this test")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    scripts.sort();
    let mut differing = Vec::new();
    for path in scripts {
        let script = std::fs::read_to_string(&path).expect("readable");
        let shown = Interpreter::on_large_stack(|| replay(&script));
        if shown == script {
            continue;
        }
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &shown).expect("writable");
            continue;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let at = shown.lines().zip(script.lines()).position(|(now, then)| now != then);
        let at = at.unwrap_or_else(|| shown.lines().count().min(script.lines().count()));
        differing.push(format!(
            "{name}, line {}:\n  now:  {:?}\n  then: {:?}",
            at + 1,
            shown.lines().nth(at).unwrap_or_default(),
            script.lines().nth(at).unwrap_or_default(),
        ));
    }
    assert!(differing.is_empty(), "UPDATE=1 writes down what is shown now:\n{}", differing.join("\n"));
}
