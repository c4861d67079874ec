//! Conditions, compiled: one question each about a message or one of its recipients.

use std::collections::HashSet;

use regex::{Regex, RegexBuilder};
use uuid::Uuid;

use super::Aliases;
use super::facts::{Attached, Facts};
use super::fork::Fork;
use crate::mail::{content, encoded_word, header};
use crate::model::transport_rule::{Conditions, Importance, RuleMessageType, SenderAddressLocation, UserScope};
use crate::model::{Domain, IpRange, Pattern, RecipientLink, SmtpAddress};

/// One condition.
#[derive(Clone, Debug)]
pub enum Predicate {
    Sender(SenderAddressLocation, Who),
    SenderIp(Vec<IpRange>),
    Recipient(Who),
    AnyRecipient(Who),
    Named(&'static [&'static str], Who),
    Subject(Regex),
    SubjectOrBody(Regex),
    Header(String, Regex),
    Attachment(What),
    Charset(Regex),
    SizeOver(u64),
    Kind(RuleMessageType),
    Importance(Importance),
    SclOver(i8),
    Classified(String),
    Unclassified,
}

/// A question about an address.
#[derive(Clone, Debug)]
pub enum Who {
    OneOf(HashSet<String>),
    /// Of one of these groups.
    MemberOf(Vec<Uuid>),
    In(Vec<Domain>),
    At(UserScope),
    Text(Regex),
}

/// A question about an attachment.
#[derive(Clone, Debug)]
pub enum What {
    Name(Regex),
    Extension(HashSet<String>),
    Text(Regex),
    SizeOver(u64),
    Program,
    Locked,
}

pub use crate::mail::marks::SCL;
pub const CLASSIFICATION: &str = "X-MS-Exchange-Organization-Classification";

/// What is asked, all of it.
pub fn all(is: Conditions, place: SenderAddressLocation, aliases: Aliases) -> Vec<Predicate> {
    use Predicate::*;
    let mut all = Vec::new();
    let people = |people: &[SmtpAddress]| {
        let keys = people.iter().flat_map(aliases).collect::<HashSet<_>>();
        (!keys.is_empty()).then_some(Who::OneOf(keys))
    };
    let members = |groups: &[RecipientLink]| {
        let groups: Vec<Uuid> = groups.iter().filter_map(RecipientLink::id).collect();
        (!groups.is_empty()).then_some(Who::MemberOf(groups))
    };
    let domains = |domains: Vec<Domain>| (!domains.is_empty()).then_some(Who::In(domains));
    let (text, pattern) =
        (|list: &[String]| words(list).map(Who::Text), |list: &[Pattern]| patterns(list).map(Who::Text));

    let senders = [
        people(&is.from),
        members(&is.from_member_of),
        is.from_scope.map(Who::At),
        text(&is.from_address_contains_words),
        pattern(&is.from_address_matches_patterns),
        domains(is.sender_domain_is),
    ];
    all.extend(senders.into_iter().flatten().map(|who| Sender(place, who)));
    all.extend((!is.sender_ip_ranges.is_empty()).then_some(SenderIp(is.sender_ip_ranges)));
    let recipients = [
        people(&is.sent_to),
        members(&is.sent_to_member_of),
        is.sent_to_scope.map(Who::At),
        text(&is.recipient_address_contains_words),
        pattern(&is.recipient_address_matches_patterns),
        domains(is.recipient_domain_is),
    ];
    all.extend(recipients.into_iter().flatten().map(Recipient));
    let anybody =
        [text(&is.any_of_recipient_address_contains_words), pattern(&is.any_of_recipient_address_matches_patterns)];
    all.extend(anybody.into_iter().flatten().map(AnyRecipient));
    all.extend(people(&is.any_of_to_header).map(|who| Named(&["To"], who)));
    all.extend(people(&is.any_of_cc_header).map(|who| Named(&["Cc"], who)));
    all.extend(people(&is.any_of_to_cc_header).map(|who| Named(&["To", "Cc"], who)));
    all.extend(members(&is.any_of_to_header_member_of).map(|who| Named(&["To"], who)));
    all.extend(members(&is.any_of_cc_header_member_of).map(|who| Named(&["Cc"], who)));
    all.extend(members(&is.any_of_to_cc_header_member_of).map(|who| Named(&["To", "Cc"], who)));

    all.extend(words(&is.subject_contains_words).map(Subject));
    all.extend(patterns(&is.subject_matches_patterns).map(Subject));
    all.extend(words(&is.subject_or_body_contains_words).map(SubjectOrBody));
    all.extend(patterns(&is.subject_or_body_matches_patterns).map(SubjectOrBody));
    let field = |name: Option<String>, finds: Option<Regex>| Some(Header(name?, finds?));
    all.extend(field(is.header_contains_message_header, words(&is.header_contains_words)));
    all.extend(field(is.header_matches_message_header, patterns(&is.header_matches_patterns)));

    let extensions: HashSet<String> =
        is.attachment_extension_matches_words.iter().map(|word| word.trim_start_matches('.').to_lowercase()).collect();
    let attachments = [
        patterns(&is.attachment_name_matches_patterns).map(What::Name),
        (!extensions.is_empty()).then_some(What::Extension(extensions)),
        words(&is.attachment_contains_words).map(What::Text),
        patterns(&is.attachment_matches_patterns).map(What::Text),
        is.attachment_size_over.map(|size| What::SizeOver(size.bytes())),
        is.attachment_has_executable_content.then_some(What::Program),
        is.attachment_is_password_protected.then_some(What::Locked),
    ];
    all.extend(attachments.into_iter().flatten().map(Attachment));

    all.extend(words(&is.content_character_set_contains_words).map(Charset));
    all.extend(is.message_size_over.map(|size| SizeOver(size.bytes())));
    all.extend(is.message_type_matches.map(Kind));
    all.extend(is.with_importance.map(Predicate::Importance));
    all.extend(is.scl_over.map(|level| SclOver(level.0)));
    all.extend(is.has_classification.map(Classified));
    all.extend(is.has_no_classification.then_some(Unclassified));
    all
}

