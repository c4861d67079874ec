//! The lines: what the server asks, and what a program may answer.

use serde::{Deserialize, Serialize};

use crate::mail::{EnhancedStatus, Reply};
use crate::model::AgentEvent;
use crate::transport::agent::facts::{Facts, MessageFacts};
use crate::transport::agent::verdict::{self, Change, Trouble, Verdict};
use crate::transport::{Envelope, Source};

/// A line to the program. What has no answer has no id.
#[derive(Debug, Serialize)]
pub struct Question<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<u64>,
    pub event: &'static str,
    #[serde(flatten)]
    pub about: About<'a>,
}

/// A piece of a body on its way to the program, before the question that it belongs to.
#[derive(Debug, Serialize)]
pub struct Piece {
    pub id: u64,
    /// Base64.
    pub body: String,
}

/// What is known when the question is asked.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct About<'a> {
    /// Not in the categorizer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
    pub server: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connector: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client: Option<Client<'a>>,
    /// Only in the categorizer: SMTP, Pickup or DSN.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<&'static str>,
    /// Only with OnRoutedMessage and OnCategorizedMessage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub routes: Option<&'a [Route]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<Message<'a>>,
    /// Only with OnAuthCommand and OnProcessAuthentication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mechanism: Option<&'a str>,
    /// Only with OnProcessAuthentication: who the client says it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<&'a str>,
    /// Only with OnXSessionParamsCommand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arguments: Option<&'a [String]>,
    /// Only with OnRcptCommand: the one that it is about; the last of the message's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<&'a str>,
    /// Only with OnReject: what the client heard.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply: Option<&'a str>,
    /// Only with OnEndOfHeaders, OnProxyInboundMessage, OnEndOfData and in the categorizer: name and value of each field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headers: Option<Vec<(String, String)>>,
    /// Only with OnEndOfData: bytes of the body that came before this line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body_size: Option<u64>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Client<'a> {
    pub address: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hello: Option<&'a str>,
    /// Version and cipher.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<&'a str>,
    /// The address of the front end that has handed its session on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub front_end: Option<String>,
}

/// Where some recipients go.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Route {
    pub delivery_type: &'static str,
    pub next_hop: String,
    pub recipients: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct Message<'a> {
    pub id: &'a str,
    pub sender: &'a str,
    pub arguments: &'a [String],
    pub recipients: &'a [String],
}

impl<'a> About<'a> {
    pub fn new(facts: &'a Facts) -> About<'a> {
        About {
            session: Some(format!("{:016X}", facts.client.session)),
            server: &facts.client.host,
            connector: Some(&facts.client.connector),
            client: Some(Client {
                address: facts.client.remote.ip().to_canonical().to_string(),
                port: Some(facts.client.remote.port()),
                hello: facts.hello.as_ref().map(|(name, _)| name.as_str()),
                tls: facts.tls.as_ref().map(|(version, cipher)| format!("{version} {cipher}")),
                user: facts.user.as_deref(),
                front_end: facts.client.front_end.map(|address| address.ip().to_canonical().to_string()),
            }),
            source: None,
            routes: None,
            message: facts.message.as_ref().map(Message::of),
            mechanism: None,
            user: None,
            arguments: None,
            recipient: None,
            reply: None,
            headers: None,
            body_size: None,
        }
    }
}

impl<'a> About<'a> {
    /// About a message in the categorizer.
    pub fn in_categorizer(host: &'a str, envelope: &'a Envelope, facts: &'a MessageFacts) -> About<'a> {
        let client = match &envelope.source {
            Source::Smtp { remote, hello, user, .. } => Some(Client {
                address: remote.to_canonical().to_string(),
                port: None,
                hello: Some(hello),
                tls: None,
                user: user.as_deref(),
                front_end: None,
            }),
            Source::File { .. } | Source::Dsn { .. } => None,
        };
        let connector = match &envelope.source {
            Source::Smtp { connector, .. } => Some(connector.as_str()),
            Source::File { .. } | Source::Dsn { .. } => None,
        };
        About {
            session: None,
            server: host,
            connector,
            client,
            source: Some(source(envelope)),
            routes: None,
            message: Some(Message::of(facts)),
            mechanism: None,
            user: None,
            arguments: None,
            recipient: None,
            reply: None,
            headers: None,
            body_size: None,
        }
    }
}

impl<'a> Message<'a> {
    fn of(facts: &'a MessageFacts) -> Message<'a> {
        let MessageFacts { id, sender, arguments, recipients } = facts;
        Message { id, sender, arguments, recipients }
    }
}

/// How a message came here, in a word.
fn source(envelope: &Envelope) -> &'static str {
    match envelope.source {
        Source::Smtp { .. } => "SMTP",
        Source::File { .. } => "Pickup",
        Source::Dsn { .. } => "DSN",
    }
}

/// A line, its line end included.
pub fn line(of: &impl Serialize) -> Vec<u8> {
    let mut line = serde_json::to_vec(of).unwrap_or_default();
    line.push(b'\n');
    line
}

/// A question as a line.
pub fn question(id: Option<u64>, event: AgentEvent, about: About<'_>) -> Vec<u8> {
    line(&Question { id, event: event.name(), about })
}

/// A line from the program.
#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Answer {
    pub id: u64,
    pub action: Option<Action>,
    /// With reject and tempfail: what the client hears.
    pub code: Option<u16>,
    pub status: Option<String>,
    pub text: Option<String>,
    /// With OnEndOfData: what is to be different, in this order.
    #[serde(default)]
    pub changes: Vec<Wish>,
    /// With OnEndOfData: the message is kept back, for this reason.
    pub quarantine: Option<String>,
    /// Base64: a piece of the new body. Such a line comes before the one with the action and has nothing else.
    pub body: Option<String>,
    /// Only says that the program is still at work.
    #[serde(default)]
    pub progress: bool,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    Continue,
    Accept,
    Reject,
    Tempfail,
    Discard,
}

/// A change, as programs write it.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum Wish {
    AddHeader { name: String, value: String },
    InsertHeader { index: usize, name: String, value: String },
    ChangeHeader { name: String, index: usize, value: String },
    RemoveHeader { name: String, index: usize },
    SetSender { address: String },
    AddRecipient { address: String },
    RemoveRecipient { address: String },
}

