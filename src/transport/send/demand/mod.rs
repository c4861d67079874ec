//! What a recipient's domain itself demands of TLS, beside what the connector asks for: DANE (RFC 7672), and for hosts
//! without that MTA-STS (RFC 8461).
//!
//! A demand only ever makes TLS stricter. A connector that proves more, or that never uses TLS, is obeyed as it is. Mail
//! for which a demand cannot be met waits; it never goes in clear.

mod dane;
mod sts;

use std::fmt;
use std::sync::Arc;

use super::conversation::{TlsUse, for_now};
use super::hosts::Host;
use super::plan::{Plan, Target};
use crate::resolve::Resolve;
use crate::transport::Remark;
use crate::trust::mta_sts::{StsMode, StsPolicy};
use crate::trust::{Proof, TlsClients, Tlsa};

use sts::StsPolicies;
pub use sts::Unfetched;

/// What one host must do for one domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Demand {
    /// DNS vouches for these certificates.
    Dane(Vec<Tlsa>),
    /// DNS vouches for certificates in a way that means nothing to us: TLS is all that is left to ask for.
    DaneUnusable(Vec<Tlsa>),
    /// It cannot be told now what DNS vouches for.
    DaneUnsure(String),
    /// The domain says in its policy that this host proves its name.
    Sts(Arc<StsPolicy>),
    /// The domain says that this is no host of its.
    NotListed(Arc<StsPolicy>),
    /// The domain tries its policy out; nothing follows from it yet.
    Tried(Arc<StsPolicy>),
    /// The domain has a policy that could not be had; nothing follows from that.
    Unfetched(Unfetched),
}

impl Demand {
    /// What it makes of the connector's use of TLS.
    pub fn tls(&self, usual: TlsUse) -> TlsUse {
        match self {
            Demand::Tried(_) | Demand::Unfetched(_) => usual,
            _ => TlsUse::Required,
        }
    }

    /// What the certificate must prove; `None`: what the connector wants.
    pub fn proof(&self) -> Option<Proof> {
        match self {
            Demand::Dane(records) => Some(Proof { dane: records.clone(), ..Proof::NOTHING }),
            Demand::Sts(_) | Demand::NotListed(_) => Some(Proof { chain: true, host: true, ..Proof::NOTHING }),
            Demand::DaneUnusable(_) | Demand::DaneUnsure(_) | Demand::Tried(_) | Demand::Unfetched(_) => None,
        }
    }

    /// Why the host is not even called.
    pub fn refusal(&self) -> Option<Remark> {
        match self {
            Demand::NotListed(_) => {
                let text = "SMTPSEND.MtaSts; the host is not in the MTA-STS policy of the domain";
                Some(for_now(451, 7, 5, text))
            }
            Demand::DaneUnsure(why) => {
                Some(for_now(451, 7, 5, format!("SMTPSEND.Dane; DNS cannot vouch for the host now: {why}")))
            }
            _ => None,
        }
    }
}

impl fmt::Display for Demand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Demand::Dane(_) => "DANE: TLS is required, and a certificate that its TLSA records name",
            Demand::DaneUnusable(_) => {
                "DANE: TLS is required, with any certificate, as its TLSA records cannot be used"
            }
            Demand::DaneUnsure(why) => return write!(f, "DANE: not used now ({why})"),
            Demand::Sts(_) => "MTA-STS enforce: TLS is required, and a certificate for this name",
            Demand::NotListed(_) => "MTA-STS enforce: not in the policy, never used",
            Demand::Tried(_) => "MTA-STS testing: nothing is required",
            Demand::Unfetched(why) => {
                return write!(f, "MTA-STS: nothing is required, as the policy cannot be had ({why})");
            }
        })
    }
}

/// Finds out what domains demand, and remembers it.
pub struct Demands {
    sts: StsPolicies,
}

impl Demands {
    pub fn new(tls: &TlsClients) -> Demands {
        Demands { sts: StsPolicies::new(tls.web()) }
    }

    /// Marks the hosts of a plan with what its domain demands of them.
    pub async fn mark(&self, hosts: &mut [Host], plan: &Plan, dns: &dyn Resolve) {
        let Target::Exchangers(domain, _) = &plan.target else { return };
        // What domains say also vouches for mail exchangers that a message with REQUIRETLS could not trust otherwise.
        let may_add = plan.security.proof == Proof::NOTHING || plan.is_strict;
        if plan.security.tls == TlsUse::Never || !may_add || domain.address().is_some() {
            return;
        }
        if plan.asks_dane {
            dane::mark(hosts, domain.as_str(), plan.target.port(), dns).await;
        }
        if !plan.asks_mta_sts || hosts.iter().all(|host| host.demand.is_some()) {
            return;
        }
        let known = self.sts.of(domain.as_str(), dns).await;
        // DANE comes first (RFC 8461 §2).
        for host in hosts.iter_mut().filter(|host| host.demand.is_none()) {
            host.demand = match &known {
                Ok(Some(policy)) => match policy.mode {
                    StsMode::Enforce if policy.allows(&host.name) => Some(Demand::Sts(Arc::clone(policy))),
                    StsMode::Enforce => Some(Demand::NotListed(Arc::clone(policy))),
                    StsMode::Testing => Some(Demand::Tried(Arc::clone(policy))),
                    StsMode::None => None,
                },
                Ok(None) => None,
                Err(why) => Some(Demand::Unfetched(why.clone())),
            };
        }
    }
}

/// What the connector itself asks of TLS, in words.
pub fn in_words(tls: TlsUse, proof: &Proof) -> String {
    match tls {
        TlsUse::Never => "none: STARTTLS is never used".to_owned(),
        TlsUse::Opportunistic => "opportunistic: TLS where it is offered, any certificate".to_owned(),
        TlsUse::AmongServers => "required: the certificate of a server of the organization".to_owned(),
        TlsUse::Required => match proof {
            Proof { domain: Some(domain), .. } => format!("required: a trusted certificate for {domain}"),
            Proof { host: true, .. } => "required: a trusted certificate for this name".to_owned(),
            Proof { chain: true, .. } => "required: a trusted certificate".to_owned(),
            _ => "required: any certificate".to_owned(),
        },
    }
}
