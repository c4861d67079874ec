//! The event log: what a node writes there by itself, and how it is asked for.

use crate::support::free_port;
use crate::support::node::Node;

#[test]
fn a_node_writes_down_what_its_operators_should_know() {
    let mut node = Node::start();
    node.configure(
        "New-ReceiveConnector -Name Elsewhere -Usage Custom -Bindings 192.0.2.1:2525 -RemoteIPRanges 127.0.0.1",
    );
    node.log_line("Not listening on 192.0.2.1:2525");
    let show = "ForEach-Object { \"$($_.EntryType) $($_.Source) $($_.Category) $($_.EventID) $($_.Message)\" }";
    let errors = node.shell(&format!("Get-EventLog Application -EntryType Error | {show}"));
    assert!(
        errors.starts_with("Error MSExchangeTransport SmtpReceive 1019 Not listening on 192.0.2.1:2525:"),
        "{errors}"
    );
    node.stop();
    node.serve(&[]);
    let service = node.shell(&format!("Get-EventLog -Category TransportService | {show}"));
    let runs = "Information MSExchangeTransport TransportService 1001 The transport service runs.";
    let stopped = "Information MSExchangeTransport TransportService 1002 The transport service has stopped.";
    assert_eq!(service.lines().collect::<Vec<_>>(), [runs, stopped, runs], "newest first");
    let numbers = node.shell("(Get-EventLog | Sort-Object Index).Index -join ','");
    let numbers: Vec<i64> = numbers.trim().split(',').map(|number| number.parse().expect("a number")).collect();
    assert!(numbers.windows(2).all(|pair| pair[1] == pair[0] + 1), "numbers go on after a restart: {numbers:?}");
    let newest = node.shell("(Get-EventLog -Newest 1 -InstanceId 1001,1002).EventID");
    assert_eq!(newest.trim(), "1001");
    assert_eq!(node.shell("@(Get-EventLog -Before (Get-Date).AddDays(-1)).Count").trim(), "0");
    assert!(!node.try_shell("Get-EventLog Security").status.success());

    let newer = "ForEach-Object { \"$($_.Id) $($_.LevelDisplayName) $($_.ProviderName) $($_.TaskDisplayName)\" }";
    let events = node.shell(&format!(
        "Get-WinEvent Application -MaxEvents 1 | ForEach-Object LogName
         Get-WinEvent -FilterHashtable @{{ LogName = 'Application'; Level = 2; StartTime = (Get-Date).AddHours(-1) }} | {newer}
         Get-WinEvent -FilterHashtable @{{ Id = 1001, 1002 }} -Oldest | {newer}"
    ));
    assert_eq!(
        events.lines().collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>(),
        [
            "1001 Information MSExchangeTransport TransportService",
            "1002 Information MSExchangeTransport TransportService",
            "1019 Error MSExchangeTransport SmtpReceive",
            "Application",
        ]
    );
    for refused in ["-FilterHashtable @{ Colour = 'red' }", "-FilterHashtable @{ Id = 1 }", "Security", "-MaxEvents 0"]
    {
        assert!(!node.try_shell(&format!("Get-WinEvent {refused}")).status.success(), "{refused}");
    }
}

#[test]
fn a_level_decides_how_much_of_a_category_is_kept() {
    let node = Node::start();
    let port = free_port();
    let listening = format!("@(Get-EventLog -InstanceId 1020 -Message '*Listening on 127.0.0.1:{port}*').Count");
    let connector =
        format!("New-ReceiveConnector Extra -Usage Custom -Bindings 127.0.0.1:{port} -RemoteIPRanges 127.0.0.1");
    node.configure(&connector);
    assert_eq!(node.shell(&listening).trim(), "0", "that is for who asks for it");
    node.configure("Remove-ReceiveConnector Extra -Confirm:$false; Set-EventLogLevel 'MSExchangeTransport\\SMTP Protocol' -Level Minimum");
    let levels =
        "Get-EventLogLevel | Where-Object Value -gt 0 | ForEach-Object { \"$($_.Identity) $($_.EventLevel)\" }";
    let shown = node.shell(levels);
    assert_eq!(
        shown.lines().collect::<Vec<_>>(),
        [r"TEST\MSExchangeTransport\SmtpReceive Low", r"TEST\MSExchangeTransport\SmtpSend Low"]
    );
    node.configure(&connector);
    node.port("Extra");
    assert_eq!(node.shell(&listening).trim(), "1");
    node.configure("Get-EventLogLevel | Set-EventLogLevel -Level 0");
    assert_eq!(node.shell(levels).trim(), "");
    assert!(!node.try_shell("Set-EventLogLevel MSExchangeTransport\\Coffee -Level High").status.success());
}
