//! Where agents have their say: what would be done waits until the driver has asked them.
//!
//! Nothing here costs anything where no agent is installed: what nobody wants to hear is not even put into words.

use std::sync::Arc;

use uuid::Uuid;

use super::encryption::Handshake;
use super::logon::Exchange;
use super::{Arrival, Awaited, Session, State, Step};
use crate::mail::handover::Handover;
use crate::mail::parameters::MailParameters;
use crate::mail::sasl::Credentials;
use crate::mail::{BodyType, Reply};
use crate::model::{AgentEvent, Events};
use crate::transport::Settings;
use crate::transport::agent::{Client, Facts, Occasion};
use crate::transport::receive::replies::{self, Line};

/// What is done when no agent objects.
#[derive(Debug)]
pub enum Pending {
    Greeting,
    Hello,
    Encrypt(Handshake),
    Auth {
        mechanism: String,
        initial: Option<String>,
    },
    /// Name and password are there to be checked.
    LogOn(Credentials),
    /// The name is there, and the password is to be proven.
    LookUp {
        user: String,
        exchange: Box<Exchange>,
    },
    LoggedOn,
    /// A client that a front end hands on, and how far it has come.
    HandOn(Arrival, Box<Handover>),
    /// XSESSIONPARAMS, and the database that it names.
    Database(Uuid),
    Mail,
    Rcpt,
    Data,
    Chunk {
        size: u64,
        is_last: bool,
    },
    Help,
    Say(Line),
    /// A mistake in the protocol, which this line says.
    Object(Line),
}

/// What of a session agents want to hear.
#[derive(Clone, Copy, Debug, Default)]
pub struct Told {
    events: Events,
    /// Commands that the server does not know.
    pub unknown: bool,
}

impl Told {
    /// Whoever reads messages has to know whose they are.
    pub fn of(settings: &Settings) -> Told {
        const ALWAYS: Events = Events::NONE
            .with(AgentEvent::OnHeloCommand)
            .with(AgentEvent::OnEhloCommand)
            .with(AgentEvent::OnEndOfAuthentication)
            .with(AgentEvent::OnMailCommand)
            .with(AgentEvent::OnRcptCommand)
            .with(AgentEvent::OnRsetCommand);
        let agents = &settings.agents;
        if agents.is_empty() {
            return Told::default();
        }
        Told { events: agents.heard().and(ALWAYS), unknown: agents.hear_unknown_commands() }
    }

    pub fn of_event(self, event: AgentEvent) -> bool {
        self.events.has(event)
    }
}

impl Session {
    /// Has agents asked about an event before something is done; at once where nobody wants to hear of it.
    pub(super) fn ask(
        &mut self,
        event: AgentEvent,
        occasion: impl FnOnce(&Session) -> Occasion,
        pending: Pending,
    ) -> Option<Step> {
        if !self.told.of_event(event) {
            return self.go_on(pending);
        }
        let occasion = occasion(self);
        self.consult(occasion, pending)
    }

    pub(super) fn consult(&mut self, occasion: Occasion, pending: Pending) -> Option<Step> {
        self.state = State::Answer(Awaited::Advised(Box::new(pending)));
        Some(Step::Consult(Box::new(occasion)))
    }

    /// The driver's answer to [`Step::Consult`]: what an agent wants the peer to hear instead.
    pub fn advised(&mut self, refusal: Option<Reply>) {
        let State::Answer(Awaited::Advised(pending)) = std::mem::replace(&mut self.state, State::Command) else {
            return;
        };
        match refusal {
            None => self.due = self.go_on(*pending),
            Some(reply) => self.turn_down(*pending, reply),
        }
    }

    /// Does what no agent objects to.
    fn go_on(&mut self, pending: Pending) -> Option<Step> {
        match pending {
            Pending::Greeting => self.say_banner(),
            Pending::Hello => self.say_hello(),
            Pending::Encrypt(handshake) => {
                self.say(replies::READY_FOR_TLS);
                return self.encrypt(handshake);
            }
            Pending::Auth { mechanism, initial } => return self.begin_logon(&mechanism, initial.as_deref()),
            Pending::LogOn(credentials) => return self.check_logon(credentials),
            Pending::LookUp { user, exchange } => return self.look_up(user, exchange),
            Pending::LoggedOn => self.say(replies::LOGGED_ON),
            Pending::HandOn(arrival, handover) => return self.arrived_at(arrival, handover),
            Pending::Database(database) => {
                self.database = Some(database);
                self.say(replies::PARAMETERS_OK);
            }
            Pending::Mail => self.say(replies::SENDER_OK),
            Pending::Rcpt => self.say(replies::RECIPIENT_OK),
            Pending::Data => self.begin_data(),
            Pending::Chunk { size, is_last } => self.begin_chunk(size, is_last),
            Pending::Help => self.say_help(),
            Pending::Say(line) => self.say(line),
            Pending::Object(line) => return self.object(line),
        }
        None
    }

