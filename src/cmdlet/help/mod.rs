//! Finding out: which commands there are, what they do, what an object holds.

mod class_page;
pub(super) mod command_info;
mod command_page;
mod generic_members;
mod get_command;
mod get_help;
mod get_member;
mod get_verb;
mod parts;
mod script_page;
mod show_command_info;
mod text;
pub mod topic;
mod verbs;

pub use get_command::GET_COMMAND;
pub use get_help::GET_HELP;
pub use get_member::GET_MEMBER;
pub use get_verb::GET_VERB;
