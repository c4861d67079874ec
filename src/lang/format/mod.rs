//! How values look to a person: PowerShell's default formatting as lines of text for a page of a given width.
//!
//! [`Formatter`] takes values one after another and gives the lines that can be shown; [`Layout`] is what `Format-Table`
//! and its like put on the pipeline for it. Nothing here writes anywhere or knows of a terminal: colours are
//! [`Style`]s beside the text.

mod cells;
mod detail;
mod export;
mod fault;
mod json;
mod layout;
mod line;
mod list;
mod nested;
mod open;
mod page;
mod part;
mod people;
mod reading;
mod record;
mod stream;
mod table;
mod text;
pub mod view;
mod wide;

pub use cells::{Align, cut, single_line, width, wrap};
pub use export::{Export, Form};
pub use fault::lines as fault_lines;
pub use json::json;
pub use layout::{Column, Layout, TableHead, WideHead, refuse};
pub use line::{Line, Style, plain};
pub use nested::Nested;
pub use page::Page;
pub use reading::Reading;
pub use record::record;
pub use stream::Formatter;
pub use table::usual_side;
pub use text::cell as cell_text;

#[cfg(test)]
mod tests;
