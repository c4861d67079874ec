//! XPROXYFROM and XPROXY: a front end hands on the session of a client of its own. XSESSIONPARAMS: what a session is for.
//!
//! ```text
//! XPROXYFROM SID=08DE6F2A IP=192.0.2.9 PORT=1025 DOMAIN=mail.example.org SEQNUM=1 PERMS=1073 AUTHSRC=Anonymous
//! XPROXY SID=08DE6F2B IP=192.0.2.9 PORT=1026 DOMAIN=pc.example.org SECID=ann@contoso.com AUTHSRC=PLAIN
//! XSESSIONPARAMS MDBGUID=0f1de6a2-6f0c-4f0e-9f6c-3f5d1b7e2a11
//! ```
//!
//! The arguments are `NAME=value`, in any order. Exchange does not document the verbs; the names are those that its protocol
//! logs show. What is not known is an error here: it would say something about the client that nobody obeys.

use std::net::{IpAddr, SocketAddr};

use uuid::Uuid;

use crate::model::permission::Permissions;

/// Longest SID taken.
const MAX_SESSION: usize = 64;
/// Longest SECID taken: an address (RFC 5321 §4.5.3.1).
const MAX_USER: usize = 320;
/// Longest name of a mechanism (RFC 4422 §3.1).
const MAX_SOURCE: usize = 20;

/// By which verb a session is handed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandoverVerb {
    /// The client has not logged in, and will not; the front end speaks, and may hand on the next one.
    XProxyFrom,
    /// The client has logged in at the front end, or is about to log in; it speaks itself from then on.
    XProxy,
}

/// Whose session it becomes.
#[derive(Clone, Debug, PartialEq)]
pub struct Handover {
    pub verb: HandoverVerb,
    /// Where the client has come from.
    pub remote: SocketAddr,
    /// What the client has called itself at EHLO, unchecked.
    pub hello: Option<String>,
    /// What the front end calls the session.
    pub session: Option<String>,
    /// The how many-eth the client is on this connection, as the front end counts.
    pub number: Option<u64>,
    /// The client may do no more than this.
    pub most: Option<Permissions>,
    /// Who has logged in at the front end.
    pub user: Option<String>,
    /// How it has.
    pub mechanism: Option<String>,
}

impl Handover {
    /// Reads the arguments. `None`: they are no sound ones.
    pub fn read(verb: HandoverVerb, argument: &str) -> Option<Handover> {
        let (mut address, mut port, mut hello, mut session, mut number) = (None, None, None, None, None);
        let (mut most, mut user, mut source) = (None, None, None);
        for (name, value) in words(argument)? {
            match name.as_str() {
                "IP" => address = Some(ip(value)?),
                "PORT" => port = Some(digits::<u16>(value).filter(|port| *port > 0)?),
                "DOMAIN" => hello = Some(value.to_owned()),
                "SID" => session = Some(word(value, MAX_SESSION, ".-_:")?),
                "SEQNUM" => number = Some(digits::<u64>(value)?),
                "PERMS" => most = Some(rights(digits::<u32>(value)?)),
                "AUTHSRC" => source = Some(word(value, MAX_SOURCE, "-_")?),
                "SECID" if verb == HandoverVerb::XProxy && value.len() <= MAX_USER => user = Some(value.to_owned()),
                _ => return None,
            }
        }
        // Who has not logged in has no other source, and who has logged in has another one.
        let is_anonymous = |source: &String| source.eq_ignore_ascii_case("Anonymous");
        if source.as_ref().is_some_and(|source| is_anonymous(source) == user.is_some()) {
            return None;
        }
        let (remote, mechanism) = (SocketAddr::new(address?, port?), source.filter(|source| !is_anonymous(source)));
        Some(Handover { verb, remote, hello, session, number, most, user, mechanism })
    }
}

/// Reads the arguments of XSESSIONPARAMS: the mailbox database.
pub fn read_database(argument: &str) -> Option<Uuid> {
    match words(argument)?.as_slice() {
        [(name, value)] if name == "MDBGUID" => Uuid::parse_str(value).ok().filter(|id| !id.is_nil()),
        _ => None,
    }
}

/// `NAME=value`, each name once, in capitals, each with a value.
fn words(argument: &str) -> Option<Vec<(String, &str)>> {
    let mut all: Vec<(String, &str)> = Vec::new();
    for word in argument.split_ascii_whitespace() {
        let (name, value) = word.split_once('=').filter(|(_, value)| !value.is_empty())?;
        let name = name.to_ascii_uppercase();
        if all.iter().any(|(known, _)| *known == name) {
            return None;
        }
        all.push((name, value));
    }
    Some(all)
}

/// An address that somebody can have come from, with or without the brackets of an address literal.
fn ip(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let address = bare.parse::<IpAddr>().ok()?.to_canonical();
    let is_nobody = address.is_unspecified() || address.is_multicast();
    let is_everybody = matches!(address, IpAddr::V4(v4) if v4.is_broadcast());
    (!is_nobody && !is_everybody).then_some(address)
}

fn digits<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

fn word(text: &str, longest: usize, signs: &str) -> Option<String> {
    let is_sound = |c: char| c.is_ascii_alphanumeric() || signs.contains(c);
    (text.len() <= longest && text.chars().all(is_sound)).then(|| text.to_owned())
}

