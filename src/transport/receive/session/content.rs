//! DATA and BDAT: the content of one message, up to the promise.

use std::borrow::Cow;

use bytes::{Buf, Bytes, BytesMut};
use jiff::tz::TimeZone;

use super::acts::Act;
use super::among_servers::routed;
use super::transaction::Mark;
use super::{Awaited, Pending, Session, State, Step, Submission, Transaction};
use crate::mail::data::DataDecoder;
use crate::mail::line_ends::LineEnds;
use crate::mail::{BodyType, EnhancedStatus, Reply, origin};
use crate::model::{AgentEvent, BlockedSenderAction, BuiltInAgent, SmtpAddress};
use crate::transport::agent::Occasion;
use crate::transport::receive::channel::CONTENT_ROOM;
use crate::transport::receive::content::{Complete, Content, Limits};
use crate::transport::receive::pieces::LARGE;
use crate::transport::receive::replies::{self, Line};
use crate::transport::receive::stamp::{self, Stamped, Trace};
use crate::transport::receive::{examine, names};
use crate::transport::{Demands, Envelope, MessageId, Refusal};

/// Most recipients that are told of as rewritten.
const MOST_TOLD: usize = 20;

impl Session {
    pub(super) fn on_data(&mut self) -> Option<Step> {
        let (_, transaction) = match self.transaction_for_content() {
            Ok(found) => found,
            Err(line) => return self.refuse_content(line),
        };
        if transaction.content.is_some() {
            return self.object(replies::BDAT_BEGUN);
        }
        if transaction.parameters.body == Some(BodyType::BinaryMime) {
            return self.object(replies::BINARY_NEEDS_BDAT);
        }
        self.ask(AgentEvent::OnDataCommand, |_| Occasion::Data, Pending::Data)
    }

    pub(super) fn begin_data(&mut self) {
        self.make_room();
        let refuses = self.connector.bare_linefeed_rejection_enabled;
        self.state = State::Data(DataDecoder::new(if refuses { LineEnds::Refuse } else { LineEnds::Normalize }));
        self.say(replies::start_data());
    }

    /// A chunk nobody wants is taken all the same: its bytes must not be read as commands.
    pub(super) fn on_bdat(&mut self, size: u64, is_last: bool) -> Option<Step> {
        let refusal = if !self.connector.chunking_enabled {
            Some(replies::UNRECOGNIZED)
        } else {
            match self.transaction_for_content() {
                Err(line) => Some(line),
                Ok((_, transaction)) if transaction.content.is_none() => {
                    let pending = Pending::Chunk { size, is_last };
                    return self.ask(AgentEvent::OnDataCommand, |_| Occasion::Data, pending);
                }
                Ok(_) => None,
            }
        };
        self.state = State::Chunk { size, left: size, is_last, refusal };
        None
    }

    pub(super) fn begin_chunk(&mut self, size: u64, is_last: bool) {
        self.make_room();
        self.state = State::Chunk { size, left: size, is_last, refusal: None };
    }

    /// The content of the running transaction begins.
    fn make_room(&mut self) {
        if let Ok((limits, transaction)) = self.transaction_for_content() {
            transaction.content = Some(Content::new(limits));
        }
    }

    /// The transaction that content may be sent for, and how much of it.
    fn transaction_for_content(&mut self) -> Result<(Limits, &mut Transaction), Line> {
        let limits = match &self.transaction {
            None if self.hello.is_none() => return Err(replies::HELLO_FIRST),
            None => return Err(replies::NEED_MAIL),
            Some(transaction) if transaction.recipients.is_empty() => return Err(replies::NEED_RCPT),
            Some(transaction) if self.is_over_recipient_limit(transaction) => return Err(replies::TOO_MANY_IN_ALL),
            Some(transaction) => self.limits(transaction),
        };
        self.transaction.as_mut().map(|transaction| (limits, transaction)).ok_or(replies::NEED_MAIL)
    }

