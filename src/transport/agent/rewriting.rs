//! What an agent wants of a message, carried out: header, body, sender, recipients.

use super::letter::{Letter, Text};
use super::verdict::{Change, Trouble};
use crate::mail::marks::Marks;
use crate::mail::parameters::{MailParameters, RcptParameters};
use crate::mail::path::PathRules;
use crate::mail::{encoded_word, originator};
use crate::model::{ReversePath, SmtpAddress};
use crate::transport::{BodyType, Envelope, Recipient};

/// Most wishes for one message.
const MOST: usize = 10_000;

/// Longest subject that the envelope keeps, in characters (Exchange: 255).
const LONGEST_SUBJECT: usize = 255;

/// Everything one agent wants to be different about one message.
#[derive(Debug, Default)]
pub struct Wishes {
    changes: Vec<Change>,
    /// A body in the place of the one that it has read.
    pub body: Option<Text>,
}

/// What has been done for an agent.
#[derive(Debug, Default, PartialEq)]
pub struct Done {
    /// For the tracking log.
    pub words: Vec<&'static str>,
    /// Why the message is to be kept back.
    pub quarantine: Option<String>,
}

impl Wishes {
    pub fn push(&mut self, change: Change) -> Result<(), Trouble> {
        if self.changes.len() >= MOST {
            return Err(Trouble::nonsense("it wants changes without end"));
        }
        self.changes.push(change);
        Ok(())
    }

    /// Changes letter and envelope. Err: one of the wishes cannot be granted, and nothing of them has been done.
    pub fn grant(self, letter: &mut Letter, envelope: &mut Envelope) -> Result<Done, Trouble> {
        let (mut other, mut other_envelope, mut done) = (letter.clone(), envelope.clone(), Done::default());
        for change in &self.changes {
            other.edit(change)?;
            address(change, &mut other_envelope)?;
            if let Change::Quarantine(why) = change {
                done.quarantine = Some(why.clone());
            }
            if !done.words.contains(&change.word()) {
                done.words.push(change.word());
            }
        }
        if let Some(body) = self.body {
            let is_plain = matches!(&body, Text::Memory(bytes) if bytes.is_ascii());
            if other_envelope.body_type == BodyType::SevenBit && !is_plain {
                other_envelope.body_type = BodyType::EightBitMime;
            }
            other.body = body;
            other.has_other_body = true;
            done.words.push("ReplaceBody");
        }
        if other.is_changed() {
            let subject =
                other.visible().find(|field| field.is("Subject")).map(|field| encoded_word::decode(&field.text()));
            other_envelope.subject = subject.unwrap_or_default().chars().take(LONGEST_SUBJECT).collect();
            let header = other.header();
            other_envelope.header_from = originator::address(&header);
            Marks { priority: other_envelope.priority, scl: other_envelope.scl } = Marks::of(&header);
        }
        (*letter, *envelope) = (other, other_envelope);
        Ok(done)
    }
}

/// Carries out a change of sender or recipients; the others are not its affair.
fn address(change: &Change, envelope: &mut Envelope) -> Result<(), Trouble> {
    let parsed =
        |text: &str| text.parse::<SmtpAddress>().map_err(|_| Trouble::nonsense(format!("{text:?} is no address")));
    match change {
        Change::Sender { address, arguments } => {
            envelope.return_path = match address.is_empty() {
                true => ReversePath::Null,
                false => ReversePath::Address(parsed(address)?),
            };
            if !arguments.is_empty() {
                let parameters = MailParameters::parse(arguments).ok().filter(|parsed| parsed.peer.is_empty());
                let parameters =
                    parameters.ok_or_else(|| Trouble::nonsense(format!("{arguments:?} are no arguments of MAIL")))?;
                envelope.dsn_return = parameters.dsn_return;
                envelope.envelope_id = parameters.envelope_id;
            }
        }
        Change::AddRecipient { address, arguments } => {
            let address = parsed(address)?;
            let rules = PathRules { usual: None, may_be_long: true, is_utf8: true };
            let parameters = RcptParameters::parse(arguments, rules)
                .map_err(|_| Trouble::nonsense(format!("{arguments:?} are no arguments of RCPT")))?;
            if !envelope.recipients.iter().any(|known| known.address == address) {
                envelope.demands.utf8 |= !address.local().is_ascii();
                envelope.recipients.push(Recipient {
                    original: parameters.original,
                    notify: parameters.notify,
                    alternate: parameters.alternate.map(Box::new),
                    routing_domain: parameters.routing_domain.map(Box::new),
                    ..Recipient::new(address)
                });
            }
        }
        Change::RemoveRecipient(address) => {
            let address = parsed(address)?;
            envelope.recipients.retain(|known| known.address.key() != address.key());
        }
        _ => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::transport::samples::envelope;

    fn wishes(changes: Vec<Change>) -> Wishes {
        Wishes { changes, body: None }
    }

    fn letter() -> Letter {
        Letter::new(&Bytes::from_static(b"Received: us\r\nSubject: hi\r\n\r\n"), Text::Memory(Bytes::from_static(b"x")))
    }

    #[test]
    fn envelope_and_header_are_as_wished() {
        let (mut letter, mut envelope) = (letter(), envelope("a@x.example", &["b@contoso.com", "c@contoso.com"]));
        let changes = vec![
            Change::Sender { address: "d@x.example".into(), arguments: String::new() },
            Change::AddRecipient { address: "e@x.example".into(), arguments: "NOTIFY=NEVER".into() },
            Change::AddRecipient { address: "c@contoso.com".into(), arguments: String::new() },
            Change::RemoveRecipient("B@contoso.com".into()),
            Change::Set { name: "Subject".into(), nth: 1, value: b"=?utf-8?Q?caf=C3=A9?=".to_vec() },
            Change::Quarantine("odd".into()),
        ];
        let done = wishes(changes).grant(&mut letter, &mut envelope).expect("granted");
        assert_eq!(done.quarantine.as_deref(), Some("odd"));
        assert_eq!(envelope.return_path.to_string(), "d@x.example");
        let recipients: Vec<String> = envelope.recipients.iter().map(|one| one.address.to_string()).collect();
        assert_eq!(recipients, ["c@contoso.com", "e@x.example"]);
        assert!(envelope.recipients[1].notify.is_some());
        assert_eq!(envelope.subject, "café");
    }

    #[test]
    fn what_cannot_be_granted_changes_nothing() {
        let (mut letter, mut envelope) = (letter(), envelope("a@x.example", &["b@contoso.com"]));
        let changes = vec![
            Change::Add { name: "X".into(), value: b"1".to_vec() },
            Change::AddRecipient { address: "nobody".into(), arguments: String::new() },
        ];
        assert!(wishes(changes).grant(&mut letter, &mut envelope).is_err());
        assert!(!letter.is_changed() && envelope.recipients.len() == 1);
    }
}
