//! One connection to a milter, for one SMTP session: commands and answers.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};
use tokio::time::timeout;

use super::agreement::{Agreement, no};
use super::macros::{self, Stage};
use super::packet::{self, hear, say, text};
use crate::mail::EnhancedStatus;
use crate::mail::reply::ReplyReader;
use crate::model::{MilterEndpoint, TransportAgent};
use crate::transport::agent::facts::{Facts, Occasion};
use crate::transport::agent::verdict::{self, Trouble, Verdict};

/// How often a milter may say that it is still at work before it is given up (SMFIR_PROGRESS).
const MOST_SIGNS: usize = 60;

trait Wire: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Wire for T {}

/// A connection on which both sides have agreed.
pub struct Line {
    wire: Box<dyn Wire>,
    input: BytesMut,
    pub(super) agreed: Agreement,
}

/// A milter in one SMTP session.
pub struct Milter {
    pub(super) agent: Arc<TransportAgent>,
    pub(super) line: Line,
    pub(super) output: BytesMut,
}

impl Milter {
    /// Dials and agrees.
    pub async fn dial(agent: Arc<TransportAgent>, endpoint: &MilterEndpoint) -> Result<Milter, Trouble> {
        let limit = agent.connect_timeout.duration();
        let wire = timeout(limit, connect(endpoint)).await.map_err(|_| Trouble::Silent(limit))??;
        let mut output = BytesMut::new();
        Agreement::offer(&mut output);
        // What was agreed is not known before it is read.
        let agreed = Agreement::read(Bytes::from_static(&[0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0]))?;
        let line = Line { wire, input: BytesMut::new(), agreed };
        let mut milter = Milter { agent, line, output };
        let limit = milter.agent.command_timeout.duration();
        match milter.answer(limit).await? {
            (hear::OFFER, content) => milter.line.agreed = Agreement::read(content)?,
            (kind, _) => return Err(unexpected(kind)),
        }
        Ok(milter)
    }

    /// Goes on with a connection that another session has left.
    pub fn resume(agent: Arc<TransportAgent>, line: Line) -> Milter {
        Milter { agent, line, output: BytesMut::new() }
    }

    /// Tells what has happened, and asks what to do where the milter wants to be asked.
    pub async fn hear(&mut self, occasion: &Occasion, facts: &Facts) -> Result<Verdict, Trouble> {
        match occasion {
            Occasion::Connect => {
                let content = connection(facts);
                self.command(
                    Some(Stage::Connect),
                    say::CONNECT,
                    &content,
                    no::CONNECT,
                    no::REPLY_TO_CONNECT,
                    facts,
                    None,
                )
                .await
            }
            Occasion::Hello { name, .. } => {
                self.command(Some(Stage::Hello), say::HELLO, &text(name), no::HELLO, no::REPLY_TO_HELLO, facts, None)
                    .await
            }
            Occasion::Mail { sender, arguments } => {
                let content = path(sender, arguments);
                self.command(Some(Stage::Mail), say::MAIL, &content, no::MAIL, no::REPLY_TO_MAIL, facts, None).await
            }
            Occasion::Rcpt { recipient, arguments } => {
                let content = path(recipient, arguments);
                self.command(
                    Some(Stage::Rcpt),
                    say::RCPT,
                    &content,
                    no::RCPT,
                    no::REPLY_TO_RCPT,
                    facts,
                    Some(recipient),
                )
                .await
            }
            Occasion::Data if self.line.agreed.version > 3 => {
                self.command(Some(Stage::Data), say::DATA, &[], no::DATA, no::REPLY_TO_DATA, facts, None).await
            }
            Occasion::Unknown(line) if self.line.agreed.version > 2 => {
                self.command(None, say::UNKNOWN, &text(line), no::UNKNOWN, no::REPLY_TO_UNKNOWN, facts, None).await
            }
            _ => Ok(Verdict::Continue),
        }
    }

    /// The message under way comes to nothing.
    pub async fn abort(&mut self) -> Result<(), Trouble> {
        packet::write(say::ABORT, &[], &mut self.output);
        self.flush(self.agent.command_timeout.duration()).await
    }