/// Looks for any of these words, each as a whole: `art` is not in `party`.
fn words(words: &[String]) -> Option<Regex> {
    if words.is_empty() {
        return None;
    }
    let any: Vec<String> = words.iter().map(|word| regex::escape(word.trim())).collect();
    let text = format!(r"(?:^|[^\pL\pN])(?:{})(?:$|[^\pL\pN])", any.join("|"));
    // Bounded by the class's rules: so many words of such a length always compile.
    RegexBuilder::new(&text).case_insensitive(true).multi_line(true).size_limit(64 << 20).build().ok()
}

/// Looks for any of these patterns.
fn patterns(patterns: &[Pattern]) -> Option<Regex> {
    if patterns.is_empty() {
        return None;
    }
    let any: Vec<String> = patterns.iter().map(|pattern| format!("(?:{})", pattern.as_str())).collect();
    RegexBuilder::new(&any.join("|")).case_insensitive(true).multi_line(true).size_limit(256 << 20).build().ok()
}

impl Predicate {
    /// Whether it is asked of each recipient alone.
    pub fn is_of_recipient(&self) -> bool {
        matches!(self, Predicate::Recipient(_))
    }

    pub fn reads_body(&self) -> bool {
        use Predicate::*;
        matches!(self, SubjectOrBody(_) | Attachment(_) | Charset(_) | Kind(_))
    }

    /// Whether it is true of one recipient.
    pub fn holds_of(&self, recipient: usize, facts: &Facts) -> bool {
        match self {
            Predicate::Recipient(who) => who.is(facts.recipient(recipient), facts),
            _ => false,
        }
    }

    /// Whether it is true of the message as it is for some recipients.
    pub fn holds(&self, fork: &Fork, facts: &Facts) -> bool {
        match self {
            Predicate::Sender(place, who) => is_sender(*place, who, fork, facts),
            Predicate::SenderIp(ranges) => {
                facts.client().is_some_and(|client| ranges.iter().any(|range| range.contains(client)))
            }
            Predicate::Recipient(_) => false,
            Predicate::AnyRecipient(who) => {
                fork.recipients.iter().any(|&recipient| who.is(facts.recipient(recipient), facts))
            }
            Predicate::Named(fields, who) => {
                addresses(&fork.header, fields).iter().any(|address| who.is(address, facts))
            }
            Predicate::Subject(finds) => finds.is_match(&subject(fork)),
            Predicate::SubjectOrBody(finds) => {
                finds.is_match(&subject(fork)) || facts.texts().iter().any(|text| finds.is_match(text))
            }
            Predicate::Header(name, finds) => header::fields(&fork.header)
                .filter(|field| field.is(name))
                .any(|field| finds.is_match(&encoded_word::decode(&field.text()))),
            Predicate::Attachment(what) => facts.attachments().iter().any(|attachment| what.is(attachment)),
            Predicate::Charset(finds) => facts.charsets().iter().any(|charset| finds.is_match(charset)),
            Predicate::SizeOver(size) => facts.envelope.size >= *size,
            Predicate::Kind(kind) => is_kind(*kind, fork, facts),
            Predicate::Importance(importance) => importance_of(fork) == *importance,
            Predicate::SclOver(level) => {
                text_of(fork, SCL).and_then(|text| text.trim().parse::<i8>().ok()).is_some_and(|scl| scl >= *level)
            }
            Predicate::Classified(name) => {
                text_of(fork, CLASSIFICATION).is_some_and(|text| text.to_lowercase() == name.to_lowercase())
            }
            Predicate::Unclassified => text_of(fork, CLASSIFICATION).is_none(),
        }
    }
}

