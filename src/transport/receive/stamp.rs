//! What reception does to a header: the firewall on the way in, the trace field on top, Message-ID and Date where they
//! are missing; and what it reads from it for the envelope.
//!
//! Promise: what is neither removed nor added stays byte for byte. A header that has passed too many servers is
//! refused: a loop ends here (RFC 5321 §6.3).

use std::borrow::Cow;
use std::fmt::Write as _;
use std::net::IpAddr;

use bytes::{Bytes, BytesMut};
use uuid::Uuid;

use super::replies::{self, Line};
use crate::mail::marks::{Marks, NETWORK_MESSAGE_ID};
use crate::mail::{encoded_word, header, origin, originator};
use crate::model::ReceiveConnector;
use crate::model::permission::Permissions;
use crate::transport::Settings;

/// Longest subject kept for tracking and queues, in characters (Exchange: 255).
const MAX_SUBJECT: usize = 255;

/// Longest Message-ID taken over. RFC 5322 §2.1.1 allows lines of 998; a longer one would not fit into a reply.
const MAX_MESSAGE_ID: usize = 900;

/// Says that the sender filter would have refused the message (Set-SenderFilterConfig -Action StampStatus).
pub const BLOCKED_SENDER: &str = "X-MS-Exchange-Organization-Antispam-Report: BlockedSender\r\n";

/// What the trace field tells about this hop.
#[derive(Clone, Debug)]
pub struct Trace<'a> {
    /// The name from EHLO; empty if the peer gave none.
    pub hello: &'a str,
    pub peer: IpAddr,
    pub host: &'a str,
    pub local: IpAddr,
    /// SMTP, ESMTP, ESMTPS, ESMTPA or ESMTPSA (RFC 3848), or UTF8SMTP and so on (RFC 6531 §4.3).
    pub protocol: &'static str,
    /// `version=…, cipher=…`.
    pub tls: Option<&'a str>,
    pub id: &'a str,
    /// RFC 5322 form.
    pub date: &'a str,
}

/// The header as it will be stored, the empty line included, and what the envelope wants to know of it.
#[derive(Debug)]
pub struct Stamped {
    pub header: Bytes,
    pub message_id: String,
    pub subject: String,
    pub originator: Option<String>,
    /// What another server of the organization calls the message.
    pub network_message_id: Option<Uuid>,
    /// The header says `TLS-Required: No` (RFC 8689 §5).
    pub tls_is_optional: bool,
    pub marks: Marks,
    /// The fields as they came, where their signatures are to be checked.
    pub arrived: Option<Bytes>,
}

/// Takes a header in. `fields` are the raw fields without the empty line.
pub fn stamp(
    fields: &[u8],
    permissions: Permissions,
    connector: &ReceiveConnector,
    settings: &Settings,
    trace: &Trace<'_>,
) -> Result<Stamped, Line> {
    refuse_loops(fields, connector, settings, trace.host)?;
    let is_us = |name: &str| is_ours(name, settings, trace.host);
    let kept = firewall(fields, permissions, is_us);
    let stamped = complete(&kept, |out| write_trace(trace, out), trace.host, trace.date);
    Ok(Stamped { network_message_id: called(fields, permissions), ..stamped })
}

/// The name that a server of the organization gave the message.
fn called(fields: &[u8], permissions: Permissions) -> Option<Uuid> {
    if !permissions.allow(Permissions::ORGANIZATION_HEADERS) {
        return None;
    }
    let text = header::find(fields, NETWORK_MESSAGE_ID)?.text();
    Uuid::parse_str(text.trim()).ok().filter(|id| !id.is_nil())
}

/// The header of a message out of a file, `kept` of what it had; `trace` is the whole trace field without its end.
pub fn stamp_file(kept: &[u8], trace: &str, host: &str, date: &str) -> Stamped {
    let write = |out: &mut BytesMut| {
        out.extend_from_slice(trace.as_bytes());
        out.extend_from_slice(b"\r\n");
    };
    complete(kept, write, host, date)
}

/// The trace field on top, what is missing below, the empty line; and what the envelope wants to know.
fn complete(kept: &[u8], write_trace: impl FnOnce(&mut BytesMut), host: &str, date: &str) -> Stamped {
    let found = header::find(kept, "Message-ID").map(|field| printable(&field.text())).filter(|id| !id.is_empty());
    let has_date = header::find(kept, "Date").is_some();

    let mut stamped = BytesMut::with_capacity(kept.len() + 512);
    write_trace(&mut stamped);
    stamped.extend_from_slice(kept);
    if !kept.is_empty() && !kept.ends_with(b"\n") {
        stamped.extend_from_slice(b"\r\n");
    }
    let message_id = match found {
        Some(id) => id,
        None => {
            let id = origin::message_id(host);
            // Formatting into memory has no failure to report, here and below.
            let _ = write!(stamped, "Message-ID: {id}\r\n");
            id
        }
    };
    if !has_date {
        let _ = write!(stamped, "Date: {date}\r\n");
    }
    stamped.extend_from_slice(b"\r\n");
    let subject = header::find(kept, "Subject").map(|field| shown(&field.text())).unwrap_or_default();
    let tls_is_optional = header::find(kept, "TLS-Required").is_some_and(|field| says_no(&field.text()));
    let (originator, marks) = (originator::address(kept), Marks::of(kept));
    Stamped {
        header: stamped.freeze(),
        message_id,
        subject,
        originator,
        network_message_id: None,
        tls_is_optional,
        marks,
        arrived: None,
    }
}

