//! A resolver whose answers are written down beforehand, for tests of whoever asks.
//!
//! Names that were never mentioned do not exist; names that were have no data of the types not given.

use std::collections::{HashMap, HashSet};
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use super::record::{Mx, Record, RecordData, RecordType, reverse_name};
use super::{BoxFuture, Resolve, Resolvers, Servers, Unresolved};

/// Aliases followed before giving up, as name servers do.
const LONGEST_CHAIN: usize = 8;

/// A zone of all the names that a test knows.
#[derive(Clone, Debug, Default)]
pub struct Zone {
    records: HashMap<String, Vec<Record>>,
    failing: HashSet<String>,
    listed: HashMap<String, Vec<IpAddr>>,
}

impl Zone {
    pub fn new() -> Zone {
        Zone::default()
    }

    /// An exchanger; the empty name or `.` says that the domain takes no mail.
    pub fn with_mx(self, domain: &str, preference: u16, exchange: &str) -> Zone {
        self.with_record(domain, RecordData::Mx(Mx { preference, exchange: plain(exchange) }))
    }

    /// An A or AAAA record. Panics when the text is no address: the test is wrong.
    pub fn with_address(self, host: &str, address: &str) -> Zone {
        self.with_record(
            host,
            match address.parse().expect("a test writes a valid address") {
                IpAddr::V4(v4) => RecordData::A(v4),
                IpAddr::V6(v6) => RecordData::Aaaa(v6),
            },
        )
    }

    /// What stands in the hosts file. Panics when the text is no address.
    pub fn with_listed(mut self, host: &str, address: &str) -> Zone {
        let address = address.parse().expect("a test writes a valid address");
        self.listed.entry(plain(host)).or_default().push(address);
        self
    }

    pub fn with_txt(self, name: &str, text: &str) -> Zone {
        self.with_record(name, RecordData::Txt(text.to_owned()))
    }

    pub fn with_cname(self, name: &str, target: &str) -> Zone {
        self.with_record(name, RecordData::Cname(plain(target)))
    }

    /// The name of an address. Panics when the text is no address.
    pub fn with_ptr(self, address: &str, name: &str) -> Zone {
        let address = address.parse().expect("a test writes a valid address");
        self.with_record(&reverse_name(address), RecordData::Ptr(plain(name)))
    }

    /// A name whose servers cannot be asked.
    pub fn with_failing(mut self, name: &str) -> Zone {
        self.failing.insert(plain(name));
        self
    }

    pub fn with_record(mut self, name: &str, data: RecordData) -> Zone {
        let name = plain(name);
        let record = Record { name: name.clone(), ttl: Duration::from_secs(300), data };
        self.records.entry(name).or_default().push(record);
        self
    }

    fn answer(&self, name: &str, kind: RecordType) -> Result<Vec<Record>, Unresolved> {
        let mut name = plain(name);
        let mut answer = Vec::new();
        for _ in 0..LONGEST_CHAIN {
            if self.failing.contains(&name) {
                return Err(Unresolved::Temporary("the name servers do not answer".into()));
            }
            let Some(here) = self.records.get(&name) else {
                return Err(Unresolved::NoSuchDomain { ttl: Some(Duration::from_secs(60)) });
            };
            let before = answer.len();
            answer.extend(here.iter().filter(|record| record.data.kind() == kind).cloned());
            if answer.len() > before {
                return Ok(answer);
            }
            let alias = here.iter().find_map(|record| match &record.data {
                RecordData::Cname(target) => Some((record, target)),
                _ => None,
            });
            let Some((record, target)) = alias else { break };
            answer.push(record.clone());
            name = target.clone();
        }
        Err(Unresolved::NoData { ttl: Some(Duration::from_secs(60)) })
    }
}

fn plain(name: &str) -> String {
    name.trim_end_matches('.').to_ascii_lowercase()
}

impl Resolve for Zone {
    fn lookup<'a>(&'a self, name: &'a str, kind: RecordType) -> BoxFuture<'a, Result<Vec<Record>, Unresolved>> {
        Box::pin(async move { self.answer(name, kind) })
    }

    fn listed(&self, name: &str) -> Vec<IpAddr> {
        self.listed.get(&plain(name)).cloned().unwrap_or_default()
    }
}

/// The same answers whichever servers are asked.
impl Resolvers for Zone {
    fn using(&self, _: &Servers) -> Arc<dyn Resolve> {
        Arc::new(self.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn aliases_are_followed_and_loops_end() {
        let zone = Zone::new()
            .with_cname("www.example", "host.example")
            .with_address("host.example", "192.0.2.1")
            .with_cname("a.example", "b.example")
            .with_cname("b.example", "a.example");
        let found = zone.lookup("www.example", RecordType::A).await.unwrap();
        assert_eq!(found.len(), 2, "the alias and the address");
        assert_eq!(zone.addresses("www.example").await.unwrap().len(), 1);
        assert!(matches!(zone.lookup("a.example", RecordType::A).await, Err(Unresolved::NoData { .. })));
    }
}
