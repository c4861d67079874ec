//! MAIL and RCPT: the envelope of one message.

use std::sync::Arc;

use uuid::Uuid;

use super::acts::Act;
use super::consult::{self, Told};
use super::{Awaited, Opening, Pending, Session, State, Step};
use crate::mail::parameters::{MailParameters, RcptParameters};
use crate::mail::{BodyType, ForwardPath, Reply};
use crate::model::permission::Permissions;
use crate::model::{
    AgentEvent, AuthMechanisms, BlockedSenderAction, BuiltInAgent, ByteSize, ReceiveConnector, ReversePath, SizeMode,
    SmtpAddress,
};
use crate::transport::categorize::limits;
use crate::transport::receive::Filters;
use crate::transport::receive::admission::{self, Admitted};
use crate::transport::receive::content::{Complete, Content, Limits};
use crate::transport::receive::permission::Principal;
use crate::transport::receive::replies::{self, Line};
use crate::transport::{Envelope, Recipient, Settings};

/// A message between MAIL and its end.
#[derive(Debug)]
pub struct Transaction {
    pub(super) sender: ReversePath,
    pub(super) parameters: MailParameters,
    pub(super) recipients: Vec<Recipient>,
    /// Most bytes that its sender may send; `None`: as many as there are.
    most: Option<u64>,
    /// Most bytes that any of its recipients takes; `None`: one of them is not ours, and they are not what bounds it.
    received: Option<u64>,
    /// The content, from DATA or the first BDAT on.
    pub(super) content: Option<Content>,
    pub(super) network_id: Uuid,
    /// The sender is blocked, and the message is to say so.
    pub(super) is_marked: bool,
    /// Recipients that are others inside (New-AddressRewriteEntry): as they were given, and as they are.
    pub(super) rewritten: Vec<(SmtpAddress, SmtpAddress)>,
}

/// What of a transaction goes into the trace field of its message.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub network_id: Uuid,
    pub is_utf8: bool,
    pub is_marked: bool,
}

impl Transaction {
    pub(super) fn mark(&self) -> Mark {
        Mark { network_id: self.network_id, is_utf8: self.parameters.utf8, is_marked: self.is_marked }
    }
}

/// A complete message, to be stored before the peer hears `250`.
#[derive(Debug)]
pub struct Submission {
    pub envelope: Envelope,
    pub content: Complete,
    /// For the tracking log.
    pub notes: Vec<String>,
}

impl Session {
    pub(super) fn on_mail(&mut self, sender: ReversePath, parameters: MailParameters) -> Option<Step> {
        if self.hello.is_none() {
            return self.object(replies::HELLO_FIRST);
        }
        if self.transaction.is_some() {
            return self.object(replies::SENDER_GIVEN);
        }
        if self.has_had_its_share() {
            self.end_with(replies::SESSION_FULL);
            return None;
        }
        if let Err(line) = self.may_begin(&parameters) {
            self.is_refused = true;
            return self.object(line);
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
            Opening::Refused(line) => self.refuse(line),
            Opening::Admitted(settings, connector) => {
                if !Arc::ptr_eq(&settings, &self.settings) {
                    self.obey(settings, connector);
                } else if self.is_vouched_for() || self.relays_by_name() {
                    let principal = self.principal.still(&connector, &settings).unwrap_or_else(|| self.nobody());
                    self.become_principal(principal);
                }
                self.begin(sender, parameters);
            }
        }
    }

    /// The settings have changed since they were last looked at.
    pub(super) fn obey(&mut self, settings: Arc<Settings>, connector: Arc<ReceiveConnector>) {
        let principal = self.principal.still(&connector, &settings);
        if let Some(front_end) = &mut self.front_end {
            let renewed = front_end.principal.still(&connector, &settings);
            front_end.principal = renewed.unwrap_or_else(|| Principal::at_first(&connector));
        }
        self.told = Told::of(&settings);
        (self.settings, self.connector) = (settings, connector);
        let principal = principal.unwrap_or_else(|| self.nobody());
        self.become_principal(principal);
    }

    /// Whether a message may be sent here at all, and with such parameters.
    fn may_begin(&self, parameters: &MailParameters) -> Result<(), Line> {
        if self.must_encrypt_first() {
            Err(replies::TLS_FIRST)
        } else if !self.permissions.allow(Permissions::SUBMIT) {
            Err(replies::NOT_AUTHENTICATED)
        } else if !self.offers(parameters) {
            Err(replies::UNKNOWN_PARAMETER)
        } else {
            Ok(())
        }
    }

    /// Refuses MAIL or RCPT; what a peer has sent with it in one batch is not held against it.
    fn refuse(&mut self, reply: impl Into<Reply>) {
        self.is_refused = true;
        self.say(reply);
    }

