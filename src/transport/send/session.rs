//! An open session: takes messages one after another.

mod broken;
mod links;

use std::borrow::Cow;
use std::io::IoSlice;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use self::broken::{Break, bare_line_ends, unconvertible, unreadable, unsigned};
use super::conversation::{Awaits, Capabilities, Dialect, Ends, Letter, Step, Transaction, Transfer, beyond_ascii};
use super::dequeue::Dequeue;
use super::line::{Line, Loss};
use super::patience::Patience;
use super::search::attempted;
use super::sign::{Signing, Unsigned};
use super::system_probe;
use super::text::{Spooled, Text};
use super::visit::Visit;
use super::wire::Wire;
use crate::mail::data::DataEncoder;
use crate::mail::line_ends::LineEnds;
use crate::mail::seven_bit::SevenBit;
use crate::transport::{Attempt, BodySource, BodyType, Envelope, Outcome, Receipts, Remark, Speaker, Turns};
use bytes::BytesMut;
use smallvec::SmallVec;

/// How long to listen for the reason when a server hangs up in the middle of a text.
const LAST_WORDS: Duration = Duration::from_secs(5);

/// A session that is ready for messages.
pub struct Session {
    line: Line,
    dialect: Dialect,
    capabilities: Arc<Capabilities>,
    patience: Patience,
    pub host: String,
    pub address: Option<IpAddr>,
    /// Commands not yet written.
    out: BytesMut,
    needs_reset: bool,
    is_dead: bool,
    /// Transactions that have gone through it. After the first it may have been closed in the meantime.
    transactions: usize,
    /// The table of links that the server was last told of, or that was looked at in vain.
    links: Option<u64>,
}

/// A message on its way.
pub struct Errand<'a> {
    pub attempt: &'a Attempt,
    /// May name people otherwise than the attempt does.
    pub envelope: &'a Envelope,
    pub text: &'a Text,
    pub signing: Option<&'a Signing>,
    pub bodies: &'a dyn BodySource,
    pub receipts: &'a dyn Receipts,
}

/// The server had closed the session before it heard of the message: another session can take it.
#[derive(Debug)]
pub struct Stale;

impl Session {
    pub fn new(
        line: Line,
        dialect: Dialect,
        capabilities: Capabilities,
        patience: Patience,
        host: String,
        address: Option<IpAddr>,
    ) -> Session {
        Session {
            line,
            dialect,
            capabilities: Arc::new(capabilities),
            patience,
            host,
            address,
            out: BytesMut::new(),
            needs_reset: false,
            is_dead: false,
            transactions: 0,
            links: None,
        }
    }

    /// The connection as it is now.
    pub fn wire(&self) -> &Wire {
        &self.line.wire
    }

    /// For a conversation about something else than mail.
    pub fn into_line(self) -> Line {
        self.line
    }

    /// Whether it keeps shadow copies.
    pub fn takes_shadows(&self) -> bool {
        self.capabilities.shadows
    }

    /// Whether another message may be sent here, by what the server has said of itself (MAILMAX).
    pub fn is_open(&self) -> bool {
        !self.is_dead && self.capabilities.limits.mails.is_none_or(|most| self.transactions < most)
    }

    /// Whether that message is a probe that goes no further.
    pub fn ends(&self, envelope: &Envelope) -> bool {
        system_probe::ends_at(self.capabilities.among_servers, envelope).is_some()
    }

    /// Asks for mail of ours, which ends the session.
    pub async fn dequeue(mut self, dequeue: &Dequeue, turns: &Turns, visit: &Visit) {
        if self.is_dead {
            return;
        }
        if self.needs_reset {
            let reset = self.line.say(b"RSET\r\n", self.patience.block).await;
            if reset.is_err() || self.line.reply(self.patience.mail).await.is_err() {
                return;
            }
        }
        dequeue.ask(self.line, self.patience, turns, visit).await;
    }

    pub async fn quit(self) {
        if !self.is_dead {
            self.line.quit().await;
        }
    }

