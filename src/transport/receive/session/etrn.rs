//! ETRN (RFC 1985): a peer that is not always there asks for the mail that was kept for it.
//!
//! Only for who has logged in, and only what a send connector keeps for that very account. The mail goes out over a new
//! connection to where the connector sends, never over this one, so that asking for others gains nothing.

use super::{Awaited, Session, State, Step};
use crate::mail::{EnhancedStatus, Reply};
use crate::model::{Domain, SendConnector};
use crate::transport::receive::replies;
use crate::transport::{Refusal, Release};

/// What stands behind the verb.
enum Node<'a> {
    /// `#name`: a send connector.
    Queue(&'a str),
    Domain {
        name: Domain,
        /// `@name`.
        is_below_too: bool,
    },
}

impl Session {
    pub(super) fn on_etrn(&mut self, argument: &str) -> Option<Step> {
        if self.hello.is_none() {
            return self.object(replies::HELLO_FIRST);
        }
        if !self.connector.etrn_enabled {
            return self.object(replies::UNRECOGNIZED);
        }
        if self.transaction.is_some() {
            return self.object(replies::NOT_IN_TRANSACTION);
        }
        let Some(node) = Node::read(argument) else { return self.object(replies::BAD_ARGUMENTS) };
        let Some(mailbox) = self.principal.user() else { return self.object(replies::NOT_AUTHENTICATED) };
        let is_its = |connector: &SendConnector| {
            connector.trigger_accounts.iter().any(|account| account.id() == Some(mailbox.id))
        };
        let connectors: Vec<_> = self
            .settings
            .send_connectors
            .iter()
            .filter(|connector| connector.enabled && connector.remote_triggered_delivery && is_its(connector))
            .filter(|connector| node.is_served_by(connector))
            .map(|connector| connector.id)
            .collect();
        if connectors.is_empty() {
            let text = format!("Node {argument} not allowed: nothing is kept for this account");
            self.say(Reply::new(459, EnhancedStatus::new(4, 7, 1), text));
            return None;
        }
        self.state = State::Answer(Awaited::Released { node: argument.to_owned() });
        Some(Step::Release(Box::new(node.release(connectors))))
    }

    /// The driver's answer to [`Step::Release`]: how many messages are on their way.
    pub fn released(&mut self, result: Result<usize, Refusal>) {
        let State::Answer(Awaited::Released { node }) = std::mem::replace(&mut self.state, State::Command) else {
            return;
        };
        let done = EnhancedStatus::new(2, 0, 0);
        self.say(match result {
            Ok(0) => Reply::new(251, done, format!("OK, no messages waiting for node {node}")),
            Ok(count) => Reply::new(253, done, format!("OK, {count} pending messages for node {node} started")),
            Err(_) => {
                Reply::new(458, EnhancedStatus::new(4, 3, 2), format!("Unable to queue messages for node {node}"))
            }
        });
    }
}

impl Node<'_> {
    fn read(argument: &str) -> Option<Node<'_>> {
        if let Some(name) = argument.strip_prefix('#') {
            return (!name.is_empty()).then_some(Node::Queue(name));
        }
        let (name, is_below_too) = match argument.strip_prefix('@') {
            Some(name) => (name, true),
            None => (argument, false),
        };
        Some(Node::Domain { name: name.parse().ok()?, is_below_too })
    }

    fn is_served_by(&self, connector: &SendConnector) -> bool {
        match self {
            Node::Queue(name) => connector.name.eq_ignore_ascii_case(name),
            Node::Domain { name, .. } => connector.serving(name, None).is_some(),
        }
    }

    fn release(self, connectors: Vec<uuid::Uuid>) -> Release {
        match self {
            Node::Queue(_) => Release { connectors, domain: None, is_below_too: false },
            Node::Domain { name, is_below_too } => Release { connectors, domain: Some(name), is_below_too },
        }
    }
}
