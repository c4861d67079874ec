//! X-LINK2STATE as the caller says it: whether both know the same of all links, and if not, what is newer on either side.
//!
//! It goes before a message in a session that is there anyway, when there is news; for news alone there is a session now
//! and then ([`Teller`](crate::transport::links::Teller)).

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::time::timeout;
use uuid::Uuid;

use super::Outbound;
use super::line::{Line, Loss};
use super::patience::Patience;
use super::plan::about_links;
use super::session::Session;
use crate::mail::link_state::{Chunk, Gathering, chunks};
use crate::model::{DeliveryType, TransportServer};
use crate::transport::links::words::{Answer, Request, Tables};
use crate::transport::{NextHop, Settings};

/// Longest wait for an answer.
const MOST: Duration = Duration::from_secs(5);

/// And for all of them: a message may be waiting.
const IN_ALL: Duration = Duration::from_secs(10);

/// Why an exchange came to nothing.
#[derive(Debug)]
pub enum Unsaid {
    /// The server does not take part, or says what makes no sense. The session can go on.
    Refused(String),
    /// The session is over.
    Lost(Loss),
}

impl From<Loss> for Unsaid {
    fn from(loss: Loss) -> Unsaid {
        Unsaid::Lost(loss)
    }
}

impl std::fmt::Display for Unsaid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unsaid::Refused(why) => f.write_str(why),
            Unsaid::Lost(loss) => write!(f, "{}", loss.remark()),
        }
    }
}

impl Outbound {
    /// Calls on a server to tell it what is new, and to ask it.
    pub async fn tell_links(&self, to: &TransportServer, settings: &Settings) -> Result<(), String> {
        let plan = about_links(to, MOST, settings)
            .ok_or_else(|| format!("no receive connector of {} lets servers of the organization in", to.fqdn))?;
        let hop = NextHop::new(DeliveryType::SmtpRelayToServers, to.fqdn.as_str(), Uuid::nil());
        let mut visit = self.dialer.visit(&hop, &plan);
        let opened = self.dialer.open(&plan, &mut visit).await;
        let mut session = opened.map_err(|unreached| unreached.remark.to_string())?;
        let told = match session.speaks_of_links() {
            true => session.exchange_links(to, settings, self.dialer.now()).await.map_err(|unsaid| unsaid.to_string()),
            false => Err(format!("{} takes no link states from this server", to.fqdn)),
        };
        session.quit().await;
        told
    }
}

impl Session {
    /// Tells the server at the other end what is new, before it gets a message. Whatever comes of it, the message goes.
    pub async fn tell_links(&mut self, settings: &Settings, now: Timestamp) {
        let called = |server: &&Arc<TransportServer>| server.fqdn.as_str().eq_ignore_ascii_case(&self.host);
        let Some(peer) = settings.servers.iter().find(called) else { return };
        if !settings.links.is_to_be_told(peer) {
            return;
        }
        if let Err(unsaid) = self.exchange_links(peer, settings, now).await {
            tracing::debug!(server = %peer.name, why = %unsaid, "link states could not be exchanged");
            // A session that stood idle may have been closed meanwhile, which says nothing of the next one.
            if self.is_fresh() || matches!(unsaid, Unsaid::Refused(_)) {
                settings.links.failed(peer, true);
            }
        }
    }

    async fn exchange_links(
        &mut self,
        peer: &TransportServer,
        settings: &Settings,
        now: Timestamp,
    ) -> Result<(), Unsaid> {
        let patience = Patience::within(MOST);
        let exchanged = match self.between_messages().await {
            Ok(line) => {
                let exchanged = timeout(IN_ALL, exchange(line, patience, peer, settings, now)).await;
                exchanged.unwrap_or(Err(Unsaid::Lost(Loss::Silent)))
            }
            Err(loss) => Err(loss.into()),
        };
        if let Err(Unsaid::Lost(_)) = &exchanged {
            self.give_up();
        }
        exchanged
    }
}

