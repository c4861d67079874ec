//! What DNS vouches for (DANE, RFC 7672 §2.2): the exchangers must be those of the domain, the addresses those of the
//! exchanger, and then the certificates those of the TLSA records.
//!
//! Where nothing is signed, nothing is demanded. Where something is and does not hold, the host is not used: it may be
//! that somebody stands between.

use super::Demand;
use crate::resolve::{RecordData, RecordType, Resolve, Unresolved, Vouched};
use crate::transport::send::hosts::Host;
use crate::trust::Tlsa;

/// Marks the hosts of a domain for which DNS vouches, at the port that they are called at.
pub async fn mark(hosts: &mut [Host], domain: &str, port: u16, dns: &dyn Resolve) {
    match dns.vouched(domain, RecordType::MX).await {
        Ok(Vouched::Secure(_)) => {}
        Err(Unresolved::Temporary(why)) => {
            hosts.iter_mut().for_each(|host| host.demand = Some(Demand::DaneUnsure(why.clone())));
            return;
        }
        Ok(Vouched::Unsigned) | Err(_) => return,
    }
    for host in hosts {
        host.demand = match demand(&host.name, port, dns).await {
            Ok(demand) => demand,
            Err(Unresolved::Temporary(why)) => Some(Demand::DaneUnsure(why)),
            Err(_) => None,
        };
    }
}

/// What DNS vouches for at a host; a denial is an answer, too.
async fn demand(host: &str, port: u16, dns: &dyn Resolve) -> Result<Option<Demand>, Unresolved> {
    let mut addresses = dns.vouched(host, RecordType::A).await;
    if addresses.as_ref().is_err_and(Unresolved::is_denial) {
        addresses = dns.vouched(host, RecordType::AAAA).await;
    }
    if addresses? == Vouched::Unsigned {
        return Ok(None);
    }
    match dns.vouched(&format!("_{port}._tcp.{host}"), RecordType::TLSA).await? {
        Vouched::Unsigned => Ok(None),
        Vouched::Secure(records) => {
            let read = |data| match data {
                RecordData::Tlsa { usage, selector, matching, data } => Some(Tlsa { usage, selector, matching, data }),
                _ => None,
            };
            let all = records.into_iter().filter_map(|record| read(record.data));
            let (usable, others): (Vec<Tlsa>, Vec<Tlsa>) = all.partition(Tlsa::is_usable);
            Ok(Some(if usable.is_empty() { Demand::DaneUnusable(others) } else { Demand::Dane(usable) }))
        }
    }
}
