//! Test-MailRoute's question, put to the very code that routes mail.

use uuid::Uuid;

use crate::control::wire::{RouteAnswer, RouteQuery};
use crate::model::{Fault, ReversePath, SmtpAddress};
use crate::transport::categorize::explain;
use crate::transport::send::Outbound;
use crate::transport::{NextHop, Settings, Unreached, Verdict};

/// Size of a message when none is given: no limit shall decide then.
const SMALL: u64 = 1;

pub async fn route(query: &RouteQuery, settings: &Settings, outbound: &Outbound) -> Result<RouteAnswer, Fault> {
    let recipient: SmtpAddress = query.recipient.parse()?;
    let sender = match query.sender.as_deref() {
        None | Some("" | "<>") => ReversePath::Null,
        Some(address) => ReversePath::Address(address.parse()?),
    };
    let (verdict, reasons) = explain(&recipient, &sender, query.size.unwrap_or(SMALL), settings);
    let mut answer = blank(recipient.to_string(), reasons.iter().map(ToString::to_string).collect());
    match verdict {
        Verdict::Deliver(hop) => {
            answer.next_hop_connector = name_of(&hop, settings);
            answer.delivery_type = Some(hop.delivery_type.to_string());
            answer.next_hop_domain = Some(hop.domain.to_string());
            deliver(&mut answer, outbound.tls_of(&hop, settings).await);
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

fn blank(recipient: String, steps: Vec<String>) -> RouteAnswer {
    RouteAnswer {
        recipient,
        verdict: String::new(),
        delivery_type: None,
        next_hop_domain: None,
        next_hop_connector: None,
        remark: None,
        tls: Vec::new(),
        steps,
    }
}

/// It has a next hop. Mail for one that DNS is known to lead nowhere goes back from the queue at once.
fn deliver(answer: &mut RouteAnswer, hosts: Result<Vec<String>, Unreached>) {
    answer.verdict = "Deliver".to_owned();
    match hosts {
        Ok(tls) => answer.tls = tls,
        // It may be there the next time.
        Err(Unreached { remark, is_permanent: false }) => answer.tls = vec![remark.to_string()],
        Err(Unreached { remark, is_permanent: true }) => {
            answer.verdict = "Fail".to_owned();
            answer.remark = Some(remark.to_string());
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::{Remark, Speaker};

    #[test]
    fn what_dns_is_known_to_lead_nowhere_is_said_to_fail() {
        let shown = |code, status: &str, text: &str, is_permanent| {
            let status = status.parse().expect("a status");
            let remark = Remark { code, status, text: text.to_owned(), by: Speaker::Us };
            let mut answer = blank("pat@example.net".to_owned(), Vec::new());
            deliver(&mut answer, Err(Unreached { remark, is_permanent }));
            format!("{} {:?} {:?}", answer.verdict, answer.remark.unwrap_or_default(), answer.tls)
        };
        assert_eq!(shown(556, "5.1.10", "takes no mail", true), r#"Fail "556 5.1.10 takes no mail" []"#);
        assert_eq!(shown(554, "5.3.5", "leads back", true), r#"Fail "554 5.3.5 leads back" []"#);
        assert_eq!(shown(451, "4.4.4", "no answer", false), r#"Deliver "" ["451 4.4.4 no answer"]"#);
    }
}
