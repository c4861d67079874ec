//! A suspended message as a file: its envelope in X-headers that the Replay directory of an Exchange server reads,
//! then the message as it would be sent (reference: transport-pipeline.md §5).

use std::fmt::Write;
use std::sync::Arc;

use bytes::Bytes;
use tokio::sync::mpsc;

use super::line::Standing;
use super::queues::Queues;
use super::record;
use crate::mail::xtext;
use crate::model::{Fault, MessageIdentity};
use crate::transport::{BodyType, DsnReturn, Envelope, MessageId, Notify, Recipient, Source};

/// Bytes of the body that are read at a time.
const CHUNK: u64 = 256 * 1024;

impl Queues {
    /// The message in pieces, or why it cannot be had: it must be suspended, so that it does not leave meanwhile.
    pub async fn export(
        self: &Arc<Queues>,
        which: &MessageIdentity,
    ) -> Result<mpsc::Receiver<Result<Bytes, Fault>>, Fault> {
        let id = MessageId(which.number());
        let queues = match which.queue() {
            Some(queue) => self.registry.named(queue, &self.settings().server.name),
            None => self.registry.all(),
        };
        let seen: Vec<_> = queues.iter().filter_map(|queue| Some((queue, queue.lock().line.see(id)?))).collect();
        let Some((_, seen)) = seen.iter().find(|(_, seen)| seen.standing == Standing::Suspended) else {
            return Err(match seen.is_empty() {
                true => Fault::not_found("MessageNotFound", format!("There is no message '{which}' in the queues.")),
                false => Fault::invalid("MessageNotSuspended", format!("Message '{which}' is not suspended."))
                    .fix("Run Suspend-Message first, so that it does not leave while it is exported."),
            });
        };
        let (queues, recipients) = (self.clone(), seen.recipients.clone());
        let (to, chunks) = mpsc::channel(4);
        tokio::task::spawn_blocking(move || {
            let unreadable = |error: &dyn std::fmt::Display| {
                Fault::internal("MessageUnreadable", format!("Message {id} cannot be read.")).cause(error)
            };
            let spool = &*queues.parts.spool;
            let record = match spool.read_envelope(id).map(|bytes| record::read(&bytes)) {
                Ok(Ok(record)) => record,
                Ok(Err(bad)) => return to.blocking_send(Err(unreadable(&bad))),
                Err(error) => return to.blocking_send(Err(unreadable(&error))),
            };
            let pending = recipients.pending(&record.envelope);
            to.blocking_send(Ok(injected_headers(&record.envelope, &pending).into()))?;
            let mut offset = 0;
            loop {
                match spool.read_body(id, offset..offset + CHUNK) {
                    Ok(pieces) if pieces.is_empty() => return Ok(()),
                    Ok(pieces) => {
                        for piece in pieces {
                            offset += piece.len() as u64;
                            to.blocking_send(Ok(piece))?;
                        }
                    }
                    Err(error) => return to.blocking_send(Err(unreadable(&error))),
                }
            }
        });
        Ok(chunks)
    }
}

