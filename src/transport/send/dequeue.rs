//! Asks the other side for the mail that it keeps for us: ETRN (RFC 1985), ATRN (RFC 2645), TURN (RFC 821).
//!
//! After ETRN the other side makes a connection of its own. After ATRN and TURN it sends over this one, which goes to
//! reception, as if it had called us. Nothing of ours depends on the answer: what it says is logged, and we ask again
//! the next time.

use super::line::Line;
use super::patience::Patience;
use super::visit::Visit;
use crate::model::{AcceptedDomainType, DequeueMethod, SendConnector, SmtpDomain};
use crate::transport::{Settings, Turned, Turns};

/// A line of a command, without its CRLF (RFC 5321 §4.5.3.1.4).
const LONGEST_LINE: usize = 510;

/// What is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dequeue {
    method: DequeueMethod,
    lines: Vec<String>,
}

impl Dequeue {
    /// `None` where the connector asks for nothing, or there is no domain to ask for.
    pub fn of(connector: &SendConnector, settings: &Settings) -> Option<Dequeue> {
        let method = connector.dequeue_method;
        let ours = settings.accepted_domains.iter();
        let ours = ours.filter(|domain| domain.domain_type != AcceptedDomainType::ExternalRelay);
        let mut lines = Vec::new();
        match method {
            DequeueMethod::None => {}
            DequeueMethod::Etrn => {
                lines.extend(ours.filter_map(|domain| match (&domain.domain_name, domain.match_sub_domains) {
                    (SmtpDomain::Exact(name), false) => Some(format!("ETRN {name}")),
                    (SmtpDomain::Exact(name) | SmtpDomain::Below(name), _) => Some(format!("ETRN @{name}")),
                    (SmtpDomain::Any, _) => None,
                }));
            }
            DequeueMethod::Turn => lines.push("TURN".to_owned()),
            DequeueMethod::Atrn => {
                let names: Vec<&str> = ours.filter_map(|domain| Some(domain.domain_name.domain()?.as_str())).collect();
                let all = format!("ATRN {}", names.join(","));
                // What has no room is asked for without names: all that is kept for the account.
                let is_short = all.len() <= LONGEST_LINE && !names.is_empty();
                lines.push(if is_short { all } else { "ATRN".to_owned() });
            }
        }
        (!lines.is_empty()).then_some(Dequeue { method, lines })
    }

    /// For sessions that have sent mail: another server is asked at its own times instead.
    pub fn after_sending(connector: &SendConnector, settings: &Settings) -> Option<Dequeue> {
        if connector.dequeue_server.is_some() { None } else { Dequeue::of(connector, settings) }
    }

    /// Asks, and ends the session; or leaves the connection to those who take the mail.
    pub async fn ask(&self, mut line: Line, patience: Patience, turns: &Turns, visit: &Visit) {
        for command in &self.lines {
            if line.say(format!("{command}\r\n").as_bytes(), patience.block).await.is_err() {
                return;
            }
            let reply = match line.reply(patience.mail).await {
                Ok(reply) => reply,
                Err(loss) => return visit.asked(command, loss.remark()),
            };
            let status = reply.status.map(|status| format!(" {status}")).unwrap_or_default();
            visit.asked(command, format!("{}{status} {}", reply.code, reply.lines.join(" ")));
            let is_turning = matches!(self.method, DequeueMethod::Atrn | DequeueMethod::Turn);
            // From here on it is we who speak first: what has come already was said by nobody who may.
            if is_turning && reply.code == 250 && !line.has_unread() {
                let ends = line.wire.ends();
                if let (Some((local, remote)), Some(stream)) = (ends, line.wire.turn()) {
                    turns.hand_over(Turned { stream, local, remote });
                }
                return;
            }
        }
        line.quit().await;
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::transport::samples::{accept, connector, settings};

    fn lines(method: &str, domains: &[(&str, &str)]) -> Vec<String> {
        let mut settings = settings();
        domains.iter().for_each(|(name, kind)| accept(&mut settings, name, kind));
        connector(&mut settings, "Out", json!({ "AddressSpaces": ["*"], "DequeueMethod": method }));
        Dequeue::of(&settings.send_connectors[0], &settings).map_or_else(Vec::new, |dequeue| dequeue.lines)
    }

    #[test]
    fn our_domains_are_asked_for() {
        let domains = [("*.fabrikam.com", "InternalRelay"), ("partner.example", "ExternalRelay")];
        for (method, expected) in [
            ("None", &[][..]),
            ("Etrn", &["ETRN contoso.com", "ETRN @fabrikam.com"]),
            ("Turn", &["TURN"]),
            ("Atrn", &["ATRN contoso.com,fabrikam.com"]),
        ] {
            assert_eq!(lines(method, &domains), expected, "{method}");
        }
        let many: Vec<String> = (0..40).map(|number| format!("a-rather-long-name-{number}.example")).collect();
        let many: Vec<(&str, &str)> = many.iter().map(|name| (name.as_str(), "Authoritative")).collect();
        assert_eq!(lines("Atrn", &many), ["ATRN"], "all that are kept");
    }

    #[test]
    fn another_server_is_not_asked_after_sending() {
        let mut settings = settings();
        let given = json!({ "AddressSpaces": ["*"], "DequeueMethod": "Etrn", "DequeueServer": "mail.example:2525" });
        connector(&mut settings, "Out", given);
        assert_eq!(Dequeue::after_sending(&settings.send_connectors[0], &settings), None);
    }
}
