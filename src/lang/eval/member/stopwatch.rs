//! `[System.Diagnostics.Stopwatch]`: how long something took.

use std::any::Any;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::Answer;
use super::declare::{Declared, methods};
use super::statics::{Statics, constructors, is, method, property};
use crate::model::{Look, Scalar, TimeSpan, Value};

methods! {
    /// Of a stopwatch.
    StopwatchMethod {
        Start "void Start()";
        Stop "void Stop()";
        Reset "void Reset()";
        Restart "void Restart()";
    }
}

/// Ticks of [`Stopwatch`] in a second.
const FREQUENCY: i64 = 1_000_000_000;

pub static STATICS: Statics = Statics::table(
    &[
        property("Frequency", "static long Frequency {get;}", |_| Value::Long(FREQUENCY)),
        property("IsHighResolution", "static bool IsHighResolution {get;}", |_| Value::Bool(true)),
    ],
    &[
        constructors("System.Diagnostics.Stopwatch new()"),
        method("StartNew", "static System.Diagnostics.Stopwatch StartNew()", |_| {
            let watch = Stopwatch::default();
            watch.lock().start();
            is(Value::scalar(watch))
        }),
    ],
);

/// A watch that runs or stands still.
#[derive(Default)]
pub struct Stopwatch(Mutex<State>);

#[derive(Clone, Copy, Default)]
struct State {
    /// Until it was last stopped.
    before: Duration,
    running_since: Option<Instant>,
}

impl State {
    fn start(&mut self) {
        self.running_since.get_or_insert_with(Instant::now);
    }

    fn elapsed(&self) -> Duration {
        self.before + self.running_since.map(|since| since.elapsed()).unwrap_or_default()
    }

    fn stop(&mut self) {
        *self = State { before: self.elapsed(), running_since: None };
    }
}

impl Stopwatch {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn call(&self, name: &str) -> Answer {
        let Some(method) = StopwatchMethod::named(name) else { return Answer::NoSuch };
        let mut state = self.lock();
        match method {
            StopwatchMethod::Start => state.start(),
            StopwatchMethod::Stop => state.stop(),
            StopwatchMethod::Reset => *state = State::default(),
            StopwatchMethod::Restart => {
                *state = State::default();
                state.start();
            }
        }
        Answer::Void
    }
}

impl fmt::Display for Stopwatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("System.Diagnostics.Stopwatch")
    }
}

impl Scalar for Stopwatch {
    fn type_name(&self) -> &'static str {
        "Stopwatch"
    }

    fn full_type_name(&self) -> String {
        "System.Diagnostics.Stopwatch".to_owned()
    }

    fn member(&self, name: &str) -> Option<Value> {
        let state = *self.lock();
        let nanoseconds = i64::try_from(state.elapsed().as_nanos()).unwrap_or(i64::MAX);
        let known = self.members().iter().find(|known| known.eq_ignore_ascii_case(name))?;
        Some(match *known {
            "IsRunning" => Value::Bool(state.running_since.is_some()),
            "Elapsed" => Value::scalar(TimeSpan::from_ticks(nanoseconds / 100)),
            "ElapsedMilliseconds" => Value::Long(nanoseconds / 1_000_000),
            _ => Value::Long(nanoseconds),
        })
    }

    fn members(&self) -> &'static [&'static str] {
        &["IsRunning", "Elapsed", "ElapsedMilliseconds", "ElapsedTicks"]
    }

    fn look(&self) -> Look {
        Look::Object
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