    /// An agent has refused; what was prepared is taken back.
    fn turn_down(&mut self, pending: Pending, reply: Reply) {
        let ends = reply.code == 421 || matches!(pending, Pending::Greeting);
        match pending {
            Pending::Hello => self.hello = None,
            // One that is put off was not judged, and counts for nothing.
            Pending::LogOn(_) | Pending::LookUp { .. } if reply.is_permanent() => return self.on_refused_logon(reply),
            Pending::HandOn(arrival, _) => return self.turn_away(&arrival, reply),
            Pending::LoggedOn => self.become_principal(self.nobody()),
            Pending::Mail | Pending::Data => {
                self.transaction = None;
                self.is_refused = true;
            }
            Pending::Rcpt => {
                self.is_refused = true;
                if let Some(transaction) = &mut self.transaction {
                    transaction.recipients.pop();
                }
            }
            Pending::Chunk { size, is_last } if !ends => {
                // Its bytes are taken all the same: they must not be read as commands.
                self.transaction = None;
                self.is_refused = true;
                self.turned_down = Some(reply);
                self.state = State::Chunk { size, left: size, is_last, refusal: Some(replies::REFUSED) };
                return;
            }
            _ => {}
        }
        if ends {
            self.end_with(reply);
        } else {
            self.say(reply);
        }
    }

    /// Tells agents what the peer has heard, where they want to know.
    pub(super) fn note_refusal(&mut self, reply: &Reply) {
        if reply.code >= 400 && self.told.of_event(AgentEvent::OnReject) {
            self.rejected.push(reply.to_string());
        }
    }

    pub fn has_rejected(&self) -> bool {
        !self.rejected.is_empty()
    }

    /// What the peer was refused since this was last asked.
    pub fn take_rejected(&mut self) -> Vec<String> {
        std::mem::take(&mut self.rejected)
    }

    /// By which settings this session goes on.
    pub fn settings(&self) -> &Arc<Settings> {
        &self.settings
    }

    /// What agents are told of this session.
    pub fn facts(&self) -> Facts {
        let client = Client {
            session: self.ends.session,
            remote: self.ends.remote,
            local: self.ends.local,
            host: self.host().to_owned(),
            connector: self.connector.name.clone(),
            front_end: self.front_end.as_ref().map(|front_end| front_end.remote),
        };
        let mut facts = Facts::new(client);
        if let Some(agreed) = &self.tls {
            facts.encrypted(&agreed.words);
        }
        facts.hello = self.hello.as_ref().map(|hello| (hello.name.clone(), hello.is_extended));
        facts.user = self.principal.user().map(|mailbox| mailbox.name.clone());
        facts.mechanism = self.mechanism.clone();
        facts
    }
}

/// MAIL in words.
pub(super) fn mail(session: &Session) -> Occasion {
    let Some(transaction) = &session.transaction else { return Occasion::Rset };
    let sender = transaction.sender.address().map(ToString::to_string).unwrap_or_default();
    Occasion::Mail { sender, arguments: arguments(&transaction.parameters) }
}

fn arguments(parameters: &MailParameters) -> Vec<String> {
    let body = match parameters.body {
        None => None,
        Some(BodyType::SevenBit) => Some("BODY=7BIT"),
        Some(BodyType::EightBitMime) => Some("BODY=8BITMIME"),
        Some(BodyType::BinaryMime) => Some("BODY=BINARYMIME"),
    };
    let size = parameters.size.map(|size| format!("SIZE={size}"));
    let utf8 = parameters.utf8.then(|| "SMTPUTF8".to_owned());
    let tls = parameters.tls.then(|| "REQUIRETLS".to_owned());
    size.into_iter().chain(body.map(ToOwned::to_owned)).chain(utf8).chain(tls).collect()
}

/// The last RCPT in words.
pub(super) fn rcpt(session: &Session) -> Occasion {
    let transaction = session.transaction.as_ref();
    let Some(recipient) = transaction.and_then(|transaction| transaction.recipients.last()) else {
        return Occasion::Rset;
    };
    let notify = recipient.notify.map(|notify| {
        let words = [(notify.success, "SUCCESS"), (notify.failure, "FAILURE"), (notify.delay, "DELAY")];
        let words: Vec<&str> = words.iter().filter(|(is_given, _)| *is_given).map(|(_, word)| *word).collect();
        format!("NOTIFY={}", if words.is_empty() { "NEVER".to_owned() } else { words.join(",") })
    });
    Occasion::Rcpt { recipient: recipient.address.to_string(), arguments: notify.into_iter().collect() }
}
