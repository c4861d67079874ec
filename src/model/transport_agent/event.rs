//! The moments at which agents are told of mail.

use crate::model::choice::choice;

choice! {
    /// A moment on a message's way at which agents are asked or told (Exchange's agent events), in the order in which
    /// they come. OnHelpCommand, OnNoopCommand, OnReject and OnRsetCommand may come at any time of a session.
    AgentEvent as "AgentEvent" {
        /// A client has connected; it has heard nothing yet.
        OnConnect,
        OnHeloCommand,
        OnEhloCommand,
        OnStartTlsCommand,
        /// AUTH was given; nothing is proven yet.
        OnAuthCommand,
        /// The client has said who it is and how it proves it; nothing is checked yet. The agent gets name and mechanism.
        OnProcessAuthentication,
        /// The client has proved who it is.
        OnEndOfAuthentication,
        /// A server has said which mailbox database the session is for (XSESSIONPARAMS).
        OnXSessionParamsCommand,
        OnMailCommand,
        /// Comes for each recipient that the server would take.
        OnRcptCommand,
        /// DATA, or the first BDAT.
        OnDataCommand,
        /// The message is there; the agent gets its header.
        OnEndOfHeaders,
        /// The session of the message was handed on by a front end (XPROXYFROM, XPROXY); the agent gets its header.
        OnProxyInboundMessage,
        /// The agent gets header and body, and may change both, the sender and the recipients.
        OnEndOfData,
        OnHelpCommand,
        OnNoopCommand,
        /// The server has refused something. Nothing is asked.
        OnReject,
        OnRsetCommand,
        /// The connection has ended. Nothing is asked.
        OnDisconnect,
        /// The message is in the Submission queue.
        OnSubmittedMessage,
        /// It is known who gets it: groups have been opened, forwarding has been followed.
        OnResolvedMessage,
        /// It is known where it goes.
        OnRoutedMessage,
        /// It is about to enter its queues.
        OnCategorizedMessage,
        /// It is handed to the next hop.
        OnDeliverMailItem,
    }
}

impl AgentEvent {
    /// Those of the categorizer, in their order.
    pub const OF_ROUTING: &'static [AgentEvent] = &[
        AgentEvent::OnSubmittedMessage,
        AgentEvent::OnResolvedMessage,
        AgentEvent::OnRoutedMessage,
        AgentEvent::OnCategorizedMessage,
    ];

    /// Whether it is about a message, and not only about who brings one.
    pub fn is_about_mail(self) -> bool {
        (AgentEvent::OnMailCommand..=AgentEvent::OnEndOfData).contains(&self) || AgentEvent::OF_ROUTING.contains(&self)
    }

    /// Those of an SMTP session.
    pub const OF_SESSION: &'static [AgentEvent] = {
        let (session, _) = AgentEvent::ALL.split_at(AgentEvent::OnDisconnect as usize + 1);
        session
    };
}

/// A set of events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Events(u32);

impl Events {
    pub const NONE: Events = Events(0);

    pub const fn with(self, event: AgentEvent) -> Events {
        Events(self.0 | 1 << event as u32)
    }

    pub const fn and(self, other: Events) -> Events {
        Events(self.0 | other.0)
    }

    pub const fn has(self, event: AgentEvent) -> bool {
        self.0 & (1 << event as u32) != 0
    }

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<AgentEvent> for Events {
    fn from_iter<I: IntoIterator<Item = AgentEvent>>(events: I) -> Events {
        events.into_iter().fold(Events::NONE, Events::with)
    }
}
