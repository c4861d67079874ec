//! The general verbs: New-, Get-, Set- and Remove- of every configuration class, derived from its declaration.
//!
//! ```text
//!  arguments ─► given ─► presets, defaults ─► settle ─► judge ─► -WhatIf? ─► store, on the revisions that were judged
//! ```
//!
//! A change is judged against the organization as it is now and stored on condition that it still is so. Somebody else
//! was first: the change is made anew on what is there then, unless both changed the same property. Nothing is half
//! done: one object, one transaction, one line of history with who and with which command.

mod change;
mod compare;
mod edit;
mod elect;
mod get;
mod get_configuration_history;
mod given;
mod home;
mod identity;
mod interview;
mod live;
mod mint;
mod new;
mod object;
mod params;
mod picture;
mod plan;
mod rank;
mod remove;
mod restore_configuration;
mod set;
mod signature;
mod switch;
mod transaction;
mod work;
mod written;

#[cfg(test)]
mod tests;

pub use change::store_all;
pub use edit::{edit, edit_one, named};
pub use get_configuration_history::GET_CONFIGURATION_HISTORY;
pub use given::Given;
pub use home::Home;
pub use identity::{ObjectId, not_found};
pub use mint::mint_dkim_key;
pub use object::in_words;
pub use picture::{Picture, Pictures, stored, stored_object};
pub use plan::{Plan, outside_transaction};
pub use restore_configuration::RESTORE_CONFIGURATION;
pub use transaction::{COMPLETE_TRANSACTION, GET_TRANSACTION, OpenTransaction, START_TRANSACTION, UNDO_TRANSACTION};
pub use written::{COMPARE_CONFIGURATION, CONVERT_TO_EMSH_COMMAND, EXPORT_CONFIGURATION, IMPORT_CONFIGURATION, Recipe};

use crate::cmdlet::{Cmdlet, Run};
use crate::model::class::Verb;
use crate::model::{CLASSES, ClassInfo};
use work::Work;

/// The cmdlets of all classes. Made once; they live as long as the process.
pub fn derived() -> Vec<&'static Cmdlet> {
    let nouns = CLASSES.iter().flat_map(|class| class.nouns.iter().map(|noun| (*class, *noun)));
    nouns.flat_map(|(class, noun)| class.verbs.iter().map(move |verb| derive(class, noun, *verb))).collect()
}

fn derive(class: &'static ClassInfo, noun: &'static str, verb: Verb) -> &'static Cmdlet {
    let run = Run::Derived(Box::new(move |call, session, out| {
        let work = Work::new(class, call, session);
        work.note_ignored()?;
        match verb {
            Verb::New | Verb::Set if interview::is_wanted(&work)? => interview::run(&work, verb, out),
            Verb::New => new::run(&work, out),
            Verb::Get => get::run(&work, out),
            Verb::Set => set::run(&work),
            Verb::Enable | Verb::Disable => switch::run(&work, verb == Verb::Enable),
            Verb::Remove => remove::run(&work),
        }
    }));
    Box::leak(Box::new(Cmdlet { signature: signature::of(class, noun, verb), run }))
}
