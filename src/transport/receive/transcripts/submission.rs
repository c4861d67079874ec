//! A submitted message as transcripts show it: the envelope in E: lines, the text in M: lines.

use std::fmt::Write as _;

use crate::model::Directionality;
use crate::transport::Recipient;
use crate::transport::receive::session::Submission;

/// `is_proven`: whoever sent it has proved who it is, and what it sends comes from inside unless it says otherwise.
pub fn told(submission: &Submission, is_proven: bool) -> Vec<String> {
    let envelope = &submission.envelope;
    let recipients: Vec<String> = envelope.recipients.iter().map(recipient).collect();
    let sender = match envelope.return_path.address() {
        Some(address) => format!("<{address}>"),
        None => "<>".to_owned(),
    };
    let mut lines = vec![format!("E: {sender} to {}", recipients.join(", "))];
    let mut extras = Vec::new();
    extras.extend((envelope.body_type != Default::default()).then(|| format!("BODY={:?}", envelope.body_type)));
    extras.extend(envelope.demands.utf8.then(|| "SMTPUTF8".to_owned()));
    extras.extend(envelope.demands.tls.then(|| "REQUIRETLS".to_owned()));
    extras.extend(envelope.demands.tls_is_optional.then(|| "TLS-Required: No".to_owned()));
    extras.extend(envelope.dsn_return.map(|returned| format!("RET={returned:?}")));
    extras.extend(envelope.envelope_id.as_ref().map(|id| format!("ENVID={id}")));
    extras.extend(envelope.probe.map(|probe| format!("XSYSPROBEID={probe}")));
    let is_from_outside = is_proven && envelope.directionality == Directionality::Incoming;
    extras.extend(is_from_outside.then(|| "XATTRDIRECT=Incoming".to_owned()));
    extras.extend(envelope.original_from.as_ref().map(|author| format!("author:{author}")));
    extras.extend(envelope.first_arrival.map(|arrived| format!("arrived:{arrived}")));
    extras.extend(envelope.delay_reported.map(|delayed| format!("delayed:{delayed}")));
    if !extras.is_empty() {
        lines.push(format!("E: {}", extras.join(" ")));
    }
    let text = [&submission.content.stamped.header[..], &submission.content.rest.concat()].concat();
    assert_eq!(text.len() as u64, envelope.size, "the envelope knows the size");
    lines.extend(String::from_utf8_lossy(&text).split_inclusive("\r\n").map(|line| {
        let shown = line.strip_suffix("\r\n").unwrap_or(line);
        format!("M: {}", shown.replace('\r', "\\r").replace('\n', "\\n")).trim_end().to_owned()
    }));
    lines
}

fn recipient(recipient: &Recipient) -> String {
    let mut text = recipient.address.to_string();
    if let Some(notify) = recipient.notify {
        let words = [("SUCCESS", notify.success), ("FAILURE", notify.failure), ("DELAY", notify.delay)];
        let words: Vec<&str> = words.iter().filter(|(_, is_set)| *is_set).map(|(word, _)| *word).collect();
        let _ = write!(text, " NOTIFY={}", if words.is_empty() { "NEVER".into() } else { words.join(",") });
    }
    if let Some((kind, address)) = &recipient.original {
        let _ = write!(text, " ORCPT={kind};{address}");
    }
    if let Some(alternate) = &recipient.alternate {
        let _ = write!(text, " XORAR={alternate}");
    }
    if let Some(domain) = &recipient.routing_domain {
        let _ = write!(text, " XRDST={domain}");
    }
    text
}
