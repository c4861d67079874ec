//! AUTH PLAIN (RFC 4616) and AUTH LOGIN as conversations without I/O, both ends, and the server's end of SCRAM-SHA-256
//! (RFC 4954).
//!
//! The server end turns what the client says into a name and a password and judges neither, or asks what is known of a
//! user's password; the client end answers a server's challenges. Passwords stay in [`SecretString`], which is wiped and never printed. Offering these at all
//! without TLS is the caller's decision.

mod scram;

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;
use zeroize::{Zeroize, Zeroizing};

use crate::model::ScramSecret;

/// Longest name or password taken (RFC 4616 §2 allows octets without number; SMTP lines end it at about 9 KB).
const MAX_PART: usize = 1024;

/// `Username:` and `Password:` in Base64, as every LOGIN server says them.
pub const LOGIN_USERNAME: &str = "VXNlcm5hbWU6";
pub const LOGIN_PASSWORD: &str = "UGFzc3dvcmQ6";

/// The mechanisms that carry a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mechanism {
    Plain,
    Login,
}

impl Mechanism {
    /// By its name in any case, as AUTH and EHLO name it.
    pub fn named(name: &str) -> Option<Mechanism> {
        [Mechanism::Plain, Mechanism::Login].into_iter().find(|mechanism| mechanism.name().eq_ignore_ascii_case(name))
    }

    pub fn name(self) -> &'static str {
        match self {
            Mechanism::Plain => "PLAIN",
            Mechanism::Login => "LOGIN",
        }
    }
}

/// What a client may choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerMechanism {
    Password(Mechanism),
    ScramSha256,
}

impl ServerMechanism {
    /// As EHLO lists them.
    pub const OFFER: &'static str = "AUTH PLAIN LOGIN SCRAM-SHA-256";

    /// By its name in any case.
    pub fn named(name: &str) -> Option<ServerMechanism> {
        let is_scram = name.eq_ignore_ascii_case("SCRAM-SHA-256");
        let of_password = || Mechanism::named(name).map(ServerMechanism::Password);
        if is_scram { Some(ServerMechanism::ScramSha256) } else { of_password() }
    }
}

/// A claim to be somebody, not yet checked.
#[derive(Debug)]
pub struct Credentials {
    pub user: String,
    pub password: SecretString,
}

/// Why a conversation ended without credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SaslError {
    /// The client sent `*` (501 5.0.0 by RFC 4954 §4).
    #[error("the client cancelled the authentication")]
    Cancelled,
    #[error("not Base64, or not what the mechanism wants")]
    Malformed,
    /// It does not know the password.
    #[error("the proof is wrong")]
    Refused,
}

/// What the server says next.
#[derive(Debug)]
pub enum ServerStep {
    /// `334` and this text; then give the client's line to [`SaslServer::respond`].
    Challenge(Cow<'static, str>),
    Credentials(Credentials),
    /// Find out what is known of this user's password, then call [`SaslServer::know`].
    Secret(String),
    /// The client has proved to know the password of the user that was asked for.
    Proven,
}

/// The server's end of one AUTH command.
#[derive(Debug)]
pub enum SaslServer {
    Plain,
    LoginUser,
    LoginPassword {
        user: String,
    },
    Scram,
    /// Waits for the secret.
    ScramGreeted(scram::Greeting),
    ScramChallenged(scram::Exchange),
    /// Has proved itself to the client; what is left to hear is an empty answer (RFC 4954 §4: a reply that ends the
    /// exchange carries no data).
    ScramProven,
}

impl SaslServer {
    /// Starts with the initial response of the AUTH line, if there was one.
    pub fn start(mechanism: ServerMechanism, initial: Option<&[u8]>) -> Result<(SaslServer, ServerStep), SaslError> {
        let mut server = match mechanism {
            ServerMechanism::Password(Mechanism::Plain) => SaslServer::Plain,
            ServerMechanism::Password(Mechanism::Login) => SaslServer::LoginUser,
            ServerMechanism::ScramSha256 => SaslServer::Scram,
        };
        let step = match (initial, &server) {
            // A single `=` is an empty response (RFC 4954 §4), which no mechanism has a use for.
            (Some(b"="), _) => return Err(SaslError::Malformed),
            (Some(response), _) => server.respond(response)?,
            (None, SaslServer::LoginUser) => ServerStep::Challenge(LOGIN_USERNAME.into()),
            (None, _) => ServerStep::Challenge("".into()),
        };
        Ok((server, step))
    }

