//! The parameters of MAIL and RCPT: size, body type, and what the sender wants to be told (RFC 1870, 3030, 3461, 4954,
//! 6152), whether it needs UTF-8 in addresses and headers (RFC 6531, 6533), whether it may go in clear (RFC 8689), who
//! gets it in a recipient's place, and where it goes (XORAR, XRDST of Exchange).
//!
//! Promise: each parameter at most once, with a value of its own grammar, else an error that says which of the two
//! replies it is: 555 for a parameter nobody offered, 501 for one that is malformed.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::path::PathRules;
use super::peer_parameters::PeerParameters;
use super::{utf8_address, xtext};
use crate::model::{Domain, SmtpAddress};

/// Longest ENVID (RFC 3461 §4.4) and ORCPT (§4.2), as they stand on the line; and longest ORCPT where addresses may be
/// long: each character may take three.
const MAX_ENVELOPE_ID: usize = 100;
const MAX_ORIGINAL_RECIPIENT: usize = 500;
const MAX_LONG_ORIGINAL_RECIPIENT: usize = 20 + 3 * SmtpAddress::LONGEST;

/// The kind of addresses that mail goes to (RFC 3461 §9.1).
const SMTP: &str = "rfc822";

/// What the body may hold, by what it needs of each hop (RFC 6152, RFC 3030).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum BodyType {
    #[default]
    SevenBit,
    EightBitMime,
    BinaryMime,
}

/// RET: how much of the message a failure report returns (RFC 3461 §4.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DsnReturn {
    Full,
    Headers,
}

/// NOTIFY: what to report about one recipient (RFC 3461 §4.1). All false: NEVER.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notify {
    pub success: bool,
    pub failure: bool,
    pub delay: bool,
}

impl Notify {
    pub const NEVER: Notify = Notify { success: false, failure: false, delay: false };
}

/// What may follow the path of MAIL.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailParameters {
    /// Bytes the sender means to transfer; more than 64 bits hold counts as the most they hold.
    pub size: Option<u64>,
    pub body: Option<BodyType>,
    pub dsn_return: Option<DsnReturn>,
    /// ENVID, decoded.
    pub envelope_id: Option<String>,
    /// Whether AUTH= was given. Who it names is not kept: the claim is only as good as the peer, and RFC 4954 §5 lets
    /// a server that does not trust the peer act as if nobody were named.
    pub auth: bool,
    /// SMTPUTF8: addresses and header fields may be beyond ASCII.
    pub utf8: bool,
    /// REQUIRETLS: no hop may have it in clear (RFC 8689).
    pub tls: bool,
    /// What only servers of the organization say.
    pub peer: PeerParameters,
}

/// What may follow the path of RCPT.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RcptParameters {
    pub notify: Option<Notify>,
    /// ORCPT, decoded: address type and address.
    pub original: Option<(String, String)>,
    /// XORAR, decoded: who is to have the message should this recipient not get it.
    pub alternate: Option<SmtpAddress>,
    /// XRDST: a domain to route by in place of the recipient's own. Only servers of the organization say it.
    pub routing_domain: Option<Domain>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParameterError {
    /// 555 5.5.4
    #[error("a parameter that is not known here")]
    Unknown,
    /// 501 5.5.4
    #[error("a parameter twice, or without a value of its kind")]
    Malformed,
    /// 501 5.5.4 to servers of the organization. For others it is one that is not known.
    #[error("a parameter of servers twice, or without a value of its kind")]
    MalformedAmongServers,
}

impl MailParameters {
    pub fn parse(text: &str) -> Result<MailParameters, ParameterError> {
        let mut parameters = MailParameters::default();
        for word in text.split_ascii_whitespace() {
            let (name, value) = split(word);
            match name.to_ascii_uppercase().as_str() {
                "SIZE" => set(&mut parameters.size, value, size)?,
                "BODY" => set(&mut parameters.body, value, body)?,
                "RET" => set(&mut parameters.dsn_return, value, dsn_return)?,
                "ENVID" => set(&mut parameters.envelope_id, value, envelope_id)?,
                "AUTH" => {
                    let named = xtext::decode(value.unwrap_or_default().as_bytes());
                    if parameters.auth || !named.is_ok_and(|named| !named.is_empty()) {
                        return Err(ParameterError::Malformed);
                    }
                    parameters.auth = true;
                }
                "SMTPUTF8" => flag(&mut parameters.utf8, value)?,
                "REQUIRETLS" => flag(&mut parameters.tls, value)?,
                name => parameters.peer.take(name, value)?,
            }
        }
        Ok(parameters)
    }
}

