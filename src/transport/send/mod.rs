//! Sending: from a next hop to outcomes.

pub mod conversation;
