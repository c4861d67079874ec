//! Sessions that send numbered messages all the time, whatever becomes of the server, and remember which were acknowledged.

use std::hash::{BuildHasher, RandomState};
use std::io;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use crate::support::appear::eventually;
use crate::support::smtp::{Client, message};

/// What the sessions share.
pub struct Load {
    /// Whom the message of a number is for.
    recipients: fn(u64) -> &'static [&'static str],
    next: AtomicU64,
    acknowledged: Mutex<Vec<u64>>,
    is_over: AtomicBool,
}

impl Load {
    pub fn new(recipients: fn(u64) -> &'static [&'static str]) -> Load {
        Load { recipients, next: AtomicU64::new(0), acknowledged: Mutex::default(), is_over: AtomicBool::new(false) }
    }

    /// The sessions come to their end.
    pub fn end(&self) {
        self.is_over.store(true, Ordering::SeqCst);
    }

    /// The numbers of all messages that were acknowledged.
    pub fn into_acknowledged(self) -> Vec<u64> {
        self.acknowledged.into_inner().expect("nobody panics with it")
    }

    /// Sends one message after the other until it is over; a lost connection is made anew.
    pub fn run(&self, port: u16) {
        while !self.is_over.load(Ordering::SeqCst) {
            // While the node is away the kernel refuses at once.
            if self.session(port).is_err() {
                std::thread::park_timeout(Duration::from_millis(10));
            }
        }
    }

    fn session(&self, port: u16) -> io::Result<()> {
        let mut client = Client::try_connect(port)?;
        client.try_ask("EHLO client.example.org", "250")?;
        while !self.is_over.load(Ordering::SeqCst) {
            let number = self.next.fetch_add(1, Ordering::SeqCst);
            let recipients = (self.recipients)(number);
            let text = message("ann@contoso.com", recipients[0], &format!("load {number}"));
            client.try_mail("ann@contoso.com", recipients, &text)?;
            self.acknowledged.lock().expect("nobody panics with it").push(number);
        }
        client.try_ask("QUIT", "221").map(drop)
    }

    fn acknowledged(&self) -> u64 {
        self.acknowledged.lock().expect("nobody panics with it").len() as u64
    }

    pub fn wait_for_more(&self, count: u64) {
        let wanted = self.acknowledged() + count;
        eventually(&format!("{wanted} messages acknowledged"), || (self.acknowledged() >= wanted).then_some(()));
    }
}

/// A number below `limit`, another one each time.
pub fn chance(limit: u64) -> u64 {
    RandomState::new().hash_one(limit) % limit
}

/// The number of a message that arrived.
pub fn number_of(text: &str) -> u64 {
    let subject = text.lines().find_map(|line| line.strip_prefix("Subject: load ")).expect("our own message");
    subject.parse().expect("our own message")
}
