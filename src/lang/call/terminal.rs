//! The terminal as a command sees it: what may be asked of the person, and how wide the screen is.

use super::{Candidate, FullScreen};
use crate::model::Fault;

/// What a command may ask of the person or know of the screen.
pub trait Terminal: Send + Sync {
    /// Columns to format for; 120 when output is not a terminal.
    fn columns(&self) -> usize;
    /// Lines of the screen; `None` when output is not a terminal.
    fn rows(&self) -> Option<usize> {
        None
    }
    /// Whether someone can answer questions.
    fn is_interactive(&self) -> bool;
    fn is_coloured(&self) -> bool;
    /// Empties the screen.
    fn clear(&self);
    /// Shows what belongs to the questions that follow.
    fn tell(&self, text: &str);
    fn ask(&self, prompt: &str) -> Result<String, Fault>;
    fn ask_secret(&self, prompt: &str) -> Result<crate::model::Secret, Fault>;
    /// Asks for a line that is this text at first.
    fn edit(&self, prompt: &str, text: &str) -> Result<String, Fault>;
    /// Shows a menu and gives the index chosen; `at` is where it stands first. The prompt is a few words.
    fn pick(&self, prompt: &str, items: &[Candidate], at: usize) -> Result<usize, Fault>;
    /// The same for any number of the items; `marked` are chosen at first.
    fn pick_several(&self, prompt: &str, items: &[Candidate], marked: &[bool]) -> Result<Vec<usize>, Fault>;
    /// Shows a text page by page, where it is longer than the screen; false where it has to be written out.
    fn page(&self, text: &str) -> bool {
        let _ = text;
        false
    }
    /// Whether a command can fill the screen and read keys.
    fn is_screen(&self) -> bool {
        false
    }
    /// Gives the screen away until it is left. Everything is then as it was before, also after a panic.
    fn fill(&self, show: &mut dyn FullScreen) -> Result<(), Fault> {
        let _ = show;
        Err(Fault::invalid("NotATerminal", "There is no terminal whose screen could be filled."))
    }
    /// Asks for yes or no in a few words.
    fn confirm(&self, prompt: &str, default: bool) -> Result<bool, Fault>;
    /// Shows a choice such as Yes / No and gives the index chosen.
    fn choose(&self, question: &str, choices: &[Choice], default: usize) -> Result<usize, Fault>;
}

/// One answer that a question allows.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// The answer in full; the letter behind `&` is enough to give it.
    pub label: &'static str,
    /// What follows from it.
    pub help: &'static str,
}

impl Choice {
    pub const YES: Choice = Choice { label: "&Yes", help: "Continue with only the next step of the operation." };
    pub const YES_TO_ALL: Choice =
        Choice { label: "Yes to &All", help: "Continue with all the steps of the operation." };
    pub const NO: Choice = Choice { label: "&No", help: "Skip this operation and proceed with the next operation." };
    pub const NO_TO_ALL: Choice =
        Choice { label: "No to A&ll", help: "Skip this operation and all subsequent operations." };
    pub const HALT: Choice = Choice { label: "&Halt Command", help: "Stop this command." };
}
