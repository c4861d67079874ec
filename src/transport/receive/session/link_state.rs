//! X-LINK2STATE: another server of the organization says which links are down, and is told what this one knows.
//!
//! Only who has proved to be one of them is heard. What comes in chunks is taken over once it is whole and makes sense, or
//! not at all.

use std::collections::VecDeque;
use std::sync::Arc;

use super::{Session, Step};
use crate::mail::Reply;
use crate::mail::link_state::{Chunk, Gathering, Misplaced, chunks};
use crate::model::TransportServer;
use crate::transport::links::words::{Answer, Request, Tables};
use crate::transport::receive::permission::Principal;
use crate::transport::receive::replies::{self, Line};

/// Chunks in one reply: our sender, as others, takes no endless ones.
const MOST_LINES: usize = 100;

/// Where such an exchange stands.
#[derive(Debug, Default)]
pub(super) struct LinkTalk {
    gathering: Gathering,
    /// What is left of the answer.
    answer: VecDeque<String>,
    /// What this server's table was when the two were compared, and what it has learned since.
    compared: Option<u64>,
}

impl Session {
    pub(super) fn on_link_state(&mut self, argument: &str) -> Option<Step> {
        let peer = match self.speaker_of_links() {
            Ok(peer) => peer,
            Err(line) => return self.object(line),
        };
        let mut talk = self.links.take().unwrap_or_default();
        let gathered = match Chunk::parse(argument) {
            Some(chunk) => talk.gathering.add(chunk).map_err(|why| match why {
                Misplaced::NoFirst => replies::NEED_FIRST_CHUNK,
                Misplaced::TooMuch => replies::LINK_STATES_TOO_LARGE,
            }),
            None => Err(replies::BAD_ARGUMENTS),
        };
        let reply = match gathered {
            Err(line) => Err(line),
            Ok(None) => Ok(Reply::bare(200, "OK")),
            Ok(Some(text)) => self.hear_of_links(&text, &peer, &mut talk),
        };
        match reply {
            Ok(reply) => {
                self.links = Some(talk);
                self.say(reply);
                None
            }
            // With it goes all that has come so far.
            Err(line) => self.object(line),
        }
    }

    /// The server that may speak of links here and now, or why nobody may.
    fn speaker_of_links(&self) -> Result<Arc<TransportServer>, Line> {
        match &self.principal {
            Principal::Server(_) if self.front_end.is_some() => Err(replies::NOT_IMPLEMENTED),
            Principal::Server(_) if self.hello.is_none() => Err(replies::HELLO_FIRST),
            Principal::Server(_) if self.transaction.is_some() => Err(replies::NOT_IN_TRANSACTION),
            Principal::Server(peer) => Ok(Arc::clone(peer)),
            _ => Err(replies::NOT_IMPLEMENTED),
        }
    }

    fn hear_of_links(&self, text: &str, peer: &TransportServer, talk: &mut LinkTalk) -> Result<Reply, Line> {
        let (settings, links) = (&*self.settings, &self.settings.links);
        let answer = match Request::parse(text).ok_or(replies::BAD_ARGUMENTS)? {
            Request::More if talk.answer.is_empty() => return Err(replies::NOTHING_MORE),
            Request::More => return Ok(next_lines(talk)),
            Request::Digest(digest) => {
                let (revision, answer) = links.answer(&digest, settings);
                talk.compared = Some(revision);
                if answer == Answer::Same {
                    links.agreed(peer, revision);
                }
                answer
            }
            Request::Tables(Tables { tell, ask }) => {
                let (before, after) = links.learn(tell, peer, settings, self.clock.now());
                // It knows what it has been told, what it asks for now, and what it has told itself.
                if talk.compared == Some(before) {
                    talk.compared = Some(after);
                    links.agreed(peer, after);
                }
                links.answer_to(&ask, peer, settings)
            }
        };
        talk.answer = chunks(&answer.to_string()).into();
        Ok(next_lines(talk))
    }
}

