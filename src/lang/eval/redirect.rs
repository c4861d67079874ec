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
use crate::lang::text_encoding::TextEncoding;
use crate::model::{Fault, Value};

/// Where objects go instead of onwards.
pub(super) enum Target {
    /// A file that they are written to as they would be shown, 120 columns wide.
    File(FileTarget),
    /// `> variable:name`: they are kept as they are until the command is done.
    Variable { name: Arc<str>, kept: RefCell<Vec<Value>> },
}

pub(super) struct FileTarget {
    path: PathBuf,
    manner: Manner,
    state: RefCell<State>,
}

struct State {
    file: std::io::BufWriter<std::fs::File>,
    formatter: Formatter,
}

/// How text stands in the file: as `Out-File` would write it, whose presets are obeyed.
#[derive(Clone, Copy)]
struct Manner {
    columns: usize,
    encoding: TextEncoding,
}

/// As wide as text is made that no terminal will show.
const COLUMNS: usize = 120;

impl Target {
    pub fn write(&self, value: &Value) -> Result<(), Fault> {
        match self {
            Target::File(file) => file.write(value),
            Target::Variable { kept, .. } => {
                kept.borrow_mut().push(value.clone());
                Ok(())
            }
        }
    }

    /// Whether the bytes of a program go there as they are.
    pub fn takes_bytes(&self) -> bool {
        matches!(self, Target::File(_))
    }
}

impl FileTarget {
    fn open(path: PathBuf, append: bool, manner: Manner) -> Result<FileTarget, Fault> {
        let mut options = std::fs::OpenOptions::new();
        options.create(true).write(true).append(append).truncate(!append);
        let mut file = options.open(&path).map_err(|error| broken(&path, &error))?;
        if file.metadata().is_ok_and(|about| about.len() == 0) {
            file.write_all(&manner.encoding.mark()).map_err(|error| broken(&path, &error))?;
        }
        let state = State { file: std::io::BufWriter::new(file), formatter: Formatter::new() };
        Ok(FileTarget { path, manner, state: RefCell::new(state) })
    }

    fn write(&self, value: &Value) -> Result<(), Fault> {
        let State { file, formatter } = &mut *self.state.borrow_mut();
        if let Some(bytes) = Bytes::of(value) {
            return file.write_all(bytes).map_err(|error| broken(&self.path, &error));
        }
        let lines = formatter.push(value, &Page::stream(self.manner.columns));
        written(file, &lines, self.manner.encoding).map_err(|error| broken(&self.path, &error))
    }

    fn finish(&self) -> Result<(), Fault> {
        let State { file, formatter } = &mut *self.state.borrow_mut();
        let lines = formatter.finish(&Page::stream(self.manner.columns));
        written(file, &lines, self.manner.encoding)
            .and_then(|()| file.flush())
            .map_err(|error| broken(&self.path, &error))
    }
}

fn written(file: &mut impl Write, lines: &[Line], encoding: TextEncoding) -> std::io::Result<()> {
    lines.iter().try_for_each(|line| file.write_all(&encoding.bytes(&format!("{}\n", line.text))))
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
                        let target = self.target(&path.to_string(), *append);
                        Route::To(Rc::new(target.map_err(|fault| fault.at(redirection.span))?))
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

    fn target(&self, path: &str, append: bool) -> Result<Target, Fault> {
        const DRIVE: &str = "variable:";
        let Some(name) = path.get(DRIVE.len()..).filter(|_| path[..DRIVE.len()].eq_ignore_ascii_case(DRIVE)) else {
            return FileTarget::open(self.full_path(path), append, self.manner_of_files()).map(Target::File);
        };
        let there = append.then(|| self.scope.borrow().get(name)).flatten();
        let kept = there.map(Value::into_items).unwrap_or_default();
        Ok(Target::Variable { name: name.into(), kept: RefCell::new(kept) })
    }

    /// What is preset for Out-File holds for `>`, too.
    fn manner_of_files(&self) -> Manner {
        let preset = |name| self.preset_of("Out-File", name).filter(|value| !matches!(value, Value::Block(_)));
        let columns = preset("Width").and_then(|width| width.to_string().parse().ok());
        let encoding = preset("Encoding").and_then(|encoding| match encoding.downcast::<TextEncoding>() {
            Some(own) => Some(*own),
            None => TextEncoding::of_files(&encoding.to_string()),
        });
        Manner {
            columns: columns.filter(|columns| *columns > 1).unwrap_or(COLUMNS),
            encoding: encoding.unwrap_or(TextEncoding::UTF8),
        }
    }

    /// Completes what a command's streams were redirected to.
    pub(super) fn finish_targets(&self, frame: &Frame) -> Eval<()> {
        for route in &frame.routes {
            match route {
                Route::To(target) => match &**target {
                    Target::File(file) => file.finish().map_err(|fault| fault.at(frame.span))?,
                    // Several streams may go there: the last one finds all of it.
                    Target::Variable { name, kept } => {
                        let kept = kept.borrow().clone();
                        self.scope.borrow().set(name, super::statement::one_value(kept))?;
                    }
                },
                Route::Onwards | Route::Discard | Route::Merge => {}
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
    pub(super) fn absolute(&self, path: &str) -> Option<PathBuf> {
        std::path::absolute(self.full_path(path)).ok()
    }

    pub(super) fn location(&self) -> Arc<str> {
        if let Some(directory) = self.working_directory.borrow().as_ref() {
            return directory.clone();
        }
        std::env::current_dir().map_or_else(|_| Arc::from("/"), |path| Arc::from(path.to_string_lossy().as_ref()))
    }
}
