//! Script text and script blocks as things to run.

mod invoke_command;
mod invoke_expression;
mod measure_command;

pub use invoke_command::INVOKE_COMMAND;
pub use invoke_expression::INVOKE_EXPRESSION;
pub use measure_command::MEASURE_COMMAND;