    /// Sends a message to the recipients, in as many transactions as the server makes it. Whoever has no outcome then is
    /// left for another session: this one takes no more.
    pub async fn deliver(&mut self, errand: &Errand<'_>, recipients: &[usize]) -> Result<Vec<(usize, Outcome)>, Stale> {
        let Errand { envelope, text, signing, bodies, .. } = *errand;
        // A next hop that takes them gets them as they came; for another one it is worth looking.
        let mut has_utf8_headers = envelope.demands.utf8;
        if has_utf8_headers && !self.capabilities.utf8 {
            match text.has_utf8_headers(bodies).await {
                Ok(has) => has_utf8_headers = has,
                Err(error) => return Ok(all(recipients, &Outcome::Deferred(unreadable(&error)))),
            }
        }
        let (text, transfer) = match self.fitted(text) {
            Err(_) if has_utf8_headers && !self.capabilities.utf8 => (Cow::Borrowed(text), Transfer::Data),
            Ok(fitted) => fitted,
            Err(remark) => return Ok(all(recipients, &Outcome::Failed(remark))),
        };
        let text = match signing {
            None => text,
            Some(signing) => match signing.signed(&text, bodies).await {
                Ok(signed) => Cow::Owned(signed),
                Err(Unsigned::Unconvertible(why)) => return Ok(all(recipients, &Outcome::Failed(unconvertible(why)))),
                Err(Unsigned::Spool(error)) => return Ok(all(recipients, &Outcome::Deferred(unreadable(&error)))),
                Err(Unsigned::Signer(error)) => return Ok(all(recipients, &Outcome::Deferred(unsigned(&error)))),
            },
        };
        let text = &*text;
        let mut outcomes = Vec::with_capacity(recipients.len());
        let mut left = recipients.to_vec();
        if !self.capabilities.utf8 {
            let (plain, beyond) = left.into_iter().partition(|at| envelope.recipients[*at].address.local().is_ascii());
            let beyond: Vec<usize> = beyond;
            outcomes.extend(all(&beyond, &Outcome::Failed(beyond_ascii())));
            left = plain;
        }
        while !left.is_empty() && self.is_open() {
            let fit = self.capabilities.limits.fit(left.iter().map(|at| &envelope.recipients[*at].address));
            let later = left.split_off(fit);
            let letter = Letter {
                envelope,
                recipients: &left,
                size: text.size,
                body_type: text.body_type,
                transfer,
                has_utf8_headers,
            };
            if let Err(remark) = letter.suits(&self.capabilities) {
                outcomes.extend(all(&left, &Outcome::Failed(remark)));
                left = later;
                continue;
            }
            if let Some(probe) = system_probe::ends_at(self.capabilities.among_servers, envelope) {
                outcomes.extend(all(&left, &system_probe::ended(probe)));
                left = later;
                continue;
            }
            match self.transact(letter, text, errand).await {
                Ok((settled, again)) => {
                    outcomes.extend(settled);
                    left = again;
                    left.extend(later);
                }
                // What some have got already must not go to them again.
                Err(Stale) if !outcomes.is_empty() => break,
                Err(Stale) => return Err(Stale),
            }
        }
        Ok(outcomes)
    }

