//! The terminal: outer command line, prompt, history, completion menu, tables, colours, error drawing.

mod check;
mod choice;
pub mod cli;
pub mod docs;
mod engine;
mod full_screen;
mod interrupt;
mod menu;
pub mod outside;
mod pager;
mod paint;
pub mod place;
mod print;
mod profile;
mod question;
pub mod repl;
pub mod run;
pub mod terminal;
