//! Ctrl-C while something runs: it stops the pipeline, not the shell.
//!
//! A thread of its own waits for the signal. At the prompt the terminal is in raw mode and Ctrl-C is a key, so no signal
//! comes; a signal that comes while nothing runs is forgotten when the next line starts.

use std::thread;

use tokio::signal::unix::{SignalKind, signal};

use crate::lang::eval::Cancel;

/// Exit code of a process that Ctrl-C ended: 128 and the signal's number.
const INTERRUPTED: i32 = 130;

/// Has Ctrl-C stop what runs from now on. Where that cannot be arranged, Ctrl-C ends the process as it always does.
/// A second one, while the first is being obeyed, ends the process.
pub fn watch(cancel: Cancel) {
    let _ = thread::Builder::new().name("interrupt".into()).spawn(move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() else { return };
        runtime.block_on(async {
            let Ok(mut interrupts) = signal(SignalKind::interrupt()) else { return };
            while interrupts.recv().await.is_some() {
                if cancel.is_asked() {
                    std::process::exit(INTERRUPTED);
                }
                cancel.now();
            }
        });
    });
}
