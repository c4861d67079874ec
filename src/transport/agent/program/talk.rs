//! One SMTP session's questions to a program.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tokio::time::timeout;

use super::process::{Exchange, Process};
use super::wire::{self, About, Answer, Piece, Route};
use crate::model::{AgentEvent, Events};
use crate::transport::agent::facts::{Facts, MessageFacts, Occasion};
use crate::transport::agent::letter::{Letter, NewText};
use crate::transport::agent::rewriting::Wishes;
use crate::transport::agent::verdict::{self, Change, Trouble, Verdict};
use crate::transport::{Envelope, Intake, Refusal};

/// Bytes of body in one line.
const PIECE: usize = 48 * 1024;

/// How often a program may say that it is still at work before it is given up.
const MOST_SIGNS: usize = 60;

/// A program in one SMTP session.
pub struct Talk {
    process: Arc<Process>,
    heard: Events,
}

/// What a program is told of a message in the categorizer.
pub struct Told<'a> {
    pub host: &'a str,
    pub envelope: &'a Envelope,
    pub facts: &'a MessageFacts,
    /// Bytes of its body.
    pub body: u64,
    pub routes: &'a [Route],
}

impl Talk {
    pub fn new(process: Arc<Process>) -> Talk {
        let heard = process.agent.heard();
        Talk { process, heard }
    }

    /// Tells or asks about what has happened, if the program wants to know.
    pub async fn hear(&mut self, occasion: &Occasion, facts: &Facts) -> Result<Verdict, Trouble> {
        let Some(event) = occasion.event().filter(|event| self.heard.has(*event)) else {
            return Ok(Verdict::Continue);
        };
        let mut about = About::new(facts);
        match occasion {
            Occasion::Auth { mechanism } => about.mechanism = Some(mechanism),
            Occasion::ProcessAuthentication { mechanism, user } => {
                about.mechanism = Some(mechanism);
                about.user = Some(user);
            }
            Occasion::SessionParams { arguments } => about.arguments = Some(arguments),
            Occasion::Rcpt { recipient, .. } => about.recipient = Some(recipient),
            Occasion::Reject(reply) => about.reply = Some(reply),
            _ => {}
        }
        if matches!(occasion, Occasion::Reject(_) | Occasion::Disconnect) {
            self.process.tell(wire::question(None, event, about));
            return Ok(Verdict::Continue);
        }
        let mut exchange = self.process.ask()?;
        let line = wire::question(Some(exchange.id), event, about);
        let limit = self.process.agent.command_timeout.duration();
        within(limit, exchange.send(line)).await?;
        let answer = self.answer(&mut exchange, limit).await?;
        if !answer.changes.is_empty() || answer.quarantine.is_some() {
            return Err(Trouble::nonsense(format!("it wants changes at {event}")));
        }
        match event {
            AgentEvent::OnProcessAuthentication => answer.verdict_or(verdict::not_let_in(), verdict::not_let_in_now()),
            _ => answer.verdict(),
        }
    }

    /// Shows the message and reads what becomes of it.
    pub async fn read(
        &mut self,
        letter: &Letter,
        facts: &Facts,
        intake: &dyn Intake,
        most: u64,
    ) -> Result<(Verdict, Wishes), Trouble> {
        for event in events_of_header(facts).filter(|event| self.heard.has(*event)) {
            let mut exchange = self.process.ask()?;
            let about = About { headers: Some(headers(letter)), ..About::new(facts) };
            let line = wire::question(Some(exchange.id), event, about);
            let limit = self.process.agent.command_timeout.duration();
            within(limit, exchange.send(line)).await?;
            let verdict = self.answer(&mut exchange, limit).await?.verdict()?;
            if verdict != Verdict::Continue {
                return Ok((verdict, Wishes::default()));
            }
        }
        if !self.heard.has(AgentEvent::OnEndOfData) {
            return Ok((Verdict::Continue, Wishes::default()));
        }
        let mut exchange = self.process.ask()?;
        let limit = self.process.agent.content_timeout.duration();
        let (mut at, size) = (0, letter.body.size());
        while at < size {
            let piece = letter.body.piece(at, PIECE, intake).await?;
            if piece.is_empty() {
                return Err(Trouble::Refused(Refusal::Spool("a body has ended early".to_owned())));
            }
            at += piece.len() as u64;
            let line = wire::line(&Piece { id: exchange.id, body: STANDARD.encode(&piece) });
            within(limit, exchange.send(line)).await?;
        }
        let about = About { headers: Some(headers(letter)), body_size: Some(size), ..About::new(facts) };
        within(limit, exchange.send(wire::question(Some(exchange.id), AgentEvent::OnEndOfData, about))).await?;
        self.wishes(&mut exchange, limit, NewText::new(intake, most)).await
    }