/// There is no other value (RFC 8689 §3); what has another one means nothing.
fn says_no(value: &str) -> bool {
    value.trim().eq_ignore_ascii_case("no")
}

/// Counts the servers that the message has passed (MaxHopCount), and those of the organization among them
/// (MaxLocalHopCount).
fn refuse_loops(fields: &[u8], connector: &ReceiveConnector, settings: &Settings, host: &str) -> Result<(), Line> {
    let (mut hops, mut local) = (0, 0);
    for field in header::fields(fields).filter(|field| field.is("Received")) {
        hops += 1;
        local += u32::from(written_by(&field.text()).is_some_and(|by| is_ours(by, settings, host)));
    }
    let local_limit = connector.max_local_hop_count;
    if hops > connector.max_hop_count || (local_limit > 0 && local > local_limit) {
        return Err(replies::TOO_MANY_HOPS);
    }
    Ok(())
}

/// The host that wrote a trace field.
fn written_by(trace: &str) -> Option<&str> {
    let mut words = trace.split_ascii_whitespace();
    words.find(|word| word.eq_ignore_ascii_case("by"))?;
    // The date may follow at once.
    words.next()?.split(';').next()
}

/// Whether it is this server, by the name it goes by here, or another of the organization.
fn is_ours(by: &str, settings: &Settings, host: &str) -> bool {
    by.eq_ignore_ascii_case(host) || settings.servers.iter().any(|server| by.eq_ignore_ascii_case(server.fqdn.as_str()))
}

/// Removes what the peer has no right to bring (reference: transport-pipeline.md §4).
///
/// Results of checks that a stranger brings in our name were forged (RFC 8601 §5).
fn firewall(fields: &[u8], permissions: Permissions, is_us: impl Fn(&str) -> bool) -> Cow<'_, [u8]> {
    let organization = permissions.allow(Permissions::ORGANIZATION_HEADERS);
    let forest = permissions.allow(Permissions::FOREST_HEADERS);
    let routing = permissions.allow(Permissions::ROUTING_HEADERS);
    header::retain(fields, |field| {
        if field.is(NETWORK_MESSAGE_ID) {
            // The envelope has it, and tells the next server.
            false
        } else if field.name_starts_with("X-MS-Exchange-Organization-") {
            organization
        } else if field.name_starts_with("X-MS-Exchange-Forest-") {
            forest
        } else if field.is("Authentication-Results") {
            organization || !results_of(&field.text()).is_some_and(&is_us)
        } else if field.is("Received") || field.name_starts_with("Resent-") {
            routing
        } else {
            // An empty Message-ID would stand beside the one that is added.
            !field.is("Message-ID") || !printable(&field.text()).is_empty()
        }
    })
}

/// Who has checked: the first word, comments before it left out (RFC 8601 §2.2).
fn results_of(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    while let Some(comment) = rest.strip_prefix('(') {
        rest = comment.split_once(')')?.1.trim_start();
    }
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ';' | '(')).unwrap_or(rest.len());
    Some(rest[..end].trim_matches('"'))
}

fn write_trace(trace: &Trace<'_>, out: &mut BytesMut) {
    let Trace { hello, peer, host, local, protocol, tls, id, date } = trace;
    let hello = if hello.is_empty() { "unknown" } else { hello };
    let (peer, local) = (peer.to_canonical(), local.to_canonical());
    let _ = write!(out, "Received: from {hello} ({peer}) by {host} ({local})\r\n with {protocol} (emsh) id {id}");
    if let Some(tls) = tls {
        let _ = write!(out, "\r\n ({tls})");
    }
    let _ = write!(out, "; {date}\r\n");
}

/// A Message-ID as it can stand in a reply, a log and a report; the message keeps the field as it is.
fn printable(id: &str) -> String {
    id.chars().filter(|c| matches!(c, '!'..='~')).take(MAX_MESSAGE_ID).collect()
}

