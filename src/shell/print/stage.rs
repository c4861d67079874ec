//! What is printed and what still waits: the part of the printer that is behind its lock.

use std::io::{BufWriter, Stdout, Write};
use std::time::Instant;

use super::progress::Progress;
use super::{Export, Form, Paint};
use crate::lang::format::{Formatter, Page};
use crate::model::{Fault, Value};
use crate::shell::terminal;

pub struct Stage {
    shape: Shape,
    out: BufWriter<Stdout>,
    paint: Paint,
    /// `$FormatEnumerationLimit`.
    pub items: i64,
    /// Since when rows are held back or text has not reached its reader.
    pub waiting_since: Option<Instant>,
    pub progress: Progress,
    /// A thread sees to it that nothing waits too long.
    pub is_watched: bool,
    pub is_over: bool,
    /// Nobody reads any more.
    is_closed: bool,
}

enum Shape {
    Layout(Formatter),
    Asked(Export),
}

impl Stage {
    pub fn new(form: Option<Form>, paint: Paint) -> Stage {
        let shape = match form {
            None => Shape::Layout(Formatter::new()),
            Some(form) => Shape::Asked(Export::new(form, page(paint))),
        };
        Stage {
            shape,
            out: BufWriter::with_capacity(64 << 10, std::io::stdout()),
            paint,
            items: Page::ITEMS as i64,
            waiting_since: None,
            progress: Progress::default(),
            is_watched: false,
            is_over: false,
            is_closed: false,
        }
    }

    pub fn put(&mut self, value: &Value) -> Result<(), Fault> {
        self.progress.clear();
        let page = self.page();
        let text = match &mut self.shape {
            Shape::Layout(formatter) => {
                formatter.push(value, &page).iter().map(|line| self.paint.line(line)).collect::<String>()
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
        if let Shape::Layout(formatter) = &mut self.shape {
            let lines = formatter.release(&page);
            let text: String = lines.iter().map(|line| self.paint.line(line)).collect();
            self.write(&text);
        }
        self.flush();
    }

    pub fn statement_ended(&mut self) {
        if let Shape::Layout(formatter) = &mut self.shape {
            formatter.statement_ended();
        }
    }

    pub fn end_line(&mut self) {
        let page = self.page();
        if let Shape::Layout(formatter) = &mut self.shape {
            let lines = formatter.finish(&page);
            let text: String = lines.iter().map(|line| self.paint.line(line)).collect();
            self.write(&text);
        }
        self.settle();
    }

    pub fn finish(&mut self) {
        if self.is_over {
            return;
        }
        if let Shape::Asked(export) = &mut self.shape {
            let text = export.finish();
            self.write(&text);
        }
        self.end_line();
        self.is_over = true;
    }

    /// Writes to standard error, behind what was put out so far.
    pub fn say(&mut self, text: &str) {
        self.progress.clear();
        let mut error = std::io::stderr().lock();
        // Where standard error is gone nobody can be told.
        let _ = error.write_all(text.as_bytes()).and_then(|()| error.flush());
    }

    fn page(&self) -> Page {
        page(self.paint).showing(self.items)
    }

    fn write(&mut self, text: &str) {
        if self.out.write_all(text.as_bytes()).is_err() {
            self.is_closed = true;
        }
        let holds = matches!(&self.shape, Shape::Layout(formatter) if formatter.is_holding());
        // A person sees each line at once; another program gets larger pieces.
        if self.paint != Paint::Raw && !holds {
            return self.flush();
        }
        if holds || !self.out.buffer().is_empty() {
            self.waiting_since.get_or_insert_with(Instant::now);
        }
    }

    fn flush(&mut self) {
        if self.out.flush().is_err() {
            self.is_closed = true;
        }
        self.waiting_since = None;
    }
}

fn page(paint: Paint) -> Page {
    match paint {
        Paint::Raw => Page::stream(terminal::columns()),
        Paint::Plain | Paint::Coloured => Page::screen(terminal::columns()),
    }
}
