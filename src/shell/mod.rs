//! The terminal: outer command line, prompt, history, completion menu, tables, colours, error drawing.

pub mod cli;
