//! What is printed and what still waits: the part of the printer that is behind its lock.

use std::io::{BufWriter, ErrorKind, Stdout, Write};
use std::time::Instant;

use super::progress::Progress;
use super::transcript::Transcript;
use super::{Export, Form, Paint};
use crate::lang::call::Rendering;
use crate::lang::format::{Formatter, Page};
use crate::model::{Fault, Value};
use crate::shell::terminal;

pub struct Stage {
    shape: Shape,
    out: BufWriter<Stdout>,
    /// Of standard output and standard error, as the terminal allows them.
    results: Paint,
    talk: Paint,
    /// `$PSStyle.OutputRendering`.
    pub rendering: Rendering,
    /// `$FormatEnumerationLimit`.
    pub items: i64,
    /// Since when rows are held back or text has not reached its reader.
    pub waiting_since: Option<Instant>,
    pub progress: Progress,
    /// A thread sees to it that nothing waits too long.
    pub is_watched: bool,
    pub is_over: bool,
    pub transcript: Option<Transcript>,
    /// Nobody reads any more, or nothing more can be written.
    is_closed: bool,
    /// Why results were lost, where nobody chose not to read them.
    lost: Option<std::io::Error>,
}

enum Shape {
    Layout(Formatter),
    Asked(Export),
}

impl Stage {
    pub fn new(form: Option<Form>, results: Paint, talk: Paint) -> Stage {
        let shape = match form {
            None => Shape::Layout(Formatter::new()),
            Some(form) => Shape::Asked(Export::new(form, page(results))),
        };
        Stage {
            shape,
            out: BufWriter::with_capacity(64 << 10, std::io::stdout()),
            results,
            talk,
            rendering: Rendering::default(),
            items: Page::ITEMS as i64,
            waiting_since: None,
            progress: Progress::default(),
            is_watched: false,
            is_over: false,
            transcript: None,
            is_closed: false,
            lost: None,
        }
    }

    /// How standard error is written.
    pub fn talk(&self) -> Paint {
        self.talk.rendered(self.rendering)
    }

    pub fn put(&mut self, value: &Value) -> Result<(), Fault> {
        self.progress.clear();
        let page = self.page();
        let paint = self.results.rendered(self.rendering);
        let text = match &mut self.shape {
            Shape::Layout(formatter) => {
                formatter.push(value, &page).iter().map(|line| paint.line(line)).collect::<String>()
            }
            Shape::Asked(export) => export.push(value)?,
        };
        self.write(&text);
        if self.is_closed { Err(Fault::enough()) } else { Ok(()) }
    }

    pub fn is_waiting(&self) -> bool {
        self.waiting_since.is_some()
    }

    /// Shows what is held back; a table goes on below it.
    pub fn settle(&mut self) {
        self.progress.clear();
        let page = self.page();
        let paint = self.results.rendered(self.rendering);
        if let Shape::Layout(formatter) = &mut self.shape {
            let lines = formatter.release(&page);
            let text: String = lines.iter().map(|line| paint.line(line)).collect();
            self.write(&text);
        }
        self.flush();
    }

    /// Whether a person looks at results laid out for people.
    pub fn is_terminal(&self) -> bool {
        !self.results.is_unseen() && matches!(self.shape, Shape::Layout(_)) && self.transcript.is_none()
    }

    pub fn end_line(&mut self) {
        let page = self.page();
        let paint = self.results.rendered(self.rendering);
        if let Shape::Layout(formatter) = &mut self.shape {
            let lines = formatter.finish(&page);
            let text: String = lines.iter().map(|line| paint.line(line)).collect();
            self.write(&text);
        }
        self.settle();
    }

    /// Ends everything; Err when results could not be written.
    pub fn finish(&mut self) -> Result<(), Fault> {
        if self.is_over {
            return Ok(());
        }
        if let Shape::Asked(export) = &mut self.shape {
            let text = export.finish();
            self.write(&text);
        }
        self.end_line();
        self.is_over = true;
        // The shell ends in the middle of it: what there is must be kept.
        if let Some(mut transcript) = self.transcript.take() {
            transcript.flush();
        }
        match self.lost.take() {
            None => Ok(()),
            Some(error) => Err(Fault::internal("OutputLost", "The results could not be written.").cause(error)),
        }
    }

    /// Writes to standard error, behind what was put out so far.
    pub fn say(&mut self, text: &str) {
        self.progress.clear();
        if let Some(transcript) = &mut self.transcript {
            transcript.shown(text);
        }
        let mut error = std::io::stderr().lock();
        // Where standard error is gone nobody can be told.
        let _ = error.write_all(text.as_bytes()).and_then(|()| error.flush());
    }

    fn page(&self) -> Page {
        page(self.results).showing(self.items)
    }

    fn write(&mut self, text: &str) {
        if let Some(transcript) = &mut self.transcript {
            transcript.shown(text);
        }
        if let Err(error) = self.out.write_all(text.as_bytes()) {
            self.close(error);
        }
        let holds = matches!(&self.shape, Shape::Layout(formatter) if formatter.is_holding());
        // A person sees each line at once; another program gets larger pieces.
        if !self.results.is_unseen() && !holds {
            return self.flush();
        }
        if holds || !self.out.buffer().is_empty() {
            self.waiting_since.get_or_insert_with(Instant::now);
        }
    }

    fn flush(&mut self) {
        if let Err(error) = self.out.flush() {
            self.close(error);
        }
        self.waiting_since = None;
    }

    /// A reader that has gone has seen what it wanted; a full disk is another matter.
    fn close(&mut self, error: std::io::Error) {
        if error.kind() != ErrorKind::BrokenPipe && !self.is_closed {
            self.lost = Some(error);
        }
        self.is_closed = true;
    }
}

fn page(paint: Paint) -> Page {
    match paint {
        Paint::Raw | Paint::Bare => Page::stream(terminal::columns()),
        Paint::Plain | Paint::Coloured => Page::screen(terminal::columns()).of_rows(terminal::rows()),
    }
}