    /// Takes the client's answer to the last challenge.
    pub fn respond(&mut self, line: &[u8]) -> Result<ServerStep, SaslError> {
        if line == b"*" {
            return Err(SaslError::Cancelled);
        }
        let response = Zeroizing::new(STANDARD.decode(line).map_err(|_| SaslError::Malformed)?);
        match std::mem::replace(self, SaslServer::Plain) {
            SaslServer::Plain => plain(&response).map(ServerStep::Credentials),
            SaslServer::LoginUser => {
                let user = part(&response)?.to_owned();
                *self = SaslServer::LoginPassword { user };
                Ok(ServerStep::Challenge(LOGIN_PASSWORD.into()))
            }
            SaslServer::LoginPassword { user } => {
                Ok(ServerStep::Credentials(Credentials { user, password: part(&response)?.into() }))
            }
            SaslServer::Scram => {
                let greeting = scram::Greeting::parse(&response)?;
                let user = greeting.user.clone();
                *self = SaslServer::ScramGreeted(greeting);
                Ok(ServerStep::Secret(user))
            }
            SaslServer::ScramChallenged(exchange) => {
                let proof = exchange.finish(&response)?.ok_or(SaslError::Refused)?;
                *self = SaslServer::ScramProven;
                Ok(ServerStep::Challenge(STANDARD.encode(proof).into()))
            }
            SaslServer::ScramProven if response.is_empty() => Ok(ServerStep::Proven),
            SaslServer::ScramGreeted(_) | SaslServer::ScramProven => Err(SaslError::Malformed),
        }
    }

    /// Goes on after [`ServerStep::Secret`].
    pub fn know(&mut self, secret: ScramSecret) -> Result<ServerStep, SaslError> {
        let SaslServer::ScramGreeted(greeting) = std::mem::replace(self, SaslServer::Plain) else {
            return Err(SaslError::Malformed);
        };
        let (exchange, challenge) = greeting.challenge(secret, &Uuid::new_v4().simple().to_string());
        *self = SaslServer::ScramChallenged(exchange);
        Ok(ServerStep::Challenge(STANDARD.encode(challenge).into()))
    }
}

/// `authzid NUL authcid NUL password`. Acting for somebody else is not offered, so an authzid must name the same user.
fn plain(response: &[u8]) -> Result<Credentials, SaslError> {
    let mut parts = response.split(|&byte| byte == 0);
    let (Some(acts_for), Some(user), Some(password), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(SaslError::Malformed);
    };
    if !acts_for.is_empty() && !acts_for.eq_ignore_ascii_case(user) {
        return Err(SaslError::Malformed);
    }
    Ok(Credentials { user: part(user)?.to_owned(), password: part(password)?.into() })
}

fn part(bytes: &[u8]) -> Result<&str, SaslError> {
    if bytes.is_empty() || bytes.len() > MAX_PART || bytes.contains(&0) {
        return Err(SaslError::Malformed);
    }
    std::str::from_utf8(bytes).map_err(|_| SaslError::Malformed)
}

/// The client's end of one AUTH command: what to put on the AUTH line, then one answer for each `334`.
#[derive(Debug)]
pub struct SaslClient {
    mechanism: Mechanism,
    credentials: Credentials,
    /// Answers given so far.
    answers: usize,
}

impl SaslClient {
    pub fn new(mechanism: Mechanism, credentials: Credentials) -> SaslClient {
        SaslClient { mechanism, credentials, answers: 0 }
    }

    /// `AUTH PLAIN …` or `AUTH LOGIN`, without the line end. Wiped when dropped, as PLAIN puts the password there.
    pub fn command(&self) -> Zeroizing<String> {
        match self.mechanism {
            Mechanism::Plain => {
                let Credentials { user, password } = &self.credentials;
                let message = Zeroizing::new(format!("\0{user}\0{}", password.expose_secret()));
                let mut encoded = STANDARD.encode(message.as_bytes());
                let line = Zeroizing::new(format!("AUTH PLAIN {encoded}"));
                encoded.zeroize();
                line
            }
            Mechanism::Login => Zeroizing::new("AUTH LOGIN".to_owned()),
        }
    }

