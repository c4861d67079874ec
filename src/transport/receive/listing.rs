//! What lists in DNS (RFC 5782) say about clients.
//!
//! The lists are asked one after another in their order, until one has the client. Answers are kept by the resolver for
//! as long as their zones allow. Promise: mail never waits longer than [`LONGEST`] for this, and a list that does not
//! answer is as if it did not have the client; it is left alone for [`REST`], so that a dead list costs one message
//! every now and then its patience, and not each.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, timeout_at};
use uuid::Uuid;

use super::examine::{is_private, servers};
use crate::model::{Domain, IPBlockListProvider, ListProvider};
use crate::resolve::{RecordType, Resolve, Resolvers, Unresolved, listed_name};
use crate::transport::Settings;

/// What one message may wait for all lists together: about what one DNS server has for one answer.
pub const LONGEST: Duration = Duration::from_secs(5);

/// How long a list that has not answered is not asked.
const REST: Duration = Duration::from_secs(60);

/// What is known about a client.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// The list that vouches for it.
    pub vouched_by: Option<String>,
    /// Its name, which leads back to it, in a domain whose hosts may relay.
    pub relays_as: Option<Domain>,
    /// The list that has it, and the answer.
    pub blocked_by: Option<(Arc<IPBlockListProvider>, IpAddr)>,
}

/// Asks lists.
#[derive(Default)]
pub struct Listings {
    /// Until when lists are not asked that have not answered.
    resting: Mutex<HashMap<Uuid, Instant>>,
}

impl Listings {
    /// Whether anybody has to be asked about that client.
    pub fn are_wanted(settings: &Settings, client: IpAddr) -> bool {
        let filters = &settings.filters;
        let is_inside = is_private(client);
        let blocking = filters.blocking.as_ref().is_some_and(|config| !is_inside || config.internal_mail_enabled);
        let allowing = filters.allowing.as_ref().is_some_and(|config| !is_inside || config.internal_mail_enabled);
        blocking && !filters.block_providers.is_empty() || allowing && !filters.allow_providers.is_empty()
    }

    pub async fn ask(&self, resolvers: &dyn Resolvers, settings: &Settings, client: IpAddr) -> Standing {
        let (filters, client) = (&settings.filters, client.to_canonical());
        let resolver = resolvers.using(&servers(settings));
        let (due, is_inside) = (Instant::now() + LONGEST, is_private(client));
        let mut standing = Standing::default();
        if filters.allowing.as_ref().is_some_and(|config| !is_inside || config.internal_mail_enabled) {
            let found = self.first(&filters.allow_providers, &*resolver, client, due).await;
            standing.vouched_by = found.map(|(list, _)| list.name.clone());
        }
        let blocks = filters.blocking.as_ref().is_some_and(|config| !is_inside || config.internal_mail_enabled);
        if blocks && standing.vouched_by.is_none() {
            standing.blocked_by = self.first(&filters.block_providers, &*resolver, client, due).await;
        }
        standing
    }

    /// The first list that has the client.
    async fn first<T: ListProvider>(
        &self,
        lists: &[Arc<T>],
        resolver: &dyn Resolve,
        client: IpAddr,
        due: Instant,
    ) -> Option<(Arc<T>, IpAddr)> {
        for list in lists {
            if self.rests(list.id()) {
                continue;
            }
            let name = listed_name(client, list.domain().as_str());
            let asked = timeout_at(due, resolver.lookup(&name, RecordType::A)).await;
            let records = match asked {
                Ok(Ok(records)) => records,
                Ok(Err(Unresolved::NoSuchDomain { .. } | Unresolved::NoData { .. })) => continue,
                Ok(Err(Unresolved::Temporary(why))) => {
                    self.let_rest(&**list, &why);
                    continue;
                }
                Err(_) => {
                    self.let_rest(&**list, "it takes too long");
                    return None;
                }
            };
            let mut answers = records.iter().filter_map(|record| record.data.address());
            if let Some(answer) = answers.find(|answer| list.answers().hold(*answer)) {
                return Some((list.clone(), answer));
            }
        }
        None
    }

    fn rests(&self, list: Uuid) -> bool {
        let mut resting = self.resting.lock().unwrap_or_else(PoisonError::into_inner);
        resting.retain(|_, until| *until > Instant::now());
        resting.contains_key(&list)
    }

