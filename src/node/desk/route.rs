//! Test-MailRoute's question, put to the very code that routes mail.

use uuid::Uuid;

use crate::control::wire::{RouteAnswer, RouteQuery};
use crate::model::{Fault, ReversePath, SmtpAddress};
use crate::transport::categorize::explain;
use crate::transport::send::Outbound;
use crate::transport::{NextHop, Settings, Verdict};

/// Size of a message when none is given: no limit shall decide then.
const SMALL: u64 = 1;

pub async fn route(query: &RouteQuery, settings: &Settings, outbound: &Outbound) -> Result<RouteAnswer, Fault> {
    let recipient: SmtpAddress = query.recipient.parse()?;
    let sender = match query.sender.as_deref() {
        None | Some("" | "<>") => ReversePath::Null,
        Some(address) => ReversePath::Address(address.parse()?),
    };
    let (verdict, reasons) = explain(&recipient, &sender, query.size.unwrap_or(SMALL), settings);
    let mut answer = RouteAnswer {
        recipient: recipient.to_string(),
        verdict: String::new(),
        delivery_type: None,
        next_hop_domain: None,
        next_hop_connector: None,
        remark: None,
        tls: Vec::new(),
        steps: reasons.iter().map(ToString::to_string).collect(),
    };
    match verdict {
        Verdict::Deliver(hop) => {
            answer.verdict = "Deliver".to_owned();
            answer.next_hop_connector = name_of(&hop, settings);
            answer.delivery_type = Some(hop.delivery_type.to_string());
            answer.next_hop_domain = Some(hop.domain.to_string());
            answer.tls = outbound.tls_of(&hop, settings).await.unwrap_or_else(|remark| vec![remark.to_string()]);
        }
        Verdict::Unreachable(remark) => {
            answer.verdict = "Unreachable".to_owned();
            answer.remark = Some(remark.to_string());
        }
        Verdict::Fail(remark) => {
            answer.verdict = "Fail".to_owned();
            answer.remark = Some(remark.to_string());
        }
        Verdict::Resolve => answer.verdict = "Resolve".to_owned(),
    }
    Ok(answer)
}

/// Name of the connector or mailbox database behind a next hop.
fn name_of(hop: &NextHop, settings: &Settings) -> Option<String> {
    connector_name(hop.connector, settings)
}

/// Name of a connector or mailbox database.
pub fn connector_name(wanted: Uuid, settings: &Settings) -> Option<String> {
    let database = || settings.databases.values().find(|database| database.id == wanted);
    let name = settings.connector_name(wanted).or_else(|| database().map(|database| database.name.as_str()));
    name.map(str::to_owned)
}
