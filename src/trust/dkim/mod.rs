//! DKIM (RFC 6376): keys, and what signs with them.

mod key_pair;
mod signer;

pub use key_pair::{KeyError, KeyPair};
pub use signer::{Signer, SignerError, Signers, SigningStream};
