//! Drives one conversation: owns the socket, the timers and the message body on its way to the spool, and does what
//! the [`Session`] asks for.
//!
//! One buffered read feeds as many commands as it holds; their replies leave in one write. When anything fails the
//! connection is dropped: what was not answered with `250` is the peer's again.

mod admit;
mod agents;
mod bridge;
mod handshake;
mod message;
mod offered;
mod open;
mod parting;
mod scribe;
mod shadow;
mod spam;

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::BytesMut;
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep, sleep_until, timeout, timeout_at};
use tokio_util::sync::WaitForCancellationFutureOwned;

use self::message::Judgement;
use self::open::Open;
use self::parting::{LINGER, hang_up, turn_away};
use super::Shared;
use super::account::secret_of;
use super::channel::{COMMAND_ROOM, Channel};
use super::proxied;
use super::replies;
use super::session::{Ends, Journal, Opening, Session, Step};
use crate::model::{ProtocolLoggingLevel, ReceiveConnector};
use crate::transport::agent::Panel;
use crate::transport::{Body, BodySink, Refusal, Settings, Turned, Why};
use crate::trust::sender::{Findings, Reading};

/// A conversation on a socket.
pub(super) struct Connection {
    shared: Arc<Shared>,
    session: Session,
    input: BytesMut,
    /// Where the body goes that is too large for memory.
    sink: Option<Box<dyn BodySink>>,
    /// What was found out about its sender.
    findings: Option<Findings>,
    /// A large message whose signatures are about its text.
    reading: Option<Box<Reading>>,
    /// The agents of this session, once one of them was asked.
    panel: Option<Box<Panel>>,
    /// How many clients have been at the other end when its agents were first asked.
    clients: u32,
    /// The message that was complete in the spool before it was judged.
    stored: Option<Body>,
    /// What agents have done to the message, for the tracking log.
    notes: Vec<String>,
    /// Which agent wants the message to be kept back, and why.
    quarantine: Option<(String, String)>,
    /// ConnectionTimeout: however busy, it ends here.
    end: Instant,
    /// Rings no later than the peer's time is up. It is set anew only when it rings, not for each read: there are four
    /// of those to a message, and nearly none of them waits long.
    alarm: Pin<Box<Sleep>>,
    /// Whom a server of the organization wants to talk to.
    outside: Option<TcpStream>,
    /// The node stops.
    stopped: Pin<Box<WaitForCancellationFutureOwned>>,
}

/// Why the conversation went no further.
enum Hangup {
    /// The session said so.
    Over,
    /// The peer closed, or the network did.
    Gone,
}

impl Connection {
    /// Serves a connection that came in on `local`, or turns it away.
    pub async fn serve(shared: Arc<Shared>, stream: TcpStream, local: SocketAddr, remote: SocketAddr) {
        shared.metrics.connections.inc();
        let settings = shared.live.load_full();
        let (mut channel, mut input) = (Channel::Plain(stream), BytesMut::new());
        if let Err(line) = shared.takes_connection(&settings) {
            shared.metrics.refused_connections.inc();
            return turn_away(channel, line).await;
        }
        let mut remote = remote;
        if proxied::is_proxy(&settings.receive_connectors, local, remote) {
            match proxied::client(&mut channel, &mut input).await {
                Ok(client) => remote = client.unwrap_or(remote),
                Err(error) => {
                    shared.metrics.refused_connections.inc();
                    tracing::warn!(proxy = %remote, %local, %error, "a proxy did not say whom it speaks for");
                    let _ = timeout(LINGER, hang_up(channel)).await;
                    return;
                }
            }
        }
        let connector = super::choose(&settings.receive_connectors, local, remote, &mut Why::silent()).cloned();
        let seat = connector.as_ref().map(|connector| shared.census.admit(connector, remote.ip()));
        let (Some(connector), Some(Ok(_seat))) = (connector, seat.as_ref()) else {
            shared.metrics.refused_connections.inc();
            tracing::info!(%remote, %local, reason = ?seat.map(Result::err), "connection refused");
            return turn_away(channel, replies::SERVICE_NOT_AVAILABLE).await;
        };
        Connection::begin(shared.clone(), settings, connector, channel, input, (local, remote)).await;
    }

