//! The transport service as Windows administrators know it: the engine inside the node.

mod get_service;
mod get_service_port;
mod restart_service;
mod service_info;

pub use get_service::GET_SERVICE;
pub use get_service_port::GET_SERVICE_PORT;
pub use restart_service::RESTART_SERVICE;
