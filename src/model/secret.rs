//! Secrets as configuration carries them: sealed, so that no print, log or history can show them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A secret encrypted under a key that is not in the store. Only the store's sealing can open it; here it is opaque.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sealed(String);

impl Sealed {
    /// From the sealed form, which is safe to keep and to copy.
    pub fn new(sealed: impl Into<String>) -> Sealed {
        Sealed(sealed.into())
    }

    /// The sealed form, for the store to keep or to open.
    pub fn as_sealed(&self) -> &str {
        &self.0
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

/// Argon2id hash of a password, in the PHC text form. Tells whether a password is right, never what it is; still not
/// shown, because it can be guessed against.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// From the PHC text form (`$argon2id$…`).
    pub fn new(phc: impl Into<String>) -> PasswordHash {
        PasswordHash(phc.into())
    }

    pub fn as_phc(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash([REDACTED])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(stored, r#"{"UserName":"ann","Password":"c2VhbGVk"}"#);
        assert_eq!(serde_json::from_str::<Credential>(&stored).expect("as stored"), credential);
    }
}
