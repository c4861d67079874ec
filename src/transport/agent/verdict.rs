//! What agents answer.

use std::time::Duration;

use crate::mail::{EnhancedStatus, Reply};
use crate::transport::Refusal;

/// What an agent wants to become of a command or message.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    Continue,
    /// It goes on, and this agent is asked no more about this message, or about this connection if none has begun.
    Accept,
    /// The client hears this.
    Refuse(Reply),
    /// The client hears that all is well, and the message is thrown away.
    Discard,
}

/// What an agent wants to be different about a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A field behind all others.
    Add {
        name: String,
        value: Vec<u8>,
    },
    /// A field before the one at this place; 0 is the top, above our own trace field.
    Insert {
        at: usize,
        name: String,
        value: Vec<u8>,
    },
    /// The nth field of that name, from 1; an empty value removes it, one that is not there is added.
    Set {
        name: String,
        nth: usize,
        value: Vec<u8>,
    },
    /// The return path; empty is nobody.
    Sender {
        address: String,
        arguments: String,
    },
    AddRecipient {
        address: String,
        arguments: String,
    },
    RemoveRecipient(String),
    /// The message is kept, suspended, until an operator lets it go.
    Quarantine(String),
}

impl Change {
    /// For the tracking log.
    pub fn word(&self) -> &'static str {
        match self {
            Change::Add { .. } => "AddHeader",
            Change::Insert { .. } => "InsertHeader",
            Change::Set { .. } => "ChangeHeader",
            Change::Sender { .. } => "ChangeSender",
            Change::AddRecipient { .. } => "AddRecipient",
            Change::RemoveRecipient(_) => "RemoveRecipient",
            Change::Quarantine(_) => "Quarantine",
        }
    }
}

/// Why an agent has not answered.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error("it cannot be reached: {0}")]
    Unreachable(#[from] std::io::Error),
    #[error("it has not answered within {0:?}")]
    Silent(Duration),
    #[error("it has ended")]
    Gone,
    #[error("it has ended lately and is started again in {} s", .0.as_secs() + 1)]
    Resting(Duration),
    #[error("it does not keep to the protocol: {0}")]
    Nonsense(String),
    /// Not the agent's fault.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl Trouble {
    pub fn nonsense(says: impl Into<String>) -> Trouble {
        Trouble::Nonsense(says.into())
    }
}

/// What a client hears whose mail an agent refuses without words of its own.
pub fn rejected() -> Reply {
    Reply::new(550, EnhancedStatus::new(5, 7, 1), "Command rejected")
}

/// The same for now.
pub fn put_off() -> Reply {
    Reply::new(451, EnhancedStatus::new(4, 7, 1), "Service unavailable - try again later")
}

/// What a client hears whose logon an agent refuses: no other words than for a wrong password.
pub fn not_let_in() -> Reply {
    Reply::new(535, EnhancedStatus::new(5, 7, 3), "Authentication unsuccessful")
}

/// The same for now (RFC 4954 §4.7.3).
pub fn not_let_in_now() -> Reply {
    Reply::new(454, EnhancedStatus::new(4, 7, 0), "Temporary authentication failure")
}

/// What an agent wants a client to hear. Only refusals can be said: anything else would be a promise that the server
/// does not keep.
pub fn reply(code: u16, status: Option<EnhancedStatus>, text: &str) -> Option<Reply> {
    if !(400..600).contains(&code) {
        return None;
    }
    let class = (code / 100) as u8;
    let status = status.filter(|status| status.class == class).unwrap_or(EnhancedStatus::new(class, 7, 1));
    let text = if text.is_empty() { "Message refused" } else { text };
    Some(Reply::new(code, status, text.to_owned()))
}
