//! One SMTP conversation as a machine without sockets: bytes in, replies out, and [`Step`] for everything that needs
//! the world: more input, time, a password check, TLS, the spool.
//!
//! ```text
//!            ┌──────────────── Read ◄── no whole line
//!  input ─► advance ─► on_line ─► replies            (commands, logon)
//!                   └► content ─► Spill, Submit      (DATA, BDAT)
//!  driver ─► opened │ logged_on │ encrypted │ spill_failed │ submitted   (answers to steps)
//! ```
//!
//! Promise: replies come in the order of the commands, also when those come in one batch; a refused command never
//! turns what follows it into data; what a stranger can make this hold is bounded by the connector's limits. `250`
//! after content is said in [`Session::submitted`] only.
//!
//! Not here: which connector (see `connector`), connection limits (`census`), timeouts (`connection`).

mod acts;
mod among_servers;
mod begun;
mod consult;
mod content;
mod encryption;
mod etrn;
mod handed_on;
mod hello;
mod journal;
mod link_state;
mod logon;
#[cfg(test)]
mod noise;
mod proxy_to;
mod renewal;
mod shadow;
mod standing;
mod state;
mod step;
mod transaction;
mod turn;
mod verbs;

use std::sync::Arc;
use std::time::Duration;

use bytes::{Buf, BytesMut};
use memchr::memchr;
use uuid::Uuid;

use super::greeting::{self, Situation};
use super::listing::Standing;
use super::permission::Principal;
use super::replies::{self, Line};
use crate::mail::Reply;
use crate::model::permission::Permissions;
use crate::model::{AgentEvent, ReceiveConnector, TimeSpan, TransportServer, Unlimited};
use crate::transport::agent::Occasion;
use crate::transport::{AgentAct, Clock, Settings};
use crate::trust::Wanted;

pub use acts::Act;
use consult::{Pending, Told};
use handed_on::{Arrival, FrontEnd};
use link_state::LinkTalk;
use standing::rights;
use state::{Awaited, State};

pub use encryption::{Agreed, Handshake};
pub use hello::Hello;
pub use journal::Journal;
pub use logon::Logon;
pub use step::{Ends, Opening, Step};
pub use transaction::{Submission, Transaction};

/// Longest command line, with its end. RFC 5321 §4.5.3.1.4 asks for 512 and each extension for some more; RFC 4954
/// §4.3 asks for 12,288 where AUTH puts its Base64.
const MAX_LINE: usize = 2048;
/// With LongAddressesEnabled (Exchange).
const MAX_LONG_LINE: usize = 8000;
const MAX_LOGON_LINE: usize = 12_288;

/// The conversation with one peer.
pub struct Session {
    ends: Ends,
    settings: Arc<Settings>,
    connector: Arc<ReceiveConnector>,
    clock: Arc<dyn Clock>,
    journal: Journal,
    state: State,
    hello: Option<Hello>,
    principal: Principal,
    permissions: Permissions,
    /// Once the connection is encrypted.
    tls: Option<Agreed>,
    transaction: Option<Transaction>,
    /// What the peer itself is while the session is its client's (XPROXYFROM, XPROXY).
    front_end: Option<Box<FrontEnd>>,
    /// How many times somebody else has come to be at the other end.
    clients: u32,
    /// The mailbox database that the session is for (XSESSIONPARAMS).
    database: Option<Uuid>,
    /// What another server says of links, and is told of them.
    links: Option<Box<LinkTalk>>,
    /// The handshake under way is the one that the connection began with.
    is_greeting_due: bool,
    out: BytesMut,
    pause: Duration,
    /// The rest of a line that was too long is still coming.
    skips_line: bool,
    protocol_errors: u32,
    failed_logons: u32,
    /// MAIL or RCPT was refused, and a peer that sends in batches may not know yet.
    is_refused: bool,
    /// The last mechanism of AUTH.
    mechanism: Option<String>,
    /// What agents want to hear.
    told: Told,
    /// What the driver is to do next.
    due: Option<Step>,
    /// Refusals that agents have not been told of.
    rejected: Vec<String>,
    /// An agent's words about a chunk that is thrown away.
    turned_down: Option<Reply>,
    /// What lists in DNS say about the client, by the settings of a revision.
    standing: Option<(u64, Standing)>,
    /// Messages that were sent here, taken or not, and their bytes.
    messages: u32,
    bytes: u64,
    /// What filters have done that is not in the agent log yet.
    acts: Vec<AgentAct>,
}

