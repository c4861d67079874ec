//! What filters and agents do in a session, for the agent log.

use std::borrow::Cow;

use crate::model::{AgentEvent, BuiltInAgent};
use crate::transport::{AgentAct, Envelope};

use super::Session;

/// Who has acted, when, and why.
#[derive(Clone, Debug)]
pub struct Act {
    pub agent: Cow<'static, str>,
    /// Such as `OnRcptCommand`.
    pub event: &'static str,
    /// Such as `RejectCommand`.
    pub action: &'static str,
    pub reason: &'static str,
}

impl Act {
    pub fn of(agent: BuiltInAgent, event: AgentEvent, action: &'static str, reason: &'static str) -> Act {
        Act { agent: agent.title().into(), event: event.name(), action, reason }
    }
}

impl Session {
    /// Notes what a filter has done, about `recipient` alone or about the message as far as it is known.
    pub(super) fn note_act(&mut self, act: Act, recipient: Option<String>, response: String, data: String) {
        let act = self.act_now(act, recipient, response, data);
        self.acts.push(act);
    }

    /// What somebody does before the message is there.
    pub fn act_now(&self, act: Act, recipient: Option<String>, response: String, data: String) -> AgentAct {
        let transaction = self.transaction.as_ref();
        let recipients = match (recipient, transaction) {
            (Some(recipient), _) => vec![recipient],
            (None, Some(transaction)) => transaction.recipients.iter().map(|one| one.address.to_string()).collect(),
            (None, None) => Vec::new(),
        };
        let sender = transaction.map(|transaction| transaction.sender.to_string()).unwrap_or_default();
        AgentAct { sender, recipients, ..self.act_of(act, response, data) }
    }

    /// What somebody does about a message.
    pub fn act_about(&self, act: Act, envelope: &Envelope, response: String, data: String) -> AgentAct {
        AgentAct {
            message_id: envelope.internet_message_id.clone(),
            sender: envelope.return_path.to_string(),
            header_from: envelope.header_from.clone().unwrap_or_default(),
            recipients: envelope.recipients.iter().map(|recipient| recipient.address.to_string()).collect(),
            ..self.act_of(act, response, data)
        }
    }

    fn act_of(&self, act: Act, response: String, data: String) -> AgentAct {
        AgentAct {
            time: self.clock.now(),
            session: self.ends.session,
            local: Some(self.ends.local),
            remote: Some(self.ends.remote),
            message_id: String::new(),
            sender: String::new(),
            header_from: String::new(),
            recipients: Vec::new(),
            agent: act.agent,
            event: act.event,
            action: act.action,
            response,
            reason: act.reason,
            data,
        }
    }

    pub fn has_acted(&self) -> bool {
        !self.acts.is_empty()
    }

    /// What filters have done since this was last asked.
    pub fn take_acts(&mut self) -> Vec<AgentAct> {
        std::mem::take(&mut self.acts)
    }
}