    /// Refuses DATA, or a chunk whose bytes have been taken and thrown away.
    fn refuse_content(&mut self, line: Line) -> Option<Step> {
        if let Some(words) = self.turned_down.take() {
            self.say(words);
            return None;
        }
        if line == replies::TOO_MANY_IN_ALL {
            self.transaction = None;
            self.is_refused = true;
            self.say(line);
            return None;
        }
        self.object_to_order(line)
    }

    /// Message text after DATA.
    pub(super) fn take_data(&mut self, input: &mut BytesMut) -> Option<Step> {
        let State::Data(mut decoder) = std::mem::replace(&mut self.state, State::Command) else { return None };
        let (mut content, mark) = self.take_content()?;
        let read = (input.len() >= LARGE).then(|| std::mem::take(input).freeze());
        let bytes = read.as_deref().unwrap_or(input);
        let end = decoder.decode(bytes, &mut |bytes| {
            content.push(bytes, read.as_ref(), &mut |fields| self.stamp(mark, fields));
        });
        if decoder.saw_bare_line_end() && self.connector.bare_linefeed_rejection_enabled {
            content.refuse(replies::BARE_LINE_END);
        }
        self.put_back(content);
        match end {
            Some(used) => {
                match read {
                    // Commands; few of them, as they must not be sent before the answer to this.
                    Some(read) => input.extend_from_slice(&read[used..]),
                    None => input.advance(used),
                }
                self.complete()
            }
            None => {
                input.clear();
                self.state = State::Data(decoder);
                Some(self.spill().unwrap_or(Step::Read))
            }
        }
    }

    /// Bytes of a BDAT chunk.
    pub(super) fn take_chunk(&mut self, input: &mut BytesMut) -> Option<Step> {
        let State::Chunk { size, left, is_last, refusal } = std::mem::replace(&mut self.state, State::Command) else {
            return None;
        };
        let available = usize::try_from(left).unwrap_or(usize::MAX).min(input.len());
        let read = (available >= LARGE).then(|| input.split_to(available).freeze());
        if refusal.is_none() {
            let (mut content, mark) = self.take_content()?;
            let bytes = read.as_deref().unwrap_or_else(|| &input[..available]);
            content.push(bytes, read.as_ref(), &mut |fields| self.stamp(mark, fields));
            self.put_back(content);
        }
        if read.is_none() {
            input.advance(available);
        }
        let left = left - available as u64;
        if left > 0 {
            self.state = State::Chunk { size, left, is_last, refusal };
            return Some(self.spill().unwrap_or(Step::Read));
        }
        match (refusal, self.refused_content()) {
            (Some(line), _) => self.refuse_content(line),
            (None, Some(line)) => {
                self.is_refused = true;
                let step = self.give_up(line);
                self.transaction = None;
                step
            }
            (None, None) if is_last => self.complete(),
            (None, None) => {
                let status = EnhancedStatus::new(2, 6, 0);
                self.say(Reply::new(250, status, format!("CHUNK received OK, {size} octets")));
                self.spill()
            }
        }
    }

    /// All of the message is here.
    fn complete(&mut self) -> Option<Step> {
        let mut transaction = self.transaction.take()?;
        let content = transaction.content.take()?;
        self.messages += 1;
        self.bytes = self.bytes.saturating_add(content.arrived());
        let mark = transaction.mark();
        match content.finish(&mut |fields| self.stamp(mark, fields)) {
            Ok(content) => {
                let notes =
                    rewritten(&transaction.rewritten).into_iter().chain(routed(&transaction.recipients)).collect();
                let envelope = self.envelope(transaction, &content);
                let message_id = envelope.internet_message_id.clone();
                self.state = State::Answer(Awaited::Submitted { message_id });
                Some(Step::Submit(Box::new(Submission { envelope, content, notes })))
            }
            Err(line) => {
                // Who was to get it belongs into the agent log.
                self.transaction = Some(transaction);
                let step = self.give_up(line);
                self.transaction = None;
                step
            }
        }
    }

