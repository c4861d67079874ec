//! Secrets in scripts: secure strings and credentials.

mod convert_from_secure_string;
mod convert_to_secure_string;
mod get_credential;
mod key;

pub use convert_from_secure_string::CONVERT_FROM_SECURE_STRING;
pub use convert_to_secure_string::CONVERT_TO_SECURE_STRING;
pub use get_credential::GET_CREDENTIAL;

use crate::cmdlet::prelude::*;
use crate::model::Secret;

/// What a secure string outside any object is sealed as: no text of the store opens as one.
pub(super) const SEALED_FOR: &str = "SecureString";

/// The type of credentials, as scripts name it.
const CREDENTIAL: &str = "System.Management.Automation.PSCredential";

/// 16 bytes that nobody can foretell.
fn random() -> [u8; 16] {
    // A version 4 UUID has six bits that are always the same: those come from another one.
    let (one, other) = (uuid::Uuid::new_v4().as_u128(), uuid::Uuid::new_v4().as_u128());
    (one ^ other.rotate_left(32)).to_le_bytes()
}

/// A user name with its password.
pub fn credential(user: &str, password: Secret) -> Value {
    let properties = vec![("UserName".into(), user.into_value()), ("Password".into(), Value::Secret(password))];
    Value::Object(Object::named(CREDENTIAL, properties))
}
