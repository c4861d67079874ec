//! MAIL and RCPT: the envelope of one message.

use uuid::Uuid;

use super::{Awaited, Opening, Session, State, Step};
use crate::mail::parameters::{MailParameters, RcptParameters};
use crate::mail::{BodyType, ForwardPath};
use crate::model::{AuthMechanisms, ReversePath, SizeMode};
use crate::transport::receive::admission;
use crate::transport::receive::content::{Complete, Content, Limits};
use crate::transport::receive::permission::Permissions;
use crate::transport::receive::replies;
use crate::transport::{Envelope, Recipient, RecipientState};

/// A message between MAIL and its end.
#[derive(Debug)]
pub struct Transaction {
    pub(super) sender: ReversePath,
    pub(super) parameters: MailParameters,
    pub(super) recipients: Vec<Recipient>,
    /// The content, from DATA or the first BDAT on.
    pub(super) content: Option<Content>,
    pub(super) network_id: Uuid,
}

/// A complete message, to be stored before the peer hears `250`.
#[derive(Debug)]
pub struct Submission {
    pub envelope: Envelope,
    pub content: Complete,
}

impl Session {
    pub(super) fn on_mail(&mut self, sender: ReversePath, parameters: MailParameters) -> Option<Step> {
        if self.hello.is_none() {
            return self.object(replies::HELLO_FIRST);
        }
        if self.transaction.is_some() {
            return self.object(replies::SENDER_GIVEN);
        }
        if self.must_encrypt_first() {
            return self.object(replies::TLS_FIRST);
        }
        if !self.permissions.allow(Permissions::SUBMIT) {
            return self.object(replies::NOT_AUTHENTICATED);
        }
        if !self.offers(&parameters) {
            return self.object(replies::UNKNOWN_PARAMETER);
        }
        self.state = State::Answer(Awaited::Opened(Box::new((sender, parameters))));
        Some(Step::Open)
    }

    /// The driver's answer to [`Step::Open`].
    pub fn opened(&mut self, opening: Opening) {
        let State::Answer(Awaited::Opened(waiting)) = std::mem::replace(&mut self.state, State::Command) else {
            return;
        };
        let (sender, parameters) = *waiting;
        match opening {
            Opening::Refused(line) if line.code == 421 => self.end_with(line),
            Opening::Refused(line) => self.say(line),
            Opening::Admitted(settings, connector) => {
                self.permissions = self.principal.permissions(connector.permission_groups);
                (self.settings, self.connector) = (settings, connector);
                self.begin(sender, parameters);
            }
        }
    }

    /// Starts the message, by the settings of now.
    fn begin(&mut self, sender: ReversePath, parameters: MailParameters) {
        let most = self.limits().message;
        if most.is_some_and(|most| parameters.size.is_some_and(|size| size > most)) {
            return self.say(replies::TOO_LARGE);
        }
        if let Err(line) = admission::admit_sender(&sender, &self.principal, self.permissions, &self.settings) {
            return self.say(line);
        }
        self.transaction =
            Some(Transaction { sender, parameters, recipients: Vec::new(), content: None, network_id: Uuid::now_v7() });
        self.say(replies::SENDER_OK);
    }

    pub(super) fn on_rcpt(&mut self, path: ForwardPath, parameters: RcptParameters) -> Option<Step> {
        let Some(transaction) = &mut self.transaction else {
            let line = if self.hello.is_none() { replies::HELLO_FIRST } else { replies::NEED_MAIL };
            return self.object(line);
        };
        if transaction.content.is_some() {
            return self.object(replies::BDAT_BEGUN);
        }
        let has_dsn = parameters.notify.is_some() || parameters.original.is_some();
        if has_dsn && !self.connector.delivery_status_notification_enabled {
            return self.object(replies::UNKNOWN_PARAMETER);
        }
        if transaction.recipients.len() >= self.connector.max_recipients_per_message as usize {
            self.say(replies::TOO_MANY_RECIPIENTS);
            return None;
        }
        match admission::admit_recipient(path, &self.connector, self.permissions, &self.settings) {
            Ok(address) => {
                transaction.recipients.push(Recipient {
                    address,
                    original: parameters.original,
                    notify: parameters.notify,
                    state: RecipientState::Pending,
                });
                self.say(replies::RECIPIENT_OK);
            }
            Err(line) => self.say(line),
        }
        None
    }

    /// Whether every parameter belongs to an extension that this connector offers.
    fn offers(&self, parameters: &MailParameters) -> bool {
        let connector = &self.connector;
        let body = match parameters.body {
            None | Some(BodyType::SevenBit) => true,
            Some(BodyType::EightBitMime) => connector.eight_bit_mime_enabled,
            Some(BodyType::BinaryMime) => connector.binary_mime_enabled && connector.chunking_enabled,
        };
        let has_dsn = parameters.dsn_return.is_some() || parameters.envelope_id.is_some();
        body && (parameters.size.is_none() || connector.size_enabled != SizeMode::Disabled)
            && (!has_dsn || connector.delivery_status_notification_enabled)
            && (!parameters.auth || connector.auth_mechanism.contains(AuthMechanisms::BasicAuth))
    }

    pub(super) fn limits(&self) -> Limits {
        let is_exempt = self.permissions.allow(Permissions::BYPASS_SIZE);
        Limits {
            header: usize::try_from(self.connector.max_header_size.bytes()).unwrap_or(usize::MAX),
            message: (!is_exempt).then(|| self.connector.max_message_size.bytes()),
        }
    }
}