    /// Ends the session and leaves the connection to the next one, where the milter is new enough.
    pub async fn part(mut self) -> Option<Line> {
        // Who is not told of connections cannot know that another one begins (pymilter fails then).
        let may_stay = self.line.agreed.version == 6 && !self.line.agreed.leaves_out(no::CONNECT);
        packet::write(if may_stay { say::QUIT_FOR_NEXT } else { say::QUIT }, &[], &mut self.output);
        let sent = self.flush(self.agent.command_timeout.duration()).await;
        (may_stay && sent.is_ok() && self.line.input.is_empty()).then_some(self.line)
    }

    /// Sends a command with the macros of its stage, unless the milter does not want it, and waits for the verdict,
    /// unless it gives none.
    #[allow(clippy::too_many_arguments)] // one row of the protocol's table
    async fn command(
        &mut self,
        stage: Option<Stage>,
        kind: u8,
        content: &[u8],
        unless: u32,
        unanswered: u32,
        facts: &Facts,
        recipient: Option<&str>,
    ) -> Result<Verdict, Trouble> {
        if self.line.agreed.leaves_out(unless) {
            return Ok(Verdict::Continue);
        }
        if let Some(stage) = stage {
            self.tell_macros(stage, kind, facts, recipient);
        }
        packet::write(kind, &[content], &mut self.output);
        let limit = self.agent.command_timeout.duration();
        if self.line.agreed.leaves_out(unanswered) {
            // Goes out with the next one that is answered.
            return Ok(Verdict::Continue);
        }
        match self.answer(limit).await? {
            (hear::SKIP, _) => Ok(Verdict::Continue),
            (kind, content) => verdict_of(kind, &content),
        }
    }

    pub(super) fn tell_macros(&mut self, stage: Stage, kind: u8, facts: &Facts, recipient: Option<&str>) {
        let mut content = vec![kind];
        for (name, value) in macros::of(stage, facts, recipient) {
            if self.line.agreed.macros.are_wanted(stage, name) {
                content.extend(text(name));
                content.extend(text(&value));
            }
        }
        packet::write(say::MACROS, &[&content], &mut self.output);
    }

    /// Sends what is to be sent and reads one answer; a sign of life begins the time anew.
    pub(super) async fn answer(&mut self, limit: Duration) -> Result<(u8, Bytes), Trouble> {
        self.flush(limit).await?;
        for _ in 0..MOST_SIGNS {
            let frame = timeout(limit, self.line.frame()).await.map_err(|_| Trouble::Silent(limit))??;
            if frame.0 != hear::PROGRESS {
                return Ok(frame);
            }
        }
        Err(Trouble::nonsense("it says that it is at work without end"))
    }

    pub(super) async fn flush(&mut self, limit: Duration) -> Result<(), Trouble> {
        if self.output.is_empty() {
            return Ok(());
        }
        let sent = timeout(limit, async {
            self.line.wire.write_all(&self.output).await?;
            self.line.wire.flush().await
        });
        sent.await.map_err(|_| Trouble::Silent(limit))?.map_err(gone)?;
        self.output.clear();
        Ok(())
    }
}

impl Line {
    /// Whether the milter has neither ended the connection nor said anything since.
    pub async fn is_open(&mut self) -> bool {
        tokio::select! {
            biased;
            _ = self.wire.read_buf(&mut self.input) => false,
            () = std::future::ready(()) => true,
        }
    }

    async fn frame(&mut self) -> Result<(u8, Bytes), Trouble> {
        loop {
            if let Some(frame) = packet::read(&mut self.input)? {
                return Ok(frame);
            }
            if self.wire.read_buf(&mut self.input).await.map_err(gone)? == 0 {
                return Err(Trouble::Gone);
            }
        }
    }
}

/// A connection that breaks is a milter that has ended.
fn gone(error: io::Error) -> Trouble {
    match error.kind() {
        io::ErrorKind::BrokenPipe | io::ErrorKind::ConnectionReset => Trouble::Gone,
        _ => Trouble::Unreachable(error),
    }
}

async fn connect(endpoint: &MilterEndpoint) -> io::Result<Box<dyn Wire>> {
    Ok(match endpoint {
        MilterEndpoint::Address(address) => {
            let stream = TcpStream::connect(address).await?;
            stream.set_nodelay(true)?;
            Box::new(stream)
        }
        MilterEndpoint::Unix(path) => Box::new(UnixStream::connect(path).await?),
    })
}