impl Who {
    fn is(&self, address: &SmtpAddress, facts: &Facts) -> bool {
        match self {
            Who::OneOf(keys) => keys.contains(&address.key()),
            Who::MemberOf(groups) => facts.is_member(address, groups),
            Who::In(domains) => domains.contains(address.domain()),
            Who::At(side) => facts.scope_of(address) == *side,
            Who::Text(finds) => finds.is_match(&address.to_string()),
        }
    }
}

impl What {
    fn is(&self, attachment: &Attached) -> bool {
        match self {
            What::Name(finds) => finds.is_match(&attachment.name),
            What::Extension(extensions) => attachment
                .name
                .rsplit_once('.')
                .is_some_and(|(_, extension)| extensions.contains(&extension.trim().to_lowercase())),
            What::Text(finds) => attachment.text.as_ref().is_some_and(|text| finds.is_match(text)),
            What::SizeOver(size) => attachment.size >= *size,
            What::Program => attachment.is_program,
            What::Locked => attachment.is_locked,
        }
    }
}

/// Whether the sender, where it is to be looked for, is that one. Nobody (`<>`) is outside and has no address.
fn is_sender(place: SenderAddressLocation, who: &Who, fork: &Fork, facts: &Facts) -> bool {
    let mut senders = Vec::new();
    if place != SenderAddressLocation::Envelope {
        senders.extend(addresses(&fork.header, &["From", "Sender", "Reply-To"]));
    }
    if place != SenderAddressLocation::Header {
        senders.extend(facts.envelope.author().address().cloned());
    }
    if let Who::At(side) = who {
        // Reply-To says nothing about where somebody is.
        let from = match place {
            SenderAddressLocation::Envelope => facts.envelope.author().address().cloned(),
            _ => addresses(&fork.header, &["From"]).into_iter().next(),
        };
        return facts.scope_of_sender(from.as_ref()) == *side;
    }
    senders.iter().any(|address| who.is(address, facts))
}

fn addresses(header: &[u8], fields: &[&str]) -> Vec<SmtpAddress> {
    content::addresses(header, fields).iter().filter_map(|address| address.parse().ok()).collect()
}

fn text_of(fork: &Fork, field: &str) -> Option<String> {
    header::find(&fork.header, field).map(|field| field.text())
}

fn subject(fork: &Fork) -> String {
    text_of(fork, "Subject").map_or_else(String::new, |text| encoded_word::decode(&text))
}

/// Whether a message is of a kind, as it is for the recipients of a fork.
pub fn is_kind(kind: RuleMessageType, fork: &Fork, facts: &Facts) -> bool {
    let automatic = || text_of(fork, "Auto-Submitted").unwrap_or_default().to_lowercase();
    match kind {
        RuleMessageType::OOF => automatic().starts_with("auto-replied"),
        RuleMessageType::AutoForward => {
            automatic().starts_with("auto-forwarded") || text_of(fork, "X-MS-Exchange-Inbox-Rules-Loop").is_some()
        }
        RuleMessageType::Encrypted => facts.kind().is_encrypted(),
        RuleMessageType::Signed => facts.kind().is_signed(),
        RuleMessageType::Calendaring => facts.is_calendaring(),
        RuleMessageType::ReadReceipt => {
            let kind = facts.kind();
            kind.media_type == "multipart/report" && kind.detail == "disposition-notification"
        }
    }
}

/// Importance (RFC 2156) or X-Priority, as mail programs write it.
fn importance_of(fork: &Fork) -> Importance {
    let text = text_of(fork, "Importance").unwrap_or_default().to_lowercase();
    let rank = text_of(fork, "X-Priority").unwrap_or_default();
    match (text.as_str(), rank.bytes().next()) {
        ("high", _) | ("", Some(b'1' | b'2')) => Importance::High,
        ("low", _) | ("", Some(b'4' | b'5')) => Importance::Low,
        _ => Importance::Normal,
    }
}
