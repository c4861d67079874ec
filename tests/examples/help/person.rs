//! Somebody who takes what is offered, and the screen they look at.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::rc::Rc;

use emsh::lang::call::{Candidate, Choice, FullScreen, Record, Terminal, Turn};
use emsh::lang::eval::Host;
use emsh::lang::format;
use emsh::model::{Fault, Secret, Value};

use super::scene::PASSWORD;

pub struct Person;

impl Terminal for Person {
    fn columns(&self) -> usize {
        120
    }

    fn is_interactive(&self) -> bool {
        true
    }

    fn is_coloured(&self) -> bool {
        false
    }

    fn is_screen(&self) -> bool {
        true
    }

    fn fill(&self, show: &mut dyn FullScreen) -> Result<(), Fault> {
        let mut screen = ratatui::Terminal::new(ratatui::backend::TestBackend::new(80, 24)).expect("memory");
        // Drawn, and looked at until the node has answered.
        let mut turns = 0;
        while turns < 2 {
            screen.draw(|frame| show.draw(frame)).expect("memory");
            turns += usize::from(show.look() == Turn::Draw);
            std::thread::yield_now();
        }
        Ok(())
    }

    fn clear(&self) {}

    fn tell(&self, _: &str) {}

    fn ask(&self, prompt: &str) -> Result<String, Fault> {
        // What is offered stands in brackets, and Enter takes it.
        Ok(match prompt {
            "AddressSpaces" => "example.net",
            "Bindings" => "127.0.0.9:2599",
            "RemoteIPRanges" => "10.0.0.0/8",
            _ => "",
        }
        .to_owned())
    }

    fn ask_secret(&self, _: &str) -> Result<Secret, Fault> {
        Ok(Secret::new(PASSWORD))
    }

    fn edit(&self, prompt: &str, text: &str) -> Result<String, Fault> {
        Ok(if text.is_empty() { format!("The {prompt}") } else { text.to_owned() })
    }

    fn pick(&self, prompt: &str, items: &[Candidate], at: usize) -> Result<usize, Fault> {
        let comment = items.iter().position(|item| item.value == "Comment");
        Ok(comment.filter(|_| prompt == "Which").unwrap_or(at))
    }

    fn pick_several(&self, _: &str, _: &[Candidate], marked: &[bool]) -> Result<Vec<usize>, Fault> {
        Ok((0..marked.len()).filter(|at| marked[*at]).collect())
    }

    fn confirm(&self, _: &str, default: bool) -> Result<bool, Fault> {
        Ok(default)
    }

    fn choose(&self, _: &str, _: &[Choice], default: usize) -> Result<usize, Fault> {
        Ok(default)
    }
}

/// Keeps the errors.
#[derive(Clone, Default)]
pub struct Errors(Rc<RefCell<String>>);

impl Errors {
    pub fn text(&self) -> String {
        self.0.borrow().clone()
    }
}

impl Host for Errors {
    fn put(&self, _: Value) -> Result<(), Fault> {
        Ok(())
    }

    fn record(&self, record: &Record) {
        if let Record::Error(_) = record {
            let lines = format::plain(&format::record(record, 120));
            let _ = write!(self.0.borrow_mut(), "{lines}");
        }
    }
}
