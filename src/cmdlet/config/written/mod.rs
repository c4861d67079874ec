//! The configuration written down: as a document to keep, compare and take in again, or as the commands that make it.

mod compare_configuration;
mod convert_to_emsh_command;
mod export_configuration;
mod import_configuration;
mod literal;
mod recipe;
mod source;

pub use compare_configuration::COMPARE_CONFIGURATION;
pub use convert_to_emsh_command::CONVERT_TO_EMSH_COMMAND;
pub use export_configuration::EXPORT_CONFIGURATION;
pub use import_configuration::IMPORT_CONFIGURATION;
pub use recipe::Recipe;
