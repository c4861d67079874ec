//! An interpreter with everything that a shell gives it: cmdlets, printer, screen, profile.

use std::path::PathBuf;
use std::sync::Arc;

use super::cli::Common;
use super::place;
use super::print::Printer;
use super::profile;
use super::terminal::Screen;
use crate::cmdlet::{Place, Registry, Session};
use crate::lang::call::Record;
use crate::lang::eval::{Host, Interpreter};
use crate::model::number::counted;

pub struct Engine {
    pub interpreter: Interpreter,
    pub printer: Printer,
    pub registry: Arc<Registry>,
}

impl Engine {
    /// Opens nothing yet: store and node are looked for when a command needs them.
    pub fn new(common: &Common, place: Place) -> Engine {
        let registry = Arc::new(Registry::new(Session::new(place, place::person())));
        let printer = Printer::new(common.output, common.quiet, common.no_color);
        let screen = Screen::of_this_process(common.no_color, printer.clone());
        let interpreter = Interpreter::new(registry.clone(), Arc::new(screen), Box::new(printer.clone()));
        // What is typed or run here is run by the person at this machine.
        interpreter.allow_programs();
        Engine { interpreter, printer, registry }
    }

    /// Runs the profile unless it is not wanted. The exit code, when the profile ended the shell.
    pub fn greet(&self, common: &Common) -> Option<u8> {
        profile::run(&self.interpreter, !common.no_profile)
    }

    /// Changes that the open transaction has collected; `None` while none is open.
    pub fn collected(&self) -> Option<usize> {
        self.registry.session().transaction().as_ref().map(|open| open.changes().len())
    }

    /// File of a line while another program edits it; in the data directory, which is its owner's alone.
    pub fn draft(&self) -> PathBuf {
        self.registry.session().place().data_dir.join(format!("line-{}.ps1", std::process::id()))
    }

    /// Says what is lost with the end of the shell.
    pub fn leave(&self) {
        // Most shells have none.
        let _ = std::fs::remove_file(self.draft());
        if let Some(count) = self.collected().filter(|count| *count > 0) {
            let lost = counted(count, "change");
            self.printer.record(&Record::Warning(format!(
                "A transaction was open, and what it had collected was not stored: {lost}."
            )));
        }
    }
}
