//! Connectors that send at certain hours (ConnectionSchedule, OversizeThreshold, OversizeSchedule).

use crate::support::hub::Hub;
use crate::support::sink::Sink;

const QUEUE: &str = "(Get-Queue -Filter {NextHopDomain -like '*127.0.0.1*'})";

#[test]
fn mail_waits_for_its_hour_and_says_so() {
    let (hub, branch) = (Hub::start(), Sink::start());
    hub.node.configure(&format!(
        "New-SendConnector -Name Branch -AddressSpaces branch.example -SmartHosts 127.0.0.1 -Port {} `
             -SourceTransportServers TEST -ConnectionSchedule Never",
        branch.port
    ));
    hub.send("x@example.org", &["y@branch.example"], "one");
    hub.becomes(&format!("{QUEUE}.LastError -eq 'QUEUE.Scheduled; 1 of 1 wait for ConnectionSchedule (Never)'"));
    hub.becomes(&format!("'' + {QUEUE}.Status -eq 'Ready'"));
    assert!(branch.messages(0).is_empty(), "its hour has not come");
    hub.node.configure("Set-SendConnector Branch -ConnectionSchedule Always");
    assert_eq!(branch.messages(1).len(), 1);

    hub.node.configure("Set-SendConnector Branch -OversizeThreshold 100 -OversizeSchedule Never");
    hub.send("x@example.org", &["y@branch.example"], "two");
    hub.becomes(&format!("{QUEUE}.LastError -eq 'QUEUE.Scheduled; 1 of 1 wait for OversizeSchedule (Never)'"));
    hub.node.configure("Set-SendConnector Branch -OversizeThreshold unlimited");
    assert_eq!(branch.messages(2).len(), 2);
    let shown = hub.node.shell(
        "Set-SendConnector Branch -ConnectionSchedule 'Mon.8:00-Mon.9:00', 'Sun.11:00 PM-Mon.1:00 AM'
         (Get-SendConnector Branch).ConnectionSchedule",
    );
    assert!(shown.contains("Sun.23:00-Mon.01:00,Mon.08:00-Mon.09:00"), "{shown}");
}
