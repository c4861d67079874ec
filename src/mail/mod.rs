//! The formats of mail, without any I/O: SMTP lines and replies (RFC 5321), message data, headers (RFC 5322).
//!
//! Everything here takes bytes and gives values or bytes back. It neither blocks nor keeps time, does not panic on
//! any input, and bounds whatever a stranger can make it hold.

pub mod address_edit;
pub mod address_list;
pub mod address_spans;
pub mod auto_response;
pub mod command;
pub mod content;
pub mod data;
pub mod disclaimer;
pub mod display_names;
pub mod encapsulated;
pub mod encoded_word;
pub mod handover;
pub mod header;
pub mod line_ends;
pub mod link_state;
pub mod marks;
pub mod message_context;
pub mod origin;
pub mod originator;
pub mod parameters;
pub mod path;
pub mod peer_parameters;
pub mod proxy;
pub mod proxy_request;
pub mod reply;
pub mod sasl;
pub mod seven_bit;
pub mod shadow_request;
pub mod status;
pub mod utf8_address;
pub mod xtext;

pub use command::{Command, CommandError};
pub use parameters::{BodyType, DsnReturn, Notify};
pub use path::ForwardPath;
pub use reply::Reply;
pub use status::EnhancedStatus;
