//! The transport service as Windows administrators know it, the engine inside the node; and what of a server is in service.

mod component;
mod get_server_component_state;
mod get_service;
mod get_service_port;
mod get_transport_component;
mod restart_service;
mod service_info;
mod set_server_component_state;

pub use get_server_component_state::GET_SERVER_COMPONENT_STATE;
pub use get_service::GET_SERVICE;
pub use get_service_port::GET_SERVICE_PORT;
pub use get_transport_component::GET_TRANSPORT_COMPONENT;
pub use restart_service::RESTART_SERVICE;
pub use set_server_component_state::SET_SERVER_COMPONENT_STATE;
