//! Queues of a node: seen, suspended, resumed, retried.

mod get_link_state;
mod get_queue;
mod get_queue_digest;
mod order;
mod resume_queue;
mod retry_queue;
mod show;
mod suspend_queue;

pub use get_link_state::GET_LINK_STATE;
pub use get_queue::GET_QUEUE;
pub use get_queue_digest::GET_QUEUE_DIGEST;
pub use resume_queue::RESUME_QUEUE;
pub use retry_queue::RETRY_QUEUE;
pub use show::SHOW_QUEUE;
pub use suspend_queue::SUSPEND_QUEUE;
