//! Messages in the queues of a node: seen, suspended, resumed, removed, redirected, exported.

mod assemble_message;
mod export_message;
mod get_message;
mod order;
mod redirect_message;
mod remove_message;
mod resume_message;
mod suspend_message;

pub use assemble_message::ASSEMBLE_MESSAGE;
pub use export_message::EXPORT_MESSAGE;
pub use get_message::GET_MESSAGE;
pub use redirect_message::REDIRECT_MESSAGE;
pub use remove_message::REMOVE_MESSAGE;
pub use resume_message::RESUME_MESSAGE;
pub use suspend_message::SUSPEND_MESSAGE;
