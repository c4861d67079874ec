//! Script text and script blocks as things to run, and what scripts ask for before they do.

mod get_host;
mod invoke_command;
mod invoke_expression;
mod measure_command;
mod module;

pub use get_host::{GET_CULTURE, GET_HOST, GET_UI_CULTURE};
pub use invoke_command::INVOKE_COMMAND;
pub use invoke_expression::INVOKE_EXPRESSION;
pub use measure_command::MEASURE_COMMAND;
pub use module::{ADD_PS_SNAPIN, GET_MODULE, GET_PS_SNAPIN, IMPORT_MODULE};
