use serde_json::{Value, json};

use super::*;
use crate::model::built_in_agents;
use crate::model::class::Class;

fn agent(name: &str, given: Value) -> Arc<TransportAgent> {
    Arc::new(TransportAgent::create(name, "", given).expect("sound"))
}

#[test]
fn agents_stand_in_their_order_around_the_sender_id_agent() {
    let mut all: Vec<_> = built_in_agents().expect("sound").into_iter().map(Arc::new).collect();
    let sender_id = all.iter_mut().find(|agent| agent.built_in == Some(BuiltInAgent::SenderId)).expect("there");
    Arc::make_mut(sender_id).priority = Some(3);
    all.push(agent("Late", json!({"MilterEndpoint": "127.0.0.1:1", "Enabled": true, "Priority": 9})));
    all.push(agent("First", json!({"AssemblyPath": "/bin/cat", "Enabled": true, "Priority": 1})));
    all.push(agent("Asleep", json!({"AssemblyPath": "/bin/cat", "Priority": 2})));
    let agents = Agents::new(all);
    let order: Vec<_> = agents.installed().map(|(agent, turn)| (agent.name.as_str(), turn)).collect();
    assert_eq!(order, [("First", Turn::BeforeSenderId), ("Late", Turn::AfterSenderId)]);
    assert!(agents.read_messages(false) && agents.hear_unknown_commands() && agents.does(BuiltInAgent::Journaling));
}

#[test]
fn nothing_is_heard_where_nothing_is_installed() {
    let mut all = built_in_agents().expect("sound");
    all.iter_mut().for_each(|agent| agent.enabled = false);
    let agents = Agents::new(all.into_iter().map(Arc::new));
    assert!(agents.is_empty() && agents.heard().is_empty() && !agents.read_messages(true));
    assert!(BuiltInAgent::ALL.iter().all(|built_in| !agents.does(*built_in)));
}
