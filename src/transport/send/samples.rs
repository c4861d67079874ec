//! What the tests of this stage send.

use uuid::Uuid;

use crate::model::{Directionality, MessagePriority, ReversePath};
use crate::transport::{BodyType, Envelope, Recipient, RecipientState, Source};

pub fn recipient(address: &str) -> Recipient {
    Recipient { address: address.parse().unwrap(), original: None, notify: None, state: RecipientState::Pending }
}

pub fn envelope(sender: &str, recipients: &[&str]) -> Envelope {
    Envelope {
        return_path: sender.parse::<ReversePath>().unwrap(),
        recipients: recipients.iter().map(|address| recipient(address)).collect(),
        body_type: BodyType::SevenBit,
        dsn_return: None,
        envelope_id: None,
        size: 0,
        internet_message_id: "<m1@contoso.com>".into(),
        network_message_id: Uuid::from_u128(1),
        subject: "Hello".into(),
        header_from: Some(sender.to_owned()),
        priority: MessagePriority::Normal,
        directionality: Directionality::Originating,
        source: Source::Dsn { about: String::new() },
        received: "2026-11-21T01:00:00Z".parse().unwrap(),
        delay_reported: None,
    }
}
