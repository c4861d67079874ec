//! What people are told who set up a mail program: of each connector that is advertised, how to submit mail by it.

use super::{ListenerState, greeting};
use crate::mail::sasl::ServerMechanism;
use crate::model::{AuthMechanisms, ClientEncryption, ClientSettingsInfo, IpBinding, ReceiveConnector};
use crate::transport::Settings;

/// One for each port of each enabled connector with AdvertiseClientSettings, by connector and port. Of a binding with port 0
/// it is the port that the system has chosen, once it has.
pub fn client_settings(settings: &Settings, sockets: &[ListenerState]) -> Vec<ClientSettingsInfo> {
    let advertised = settings.receive_connectors.iter().filter(|one| one.enabled && one.advertise_client_settings);
    let mut found: Vec<ClientSettingsInfo> = advertised
        .flat_map(|connector| {
            let ports = connector.bindings.iter().filter_map(|binding| port(*binding, sockets));
            ports.map(|port| of(connector, port, settings))
        })
        .collect();
    found.sort_by(|one, other| (&one.connector, one.port).cmp(&(&other.connector, other.port)));
    // 0.0.0.0:587 and [::]:587 are one to people.
    found.dedup();
    found
}

fn port(binding: IpBinding, sockets: &[ListenerState]) -> Option<u16> {
    let chosen = || {
        let socket = sockets.iter().find(|socket| socket.binding == binding)?;
        socket.outcome.as_ref().ok().map(|address| address.port())
    };
    if binding.port() == 0 { chosen() } else { Some(binding.port()) }
}

fn of(connector: &ReceiveConnector, port: u16, settings: &Settings) -> ClientSettingsInfo {
    let named = connector.service_discovery_fqdn.as_ref().map(|fqdn| fqdn.as_str());
    let server_name = named.unwrap_or_else(|| greeting::host(connector, settings.server.fqdn.as_str())).to_owned();
    let has = |mechanism| connector.auth_mechanism.contains(mechanism);
    let encryption = match has(AuthMechanisms::Tls) {
        true if connector.implicit_tls_ports.contains(&port) => ClientEncryption::ImplicitTls,
        true => ClientEncryption::StartTls,
        false => ClientEncryption::None,
    };
    let lets_log_on = has(AuthMechanisms::BasicAuth);
    let offered = ServerMechanism::OFFER.split(' ').skip(1).filter(|_| lets_log_on);
    ClientSettingsInfo {
        service_record: lets_log_on.then(|| service_record(encryption, port, &server_name)),
        authentication: offered.map(str::to_owned).collect(),
        server_name,
        port,
        encryption,
        connector: connector.name.clone(),
        server: settings.server.name.clone(),
    }
}

/// `_submission` is STARTTLS or nothing (RFC 6186 §3.1), `_submissions` is TLS from the first byte (RFC 8314 §5.1).
fn service_record(encryption: ClientEncryption, port: u16, server_name: &str) -> String {
    let service = if encryption == ClientEncryption::ImplicitTls { "_submissions" } else { "_submission" };
    format!("{service}._tcp SRV 0 1 {port} {server_name}.")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::{Value as Json, json};

    use super::*;
    use crate::model::class::Class;
    use crate::transport::samples::settings;

    fn connector(name: &str, mut given: Json) -> Arc<ReceiveConnector> {
        given["RemoteIPRanges"] = json!(["0.0.0.0/0"]);
        Arc::new(ReceiveConnector::create(name, "hub1", given).expect("sound"))
    }

    #[test]
    fn who_is_advertised_says_how_to_come_in() {
        let mut settings = settings();
        let all = "Tls,BasicAuth,BasicAuthRequireTLS";
        settings.receive_connectors = vec![
            connector("Silent", json!({ "Bindings": ["0.0.0.0:588"], "AuthMechanism": all })),
            connector("Off", json!({ "Bindings": ["0.0.0.0:589"], "AdvertiseClientSettings": true, "Enabled": false })),
            connector(
                "People",
                json!({
                    "Bindings": ["[::]:587", "0.0.0.0:587", "0.0.0.0:465"], "ImplicitTlsPorts": [465],
                    "AuthMechanism": all, "AdvertiseClientSettings": true, "Fqdn": "hub.contoso.com",
                    "ServiceDiscoveryFqdn": "smtp.contoso.com",
                }),
            ),
            connector(
                "Devices",
                json!({
                    "Bindings": ["10.0.0.1:0"], "AuthMechanism": "None", "AdvertiseClientSettings": true,
                    "Fqdn": "devices.contoso.com",
                }),
            ),
            connector(
                "Old",
                json!({ "Bindings": ["0.0.0.0:26"], "AuthMechanism": "BasicAuth", "AdvertiseClientSettings": true }),
            ),
        ];
        let socket = |outcome: Result<&str, &str>| ListenerState {
            binding: "10.0.0.1:0".parse().expect("a binding"),
            outcome: outcome.map(|at| at.parse().expect("an address")).map_err(str::to_owned),
        };
        let shown = |sockets: &[ListenerState]| {
            let all = client_settings(&settings, sockets).into_iter();
            let line = |one: ClientSettingsInfo| {
                let ClientSettingsInfo { connector, server_name, port, encryption, authentication, .. } = one;
                let record = one.service_record.unwrap_or_default();
                format!("{connector}: {server_name} {port} {encryption} {} | {record}", authentication.join(","))
            };
            all.map(line).collect::<Vec<_>>()
        };
        let devices = "Devices: devices.contoso.com 31025 None  | ";
        let others = [
            "Old: hub1.contoso.com 26 None PLAIN,LOGIN,SCRAM-SHA-256 | _submission._tcp SRV 0 1 26 hub1.contoso.com.",
            "People: smtp.contoso.com 465 ImplicitTls PLAIN,LOGIN,SCRAM-SHA-256 \
             | _submissions._tcp SRV 0 1 465 smtp.contoso.com.",
            "People: smtp.contoso.com 587 StartTls PLAIN,LOGIN,SCRAM-SHA-256 \
             | _submission._tcp SRV 0 1 587 smtp.contoso.com.",
        ];
        assert_eq!(shown(&[socket(Ok("10.0.0.1:31025"))]), [&[devices], &others[..]].concat());
        assert_eq!(shown(&[socket(Err("no such address"))]), others, "nobody can come in there");
    }
}
