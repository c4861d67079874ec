//! Changes of the configuration: in force without a restart, or reported.

use std::time::{Duration, Instant};

use crate::support::free_port;
use crate::support::node::Node;
use crate::support::smtp::Client;

#[test]
fn a_change_is_in_force_within_a_second_without_a_restart() {
    let mut node = Node::start();
    let (pid, port) = (node.pid(), free_port());
    node.shell(&format!("New-ReceiveConnector -Name Relay -Usage Custom -Bindings 127.0.0.1:{port} -RemoteIPRanges 127.0.0.0/8 -Fqdn relay.example"));
    let stored = Instant::now();
    node.log_line(&format!("Listening on 127.0.0.1:{port}"));
    // A second is promised; a machine that runs many tests at once may be late to notice.
    assert!(stored.elapsed() < Duration::from_secs(3), "{:?}", stored.elapsed());
    assert!(Client::connect(port).ask("EHLO client.example", "250").contains("relay.example"));

    node.shell("Remove-ReceiveConnector Relay -Confirm:$false");
    node.log_line(&format!("No longer listening on 127.0.0.1:{port}"));
    assert_eq!(node.pid(), pid);
}

#[test]
fn seconds_are_seconds_also_where_days_would_do() {
    let node = Node::start();
    let set = |span: &str| {
        node.shell(&format!(
            "Set-TransportServer TEST -EventLogMaxAge {span}; [string](Get-TransportServer TEST).EventLogMaxAge"
        ))
    };
    for (span, expected) in
        [("45s", "00:00:45"), ("10S", "00:00:10"), ("2d", "2.00:00:00"), ("90m", "01:30:00"), ("3", "3.00:00:00")]
    {
        assert_eq!(set(span).trim(), expected, "{span}");
    }
}

#[test]
fn a_bad_binding_is_reported_and_the_others_stay() {
    let mut node = Node::start();
    let (default, good) = (node.port("Default TEST"), free_port());
    // 192.0.2.0/24 is for documentation (RFC 5737): no machine has it.
    node.shell(&format!(
        "New-ReceiveConnector -Name Elsewhere -Usage Custom -Bindings 192.0.2.1:2525 -RemoteIPRanges 127.0.0.0/8
         New-ReceiveConnector -Name Good -Usage Custom -Bindings 127.0.0.1:{good} -RemoteIPRanges 127.0.0.0/8"
    ));
    node.log_line("Not listening on 192.0.2.1:2525");
    node.in_force();
    let shown = node.shell("Get-TransportServer | fl");
    let faults = shown.lines().find(|line| line.starts_with("ConfigurationFaults")).expect("a property of its own");
    assert!(faults.contains("Receive connector 'Elsewhere' does not listen on 192.0.2.1:2525"), "{shown}");
    assert!(shown.contains("Elsewhere: 192.0.2.1:2525 is not listening"), "{shown}");
    for port in [default, node.port("Good"), good] {
        Client::connect(port);
    }
    node.shell("Set-ReceiveConnector Elsewhere -Enabled $false");
    node.log_line("No longer listening on 192.0.2.1:2525");
    assert_eq!(node.shell("(Get-TransportServer TEST).ConfigurationFaults").trim(), "");
}

#[test]
fn logs_move_when_the_settings_say_so() {
    let node = Node::start();
    let folder = node.folder.path().join("elsewhere");
    node.shell(&format!(
        "Set-TransportServer TEST -ReceiveProtocolLogPath '{}'; Set-ReceiveConnector 'TEST\\Default TEST' -ProtocolLoggingLevel Verbose",
        folder.display()
    ));
    node.in_force();
    let mut client = Client::connect(node.port("Default TEST"));
    client.ask("QUIT", "221");
    let text = crate::support::appear::wait_in(&folder, |files| {
        let text = std::fs::read_to_string(files.first()?).ok()?;
        text.contains("QUIT").then_some(text)
    });
    assert!(text.contains(r"TEST\Default TEST"), "{text}");
}

#[test]
fn the_commands_of_a_server_make_the_same_one_elsewhere() {
    let mut one = Node::named("HUB01", &[]);
    one.shell(
        "New-AcceptedDomain -Name A -DomainName a.example | Out-Null
         New-AcceptedDomain -Name B -DomainName b.example | Out-Null
         Set-AcceptedDomain B -MakeDefault $true
         Remove-ReceiveConnector 'Client HUB01' -Confirm:$false
         Set-ReceiveConnector 'Default HUB01' -MaxRecipientsPerMessage 100
         New-SendConnector -Name Out -AddressSpaces * -SmartHosts 192.0.2.1 | Out-Null
         Disable-TransportAgent 'Sender Id Agent' -Confirm:$false
         Install-TransportAgent Mine -MilterEndpoint 127.0.0.1:9 -Priority 1 | Out-Null
         Enable-TransportAgent Mine",
    );
    let commands = one.shell("Export-Configuration -As Command");
    let agents = "Get-TransportAgent | ForEach-Object { \"$($_.Priority) $($_.Name) $($_.Enabled)\" }";
    let expected = one.shell(agents);
    one.stop();
    let two = Node::named("HUB01", &[]);
    let script = two.folder.path().join("all.ps1");
    std::fs::write(&script, &commands).expect("written");
    two.shell(&format!("& '{}'", script.display()));
    let same = |text: &str| text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(same(&two.shell("Export-Configuration -As Command")), same(&commands));
    assert_eq!(two.shell(agents), expected);
    assert_eq!(two.shell("(Get-AcceptedDomain | Where-Object Default).Name").trim(), "B");
}