    /// The driver's answer to [`Step::Submit`]. `Ok` must mean that the message is on stable storage.
    pub fn submitted(&mut self, result: Result<MessageId, Refusal>) {
        let State::Answer(Awaited::Submitted { message_id }) = std::mem::replace(&mut self.state, State::Command)
        else {
            return;
        };
        match result {
            Ok(id) => {
                let host = self.host();
                let text = format!("{message_id} [InternalId={id}, Hostname={host}] Queued mail for delivery");
                self.say(Reply::new(250, EnhancedStatus::new(2, 6, 0), text));
            }
            Err(Refusal::Stopping) => self.end_with(replies::refusal(&Refusal::Stopping)),
            Err(refusal) => self.say(replies::refusal(&refusal)),
        }
    }

    /// The driver's answer to [`Step::Submit`] when an agent has thrown the message away: the peer shall not notice.
    pub fn discarded(&mut self) {
        self.submitted(Ok(MessageId(0)));
    }

    /// The driver's answer to [`Step::Spill`] when the spool did not take it; the peer hears it at the end.
    pub fn spill_failed(&mut self, refusal: &Refusal) {
        if let Some(content) = self.transaction.as_mut().and_then(|transaction| transaction.content.as_mut()) {
            content.refuse(replies::refusal(refusal));
        }
    }

    /// Bytes to make room for in the next read of content.
    pub fn content_room(&self) -> usize {
        let content = self.transaction.as_ref().and_then(|transaction| transaction.content.as_ref());
        content.map_or(CONTENT_ROOM, Content::room)
    }

    /// Whether what was spilled is still wanted.
    pub fn has_spilled(&self) -> bool {
        let content = self.transaction.as_ref().and_then(|transaction| transaction.content.as_ref());
        content.is_some_and(Content::is_spilled)
    }

    fn spill(&mut self) -> Option<Step> {
        let (pieces, is_first) = self.transaction.as_mut()?.content.as_mut()?.spill()?;
        Some(Step::Spill(pieces, is_first))
    }

    /// A message that is refused after its content came. A header that never ends is an attack, not a message.
    fn give_up(&mut self, line: Line) -> Option<Step> {
        if line == replies::SENDER_DENIED {
            let (agent, event) = (BuiltInAgent::SenderFilter, AgentEvent::OnEndOfHeaders);
            let act = Act::of(agent, event, "RejectMessage", "BlockedSender");
            self.note_act(act, None, line.to_string(), String::new());
        }
        if line == replies::HEADER_TOO_LARGE {
            self.end_with(line);
        } else {
            self.say(line);
        }
        None
    }

    fn refused_content(&self) -> Option<Line> {
        self.transaction.as_ref()?.content.as_ref()?.refused()
    }

    /// Content of the running transaction, which `put_back` returns, and what marks it.
    fn take_content(&mut self) -> Option<(Content, Mark)> {
        let transaction = self.transaction.as_mut()?;
        Some((transaction.content.take()?, transaction.mark()))
    }

    fn put_back(&mut self, content: Content) {
        if let Some(transaction) = &mut self.transaction {
            transaction.content = Some(content);
        }
    }

