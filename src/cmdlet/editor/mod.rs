//! How lines are edited at the prompt, as scripts and profiles set it: the names of PSReadLine.

mod get_ps_read_line_option;
mod line_options;
mod register_argument_completer;
mod set_ps_read_line_option;

pub use get_ps_read_line_option::GET_PS_READ_LINE_OPTION;
pub use line_options::{EditMode, LineOptions, PredictionSource};
pub use register_argument_completer::REGISTER_ARGUMENT_COMPLETER;
pub use set_ps_read_line_option::SET_PS_READ_LINE_OPTION;
