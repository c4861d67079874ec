//! Putting things on the streams: objects, talk, warnings, errors.

mod get_error;
mod read_host;
mod write_error;
mod write_host;
mod write_output;
mod write_progress;
mod write_record;

pub use get_error::GET_ERROR;
pub use read_host::READ_HOST;
pub use write_error::WRITE_ERROR;
pub use write_host::WRITE_HOST;
pub use write_output::WRITE_OUTPUT;
pub use write_progress::WRITE_PROGRESS;
pub use write_record::{WRITE_DEBUG, WRITE_INFORMATION, WRITE_VERBOSE, WRITE_WARNING};
