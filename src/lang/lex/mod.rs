//! The characters of the language: where words end, what numbers and escapes mean, and a cursor over the text.
//!
//! PowerShell has no token stream that could be made ahead of the parse: `2+2` is three tokens in an expression and
//! one word in a command's arguments, and only the grammar knows which. So the parser walks the text itself, and
//! what is common to its walks is here, as functions without state.

pub(super) mod chars;
mod cursor;
pub(super) mod escape;
pub(super) mod number;
pub(super) mod variable;

pub(super) use cursor::Cursor;
