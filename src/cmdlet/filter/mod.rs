//! Filters of mail, beyond what their classes give.

mod get_agent_log;
mod test_list_provider;

pub use get_agent_log::GET_AGENT_LOG;
pub use test_list_provider::{TEST_IP_ALLOW_LIST_PROVIDER, TEST_IP_BLOCK_LIST_PROVIDER};