    /// The answer to a `334`. `None`: the server asks for more than the mechanism has; send `*` and give up.
    pub fn answer(&mut self) -> Option<Zeroizing<String>> {
        let text = match (self.mechanism, self.answers) {
            (Mechanism::Login, 0) => self.credentials.user.as_str(),
            (Mechanism::Login, 1) => self.credentials.password.expose_secret(),
            _ => return None,
        };
        self.answers += 1;
        Some(Zeroizing::new(STANDARD.encode(text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PLAIN: ServerMechanism = ServerMechanism::Password(Mechanism::Plain);
    const LOGIN: ServerMechanism = ServerMechanism::Password(Mechanism::Login);

    fn encoded(text: &str) -> Vec<u8> {
        STANDARD.encode(text).into_bytes()
    }

    fn said(step: ServerStep) -> (String, String) {
        match step {
            ServerStep::Credentials(found) => (found.user, found.password.expose_secret().to_owned()),
            other => panic!("{other:?} instead of ending"),
        }
    }

    #[test]
    fn plain_carries_name_and_password_at_once() {
        for (response, expected) in [
            ("\0anna\0secret", Ok(("anna", "secret"))),
            ("anna\0anna\0secret", Ok(("anna", "secret"))),
            ("ben\0anna\0secret", Err(SaslError::Malformed)),
            ("\0anna\0", Err(SaslError::Malformed)),
            ("\0\0secret", Err(SaslError::Malformed)),
            ("anna\0secret", Err(SaslError::Malformed)),
            ("\0anna\0secret\0", Err(SaslError::Malformed)),
            ("", Err(SaslError::Malformed)),
        ] {
            let found = SaslServer::start(PLAIN, Some(&encoded(response))).map(|(_, step)| said(step));
            assert_eq!(found, expected.map(|(user, word)| (user.into(), word.into())), "{response:?}");
        }
    }

    #[test]
    fn login_asks_twice() {
        let (mut server, step) = SaslServer::start(LOGIN, None).unwrap();
        assert!(matches!(step, ServerStep::Challenge(text) if text == LOGIN_USERNAME));
        let step = server.respond(&encoded("anna")).unwrap();
        assert!(matches!(step, ServerStep::Challenge(text) if text == LOGIN_PASSWORD));
        assert_eq!(said(server.respond(&encoded("secret")).unwrap()), ("anna".into(), "secret".into()));
    }

    #[test]
    fn login_takes_the_name_on_the_command_line_too() {
        let (_, step) = SaslServer::start(LOGIN, Some(&encoded("anna"))).unwrap();
        assert!(matches!(step, ServerStep::Challenge(text) if text == LOGIN_PASSWORD));
    }

    #[test]
    fn a_star_cancels_and_rubbish_is_refused() {
        for (line, expected) in [
            (&b"*"[..], SaslError::Cancelled),
            (b"***", SaslError::Malformed),
            (b"", SaslError::Malformed),
            (b"YQA=", SaslError::Malformed),
        ] {
            let (mut server, _) = SaslServer::start(LOGIN, None).unwrap();
            assert_eq!(server.respond(line).unwrap_err(), expected, "{line:?}");
        }
    }

    #[test]
    fn nothing_prints_a_password() {
        let credentials = Credentials { user: "anna".into(), password: "hunter2".into() };
        let client = SaslClient::new(Mechanism::Plain, credentials);
        assert!(!format!("{client:?}").contains("hunter2"));
    }

    proptest! {
        #[test]
        fn client_and_server_understand_each_other(user in "[^\\x00]{1,40}", word in "[^\\x00]{1,40}") {
            for mechanism in [Mechanism::Plain, Mechanism::Login] {
                let credentials = Credentials { user: user.clone(), password: word.clone().into() };
                let mut client = SaslClient::new(mechanism, credentials);
                let command = client.command();
                let initial = command.strip_prefix("AUTH PLAIN ");
                let (mut server, mut step) = SaslServer::start(ServerMechanism::Password(mechanism), initial.map(str::as_bytes)).unwrap();
                while matches!(step, ServerStep::Challenge(_)) {
                    step = server.respond(client.answer().unwrap().as_bytes()).unwrap();
                }
                prop_assert_eq!(said(step), (user.clone(), word.clone()));
                prop_assert!(client.answer().is_none());
            }
        }

        #[test]
        fn no_response_panics(line in proptest::collection::vec(any::<u8>(), 0..60)) {
            for mechanism in [PLAIN, LOGIN, ServerMechanism::ScramSha256] {
                let _ = SaslServer::start(mechanism, Some(&line));
            }
        }
    }
}