    /// Starts the message, by the settings of now.
    fn begin(&mut self, sender: ReversePath, parameters: MailParameters) {
        let most = self.most_from(&sender);
        let is_too_large = most.is_some_and(|most| parameters.size.is_some_and(|size| size > most));
        let about = if self.is_filtered() { self.settings.filters.about(&sender) } else { None };
        let verdict = self.may_begin(&parameters).and_then(|()| match is_too_large {
            _ if !self.is_of_this_organization(&parameters) => Err(replies::OTHER_ORGANIZATION),
            _ if self.is_blocked() => Err(replies::BLOCKED),
            _ if about == Some(BlockedSenderAction::Reject) => Err(replies::SENDER_DENIED),
            true => Err(replies::TOO_LARGE),
            false => {
                admission::admit_sender(&sender, &self.principal, self.permissions, &self.connector, &self.settings)
            }
        });
        if let Err(line) = verdict {
            return self.refuse_sender(line, &sender);
        }
        self.is_refused = false;
        self.transaction = Some(Transaction {
            sender,
            parameters,
            recipients: Vec::new(),
            most,
            received: Some(0),
            content: None,
            network_id: Uuid::now_v7(),
            is_marked: about == Some(BlockedSenderAction::StampStatus),
            rewritten: Vec::new(),
        });
        self.due = self.ask(AgentEvent::OnMailCommand, consult::mail, Pending::Mail);
    }

    /// Refuses MAIL, and tells the agent log where a filter does.
    fn refuse_sender(&mut self, line: Line, sender: &ReversePath) {
        if line == replies::BLOCKED {
            let reply = self.settings.filters.blocked_reply(line, self.ends.remote.ip().to_canonical());
            self.note_blocked(AgentEvent::OnMailCommand, "RejectCommand", &reply);
            return self.refuse(reply);
        }
        if line == replies::SENDER_DENIED {
            let (agent, event) = (BuiltInAgent::SenderFilter, AgentEvent::OnMailCommand);
            let act = Act::of(agent, event, "RejectCommand", "BlockedSender");
            self.note_act(act, None, line.to_string(), sender.to_string());
        }
        self.refuse(line);
    }

    /// What filters say to a recipient.
    fn filtered(&mut self, path: &ForwardPath) -> Option<Reply> {
        let (true, ForwardPath::Address(address)) = (self.is_filtered(), path) else { return None };
        let listed = self.standing.as_ref().and_then(|(_, standing)| standing.blocked_by.clone());
        let event = AgentEvent::OnRcptCommand;
        if let Some((list, answer)) = listed.filter(|_| !self.settings.filters.spares(address)) {
            let reply = Filters::listed_reply(&list, self.ends.remote.ip().to_canonical());
            let act = Act::of(BuiltInAgent::ConnectionFiltering, event, "RejectCommand", "BlockListProvider");
            self.note_act(act, Some(address.to_string()), reply.to_string(), format!("{}: {answer}", list.name));
            return Some(reply);
        }
        if self.settings.filters.deny_recipient(address) {
            let act = Act::of(BuiltInAgent::RecipientFilter, event, "RejectCommand", "RecipientBlocked");
            self.note_act(act, Some(address.to_string()), replies::UNKNOWN_USER.to_string(), String::new());
            return Some(replies::UNKNOWN_USER.into());
        }
        None
    }

    pub(super) fn on_rcpt(&mut self, path: ForwardPath, parameters: RcptParameters) -> Option<Step> {
        let Some(transaction) = &mut self.transaction else {
            let line = if self.hello.is_none() { replies::HELLO_FIRST } else { replies::NEED_MAIL };
            return self.object_to_order(line);
        };
        if transaction.content.is_some() {
            return self.object(replies::BDAT_BEGUN);
        }
        let has_dsn = parameters.notify.is_some() || parameters.original.is_some();
        let is_offered = (!has_dsn || self.connector.delivery_status_notification_enabled)
            && (parameters.alternate.is_none() || self.connector.orar_enabled)
            && (parameters.routing_domain.is_none() || self.permissions.allow(Permissions::XATTR));
        if !is_offered {
            self.is_refused = true;
            return self.object(replies::UNKNOWN_PARAMETER);
        }
        // Servers of the organization pass on what others were allowed to send.
        let is_full = transaction.recipients.len() >= self.connector.max_recipients_per_message as usize;
        if is_full && !self.principal.is_server() {
            self.refuse(replies::TOO_MANY_RECIPIENTS);
            return None;
        }
        let RcptParameters { notify, original, alternate, routing_domain } = parameters;
        let (path, given) = self.meant(path);
        if !self.is_in_database(&path) {
            self.refuse(replies::NOT_IN_DATABASE);
            return None;
        }
        let verdict = self.admitted(path).and_then(|admitted| {
            self.may_route_by(routing_domain.as_ref())?;
            Ok((admitted, self.admitted_alternate(alternate)?))
        });
        let (Admitted { address, most }, alternate) = match verdict {
            Ok(admitted) => admitted,
            Err(reply) => {
                self.refuse(reply);
                return None;
            }
        };
        let Some(transaction) = &mut self.transaction else { return None };
        let most = most.and_then(|most| most.limit()).map(ByteSize::bytes);
        transaction.received = transaction.received.zip(most).map(|(one, other)| one.max(other));
        let original = original.or_else(|| Some(("rfc822".to_owned(), given.as_ref()?.to_string())));
        transaction.rewritten.extend(given.map(|given| (given, address.clone())));
        let routing_domain = routing_domain.map(Box::new);
        transaction.recipients.push(Recipient {
            original,
            notify,
            alternate,
            routing_domain,
            ..Recipient::new(address)
        });
        self.ask(AgentEvent::OnRcptCommand, consult::rcpt, Pending::Rcpt)
    }

