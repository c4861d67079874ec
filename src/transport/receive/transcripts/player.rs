//! The peer of a transcript: says its lines to a session, in pieces, and writes down what comes back.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;

use bytes::BytesMut;
use secrecy::ExposeSecret;
use uuid::Uuid;

use super::Scenery;
use super::submission::told;
use crate::model::class::Class;
use crate::model::{Domain, SendConnector, Thumbprint};
use crate::transport::receive::account::secret_of;
use crate::transport::receive::replies;
use crate::transport::receive::scene::{self, Still};
use crate::transport::receive::session::{Agreed, Ends, Journal, Logon, Opening, Session, Step};
use crate::transport::{MessageId, Refusal, Settings};
use crate::trust::TlsServers;
use crate::trust::samples::{self, Authority};

/// The password of every mailbox.
const PASSWORD: &str = "secret";

/// Plays the peer of one conversation.
pub struct Player {
    session: Session,
    settings: Arc<Settings>,
    closed: Option<String>,
    input: BytesMut,
    pieces: usize,
    submitted: u64,
    /// Identifiers that differ from run to run; shown as `…`.
    made: Vec<String>,
    is_over: bool,
    /// The handshake that a TLS: line will do.
    awaits_tls: bool,
}

impl Player {
    pub fn new(scenery: Scenery, pieces: usize) -> Player {
        let mut given = if scenery.connector.is_null() { serde_json::json!({}) } else { scenery.connector };
        for tarpit in ["TarpitInterval", "AuthTarpitInterval"] {
            if given.get(tarpit).is_none() {
                given[tarpit] = "00:00:00".into();
            }
        }
        let connector = scene::connector("Default HUB01", given);
        let mut settings = scene::settings(vec![connector]);
        settings.tls = scenery.has_certificate.then(certificate);
        settings.identity = scenery.has_identity.then(|| Arc::new(samples::identity("hub01.contoso.com")));
        if !scenery.organization.is_null() {
            settings.organization = Arc::new(scene::organization(scenery.organization));
        }
        if scenery.has_databases {
            for (name, number, inhabitant) in [("One", 1, "ann@contoso.com"), ("Two", 2, "ben@contoso.com")] {
                scene::house(&mut settings, name, Uuid::from_u128((number * 0x1111_1111) << 96), inhabitant);
            }
        }
        if let Some(mut given) = scenery.kept {
            let ann = settings.mailbox(&"ann@contoso.com".parse().expect("an address")).expect("she is there").id;
            given["RemoteTriggeredDelivery"] = true.into();
            given["TriggerAccounts"] = serde_json::json!([ann]);
            settings.send_connectors.push(Arc::new(SendConnector::create("Branch", "HUB01", given).expect("sound")));
        }
        let settings = Arc::new(settings);
        let ends = Ends {
            local: "10.0.0.1:25".parse().expect("address"),
            remote: "192.0.2.7:40000".parse().expect("address"),
            session: 1,
        };
        let connector = settings.receive_connectors[0].clone();
        let session = Session::new(ends, settings.clone(), connector, Arc::new(Still), Journal::closed());
        Player {
            session,
            settings,
            closed: scenery.closed,
            input: BytesMut::new(),
            pieces,
            submitted: 0,
            made: Vec::new(),
            is_over: false,
            awaits_tls: false,
        }
    }

    pub fn hear(&mut self, line: &str, batch: &mut Vec<u8>) {
        match line.split_once(':').expect("a mark") {
            ("C", text) => {
                batch.extend_from_slice(text.strip_prefix(' ').unwrap_or(text).as_bytes());
                batch.extend_from_slice(b"\r\n");
            }
            ("R", text) => batch.extend_from_slice(&raw(text.strip_prefix(' ').unwrap_or(text))),
            ("TLS", text) => {
                assert!(self.awaits_tls, "nobody asked for a handshake");
                self.awaits_tls = false;
                self.input.clear();
                self.session.encrypted(Agreed {
                    words: "version=TLS1_3, cipher=TLS13_AES_256_GCM_SHA384".into(),
                    thumbprint: self.shown(text.trim()),
                    partner_of: partner(text.trim()),
                    capable_as: Vec::new(),
                });
            }
            (mark, _) => panic!("unknown mark {mark}"),
        }
    }

    /// The certificate of a server that is named, or of one that nobody knows.
    fn shown(&self, server: &str) -> Option<Thumbprint> {
        let known = self.settings.servers.iter().find(|known| known.is_called(server));
        let stranger = Thumbprint::new([0xEE; 32]);
        (!server.is_empty())
            .then(|| known.and_then(|known| known.internal_transport_certificate_thumbprint).unwrap_or(stranger))
    }

    /// Lets the session have the batch, and says what it did: as expected where it is as expected.
    pub fn play(&mut self, batch: &mut Vec<u8>, expected: &[&str]) -> String {
        let mut said = Vec::new();
        let heard = std::mem::take(batch);
        if heard.is_empty() {
            self.advance(&mut said);
        }
        for piece in heard.chunks(self.pieces) {
            self.input.extend_from_slice(piece);
            self.advance(&mut said);
        }
        for line in &mut said {
            self.made.iter().for_each(|made| *line = line.replace(made, "…"));
        }
        let mut shown = String::new();
        let mut remarks = expected.iter().copied().peekable();
        for line in &said {
            while let Some(remark) = remarks.next_if(|line| line.is_empty() || line.starts_with('#')) {
                let _ = writeln!(shown, "{remark}");
            }
            let _ = match remarks.next() {
                Some(pattern) if matches(pattern, line) => writeln!(shown, "{pattern}"),
                _ => writeln!(shown, "{line}"),
            };
        }
        for remark in remarks.filter(|line| line.is_empty() || line.starts_with('#')) {
            let _ = writeln!(shown, "{remark}");
        }
        shown
    }

