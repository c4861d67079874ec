//! The nouns people type and see: connectors, domains, queues, messages, sizes, spans, values, faults.
//!
//! Everything else in the crate may use this module; it uses nothing of ours.

pub mod fault;
pub mod value;

pub use fault::{Fault, FaultKind, Span};
pub use value::{Array, Block, FromValue, Hash, IntoValue, Object, PropertyInfo, Scalar, Secret, TypeInfo, Value};
