//! Servers tell each other which of their links are down (X-LINK2STATE), and route by what they are told.

use std::fs;

use crate::support::appear;
use crate::support::free_port;
use crate::support::node::Node;
use crate::support::sink::Sink;
use crate::support::smtp::send;

/// HUB01 sends nothing to fabrikam.com itself: HUB02 is the source of Near (cost 1), HUB03 of Far (cost 10). Nobody listens
/// yet where Near leads.
struct Organization {
    one: Node,
    two: Node,
    three: Node,
    near: u16,
    far: Sink,
}

impl Organization {
    fn start() -> Organization {
        let one = Node::named("HUB01", &[]);
        let store = format!("sqlite:{}", one.folder.path().join("organization.db").display());
        let two = Node::named("HUB02", &["--store", &store]);
        let three = Node::named("HUB03", &["--store", &store]);
        let (near, far) = (free_port(), Sink::start());
        one.shell(&format!(
            "'HUB01', 'HUB02', 'HUB03' | ForEach-Object {{
                 Set-TransportServer $_ -QueueGlitchRetryInterval 00:00:15
                 Set-ReceiveConnector \"$_\\Default $_\" -PermissionGroups AnonymousUsers,ExchangeServers -ProtocolLoggingLevel Verbose
             }}
             New-AcceptedDomain -Name Fabrikam -DomainName fabrikam.com -DomainType ExternalRelay
             New-SendConnector -Name Near -AddressSpaces 'fabrikam.com;1' -SmartHosts '[127.0.0.1]' -Port {near} -SourceTransportServers HUB02
             New-SendConnector -Name Far -AddressSpaces 'fabrikam.com;10' -SmartHosts '[127.0.0.1]' -Port {} -SourceTransportServers HUB03",
            far.port
        ));
        one.in_force();
        two.obeys(one.revision());
        three.obeys(one.revision());
        Organization { one, two, three, near, far }
    }

    fn send(&self, subject: &str) {
        send(self.one.port("Default HUB01"), "ann@example.org", &["bob@fabrikam.com"], subject);
    }

    /// What HUB01 would do now, in its words.
    fn route(&self) -> String {
        self.one.shell("(Test-MailRoute bob@fabrikam.com -Server HUB01).Explanation")
    }

    /// Which servers the message went over, by its Received fields, the last one first.
    fn way(text: &str) -> Vec<&str> {
        let by = |line: &'_ str| line.split(" by ").nth(1).and_then(|rest| rest.split_whitespace().next()).is_some();
        let lines = text.lines().filter(|line| line.starts_with("Received: from ") && by(line));
        lines.filter_map(|line| line.split(" by ").nth(1)?.split_whitespace().next()).collect()
    }
}

fn is(node: &Node, expression: &str) {
    appear::eventually(expression, || (node.shell(expression).trim() == "True").then_some(()));
}

const KNOWS: &str = "@(Get-LinkState | Where-Object { $_.Server -eq 'HUB02' -and $_.State -eq 'Down' -and $_.Connector -eq 'Near' }).Count -eq 1";

#[test]
fn a_link_that_one_server_finds_down_is_avoided_by_the_others() {
    let organization = Organization::start();
    let Organization { one, two, three, near, far } = &organization;
    organization.send("Finds out");
    let first = far.messages(1).remove(0).text;
    assert!(first.contains("Finds out"), "{first}");
    assert_eq!(Organization::way(&first), ["hub03", "hub02", "hub01"]);
    is(one, KNOWS);
    organization.send("Round");
    assert_eq!(Organization::way(&far.messages(2)[1].text), ["hub03", "hub01"], "at once by the other way");
    let told = organization.route();
    assert!(told.contains("(says HUB02)") && told.contains("in place of 'Near' for now"), "{told}");
    is(three, KNOWS);
    let shown = one.shell("Get-LinkState -Server HUB01 | Where-Object Server -eq HUB02 | Format-List");
    for part in ["OriginatingServer : HUB01", "NextHopDomain     : [127.0.0.1]", "441 4.4.1"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let shown = one.shell("Get-LinkState | Out-String -Width 80");
    assert!(shown.contains("Down") && shown.contains("HUB02"), "{shown}");

    // Back again, it gets the next message that comes after its time, and all hear of it.
    let back = Sink::answering(*near, |_| None);
    for node in [two, one] {
        is(node, "(Get-LinkState | Where-Object State -eq Down).NextRetryTime -le (Get-Date)");
    }
    organization.send("Again");
    assert!(back.messages(1)[0].text.contains("Subject: Again"));
    for node in [two, one, three] {
        is(node, "@(Get-LinkState | Where-Object State -eq Down).Count -eq 0");
    }
    organization.send("Home");
    assert_eq!(Organization::way(&back.messages(2)[1].text), ["hub02", "hub01"]);
    assert_eq!(far.messages(2).len(), 2);

    // HUB03 has been told before it got the first message, or it might have sent it back.
    let log = three.folder.path().join("logs/smtp-receive");
    let heard = appear::eventually("what was said in the protocol log", || {
        let files = fs::read_dir(&log).ok()?.filter_map(|file| fs::read_to_string(file.ok()?.path()).ok());
        Some(files.collect::<String>()).filter(|text| text.contains("MAIL FROM"))
    });
    let before = heard.split("MAIL FROM").next().unwrap_or_default();
    assert!(before.contains("X-LINK2STATE LAST CHUNK={") && before.contains("441\\u00204.4.1"), "{before}");
}

#[test]
fn who_starts_asks_what_the_others_know() {
    let Organization { mut one, two, three: _three, near: _, far } = Organization::start();
    send(two.port("Default HUB02"), "ann@example.org", &["bob@fabrikam.com"], "Finds out");
    far.messages(1);
    is(&one, KNOWS);
    one.kill();
    one.serve(&[]);
    is(&one, KNOWS);
}
