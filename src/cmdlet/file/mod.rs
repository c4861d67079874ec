//! Files, as text, and the paths that name them.

pub(super) mod encoding;
mod get_content;
mod join_path;
mod out_file;
pub(super) mod place;
mod set_content;
mod split_path;
mod test_path;

pub use get_content::GET_CONTENT;
pub use join_path::JOIN_PATH;
pub use out_file::OUT_FILE;
pub use set_content::{ADD_CONTENT, SET_CONTENT};
pub use split_path::SPLIT_PATH;
pub use test_path::TEST_PATH;
