//! The cmdlets: one file each, by noun. [`all`] is the only list; help, man pages and completion walk it.
//!
//! A cmdlet is a [`Signature`] and a way to run. Those of the configuration classes are not written by hand: the
//! general verbs in `config` derive them from the class declarations.

mod advance;
mod agent;
mod certificate;
mod clock;
mod colleagues;
mod condition;
pub mod config;
mod convert;
#[cfg(test)]
mod declared;
mod dkim;
pub mod editor;
mod event;
mod everywhere;
mod file;
mod filter;
mod format;
mod health;
pub mod help;
mod history;
mod limit;
mod live;
mod message;
mod object;
mod paging;
mod permission;
pub mod prelude;
mod pressure;
mod probe;
mod process;
mod queue;
mod recipient;
mod registry;
mod rule;
mod say;
mod script;
mod secret;
mod server_id;
mod service;
mod session;
mod tracking;
#[cfg(test)]
mod trial;
mod variable;
mod watching;

pub use registry::Registry;
pub use session::{Place, Session};

use crate::lang::call::{Call, Output, Signature, Stage};
use crate::model::Fault;

/// One cmdlet: what it is and what it does.
pub struct Cmdlet {
    pub signature: Signature,
    pub run: Run,
}

/// The body of a cmdlet without memory.
pub type EachRun = fn(&Call, &Session, &mut Output) -> Result<(), Fault>;

/// What starts a cmdlet with a memory.
pub type StageStart = for<'s> fn(&Call<'_>, &'s Session) -> Result<Box<dyn Stage + 's>, Fault>;

/// The body of a cmdlet derived from a declaration, which knows what it was derived from.
pub type DerivedRun = Box<dyn Fn(&Call, &Session, &mut Output) -> Result<(), Fault> + Send + Sync>;

/// How a cmdlet runs.
pub enum Run {
    /// Once for each pipeline object; once without one when the cmdlet heads the pipeline.
    Each(EachRun),
    /// With a memory across pipeline objects (sorting, counting, selecting).
    Stage(StageStart),
    /// As `Each`, for cmdlets that are made at start-up.
    Derived(DerivedRun),
}

/// Every cmdlet there is, in alphabetical order of their names, and the only list of them.
pub fn all() -> &'static [&'static Cmdlet] {
    registry::all()
}