/// Who is connected: name, family, port, address. We ask nobody for the name of an address; Sendmail writes it so then.
fn connection(facts: &Facts) -> Vec<u8> {
    let remote = facts.client.remote;
    let address = remote.ip().to_canonical();
    let mut content = text(&format!("[{address}]"));
    content.push(if address.is_ipv4() { b'4' } else { b'6' });
    content.extend(remote.port().to_be_bytes());
    content.extend(text(&match address {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => format!("IPv6:{v6}"),
    }));
    content
}

/// An address in angle brackets, and its arguments.
fn path(address: &str, arguments: &[String]) -> Vec<u8> {
    let mut content = text(&format!("<{address}>"));
    arguments.iter().for_each(|argument| content.extend(text(argument)));
    content
}

/// What an answer means that is a verdict.
pub(super) fn verdict_of(kind: u8, content: &[u8]) -> Result<Verdict, Trouble> {
    Ok(match kind {
        hear::CONTINUE => Verdict::Continue,
        hear::ACCEPT => Verdict::Accept,
        hear::DISCARD => Verdict::Discard,
        hear::REJECT => Verdict::Refuse(verdict::rejected()),
        hear::PUT_OFF | hear::CONNECTION_FAILS => Verdict::Refuse(verdict::put_off()),
        hear::SHUT_DOWN => Verdict::Refuse(crate::mail::Reply::new(
            421,
            EnhancedStatus::new(4, 7, 0),
            "Service closing transmission channel",
        )),
        hear::REPLY => Verdict::Refuse(reply_of(content)?),
        kind => return Err(unexpected(kind)),
    })
}

/// A reply in the milter's own words: lines as they would go over the wire, with `%%` for `%`.
fn reply_of(content: &[u8]) -> Result<crate::mail::Reply, Trouble> {
    let words = content.split(|byte| *byte == 0).next().unwrap_or_default();
    let words = String::from_utf8_lossy(words).replace("%%", "%");
    let mut input = BytesMut::from(words.trim_end().as_bytes());
    input.extend_from_slice(b"\r\n");
    let said = ReplyReader::new().read(&mut input).ok().flatten();
    let said = said.ok_or_else(|| Trouble::nonsense(format!("{words:?} is no reply")))?;
    let made = verdict::reply(said.code, said.status, "");
    let made = made.ok_or_else(|| Trouble::nonsense(format!("{words:?} is no refusal")))?;
    let is_silent = said.lines.iter().all(|line| line.is_empty());
    Ok(crate::mail::Reply { lines: if is_silent { made.lines } else { said.lines }, ..made })
}

pub(super) fn unexpected(kind: u8) -> Trouble {
    Trouble::nonsense(format!("it answers {:?} where that means nothing", char::from(kind)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_verdicts() {
        for (kind, content, expected) in [
            (b'c', &b""[..], "Continue"),
            (b'a', b"", "Accept"),
            (b'd', b"", "Discard"),
            (b'r', b"", "550 5.7.1 Command rejected"),
            (b't', b"", "451 4.7.1 Service unavailable - try again later"),
            (b'f', b"", "451 4.7.1 Service unavailable - try again later"),
            (b'4', b"", "421 4.7.0 Service closing transmission channel"),
            (b'y', b"554 5.7.0 no\0", "554 5.7.0 no"),
            (b'y', b"550 100%% spam\0", "550 5.7.1 100% spam"),
            (b'y', b"451\0", "451 4.7.1 Message refused"),
            (b'y', b"550-5.7.1 one\r\n550 5.7.1 two\0", "550 5.7.1 one two"),
            (b'y', b"450 5.7.1 mixed\0", "450 4.7.1 mixed"),
        ] {
            let said = match verdict_of(kind, content).expect("a verdict") {
                Verdict::Refuse(reply) => reply.to_string(),
                other => format!("{other:?}"),
            };
            assert_eq!(said, expected);
        }
        for (kind, content) in [(b'y', &b"250 OK\0"[..]), (b'y', b"hello\0"), (b'y', b""), (b'x', b""), (b'b', b"")] {
            assert!(verdict_of(kind, content).is_err(), "{kind} {content:?}");
        }
    }
}
