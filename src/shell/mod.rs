//! The terminal: outer command line, prompt, history, completion menu, tables, colours, error drawing.

pub mod cli;
pub mod docs;
pub mod place;
mod print;
pub mod run;
pub mod terminal;
