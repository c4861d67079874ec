//! The components of a server that an operator, or a program that watches over servers, may put out of service, and
//! who has asked for that.

use std::fmt;
use std::str::FromStr;

use super::choice::choice;
use super::text::{Malformed, quoted, text_scalar};
use super::view::view;

choice! {
    /// What of a server has a state of its own.
    ServerComponent as "ServerComponent" {
        /// The whole server: while it is Inactive, so is every other component.
        ServerWideOffline,
        /// The transport service: reception, the categorizer, queues and deliveries.
        HubTransport,
    }
}

choice! {
    /// Whether a component works, the most restrictive last.
    ServiceState as "ServiceState" {
        /// It does.
        Active,
        /// It takes nothing new and finishes what it has.
        Draining,
        /// It stands still.
        Inactive,
    }
}

choice! {
    /// On whose behalf a component has a state; each takes back only what it has asked for itself.
    ComponentRequester as "ServerComponentRequest" {
        /// A program that watches over servers.
        HealthAPI,
        /// Work on the machine.
        Maintenance,
        /// Taken out of a group of servers.
        Sidelined,
        /// How the server is meant to work.
        Functional,
        /// An installation or an update.
        Deployment,
    }
}

/// One request that stands, `HubTransport:Maintenance=Draining`; Active is never kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ComponentRequest {
    pub component: ServerComponent,
    pub requester: ComponentRequester,
    pub state: ServiceState,
}

impl ServerComponent {
    /// The most restrictive state that is asked for, for the component itself or the whole server.
    pub fn state(self, requests: &[ComponentRequest]) -> ServiceState {
        let about = requests.iter().filter(|request| request.bears_on(self));
        about.map(|request| request.state).max().unwrap_or(ServiceState::Active)
    }
}

impl ComponentRequest {
    /// Whether the request is about that component, by itself or with the whole server.
    pub fn bears_on(&self, component: ServerComponent) -> bool {
        self.component == component || self.component == ServerComponent::ServerWideOffline
    }

    /// The requests when this one has been made: Active takes back what the same requester had asked for.
    pub fn among(self, requests: &[ComponentRequest]) -> Vec<ComponentRequest> {
        let is_mine =
            |other: &&ComponentRequest| (other.component, other.requester) == (self.component, self.requester);
        let mut all: Vec<ComponentRequest> = requests.iter().filter(|other| !is_mine(other)).copied().collect();
        if self.state != ServiceState::Active {
            all.push(self);
        }
        all.sort_unstable();
        all
    }

    fn read(text: &str) -> Option<ComponentRequest> {
        let (who, state) = text.split_once('=')?;
        let (component, requester) = who.split_once(':')?;
        Some(ComponentRequest {
            component: component.parse().ok()?,
            requester: requester.parse().ok()?,
            state: state.parse().ok()?,
        })
    }
}

impl FromStr for ComponentRequest {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<ComponentRequest, Malformed> {
        ComponentRequest::read(text).ok_or_else(|| {
            Malformed::new(
                format!("{} is no state of a component.", quoted(text)),
                "Write Component:Requester=State, such as HubTransport:Maintenance=Draining.",
            )
        })
    }
}

impl fmt::Display for ComponentRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}:{}={}", self.component, self.requester, self.state))
    }
}

text_scalar!(ComponentRequest, "ComponentRequest");

view! {
    /// The state of one component of a server.
    ServerComponentState as "Emsh.ServerComponentState", shown ["Server", "Component", "State"] {
        /// Name of the server.
        "Server" server: String as "String";
        /// ServerWideOffline or HubTransport.
        "Component" component: ServerComponent as "ServerComponent";
        /// Active, Draining or Inactive: the most restrictive that somebody asks for.
        "State" state: ServiceState as "ServiceState";
        /// What the whole server is asked to be.
        "ServerWideState" server_wide_state: ServiceState as "ServiceState";
        /// Who asks for something else than Active for this component.
        "LocalStates" local_states: Vec<ComponentRequestInfo> as "ComponentRequestInfo[]";
    }
}

view! {
    /// What one requester asks for.
    ComponentRequestInfo as "Emsh.ComponentRequest", shown ["Requester", "State"] {
        /// Who and what in one, such as Maintenance=Draining.
        "Identity" identity: String as "String";
        /// ServerWideOffline or HubTransport.
        "Component" component: ServerComponent as "ServerComponent";
        /// HealthAPI, Maintenance, Sidelined, Functional or Deployment.
        "Requester" requester: ComponentRequester as "ServerComponentRequest";
        /// Draining or Inactive.
        "State" state: ServiceState as "ServiceState";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn requests(texts: &[&str]) -> Vec<ComponentRequest> {
        texts.iter().map(|text| text.parse().expect("a request")).collect()
    }

    #[test]
    fn the_most_restrictive_request_wins() {
        use ServerComponent::{HubTransport, ServerWideOffline};
        use ServiceState::{Active, Draining, Inactive};
        for (given, hub, whole, why) in [
            (&[][..], Active, Active, "nobody asks for anything"),
            (&["HubTransport:Maintenance=Draining"], Draining, Active, "one does"),
            (
                &["HubTransport:Maintenance=Draining", "HubTransport:HealthAPI=Inactive"],
                Inactive,
                Active,
                "two do, and one wants more",
            ),
            (&["ServerWideOffline:Maintenance=Inactive"], Inactive, Inactive, "the server is meant with all it has"),
            (
                &["ServerWideOffline:Maintenance=Inactive", "HubTransport:Functional=Draining"],
                Inactive,
                Inactive,
                "what is meant for the server counts for its parts",
            ),
        ] {
            let given = requests(given);
            assert_eq!((HubTransport.state(&given), ServerWideOffline.state(&given)), (hub, whole), "{why}");
        }
    }

    #[test]
    fn a_requester_takes_back_only_its_own() {
        let both = requests(&["HubTransport:HealthAPI=Inactive", "HubTransport:Maintenance=Draining"]);
        let made = |text: &str| text.parse::<ComponentRequest>().expect("a request").among(&both);
        assert_eq!(made("HubTransport:Maintenance=Active"), requests(&["HubTransport:HealthAPI=Inactive"]));
        assert_eq!(made("HubTransport:Functional=Active"), both);
        assert_eq!(made("ServerWideOffline:HealthAPI=Active"), both, "of another component");
        let changed = requests(&["HubTransport:HealthAPI=Inactive", "HubTransport:Maintenance=Inactive"]);
        assert_eq!(made("hubtransport:maintenance=inactive"), changed);
    }

    #[test]
    fn a_request_is_read_as_it_is_written() {
        for text in
            ["", "HubTransport", "HubTransport=Inactive", "Teapot:Maintenance=Inactive", "HubTransport:a=Draining"]
        {
            assert!(text.parse::<ComponentRequest>().is_err(), "{text}");
        }
        let request = "HubTransport:Maintenance=Draining";
        assert_eq!(request.parse::<ComponentRequest>().expect("one").to_string(), request);
    }
}