async fn exchange(
    line: &mut Line,
    patience: Patience,
    peer: &TransportServer,
    settings: &Settings,
    now: Timestamp,
) -> Result<(), Unsaid> {
    let links = &settings.links;
    let (mut revision, question) = links.question(settings);
    let theirs = match ask(line, &question, patience).await? {
        Answer::Same => {
            links.agreed(peer, revision);
            return Ok(());
        }
        Answer::Differs(versions) => versions,
        Answer::Tables(_) => return Err(Unsaid::Refused("it answers what was not asked".to_owned())),
    };
    let (parts, mut asked) = links.compare(&theirs, peer, settings);
    let mut parts = VecDeque::from(parts);
    while !parts.is_empty() || !asked.is_empty() {
        let tell = parts.pop_front().unwrap_or_default();
        let is_last = parts.is_empty();
        let tables = Tables { tell, ask: if is_last { asked.clone() } else { Vec::new() } };
        let Answer::Tables(Tables { tell: told, .. }) = ask(line, &Request::Tables(tables), patience).await? else {
            return Err(Unsaid::Refused("it answers what was not asked".to_owned()));
        };
        // Of whom it tells nothing now it knows nothing any more.
        let before = asked.len();
        asked.retain(|name| !told.iter().any(|entry| entry.server.eq_ignore_ascii_case(name)));
        if is_last && asked.len() == before {
            asked.clear();
        }
        let (from, to) = links.learn(told, peer, settings, now);
        // What it has told us it knows; what others have told us meanwhile it does not.
        if from == revision {
            revision = to;
        }
    }
    links.agreed(peer, revision);
    Ok(())
}

/// Says a text and hears the answer, both in as many chunks as it takes.
async fn ask(line: &mut Line, request: &Request, patience: Patience) -> Result<Answer, Unsaid> {
    let mut gathering = Gathering::default();
    let mut heard = say(line, &request.to_string(), patience).await?;
    loop {
        for chunk in &heard {
            let chunk = Chunk::parse(chunk).ok_or_else(|| strange(chunk))?;
            let text = gathering.add(chunk).map_err(|why| Unsaid::Refused(why.to_string()))?;
            if let Some(text) = text {
                return Answer::parse(&text).ok_or_else(|| strange(&text));
            }
        }
        heard = say(line, &Request::More.to_string(), patience).await?;
    }
}

fn strange(text: &str) -> Unsaid {
    Unsaid::Refused(format!("it says what makes no sense: {}", text.chars().take(80).collect::<String>()))
}

