//! Passwords of mailboxes: kept as hashes, which tell whether a password is right and never what it is. Argon2id judges
//! passwords that a client sends; what SCRAM-SHA-256 needs judges clients that do not send it.

use std::fmt;

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc};
use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};

use super::{Fault, ScramSecret, Secret};

/// Memory, passes and lanes of one hash: 19 MiB, 2, 1 (OWASP Password Storage Cheat Sheet, Argon2id minimum).
const COST: Params = match Params::new(19 * 1024, 2, 1, None) {
    Ok(cost) => cost,
    Err(_) => Params::DEFAULT,
};

/// Largest memory and number of passes that a hash from elsewhere may ask of us. A log-in must not be able to take a
/// node's memory, whoever wrote the hash: 256 MiB, 16 passes.
const MOST_MEMORY: u32 = 256 * 1024;
const MOST_PASSES: u32 = 16;

/// A hash at [`COST`] which no known password has.
const DECOY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm8gcGFzc3dvcmQgaGFzaGVz$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Argon2id hash of a password, in the PHC text form; behind it and a blank the [`ScramSecret`], if there is one. Still not
/// shown, because it can be guessed against.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordHash {
    #[serde(rename = "$password")]
    text: String,
}

impl PasswordHash {
    /// Hashes a password with new salts. Takes tens of milliseconds and 19 MiB: not for an async thread.
    pub fn of(password: &Secret) -> Result<PasswordHash, Fault> {
        let hash: phc::PasswordHash = hasher()
            .hash_password(password.expose().as_bytes())
            .map_err(|error| Fault::internal("PasswordNotHashed", "The password could not be hashed.").cause(error))?;
        Ok(match ScramSecret::of(password)? {
            Some(secret) => PasswordHash { text: format!("{hash} {secret}") },
            None => PasswordHash { text: hash.to_string() },
        })
    }

    /// From the PHC text form (`$argon2id$…`). One that is none, or that costs too much, has no password.
    pub fn new(phc: impl Into<String>) -> PasswordHash {
        PasswordHash { text: phc.into() }
    }

    /// A hash that no password has. Verifying against it takes as long as against a real one, so that an answer's
    /// delay does not tell whether a user exists.
    pub fn decoy() -> PasswordHash {
        PasswordHash { text: DECOY.to_owned() }
    }

    /// The PHC text form.
    pub fn as_phc(&self) -> &str {
        self.text.split_once(' ').map_or(&self.text, |(phc, _)| phc)
    }

    /// What a client proves to know the password by that does not send it.
    pub fn scram(&self) -> Option<ScramSecret> {
        self.text.split_once(' ')?.1.parse().ok()
    }

    /// Whether this is the password.
    ///
    /// Takes tens of milliseconds and 19 MiB: not for an async thread, and not for more callers at once than there
    /// are processors.
    pub fn verify(&self, candidate: &[u8]) -> bool {
        phc::PasswordHash::new(self.as_phc())
            .is_ok_and(|hash| is_affordable(&hash) && hasher().verify_password(candidate, &hash).is_ok())
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash([REDACTED])")
    }
}

fn hasher() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, COST)
}

fn is_affordable(hash: &phc::PasswordHash) -> bool {
    hash.algorithm.as_str() == "argon2id"
        && Params::try_from(hash).is_ok_and(|cost| cost.m_cost() <= MOST_MEMORY && cost.t_cost() <= MOST_PASSES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_password_itself_verifies() {
        let hash = PasswordHash::of(&Secret::new("päss wörd")).expect("the system gives random numbers");
        assert!(hash.as_phc().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", hash.as_phc());
        assert!(hash.scram().is_some() && PasswordHash::decoy().scram().is_none());
        for (candidate, right) in [("päss wörd", true), ("Päss wörd", false), ("", false)] {
            assert_eq!(hash.verify(candidate.as_bytes()), right, "{candidate:?}");
        }
    }

    #[test]
    fn what_is_no_affordable_hash_has_no_password() {
        let weak = Argon2::new(Algorithm::Argon2i, Version::V0x13, Params::new(8, 1, 1, None).expect("small"));
        let weak: phc::PasswordHash = weak.hash_password(b"x").expect("it hashes");
        let greedy = DECOY.replace("m=19456", "m=2000000");
        let slow = DECOY.replace("t=2", "t=4000000");
        for text in ["", "x", "$argon2id$", &weak.to_string(), &greedy, &slow] {
            assert!(!PasswordHash::new(text).verify(b"x"), "{text}");
        }
    }

    #[test]
    fn the_decoy_costs_as_much_as_a_real_hash() {
        let decoy = phc::PasswordHash::new(PasswordHash::decoy().as_phc()).expect("it is well-formed");
        assert!(is_affordable(&decoy));
        assert_eq!(
            Params::try_from(&decoy).expect("it has a cost"),
            Params::new(19 * 1024, 2, 1, Some(32)).expect("same")
        );
        assert!(!PasswordHash::decoy().verify(b""));
    }
}
