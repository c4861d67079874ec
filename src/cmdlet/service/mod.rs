//! The transport service as Windows administrators know it: the engine inside the node.

mod get_service;
mod restart_service;
mod service_info;

pub use get_service::GET_SERVICE;
pub use restart_service::RESTART_SERVICE;
