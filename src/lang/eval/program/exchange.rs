//! What goes into a running program and what comes out of it, at the same time.
//!
//! A program may write before it has read everything, or never read at all. Three threads carry its streams; queues of
//! bounded size lie between them and the pipeline, which is told when something has changed.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::Child;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Bytes that wait to be read by the program.
const MOST_INPUT: usize = 1 << 20;

/// Lines or pieces of output that wait for the pipeline.
const MOST_OUTPUT: usize = 1 << 10;

/// A line that is longer comes in several.
const LONGEST_LINE: u64 = 8 << 20;

/// Bytes that are handed on at once where lines do not matter.
const PIECE: usize = 64 << 10;

/// How long the pipeline waits before it looks whether the person has stopped it.
const LOOK_UP: Duration = Duration::from_millis(50);

pub(super) enum Said {
    Line(String),
    Bytes(Vec<u8>),
    /// A line of standard error.
    Complaint {
        line: String,
        is_first: bool,
    },
}

pub(super) enum Offer {
    Taken,
    /// The program reads no more.
    Refused,
    Full(Vec<u8>),
}

pub(super) struct Exchange(Arc<Shared>);

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    input: VecDeque<Vec<u8>>,
    input_bytes: usize,
    input_ended: bool,
    is_refused: bool,
    output: VecDeque<Said>,
    /// Readers of its output that are still at work.
    readers: usize,
    is_abandoned: bool,
}

impl Exchange {
    /// Takes the program's piped streams.
    pub fn with(child: &mut Child, as_bytes: bool) -> io::Result<Exchange> {
        let (input, output, complaints) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let readers = usize::from(output.is_some()) + usize::from(complaints.is_some());
        let state = State { readers, is_refused: input.is_none(), ..State::default() };
        let shared = Arc::new(Shared { state: Mutex::new(state), changed: Condvar::new() });
        if let Some(input) = input {
            let shared = shared.clone();
            thread(move || shared.write(input))?;
        }
        if let Some(output) = output {
            let shared = shared.clone();
            thread(move || {
                if as_bytes { shared.read_bytes(output) } else { shared.read_lines(output, |line, _| Said::Line(line)) }
            })?;
        }
        if let Some(complaints) = complaints {
            let shared = shared.clone();
            let complaint = |line, is_first| Said::Complaint { line, is_first };
            thread(move || shared.read_lines(complaints, complaint))?;
        }
        Ok(Exchange(shared))
    }

    /// Hands the program something to read.
    pub fn offer(&self, bytes: Vec<u8>) -> Offer {
        if bytes.is_empty() {
            return Offer::Taken;
        }
        let mut state = self.0.lock();
        if state.is_refused {
            return Offer::Refused;
        }
        if state.input_bytes > 0 && state.input_bytes + bytes.len() > MOST_INPUT {
            return Offer::Full(bytes);
        }
        state.input_bytes += bytes.len();
        state.input.push_back(bytes);
        self.0.changed.notify_all();
        Offer::Taken
    }

    pub fn end_input(&self) {
        self.0.lock().input_ended = true;
        self.0.changed.notify_all();
    }

    pub fn heard(&self) -> Option<Said> {
        let said = self.0.lock().output.pop_front();
        if said.is_some() {
            self.0.changed.notify_all();
        }
        said
    }

    /// Whether all that it said has been heard.
    pub fn is_over(&self) -> bool {
        let state = self.0.lock();
        state.readers == 0 && state.output.is_empty()
    }

    /// Waits for a change, but not long.
    pub fn await_news(&self) {
        let state = self.0.lock();
        if state.output.is_empty() && state.readers > 0 || !state.input.is_empty() && !state.is_refused {
            drop(self.0.changed.wait_timeout(state, LOOK_UP));
        }
    }

    /// Nobody listens any more: the threads end at their next turn, and the pipes close.
    pub fn abandon(&self) {
        let mut state = self.0.lock();
        state.is_abandoned = true;
        state.input_ended = true;
        self.0.changed.notify_all();
    }
}

fn thread(work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    std::thread::Builder::new().name("program".into()).spawn(work).map(drop)
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, mut pipe: impl Write) {
        loop {
            let mut state = self.lock();
            while state.input.is_empty() && !state.input_ended {
                state = self.wait(state);
            }
            let Some(bytes) = state.input.pop_front().filter(|_| !state.is_abandoned) else { return };
            drop(state);
            // A program that has closed its input wants no more of it.
            let written = pipe.write_all(&bytes).and_then(|()| pipe.flush());
            let mut state = self.lock();
            state.input_bytes = state.input_bytes.saturating_sub(bytes.len());
            state.is_refused |= written.is_err();
            if state.is_refused {
                state.input.clear();
                state.input_bytes = 0;
            }
            self.changed.notify_all();
            if state.is_refused {
                return;
            }
        }
    }

    fn read_lines(&self, pipe: impl Read, said: impl Fn(String, bool) -> Said) {
        let mut pipe = BufReader::new(pipe);
        let (mut line, mut is_first) = (Vec::new(), true);
        while matches!(pipe.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line), Ok(1..)) {
            let end = line.len() - usize::from(line.ends_with(b"\n"));
            let end = end - usize::from(line[..end].ends_with(b"\r"));
            if !self.hear(said(String::from_utf8_lossy(&line[..end]).into_owned(), is_first)) {
                break;
            }
            is_first = false;
            line.clear();
        }
        self.leave();
    }

    fn read_bytes(&self, mut pipe: impl Read) {
        let mut piece = vec![0; PIECE];
        while let Ok(length @ 1..) = pipe.read(&mut piece) {
            if !self.hear(Said::Bytes(piece[..length].to_vec())) {
                break;
            }
        }
        self.leave();
    }

    /// Queues something that was said; false when nobody listens any more.
    fn hear(&self, said: Said) -> bool {
        let mut state = self.lock();
        while state.output.len() >= MOST_OUTPUT && !state.is_abandoned {
            state = self.wait(state);
        }
        state.output.push_back(said);
        self.changed.notify_all();
        !state.is_abandoned
    }

    fn leave(&self) {
        self.lock().readers -= 1;
        self.changed.notify_all();
    }
}
