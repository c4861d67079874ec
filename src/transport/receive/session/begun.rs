//! What is known of a message once MAIL was said.

use uuid::Uuid;

use super::{Awaited, Session, State};
use crate::mail::parameters::MailParameters;
use crate::model::{MessagePriority, ReversePath};
use crate::transport::{Demands, Envelope, Source};

impl Session {
    /// What is known of a message that waits for the answer to [`Step::Open`].
    pub fn refused_envelope(&self) -> Option<Envelope> {
        let State::Answer(Awaited::Opened(waiting)) = &self.state else { return None };
        let (sender, parameters) = &**waiting;
        Some(self.begun(sender.clone(), parameters, Uuid::nil()))
    }

    /// What is known of a message at MAIL.
    pub(super) fn begun(&self, sender: ReversePath, parameters: &MailParameters, network_id: Uuid) -> Envelope {
        let now = self.clock.now();
        let context = parameters.peer.context.clone().unwrap_or_default();
        let original_from = context.author.filter(|author| *author != sender);
        Envelope {
            return_path: sender,
            recipients: Vec::new(),
            body_type: parameters.body.unwrap_or_default(),
            demands: Demands { utf8: parameters.utf8, tls: parameters.tls, tls_is_optional: false },
            dsn_return: parameters.dsn_return,
            envelope_id: parameters.envelope_id.clone(),
            size: parameters.size.unwrap_or_default(),
            internet_message_id: String::new(),
            network_message_id: network_id,
            subject: String::new(),
            header_from: None,
            priority: MessagePriority::Normal,
            scl: None,
            original_from,
            shadow: None,
            probe: parameters.peer.probe,
            directionality: self.directionality(parameters),
            source: Source::Smtp {
                connector: self.connector.name.clone(),
                remote: self.ends.remote.ip().to_canonical(),
                local: self.ends.local.ip().to_canonical(),
                hello: self.hello.as_ref().map(|hello| hello.name.clone()).unwrap_or_default(),
                user: self.principal.user().map(|mailbox| mailbox.name.clone()),
                is_encrypted: self.tls.is_some(),
            },
            received: now,
            // Clocks differ: what has not been yet counts from now.
            first_arrival: context.arrived.filter(|arrived| *arrived < now),
            delay_reported: context.delayed,
            resolution: Default::default(),
        }
    }
}