impl Session {
    /// Starts a conversation; the banner is the first thing in [`Session::output`], at once or after the handshake that
    /// the connection begins with.
    pub fn new(
        ends: Ends,
        settings: Arc<Settings>,
        connector: Arc<ReceiveConnector>,
        clock: Arc<dyn Clock>,
        journal: Journal,
    ) -> Session {
        let principal = Principal::at_first(&connector);
        let permissions = rights(&principal, &connector, &settings, ends, &clock);
        let is_sealed = connector.begins_with_tls(ends.local);
        let told = Told::of(&settings);
        let mut session = Session {
            ends,
            settings,
            connector,
            clock,
            journal,
            state: if is_sealed { State::Sealed } else { State::Command },
            hello: None,
            principal,
            permissions,
            tls: None,
            transaction: None,
            front_end: None,
            clients: 0,
            database: None,
            links: None,
            is_greeting_due: false,
            out: BytesMut::with_capacity(512),
            pause: Duration::ZERO,
            skips_line: false,
            protocol_errors: 0,
            failed_logons: 0,
            is_refused: false,
            mechanism: None,
            told,
            due: None,
            rejected: Vec::new(),
            turned_down: None,
            standing: None,
            messages: 0,
            bytes: 0,
            acts: Vec::new(),
        };
        session.journal.connected(&session.clock);
        if !is_sealed {
            session.greet();
        }
        session
    }

    fn greet(&mut self) {
        // Where somebody could still prove to be welcome, MAIL is what is refused.
        if self.is_blocked() && !self.connector.knows_people() {
            let reply = self.settings.filters.blocked_reply(replies::TURNED_AWAY, self.ends.remote.ip().to_canonical());
            self.note_blocked(AgentEvent::OnConnect, "RejectConnection", &reply);
            return self.end_with(reply);
        }
        self.due = self.ask(AgentEvent::OnConnect, |_| Occasion::Connect, Pending::Greeting);
    }

    fn say_banner(&mut self) {
        let banner = greeting::banner(&self.connector, self.host(), self.clock.now());
        self.say(banner);
    }

    /// Goes on with what is in `input`, until the driver has to do something.
    pub fn advance(&mut self, input: &mut BytesMut) -> Step {
        loop {
            if !self.pause.is_zero() {
                return Step::Pause(std::mem::take(&mut self.pause));
            }
            if let Some(step) = self.due.take() {
                return step;
            }
            let step = match self.state {
                State::Sealed => self.unseal(),
                State::Command | State::Logon(_) => self.take_line(input),
                State::Data(_) => self.take_data(input),
                State::Chunk { .. } => self.take_chunk(input),
                State::Over => Some(Step::Close),
                State::Reversing(_) => Some(self.reverse()),
                State::Bridging => Some(self.bridge()),
                State::Shadowing(_) => Some(self.take_copies()),
                // The driver owes an answer and asks for more: it has lost the thread, so the conversation ends.
                State::Answer(_) => Some(Step::Close),
            };
            if let Some(step) = step {
                return step;
            }
        }
    }

    /// Replies that are not sent yet; the driver takes them out as it sends them.
    pub fn output(&mut self) -> &mut BytesMut {
        &mut self.out
    }

    /// Ends the conversation from our side: the peer was silent too long.
    pub fn time_out(&mut self) {
        self.say(replies::TIMED_OUT);
        self.state = State::Over;
    }

    /// Ends the conversation from our side: the node stops. A message that is complete keeps its promise, because
    /// this is called between commands only, see [`Session::is_between_commands`].
    pub fn shut_down(&mut self) {
        self.say(replies::SERVICE_NOT_AVAILABLE);
        self.state = State::Over;
    }

    /// True while nothing is in transfer.
    pub fn is_between_commands(&self) -> bool {
        matches!(self.state, State::Command | State::Logon(_))
    }

    pub fn connector(&self) -> &Arc<ReceiveConnector> {
        &self.connector
    }

    pub fn ends(&self) -> Ends {
        self.ends
    }

    pub fn principal(&self) -> &Principal {
        &self.principal
    }

    /// Notes the end of the connection.
    pub fn closed(&mut self, how: &str) {
        self.journal.disconnected(&self.clock, how);
    }