    fn stamp(&self, mark: Mark, fields: &[u8]) -> Result<Stamped, Line> {
        let trace = Trace {
            hello: self.hello.as_ref().map_or("", |hello| &hello.name),
            peer: self.ends.remote.ip(),
            host: self.host(),
            local: self.ends.local.ip(),
            protocol: self.protocol(mark.is_utf8),
            tls: self.tls.as_ref().map(|agreed| agreed.words.as_str()),
            id: &mark.network_id.simple().to_string(),
            date: &origin::date(&self.clock.now().to_zoned(TimeZone::UTC)),
        };
        let named = names::resolve(fields, &self.principal, &self.connector, &self.settings);
        let named = match self.principal.is_server() {
            true => named,
            false => match self.settings.with_recipients_inside(&named) {
                Cow::Owned(inside) => Cow::Owned(inside),
                Cow::Borrowed(_) => named,
            },
        };
        let stamped = stamp::stamp(&named, self.permissions, &self.connector, &self.settings, &trace)?;
        let author = stamped.originator.as_deref();
        let about = if self.is_filtered() { self.settings.filters.about_author(author) } else { None };
        if about == Some(BlockedSenderAction::Reject) {
            return Err(replies::SENDER_DENIED);
        }
        let arrived = self.is_examined().then(|| Bytes::copy_from_slice(fields));
        let header = match mark.is_marked || about.is_some() {
            true => [stamp::BLOCKED_SENDER.as_bytes(), &stamped.header].concat().into(),
            false => stamped.header,
        };
        Ok(Stamped { arrived, header, ..stamped })
    }

    /// Whether it is checked who really sent the messages of this peer.
    pub fn is_examined(&self) -> bool {
        examine::is_wanted(&self.settings.sender_id, &self.principal, self.permissions, self.ends.remote.ip())
    }

    /// Its fields as they came, where the sender is checked.
    pub fn arrived(&self) -> Option<Bytes> {
        self.transaction.as_ref()?.content.as_ref()?.arrived_fields()
    }

    /// Who sends the message that arrives.
    pub fn sender(&self) -> Option<&SmtpAddress> {
        self.transaction.as_ref()?.sender.address()
    }

    /// The name that the peer gave.
    pub fn hello_name(&self) -> &str {
        self.hello.as_ref().map_or("", |hello| &hello.name)
    }

    /// The driver's answer to [`Step::Submit`] when the message is not wanted.
    pub fn declined(&mut self, reply: impl Into<Reply>) {
        let reply = reply.into();
        self.state = State::Command;
        if reply.code == 421 {
            self.end_with(reply);
        } else {
            self.say(reply);
        }
    }

    /// The word for "with" in the trace field (RFC 3848, RFC 6531 §4.3).
    fn protocol(&self, is_utf8: bool) -> &'static str {
        let is_extended = self.hello.as_ref().is_some_and(|hello| hello.is_extended);
        match (is_extended, is_utf8, self.tls.is_some(), self.principal.is_authenticated()) {
            (_, true, false, false) => "UTF8SMTP",
            (_, true, true, false) => "UTF8SMTPS",
            (_, true, false, true) => "UTF8SMTPA",
            (_, true, true, true) => "UTF8SMTPSA",
            (false, ..) => "SMTP",
            (true, _, false, false) => "ESMTP",
            (true, _, true, false) => "ESMTPS",
            (true, _, false, true) => "ESMTPA",
            (true, _, true, true) => "ESMTPSA",
        }
    }

    fn envelope(&self, transaction: Transaction, content: &Complete) -> Envelope {
        let Transaction { sender, parameters, recipients, network_id, .. } = transaction;
        let stamped = &content.stamped;
        let begun = self.begun(sender, &parameters, stamped.network_message_id.unwrap_or(network_id));
        Envelope {
            recipients,
            demands: Demands { tls_is_optional: stamped.tls_is_optional, ..begun.demands },
            size: content.size,
            internet_message_id: stamped.message_id.clone(),
            subject: stamped.subject.clone(),
            header_from: stamped.originator.clone(),
            priority: stamped.marks.priority,
            scl: stamped.marks.scl,
            ..begun
        }
    }
}

/// What became of recipients, for the tracking log.
fn rewritten(recipients: &[(SmtpAddress, SmtpAddress)]) -> Option<String> {
    let told = recipients.iter().take(MOST_TOLD).map(|(given, inside)| format!("|{given}={inside}"));
    let told: Vec<String> = told.collect();
    let agent = BuiltInAgent::AddressRewritingInbound.title();
    (!told.is_empty()).then(|| format!("S:TA={agent}|action=RewriteAddress{}", told.concat()))
}
