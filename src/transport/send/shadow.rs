//! Sessions with another server about shadow copies: bringing it ours, and asking which of its own are done with.

use std::io::IoSlice;
use std::time::Duration;

use bytes::Bytes;
use smallvec::SmallVec;
use uuid::Uuid;

use super::Outbound;
use super::line::{Line, Loss};
use super::patience::Patience;
use super::plan::about_copies;
use super::session::Session;
use crate::mail::shadow_request::{self, Announcement, MOST_NAMES};
use crate::model::{DeliveryType, TransportServer};
use crate::transport::{Body, BodySource, MessageId, NextHop, Settings};

/// Longest wait for an answer: somebody waits for ours.
const MOST: Duration = Duration::from_secs(20);

/// What is read of a message on the disk at a time.
const PIECE: usize = 256 * 1024;

/// A session in which copies are brought.
pub struct ShadowLine {
    line: Line,
    patience: Patience,
}

/// Why a copy was not taken.
#[derive(Debug)]
pub enum Refused {
    /// The server says so; another copy may be taken.
    Said(String),
    /// The session is over. `true`: nothing was ever said in it, as it had been left open too long.
    Lost(String, bool),
}

impl Outbound {
    /// Begins to bring copies of this server's mail, as its queue database holds it.
    pub async fn bring_shadows(
        &self,
        to: &TransportServer,
        database: Uuid,
        settings: &Settings,
    ) -> Result<ShadowLine, String> {
        let session = self.about_copies(to, settings).await?;
        if !session.takes_shadows() {
            session.quit().await;
            return Err(format!("{} takes no shadow copies from this server", to.fqdn));
        }
        let mut line = session.into_line();
        let patience = Patience::within(MOST);
        let request = shadow_request::request(settings.server.fqdn.as_str(), database);
        match said(&mut line, &request, patience).await {
            Ok(_) => Ok(ShadowLine { line, patience }),
            Err(why) => {
                line.quit().await;
                Err(why)
            }
        }
    }

    /// Which of these copies of a server's mail are done with, and the queue database that it has now.
    pub async fn ask_discards(
        &self,
        of: &TransportServer,
        names: &[Uuid],
        settings: &Settings,
    ) -> Result<(Uuid, Vec<Uuid>), String> {
        let mut line = self.about_copies(of, settings).await?.into_line();
        let (mut found, patience) = (None, Patience::within(MOST));
        for some in names.chunks(MOST_NAMES) {
            let reply = said(&mut line, &shadow_request::discard(some), patience).await?;
            let answer = shadow_request::parse_names(&reply).ok_or_else(|| format!("{} said: {reply}", of.fqdn))?;
            let (database, done) = found.get_or_insert((answer[0], Vec::new()));
            if answer[0] != *database {
                return Err(format!("the queue database of {} has changed meanwhile", of.fqdn));
            }
            done.extend_from_slice(&answer[1..]);
        }
        line.quit().await;
        found.ok_or_else(|| "nothing was asked".to_owned())
    }

    async fn about_copies(&self, server: &TransportServer, settings: &Settings) -> Result<Session, String> {
        let plan = about_copies(server, MOST, settings)
            .ok_or_else(|| format!("no receive connector of {} lets servers of the organization in", server.fqdn))?;
        let hop = NextHop::new(DeliveryType::ShadowRedundancy, server.fqdn.as_str(), Uuid::nil());
        let mut visit = self.dialer.visit(&hop, &plan);
        self.dialer.open(&plan, &mut visit).await.map_err(|unreached| unreached.remark.to_string())
    }

    /// Brings one copy: its record, and the message.
    pub async fn bring(&self, on: &mut ShadowLine, name: Uuid, record: &Bytes, body: &Body) -> Result<(), Refused> {
        on.bring(name, record, body, &*self.bodies).await
    }
}

/// The text of the answer, if it is yes.
async fn said(line: &mut Line, command: &str, patience: Patience) -> Result<String, String> {
    let lost = |loss: Loss| loss.remark().to_string();
    line.say(command.as_bytes(), patience.block).await.map_err(lost)?;
    let reply = line.reply(patience.mail).await.map_err(lost)?;
    if reply.is_success() { Ok(reply.text().into_owned()) } else { Err(reply.to_string()) }
}

impl ShadowLine {
    async fn bring(&mut self, name: Uuid, record: &Bytes, body: &Body, bodies: &dyn BodySource) -> Result<(), Refused> {
        // The other side has said farewell while nobody listened.
        if self.line.has_unread() {
            return Err(Refused::Lost("the session is over".to_owned(), true));
        }
        let message = match body {
            Body::Memory(pieces) => pieces.iter().map(|piece| piece.len() as u64).sum(),
            Body::Spooled { size, .. } => *size,
        };
        let command = Announcement { name, record: record.len() as u64, message }.line();
        self.line.journal.said(command.as_bytes());
        let mut pieces: SmallVec<[IoSlice; 8]> = SmallVec::from_iter([IoSlice::new(command.as_bytes())]);
        pieces.push(IoSlice::new(record));
        if let Body::Memory(body) = body {
            pieces.extend(body.iter().map(|piece| IoSlice::new(piece)));
        }
        let block = self.patience.block;
        let gone = |error: std::io::Error| Refused::Lost(Loss::from(error).remark().to_string(), true);
        self.line.wire.write_all_vectored(&mut pieces, block).await.map_err(gone)?;
        if let Body::Spooled { handle, size, .. } = body {
            self.send_spooled(MessageId(*handle), *size, bodies).await?;
        }
        match self.line.reply(self.patience.text).await {
            Ok(reply) if reply.is_success() => Ok(()),
            Ok(reply) if reply.code == 421 => Err(Refused::Lost(reply.to_string(), true)),
            Ok(reply) => Err(Refused::Said(reply.to_string())),
            Err(loss) => Err(Refused::Lost(loss.remark().to_string(), matches!(loss, Loss::Gone(_)))),
        }
    }

    async fn send_spooled(&mut self, id: MessageId, size: u64, bodies: &dyn BodySource) -> Result<(), Refused> {
        let lost = |why: String| Refused::Lost(why, false);
        let mut sent = 0;
        while sent < size {
            let piece = bodies.read(id, sent, PIECE).await.map_err(|error| lost(error.to_string()))?;
            if piece.is_empty() {
                return Err(lost("the message is shorter than it was".to_owned()));
            }
            sent += piece.len() as u64;
            let written = self.line.wire.write_all_vectored(&mut [IoSlice::new(&piece)], self.patience.block).await;
            written.map_err(|error| lost(Loss::from(error).remark().to_string()))?;
        }
        Ok(())
    }

    pub async fn quit(self) {
        self.line.quit().await;
    }
}