fn next_lines(talk: &mut LinkTalk) -> Reply {
    let most = talk.answer.len().min(MOST_LINES);
    let lines = talk.answer.drain(..most).map(Into::into).collect();
    Reply { code: 200, status: None, lines }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use bytes::BytesMut;
    use jiff::Timestamp;
    use proptest::prelude::*;
    use serde_json::json;
    use uuid::Uuid;

    use super::*;
    use crate::mail::reply::ReplyReader;
    use crate::model::DeliveryType;
    use crate::transport::NextHop;
    use crate::transport::receive::scene::{self, Still};
    use crate::transport::receive::session::{Ends, Hello, Journal, Step};

    /// HUB02 has proved itself and greeted.
    fn session() -> Session {
        let connector = scene::connector("Default", json!({"MaxProtocolErrors": "unlimited"}));
        let mut settings = scene::settings(vec![connector]);
        settings.servers.push(settings.server.clone());
        let (settings, ends) = (
            Arc::new(settings),
            Ends { local: "10.0.0.1:25".parse().unwrap(), remote: "192.0.2.7:4000".parse().unwrap(), session: 1 },
        );
        let connector = settings.receive_connectors[0].clone();
        let mut session = Session::new(ends, settings.clone(), connector, Arc::new(Still), Journal::closed());
        session.become_principal(Principal::Server(settings.servers[0].clone()));
        session.hello = Some(Hello { name: "hub02.contoso.com".to_owned(), is_extended: true });
        assert!(matches!(session.advance(&mut BytesMut::new()), Step::Consult(_) | Step::Read));
        session.output().clear();
        session
    }

    fn ask(session: &mut Session, line: &str) -> Reply {
        let mut input = BytesMut::from(format!("{line}\r\n").as_bytes());
        assert!(matches!(session.advance(&mut input), Step::Read), "{line}");
        ReplyReader::new().read(session.output()).unwrap().unwrap()
    }

    /// The text of the answer, and how many replies it took.
    fn answer(session: &mut Session, text: &str) -> (String, usize) {
        let mut gathering = Gathering::default();
        let mut reply = Reply::bare(200, "");
        for chunk in chunks(text) {
            reply = ask(session, &format!("X-LINK2STATE {chunk}"));
        }
        for replies in 1.. {
            assert_eq!(reply.code, 200, "{reply}");
            for line in &reply.lines {
                if let Some(text) = gathering.add(Chunk::parse(line).unwrap()).unwrap() {
                    return (text, replies);
                }
            }
            reply = ask(session, "X-LINK2STATE LAST CHUNK={00000004} MORE");
        }
        unreachable!("replies have no end")
    }

    #[test]
    fn an_answer_of_many_chunks_comes_in_several_replies() {
        let mut session = session();
        for number in 0..2000u128 {
            let host = format!("[192.0.2.{number}]");
            let hop = NextHop::new(DeliveryType::SmartHostConnectorDelivery, host, Uuid::from_u128(number + 1));
            session.settings.links.fell(&hop, "441 4.4.1 no", Timestamp::UNIX_EPOCH, Duration::from_secs(60));
        }
        let (text, _) = answer(&mut session, "DIGEST_QUERY 0");
        let Some(Answer::Differs(versions)) = Answer::parse(&text) else { panic!("{text}") };
        assert_eq!((versions[0].0.as_str(), versions[0].1.count), ("hub01.contoso.com", 2000));
        let tables = Tables { tell: Vec::new(), ask: vec!["hub01.contoso.com".to_owned()] };
        let (text, replies) = answer(&mut session, &Request::Tables(tables).to_string());
        let Some(Answer::Tables(tables)) = Answer::parse(&text) else { panic!("no tables") };
        assert_eq!(tables.tell[0].outages.len(), 2000);
        assert!(replies > 1, "{replies}");
        assert_eq!(ask(&mut session, "X-LINK2STATE LAST CHUNK={00000004} MORE").code, 503, "that was all");
    }

    #[test]
    fn of_what_is_too_much_nothing_is_kept() {
        let mut session = session();
        let text = "x".repeat(1900);
        let mut first = "FIRST";
        let refused = loop {
            let reply = ask(&mut session, &format!("X-LINK2STATE {first} CHUNK={{0000076C}} {text}"));
            if reply.code != 200 {
                break reply;
            }
            first = "NEXT";
        };
        assert_eq!(refused.to_string(), "552 5.3.4 Link states exceed fixed maximum size");
        assert_eq!(ask(&mut session, "X-LINK2STATE LAST CHUNK={00000004} MORE").code, 503);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(
            said in proptest::collection::vec((
                prop::sample::select(vec!["FIRST", "NEXT", "LAST"]),
                prop::sample::select(vec![
                    "DIGEST_QUERY 0", "MORE", "TABLE ", "{\"tell\":[],\"ask\":[\"hub01.contoso.com\"]}",
                    "{\"tell\":[{\"server\":\"hub02.contoso.com\",\"version\":{\"start\":1,\"count\":1},\"outages\":[]}],",
                    "\"ask\":[]}", "[", "]", "",
                ]),
                0usize..3), 0..12))
        {
            let mut session = session();
            for (place, text, off) in said {
                let line = format!("X-LINK2STATE {place} CHUNK={{{:08x}}} {text}", text.len() + off / 2);
                let reply = ask(&mut session, &line);
                prop_assert!([200, 501, 503].contains(&reply.code), "{line}: {reply}");
            }
        }
    }
}
