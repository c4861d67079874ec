//! Files, as text, and the paths that name them.

mod drive;
pub(super) mod encoding;
mod entry;
mod get_child_item;
mod get_content;
mod join_path;
mod location;
mod new_item;
mod out_file;
pub(super) mod paths;
pub(super) mod place;
mod set_content;
mod set_item;
mod shown_file;
mod split_path;
mod tee_object;
mod test_path;

pub use get_child_item::{GET_CHILD_ITEM, GET_ITEM};
pub use get_content::GET_CONTENT;
pub use join_path::JOIN_PATH;
pub use location::{GET_LOCATION, RESOLVE_PATH, SET_LOCATION};
pub use new_item::{NEW_ITEM, REMOVE_ITEM};
pub use out_file::OUT_FILE;
pub use set_content::{ADD_CONTENT, SET_CONTENT};
pub use set_item::SET_ITEM;
pub use split_path::SPLIT_PATH;
pub use tee_object::TEE_OBJECT;
pub use test_path::TEST_PATH;