/// Exchange's numbers for rights, as its protocol logs list them: SMTPSubmit, SMTPSubmitForMLS, SMTPAcceptAnyRecipient,
/// SMTPAcceptAuthenticationFlag, SMTPAcceptAnySender, SMTPAcceptAuthoritativeDomainSender, BypassAntiSpam,
/// BypassMessageSizeLimit, SMTPSendEXCH50, SMTPAcceptEXCH50, AcceptRoutingHeaders, AcceptForestHeaders,
/// AcceptOrganizationHeaders, each twice the one before. The 1073 of the logs is what strangers may there as here.
const RIGHTS: [(u32, Permissions); 10] = [
    (1, Permissions::SUBMIT),
    (4, Permissions::ANY_RECIPIENT),
    (8, Permissions::AUTHENTICATION_FLAG),
    (16, Permissions::ANY_SENDER),
    (32, Permissions::AUTHORITATIVE_SENDER),
    (64, Permissions::BYPASS_ANTI_SPAM),
    (128, Permissions::BYPASS_SIZE),
    (1024, Permissions::ROUTING_HEADERS),
    (2048, Permissions::FOREST_HEADERS),
    (4096, Permissions::ORGANIZATION_HEADERS),
];

/// What a number leaves to the client; rights that have no number here are none that could be left to it.
fn rights(number: u32) -> Permissions {
    let left = RIGHTS.iter().filter(|(bit, _)| number & bit != 0);
    left.fold(Permissions::NONE, |all, (_, right)| all.with(*right))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_front_end_says_is_read() {
        let said = "SID=08DE.6F IP=192.0.2.9 PORT=1025 DOMAIN=mail.example.org SEQNUM=2 PERMS=1073 AUTHSRC=Anonymous";
        let read = Handover::read(HandoverVerb::XProxyFrom, said).expect("all of it is sound");
        assert_eq!(read.remote, "192.0.2.9:1025".parse().unwrap());
        assert_eq!((read.hello.as_deref(), read.session.as_deref()), (Some("mail.example.org"), Some("08DE.6F")));
        assert_eq!((read.number, read.user, read.mechanism), (Some(2), None, None));
        let strangers = Permissions::SUBMIT
            .with(Permissions::ANY_SENDER)
            .with(Permissions::AUTHORITATIVE_SENDER)
            .with(Permissions::ROUTING_HEADERS);
        assert_eq!(read.most, Some(strangers), "what AnonymousUsers gives");
        let said = "port=1 ip=[2001:db8::1] secid=ann@contoso.com authsrc=PLAIN";
        let read = Handover::read(HandoverVerb::XProxy, said).expect("any order, any letter case");
        assert_eq!(read.remote, "[2001:db8::1]:1".parse().unwrap());
        assert_eq!((read.user.as_deref(), read.mechanism.as_deref()), (Some("ann@contoso.com"), Some("PLAIN")));
    }

    #[test]
    fn what_is_not_sound_is_none() {
        use HandoverVerb::{XProxy, XProxyFrom};
        for (verb, said, why) in [
            (XProxyFrom, "", "nothing"),
            (XProxyFrom, "IP=192.0.2.9", "no port"),
            (XProxyFrom, "PORT=25", "no address"),
            (XProxyFrom, "IP=192.0.2.9 PORT=0", "port 0"),
            (XProxyFrom, "IP=192.0.2.9 PORT=65536", "port too large"),
            (XProxyFrom, "IP=192.0.2.9 PORT=+25", "a sign"),
            (XProxyFrom, "IP=mail.example.org PORT=25", "a name"),
            (XProxyFrom, "IP=0.0.0.0 PORT=25", "nobody's address"),
            (XProxyFrom, "IP=ff02::1 PORT=25", "the address of many"),
            (XProxyFrom, "IP=192.0.2.9 PORT=25 IP=192.0.2.9", "twice"),
            (XProxyFrom, "IP=192.0.2.9 PORT=25 DOMAIN=", "no value"),
            (XProxyFrom, "IP=192.0.2.9 PORT=25 DOMAIN", "no value at all"),
            (XProxyFrom, "IP=192.0.2.9 PORT=25 SID=a;b", "a sign in SID"),
            (XProxyFrom, "IP=192.0.2.9 PORT=25 SEQNUM=one", "no number"),
            (XProxyFrom, "IP=192.0.2.9 PORT=25 PERMS=0x431", "no decimal number"),
            (XProxyFrom, "IP=192.0.2.9 PORT=25 AUTHSRC=Internal", "for XPROXY"),
            (XProxyFrom, "IP=192.0.2.9 PORT=25 SECID=ann", "for XPROXY"),
            (XProxyFrom, "IP=192.0.2.9 PORT=25 COLOUR=red", "unknown"),
            (XProxy, "IP=192.0.2.9 PORT=25 SECID=ann AUTHSRC=Anonymous", "either or"),
            (XProxy, "IP=192.0.2.9 PORT=25 AUTHSRC=PLAIN", "logged in as nobody"),
        ] {
            assert_eq!(Handover::read(verb, said), None, "{why}");
        }
    }

    #[test]
    fn a_database_is_named_by_its_guid() {
        let id = "0f1de6a2-6f0c-4f0e-9f6c-3f5d1b7e2a11";
        assert_eq!(read_database(&format!("mdbguid={id}")).map(|id| id.to_string()).as_deref(), Some(id));
        for said in
            ["", "MDBGUID=", "MDBGUID=Mailboxes", &format!("MDBGUID={id} TYPE=Mailbox"), &Uuid::nil().to_string()]
        {
            assert_eq!(read_database(said), None, "{said}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "((IP|PORT|SID|PERMS|SECID|MDBGUID)?=?\\PC{0,12} ){0,4}") {
            let _ = Handover::read(HandoverVerb::XProxy, &text);
            let _ = read_database(&text);
        }
    }
}