    /// Asks about a message in the categorizer.
    pub async fn route(
        &self,
        event: AgentEvent,
        letter: &Letter,
        told: Told<'_>,
    ) -> Result<(Verdict, Wishes), Trouble> {
        let mut exchange = self.process.ask()?;
        let Told { host, envelope, facts, body, routes } = told;
        let about = About {
            headers: Some(headers(letter)),
            body_size: Some(body),
            routes: (!routes.is_empty()).then_some(routes),
            ..About::in_categorizer(host, envelope, facts)
        };
        let limit = self.process.agent.command_timeout.duration();
        within(limit, exchange.send(wire::question(Some(exchange.id), event, about))).await?;
        let answer = self.answer(&mut exchange, limit).await?;
        if answer.body.is_some() || answer.quarantine.is_some() {
            return Err(Trouble::nonsense(format!("it wants another body, or quarantine, at {event}")));
        }
        let (verdict, mut wishes) = (answer.verdict()?, Wishes::default());
        for wish in answer.changes {
            wishes.push(wish.into())?;
        }
        Ok((verdict, wishes))
    }

    async fn wishes(
        &self,
        exchange: &mut Exchange,
        limit: Duration,
        mut body: NewText<'_>,
    ) -> Result<(Verdict, Wishes), Trouble> {
        let mut wishes = Wishes::default();
        loop {
            let answer = self.answer(exchange, limit).await?;
            if let Some(piece) = &answer.body {
                let piece =
                    STANDARD.decode(piece).map_err(|_| Trouble::nonsense("a piece of a body that is no Base64"))?;
                body.push(&piece).await?;
                continue;
            }
            let verdict = answer.verdict()?;
            for wish in answer.changes {
                wishes.push(wish.into())?;
            }
            if let Some(why) = answer.quarantine {
                wishes.push(Change::Quarantine(why))?;
            }
            wishes.body = body.finish().await?;
            return Ok((verdict, wishes));
        }
    }

    /// The next answer; a sign of life begins the time anew.
    async fn answer(&self, exchange: &mut Exchange, limit: Duration) -> Result<Answer, Trouble> {
        for _ in 0..MOST_SIGNS {
            let answer = within(limit, exchange.answer()).await?;
            if !answer.progress {
                return Ok(answer);
            }
        }
        Err(Trouble::nonsense("it says that it is at work without end"))
    }
}

/// The events of a message at which its header is shown.
fn events_of_header(facts: &Facts) -> impl Iterator<Item = AgentEvent> {
    let is_handed_on = facts.client.front_end.is_some();
    let proxied = is_handed_on.then_some(AgentEvent::OnProxyInboundMessage);
    [AgentEvent::OnEndOfHeaders].into_iter().chain(proxied)
}

async fn within<T>(limit: Duration, doing: impl Future<Output = Result<T, Trouble>>) -> Result<T, Trouble> {
    timeout(limit, doing).await.unwrap_or(Err(Trouble::Silent(limit)))
}

/// Name and value of each field, the value on one line.
fn headers(letter: &Letter) -> Vec<(String, String)> {
    letter.visible().map(|field| (String::from_utf8_lossy(field.name).into_owned(), field.text())).collect()
}