    fn let_rest(&self, list: &dyn ListProvider, why: &str) {
        tracing::warn!(list = list.title(), domain = %list.domain(), %why, "a list in DNS does not answer; mail goes on without it");
        let mut resting = self.resting.lock().unwrap_or_else(PoisonError::into_inner);
        resting.insert(list.id(), Instant::now() + REST);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Class;
    use crate::model::{IPAllowListProvider, IPAllowListProvidersConfig, IPBlockListProvidersConfig};
    use crate::resolve::{Servers, Zone};
    use crate::transport::receive::Filters;
    use crate::transport::samples;

    /// The same answers whoever is asked.
    struct Known(Arc<Zone>);

    impl Resolvers for Known {
        fn using(&self, _: &Servers) -> Arc<dyn Resolve> {
            self.0.clone()
        }
    }

    fn settings() -> Settings {
        let list = |name: &str, place: u32| {
            let given = json!({ "LookupDomain": format!("{name}.example"), "AnyMatch": true, "Priority": place });
            Arc::new(IPBlockListProvider::create(name, "", given).expect("sound"))
        };
        let given = json!({ "LookupDomain": "wl.example", "IPAddressesMatch": ["127.0.0.5"] });
        let filters = Filters {
            blocking: Some(Arc::new(IPBlockListProvidersConfig::create("x", "", json!({})).expect("sound"))),
            allowing: Some(Arc::new(IPAllowListProvidersConfig::create("x", "", json!({})).expect("sound"))),
            block_providers: vec![list("second", 2), list("first", 1)],
            allow_providers: vec![Arc::new(IPAllowListProvider::create("wl", "", given).expect("sound"))],
            ..Filters::default()
        };
        let mut settings = samples::settings();
        settings.filters = Arc::new(filters.in_order());
        settings
    }

    #[tokio::test]
    async fn the_first_list_that_has_a_client_decides() {
        let zone = Zone::new()
            .with_address("7.2.0.192.first.example", "127.0.0.2")
            .with_address("7.2.0.192.second.example", "127.0.0.3")
            .with_address("8.2.0.192.second.example", "127.0.0.3")
            .with_address("9.2.0.192.first.example", "127.0.0.2")
            .with_address("9.2.0.192.wl.example", "127.0.0.5");
        let (resolvers, settings, listings) = (Known(Arc::new(zone)), settings(), Listings::default());
        for (client, vouched, blocked, why) in [
            ("192.0.2.7", None, Some("first"), "the first of two"),
            ("::ffff:192.0.2.8", None, Some("second"), "the other"),
            ("192.0.2.9", Some("wl"), None, "somebody vouches for it"),
            ("192.0.2.10", None, None, "nobody knows it"),
            ("10.0.0.1", None, None, "of our own network"),
        ] {
            let client = client.parse().expect("an address");
            let standing = listings.ask(&resolvers, &settings, client).await;
            assert_eq!(standing.vouched_by.as_deref(), vouched, "{why}");
            assert_eq!(standing.blocked_by.as_ref().map(|(list, _)| list.name.as_str()), blocked, "{why}");
        }
        assert!(!Listings::are_wanted(&settings, "10.0.0.1".parse().expect("an address")));
    }

    #[tokio::test(start_paused = true)]
    async fn a_list_that_does_not_answer_is_left_alone_for_a_while() {
        let zone = Zone::new()
            .with_failing("7.2.0.192.first.example")
            .with_address("8.2.0.192.first.example", "127.0.0.2")
            .with_address("7.2.0.192.second.example", "127.0.0.2");
        let (resolvers, settings, listings) = (Known(Arc::new(zone)), settings(), Listings::default());
        let ask = async |client: &str| {
            let standing = listings.ask(&resolvers, &settings, client.parse().expect("an address")).await;
            standing.blocked_by.map(|(list, _)| list.name.clone())
        };
        assert_eq!(ask("192.0.2.7").await.as_deref(), Some("second"), "the next one is asked");
        assert_eq!(ask("192.0.2.8").await, None, "the first rests");
        tokio::time::advance(REST + Duration::from_secs(1)).await;
        assert_eq!(ask("192.0.2.8").await.as_deref(), Some("first"));
    }
}
