//! Transport agents: what looks at mail on its way and may change or refuse it.
//!
//! Those of the engine are objects too, so that their state and order are kept, shown and changed like those of the
//! others; a node makes what is missing of them when it starts.

mod built_in;
mod endpoint;
mod event;

pub use built_in::{AgentPlace, BuiltInAgent};
pub use endpoint::MilterEndpoint;
pub use event::{AgentEvent, Events};

use super::choice::choice;
use super::class::{Beside, Breach, Class, class};
use super::{LocalPath, TimeSpan};

choice! {
    /// What becomes of mail while an agent does not answer.
    AgentFailureAction as "AgentFailureAction" {
        /// It goes on as if the agent were not there (fail open).
        Accept,
        /// It is refused for now with a 4xx reply, and the sender tries again (fail closed).
        TempFail,
    }
}

impl AgentFailureAction {
    /// What it does to mail about which an agent cannot be asked at this event.
    pub fn consequence(self, event: Option<AgentEvent>) -> &'static str {
        match self {
            AgentFailureAction::Accept => "Mail goes on without it",
            AgentFailureAction::TempFail if event.is_some_and(|event| AgentEvent::OF_ROUTING.contains(&event)) => {
                "Mail waits for it in the Submission queue"
            }
            AgentFailureAction::TempFail => "Mail is refused for now",
        }
    }
}

class! {
    /// Looks at mail on its way and may change or refuse it: a milter, a program of your own, or a part of the server.
    TransportAgent {
        nouns: ["TransportAgent"],
        scope: Organization,
        verbs: [New, Get, Set, Remove, Enable, Disable],
        called: [(New, "Install"), (Remove, "Uninstall")],
        shown: ["Name", "Enabled", "Priority"],
        ignored: ["TransportService", "TransportAgentFactory"],
        ranked: "Priority",
        first_rank: 1,
        settle: keep_its_place,
        examples: [
            (New, "Have Rspamd judge mail; it stays disabled until Enable-TransportAgent", "Install-TransportAgent Rspamd -MilterEndpoint 127.0.0.1:11332"),
            (New, "The same over a Unix socket; while it does not answer, mail goes on without it", "Install-TransportAgent OpenDKIM -MilterEndpoint unix:/run/opendkim/opendkim.sock -FailureAction Accept"),
            (New, "Have a program of your own asked about each recipient", "Install-TransportAgent 'Recipient Log' -AssemblyPath /usr/local/lib/emsh/recipients -Events OnRcptCommand"),
            (Get, "Show all agents, in the order in which they act", "Get-TransportAgent"),
            (Get, "Show all there is to one", "Get-TransportAgent 'Sender Id Agent' | Format-List"),
            (Set, "Let an agent act before all others that were installed, and before the Sender Id agent", "Set-TransportAgent Rspamd -Priority 1"),
            (Set, "Give an agent less time", "Set-TransportAgent Rspamd -CommandTimeout 00:00:05 -ContentTimeout 00:00:30"),
            (Enable, "Put an agent to work", "Enable-TransportAgent Rspamd"),
            (Disable, "Stop an agent and keep it", "Disable-TransportAgent Rspamd -Confirm:$false"),
            (Remove, "Remove an agent", "Uninstall-TransportAgent Rspamd -Confirm:$false"),
        ],
    }
    properties {
        /// Where a milter listens: 127.0.0.1:8891, [::1]:8891 or unix:/path/of/socket. Only on this machine.
        milter_endpoint = MilterEndpoint: Option<MilterEndpoint> = None;
        /// A program that is started by the server and answers in lines of JSON: see Get-Help about_TransportAgents.
        assembly_path = AssemblyPath: Option<LocalPath> = None;
        /// What the program is started with.
        arguments = Arguments: Vec<String> = Vec::new();
        /// What the program is asked about and told: events of an SMTP session, and OnSubmittedMessage, OnResolvedMessage,
        /// OnRoutedMessage and OnCategorizedMessage, which mail out of files and reports of this server pass too. Default
        /// OnEndOfData. A milter says itself what it wants to know.
        events = Events: Vec<AgentEvent> = Vec::new();
        /// What becomes of mail while the agent does not answer or answers nonsense: TempFail refuses it for now with
        /// 451 4.7.1, Accept lets it go on. Default TempFail.
        failure_action = FailureAction: AgentFailureAction = AgentFailureAction::TempFail;
        /// How long to wait until a milter takes a connection. Default 30 seconds.
        connect_timeout = ConnectTimeout: TimeSpan = TimeSpan::from_seconds(30), within(TimeSpan::from_seconds(1), TimeSpan::from_hours(1));
        /// How long to wait for the answer to a command. Default 30 seconds.
        command_timeout = CommandTimeout: TimeSpan = TimeSpan::from_seconds(30), within(TimeSpan::from_seconds(1), TimeSpan::from_hours(1));
        /// How long to wait for the answer to a whole message; each sign of life begins it anew. Default 5 minutes.
        content_timeout = ContentTimeout: TimeSpan = TimeSpan::from_minutes(5), within(TimeSpan::from_seconds(1), TimeSpan::from_hours(1));
        /// When it acts among the agents that were installed, and the Sender Id agent: 1 is the first. All other agents that
        /// are part of the server have their place before or behind these, whatever the number: Get-TransportPipeline
        /// shows who acts when. Default: after all others.
        priority = Priority: Option<u32> = None;
        /// Whether it acts: Enable-TransportAgent and Disable-TransportAgent. Default $false.
        enabled = Enabled: bool = false, system;
        /// The part of the server that it is; empty for an agent that was installed.
        built_in = BuiltIn: Option<BuiltInAgent> = None, system;
    }
    rules [is_one_thing, built_in_agents_are_as_they_are, hears_something]
    farewell [is_installed]
}