impl From<Wish> for Change {
    fn from(wish: Wish) -> Change {
        match wish {
            Wish::AddHeader { name, value } => Change::Add { name, value: value.into_bytes() },
            Wish::InsertHeader { index, name, value } => Change::Insert { at: index, name, value: value.into_bytes() },
            Wish::ChangeHeader { name, index, value } => Change::Set { name, nth: index, value: value.into_bytes() },
            Wish::RemoveHeader { name, index } => Change::Set { name, nth: index, value: Vec::new() },
            Wish::SetSender { address } => Change::Sender { address, arguments: String::new() },
            Wish::AddRecipient { address } => Change::AddRecipient { address, arguments: String::new() },
            Wish::RemoveRecipient { address } => Change::RemoveRecipient(address),
        }
    }
}

impl Answer {
    pub fn read(line: &[u8]) -> Result<Answer, Trouble> {
        serde_json::from_slice(line).map_err(|error| Trouble::nonsense(error.to_string()))
    }

    /// What the program wants to become of it.
    pub fn verdict(&self) -> Result<Verdict, Trouble> {
        self.verdict_or(verdict::rejected(), verdict::put_off())
    }

    /// The same, where clients usually hear these words when it refuses, or refuses for now.
    pub fn verdict_or(&self, rejected: Reply, put_off: Reply) -> Result<Verdict, Trouble> {
        let usual = match self.action.unwrap_or(Action::Continue) {
            Action::Continue => return Ok(Verdict::Continue),
            Action::Accept => return Ok(Verdict::Accept),
            Action::Discard => return Ok(Verdict::Discard),
            Action::Reject => rejected,
            Action::Tempfail => put_off,
        };
        let code = self.code.unwrap_or(usual.code);
        if code / 100 != usual.code / 100 {
            return Err(Trouble::nonsense(format!("code {code} does not go with its action")));
        }
        let status = match &self.status {
            Some(text) => {
                Some(text.parse::<EnhancedStatus>().map_err(|_| Trouble::nonsense(format!("{text:?} is no status")))?)
            }
            None => usual.status,
        };
        let text = self.text.clone().unwrap_or_else(|| usual.text().into_owned());
        let reply = verdict::reply(code, status, &text);
        reply.map(Verdict::Refuse).ok_or_else(|| Trouble::nonsense(format!("code {code} refuses nothing")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_verdicts() {
        for (line, expected) in [
            (r#"{"id":1}"#, "Continue"),
            (r#"{"id":1,"action":"accept"}"#, "Accept"),
            (r#"{"id":1,"action":"discard"}"#, "Discard"),
            (r#"{"id":1,"action":"reject"}"#, "550 5.7.1 Command rejected"),
            (r#"{"id":1,"action":"tempfail"}"#, "451 4.7.1 Service unavailable - try again later"),
            (r#"{"id":1,"action":"reject","code":554,"status":"5.7.0","text":"no"}"#, "554 5.7.0 no"),
            (r#"{"id":1,"action":"reject","text":"two\r\n250 lines"}"#, "550 5.7.1 two\r\n250 lines"),
        ] {
            let said = match Answer::read(line.as_bytes()).and_then(|answer| answer.verdict()).expect(line) {
                Verdict::Refuse(reply) => reply.to_string(),
                other => format!("{other:?}"),
            };
            assert_eq!(said, expected);
        }
    }

    #[test]
    fn nonsense_is_called_so() {
        for line in [
            "",
            "{}",
            r#"{"id":1,"action":"explode"}"#,
            r#"{"id":1,"verdict":"accept"}"#,
            r#"{"id":1,"action":"reject","code":250}"#,
            r#"{"id":1,"action":"tempfail","code":550}"#,
            r#"{"id":1,"action":"reject","status":"red"}"#,
            r#"{"id":1,"changes":[{"eatHeader":{}}]}"#,
        ] {
            let judged = Answer::read(line.as_bytes()).and_then(|answer| answer.verdict());
            assert!(matches!(judged, Err(Trouble::Nonsense(_))), "{line}");
        }
    }

    #[test]
    fn changes_are_read() {
        let line =
            r#"{"id":1,"changes":[{"addHeader":{"name":"X","value":"1"}},{"removeRecipient":{"address":"a@b"}}]}"#;
        let changes: Vec<Change> =
            Answer::read(line.as_bytes()).expect("sound").changes.into_iter().map(Into::into).collect();
        assert_eq!(
            changes,
            [Change::Add { name: "X".into(), value: b"1".to_vec() }, Change::RemoveRecipient("a@b".into())]
        );
    }
}
