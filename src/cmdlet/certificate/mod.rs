//! Certificates that nodes have.

mod get_exchange_certificate;

pub use get_exchange_certificate::GET_EXCHANGE_CERTIFICATE;