    /// The text in a form that this server takes, and how it goes: by chunk where the server takes them, as then nothing
    /// in the text has to be looked at; otherwise by DATA, which cannot carry everything.
    fn fitted<'a>(&self, text: &'a Text) -> Result<(Cow<'a, Text>, Transfer), Remark> {
        let takes = &self.capabilities;
        let fits = match text.body_type {
            BodyType::SevenBit => true,
            BodyType::EightBitMime => takes.eight_bit_mime,
            BodyType::BinaryMime => takes.binary_mime,
        };
        if !fits {
            let converted = text.in_seven_bit().map_err(unconvertible)?;
            return Ok((Cow::Owned(converted), Transfer::Data));
        }
        if takes.chunking {
            return Ok((Cow::Borrowed(text), Transfer::Chunk));
        }
        if text.has_bare_line_ends() { Err(bare_line_ends()) } else { Ok((Cow::Borrowed(text), Transfer::Data)) }
    }

    async fn transact(
        &mut self,
        letter: Letter<'_>,
        text: &Text,
        errand: &Errand<'_>,
    ) -> Result<(Vec<(usize, Outcome)>, Vec<usize>), Stale> {
        let by = Speaker::Remote { host: self.host.clone(), address: self.address };
        let transfer = letter.transfer;
        let mut transaction = Transaction::new(letter, self.dialect, &self.capabilities, by, self.needs_reset);
        if self.transactions > 0 && self.line.has_unread() {
            // Only a farewell can stand there; anything else would be taken for an answer to what comes.
            return Err(self.stale());
        }
        self.out.clear();
        let mut step = transaction.start(&mut self.out);
        while step != Step::Done {
            let is_first = self.transactions > 0 && transaction.is_fresh();
            match self.take(step, transfer, text, errand.bodies).await {
                Ok(()) => {}
                Err(Break::Wire(Loss::Gone(_))) if is_first => return Err(self.stale()),
                Err(broken) => {
                    self.break_off(broken, &mut transaction).await;
                    break;
                }
            }
            step = match self.line.reply(self.wait_for(transaction.awaits())).await {
                Ok(reply) if is_first && reply.code == 421 => return Err(self.stale()),
                Ok(reply) => transaction.on_reply(&reply, &mut self.out),
                Err(Loss::Gone(_)) if is_first => return Err(self.stale()),
                Err(loss) => {
                    transaction.on_loss(self.lost(&loss));
                    break;
                }
            };
            let confirmed = transaction.take_confirmed();
            if !confirmed.is_empty() {
                errand.receipts.taken_over(errand.attempt, &confirmed, self.capabilities.dsn);
            }
        }
        self.transactions += 1;
        self.needs_reset = transaction.ends() == Ends::NeedsReset;
        self.is_dead = transaction.ends() == Ends::Dead;
        Ok(transaction.finish())
    }

    fn stale(&mut self) -> Stale {
        self.is_dead = true;
        Stale
    }

    fn wait_for(&self, awaited: Awaits) -> Duration {
        match awaited {
            Awaits::Reset | Awaits::Mail => self.patience.mail,
            Awaits::Rcpt => self.patience.rcpt,
            Awaits::Data => self.patience.data,
            Awaits::Text => self.patience.text,
        }
    }

    /// Does what the transaction wants before the next reply.
    async fn take(
        &mut self,
        step: Step,
        transfer: Transfer,
        text: &Text,
        bodies: &dyn BodySource,
    ) -> Result<(), Break> {
        match step {
            Step::Listen if self.out.is_empty() => Ok(()),
            Step::Listen => {
                let lines = self.out.split();
                self.line.say(&lines, self.patience.block).await.map_err(Break::Wire)
            }
            // Every answer so far has been heard: one more would be taken for the answer to the text.
            Step::SendText if self.line.has_unread() => Err(Break::Wire(Loss::OutOfTurn)),
            Step::SendText => {
                let command = self.out.split();
                self.line.journal.said(&command);
                let spooled = text.spooled(bodies);
                match (transfer, spooled) {
                    (Transfer::Chunk, spooled) => self.send_chunk(&command, text, spooled).await,
                    (Transfer::Data, Some(spooled)) if text.is_to_convert => self.send_converted(text, spooled).await,
                    (Transfer::Data, spooled) => self.send_data(text, spooled).await,
                }
            }
            Step::SendNothing => self.line.say(b".\r\n", self.patience.block).await.map_err(Break::Wire),
            Step::Done => Ok(()),
        }
    }

    /// The command and the bytes as they are.
    async fn send_chunk(&mut self, command: &[u8], text: &Text, spooled: Option<Spooled<'_>>) -> Result<(), Break> {
        let mut pieces: SmallVec<[IoSlice; 8]> = SmallVec::from_iter([IoSlice::new(command)]);
        pieces.extend(text.pieces.iter().map(|piece| IoSlice::new(piece)));
        self.line.wire.write_all_vectored(&mut pieces, self.patience.block).await?;
        let Some(mut spooled) = spooled else { return Ok(()) };
        while let Some(piece) = spooled.next().await.map_err(Break::Spool)? {
            self.line.wire.write_all_vectored(&mut [IoSlice::new(&piece)], self.patience.block).await?;
        }
        Ok(())
    }

    /// The text with its dots doubled and the final dot, in one write where it is all in memory.
    async fn send_data(&mut self, text: &Text, spooled: Option<Spooled<'_>>) -> Result<(), Break> {
        let mut encoder = DataEncoder::new(LineEnds::Refuse);
        let mut pieces: SmallVec<[IoSlice; 16]> = SmallVec::new();
        for piece in &text.pieces {
            encoder.encode(piece, &mut |part| pieces.push(IoSlice::new(part)))?;
        }
        let Some(mut spooled) = spooled else {
            encoder.finish(&mut |part| pieces.push(IoSlice::new(part)))?;
            return Ok(self.line.wire.write_all_vectored(&mut pieces, self.patience.block).await?);
        };
        self.line.wire.write_all_vectored(&mut pieces, self.patience.block).await?;
        while let Some(piece) = spooled.next().await.map_err(Break::Spool)? {
            let mut parts: SmallVec<[IoSlice; 16]> = SmallVec::new();
            encoder.encode(&piece, &mut |part| parts.push(IoSlice::new(part)))?;
            self.line.wire.write_all_vectored(&mut parts, self.patience.block).await?;
        }
        let mut end: SmallVec<[IoSlice; 2]> = SmallVec::new();
        encoder.finish(&mut |part| end.push(IoSlice::new(part)))?;
        Ok(self.line.wire.write_all_vectored(&mut end, self.patience.block).await?)
    }

    /// The same for a text that is made 7-bit on the way.
    async fn send_converted(&mut self, text: &Text, mut spooled: Spooled<'_>) -> Result<(), Break> {
        let (mut conversion, mut encoder) = (SevenBit::new(), DataEncoder::new(LineEnds::Refuse));
        let mut converted = Vec::new();
        for piece in &text.pieces {
            conversion.convert(piece, &mut converted)?;
        }
        while let Some(piece) = spooled.next().await.map_err(Break::Spool)? {
            conversion.convert(&piece, &mut converted)?;
            let mut parts: SmallVec<[IoSlice; 16]> = SmallVec::new();
            encoder.encode(&converted, &mut |part| parts.push(IoSlice::new(part)))?;
            self.line.wire.write_all_vectored(&mut parts, self.patience.block).await?;
            drop(parts);
            converted.clear();
        }
        conversion.finish(&mut converted)?;
        let mut parts: SmallVec<[IoSlice; 16]> = SmallVec::new();
        encoder.encode(&converted, &mut |part| parts.push(IoSlice::new(part)))?;
        encoder.finish(&mut |part| parts.push(IoSlice::new(part)))?;
        Ok(self.line.wire.write_all_vectored(&mut parts, self.patience.block).await?)
    }

    /// What is said of a session that broke.
    fn lost(&self, loss: &Loss) -> Remark {
        let endpoint = self.wire().ends().map_or_else(|| self.host.clone(), |(_, remote)| remote.to_string());
        attempted(loss.remark(), &endpoint)
    }

    /// The text could not be sent whole: the connection has to be dropped, which takes it back.
    async fn break_off(&mut self, broken: Break, transaction: &mut Transaction<'_>) {
        match broken {
            Break::BareLineEnd => transaction.on_unsendable(bare_line_ends()),
            Break::Unconvertible(why) => transaction.on_unsendable(unconvertible(why)),
            Break::Spool(error) => {
                transaction.on_loss(unreadable(&error));
            }
            Break::Wire(loss) => {
                // A server that refuses a text in the middle of it says why before it hangs up.
                if transaction.awaits() == Awaits::Text
                    && let Ok(reply) = self.line.reply(LAST_WORDS).await
                    && !reply.is_success()
                {
                    transaction.on_reply(&reply, &mut self.out);
                }
                transaction.on_loss(self.lost(&loss));
            }
        }
    }
}

fn all(recipients: &[usize], outcome: &Outcome) -> Vec<(usize, Outcome)> {
    recipients.iter().map(|&at| (at, outcome.clone())).collect()
}