/// The lines of the answer to the last chunk.
async fn say(line: &mut Line, text: &str, patience: Patience) -> Result<Vec<String>, Unsaid> {
    let mut lines = Vec::new();
    for chunk in chunks(text) {
        line.say(format!("X-LINK2STATE {chunk}\r\n").as_bytes(), patience.block).await?;
        let reply = line.reply(patience.mail).await?;
        if reply.code == 421 {
            return Err(Unsaid::Lost(Loss::Gone(reply.to_string())));
        }
        if !reply.is_success() {
            return Err(Unsaid::Refused(reply.to_string()));
        }
        lines = reply.lines.into_iter().map(std::borrow::Cow::into_owned).collect();
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
    use tokio::net::UnixStream;

    use super::*;
    use crate::model::Class;
    use crate::transport::Links;
    use crate::transport::samples;
    use crate::transport::send::journal::Journal;
    use crate::transport::send::wire::Wire;

    fn now() -> Timestamp {
        Timestamp::from_second(1_800_000_000).unwrap()
    }

    /// hub1 and hub2, each with its own links; hub2 has so many that are down.
    fn organization(down: u128) -> [Settings; 2] {
        let one = Settings { links: Links::since(now()), ..samples::settings() };
        let two = Settings { server: one.servers[1].clone(), links: Links::since(now()), ..one.clone() };
        for number in 1..=down {
            let host = format!("[192.0.2.{number}]");
            let hop = NextHop::new(DeliveryType::SmartHostConnectorDelivery, host, Uuid::from_u128(number));
            two.links.fell(&hop, "441 4.4.1 no", now(), Duration::from_secs(60));
        }
        [one, two]
    }

    /// hub2, which says a chunk or two at a time.
    async fn serve(stream: UnixStream, ours: Settings, peer: Arc<TransportServer>) {
        let mut stream = BufReader::new(stream);
        let (mut gathering, mut answer) = (Gathering::default(), VecDeque::new());
        let mut line = String::new();
        while stream.read_line(&mut line).await.unwrap() > 0 {
            let argument = line.trim_end().strip_prefix("X-LINK2STATE ").expect("nothing else is said").to_owned();
            line.clear();
            let text = gathering.add(Chunk::parse(&argument).expect("a chunk")).expect("in order");
            let said = match text.as_deref().map(|text| Request::parse(text).expect("a request")) {
                None => None,
                Some(Request::More) => None,
                Some(Request::Digest(digest)) => Some(ours.links.answer(&digest, &ours).1),
                Some(Request::Tables(Tables { tell, ask })) => {
                    ours.links.learn(tell, &peer, &ours, now());
                    Some(ours.links.answer_to(&ask, &peer, &ours))
                }
            };
            if let Some(said) = said {
                answer = chunks(&said.to_string()).into();
            }
            let lines: Vec<String> = answer.drain(..answer.len().min(2)).collect();
            let reply = match &lines[..] {
                [] => "200 OK\r\n".to_owned(),
                [one] => format!("200 {one}\r\n"),
                more => format!("200-{}\r\n200 {}\r\n", more[0], more[1]),
            };
            stream.write_all(reply.as_bytes()).await.unwrap();
        }
    }

    async fn talk(settings: &Settings, peer: &TransportServer, stream: UnixStream) -> Result<(), Unsaid> {
        let mut line = Line::new(Wire::Unix(stream), Journal::silent());
        exchange(&mut line, Patience::within(MOST), peer, settings, now()).await
    }

    #[tokio::test]
    async fn what_takes_many_chunks_is_told_and_heard_whole() {
        let [one, two] = organization(300);
        let (own, peer) = (one.server.clone(), two.server.clone());
        for number in 0..50 {
            let hop =
                NextHop::new(DeliveryType::DnsConnectorDelivery, format!("d{number}.example"), Uuid::from_u128(1));
            one.links.fell(&hop, "441 4.4.1 no", now(), Duration::from_secs(60));
        }
        let (ours, theirs) = UnixStream::pair().unwrap();
        let serving = tokio::spawn(serve(theirs, two.clone(), own.clone()));
        talk(&one, &peer, ours).await.expect("exchanged");
        serving.await.unwrap();
        assert_eq!((one.links.of_others().len(), two.links.of_others().len()), (300, 50));
        assert!(!one.links.is_due(&peer), "it has been told, and has told");
    }

    #[tokio::test]
    async fn a_server_that_says_what_makes_no_sense_does_no_harm() {
        let [one, two] = organization(0);
        for (answer, expected) in [
            ("502 5.3.3 Command not implemented\r\n", "502 5.3.3"),
            ("200 OK\r\n", "makes no sense"),
            ("200 LAST CHUNK={00000002} x\r\n", "makes no sense"),
            ("200 NEXT CHUNK={00000001} x\r\n", "first chunk is missing"),
            ("200 LAST CHUNK={00000012} DIGEST_DIFFERS {1}\r\n", "makes no sense"),
            ("200 LAST CHUNK={0000001A} TABLE {\"tell\":[],\"ask\":[]}\r\n", "what was not asked"),
            ("421 4.3.2 Service not available\r\n", "421 4.3.2"),
            ("", "Connection dropped"),
        ] {
            let (ours, mut theirs) = UnixStream::pair().unwrap();
            theirs.write_all(answer.as_bytes()).await.unwrap();
            if answer.is_empty() {
                drop(theirs);
            }
            let unsaid = talk(&one, &two.server, ours).await.expect_err(expected);
            assert!(unsaid.to_string().contains(expected), "{answer}: {unsaid}");
        }
        assert!(one.links.of_others().is_empty() && one.links.is_due(&two.server));
    }

    #[test]
    fn a_server_that_lets_no_servers_in_is_not_called() {
        let [one, two] = organization(0);
        assert!(about_links(&two.server, MOST, &one).is_none());
        let server = TransportServer::create("hub9", "", json!({ "Fqdn": "hub9.contoso.com" })).expect("sound");
        assert!(about_links(&server, MOST, &one).is_none());
    }
}
