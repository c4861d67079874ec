//! Room on the machine's stack: recursion ends in a fault before the stack does.

use std::cell::Cell;

use super::stop::Eval;
use crate::model::Fault;

/// What the evaluator dares to use on a thread it knows nothing of; Rust's own threads have 2 MB.
const MODEST: usize = 1 << 20;
/// Room of the threads that [`with_stack`] makes: some 2,000 nested calls in a debug build, many more in a release one.
/// Memory is only taken as it is used.
const AMPLE: usize = 512 << 20;

thread_local! {
    static ROOM: Cell<usize> = const { Cell::new(MODEST) };
}

/// Runs a closure on a thread with room for deep recursion, and waits for it.
pub(super) fn with_stack<T: Send>(run: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("language".into()).stack_size(AMPLE).spawn_scoped(scope, || {
            // The last part is for the commands that the language calls.
            ROOM.set(AMPLE - (16 << 20));
            run()
        });
        match thread.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(value)) => value,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(error) => panic!("the language's thread cannot be started: {error}"),
        }
    })
}

/// Where the stack stood when the run began.
#[derive(Default)]
pub(super) struct Room {
    base: Cell<usize>,
    room: Cell<usize>,
}

/// The address of something on the stack: an estimate of how deep it is.
#[inline(never)]
fn here() -> usize {
    let marker = 0u8;
    std::ptr::from_ref(std::hint::black_box(&marker)).addr()
}

impl Room {
    pub fn enter(&self) {
        self.base.set(here());
        self.room.set(ROOM.get());
    }

    /// Err when too much of the stack is used to go deeper.
    pub fn check(&self) -> Eval<()> {
        if self.base.get().saturating_sub(here()) < self.room.get() {
            return Ok(());
        }
        Err(overflow().into())
    }
}

pub(super) fn overflow() -> Fault {
    Fault::invalid("CallDepthOverflow", "The script failed due to call depth overflow.")
        .fix("Something calls itself without an end, or too deeply.")
}
