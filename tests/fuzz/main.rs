//! The language against broken scripts: what people type is cut, doubled, swapped and spliced, and read again.
//!
//! Every run does the same: the pseudo-random numbers have a fixed seed. EMSH_FUZZ_SEED takes another one and
//! EMSH_FUZZ_ROUNDS another number of rounds, for a longer search; a failure names the seed of its round, which with one
//! round finds it again. What must hold is in `target.rs`.

mod corpus;
mod mutation;
mod target;

use std::panic::{AssertUnwindSafe, catch_unwind};

use emsh::cmdlet::{Place, Registry, Session};

use self::mutation::Random;

/// Takes some seconds in a debug build.
const ROUNDS: u64 = 1_500;
const SEED: u64 = 20_261_121;

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().map_or(default, |text| text.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

#[test]
fn broken_scripts_are_answered_and_never_panic() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let registry = Registry::new(Session::new(Place::in_folder(folder.path().to_owned()), "fuzz"));
    let corpus = corpus::scripts();
    assert!(corpus.len() > 300, "only {} scripts were found", corpus.len());
    let first = setting("EMSH_FUZZ_SEED", SEED);
    for seed in first..first + setting("EMSH_FUZZ_ROUNDS", ROUNDS) {
        let text = mutation::broken(&corpus, &mut Random::new(seed));
        let held = catch_unwind(AssertUnwindSafe(|| target::read(&text, &registry)));
        assert!(held.is_ok(), "EMSH_FUZZ_SEED={seed} EMSH_FUZZ_ROUNDS=1:\n{text:?}");
    }
}

#[test]
fn whole_scripts_of_the_corpus_are_read() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let registry = Registry::new(Session::new(Place::in_folder(folder.path().to_owned()), "fuzz"));
    for script in corpus::scripts() {
        target::read(&script, &registry);
    }
}

#[test]
fn format_strings_never_panic() {
    let first = setting("EMSH_FUZZ_SEED", SEED);
    for seed in first..first + setting("EMSH_FUZZ_ROUNDS", ROUNDS) {
        let template = mutation::broken(&corpus::format_strings(), &mut Random::new(seed));
        let held = catch_unwind(|| target::format(&template));
        assert!(held.is_ok(), "EMSH_FUZZ_SEED={seed} EMSH_FUZZ_ROUNDS=1:\n{template:?}");
    }
}
