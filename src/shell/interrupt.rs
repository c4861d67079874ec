//! Signals while something runs: Ctrl-C stops the pipeline and not the shell; the signals that end a process end the
//! shell in order.
//!
//! A thread of its own waits for them. At the prompt the terminal is in raw mode and Ctrl-C is a key, so no signal comes;
//! one that comes while nothing runs is forgotten when the next line starts.

use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Arc, LazyLock, Once};
use std::thread;
use std::time::Duration;

use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::lang::eval::Cancel;

/// What is added to a signal's number to make the exit code of a process that it ended.
const BY_SIGNAL: u8 = 128;

/// Exit code of a process that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// Time to give back a screen: it is looked for the end five times a second.
const GRACE: Duration = Duration::from_secs(1);

/// Whether a signal has asked the shell to end.
#[derive(Clone, Default)]
pub struct Ending {
    asked: Arc<AtomicBool>,
    code: Arc<AtomicU8>,
    /// The shell listens for these signals itself.
    is_watched: Arc<AtomicBool>,
}

impl Ending {
    /// Becomes true when the shell shall end.
    pub fn asked(&self) -> Arc<AtomicBool> {
        self.asked.clone()
    }

    /// Whoever is woken by [`Ending::asked`] takes it back; this leaves it to the next one, up to the prompt.
    pub fn stays_asked(&self) {
        self.asked.store(true, Ordering::Relaxed);
    }

    pub fn code(&self) -> u8 {
        self.code.load(Ordering::Relaxed)
    }

    fn ask(&self, kind: SignalKind) {
        let number = u8::try_from(kind.as_raw_value()).unwrap_or_default();
        self.code.store(BY_SIGNAL.saturating_add(number), Ordering::Relaxed);
        self.asked.store(true, Ordering::Relaxed);
    }
}

/// Has Ctrl-C stop what runs; a second one, while the first is being obeyed, ends the process.
///
/// Where it cannot be arranged, Ctrl-C ends the process as it always does.
pub fn watch(cancel: Cancel) {
    start(async move {
        let Some(mut interrupts) = listen(SignalKind::interrupt()) else { return };
        while interrupts.recv().await.is_some() {
            if cancel.is_asked() {
                std::process::exit(INTERRUPTED);
            }
            cancel.now();
        }
    });
}

/// Has SIGTERM and SIGHUP end this process in order while a screen has to be given back, where no shell does that.
/// What is not done within [`GRACE`] is not waited for.
pub fn watch_endings() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let asked = ending();
        if asked.is_watched.load(Ordering::Relaxed) {
            return;
        }
        start(async move {
            let (Some(mut terminations), Some(mut hangups)) =
                (listen(SignalKind::terminate()), listen(SignalKind::hangup()))
            else {
                return;
            };
            tokio::select! {
                _ = terminations.recv() => asked.ask(SignalKind::terminate()),
                _ = hangups.recv() => asked.ask(SignalKind::hangup()),
            }
            thread::sleep(GRACE);
            std::process::exit(asked.code().into());
        });
    });
}

/// The one of this process, for whoever waits for a person.
pub fn ending() -> Ending {
    static ENDING: LazyLock<Ending> = LazyLock::new(Ending::default);
    ENDING.clone()
}

/// Has Ctrl-C stop what runs, and SIGTERM and SIGHUP end the shell.
pub fn watch_shell(cancel: Cancel) -> Ending {
    let ending = ending();
    ending.is_watched.store(true, Ordering::Relaxed);
    let asked = ending.clone();
    start(async move {
        let (Some(mut interrupts), Some(mut terminations), Some(mut hangups)) =
            (listen(SignalKind::interrupt()), listen(SignalKind::terminate()), listen(SignalKind::hangup()))
        else {
            return;
        };
        loop {
            tokio::select! {
                _ = interrupts.recv() => {}
                _ = terminations.recv() => asked.ask(SignalKind::terminate()),
                _ = hangups.recv() => asked.ask(SignalKind::hangup()),
            }
            cancel.now();
        }
    });
    ending
}

fn start(listening: impl Future<Output = ()> + Send + 'static) {
    let _ = thread::Builder::new().name("signals".into()).spawn(move || {
        if let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() {
            runtime.block_on(listening);
        }
    });
}

fn listen(kind: SignalKind) -> Option<Signal> {
    signal(kind).ok()
}
