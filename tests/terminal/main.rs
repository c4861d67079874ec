//! The interactive shell as a person has it: the real binary in a pseudo-terminal, and what its screen shows.

mod answers;
mod colours;
mod completion;
mod history;
mod interrupt;
mod lines;
mod pager;
mod screen;
mod screens;
mod shells;
mod show_queue;
mod wizard;

#[path = "../support/mod.rs"]
mod support;
