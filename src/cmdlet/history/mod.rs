//! The lines that were typed before, and the transcript of a conversation.

mod add_history;
mod clear_history;
mod get_history;
mod invoke_history;
mod start_transcript;
mod stop_transcript;

pub use add_history::ADD_HISTORY;
pub use clear_history::CLEAR_HISTORY;
pub use get_history::GET_HISTORY;
pub use invoke_history::INVOKE_HISTORY;
pub use start_transcript::START_TRANSCRIPT;
pub use stop_transcript::STOP_TRANSCRIPT;
