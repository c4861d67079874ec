//! What servers of the organization say to each other about their links, in the chunks of X-LINK2STATE.
//!
//! ```text
//! caller                                     the other
//! DIGEST_QUERY 5d41…                         DIGEST_SAME, and that is all; or
//!                                            DIGEST_DIFFERS [["hub02.contoso.com",{"start":…,"count":3}],…]
//! TABLE {"tell":[…],"ask":["hub02…"]}        TABLE {"tell":[…],"ask":[]}       what is newer on either side
//! MORE                                       the rest of an answer that does not fit in one reply
//! ```

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::mail::link_state::graphic;
use crate::transport::NextHop;

/// Of what time an entry is; only its own server makes a later one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Version {
    /// When that server last began with all its links up, in milliseconds since 1970: what was known before is over.
    pub start: i64,
    /// How many times something has changed since.
    pub count: u64,
}

/// What one server says of its own links.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its FQDN.
    pub server: String,
    pub version: Version,
    pub outages: Vec<Report>,
}

/// A link that is down.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub hop: NextHop,
    pub since: Timestamp,
    /// Seconds for which routes still avoid it: clocks differ.
    pub left: u64,
    pub error: String,
}

/// Entries for the other side, and the servers of which it is to tell.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tables {
    pub tell: Vec<Entry>,
    pub ask: Vec<String>,
}

/// What the caller says.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    Digest(String),
    Tables(Tables),
    More,
}

/// What it is answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Same,
    Differs(Vec<(String, Version)>),
    Tables(Tables),
}

impl Request {
    pub fn parse(text: &str) -> Option<Request> {
        match text.split_once(' ').unwrap_or((text, "")) {
            ("DIGEST_QUERY", digest) if !digest.is_empty() => Some(Request::Digest(digest.to_owned())),
            ("TABLE", json) => Some(Request::Tables(serde_json::from_str(json).ok()?)),
            ("MORE", "") => Some(Request::More),
            _ => None,
        }
    }
}

impl std::fmt::Display for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Request::Digest(digest) => write!(f, "DIGEST_QUERY {digest}"),
            Request::Tables(tables) => write!(f, "TABLE {}", written(tables)),
            Request::More => f.write_str("MORE"),
        }
    }
}

impl Answer {
    pub fn parse(text: &str) -> Option<Answer> {
        match text.split_once(' ').unwrap_or((text, "")) {
            ("DIGEST_SAME", "") => Some(Answer::Same),
            ("DIGEST_DIFFERS", json) => Some(Answer::Differs(serde_json::from_str(json).ok()?)),
            ("TABLE", json) => Some(Answer::Tables(serde_json::from_str(json).ok()?)),
            _ => None,
        }
    }
}

impl std::fmt::Display for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Answer::Same => f.write_str("DIGEST_SAME"),
            Answer::Differs(versions) => write!(f, "DIGEST_DIFFERS {}", written(versions)),
            Answer::Tables(tables) => write!(f, "TABLE {}", written(tables)),
        }
    }
}

/// As it goes over the wire.
pub fn written(value: &impl Serialize) -> String {
    // Names, numbers and texts: there is nothing in them that JSON could not say.
    graphic(&serde_json::to_string(value).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::model::DeliveryType;

    #[test]
    fn what_is_said_is_understood() {
        let version = Version { start: 1_795_223_613_000, count: 3 };
        let entry = Entry {
            server: "hub02.contoso.com".to_owned(),
            version,
            outages: vec![Report {
                hop: NextHop::new(DeliveryType::SmartHostConnectorDelivery, "[192.0.2.1]", Uuid::from_u128(7)),
                since: Timestamp::UNIX_EPOCH,
                left: 60,
                error: "441 4.4.1 \"Nicht da\", Zürich\r\n".to_owned(),
            }],
        };
        let tables = Tables { tell: vec![entry], ask: vec!["hub03.contoso.com".to_owned()] };
        for request in [Request::Digest("0a".to_owned()), Request::Tables(tables.clone()), Request::More] {
            let text = request.to_string();
            assert!(text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' '), "{text}");
            assert_eq!(Request::parse(&text), Some(request));
        }
        let versions = vec![("hub02.contoso.com".to_owned(), version)];
        for answer in [Answer::Same, Answer::Differs(versions), Answer::Tables(tables)] {
            assert_eq!(Answer::parse(&answer.to_string()), Some(answer));
        }
    }

    #[test]
    fn what_makes_no_sense_is_not_understood() {
        for text in ["", "DIGEST_QUERY", "MORE please", "TABLE", "TABLE []", "TABLE {\"tell\":[{}],\"ask\":[]}", "HELP"]
        {
            assert_eq!(Request::parse(text), None, "{text}");
        }
        for text in ["", "DIGEST_SAME 1", "DIGEST_DIFFERS", "DIGEST_DIFFERS {}", "TABLE {\"tell\":1}"] {
            assert_eq!(Answer::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(
            verb in prop::sample::select(vec!["TABLE", "DIGEST_DIFFERS", "DIGEST_QUERY", ""]), text in "\\PC{0,80}")
        {
            let text = format!("{verb} {text}");
            let _ = (Request::parse(&text), Answer::parse(&text));
        }
    }
}
