//! The scripts in `examples/` and the README do what they say, with the real binary.

mod scripts;
#[path = "../support/mod.rs"]
mod support;
mod tour;
