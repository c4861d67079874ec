//! Secrets as configuration carries them: sealed, so that no print, log or history can show them.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{FromValue, Secret, Value};

/// A secret encrypted under a key that is not in the store. Only the store's sealing can open it; here it is opaque.
///
/// Stored as `{"$sealed": "…"}`, so that whoever meets it without knowing the class sees what it is: [`is_protected`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    #[serde(rename = "$sealed")]
    sealed: String,
}

impl Sealed {
    /// From the sealed form, which is safe to keep and to copy.
    pub fn new(sealed: impl Into<String>) -> Sealed {
        Sealed { sealed: sealed.into() }
    }

    /// The sealed form, for the store to keep or to open.
    pub fn as_sealed(&self) -> &str {
        &self.sealed
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealed([REDACTED])")
    }
}

/// What a node logs in to another server with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Credential {
    /// `user@contoso.com`, `CONTOSO\user` or a bare name: passed on as written.
    pub user_name: String,
    pub password: Sealed,
}

impl fmt::Display for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.user_name)
    }
}

/// A name and a password as a person gives them, from Get-Credential or `New-Object PSCredential`: not sealed yet.
#[derive(Clone)]
pub struct GivenCredential {
    pub user_name: String,
    pub password: Secret,
}

impl FromValue for GivenCredential {
    const TYPE_NAME: &'static str = "PSCredential";

    fn from_value(value: &Value) -> Result<GivenCredential, String> {
        let parts = match value {
            Value::Object(object) => object.get("UserName").zip(object.get("Password")),
            _ => None,
        };
        match parts {
            Some((Value::String(user_name), Value::Secret(password))) if !user_name.trim().is_empty() => {
                Ok(GivenCredential { user_name: user_name.to_string(), password })
            }
            _ => Err("a credential is expected, such as (Get-Credential)".into()),
        }
    }
}

/// Whether a stored value is a sealed secret or a password hash, of whatever class: such values are objects whose only
/// member begins with `$`. They are never printed.
pub fn is_protected(value: &serde_json::Value) -> bool {
    value.as_object().is_some_and(|map| map.len() == 1 && map.keys().all(|name| name.starts_with('$')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Object, PasswordHash};

    #[test]
    fn protected_values_are_known_without_their_class() {
        for (value, protected) in [
            (serde_json::to_value(Sealed::new("x")).expect("plain data"), true),
            (serde_json::to_value(PasswordHash::new("x")).expect("plain data"), true),
            (serde_json::json!({ "$sealed": "x", "More": 1 }), false),
            (serde_json::json!({ "Name": "x" }), false),
            (serde_json::json!("$sealed"), false),
        ] {
            assert_eq!(is_protected(&value), protected, "{value}");
        }
    }

    #[test]
    fn secrets_do_not_print() {
        let credential = Credential { user_name: "ann".into(), password: Sealed::new("c2VhbGVk") };
        assert_eq!(credential.to_string(), "ann");
        let debug = format!("{credential:?} {:?}", PasswordHash::new("$argon2id$x"));
        assert!(!debug.contains("c2VhbGVk") && !debug.contains("argon2id"), "{debug}");
    }

    #[test]
    fn a_credential_is_an_object_with_name_and_secret() {
        let object = |user: Value, password: Value| {
            Value::Object(Object::custom(vec![("UserName".into(), user), ("Password".into(), password)]))
        };
        for (value, fits) in [
            (object(Value::text("ann"), Value::Secret(Secret::new("x"))), true),
            (object(Value::text(""), Value::Secret(Secret::new("x"))), false),
            (object(Value::text("ann"), Value::text("x")), false),
            (Value::text("ann"), false),
            (Value::Null, false),
        ] {
            assert_eq!(GivenCredential::from_value(&value).is_ok(), fits, "{value:?}");
        }
    }

    #[test]
    fn the_stored_form_comes_back() {
        let credential = Credential { user_name: "ann".into(), password: Sealed::new("c2VhbGVk") };
        let stored = serde_json::to_string(&credential).expect("plain data");
        assert_eq!(stored, r#"{"UserName":"ann","Password":{"$sealed":"c2VhbGVk"}}"#);
        assert_eq!(serde_json::from_str::<Credential>(&stored).expect("as stored"), credential);
    }
}
