//! Transport agents, beyond what their class gives.

mod get_transport_pipeline;

pub use get_transport_pipeline::GET_TRANSPORT_PIPELINE;