impl TransportAgent {
    /// When it acts. A milter may decline some of these when it is spoken to.
    pub fn heard(&self) -> Events {
        match (self.built_in, &self.milter_endpoint) {
            (Some(built_in), _) => built_in.events().iter().copied().collect(),
            (None, Some(_)) => MILTER_EVENTS.iter().copied().collect(),
            (None, None) if self.events.is_empty() => Events::NONE.with(AgentEvent::OnEndOfData),
            (None, None) => self.events.iter().copied().collect(),
        }
    }
}

/// What the milter protocol has words for.
const MILTER_EVENTS: &[AgentEvent] = &[
    AgentEvent::OnConnect,
    AgentEvent::OnHeloCommand,
    AgentEvent::OnEhloCommand,
    AgentEvent::OnMailCommand,
    AgentEvent::OnRcptCommand,
    AgentEvent::OnDataCommand,
    AgentEvent::OnEndOfHeaders,
    AgentEvent::OnEndOfData,
    AgentEvent::OnRsetCommand,
    AgentEvent::OnDisconnect,
];

fn keep_its_place(agent: &mut TransportAgent, changed: &[&str], _: &Beside) -> Result<(), Breach> {
    let fixed = agent.built_in.and_then(BuiltInAgent::fixed);
    // A new one has to be given its first place.
    match fixed.filter(|_| agent.revision > 0 && changed.contains(&"Priority")) {
        Some(why) => Err(Breach::new(
            "Priority",
            format!("The priority of the {} cannot be chosen: {why}.", agent.name),
            "Leave out -Priority. Disable-TransportAgent stops the agent.",
        )),
        None => Ok(()),
    }
}

fn is_one_thing(agent: &TransportAgent, _: &Beside) -> Result<(), Breach> {
    match (agent.built_in, &agent.milter_endpoint, &agent.assembly_path) {
        (Some(_), None, None) | (None, Some(_), None) | (None, None, Some(_)) => Ok(()),
        (Some(_), ..) => Err(Breach::new(
            "MilterEndpoint",
            format!("The {} is part of the server and neither a milter nor a program.", agent.name),
            "Install-TransportAgent adds another agent.",
        )),
        (None, None, None) => Err(Breach::new(
            "MilterEndpoint",
            "An agent is a milter or a program, and neither is given.",
            "Give -MilterEndpoint with the address of a milter, or -AssemblyPath with the path of a program.",
        )),
        (None, Some(_), Some(_)) => Err(Breach::new(
            "AssemblyPath",
            "An agent is either a milter or a program.",
            "Give -MilterEndpoint or -AssemblyPath, and $null for the other.",
        )),
    }
}

fn built_in_agents_are_as_they_are(agent: &TransportAgent, beside: &Beside) -> Result<(), Breach> {
    let taken = beside.others::<TransportAgent>(agent.id).find(|other| {
        other.name.eq_ignore_ascii_case(&agent.name) || other.built_in.is_some_and(|one| agent.built_in == Some(one))
    });
    let is_odd = agent.built_in.is_some_and(|built_in| {
        agent.name != built_in.title() || !agent.events.is_empty() || !agent.arguments.is_empty()
    });
    match (is_odd, taken) {
        (true, _) => Err(Breach::new(
            "Name",
            "Name, events and arguments of an agent that is part of the server cannot be changed.",
            "Set-TransportAgent -Priority, Enable-TransportAgent and Disable-TransportAgent are what there is.",
        )),
        (false, Some(other)) => {
            Err(Breach::new("Name", format!("There is an agent '{}' already.", other.name), "Choose another name."))
        }
        (false, None) => Ok(()),
    }
}

fn hears_something(agent: &TransportAgent, _: &Beside) -> Result<(), Breach> {
    if agent.milter_endpoint.is_some() && !(agent.events.is_empty() && agent.arguments.is_empty()) {
        return Err(Breach::new(
            "Events",
            "A milter says itself what it wants to know, and is not started by the server.",
            "Leave out -Events and -Arguments.",
        ));
    }
    let may_hear =
        |event: &AgentEvent| AgentEvent::OF_SESSION.contains(event) || AgentEvent::OF_ROUTING.contains(event);
    match agent.events.iter().find(|event| !may_hear(event)) {
        Some(event) => Err(Breach::new(
            "Events",
            format!("Only parts of the server act on {event}."),
            "Use events of an SMTP session (OnConnect to OnDisconnect) or of the categorizer (OnSubmittedMessage to OnCategorizedMessage).",
        )),
        None => Ok(()),
    }
}

fn is_installed(agent: &TransportAgent, _: &Beside) -> Result<Option<String>, Breach> {
    match agent.built_in {
        Some(_) => Err(Breach::new(
            "Identity",
            format!("The {} is part of the server and cannot be uninstalled.", agent.name),
            format!("Disable-TransportAgent '{}' stops it.", agent.name),
        )),
        None => Ok(None),
    }
}

/// The agents of the engine as they are before anybody changes them, in their order.
pub fn built_in_agents() -> Result<Vec<TransportAgent>, Breach> {
    let agents = BuiltInAgent::ALL.iter().zip(1u32..).map(|(built_in, place)| {
        let given = serde_json::json!({ "BuiltIn": built_in, "Enabled": true, "Priority": place });
        TransportAgent::create(built_in.title(), "", given)
    });
    agents.collect()
}

#[cfg(test)]
mod tests;
