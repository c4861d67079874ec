//! From the connection to a session that takes messages: banner, greeting, TLS, login.

use zeroize::Zeroizing;

use super::{Capabilities, Dialect, for_good, for_now, remark};
use crate::mail::Reply;
use crate::mail::sasl::{Credentials, Mechanism, SaslClient};
use crate::transport::{Remark, Speaker};

/// What we insist on, and how we introduce ourselves.
#[derive(Debug)]
pub struct Terms {
    pub dialect: Dialect,
    /// Name given in EHLO.
    pub hello: String,
    /// HELO from the start, and no extensions.
    pub force_helo: bool,
    pub tls: TlsUse,
    /// Only a server that offers REQUIRETLS will do.
    pub needs_require_tls: bool,
    /// Log in with these. Without a mechanism that we speak there is no session.
    pub login: Option<Credentials>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TlsUse {
    Never,
    /// Where it is offered.
    Opportunistic,
    /// Or no session.
    Required,
    /// X-ANONYMOUSTLS, and then X-EXPS with the certificates of both: a server of this organization, or no session.
    AmongServers,
}

/// What to do next.
#[derive(Debug)]
pub enum OpeningStep {
    /// Say this line (its end included) and give the reply to [`Opening::on_reply`]. Wiped when dropped: it may hold a
    /// password, and then `secret` is set.
    Say {
        line: Zeroizing<String>,
        secret: bool,
    },
    /// Do the TLS handshake, throwing away what has been read, then call [`Opening::on_tls`].
    StartTls,
    Ready(Capabilities),
    Unwelcome(Unwelcome),
}

/// No session with this server now. The next one may do.
#[derive(Clone, Debug, PartialEq)]
pub struct Unwelcome {
    pub remark: Remark,
    /// The connection is still in order: QUIT can be said.
    pub is_polite: bool,
}

/// The conversation from banner to readiness.
#[derive(Debug)]
pub struct Opening {
    terms: Terms,
    by: Speaker,
    state: State,
    is_encrypted: bool,
    capabilities: Capabilities,
}

#[derive(Debug)]
enum State {
    Banner,
    Hello,
    Helo,
    StartTls,
    Handshake,
    Auth(SaslClient),
    Exps,
    /// After `*`: whatever the server says, it is over.
    GivenUp(Remark),
    Over,
}

impl Opening {
    /// `by`: who the server is, for what it says.
    pub fn new(terms: Terms, by: Speaker) -> Opening {
        Opening { terms, by, state: State::Banner, is_encrypted: false, capabilities: Capabilities::default() }
    }

    /// Takes the next reply; the first one is the banner.
    pub fn on_reply(&mut self, reply: &Reply) -> OpeningStep {
        match std::mem::replace(&mut self.state, State::Over) {
            // Whatever was asked, the server is closing (RFC 5321 §3.8).
            _ if reply.code == 421 => self.unwelcome(reply, false),
            State::Banner if reply.is_success() => self.greet(),
            State::Banner => self.unwelcome(reply, true),
            State::Hello => self.on_hello(reply),
            State::Helo if reply.is_success() => self.settle(),
            State::Helo => self.unwelcome(reply, true),
            State::StartTls if reply.is_success() => {
                self.state = State::Handshake;
                OpeningStep::StartTls
            }
            State::StartTls if self.terms.tls == TlsUse::Opportunistic => self.log_in(),
            State::StartTls => self.unwelcome(reply, true),
            State::Auth(client) => self.on_auth(client, reply),
            State::Exps if reply.is_success() => self.log_in(),
            State::Exps => self.unwelcome(reply, true),
            State::GivenUp(remark) => OpeningStep::Unwelcome(Unwelcome { remark, is_polite: true }),
            State::Handshake | State::Over => {
                let text = format!("the server spoke out of turn: {}", remark(reply, &self.by));
                OpeningStep::Unwelcome(Unwelcome { remark: for_now(451, 5, 0, text), is_polite: false })
            }
        }
    }

    /// TLS is up: what the server said before counts no longer (RFC 3207 §4.2).
    pub fn on_tls(&mut self) -> OpeningStep {
        self.is_encrypted = true;
        self.capabilities = Capabilities::default();
        self.greet()
    }

    fn greet(&mut self) -> OpeningStep {
        let verb = match self.terms.dialect {
            Dialect::Lmtp => "LHLO",
            Dialect::Smtp if self.terms.force_helo => return self.helo(),
            Dialect::Smtp => "EHLO",
        };
        self.state = State::Hello;
        self.say(format!("{verb} {}\r\n", self.terms.hello))
    }

