//! Secrets as configuration carries them: sealed, so that no print, log or history can show them.

use std::fmt;

use serde::{Deserialize, Serialize};

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

/// Whether a stored value is a sealed secret or a password hash, of whatever class: such values are objects whose only
/// member begins with `$`. They are never printed.
pub fn is_protected(value: &serde_json::Value) -> bool {
    value.as_object().is_some_and(|map| map.len() == 1 && map.keys().all(|name| name.starts_with('$')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PasswordHash;

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
    fn the_stored_form_comes_back() {
        let credential = Credential { user_name: "ann".into(), password: Sealed::new("c2VhbGVk") };
        let stored = serde_json::to_string(&credential).expect("plain data");
        assert_eq!(stored, r#"{"UserName":"ann","Password":{"$sealed":"c2VhbGVk"}}"#);
        assert_eq!(serde_json::from_str::<Credential>(&stored).expect("as stored"), credential);
    }
}
