//! Secrets in scripts: secure strings and credentials.

mod convert_from_secure_string;
mod convert_to_secure_string;
mod get_credential;

pub use convert_from_secure_string::CONVERT_FROM_SECURE_STRING;
pub use convert_to_secure_string::CONVERT_TO_SECURE_STRING;
pub use get_credential::GET_CREDENTIAL;

use crate::cmdlet::prelude::*;
use crate::model::Secret;

/// What a secure string outside any object is sealed as: no text of the store opens as one.
pub(super) const SEALED_FOR: &str = "SecureString";

/// The type of credentials, as scripts name it.
const CREDENTIAL: &str = "System.Management.Automation.PSCredential";

/// A user name with its password.
pub fn credential(user: &str, password: Secret) -> Value {
    let properties = vec![("UserName".into(), user.into_value()), ("Password".into(), Value::Secret(password))];
    Value::Object(Object::named(CREDENTIAL, properties))
}
