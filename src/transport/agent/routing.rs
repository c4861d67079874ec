//! Agents on a message's way through the categorizer: programs that are asked at OnSubmittedMessage and the events after
//! it, so that mail out of files and reports of this server pass them as well as mail from the network.
//!
//! Promise: a message that agents have changed at an event carries that in its header, and is not asked about at that
//! event again. One that they have left as it was may be asked about again: after a restart, or when its routes change.
//! Bodies are not shown here; what an agent wants of one it does at OnEndOfData.

use std::sync::Arc;

use bytes::Bytes;

use super::facts::MessageFacts;
use super::host::Host;
use super::letter::{Letter, Text};
use super::panel::note;
use super::program::{Route, Talk, Told};
use super::rewriting::Done;
use super::verdict::Verdict;
use crate::mail::{Reply, header};
use crate::model::{AgentEvent, AgentFailureAction};
use crate::transport::{Envelope, NextHop, Settings};

/// Says up to which event agents have changed a message. Strangers cannot bring it: the header firewall takes it from
/// them.
const HISTORY: &str = "X-MS-Exchange-Organization-Agents-Execution-History";

/// What agents want to become of a message.
#[derive(Debug)]
pub enum Attended {
    Same,
    /// Another message in its place.
    Changed {
        envelope: Box<Envelope>,
        /// The header without the empty line.
        fields: Vec<u8>,
        /// For the tracking log.
        notes: Vec<String>,
    },
    /// It goes back to its sender.
    Refused {
        agent: String,
        reply: Reply,
    },
    Discarded {
        agent: String,
    },
    /// They are to be asked again.
    Later,
}

/// A message at an event.
pub struct Moment<'a> {
    pub event: AgentEvent,
    /// With the recipients that it is about, and no others.
    pub envelope: Envelope,
    /// Without the empty line.
    pub fields: Bytes,
    /// Where its recipients go, by their place in the envelope, once that is known.
    pub routes: &'a [(NextHop, Vec<String>)],
}

/// Asks programs about messages in the categorizer.
#[derive(Default)]
pub struct Attendance {
    host: Arc<Host>,
}

/// Whether agents have changed the message at that event, or a later one.
pub fn has_passed(fields: &[u8], event: AgentEvent) -> bool {
    let history = header::find(fields, HISTORY).map(|field| field.text());
    let place = |name: &str| AgentEvent::OF_ROUTING.iter().position(|event| event.name() == name);
    history.and_then(|name| place(name.trim())).is_some_and(|passed| Some(passed) >= place(event.name()))
}

impl Attendance {
    /// By the programs that sessions ask, too.
    pub fn by(host: Arc<Host>) -> Attendance {
        Attendance { host }
    }

    /// Asks each agent of the event in turn, on what the one before has made of the message.
    pub async fn attend(&self, moment: Moment<'_>, settings: &Settings) -> Attended {
        self.host.retire(&settings.agents);
        let Moment { event, mut envelope, fields, routes } = moment;
        let body = envelope.size.saturating_sub(fields.len() as u64 + 2);
        let mut letter = Letter::new(&fields, Text::Memory(Bytes::new()));
        let mut notes = Vec::new();
        for (agent, _) in settings.agents.installed().filter(|(agent, _)| agent.heard().has(event)) {
            let facts = facts(&envelope);
            let told = Told {
                host: settings.server.fqdn.as_str(),
                envelope: &envelope,
                facts: &facts,
                body,
                routes: &shown(routes),
            };
            let asked = Talk::new(self.host.program(agent)).route(event, &letter, told).await;
            let granted = asked.and_then(|(verdict, wishes)| match verdict {
                Verdict::Refuse(_) | Verdict::Discard => Ok((verdict, Done::default())),
                _ => wishes.grant(&mut letter, &mut envelope).map(|done| (verdict, done)),
            });
            let name = || agent.name.clone();
            match &granted {
                Ok(_) => self.host.absences.answered(agent, Some(event)),
                Err(trouble) => self.host.absences.failed(agent, Some(event), trouble),
            }
            match granted {
                Ok((Verdict::Refuse(reply), _)) if reply.is_permanent() => {
                    return Attended::Refused { agent: name(), reply };
                }
                Ok((Verdict::Refuse(reply), _)) => {
                    tracing::info!(agent = %agent.name, %event, %reply, "an agent puts a message off");
                    return Attended::Later;
                }
                Ok((Verdict::Discard, _)) => return Attended::Discarded { agent: name() },
                Ok((verdict, done)) => notes.extend(note(&agent.name, &verdict, &done)),
                Err(trouble) => {
                    tracing::debug!(agent = %agent.name, %event, %trouble, "an agent does not answer");
                    if agent.failure_action == AgentFailureAction::TempFail {
                        return Attended::Later;
                    }
                }
            }
            if envelope.recipients.is_empty() {
                return Attended::Discarded { agent: name() };
            }
        }
        if notes.is_empty() {
            return Attended::Same;
        }
        let written = letter.header();
        let mut fields = header::retain(header::split(&written).0, |field| !field.is(HISTORY)).into_owned();
        if !fields.is_empty() && !fields.ends_with(b"\n") {
            fields.extend_from_slice(b"\r\n");
        }
        fields.extend_from_slice(format!("{HISTORY}: {event}\r\n").as_bytes());
        envelope.size = fields.len() as u64 + 2 + body;
        Attended::Changed { envelope: Box::new(envelope), fields, notes }
    }
}

fn facts(envelope: &Envelope) -> MessageFacts {
    MessageFacts {
        id: envelope.network_message_id.simple().to_string(),
        sender: envelope.return_path.address().map(ToString::to_string).unwrap_or_default(),
        arguments: Vec::new(),
        recipients: envelope.recipients.iter().map(|one| one.address.to_string()).collect(),
    }
}

fn shown(routes: &[(NextHop, Vec<String>)]) -> Vec<Route> {
    let route = |(hop, recipients): &(NextHop, Vec<String>)| Route {
        delivery_type: hop.delivery_type.name(),
        next_hop: hop.domain.to_string(),
        recipients: recipients.clone(),
    };
    routes.iter().map(route).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_that_are_over_are_not_repeated() {
        let field = |event: &str| format!("Subject: x\r\n{HISTORY}: {event}\r\n");
        for (header, event, expected) in [
            ("Subject: x\r\n".to_owned(), AgentEvent::OnSubmittedMessage, false),
            (field("OnResolvedMessage"), AgentEvent::OnSubmittedMessage, true),
            (field("OnResolvedMessage"), AgentEvent::OnResolvedMessage, true),
            (field("OnResolvedMessage"), AgentEvent::OnRoutedMessage, false),
            (field("nonsense"), AgentEvent::OnSubmittedMessage, false),
        ] {
            assert_eq!(has_passed(header.as_bytes(), event), expected, "{header} {event}");
        }
    }
}
