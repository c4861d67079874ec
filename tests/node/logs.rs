//! The logs of agents and routes, as files in the data directory.

use std::path::Path;

use crate::support::appear::wait_in;
use crate::support::free_port;
use crate::support::hub::Hub;

/// The rows of a log, once one of them has this in it.
fn rows(folder: &Path, wanted: &str) -> Vec<String> {
    wait_in(folder, |files| {
        let text = std::fs::read_to_string(files.first()?).ok()?;
        let rows: Vec<String> = text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect();
        rows.iter().any(|row| row.contains(wanted)).then_some(rows)
    })
}

#[test]
fn what_rules_refuse_or_delete_is_in_the_agent_log() {
    let hub = Hub::start();
    hub.node.configure(
        "New-TransportRule Refused -SubjectContainsWords offer -RejectMessageReasonText 'No offers.'
         New-TransportRule Deleted -SubjectContainsWords spam -DeleteMessage $true",
    );
    hub.send("eve@elsewhere.example", &["ann@contoso.com", "bob@contoso.com"], "An offer");
    hub.send("eve@elsewhere.example", &["ann@contoso.com"], "More spam");
    let rows = rows(&hub.node.folder.path().join("logs/agent"), "DeleteMessage");
    let of = |action: &str| rows.iter().filter(|row| row.contains(action)).collect::<Vec<_>>();
    let refused = of(",Transport Rule Agent,OnResolvedMessage,RejectMessage,");
    assert_eq!(refused.len(), 2, "one line for each recipient: {rows:?}");
    assert!(refused[0].contains(",eve@elsewhere.example,") && refused[0].contains("No offers."), "{rows:?}");
    assert_eq!(of("DeleteMessage").len(), 1, "{rows:?}");
}

#[test]
fn routes_are_written_down_whenever_they_change() {
    let hub = Hub::start();
    hub.send_everything_to(free_port());
    hub.node.configure("Set-TransportServer TEST -QueueGlitchRetryCount 3");
    hub.node.configure("Set-SendConnector Out -Enabled $false");
    let rows = rows(&hub.node.folder.path().join("logs/routing"), "SMTP:*;1,1,Out,");
    assert!(rows.iter().any(|row| row.contains(",AcceptedDomain,contoso.com,")), "{rows:?}");
    hub.node.configure("Set-SendConnector Out -Enabled $true");
    let rows = rows_of_out(&hub);
    let states: Vec<&str> = rows.iter().filter_map(|row| row.split(',').nth(7)).collect();
    assert_eq!(states, ["true", "false", "true"], "{rows:?}");
}

/// The rows about the connector Out, once there are three.
fn rows_of_out(hub: &Hub) -> Vec<String> {
    wait_in(&hub.node.folder.path().join("logs/routing"), |files| {
        let text = std::fs::read_to_string(files.first()?).ok()?;
        let rows: Vec<String> = text.lines().filter(|row| row.contains(",Out,")).map(str::to_owned).collect();
        (rows.len() == 3).then_some(rows)
    })
}

/// Where each log lies, and what its files begin with.
const LOGS: [(&str, &str, &str); 9] = [
    ("MessageTrackingLog", "tracking", "MSGTRK"),
    ("ReceiveProtocolLog", "smtp-receive", "RECV"),
    ("SendProtocolLog", "smtp-send", "SEND"),
    ("ConnectivityLog", "connectivity", "CONNECTLOG"),
    ("AgentLog", "agent", "AGENTLOG"),
    ("QueueLog", "queue", "QUEUE"),
    ("TlsReportLog", "tls", "TLSRPT"),
    ("EventLog", "event", "EVENT"),
    ("RoutingTableLog", "routing", "ROUTING"),
];

#[test]
fn files_of_every_log_go_when_they_are_too_old_or_too_many() {
    let hub = Hub::start();
    let logs = hub.node.folder.path().join("logs");
    let tomorrow = hub.node.shell("(Get-Date).ToUniversalTime().AddDays(1).ToString('yyyyMMdd')").trim().to_owned();
    let (mut stay, mut go) = (Vec::new(), Vec::new());
    let mut settings = String::from("Set-TransportServer TEST");
    for (setting, folder, prefix) in LOGS {
        let folder = logs.join(folder);
        std::fs::create_dir_all(&folder).expect("made");
        let write = |name: String, size: usize| {
            std::fs::write(folder.join(&name), vec![b'x'; size]).expect("written");
            folder.join(name)
        };
        go.push(write(format!("{prefix}20200101-1.log"), 10));
        // Not too old, and together too much: the older one goes.
        go.push(write(format!("{prefix}{tomorrow}-1.log"), 1_500_000));
        stay.push(write(format!("{prefix}{tomorrow}-2.log"), 1_500_000));
        stay.push(write(format!("OTHER{prefix}20200101-1.log"), 10));
        settings.push_str(&format!(" -{setting}MaxDirectorySize 2MB"));
    }
    hub.node.configure(&settings);
    for path in go {
        crate::support::appear::eventually("an old file to go", || (!path.exists()).then_some(()));
    }
    for path in stay {
        assert!(path.exists(), "{}", path.display());
    }
}
