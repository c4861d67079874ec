//! The terminal as commands see it: how wide, whether in colour, and the questions they may ask.
//!
//! Questions go to standard error, so that redirected results stay clean. Where nobody can answer, asking is a fault
//! that says how to go without.

use std::io::{BufRead, IsTerminal, Write};
use std::sync::atomic::Ordering;

use crossterm::cursor::MoveTo;
use crossterm::terminal::{Clear, ClearType};

use super::print::Printer;
use super::{choice, interrupt, menu, question};
use super::{full_screen, pager};
use crate::lang::call::{Candidate, Choice, FullScreen, Terminal};
use crate::model::{Fault, Secret};

/// Columns when nobody looks: wide enough for whole tables in a log, as PowerShell does.
const COLUMNS_WITHOUT_TERMINAL: usize = 120;

/// Least columns that anything is laid out for.
const LEAST_COLUMNS: usize = 20;

/// Columns of standard output.
pub fn columns() -> usize {
    if std::io::stdout().is_terminal() { size() } else { COLUMNS_WITHOUT_TERMINAL }
}

/// Lines of the screen that standard output goes to.
pub fn rows() -> Option<usize> {
    let size = std::io::stdout().is_terminal().then(crossterm::terminal::size);
    size.and_then(Result::ok).map(|(_, rows)| usize::from(rows))
}

/// Columns of standard error.
pub fn talk_columns() -> usize {
    if std::io::stderr().is_terminal() { size() } else { COLUMNS_WITHOUT_TERMINAL }
}

fn size() -> usize {
    crossterm::terminal::size().map_or(COLUMNS_WITHOUT_TERMINAL, |(columns, _)| usize::from(columns).max(LEAST_COLUMNS))
}

/// Whether the environment has nothing against colours (`NO_COLOR`, `TERM=dumb`).
pub fn allows_colour() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !is_set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// What this process is attached to, found out once.
pub struct Screen {
    printer: Printer,
    colour: bool,
    interactive: bool,
}

impl Screen {
    /// `plain`: the person said `--no-color`. What the printer holds back is shown before anything is asked.
    pub fn of_this_process(plain: bool, printer: Printer) -> Screen {
        Screen {
            printer,
            colour: !plain && allows_colour() && std::io::stdout().is_terminal(),
            interactive: std::io::stdin().is_terminal() && std::io::stderr().is_terminal(),
        }
    }
}

impl Screen {
    /// Everything put out so far stands above the question, and somebody can answer it.
    fn answerable(&self, prompt: &str) -> Result<(), Fault> {
        self.printer.settle();
        if self.interactive { Ok(()) } else { Err(nobody(prompt)) }
    }
}

impl Terminal for Screen {
    fn columns(&self) -> usize {
        columns()
    }

    fn rows(&self) -> Option<usize> {
        rows()
    }

    fn is_interactive(&self) -> bool {
        self.interactive
    }

    fn is_coloured(&self) -> bool {
        self.colour
    }

    fn page(&self, text: &str) -> bool {
        self.interactive && pager::is_longer_than_screen(text) && pager::show(text).is_ok()
    }

    fn is_screen(&self) -> bool {
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        !is_dumb && std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
    }

    fn fill(&self, show: &mut dyn FullScreen) -> Result<(), Fault> {
        self.printer.settle();
        full_screen::show(show).map_err(|error| {
            Fault::unreachable("TerminalGone", "The terminal could not be written or read any more.").cause(error)
        })?;
        match interrupt::ending().asked().load(Ordering::Relaxed) {
            true => Err(Fault::cancelled()),
            false => Ok(()),
        }
    }

    fn clear(&self) {
        self.printer.settle();
        let mut error = std::io::stderr().lock();
        if self.interactive {
            // A screen that cannot be emptied is still a screen.
            let _ = crossterm::execute!(error, Clear(ClearType::Purge), Clear(ClearType::All), MoveTo(0, 0));
        }
    }

    fn tell(&self, text: &str) {
        self.printer.tell(text);
    }

    fn ask(&self, prompt: &str) -> Result<String, Fault> {
        self.printer.settle();
        if self.interactive {
            return question::ask(prompt);
        }
        let mut error = std::io::stderr().lock();
        write!(error, "{prompt}: ").and_then(|()| error.flush()).map_err(unreadable)?;
        let mut line = String::new();
        // Answers may also come from a pipe; only its end is a fault.
        if std::io::stdin().lock().read_line(&mut line).map_err(unreadable)? == 0 {
            return Err(nobody(prompt));
        }
        Ok(line.trim_end_matches(['\r', '\n']).to_owned())
    }

    fn ask_secret(&self, prompt: &str) -> Result<Secret, Fault> {
        self.printer.settle();
        if !self.interactive {
            return Err(nobody(prompt).fix(
                "In a script: ConvertTo-SecureString TEXT -AsPlainText -Force, then New-Object \
                 System.Management.Automation.PSCredential USER, SECURESTRING.",
            ));
        }
        question::ask_secret(prompt)
    }

    fn edit(&self, prompt: &str, text: &str) -> Result<String, Fault> {
        self.answerable(prompt)?;
        question::edit(prompt, text)
    }

    fn pick(&self, prompt: &str, items: &[Candidate], at: usize) -> Result<usize, Fault> {
        self.answerable(prompt)?;
        menu::pick(prompt, items, at, talk_columns())
    }

    fn pick_several(&self, prompt: &str, items: &[Candidate], marked: &[bool]) -> Result<Vec<usize>, Fault> {
        self.answerable(prompt)?;
        menu::pick_several(prompt, items, marked, talk_columns())
    }

    fn confirm(&self, prompt: &str, default: bool) -> Result<bool, Fault> {
        self.answerable(prompt)?;
        menu::confirm(prompt, default)
    }

    fn choose(&self, question: &str, choices: &[Choice], default: usize) -> Result<usize, Fault> {
        if !self.interactive {
            return Err(nobody(question).fix("Add -Confirm:$false to go on without being asked."));
        }
        self.printer.tell(&format!("\n{question}"));
        let prompt = choice::prompt(choices, default);
        loop {
            match choice::meant(&question::ask(&prompt)?, choices, default) {
                choice::Answer::Is(at) => return Ok(at),
                choice::Answer::Help => self.printer.tell(&choice::help(choices)),
                choice::Answer::Unclear => {}
            }
        }
    }
}

fn nobody(prompt: &str) -> Fault {
    Fault::invalid("NotInteractive", format!("'{prompt}' cannot be asked: nobody sits at this shell."))
}

fn unreadable(error: std::io::Error) -> Fault {
    if error.kind() == std::io::ErrorKind::Interrupted {
        return Fault::cancelled();
    }
    Fault::internal("Terminal", "The terminal could not be read.").cause(error)
}
