//! What agents are told.

use std::net::SocketAddr;

use crate::model::AgentEvent;

/// A moment of a session, with what is new in it.
#[derive(Clone, Debug, PartialEq)]
pub enum Occasion {
    Connect,
    Hello {
        name: String,
        is_extended: bool,
    },
    StartTls,
    Auth {
        mechanism: String,
    },
    /// Who the client says it is.
    ProcessAuthentication {
        mechanism: String,
        user: String,
    },
    EndOfAuthentication {
        user: String,
    },
    /// `arguments` are those of XSESSIONPARAMS.
    SessionParams {
        arguments: Vec<String>,
    },
    /// An empty sender is nobody. `arguments` are those of the command that the server has understood.
    Mail {
        sender: String,
        arguments: Vec<String>,
    },
    Rcpt {
        recipient: String,
        arguments: Vec<String>,
    },
    Data,
    Help,
    Noop,
    Rset,
    /// The server has said this.
    Reject(String),
    /// A command that the server does not know. No event of its own.
    Unknown(String),
    Disconnect,
}

impl Occasion {
    pub fn event(&self) -> Option<AgentEvent> {
        Some(match self {
            Occasion::Connect => AgentEvent::OnConnect,
            Occasion::Hello { is_extended: true, .. } => AgentEvent::OnEhloCommand,
            Occasion::Hello { .. } => AgentEvent::OnHeloCommand,
            Occasion::StartTls => AgentEvent::OnStartTlsCommand,
            Occasion::Auth { .. } => AgentEvent::OnAuthCommand,
            Occasion::ProcessAuthentication { .. } => AgentEvent::OnProcessAuthentication,
            Occasion::EndOfAuthentication { .. } => AgentEvent::OnEndOfAuthentication,
            Occasion::SessionParams { .. } => AgentEvent::OnXSessionParamsCommand,
            Occasion::Mail { .. } => AgentEvent::OnMailCommand,
            Occasion::Rcpt { .. } => AgentEvent::OnRcptCommand,
            Occasion::Data => AgentEvent::OnDataCommand,
            Occasion::Help => AgentEvent::OnHelpCommand,
            Occasion::Noop => AgentEvent::OnNoopCommand,
            Occasion::Rset => AgentEvent::OnRsetCommand,
            Occasion::Reject(_) => AgentEvent::OnReject,
            Occasion::Disconnect => AgentEvent::OnDisconnect,
            Occasion::Unknown(_) => return None,
        })
    }

    /// The recipient that it is about.
    pub fn recipient(&self) -> Option<&str> {
        match self {
            Occasion::Rcpt { recipient, .. } => Some(recipient),
            _ => None,
        }
    }

    /// Whether it is about a message.
    pub fn is_of_message(&self) -> bool {
        matches!(self, Occasion::Mail { .. } | Occasion::Rcpt { .. } | Occasion::Data)
    }
}

/// Both ends of a connection, by name and number.
#[derive(Clone, Debug)]
pub struct Client {
    pub session: u64,
    pub remote: SocketAddr,
    pub local: SocketAddr,
    /// The name that the server goes by here.
    pub host: String,
    /// Name of the receive connector.
    pub connector: String,
    /// The front end that has handed the session on.
    pub front_end: Option<SocketAddr>,
}

/// What is known of a session so far.
#[derive(Clone, Debug)]
pub struct Facts {
    pub client: Client,
    /// The name from EHLO or HELO, and whether it was EHLO.
    pub hello: Option<(String, bool)>,
    /// Protocol version and cipher suite.
    pub tls: Option<(String, String)>,
    pub user: Option<String>,
    /// How the user proved who it is.
    pub mechanism: Option<String>,
    pub message: Option<MessageFacts>,
}

/// What is known of the message under way.
#[derive(Clone, Debug, Default)]
pub struct MessageFacts {
    /// For logs on both sides.
    pub id: String,
    pub sender: String,
    pub arguments: Vec<String>,
    pub recipients: Vec<String>,
}

impl Facts {
    pub fn new(client: Client) -> Facts {
        Facts { client, hello: None, tls: None, user: None, mechanism: None, message: None }
    }

    /// Takes note of what is new.
    pub fn note(&mut self, occasion: &Occasion) {
        match occasion {
            Occasion::Hello { name, is_extended } => {
                self.hello = Some((name.clone(), *is_extended));
                self.message = None;
            }
            Occasion::EndOfAuthentication { user } => self.user = Some(user.clone()),
            Occasion::Mail { sender, arguments } => {
                let id = uuid::Uuid::now_v7().simple().to_string();
                let (sender, arguments) = (sender.clone(), arguments.clone());
                self.message = Some(MessageFacts { id, sender, arguments, recipients: Vec::new() });
            }
            Occasion::Rcpt { recipient, .. } => {
                if let Some(message) = &mut self.message {
                    message.recipients.push(recipient.clone());
                }
            }
            Occasion::Rset => self.message = None,
            _ => {}
        }
    }

    /// The last recipient was refused.
    pub fn forget_recipient(&mut self) {
        if let Some(message) = &mut self.message {
            message.recipients.pop();
        }
    }

    /// The connection is encrypted from now on; what was said before counts no more. `words` are those of the trace
    /// field: `version=…, cipher=…`.
    pub fn encrypted(&mut self, words: &str) {
        let word = |name: &str| {
            let found = words.split([',', ' ']).find_map(|word| word.strip_prefix(name));
            found.unwrap_or_default().to_owned()
        };
        self.tls = Some((word("version="), word("cipher=")));
        (self.hello, self.user, self.message) = (None, None, None);
    }
}
