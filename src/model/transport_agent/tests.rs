use serde_json::{Value, json};

use super::*;
use crate::model::class::{Properties, Stored};
use crate::model::organization::Organization;

fn judge(given: Value, changed: &[&str]) -> Result<(), String> {
    let agent = TransportAgent::create("x", "", given).map_err(|breach| breach.says)?;
    let (properties, organization) = (agent.to_properties(), Organization::default());
    let stored = |properties: &Properties| -> Result<(), String> {
        let name = agent.built_in.map_or("x", BuiltInAgent::title);
        let stored = Stored {
            id: agent.id,
            name,
            scope: "",
            revision: 1,
            created: agent.created,
            changed: agent.changed,
            properties,
        };
        let beside = Beside { organization: &organization, server: "" };
        let settled = (TransportAgent::INFO.settle)(&stored, changed, &beside);
        let judged = settled.and_then(|_| (TransportAgent::INFO.judge)(&stored, &beside));
        judged.map_err(|breach| breach.says)
    };
    stored(&properties)
}

#[test]
fn an_agent_is_a_milter_or_a_program_or_part_of_the_server() {
    for (given, fits, why) in [
        (json!({"MilterEndpoint": "127.0.0.1:8891"}), true, "a milter"),
        (json!({"AssemblyPath": "/bin/cat"}), true, "a program"),
        (json!({"AssemblyPath": "/bin/cat", "Events": ["OnRcptCommand"]}), true, "with events"),
        (json!({}), false, "nothing"),
        (json!({"MilterEndpoint": "127.0.0.1:8891", "AssemblyPath": "/bin/cat"}), false, "both"),
        (json!({"MilterEndpoint": "127.0.0.1:8891", "Events": ["OnRcptCommand"]}), false, "a milter decides itself"),
        (json!({"AssemblyPath": "/bin/cat", "Events": ["OnRoutedMessage"]}), true, "of the categorizer"),
        (json!({"AssemblyPath": "/bin/cat", "Events": ["OnDeliverMailItem"]}), false, "of the server alone"),
        (json!({"BuiltIn": "SenderId"}), true, "part of the server"),
        (json!({"BuiltIn": "SenderId", "AssemblyPath": "/bin/cat"}), false, "and nothing else"),
    ] {
        assert_eq!(judge(given.clone(), &[]).is_ok(), fits, "{why}: {given} {:?}", judge(given.clone(), &[]));
    }
}

#[test]
fn what_cannot_be_reordered_is_refused_by_name() {
    for built_in in BuiltInAgent::ALL {
        let judged = judge(json!({"BuiltIn": built_in}), &["Priority"]);
        assert_eq!(judged.is_err(), built_in.fixed().is_some());
        if let Err(says) = judged {
            assert!(says.contains(built_in.title()), "{says}");
        }
        assert!(judge(json!({"BuiltIn": built_in}), &["Enabled"]).is_ok());
    }
}

#[test]
fn the_agents_of_the_engine_are_sound_and_at_work() {
    let agents = built_in_agents().expect("sound");
    assert_eq!(agents.len(), BuiltInAgent::ALL.len());
    assert!(agents.iter().all(|agent| agent.enabled && !agent.heard().is_empty()));
    assert!(agents.iter().any(|agent| agent.heard().has(AgentEvent::OnEndOfData)));
}
