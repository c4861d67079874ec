//! How many messages a source may start per minute (MessageRateLimit, MessageRateSource).
//!
//! Counted in whole minutes of the clock that is passed in: a source that sends its allowance at the end of one minute
//! and again at the start of the next gets both, which is what "per minute" promises and costs one counter per source.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use uuid::Uuid;

use crate::model::{MessageRateSource, ReceiveConnector};

/// Messages started in the minute that runs, by connector and source.
#[derive(Debug, Default)]
pub struct Rates {
    minute: Mutex<Minute>,
}

#[derive(Debug, Default)]
struct Minute {
    number: i64,
    counts: HashMap<(Uuid, Source), u32>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Source {
    Address(IpAddr),
    User(Uuid),
}

impl Rates {
    /// Counts one message from that address, by that user if it is one. `false`: this one is over the limit.
    pub fn admit(&self, connector: &ReceiveConnector, address: IpAddr, user: Option<Uuid>, now: Timestamp) -> bool {
        let Some(limit) = connector.message_rate_limit.limit() else { return true };
        let by = connector.message_rate_source;
        let by_address = by.contains(MessageRateSource::IPAddress).then(|| Source::Address(address.to_canonical()));
        let by_user = user.filter(|_| by.contains(MessageRateSource::User)).map(Source::User);

        let mut minute = self.minute.lock().unwrap_or_else(PoisonError::into_inner);
        let number = now.as_second().div_euclid(60);
        if minute.number != number {
            *minute = Minute { number, counts: HashMap::new() };
        }
        let mut fits = true;
        for source in [by_address, by_user].into_iter().flatten() {
            let count = minute.counts.entry((connector.id, source)).or_default();
            *count = count.saturating_add(1);
            fits &= *count <= limit;
        }
        fits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::receive::scene;
    use serde_json::json;

    #[test]
    fn a_source_gets_its_allowance_each_minute() {
        let ann = Some(Uuid::from_u128(1));
        let ben = Some(Uuid::from_u128(2));
        for (by, messages, why) in [
            ("IPAddress", &[(1, ann, true), (1, ben, true), (1, ann, false), (2, ann, true)][..], "by address"),
            ("User", &[(1, ann, true), (2, ann, true), (3, ann, false), (1, ben, true), (1, None, true)], "by user"),
            ("All", &[(1, ann, true), (1, ben, true), (2, ann, true), (1, None, false), (3, ann, false)], "by both"),
            ("None", &[(1, ann, true), (1, ann, true), (1, ann, true)], "by nothing"),
        ] {
            let connector = scene::connector("Client", json!({"MessageRateLimit": 2, "MessageRateSource": by}));
            let rates = Rates::default();
            let now = Timestamp::from_second(60 * 1000 + 59).unwrap();
            for (host, user, expected) in messages {
                let address = IpAddr::from([192, 0, 2, *host]);
                assert_eq!(rates.admit(&connector, address, *user, now), *expected, "{why}: {host} {user:?}");
            }
            let next = Timestamp::from_second(60 * 1001).unwrap();
            assert!(rates.admit(&connector, IpAddr::from([192, 0, 2, 1]), ann, next), "{why}: a new minute");
        }
    }
}
