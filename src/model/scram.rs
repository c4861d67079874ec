//! What a server keeps of a password for SCRAM-SHA-256 (RFC 5802, RFC 7677): enough to tell that the other side knows the
//! password, and to prove that this side was told it once.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::rand::SecureRandom;
use ring::{digest, hmac, pbkdf2, rand};

use super::{Fault, Secret};

/// Rounds of PBKDF2. RFC 7677 §4 asks for at least 4096; with these it takes about as long as the Argon2id hash that is
/// kept beside it (measured: 30 ms). Each log-in costs the client as many rounds, and the server none.
const ROUNDS: NonZeroU32 = NonZeroU32::new(100_000).expect("more than none");

/// Most rounds that a secret from elsewhere may ask of a client.
const MOST_ROUNDS: u32 = 10_000_000;

const SALT_BYTES: usize = 16;

/// Bytes of a SHA-256 value.
pub const HASH_BYTES: usize = 32;

/// Salt, rounds and the two keys that follow from a password. Still not shown, because it can be guessed against.
#[derive(Clone, PartialEq, Eq)]
pub struct ScramSecret {
    pub rounds: u32,
    pub salt: Vec<u8>,
    /// SHA-256 of the key that only who knows the password can make.
    pub stored_key: [u8; HASH_BYTES],
    /// What this server proves itself with.
    pub server_key: [u8; HASH_BYTES],
}

impl ScramSecret {
    /// Takes tens of milliseconds. `None` for a password that no client could send: SASLprep (RFC 4013) forbids
    /// characters such as controls.
    pub fn of(password: &Secret) -> Result<Option<ScramSecret>, Fault> {
        let Ok(prepared) = stringprep::saslprep(password.expose()) else { return Ok(None) };
        let mut salt = vec![0; SALT_BYTES];
        let random = rand::SystemRandom::new();
        random.fill(&mut salt).map_err(|_| Fault::internal("NoRandomness", "The system gave no random numbers."))?;
        Ok(Some(ScramSecret::derive(&prepared, salt, ROUNDS)))
    }

    fn derive(password: &str, salt: Vec<u8>, rounds: NonZeroU32) -> ScramSecret {
        let mut salted = [0; HASH_BYTES];
        pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, rounds, &salt, password.as_bytes(), &mut salted);
        let key = hmac::Key::new(hmac::HMAC_SHA256, &salted);
        let client_key = hmac::sign(&key, b"Client Key");
        ScramSecret {
            rounds: rounds.get(),
            salt,
            stored_key: bytes(digest::digest(&digest::SHA256, client_key.as_ref()).as_ref()),
            server_key: bytes(hmac::sign(&key, b"Server Key").as_ref()),
        }
    }

    /// A secret that no password has, the same each time for one user: asking twice does not tell whether the user
    /// exists. `key` is something that strangers do not know and that all servers of the organization do.
    pub fn decoy(key: &[u8], user: &str) -> ScramSecret {
        let key = hmac::Key::new(hmac::HMAC_SHA256, key);
        let made = |what: &str| bytes(hmac::sign(&key, format!("{what} {}", user.to_lowercase()).as_bytes()).as_ref());
        let salt = made("salt")[..SALT_BYTES].to_vec();
        ScramSecret { rounds: ROUNDS.get(), salt, stored_key: made("stored key"), server_key: made("server key") }
    }
}

fn bytes(hash: &[u8]) -> [u8; HASH_BYTES] {
    hash.try_into().expect("SHA-256 makes 32 bytes")
}

/// The form of RFC 5803: `SCRAM-SHA-256$rounds:salt$stored key:server key`.
impl fmt::Display for ScramSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [salt, stored, server] =
            [&self.salt[..], &self.stored_key, &self.server_key].map(|bytes| STANDARD.encode(bytes));
        write!(f, "SCRAM-SHA-256${}:{salt}${stored}:{server}", self.rounds)
    }
}

/// The text is no secret of this form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no SCRAM-SHA-256 secret")]
pub struct NoScramSecret;

impl FromStr for ScramSecret {
    type Err = NoScramSecret;

    fn from_str(text: &str) -> Result<ScramSecret, NoScramSecret> {
        let parts = || {
            let (cost, keys) = text.strip_prefix("SCRAM-SHA-256$")?.split_once('$')?;
            let ((rounds, salt), (stored, server)) = (cost.split_once(':')?, keys.split_once(':')?);
            let hash = |text: &str| STANDARD.decode(text).ok()?.try_into().ok();
            let salt = STANDARD.decode(salt).ok().filter(|salt| !salt.is_empty())?;
            let rounds = rounds.parse().ok().filter(|rounds| (1..=MOST_ROUNDS).contains(rounds))?;
            Some(ScramSecret { rounds, salt, stored_key: hash(stored)?, server_key: hash(server)? })
        };
        parts().ok_or(NoScramSecret)
    }
}

impl fmt::Debug for ScramSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ScramSecret([REDACTED])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_as_it_was_written_and_nothing_else_is() {
        let secret = ScramSecret::derive("pencil", b"0123456789abcdef".to_vec(), NonZeroU32::MIN);
        assert_eq!(secret.to_string().parse(), Ok(secret.clone()));
        let text = secret.to_string();
        for wrong in
            ["", "SCRAM-SHA-256$", &text.replace("$1:", "$0:"), &text[..text.len() - 4], &text.replace('=', "")]
        {
            assert_eq!(wrong.parse::<ScramSecret>(), Err(NoScramSecret), "{wrong}");
        }
    }

    #[test]
    fn a_decoy_is_the_users_own_and_stays() {
        let decoy = ScramSecret::decoy(b"organization", "ann");
        assert_eq!(decoy, ScramSecret::decoy(b"organization", "ANN"));
        assert_ne!(decoy.salt, ScramSecret::decoy(b"organization", "ben").salt);
        assert_ne!(decoy.salt, ScramSecret::decoy(b"another", "ann").salt);
        assert_eq!((decoy.rounds, decoy.salt.len()), (ROUNDS.get(), SALT_BYTES));
    }
}