/// The X-headers, with the count of their bytes in the last one.
pub fn injected_headers(envelope: &Envelope, recipients: &[usize]) -> String {
    let mut out = String::new();
    let _ = write!(out, "X-Sender: <{}>", envelope.return_path.address().map(ToString::to_string).unwrap_or_default());
    out.push_str(match envelope.body_type {
        BodyType::SevenBit => " BODY=7bit",
        BodyType::EightBitMime => " BODY=8bitmime",
        BodyType::BinaryMime => " BODY=binarymime",
    });
    match envelope.dsn_return {
        Some(DsnReturn::Full) => out.push_str(" RET=FULL"),
        Some(DsnReturn::Headers) => out.push_str(" RET=HDRS"),
        None => {}
    }
    if let Some(id) = &envelope.envelope_id {
        let _ = write!(out, " ENVID={}", xtext::encode(id.as_bytes()));
    }
    // What comes back by the Replay directory is a probe again.
    if let Some(id) = envelope.probe {
        let _ = write!(out, " XSYSPROBEID={id}");
    }
    out.push_str("\r\n");
    for &index in recipients {
        receiver(&mut out, &envelope.recipients[index]);
    }
    out.push_str("X-CreatedBy: emsh\r\n");
    if let Source::Smtp { connector, remote, hello, .. } = &envelope.source {
        let _ = write!(out, "X-HeloDomain: {hello}\r\nX-Source: SMTP:{connector}\r\nX-SourceIPAddress: {remote}\r\n");
    }
    // The count includes the header that holds it.
    const LAST: &str = "X-EndOfInjectedXHeaders: ";
    let mut count = out.len() + LAST.len() + 2;
    count += digits(count + digits(count));
    let _ = write!(out, "{LAST}{count}\r\n");
    out
}

fn digits(number: usize) -> usize {
    number.to_string().len()
}

fn receiver(out: &mut String, recipient: &Recipient) {
    let _ = write!(out, "X-Receiver: <{}>", recipient.address);
    if let Some(Notify { success, failure, delay }) = recipient.notify {
        let words: Vec<&str> = [(success, "SUCCESS"), (failure, "FAILURE"), (delay, "DELAY")]
            .into_iter()
            .filter_map(|(is_wanted, word)| is_wanted.then_some(word))
            .collect();
        let _ = write!(out, " NOTIFY={}", if words.is_empty() { "NEVER".to_owned() } else { words.join(",") });
    }
    if let Some((kind, address)) = &recipient.original {
        let _ = write!(out, " ORcpt={kind};{}", xtext::encode(address.as_bytes()));
    }
    if let Some(alternate) = &recipient.alternate {
        let _ = write!(out, " XORAR={}", xtext::encode(alternate.to_string().as_bytes()));
    }
    if let Some(domain) = &recipient.routing_domain {
        let _ = write!(out, " XRDST={domain}");
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::queue::sample;

    #[test]
    fn a_probe_and_a_way_stay_what_they_are() {
        let mut envelope = sample::envelope("ann@contoso.com");
        envelope.probe = Some(uuid::Uuid::from_u128(7));
        envelope.recipients[0].routing_domain = Some(Box::new("partner.example".parse().expect("a domain")));
        let headers = injected_headers(&envelope, &[0]);
        assert!(headers.contains(" XSYSPROBEID=00000000-0000-0000-0000-000000000007\r\n"), "{headers}");
        assert!(headers.contains("X-Receiver: <ann@contoso.com> XRDST=partner.example\r\n"), "{headers}");
    }

    #[test]
    fn the_envelope_stands_before_the_message() {
        let mut envelope = sample::envelope("ann@contoso.com bob@fabrikam.com");
        envelope.dsn_return = Some(DsnReturn::Headers);
        envelope.envelope_id = Some("order+17".into());
        envelope.recipients[1].notify = Some(Notify { success: true, failure: true, delay: false });
        envelope.recipients[1].original = Some(("rfc822".into(), "robert@fabrikam.com".into()));
        let headers = injected_headers(&envelope, &[1]);
        assert_eq!(
            headers,
            "X-Sender: <sender@contoso.com> BODY=8bitmime RET=HDRS ENVID=order+2B17\r\n\
             X-Receiver: <bob@fabrikam.com> NOTIFY=SUCCESS,FAILURE ORcpt=rfc822;robert@fabrikam.com\r\n\
             X-CreatedBy: emsh\r\n\
             X-HeloDomain: client.contoso.com\r\n\
             X-Source: SMTP:Client hub01\r\n\
             X-SourceIPAddress: 192.0.2.17\r\n\
             X-EndOfInjectedXHeaders: 303\r\n"
        );
        assert_eq!(headers.len(), 303);
    }
}
