//! Text files.

mod get_content;
mod set_content;

pub use get_content::GET_CONTENT;
pub use set_content::{ADD_CONTENT, SET_CONTENT};

use std::io::{Error, ErrorKind};

use crate::model::Fault;

/// A file that cannot be used, as a fault of the right kind.
pub(super) fn unusable(path: &str, error: &Error) -> Fault {
    match error.kind() {
        ErrorKind::NotFound => {
            Fault::not_found("PathNotFound", format!("Cannot find path '{path}' because it does not exist."))
        }
        ErrorKind::PermissionDenied => Fault::denied("PathDenied", format!("Access to the path '{path}' is denied.")),
        _ => Fault::internal("FileUnusable", format!("'{path}' cannot be used.")).cause(error),
    }
}
