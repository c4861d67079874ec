//! Redirections: where the streams of a command go instead.

use std::cell::RefCell;
use std::io::Write;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use super::Interpreter;
use super::frame::{Frame, Route};
use super::program::Bytes;
use super::stop::Eval;
use crate::lang::ast::{Redirection, Sink, Stream};
use crate::lang::format::{Formatter, Line, Page};
use crate::model::{Fault, Value};

/// A file that objects are written to as they would be shown, 120 columns wide.
pub(super) struct Target {
    path: PathBuf,
    state: RefCell<State>,
}

struct State {
    file: std::io::BufWriter<std::fs::File>,
    formatter: Formatter,
}

/// As wide as text is made that no terminal will show.
const COLUMNS: usize = 120;

impl Target {
    fn open(path: PathBuf, append: bool) -> Result<Target, Fault> {
        let mut options = std::fs::OpenOptions::new();
        options.create(true).write(true).append(append).truncate(!append);
        let file = options.open(&path).map_err(|error| broken(&path, &error))?;
        let state = State { file: std::io::BufWriter::new(file), formatter: Formatter::new() };
        Ok(Target { path, state: RefCell::new(state) })
    }

    pub fn write(&self, value: &Value) -> Result<(), Fault> {
        let State { file, formatter } = &mut *self.state.borrow_mut();
        if let Some(bytes) = Bytes::of(value) {
            return file.write_all(bytes).map_err(|error| broken(&self.path, &error));
        }
        let lines = formatter.push(value, &Page::stream(COLUMNS));
        written(file, &lines).map_err(|error| broken(&self.path, &error))
    }

    fn finish(&self) -> Result<(), Fault> {
        let State { file, formatter } = &mut *self.state.borrow_mut();
        let lines = formatter.finish(&Page::stream(COLUMNS));
        written(file, &lines).and_then(|()| file.flush()).map_err(|error| broken(&self.path, &error))
    }
}

fn written(file: &mut impl Write, lines: &[Line]) -> std::io::Result<()> {
    lines.iter().try_for_each(|line| writeln!(file, "{}", line.text))
}

fn broken(path: &std::path::Path, error: &std::io::Error) -> Fault {
    Fault::invalid("FileOpenFailure", format!("The file '{}' cannot be written.", path.display())).cause(error)
}

impl Interpreter {
    /// Evaluates redirections and opens their files.
    pub(super) fn routes(&self, redirections: &[Redirection]) -> Eval<[Route; 7]> {
        let mut routes: [Route; 7] = Default::default();
        for redirection in redirections {
            let route = match &redirection.to {
                Sink::Output => Route::Merge,
                Sink::File { path, append } => match self.evaluate(path)? {
                    Value::Null => Route::Discard,
                    path => {
                        let full = self.full_path(&path.to_string());
                        let target = Target::open(full, *append).map_err(|fault| fault.at(redirection.span))?;
                        Route::File(Rc::new(target))
                    }
                },
            };
            match redirection.from {
                Stream::Number(number) => {
                    if let Some(slot) = routes.get_mut(usize::from(number)) {
                        *slot = route;
                    }
                }
                // Merging success into itself changes nothing.
                Stream::All => {
                    let first = if matches!(route, Route::Merge) { 2 } else { 1 };
                    routes[first..].fill(route);
                }
            }
        }
        Ok(routes)
    }

    /// Completes the files that a command's streams were redirected to.
    pub(super) fn finish_files(&self, frame: &Frame) -> Eval<()> {
        for route in &frame.routes {
            if let Route::File(target) = route {
                target.finish().map_err(|fault| fault.at(frame.span))?;
            }
        }
        Ok(())
    }

    /// A path as this conversation's location makes it.
    pub(super) fn full_path(&self, path: &str) -> PathBuf {
        let home = || std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
        match path.strip_prefix('~') {
            Some("") => return home(),
            Some(rest) if rest.starts_with('/') => return home().join(&rest[1..]),
            _ => {}
        }
        match self.working_directory.borrow().as_ref() {
            Some(directory) => PathBuf::from(directory.as_ref()).join(path),
            None => PathBuf::from(path),
        }
    }

    /// Where relative paths start: `$PWD`.
    pub(super) fn location(&self) -> Arc<str> {
        if let Some(directory) = self.working_directory.borrow().as_ref() {
            return directory.clone();
        }
        std::env::current_dir().map_or_else(|_| Arc::from("/"), |path| Arc::from(path.to_string_lossy().as_ref()))
    }
}
