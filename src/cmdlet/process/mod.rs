//! The processes of this machine.

mod get_process;
mod process_info;

pub use get_process::GET_PROCESS;
