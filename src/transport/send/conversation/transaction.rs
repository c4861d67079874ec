//! One message to one server: envelope, text, and what became of each recipient.

use std::collections::VecDeque;
use std::sync::Arc;

use bytes::BytesMut;

use super::letter::{Letter, Transfer};
use super::{Capabilities, Dialect, for_now, remark};
use crate::mail::Reply;
use crate::transport::{Outcome, Remark, Speaker};

/// Commands said before their answers are heard. Both sides could otherwise wait for the other to read (RFC 2920 §3.1):
/// so many answers fit into any receive buffer.
const LARGEST_BATCH: usize = 100;

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Read another reply and give it to [`Transaction::on_reply`]; first say what was put into the buffer, if anything.
    Listen,
    /// Send the text, then read replies. What is in the buffer (BDAT) goes first.
    SendText,
    /// DATA was granted although no recipient was: end it at once with a single dot, then read the reply.
    SendNothing,
    /// Every recipient has its outcome.
    Done,
}

/// A transaction under way.
#[derive(Debug)]
pub struct Transaction<'a> {
    letter: Letter<'a>,
    dialect: Dialect,
    capabilities: Arc<Capabilities>,
    by: Speaker,
    /// Commands still to say.
    to_say: VecDeque<Command>,
    /// Replies still to come.
    awaited: VecDeque<Command>,
    /// One for each of the letter's recipients.
    fates: Vec<Fate>,
    /// Recipients that were confirmed, of whom nobody has been told yet; by index into the envelope's.
    confirmed: Vec<usize>,
    ends: Ends,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Command {
    Reset,
    Mail,
    /// Which of the letter's recipients.
    Rcpt(usize),
    Data,
    /// The reply after the text; with LMTP one for each accepted recipient.
    Text(Option<usize>),
    /// The reply after a lone dot, which means nothing.
    Nothing,
}

#[derive(Clone, Debug)]
enum Fate {
    Open,
    Accepted,
    Settled(Outcome),
    /// Refused because the transaction has too many recipients: another one is due.
    Crowded(Remark),
}

/// Which reply is due; each has its own time limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaits {
    Reset,
    Mail,
    Rcpt,
    Data,
    /// The one that counts: for the text.
    Text,
}

/// In what state the connection is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// The next MAIL may follow.
    Clean,
    /// RSET first.
    NeedsReset,
    /// The server closes, or is not to be understood.
    Dead,
}