    fn helo(&mut self) -> OpeningStep {
        self.state = State::Helo;
        self.say(format!("HELO {}\r\n", self.terms.hello))
    }

    fn on_hello(&mut self, reply: &Reply) -> OpeningStep {
        if reply.is_success() {
            self.capabilities = Capabilities::of(reply);
            return self.settle();
        }
        // A server from before extensions says that it does not know the verb (RFC 5321 §3.2); a few say 550.
        let may_be_old = reply.is_permanent() && self.terms.dialect == Dialect::Smtp && !self.is_encrypted;
        if may_be_old { self.helo() } else { self.unwelcome(reply, true) }
    }

    /// The greeting is done: TLS if it is wanted and there, else on to the login.
    fn settle(&mut self) -> OpeningStep {
        if self.terms.tls == TlsUse::AmongServers {
            return self.identify();
        }
        if !self.is_encrypted && self.terms.tls != TlsUse::Never {
            if self.capabilities.starttls {
                self.state = State::StartTls;
                return self.say("STARTTLS\r\n".to_owned());
            }
            if self.terms.tls == TlsUse::Required {
                return self.refuse("TLS is required and the server does not offer it", 7, 4);
            }
        }
        self.log_in()
    }

    /// Proves to another server of the organization that we are one.
    fn identify(&mut self) -> OpeningStep {
        if !self.is_encrypted && self.capabilities.anonymous_tls {
            self.state = State::StartTls;
            return self.say("X-ANONYMOUSTLS\r\n".to_owned());
        }
        if self.is_encrypted && self.capabilities.exps_external {
            self.state = State::Exps;
            // Nothing to add to what the certificate says (RFC 4422 appendix A).
            return self.say("X-EXPS EXTERNAL =\r\n".to_owned());
        }
        let text = "Cannot achieve Exchange Server authentication: the server does not know this one";
        self.refuse(text, 7, 3)
    }

    fn log_in(&mut self) -> OpeningStep {
        if self.terms.needs_require_tls && !self.capabilities.require_tls {
            return OpeningStep::Unwelcome(Unwelcome { remark: no_require_tls(), is_polite: true });
        }
        let Some(Credentials { user, password }) = self.terms.login.take() else {
            return self.ready();
        };
        // PLAIN takes one exchange less; the order of the server's list means nothing.
        let offered = |mechanism| self.capabilities.auth.contains(&mechanism).then_some(mechanism);
        let Some(mechanism) = offered(Mechanism::Plain).or_else(|| offered(Mechanism::Login)) else {
            return self.refuse("the server offers no login with name and password", 7, 3);
        };
        let client = SaslClient::new(mechanism, Credentials { user, password });
        let mut line = client.command();
        line.push_str("\r\n");
        self.state = State::Auth(client);
        OpeningStep::Say { line, secret: true }
    }

    fn on_auth(&mut self, mut client: SaslClient, reply: &Reply) -> OpeningStep {
        match reply.code {
            235 => self.ready(),
            334 => match client.answer() {
                Some(mut line) => {
                    line.push_str("\r\n");
                    self.state = State::Auth(client);
                    OpeningStep::Say { line, secret: true }
                }
                None => {
                    let text = "the server asks for more than a name and a password";
                    self.state = State::GivenUp(for_now(451, 7, 3, text));
                    self.say("*\r\n".to_owned())
                }
            },
            _ => self.unwelcome(reply, true),
        }
    }

    fn ready(&mut self) -> OpeningStep {
        let is_one_of_us = self.terms.tls == TlsUse::AmongServers;
        OpeningStep::Ready(std::mem::take(&mut self.capabilities).said_to(is_one_of_us))
    }

    fn say(&self, line: String) -> OpeningStep {
        OpeningStep::Say { line: Zeroizing::new(line), secret: false }
    }

    fn refuse(&self, text: &str, subject: u16, detail: u16) -> OpeningStep {
        OpeningStep::Unwelcome(Unwelcome { remark: for_now(451, subject, detail, text), is_polite: true })
    }

    fn unwelcome(&self, reply: &Reply, is_polite: bool) -> OpeningStep {
        OpeningStep::Unwelcome(Unwelcome { remark: remark(reply, &self.by), is_polite })
    }
}

/// What is said of a server that cannot promise what REQUIRETLS asks.
fn no_require_tls() -> Remark {
    for_good(550, 7, 30, "REQUIRETLS support required; the next hop does not offer it")
}

#[cfg(test)]
mod tests;