fn shown(subject: &str) -> String {
    // Encoded words are at most four times as long as what they say.
    let cut = subject.floor_char_boundary(MAX_SUBJECT * 16);
    let decoded = encoded_word::decode(&subject[..cut]);
    decoded.chars().map(|c| if c.is_control() { ' ' } else { c }).take(MAX_SUBJECT).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::receive::scene;
    use proptest::prelude::*;
    use serde_json::json;

    fn stamped(fields: &str, permissions: Permissions) -> Stamped {
        let connector = scene::connector("Default", json!({}));
        let trace = Trace {
            hello: "client.example",
            peer: "192.0.2.7".parse().unwrap(),
            host: "hub01.contoso.com",
            local: "10.0.0.1".parse().unwrap(),
            protocol: "ESMTP",
            tls: None,
            id: "7",
            date: "Sat, 21 Nov 2026 01:13:33 +0000",
        };
        let settings = scene::settings(Vec::new());
        stamp(fields.as_bytes(), permissions, &connector, &settings, &trace).expect("few hops")
    }

    #[test]
    fn the_envelope_learns_what_people_search_by() {
        let long = format!("Subject: {}\r\n", "é".repeat(300));
        for (fields, message_id, subject, originator) in [
            ("Message-ID: <1@a>\r\nFrom: A <a@b.c>\r\nSubject: hi\r\n", "<1@a>", "hi", Some("a@b.c")),
            ("Message-ID:\r\n <1@a>\r\nSubject: =?utf-8?Q?=1B[2J?=\r\n", "<1@a>", " [2J", None),
            ("Message-ID: <1 2@a>\r\nSubject:\r\n", "<12@a>", "", None),
            (&format!("Message-ID: <1@a>\r\n{long}"), "<1@a>", &"é".repeat(255), None),
        ] {
            let stamped = stamped(fields, Permissions::NONE);
            assert_eq!(
                (stamped.message_id.as_str(), stamped.subject.as_str(), stamped.originator.as_deref()),
                (message_id, subject, originator),
                "{fields}"
            );
        }
    }

    #[test]
    fn results_in_our_name_come_from_us_alone() {
        for (field, permissions, stays) in [
            ("Authentication-Results: hub01.contoso.com; spf=pass", Permissions::NONE, false),
            ("Authentication-Results: (x) HUB02.contoso.com/1; none", Permissions::NONE, true),
            ("Authentication-Results: (x) HUB02.contoso.com 1; none", Permissions::NONE, false),
            ("authentication-results:\r\n hub01.contoso.com;spf=pass", Permissions::NONE, false),
            ("Authentication-Results: mx.example; spf=pass", Permissions::NONE, true),
            ("Authentication-Results: hub01.contoso.com; spf=pass", Permissions::ORGANIZATION_HEADERS, true),
        ] {
            let stamped = stamped(&format!("{field}\r\n"), permissions);
            let text = String::from_utf8(stamped.header.to_vec()).unwrap();
            assert_eq!(text.to_lowercase().contains("authentication-results"), stays, "{field}");
        }
    }

    #[test]
    fn servers_of_ours_say_what_they_call_a_message() {
        let id = Uuid::from_u128(0x0192_f0a1_7a3b_7c55_8d2e_1f0c_9b8a_7d6e);
        for (value, permissions, expected) in [
            (id.to_string(), Permissions::ORGANIZATION_HEADERS, Some(id)),
            (id.to_string(), Permissions::NONE, None),
            ("nothing".to_owned(), Permissions::ORGANIZATION_HEADERS, None),
            (Uuid::nil().to_string(), Permissions::ORGANIZATION_HEADERS, None),
        ] {
            let stamped = stamped(&format!("{NETWORK_MESSAGE_ID}: {value}\r\n"), permissions);
            assert_eq!(stamped.network_message_id, expected, "{value}");
            let text = String::from_utf8(stamped.header.to_vec()).unwrap();
            assert!(!text.contains(NETWORK_MESSAGE_ID), "it is said anew to the next server: {text}");
        }
    }

    #[test]
    fn an_empty_message_id_is_replaced() {
        let stamped = stamped("Message-ID:  \r\nDate: today\r\n", Permissions::NONE);
        let text = String::from_utf8(stamped.header.to_vec()).unwrap();
        assert_eq!(text.matches("Message-ID:").count(), 1);
        assert!(text.contains(&format!("Message-ID: {}\r\n", stamped.message_id)));
    }

    #[test]
    fn rights_decide_which_headers_stay() {
        let fields =
            "X-MS-Exchange-Organization-SCL: 1\r\nX-MS-Exchange-Forest-A: 1\r\nReceived: x\r\nResent-To: y\r\n";
        for (permissions, kept) in [
            (Permissions::NONE, &[][..]),
            (Permissions::ROUTING_HEADERS, &["Received: x", "Resent-To: y"]),
            (Permissions::ORGANIZATION_HEADERS, &["X-MS-Exchange-Organization-SCL: 1"]),
            (Permissions::FOREST_HEADERS, &["X-MS-Exchange-Forest-A: 1"]),
        ] {
            let stamped = stamped(fields, permissions);
            let text = String::from_utf8(stamped.header.to_vec()).unwrap();
            let found: Vec<&str> = fields.lines().filter(|line| text.lines().any(|stored| stored == *line)).collect();
            assert_eq!(found, kept);
        }
    }

    proptest! {
        #[test]
        fn what_is_stored_is_one_header(fields in "(([A-Za-z-]{1,8}|Message-ID|Date|Received):[ a-z<>@]{0,9}\r?\n( [a-z]\r\n)?){0,6}") {
            let stamped = stamped(&fields, Permissions::ROUTING_HEADERS);
            let (header, body) = header::split(&stamped.header);
            prop_assert!(body.is_empty() && header.len() + 2 == stamped.header.len());
            prop_assert!(header::find(header, "Message-ID").is_some() && header::find(header, "Date").is_some());
        }
    }
}
