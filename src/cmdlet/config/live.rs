//! How a node is, beside how it is configured: so that one list shows a change and what became of it.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::control::wire::{ListenerStatus, NodeStatus};
use crate::model::text::same_text;
use crate::model::{IntoValue, Object};

/// Adds the live properties that TransportServer declares.
pub fn add(server: &Object, status: &NodeStatus) {
    server.set("State", status.engine.as_str().into_value());
    server.set("RunningRevision", i64::try_from(status.revision).unwrap_or(i64::MAX).into_value());
    server.set("Listeners", status.listeners.iter().map(listener).collect::<Vec<_>>().into_value());
    server.set("ConfigurationFaults", status.faults.clone().into_value());
    server.set("Version", status.version.as_str().into_value());
}

/// Adds the live properties that RecipientDirectory declares; none where this server does not read it.
pub fn add_reading(directory: &Object, status: &NodeStatus) {
    let name = directory.get("Name").map(|name| name.to_string()).unwrap_or_default();
    let Some(reading) = status.directories.iter().find(|one| same_text(&one.name, &name)) else { return };
    let local = |time: Option<Timestamp>| time.map(|time| time.to_zoned(TimeZone::system())).into_value();
    directory.set("LastAttempt", local(reading.last_attempt));
    directory.set("LastSuccess", local(reading.last_success));
    directory.set("LastError", reading.error.clone().unwrap_or_default().into_value());
    directory.set("EntryCount", i64::try_from(reading.entries).unwrap_or(i64::MAX).into_value());
    directory.set("RefusedEntries", reading.refused.clone().into_value());
}

/// `Default HUB01: 0.0.0.0:25`, with where it really listens where that differs, or why it does not.
fn listener(listener: &ListenerStatus) -> String {
    let ListenerStatus { connector, binding, address, fault } = listener;
    match (address, fault) {
        (_, Some(fault)) => format!("{connector}: {binding} is not listening: {fault}"),
        (Some(address), None) if address != binding => format!("{connector}: {binding} at {address}"),
        (Some(_), None) => format!("{connector}: {binding}"),
        (None, None) => format!("{connector}: {binding} is not listening"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::control::wire::{DirectoryStatus, SpoolStatus};
    use crate::model::{RecipientDirectory, TransportServer};

    #[test]
    fn every_live_property_is_declared_and_listeners_say_what_became_of_them() {
        let heard = |address: Option<&str>, fault: Option<&str>| ListenerStatus {
            connector: "In".into(),
            binding: "10.1.1.1:25".into(),
            address: address.map(str::to_owned),
            fault: fault.map(str::to_owned),
        };
        let status = NodeStatus {
            server: "HUB01".into(),
            version: "0.1.0".into(),
            process_id: 1,
            started: jiff::Timestamp::UNIX_EPOCH,
            engine: "Running".into(),
            component_states: vec![],
            revision: 7,
            listeners: vec![heard(Some("10.1.1.1:25"), None), heard(None, Some("no such address"))],
            faults: vec![],
            directories: vec![DirectoryStatus::of("People")],
            agents: vec![],
            spool: SpoolStatus::default(),
        };
        let object = Object::of(TransportServer::INFO.type_info, vec![]);
        add(&object, &status);
        for (name, _) in object.properties() {
            assert!(TransportServer::INFO.type_info.properties.iter().any(|known| known.name == &*name), "{name}");
        }
        let directory = Object::of(RecipientDirectory::INFO.type_info, vec![("Name".into(), "People".into_value())]);
        add_reading(&directory, &status);
        assert_eq!(directory.properties().len(), 6);
        for (name, _) in directory.properties() {
            let known = RecipientDirectory::INFO.type_info.properties.iter();
            assert!(known.clone().any(|known| known.name == &*name), "{name}");
        }
        let listeners = object.get("Listeners").expect("added").to_string();
        assert_eq!(listeners, "In: 10.1.1.1:25 In: 10.1.1.1:25 is not listening: no such address");
    }
}