    /// One whole line, if there is one.
    fn take_line(&mut self, input: &mut BytesMut) -> Option<Step> {
        let limit = match self.state {
            State::Logon(_) => MAX_LOGON_LINE,
            _ if self.connector.long_addresses_enabled => MAX_LONG_LINE,
            _ => MAX_LINE,
        };
        let Some(end) = memchr(b'\n', input) else {
            if input.len() >= limit {
                self.skips_line = true;
                input.clear();
            }
            return Some(Step::Read);
        };
        let is_too_long = std::mem::take(&mut self.skips_line) || end >= limit;
        let step = match input[..end].strip_suffix(b"\r") {
            _ if is_too_long => self.object(replies::LINE_TOO_LONG),
            // Some other reader may have seen two lines here, or none; nothing in it is obeyed.
            None => self.object(replies::BAD_LINE_END),
            Some(line) => self.on_line(line),
        };
        input.advance(end + 1);
        step
    }

    /// One line without its end: a command, or the answer to a challenge.
    pub fn on_line(&mut self, line: &[u8]) -> Option<Step> {
        match std::mem::replace(&mut self.state, State::Command) {
            State::Logon(exchange) => self.on_logon_line(*exchange, line),
            _ => self.on_command_line(line),
        }
    }

    /// Says a reply. Refusals of strangers are worth their while only slowly.
    fn say(&mut self, reply: impl Into<Reply>) {
        let reply = reply.into();
        if reply.is_permanent() && self.principal.is_anonymous() {
            self.wait(self.connector.tarpit_interval);
        }
        self.say_at_once(reply);
    }

    /// Says a reply that nobody has to wait for, or not for the reason that others are waited for.
    fn say_at_once(&mut self, reply: impl Into<Reply>) {
        let reply = reply.into();
        self.note_refusal(&reply);
        let start = self.out.len();
        reply.write(self.connector.enhanced_status_codes_enabled, &mut self.out);
        self.journal.said(&self.clock, &self.out[start..]);
    }

    fn wait(&mut self, interval: TimeSpan) {
        self.pause = self.pause.max(interval.duration());
    }

    /// Says a reply about a mistake in the protocol, and ends the conversation when there are too many.
    fn object(&mut self, line: Line) -> Option<Step> {
        self.say(line);
        self.protocol_errors += 1;
        if let Unlimited::Limit(most) = self.connector.max_protocol_errors
            && self.protocol_errors >= most
        {
            self.end_with(replies::TOO_MANY_ERRORS);
        }
        None
    }

    /// Objects to a command that comes without the one it needs before it. After a refusal that is no mistake: peers
    /// that send in batches (RFC 2920) could not know, and are neither counted nor kept waiting for it.
    fn object_to_order(&mut self, line: Line) -> Option<Step> {
        if !self.is_refused {
            return self.object(line);
        }
        self.say_at_once(line);
        None
    }

    fn end_with(&mut self, reply: impl Into<Reply>) {
        self.say(reply);
        self.state = State::Over;
    }

    /// `Server\Connector`, as logs name it.
    pub fn connector_name(&self) -> String {
        format!("{}\\{}", self.settings.server.name, self.connector.name)
    }

    /// The name this server goes by here.
    pub fn host(&self) -> &str {
        greeting::host(&self.connector, self.settings.server.fqdn.as_str())
    }

    /// The certificate that STARTTLS shows.
    pub fn certificate(&self) -> Wanted {
        let host = self.connector.fqdn.as_ref().unwrap_or(&self.settings.server.fqdn);
        Wanted { name: self.connector.tls_certificate_name.clone(), host: Some(host.domain().clone()) }
    }

    /// The server of the organization whose certificate the peer has shown, and not its front end.
    fn peer_server(&self) -> Option<&Arc<TransportServer>> {
        if self.front_end.is_some() {
            return None;
        }
        self.settings.server_of(self.tls.as_ref()?.thumbprint?)
    }

    /// Recipients that one message may have, by the connector and the organization.
    fn most_recipients(&self) -> u32 {
        let most = self.connector.max_recipients_per_message;
        self.settings.organization.max_recipient_envelope_limit.limit().map_or(most, |in_all| most.min(in_all))
    }

    fn situation(&self) -> Situation {
        Situation {
            has_certificate: self.settings.tls.as_ref().is_some_and(|tls| tls.has(&self.certificate())),
            has_identity: self.settings.identity.is_some(),
            is_encrypted: self.tls.is_some(),
            is_one_of_us: self.peer_server().is_some(),
            is_authenticated: self.principal.is_authenticated(),
            rights: self.rights_to_come(),
            is_server: self.server_to_come().is_some(),
            is_handed_on: self.front_end.is_some(),
            may_log_on: self.may_log_on(),
            may_hand_on: self.may_hand_on(),
            may_name_database: self.speaker_allows(Permissions::XSESSION_PARAMS),
            most_recipients: self.most_recipients(),
        }
    }
}
