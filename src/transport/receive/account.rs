//! Checks name and password of a user against the mailboxes, or finds what a user's password is proved by.
//!
//! Promise: an unknown name costs as much time as a wrong password, so that names cannot be found out; the hashing
//! runs beside the network threads, and no more of it at once than the machine has cores.

use std::sync::Arc;

use secrecy::ExposeSecret;
use tokio::sync::Semaphore;

use super::session::Logon;
use crate::mail::sasl::Credentials;
use crate::model::{Mailbox, PasswordHash, ScramSecret};
use crate::transport::Settings;

/// Who may check passwords now.
#[derive(Debug)]
pub struct Accounts {
    cores: Semaphore,
}

impl Accounts {
    pub fn new() -> Accounts {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Accounts { cores: Semaphore::new(cores) }
    }

    /// Whose credentials these are.
    pub async fn check(&self, settings: Arc<Settings>, credentials: Credentials) -> Logon {
        let Ok(_core) = self.cores.acquire().await else { return Logon::Failed };
        tokio::task::spawn_blocking(move || verify(&settings, &credentials)).await.unwrap_or(Logon::Failed)
    }
}

/// Whose password a peer is to prove to know, and by what. Somebody without one, and nobody, look the same from outside
/// on every server of the organization: the decoy hangs on its id, which is random and which no stranger sees.
pub fn secret_of(settings: &Settings, user: &str) -> (Option<Arc<Mailbox>>, ScramSecret) {
    let known = find(settings, user).and_then(|mailbox| Some((mailbox.clone(), mailbox.password.as_ref()?.scram()?)));
    match known {
        Some((mailbox, secret)) => (Some(mailbox), secret),
        None => (None, ScramSecret::decoy(settings.organization.id.as_bytes(), user)),
    }
}

fn verify(settings: &Settings, credentials: &Credentials) -> Logon {
    let password = credentials.password.expose_secret().as_bytes();
    let known = find(settings, &credentials.user).and_then(|mailbox| Some((mailbox, mailbox.password.as_ref()?)));
    match known {
        Some((mailbox, hash)) if hash.verify(password) => Logon::Accepted(mailbox.clone()),
        Some(_) => Logon::Refused,
        None => {
            PasswordHash::decoy().verify(password);
            Logon::Refused
        }
    }
}

/// The mailbox that a name logs in to.
fn find<'a>(settings: &'a Settings, user: &str) -> Option<&'a Arc<Mailbox>> {
    settings.directory.logon(user)
}