    /// Serves a peer that we called, as the connector does that it would have come to.
    pub async fn serve_turned(shared: Arc<Shared>, turned: Turned) {
        let Turned { stream, local, remote } = turned;
        let settings = shared.live.load_full();
        if let Err(line) = admit::serves(&settings) {
            shared.metrics.refused_connections.inc();
            return turn_away(stream.into(), line).await;
        }
        let connector = super::connector::choose_for_turned(&settings.receive_connectors, local, remote).cloned();
        let seat = connector.as_ref().map(|connector| shared.census.admit(connector, remote.ip()));
        let (Some(connector), Some(Ok(_seat))) = (connector, seat.as_ref()) else {
            shared.metrics.refused_connections.inc();
            tracing::warn!(%remote, "no receive connector takes mail over the connection that was turned round");
            return turn_away(stream.into(), replies::SERVICE_NOT_AVAILABLE).await;
        };
        Connection::begin(shared.clone(), settings, connector, stream.into(), BytesMut::new(), (local, remote)).await;
    }

    async fn begin(
        shared: Arc<Shared>,
        settings: Arc<Settings>,
        connector: Arc<ReceiveConnector>,
        channel: Channel,
        input: BytesMut,
        (local, remote): (SocketAddr, SocketAddr),
    ) {
        let ends = Ends { local, remote, session: shared.number_session() };
        let journal = match connector.protocol_logging_level {
            ProtocolLoggingLevel::Verbose => {
                let name = format!("{}\\{}", settings.server.name, connector.name);
                Journal::open(shared.protocol_log.clone(), name.into(), ends)
            }
            ProtocolLoggingLevel::None => Journal::closed(),
        };
        let now = Instant::now();
        let end = now + connector.connection_timeout.duration();
        let idle = now + connector.connection_inactivity_timeout.duration();
        let mut session = Session::new(ends, settings, connector, shared.clock.clone(), journal);
        if let Some(agreed) = channel.agreed_before() {
            session.begins_encrypted(agreed);
        }
        let _open = Open::new(&shared.metrics.open_connections);
        let connection = Connection {
            session,
            input,
            sink: None,
            findings: None,
            reading: None,
            panel: None,
            clients: 0,
            stored: None,
            notes: Vec::new(),
            quarantine: None,
            outside: None,
            end,
            alarm: Box::pin(sleep_until(end.min(idle))),
            stopped: Box::pin(shared.stop.clone().cancelled_owned()),
            shared: shared.clone(),
        };
        connection.run(channel).await;
    }

    /// Talks until one side ends it, or the connection is turned round.
    async fn run(mut self, channel: Channel) {
        let (channel, how) = match self.converse(channel).await {
            Ok((channel, Hangup::Over)) => (channel, "Local"),
            Ok((_, Hangup::Gone)) => (None, "Remote"),
            Err(_) => (None, "Remote"),
        };
        self.session.closed(how);
        Box::pin(self.part_with_agents()).await;
        if let Some(channel) = channel {
            let _ = timeout(LINGER, hang_up(channel)).await;
        }
    }

