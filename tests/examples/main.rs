//! The scripts in `examples/`, the README and the examples of help do what they say, with the real binary.

mod help;
mod scripts;
#[path = "../support/mod.rs"]
mod support;
mod tour;