    fn advance(&mut self, said: &mut Vec<String>) {
        while !self.is_over && !self.awaits_tls {
            let step = self.session.advance(&mut self.input);
            match step {
                Step::Pause(length) => said.push(format!("P: {}s", length.as_secs())),
                Step::Open => {
                    let opening = self.opening();
                    self.session.opened(opening);
                }
                Step::Renew => {
                    let opening = self.opening();
                    self.session.renewed(opening);
                }
                Step::LogOn(credentials) => {
                    let knows = credentials.password.expose_secret() == PASSWORD;
                    let mailbox = self.settings.directory.logon(&credentials.user).filter(|_| knows);
                    self.session.logged_on(mailbox.map_or(Logon::Refused, |mailbox| Logon::Accepted(mailbox.clone())));
                }
                Step::LookUp(user) => {
                    let (mailbox, secret) = secret_of(&self.settings, &user);
                    self.session.looked_up(mailbox, secret);
                }
                Step::Submit(submission) => {
                    // What was said before is shown before, however the batch came.
                    said.extend(self.replies());
                    said.extend(told(&submission, self.session.principal().is_authenticated()));
                    self.made.push(submission.envelope.network_message_id.simple().to_string());
                    self.made.extend(generated(&submission.envelope.internet_message_id));
                    self.submitted += 1;
                    self.session.submitted(Ok(MessageId(self.submitted)));
                }
                Step::Consult(_) => self.session.advised(None),
                Step::Spill(..) => panic!("transcripts have small messages"),
                Step::Release(release) => {
                    let is_quiet = release.domain.is_some_and(|domain| domain.as_str().starts_with("quiet."));
                    self.session.released(Ok(if is_quiet { 0 } else { 2 }));
                }
                Step::Turn(releases) => {
                    let is_quiet = |release: &crate::transport::Release| {
                        release.domain.as_ref().is_some_and(|domain| domain.as_str().starts_with("quiet."))
                    };
                    let count = releases.iter().filter(|release| !is_quiet(release)).count();
                    self.session.turned(Ok(count));
                }
                Step::Connect(destinations) => {
                    let is_reached = |to: &&SocketAddr| to.ip().is_ipv4();
                    let found = destinations.iter().find(is_reached).copied();
                    self.session.connected(found.ok_or_else(|| "connection refused".to_owned()));
                }
                Step::Discards(names) => {
                    let done = names.into_iter().filter(|name| name.as_u128() > 9).collect();
                    self.session.discards(Some((uuid::Uuid::from_u128(1), done)));
                }
                Step::Reverse(_) | Step::Bridge | Step::Shadow(_) => {
                    let how = match step {
                        Step::Bridge => "X: on to the outside",
                        Step::Shadow(_) => "X: copies follow",
                        _ => "X: the other way round",
                    };
                    said.extend(self.replies());
                    said.push(how.into());
                    self.is_over = true;
                }
                Step::Read | Step::Close | Step::Encrypt(_) => {
                    said.extend(self.replies());
                    match step {
                        Step::Close => {
                            said.push("X:".into());
                            self.is_over = true;
                        }
                        Step::Encrypt(_) => self.awaits_tls = true,
                        _ => return,
                    }
                }
            }
        }
    }

    fn replies(&mut self) -> Vec<String> {
        let output = self.session.output().split();
        String::from_utf8_lossy(&output).lines().map(|line| format!("S: {line}")).collect()
    }

    fn opening(&self) -> Opening {
        match self.closed.as_deref() {
            Some("Resources") => Opening::Refused(replies::refusal(&Refusal::Resources("disk".into()))),
            Some("Rate") => Opening::Refused(replies::RATE_EXCEEDED),
            Some(other) => panic!("unknown reason {other}"),
            None => Opening::Admitted(self.settings.clone(), self.session.connector().clone()),
        }
    }
}

/// `TLS: partner DOMAIN`: the certificate proves that domain.
fn partner(text: &str) -> Vec<Domain> {
    text.strip_prefix("partner ").map(|domain| domain.parse().expect("a domain")).into_iter().collect()
}

pub fn certificate() -> Arc<TlsServers> {
    let authority = Authority::new();
    samples::servers(authority.pair(&["hub01.contoso.com"]), &authority)
}

/// The part of a Message-ID that this server made up.
fn generated(message_id: &str) -> Option<String> {
    let (unique, _) = message_id.strip_prefix('<')?.split_once('@')?;
    (unique.len() == 32).then(|| unique.to_owned())
}

/// Whether a line is as the pattern says: `…` stands for anything.
fn matches(pattern: &str, line: &str) -> bool {
    let mut parts = pattern.split('…');
    let Some(mut rest) = parts.next().and_then(|first| line.strip_prefix(first)) else { return false };
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.is_empty()
}

pub fn raw(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'\\' => match rest.next() {
                Some(b'r') => b'\r',
                Some(b'n') => b'\n',
                Some(b'0') => 0,
                Some(b'\\') => b'\\',
                other => panic!("unknown escape {other:?}"),
            },
            byte => byte,
        });
    }
    bytes
}