    /// Whether this session may send there, by filters, rights and limits; the reply says why not.
    fn admitted(&mut self, path: ForwardPath) -> Result<Admitted, Reply> {
        if let Some(reply) = self.filtered(&path) {
            return Err(reply);
        }
        let transaction = self.transaction.as_ref().ok_or(replies::NEED_MAIL)?;
        let is_exempt = self.permissions.allow(Permissions::BYPASS_SIZE);
        let announced = transaction.parameters.size.filter(|_| !is_exempt).map(ByteSize::new);
        let sender = self.author_of(transaction);
        let verdict =
            admission::admit_recipient(path.clone(), sender, &self.connector, self.permissions, &self.settings);
        let admitted = match (verdict, path) {
            (Err(replies::UNKNOWN_USER), ForwardPath::Address(address))
                if self.is_filtered() && !self.settings.filters.validates() =>
            {
                Admitted { address, most: None }
            }
            (verdict, _) => verdict?,
        };
        // The peer's own server tells the sender better than a report of ours would.
        match admitted.most.zip(announced).is_some_and(|(most, size)| !most.allows(size)) {
            true => Err(replies::TOO_LARGE.into()),
            false => Ok(admitted),
        }
    }

    /// XORAR: nobody reaches by it whom they could not have sent to themselves.
    fn admitted_alternate(&mut self, alternate: Option<SmtpAddress>) -> Result<Option<Box<SmtpAddress>>, Reply> {
        let Some(alternate) = alternate else { return Ok(None) };
        let (path, _) = self.meant(ForwardPath::Address(alternate));
        Ok(Some(Box::new(self.admitted(path)?.address)))
    }

    /// Whom a path means inside, and the address that was given where that is another. Our own servers have done that.
    fn meant(&self, path: ForwardPath) -> (ForwardPath, Option<SmtpAddress>) {
        match path {
            ForwardPath::Address(given) if !self.principal.is_server() => match self.settings.meant_inside(&given) {
                Some(inside) => (ForwardPath::Address(inside), Some(given)),
                None => (ForwardPath::Address(given), None),
            },
            path => (path, None),
        }
    }

    /// Whether this session has sent as much as one may.
    fn has_had_its_share(&self) -> bool {
        let most = self.connector.max_session_size.limit();
        self.connector.max_messages_per_connection.limit().is_some_and(|most| self.messages >= most)
            || most.is_some_and(|most| self.bytes >= most.bytes())
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
        body && (!parameters.utf8 || connector.takes_utf8())
            && (parameters.size.is_none() || connector.size_enabled != SizeMode::Disabled)
            && (!has_dsn || connector.delivery_status_notification_enabled)
            // Who has it in clear cannot ask others to do better (RFC 8689 §2).
            && (!parameters.tls || self.tls.is_some())
            && (!parameters.auth || connector.auth_mechanism.contains(AuthMechanisms::BasicAuth))
            && self.may_say(&parameters.peer)
    }

    /// What may come now: no more than one of the recipients takes, while all of them are ours. Each decides for itself
    /// when the message is categorized.
    pub(super) fn limits(&self, transaction: &Transaction) -> Limits {
        let is_exempt = self.permissions.allow(Permissions::BYPASS_SIZE);
        let receive = transaction.received.filter(|_| !is_exempt);
        Limits {
            header: usize::try_from(self.connector.max_header_size.bytes()).unwrap_or(usize::MAX),
            message: least(least(transaction.most, receive), self.left_of_session()),
        }
    }

    /// Bytes that this session may still send.
    fn left_of_session(&self) -> Option<u64> {
        self.connector.max_session_size.limit().map(|most| most.bytes().saturating_sub(self.bytes))
    }

    /// Most bytes of a message from that sender: the connector's limit, and for senders of ours their own.
    fn most_from(&self, sender: &ReversePath) -> Option<u64> {
        if self.permissions.allow(Permissions::BYPASS_SIZE) {
            return None;
        }
        let send = limits::send_limit(sender, &self.settings).and_then(|most| most.limit());
        least(Some(self.connector.max_message_size.bytes()), send.map(ByteSize::bytes))
    }

    /// Whether it has more recipients than a message of its sender may have.
    pub(super) fn is_over_recipient_limit(&self, transaction: &Transaction) -> bool {
        let count = u32::try_from(transaction.recipients.len()).unwrap_or(u32::MAX);
        !self.principal.is_server() && !limits::recipient_limit(&transaction.sender, &self.settings).allows(count)
    }
}

/// The smaller of two limits, of which either may not be there.
fn least(one: Option<u64>, other: Option<u64>) -> Option<u64> {
    one.into_iter().chain(other).min()
}
