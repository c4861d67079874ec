//! Whether a send connector has a way out, tried before any mail needs it.
//!
//! Smart hosts are resolved, and the first that answers is greeted and logged on to, with the very code that sends mail.
//! Where mail goes by DNS nobody is connected to: whose mail is waited for is not known. Its domains are looked up.

use std::slice;
use std::time::Duration;

use super::Outbound;
use super::conversation::for_now;
use super::hosts::{Host, addresses, hosts, unresolved};
use super::plan::Plan;
use crate::model::{DeliveryType, Domain, SendConnector, SmtpDomain, Space};
use crate::resolve::{Resolve, Unresolved};
use crate::transport::{NextHop, Remark, Settings};

/// Domains looked up of a connector that has many: they mostly share their servers, and their fate.
const MOST_DOMAINS: usize = 10;

/// For one connector. Mail is more patient; somebody waits for this.
const LONGEST: Duration = Duration::from_secs(5);

impl Outbound {
    /// Tries a connector that this server sends by. The remark says what mail would meet; connectors that only take what
    /// comes by other connectors have no way of their own.
    pub async fn probe(&self, connector: &SendConnector, settings: &Settings) -> Result<(), Remark> {
        let tried = async {
            match connector.dns_routing_enabled {
                true => self.look_up(connector, settings).await,
                false => self.knock(connector, settings).await,
            }
        };
        tokio::time::timeout(LONGEST, tried).await.unwrap_or_else(|_| {
            let text = format!("SMTPSEND.ProbeTimeout; no answer within {} seconds", LONGEST.as_secs());
            Err(for_now(441, 4, 1, text))
        })
    }

    /// Opens a session with a smart host, and leaves.
    async fn knock(&self, connector: &SendConnector, settings: &Settings) -> Result<(), Remark> {
        let hop = hop_of(DeliveryType::SmartHostConnectorDelivery, &connector.name, connector);
        let plan = Plan { dequeue: None, ..Plan::of(&hop, settings)? };
        let mut visit = self.dialer.visit(&hop, &plan);
        let session = self.dialer.open(&plan, &mut visit).await.map_err(|unreached| unreached.remark)?;
        session.quit().await;
        Ok(())
    }

    /// Looks up the domains that the connector names; where it names none, whether DNS answers at all.
    async fn look_up(&self, connector: &SendConnector, settings: &Settings) -> Result<(), Remark> {
        let named = connector.address_spaces.iter().filter_map(|space| match &space.space {
            Space::Smtp(SmtpDomain::Exact(domain)) => Some(domain),
            _ => None,
        });
        let named: Vec<&Domain> = named.take(MOST_DOMAINS).collect();
        let any = settings.default_domain().unwrap_or(settings.server.fqdn.domain());
        let asked = if named.is_empty() { slice::from_ref(&any) } else { &named };
        for domain in asked {
            let hop = hop_of(DeliveryType::DnsConnectorDelivery, domain.as_str(), connector);
            let plan = Plan::of(&hop, settings)?;
            let dns = self.dialer.resolvers.using(&plan.servers);
            match named.is_empty() {
                true => answers(domain, &plan, &*dns).await?,
                false => resolves(&plan, &*dns).await.map_err(|remark| about(domain, remark))?,
            }
        }
        Ok(())
    }
}

fn hop_of(delivery_type: DeliveryType, domain: &str, connector: &SendConnector) -> NextHop {
    NextHop { delivery_type, domain: domain.into(), connector: connector.id, is_tls_optional: false }
}

/// Any answer will do: the domain is one of ours, and may well have no exchanger.
async fn answers(domain: &Domain, plan: &Plan, dns: &dyn Resolve) -> Result<(), Remark> {
    match dns.mx(domain.as_str()).await {
        Err(why @ Unresolved::Temporary(_)) => Err(unresolved(&why, plan.policies).remark),
        _ => Ok(()),
    }
}

/// Whether at least one of the hosts of a domain has an address.
async fn resolves(plan: &Plan, dns: &dyn Resolve) -> Result<(), Remark> {
    let found: Vec<Host> = hosts(plan, dns).await.map_err(|unreached| unreached.remark)?;
    let mut last = Unresolved::NoData { ttl: None };
    for host in &found {
        match addresses(host, plan, dns).await {
            Ok(addresses) if !addresses.is_empty() => return Ok(()),
            Ok(_) => {}
            Err(why) => last = why,
        }
    }
    Err(unresolved(&last, plan.policies).remark)
}

/// Which domain it is about.
fn about(domain: &Domain, remark: Remark) -> Remark {
    Remark { text: format!("{} ({domain})", remark.text), ..remark }
}
