//! Agents on real sockets and pipes: what they hear, what their answers do, and what becomes of mail when they do not
//! answer.

mod handed_on;
mod milter;
mod program;

use super::*;
use crate::model::TransportAgent;
use crate::model::class::Class;
use crate::transport::agent::Agents;

/// Puts these agents to work, in this order.
fn install(node: &Node, agents: &[(&str, Value)]) {
    let agents = agents.iter().zip(1u32..).map(|((name, given), place)| {
        let mut all = given.clone();
        all["Enabled"] = true.into();
        all["Priority"] = place.into();
        Arc::new(TransportAgent::create(name, "", all).expect("a sound agent"))
    });
    let agents = Arc::new(Agents::new(agents));
    node.change(|settings| settings.agents = agents);
}

const TEXT: &str = "Message-ID: <1@a>\r\nSubject: hi\r\n\r\nHello\r\n";

/// What is stored below our own trace field.
fn stored(node: &Node, at: usize) -> String {
    let text = String::from_utf8(node.memory.messages.lock().unwrap()[at].text.clone()).expect("text");
    let (before, trace) = text.split_once("Received: ").expect("a trace field");
    let end = trace.find("\r\n").expect("lines");
    let rest = trace[end + 2..].lines().skip_while(|line| line.starts_with([' ', '\t']));
    format!("{before}{}", rest.map(|line| format!("{line}\r\n")).collect::<String>())
}

fn notes(node: &Node) -> Vec<String> {
    let events = node.memory.events.lock().unwrap();
    let notes = events.iter().filter(|event| event.event == TrackingEventId::AgentInfo);
    notes.map(|event| event.data.clone()).collect()
}
