//! One mailbox, one copy: who is named by two of its addresses gets a message once.

use std::collections::HashMap;

use uuid::Uuid;

use crate::mail::EnhancedStatus;
use crate::transport::{Attempt, Outcome, RecipientState, Remark, Settings, Speaker};

/// The mailboxes that have had their turn, and what became of it.
pub struct Once(HashMap<Uuid, Outcome>);

impl Once {
    /// Those that got the message by an earlier attempt.
    pub fn of(attempt: &Attempt, settings: &Settings) -> Once {
        let recipients = &attempt.envelope.recipients;
        let delivered = recipients.iter().filter(|recipient| recipient.state == RecipientState::Delivered);
        let mailboxes = delivered.filter_map(|recipient| settings.mailbox(&recipient.address));
        Once(mailboxes.map(|mailbox| (mailbox.id, in_it())).collect())
    }

    /// What becomes of one more recipient with that mailbox; `None`: it is the first.
    pub fn again(&self, mailbox: Uuid) -> Option<Outcome> {
        Some(match self.0.get(&mailbox)? {
            Outcome::Sent { .. } | Outcome::Duplicate(_) => in_it(),
            other => other.clone(),
        })
    }

    pub fn note(&mut self, mailbox: Uuid, outcome: Outcome) {
        self.0.insert(mailbox, outcome);
    }
}

fn in_it() -> Outcome {
    let text = "in the mailbox already, by another of its addresses".to_owned();
    Outcome::Duplicate(Remark { code: 250, status: EnhancedStatus::new(2, 1, 5), text, by: Speaker::Us })
}
