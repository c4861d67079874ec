//! The Sendmail milter protocol, version 6, as libmilter speaks it: our side is the mail server's.
//!
//! `packet` has the frames, `agreement` what both sides want of each other, `macros` what is told beside the commands,
//! `conversation` the commands and answers themselves, `content` the message.

mod agreement;
mod content;
mod conversation;
mod macros;
mod packet;
mod pool;

pub use conversation::Milter;
pub use pool::Pool;