impl<'a> Transaction<'a> {
    /// Prepares the conversation. `needs_reset`: the last transaction was left unfinished.
    pub fn new(
        letter: Letter<'a>,
        dialect: Dialect,
        capabilities: &Arc<Capabilities>,
        by: Speaker,
        needs_reset: bool,
    ) -> Transaction<'a> {
        let count = letter.recipients.len();
        let mut to_say = VecDeque::with_capacity(count + 3);
        if needs_reset {
            to_say.push_back(Command::Reset);
        }
        to_say.push_back(Command::Mail);
        to_say.extend((0..count).map(Command::Rcpt));
        if letter.transfer == Transfer::Data {
            to_say.push_back(Command::Data);
        }
        Transaction {
            letter,
            dialect,
            capabilities: Arc::clone(capabilities),
            by,
            to_say,
            awaited: VecDeque::with_capacity(count + 3),
            fates: vec![Fate::Open; count],
            confirmed: Vec::new(),
            ends: if needs_reset { Ends::NeedsReset } else { Ends::Clean },
        }
    }

    /// Puts the first commands into the buffer: all of them where the server takes batches (RFC 2920 §3.1).
    pub fn start(&mut self, out: &mut BytesMut) -> Step {
        self.say_more(out)
    }

    /// Takes the next reply.
    pub fn on_reply(&mut self, reply: &Reply, out: &mut BytesMut) -> Step {
        let Some(command) = self.awaited.pop_front() else {
            return self.break_off(&format!("the server spoke out of turn: {}", remark(reply, &self.by)));
        };
        if reply.code == 421 {
            // The server closes; what it has not acknowledged, it has not taken.
            self.settle_open(&self.refusal(reply));
            self.ends = Ends::Dead;
            return Step::Done;
        }
        match command {
            Command::Reset if reply.is_success() => self.ends = Ends::Clean,
            Command::Reset => return self.break_off(&format!("RSET was refused: {}", remark(reply, &self.by))),
            Command::Mail if reply.is_success() => self.ends = Ends::NeedsReset,
            Command::Mail => {
                let refusal = self.refusal(reply);
                self.settle_open(&refusal);
            }
            Command::Rcpt(at) => self.on_rcpt(at, reply),
            Command::Data => return self.on_data(reply, out),
            Command::Text(at) => self.on_text(at, reply),
            Command::Nothing => self.ends = Ends::Clean,
        }
        let is_batch_due = self.awaited.len() <= LARGEST_BATCH / 2 && !self.to_say.is_empty();
        if self.awaited.is_empty() || is_batch_due { self.say_more(out) } else { Step::Listen }
    }

    /// The connection broke, or time ran out: what has no outcome yet is deferred with this remark.
    pub fn on_loss(&mut self, remark: Remark) {
        self.settle_open(&Outcome::Deferred(remark));
        self.ends = Ends::Dead;
    }

    /// The text cannot be sent after all, and the transfer has begun: the connection must be dropped.
    pub fn on_unsendable(&mut self, remark: Remark) {
        self.settle_open(&Outcome::Failed(remark));
        self.ends = Ends::Dead;
    }

    /// Whether the server has said anything yet.
    pub fn is_fresh(&self) -> bool {
        matches!(self.awaited.front(), None | Some(Command::Reset | Command::Mail))
            && self.fates.iter().all(|fate| matches!(fate, Fate::Open))
    }

    pub fn awaits(&self) -> Awaits {
        match self.awaited.front() {
            Some(Command::Reset) => Awaits::Reset,
            None | Some(Command::Mail) => Awaits::Mail,
            Some(Command::Rcpt(_)) => Awaits::Rcpt,
            Some(Command::Data) => Awaits::Data,
            Some(Command::Text(_) | Command::Nothing) => Awaits::Text,
        }
    }

    /// Those that the server has taken the message over for since this was last asked.
    pub fn take_confirmed(&mut self) -> Vec<usize> {
        std::mem::take(&mut self.confirmed)
    }

    pub fn ends(&self) -> Ends {
        self.ends
    }

    /// The outcomes by index into the envelope's recipients, and which recipients need another transaction because
    /// this one was full. Nobody is left out.
    pub fn finish(self) -> (Vec<(usize, Outcome)>, Vec<usize>) {
        let anybody_sent = self.fates.iter().any(|fate| matches!(fate, Fate::Settled(Outcome::Sent { .. })));
        let (mut outcomes, mut again) = (Vec::with_capacity(self.fates.len()), Vec::new());
        for (&recipient, fate) in self.letter.recipients.iter().zip(self.fates) {
            match fate {
                Fate::Settled(outcome) => outcomes.push((recipient, outcome)),
                // When not even one went through, asking again at once would ask for ever.
                Fate::Crowded(_) if anybody_sent && self.ends != Ends::Dead => again.push(recipient),
                Fate::Crowded(remark) => outcomes.push((recipient, Outcome::Deferred(remark))),
                Fate::Open | Fate::Accepted => {
                    let text = "the conversation ended without an answer";
                    outcomes.push((recipient, Outcome::Deferred(for_now(451, 4, 2, text))));
                }
            }
        }
        (outcomes, again)
    }

    /// Says the next command, or all that are left; with nothing left to say, decides about the text.
    fn say_more(&mut self, out: &mut BytesMut) -> Step {
        while let Some(command) = self.to_say.pop_front() {
            if self.is_pointless(command) {
                continue;
            }
            self.write(command, out);
            self.awaited.push_back(command);
            if !self.capabilities.pipelining || self.awaited.len() >= LARGEST_BATCH {
                return Step::Listen;
            }
        }
        if !self.awaited.is_empty() {
            return Step::Listen;
        }
        // With DATA the text is sent when DATA is granted; a chunk is sent as soon as somebody is there to get it.
        let is_chunk_due = self.letter.transfer == Transfer::Chunk && self.has_accepted();
        if is_chunk_due { self.send_chunk(out) } else { Step::Done }
    }

    /// A command that cannot lead anywhere any more is not said. While answers are due, nothing is known yet.
    fn is_pointless(&self, command: Command) -> bool {
        match command {
            Command::Rcpt(at) => !matches!(self.fates[at], Fate::Open),
            Command::Data => self.awaited.is_empty() && !self.has_accepted(),
            _ => false,
        }
    }

    fn has_accepted(&self) -> bool {
        self.fates.iter().any(|fate| matches!(fate, Fate::Accepted))
    }

    fn send_chunk(&mut self, out: &mut BytesMut) -> Step {
        out.extend_from_slice(format!("BDAT {} LAST\r\n", self.letter.size).as_bytes());
        self.await_text();
        Step::SendText
    }

    fn await_text(&mut self) {
        match self.dialect {
            Dialect::Smtp => self.awaited.push_back(Command::Text(None)),
            Dialect::Lmtp => {
                let accepted = self.fates.iter().enumerate().filter(|(_, fate)| matches!(fate, Fate::Accepted));
                self.awaited.extend(accepted.map(|(at, _)| Command::Text(Some(at))));
            }
        }
    }

    fn on_rcpt(&mut self, at: usize, reply: &Reply) {
        if !matches!(self.fates[at], Fate::Open) {
            return; // MAIL was refused: what is said about recipients after that means nothing
        }
        self.fates[at] = match reply.code {
            _ if reply.is_success() => Fate::Accepted,
            // Too many for one transaction; 552 is an old way to say so (RFC 5321 §4.5.3.1.10).
            452 if self.has_accepted() => Fate::Crowded(remark(reply, &self.by)),
            552 if self.has_accepted()
                && reply.status.is_none_or(|status| (status.subject, status.detail) == (5, 3)) =>
            {
                Fate::Crowded(Remark { code: 452, ..remark(reply, &self.by) })
            }
            _ => Fate::Settled(self.refusal(reply)),
        };
    }

    fn on_data(&mut self, reply: &Reply, out: &mut BytesMut) -> Step {
        if reply.code == 354 {
            if self.has_accepted() {
                self.await_text();
                return Step::SendText;
            }
            self.awaited.push_back(Command::Nothing);
            return Step::SendNothing;
        }
        if reply.is_success() {
            return self.break_off(&format!("DATA was answered with {}", remark(reply, &self.by)));
        }
        let refusal = self.refusal(reply);
        self.settle_accepted(&refusal);
        self.say_more(out)
    }

    fn on_text(&mut self, at: Option<usize>, reply: &Reply) {
        let outcome = if reply.is_success() {
            Outcome::Sent { remark: remark(reply, &self.by), relays_dsn: self.capabilities.dsn }
        } else {
            self.refusal(reply)
        };
        if let Outcome::Sent { .. } = outcome {
            let accepted = (0..self.fates.len()).filter(|of| matches!(self.fates[*of], Fate::Accepted));
            let confirmed = accepted.filter(|of| at.is_none_or(|at| at == *of));
            self.confirmed.extend(confirmed.map(|of| self.letter.recipients[of]));
        }
        match at {
            None => self.settle_accepted(&outcome),
            Some(at) => self.fates[at] = Fate::Settled(outcome),
        }
        self.ends = Ends::Clean;
    }

    /// What a reply that is no success means for a recipient. `3yz` where it makes no sense is no refusal for good.
    fn refusal(&self, reply: &Reply) -> Outcome {
        let remark = remark(reply, &self.by);
        if reply.is_permanent() { Outcome::Failed(remark) } else { Outcome::Deferred(remark) }
    }

    fn settle_open(&mut self, outcome: &Outcome) {
        for fate in &mut self.fates {
            if !matches!(fate, Fate::Settled(_)) {
                *fate = Fate::Settled(outcome.clone());
            }
        }
    }

    fn settle_accepted(&mut self, outcome: &Outcome) {
        for fate in &mut self.fates {
            if matches!(fate, Fate::Accepted) {
                *fate = Fate::Settled(outcome.clone());
            }
        }
    }

    /// The server does not keep to the protocol.
    fn break_off(&mut self, text: &str) -> Step {
        self.settle_open(&Outcome::Deferred(for_now(451, 5, 0, text)));
        self.ends = Ends::Dead;
        Step::Done
    }

    fn write(&self, command: Command, out: &mut BytesMut) {
        match command {
            Command::Reset => out.extend_from_slice(b"RSET\r\n"),
            Command::Mail => self.letter.mail(&self.capabilities, out),
            Command::Rcpt(at) => self.letter.rcpt(at, &self.capabilities, out),
            Command::Data => out.extend_from_slice(b"DATA\r\n"),
            Command::Text(_) | Command::Nothing => {}
        }
    }
}

#[cfg(test)]
mod tests;