    async fn converse(&mut self, mut channel: Channel) -> io::Result<(Option<Channel>, Hangup)> {
        let mut failed_logons = 0;
        loop {
            let step = self.session.advance(&mut self.input);
            self.shared.metrics.failed_logons.inc_by(u64::from(self.session.failed_logons() - failed_logons));
            failed_logons = self.session.failed_logons();
            if self.session.has_acted() {
                self.session.take_acts().into_iter().for_each(|act| self.shared.track.acted(act));
            }
            match step {
                Step::Read => {
                    self.flush(&mut channel).await?;
                    if !self.read(&mut channel).await? {
                        return Ok((Some(channel), Hangup::Gone));
                    }
                }
                Step::Pause(length) => self.pause(length).await,
                Step::Open => {
                    let tarpit = self.shared.relief.tarpit();
                    if !tarpit.is_zero() {
                        self.pause(tarpit).await;
                    }
                    let opening = self.opening();
                    if let Opening::Admitted(settings, connector) = &opening {
                        self.ask_about_client(settings, connector).await;
                    }
                    self.session.opened(opening);
                    if self.panel.is_some() {
                        Box::pin(self.follow_agents()).await;
                    }
                }
                Step::Renew => {
                    // What was refused so far was refused to who was there so far.
                    Box::pin(self.tell_rejected()).await;
                    self.session.renewed(self.in_force());
                }
                Step::Consult(occasion) => {
                    let refusal = Box::pin(self.consult(&occasion)).await;
                    self.session.advised(refusal);
                }
                Step::LogOn(credentials) => {
                    let settings = self.shared.live.load_full();
                    let logon = self.shared.accounts.check(settings, credentials).await;
                    self.session.logged_on(logon);
                }
                Step::LookUp(user) => {
                    let (mailbox, secret) = secret_of(&self.shared.live.load(), &user);
                    self.session.looked_up(mailbox, secret);
                }
                Step::Encrypt(handshake) => {
                    self.flush(&mut channel).await?;
                    channel = self.encrypt(channel, handshake).await?;
                }
                Step::Spill(pieces, is_first) => self.spill(pieces, is_first).await,
                Step::Release(release) => {
                    let result = self.shared.dispatch.release(&release);
                    self.session.released(result);
                }
                Step::Turn(releases) => {
                    let result = match self.input.is_empty() {
                        true => self.shared.dispatch.waiting(&releases),
                        // It did not wait for the answer: what it sent would be taken for answers to what we say.
                        false => Err(Refusal::Stopping),
                    };
                    self.session.turned(result);
                }
                Step::Reverse(releases) => {
                    self.flush(&mut channel).await?;
                    let Ends { local, remote, .. } = self.session.ends();
                    let turned = Turned { stream: channel.into(), local, remote };
                    self.shared.dispatch.send_over(turned, releases);
                    return Ok((None, Hangup::Over));
                }
                Step::Connect(destinations) => {
                    let connected = bridge::connect(&destinations).await.map(|(address, stream)| {
                        self.outside = Some(stream);
                        address
                    });
                    self.session.connected(connected);
                }
                Step::Bridge => {
                    self.flush(&mut channel).await?;
                    if let Some(outside) = self.outside.take() {
                        let idle = self.session.connector().connection_inactivity_timeout.duration();
                        Box::pin(bridge::bridge(channel, &mut self.input, outside, idle)).await;
                    }
                    return Ok((None, Hangup::Over));
                }
                Step::Shadow(primary) => {
                    let hangup = Box::pin(self.take_copies(&mut channel, primary)).await?;
                    return Ok((Some(channel), hangup));
                }
                Step::Discards(names) => {
                    let done = self.shared.shadows.as_ref().and_then(|shadows| shadows.done(&names));
                    self.session.discards(done);
                }
                Step::Submit(mut submission) => match self.judge(&mut submission).await {
                    Judgement::Refused(reply) => {
                        self.shared.metrics.refused_messages.inc();
                        self.session.declined(reply);
                    }
                    Judgement::Discarded(notes) => {
                        self.discard(*submission, notes);
                        self.session.discarded();
                    }
                    Judgement::Wanted => {
                        let result = self.submit(*submission).await;
                        self.session.submitted(result);
                    }
                },
                Step::Close => {
                    self.flush(&mut channel).await?;
                    return Ok((Some(channel), Hangup::Over));
                }
            }
            if !self.session.has_spilled() {
                self.sink = None;
            }
            if self.session.clients() != self.clients {
                self.clients = self.session.clients();
                Box::pin(self.part_with_agents()).await;
            }
            if self.session.has_rejected() {
                Box::pin(self.tell_rejected()).await;
            }
        }
    }

    /// Sends the replies so far, in one write.
    async fn flush(&mut self, channel: &mut Channel) -> io::Result<()> {
        let due = self.due();
        let output = self.session.output();
        if !output.is_empty() {
            timeout_at(due, channel.write(output)).await.map_err(|_| io::ErrorKind::TimedOut)??;
            output.clear();
        }
        Ok(())
    }

    /// Reads some input, or gives the session its last words because none came in time or the node stops. `false`:
    /// the peer is gone.
    async fn read(&mut self, channel: &mut Channel) -> io::Result<bool> {
        // The alarm alone would not do: it rings only for a peer that lets us wait.
        if Instant::now() >= self.end {
            self.session.time_out();
            return Ok(true);
        }
        let due = self.due();
        let may_stop = self.session.is_between_commands();
        let room = if may_stop { COMMAND_ROOM } else { self.session.content_room() };
        loop {
            tokio::select! {
                // A peer that keeps sending must not keep the node from stopping.
                biased;
                () = &mut self.stopped, if may_stop => self.session.shut_down(),
                read = channel.read(&mut self.input, room) => return Ok(read? > 0),
                () = &mut self.alarm => {
                    if Instant::now() < due {
                        self.alarm.as_mut().reset(due);
                        continue;
                    }
                    self.session.time_out();
                }
            }
            return Ok(true);
        }
    }

    /// When the peer must have done something.
    fn due(&self) -> Instant {
        let idle = self.session.connector().connection_inactivity_timeout.duration();
        self.end.min(Instant::now() + idle)
    }

    async fn pause(&mut self, length: Duration) {
        tokio::select! {
            () = sleep(length) => {}
            () = &mut self.stopped => {}
        }
    }
}