impl RcptParameters {
    /// By the rules that the path is read by: how long addresses are, and whether they may be beyond ASCII.
    pub fn parse(text: &str, rules: PathRules<'_>) -> Result<RcptParameters, ParameterError> {
        let longest = if rules.may_be_long { MAX_LONG_ORIGINAL_RECIPIENT } else { MAX_ORIGINAL_RECIPIENT };
        let mut parameters = RcptParameters::default();
        for word in text.split_ascii_whitespace() {
            let (name, value) = split(word);
            match name.to_ascii_uppercase().as_str() {
                "NOTIFY" => set(&mut parameters.notify, value, notify)?,
                "ORCPT" => {
                    set(&mut parameters.original, value, |value| original_recipient(value, longest, rules.is_utf8))?
                }
                "XORAR" => set(&mut parameters.alternate, value, |value| alternate(value, longest, rules))?,
                "XRDST" => set(&mut parameters.routing_domain, value, routing_domain)
                    .map_err(|_| ParameterError::MalformedAmongServers)?,
                _ => return Err(ParameterError::Unknown),
            }
        }
        Ok(parameters)
    }
}

fn split(word: &str) -> (&str, Option<&str>) {
    match word.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (word, None),
    }
}

pub(super) fn set<T>(
    place: &mut Option<T>,
    value: Option<&str>,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<(), ParameterError> {
    if place.is_some() {
        return Err(ParameterError::Malformed);
    }
    *place = Some(value.and_then(parse).ok_or(ParameterError::Malformed)?);
    Ok(())
}

/// A parameter that says all by being there.
fn flag(place: &mut bool, value: Option<&str>) -> Result<(), ParameterError> {
    if value.is_some() || std::mem::replace(place, true) { Err(ParameterError::Malformed) } else { Ok(()) }
}

/// One to twenty digits (RFC 1870 §3), which is more than 64 bits.
fn size(value: &str) -> Option<u64> {
    if !(1..=20).contains(&value.len()) || !value.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(value.parse().unwrap_or(u64::MAX))
}

fn body(value: &str) -> Option<BodyType> {
    match value.to_ascii_uppercase().as_str() {
        "7BIT" => Some(BodyType::SevenBit),
        "8BITMIME" => Some(BodyType::EightBitMime),
        "BINARYMIME" => Some(BodyType::BinaryMime),
        _ => None,
    }
}

fn dsn_return(value: &str) -> Option<DsnReturn> {
    match value.to_ascii_uppercase().as_str() {
        "FULL" => Some(DsnReturn::Full),
        "HDRS" => Some(DsnReturn::Headers),
        _ => None,
    }
}

fn envelope_id(value: &str) -> Option<String> {
    (value.len() <= MAX_ENVELOPE_ID).then(|| printable(value)).flatten()
}

fn notify(value: &str) -> Option<Notify> {
    let mut notify = Notify::NEVER;
    if value.eq_ignore_ascii_case("NEVER") {
        return Some(notify);
    }
    for word in value.split(',') {
        match word.to_ascii_uppercase().as_str() {
            "SUCCESS" => notify.success = true,
            "FAILURE" => notify.failure = true,
            "DELAY" => notify.delay = true,
            _ => return None,
        }
    }
    Some(notify)
}

fn original_recipient(value: &str, longest: usize, is_utf8: bool) -> Option<(String, String)> {
    let (kind, address) = value.split_once(';')?;
    let is_atom = !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if value.len() > longest || !is_atom {
        return None;
    }
    if kind.eq_ignore_ascii_case(utf8_address::KIND) {
        let address = utf8_address::decode(address).filter(|_| is_utf8 || address.is_ascii())?;
        return Some((utf8_address::KIND.to_owned(), address));
    }
    // Postfix says rfc822 of addresses beyond ASCII, too.
    if let Some(address) = beyond_ascii(address) {
        return Some((utf8_address::KIND.to_owned(), address));
    }
    Some((kind.to_owned(), printable(address).filter(|address| !address.is_empty())?))
}

/// An address as ORCPT writes it, of a kind that mail can be sent to. Without a kind it is one of SMTP's.
fn alternate(value: &str, longest: usize, rules: PathRules<'_>) -> Option<SmtpAddress> {
    let value = if value.contains(';') { Cow::Borrowed(value) } else { Cow::Owned(format!("{SMTP};{value}")) };
    let (kind, address) = original_recipient(&value, longest, rules.is_utf8)?;
    let is_mail = kind.eq_ignore_ascii_case(SMTP) || kind == utf8_address::KIND;
    let address: SmtpAddress = address.parse().ok().filter(|_| is_mail)?;
    (rules.is_utf8 || address.local().is_ascii()).then_some(address)
}

/// A domain by its name in DNS, in ASCII; no address, to which nothing is routed.
fn routing_domain(value: &str) -> Option<Domain> {
    value.parse().ok().filter(|domain: &Domain| value.is_ascii() && domain.address().is_none())
}

/// xtext that stands for printable characters beyond ASCII.
fn beyond_ascii(value: &str) -> Option<String> {
    let text = String::from_utf8(xtext::decode(value.as_bytes()).ok()?).ok()?;
    (!text.is_ascii() && !text.contains(char::is_control)).then_some(text)
}

/// xtext that stands for printable ASCII: it will be printed into reports, where a line end would start a new field.
fn printable(value: &str) -> Option<String> {
    let text = String::from_utf8(xtext::decode(value.as_bytes()).ok()?).ok()?;
    text.bytes().all(|byte| matches!(byte, b' '..=b'~')).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SHORT: PathRules = PathRules { usual: None, may_be_long: false, is_utf8: false };
    const LONG: PathRules = PathRules { may_be_long: true, ..SHORT };

    #[test]
    fn mail_takes_its_parameters_in_any_order_and_case() {
        let parsed =
            MailParameters::parse("size=1000 Body=8bitmime RET=HDRS ENVID=QQ+2B1 AUTH=<> smtputf8 RequireTLS").unwrap();
        assert_eq!(
            parsed,
            MailParameters {
                size: Some(1000),
                body: Some(BodyType::EightBitMime),
                dsn_return: Some(DsnReturn::Headers),
                envelope_id: Some("QQ+1".into()),
                auth: true,
                utf8: true,
                tls: true,
                peer: PeerParameters::default(),
            }
        );
        assert_eq!(MailParameters::parse("SIZE=99999999999999999999").unwrap().size, Some(u64::MAX));
    }

    #[test]
    fn rcpt_takes_notify_and_orcpt() {
        let parsed = RcptParameters::parse("NOTIFY=success,Delay ORCPT=rfc822;a+2Bb@c.d", SHORT).unwrap();
        assert_eq!(parsed.notify, Some(Notify { success: true, failure: false, delay: true }));
        assert_eq!(parsed.original, Some(("rfc822".into(), "a+b@c.d".into())));
        let never = RcptParameters::parse("NOTIFY=NEVER", SHORT).unwrap().notify.unwrap();
        assert!(!(never.success || never.failure || never.delay));
        let long = format!("ORCPT=x400;{}", "a".repeat(1860));
        assert_eq!(RcptParameters::parse(&long, SHORT), Err(ParameterError::Malformed));
        assert!(RcptParameters::parse(&long, LONG).is_ok());
    }

    #[test]
    fn the_original_recipient_may_be_beyond_ascii() {
        let beyond = PathRules { is_utf8: true, ..SHORT };
        for (text, rules, expected, why) in [
            ("ORCPT=utf-8;j\\x{F6}rg@b.c", SHORT, Some("jörg@b.c"), "escaped, it goes everywhere"),
            ("ORCPT=UTF-8;jörg@b.c", beyond, Some("jörg@b.c"), "as it is"),
            ("ORCPT=utf-8;jörg@b.c", SHORT, None, "as it is, without SMTPUTF8"),
            ("ORCPT=utf-8;a\\x{A}b@b.c", beyond, None, "a line end in disguise"),
            ("ORCPT=rfc822;jörg@b.c", beyond, None, "not even xtext"),
            ("ORCPT=rfc822;j+C3+B6rg@b.c", SHORT, Some("jörg@b.c"), "as Postfix writes it"),
            ("ORCPT=rfc822;j+C2+85rg@b.c", SHORT, None, "a control character of Unicode in disguise"),
        ] {
            let parsed = RcptParameters::parse(text, rules).ok().and_then(|parsed| parsed.original);
            assert_eq!(parsed, expected.map(|address| ("utf-8".to_owned(), address.to_owned())), "{why}");
        }
    }

    #[test]
    fn the_alternate_recipient_is_somebody_mail_can_be_sent_to() {
        let beyond = PathRules { is_utf8: true, ..SHORT };
        for (text, rules, expected, why) in [
            ("XORAR=rfc822;a+2Bb@c.d", SHORT, Some("a+b@c.d"), "written as ORCPT is"),
            ("xorar=ann@contoso.com", SHORT, Some("ann@contoso.com"), "without a kind"),
            ("XORAR=utf-8;jörg@b.c", beyond, Some("jörg@b.c"), "beyond ASCII"),
            ("XORAR=utf-8;j\\x{F6}rg@b.c", SHORT, None, "beyond ASCII, which this message may not be"),
            ("XORAR=x400;c=us", SHORT, None, "no mail goes there"),
            ("XORAR=nobody", SHORT, None, "no domain"),
            ("XORAR=a@b.c XORAR=a@b.c", SHORT, None, "twice"),
            ("XORAR", SHORT, None, "nobody"),
        ] {
            let parsed = RcptParameters::parse(text, rules);
            assert_eq!(
                parsed.clone().ok().and_then(|parsed| parsed.alternate),
                expected.map(|one| one.parse().unwrap()),
                "{why}"
            );
            assert!(expected.is_some() || parsed == Err(ParameterError::Malformed), "{why}");
        }
    }

    #[test]
    fn a_recipient_may_be_routed_by_another_domain() {
        for (text, expected, why) in [
            ("XRDST=Partner.Example", Some("partner.example"), "a domain"),
            ("xrdst=xn--bcher-kva.example NOTIFY=NEVER", Some("xn--bcher-kva.example"), "with others"),
            ("XRDST", None, "nowhere"),
            ("XRDST=", None, "nowhere"),
            ("XRDST=a@b.example", None, "somebody"),
            ("XRDST=[192.0.2.1]", None, "an address"),
            ("XRDST=a..b", None, "no domain"),
            ("XRDST=-a.b", None, "no domain"),
            ("XRDST=bücher.example", None, "beyond ASCII"),
            ("XRDST=a.b XRDST=a.b", None, "twice"),
        ] {
            let parsed = RcptParameters::parse(text, PathRules { is_utf8: true, ..SHORT });
            match expected {
                Some(domain) => assert_eq!(parsed.unwrap().routing_domain, domain.parse().ok(), "{why}"),
                None => assert_eq!(parsed, Err(ParameterError::MalformedAmongServers), "{why}"),
            }
        }
    }

    #[test]
    fn errors_say_which_reply_they_are() {
        use ParameterError::{Malformed, Unknown};
        for (text, expected, why) in [
            ("FOO=1", Unknown, "never heard of"),
            ("SMTPUTF8=1", Malformed, "a value where none belongs"),
            ("REQUIRETLS=1", Malformed, "a value where none belongs"),
            ("SMTPUTF8 SMTPUTF8", Malformed, "twice, without a value"),
            ("SIZE", Malformed, "no value"),
            ("SIZE=", Malformed, "empty value"),
            ("SIZE=-1", Malformed, "sign"),
            ("SIZE=1 SIZE=1", Malformed, "twice"),
            ("BODY=9BIT", Malformed, "no such body"),
            ("RET=ALL", Malformed, "no such return"),
            ("ENVID=a=b", Malformed, "not xtext"),
            ("ENVID=a+0D+0ABcc:x", Malformed, "a line end in disguise"),
            ("AUTH=", Malformed, "nobody, not even <>"),
            ("=1", Unknown, "no name"),
        ] {
            assert_eq!(MailParameters::parse(text), Err(expected), "{why}");
        }
        for (text, expected, why) in [
            ("SIZE=1", Unknown, "belongs to MAIL"),
            ("NOTIFY=NEVER,DELAY", Malformed, "NEVER stands alone"),
            ("NOTIFY=", Malformed, "empty"),
            ("ORCPT=a@b", Malformed, "no type"),
            ("ORCPT=rfc822;", Malformed, "no address"),
            ("ORCPT=;a@b", Malformed, "empty type"),
        ] {
            assert_eq!(RcptParameters::parse(text, SHORT), Err(expected), "{why}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "((SIZE|BODY|RET|ENVID|AUTH|NOTIFY|ORCPT|XORAR)=?[0-9a-zA-Z+;,=]{0,12} ?){0,4}|\\PC{0,30}") {
            let _ = (MailParameters::parse(&text), RcptParameters::parse(&text, LONG));
        }
    }
}
