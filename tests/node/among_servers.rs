//! What servers of one organization tell each other about a message (XSYSPROBE, XATTR, XMSGCTX, XRDST), and what
//! comes of it.

use std::sync::{Arc, Mutex};

use crate::support::appear::{self, make_maildir};
use crate::support::free_port;
use crate::support::node::Node;
use crate::support::sink::Sink;
use crate::support::smtp::{Client, message, send};

const ID: &str = "6f9619ff-8b86-d011-b42d-00cf4fc964ff";

/// HUB01, with a connector for gateways that may say what servers say, leaves fabrikam.com to HUB02.
struct Organization {
    one: Node,
    two: Node,
    gateway: u16,
}

impl Organization {
    /// HUB02 gives what it gets to a port of this machine.
    fn start(onward: u16) -> Organization {
        let one = Node::named("HUB01", &[]);
        let store = format!("sqlite:{}", one.folder.path().join("organization.db").display());
        let two = Node::named("HUB02", &["--store", &store]);
        let gateway = free_port();
        one.shell(&format!(
            "Set-ReceiveConnector 'HUB01\\Default HUB01' -PermissionGroups AnonymousUsers,ExchangeServers
             New-AcceptedDomain -Name Fabrikam -DomainName fabrikam.com -DomainType ExternalRelay
             New-SendConnector -Name Out -AddressSpaces fabrikam.com -SmartHosts '[127.0.0.1]' -Port {onward} `
                 -SourceTransportServers HUB02
             New-ReceiveConnector -Name Gateway -Server HUB01 -Bindings 127.0.0.1:{gateway} -RemoteIPRanges 127.0.0.1 `
                 -AuthMechanism ExternalAuthoritative -PermissionGroups ExchangeServers
             Get-ReceiveConnector 'HUB01\\Gateway' | Add-ADPermission -User 'MS Exchange\\Externally Secured Servers' `
                 -ExtendedRights ms-Exch-SMTP-Accept-XSysProbe,ms-Exch-SMTP-Accept-XAttr"
        ));
        let organization = Organization { one, two, gateway };
        organization.in_force();
        organization
    }

    fn in_force(&self) {
        self.one.in_force();
        self.two.obeys(self.one.revision());
    }

    /// Sends what a gateway says of it, to recipients as they stand on the line.
    fn send(&self, parameters: &str, recipients: &[&str], subject: &str) {
        let mut client = Client::connect(self.gateway);
        client.ask("EHLO gateway.example", "250");
        client.ask(&format!("MAIL FROM:<ann@example.org> {parameters}"), "250");
        for recipient in recipients {
            client.ask(&format!("RCPT TO:{recipient}"), "250");
        }
        client.ask("DATA", "354");
        client.ask(&format!("{}\r\n.", message("ann@example.org", "bob@fabrikam.com", subject)), "250");
    }
}

/// Waits until a script prints something, and gives it.
fn shown(node: &Node, script: &str) -> String {
    appear::eventually(script, || {
        let text = node.shell(script).trim().to_owned();
        (!text.is_empty()).then_some(text)
    })
}

/// What the tracking log says of recipients at an event.
fn tracked(node: &Node, event: &str, subject: &str) -> String {
    shown(
        node,
        &format!(
            "Get-MessageTrackingLog -MessageSubject '{subject}' -EventId {event} |
                 ForEach-Object {{ \"$($_.Recipients) $($_.RecipientStatus)\" }}"
        ),
    )
}

#[test]
fn a_probe_goes_the_whole_way_and_nobody_gets_it() {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let by_sink = Arc::clone(&heard);
    let outside = Sink::answering(free_port(), move |line| {
        by_sink.lock().expect("lock").push(line.to_owned());
        None
    });
    let all = Organization::start(outside.port);
    let maildir = all.one.folder.path().join("mail/kim@contoso.com");
    make_maildir(&maildir);
    all.one.shell(&format!(
        "New-AcceptedDomain -Name Contoso -DomainName contoso.com
         New-MailboxDatabase -Name Mailboxes -MaildirPath '{}'
         New-Mailbox -Name Kim -PrimarySmtpAddress kim@contoso.com -Database Mailboxes
         New-JournalRule -Name All -JournalEmailAddress kim@contoso.com -Enabled $true
         New-TransportRule -Name No -SubjectContainsWords Refused -RejectMessageReasonText no",
        maildir.parent().expect("a folder").display()
    ));
    all.in_force();

    all.send(&format!("XSYSPROBEID={ID}"), &["<bob@fabrikam.com> NOTIFY=SUCCESS", "<kim@contoso.com>"], "Probe");
    let ends = format!("250 2.0.0 Probe {ID} ends here; nobody was given it");
    assert_eq!(tracked(&all.one, "DELIVER", "Probe"), format!("kim@contoso.com {ends}"));
    let passed = tracked(&all.one, "SEND", "Probe");
    assert!(passed.starts_with("bob@fabrikam.com 250 2.6.0"), "{passed}");
    let sent = tracked(&all.two, "SEND", "Probe");
    assert_eq!(sent, format!("bob@fabrikam.com {ends}"));
    let heard_of_probe = heard.lock().expect("lock").clone();
    assert!(heard_of_probe.iter().any(|line| line.starts_with("EHLO")), "there was a session: {heard_of_probe:?}");
    assert!(!heard_of_probe.iter().any(|line| line.starts_with("MAIL")), "{heard_of_probe:?}");

    // Whoever sent it hears nothing of failure either.
    all.send(&format!("XSYSPROBEID={ID}"), &["<bob@fabrikam.com>"], "Refused");
    assert!(tracked(&all.one, "FAIL", "Refused").starts_with("bob@fabrikam.com 550 5.7.1"));
    let reports = "@(Get-MessageTrackingLog | Where-Object { $_.EventId -in 'DSN', 'BADMAIL' }).Count";
    assert_eq!(all.one.shell(reports).trim(), "0");

    // Mail goes as ever: one to the outside, and its journal report.
    all.send("", &["<bob@fabrikam.com>"], "Mail");
    assert!(outside.messages(1)[0].text.contains("Subject: Mail"));
    let journaled = appear::maildir_messages(&maildir, 1);
    assert!(journaled.len() == 1 && journaled[0].contains("Subject: Mail"), "{journaled:?}");
}

#[test]
fn the_next_server_knows_which_way_a_message_goes() {
    let all = Organization::start(free_port());
    let direction =
        |subject: &str| shown(&all.two, &format!("(Get-Message -Filter {{Subject -eq '{subject}'}}).Directionality"));
    send(all.one.port("Default HUB01"), "eve@example.net", &["bob@fabrikam.com"], "Of a stranger");
    assert_eq!(direction("Of a stranger"), "Incoming");
    all.send("", &["<bob@fabrikam.com>"], "Of one of us");
    assert_eq!(direction("Of one of us"), "Originating");
    let guid = all.one.shell("(Get-TransportConfig).Guid.ToString()");
    let ours = format!("XATTRDIRECT=Incoming XATTRORGID=xorgid:{}", guid.trim());
    all.send(&ours, &["<bob@fabrikam.com>"], "Of a gateway");
    assert_eq!(direction("Of a gateway"), "Incoming");

    let mut client = Client::connect(all.gateway);
    client.ask("EHLO gateway.example", "250");
    client.ask(&format!("MAIL FROM:<ann@example.org> XATTRORGID=xorgid:{ID}"), "550 5.7.64 TenantAttribution");
}

#[test]
fn what_one_server_knows_of_a_message_the_next_one_knows_too() {
    let all = Organization::start(free_port());
    all.one.shell(
        "New-AcceptedDomain -Name Contoso -DomainName contoso.com
         New-MailContact -Name Bob -PrimarySmtpAddress bob@contoso.com -ExternalEmailAddress bob@fabrikam.com
         New-MailContact -Name Mo -PrimarySmtpAddress mo@contoso.com -ExternalEmailAddress mo@fabrikam.com
         New-DistributionGroup -Name Team -PrimarySmtpAddress team@contoso.com -Members Bob -ManagedBy Mo
         Set-DistributionGroup Team -ReportToManagerEnabled $true `
             -ReportToOriginatorEnabled $false -RequireSenderAuthenticationEnabled $false",
    );
    all.in_force();
    let of = |subject: &str, property: &str| {
        let script =
            format!("(Get-Message -Filter {{Subject -eq '{subject}'}}) | ForEach-Object {{ \"$({property})\" }}");
        shown(&all.two, &script)
    };
    // Who has written it, although failures go to somebody else.
    all.send("", &["<team@contoso.com>"], "To a team");
    let written = of("To a team", "$_.FromAddress) $($_.OriginalFromAddress");
    assert_eq!(written, "mo@contoso.com ann@example.org");

    // It ages from when it came to the first server, and nobody hears twice that it is late.
    let arrived = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(5);
    let context = format!("XMSGCTX=1;arrived:{arrived}");
    all.send(&format!("{context};delayed:{arrived}"), &["<bob@fabrikam.com>"], "Known to be late");
    let ends = of("Known to be late", "$_.ExpirationTime.ToUniversalTime().ToString('yyyy-MM-dd HH:mm:ss')");
    let expected = arrived + jiff::SignedDuration::from_hours(48);
    assert_eq!(ends, expected.strftime("%Y-%m-%d %H:%M:%S").to_string());
    all.send(&context, &["<bob@fabrikam.com>"], "Late");
    let reports = || {
        let script = "Get-MessageTrackingLog -EventId DSN | ForEach-Object { $_.MessageSubject }";
        let said = [&all.one, &all.two].map(|node| node.shell(script));
        said.concat().trim().to_owned()
    };
    let told = appear::eventually("a report", || Some(reports()).filter(|reports| !reports.is_empty()));
    assert!(told.lines().count() == 1 && told.ends_with(": Late"), "{told}");
}

#[test]
fn a_recipient_is_routed_by_another_domain_on_every_server() {
    let outside = Sink::start();
    let all = Organization::start(outside.port);
    // By its own domain it would go nowhere.
    all.one.shell(&format!(
        "New-SendConnector -Name Elsewhere -AddressSpaces adatum.com -SmartHosts '[127.0.0.1]' -Port {} `
             -SourceTransportServers HUB01,HUB02",
        free_port()
    ));
    all.in_force();
    all.send("", &["<bob@adatum.com> XRDST=fabrikam.com"], "Another way");
    let came = outside.messages(1).remove(0);
    assert_eq!(came.recipients, ["bob@adatum.com"], "its address stays, and nobody outside hears of the domain");
    let note =
        "Get-MessageTrackingLog -MessageSubject 'Another way' -EventId AGENTINFO | ForEach-Object { $_.CustomData }";
    for node in [&all.one, &all.two] {
        let said = shown(node, note);
        assert!(said.contains("XRDST") && said.contains("bob@adatum.com=fabrikam.com"), "{said}");
    }
}
