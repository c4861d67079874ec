//! Mail that one server keeps for another which is not always there: asked for by ETRN, ATRN or TURN, after sending or at
//! certain times (DequeueMethod, DequeueServer, DequeueSchedule). Two nodes of two organizations, on real sockets.

use crate::support::appear::{eventually, maildir_messages, make_maildir};
use crate::support::free_port;
use crate::support::hub::{Hub, PASSWORD};
use crate::support::node::Node;
use crate::support::smtp::{self, Client};

/// Keeps mail for branch.example, and lets the branch in at this port.
struct Provider {
    hub: Hub,
    port: u16,
}

impl Provider {
    /// `branch`: where the branch listens.
    fn start(branch: u16) -> Provider {
        let (hub, port) = (Hub::start(), free_port());
        hub.node.configure(&format!(
            "New-SendConnector -Name Branch -AddressSpaces branch.example -SmartHosts 127.0.0.1 -Port {branch} `
                 -SourceTransportServers TEST -RemoteTriggeredDelivery $true -TriggerAccounts Ann
             New-ReceiveConnector -Name Dial-in -Bindings 127.0.0.1:{port} -RemoteIPRanges 127.0.0.1 -TarpitInterval 0 `
                 -AuthMechanism BasicAuth -PermissionGroups ExchangeUsers `
                 -EtrnEnabled $true -AtrnEnabled $true -TurnEnabled $true"
        ));
        Provider { hub, port }
    }

    fn keeps(&self, subject: &str) {
        self.hub.send("x@example.org", &["kim@branch.example"], subject);
        self.hub.becomes(
            "@(Get-Queue -Filter {MessageCount -eq 1 -and LastError -like 'QUEUE.RemoteTriggered*'}).Count -eq 1",
        );
    }
}

/// kim@branch.example, a port that relays for this machine, and a connector to the provider by Ann's account.
struct Branch {
    node: Node,
    relay: u16,
}

impl Branch {
    fn start() -> Branch {
        let (node, relay) = (Node::start(), free_port());
        let mail = node.folder.path().join("mail");
        make_maildir(&mail.join("kim@branch.example"));
        node.configure(&format!(
            "New-AcceptedDomain -Name Branch -DomainName branch.example
             New-MailboxDatabase -Name Mailboxes -MaildirPath '{}'
             New-Mailbox -Name Kim -PrimarySmtpAddress kim@branch.example -Database Mailboxes
             Set-ReceiveConnector 'Default TEST' -PermissionGroups AnonymousUsers -TarpitInterval 0
             New-ReceiveConnector -Name Relay -Bindings 127.0.0.1:{relay} -RemoteIPRanges 127.0.0.1 `
                 -AuthMechanism ExternalAuthoritative -PermissionGroups ExchangeServers",
            mail.display()
        ));
        Branch { node, relay }
    }

    fn connect(&self, provider: &Provider, settings: &str) {
        self.node.configure(&format!(
            "$password = ConvertTo-SecureString '{PASSWORD}' -AsPlainText -Force
             $login = New-Object System.Management.Automation.PSCredential('Ann', $password)
             New-SendConnector -Name Provider -AddressSpaces * -SmartHosts 127.0.0.1 -Port {} `
                 -SourceTransportServers TEST -SmartHostAuthMechanism BasicAuth -AuthenticationCredential $login {settings}",
            provider.port
        ));
    }

    fn send(&self, subject: &str) {
        smtp::send(self.relay, "ann@contoso.com", &["bob@contoso.com"], subject);
    }

    fn got(&self, count: usize) -> Vec<String> {
        maildir_messages(&self.node.folder.path().join("mail/kim@branch.example"), count)
    }

    /// Waits for this in the connectivity log.
    fn heard(&self, what: &str) {
        let folder = self.node.folder.path().join("logs/connectivity");
        eventually(what, || {
            let files =
                std::fs::read_dir(&folder).ok()?.filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok());
            files.collect::<String>().contains(what).then_some(())
        })
    }
}

#[test]
fn mail_is_asked_for_after_sending() {
    let branch = Branch::start();
    let provider = Provider::start(branch.node.port("Default TEST"));
    provider.keeps("kept");
    branch.connect(&provider, "-DequeueMethod Atrn");
    branch.send("there");
    assert!(branch.got(1)[0].contains("Subject: kept"), "it came back over the same connection");
    branch.heard("ATRN branch.example: 250 2.0.0 OK, now reversing the connection");
    assert_eq!(provider.hub.messages("bob@contoso.com", 1).len(), 1);

    branch.send("there again");
    branch.heard("ATRN branch.example: 453 4.2.0 You have no mail");

    provider.keeps("by TURN");
    branch.node.configure("Set-SendConnector Provider -DequeueMethod Turn");
    branch.send("by TURN");
    assert_eq!(branch.got(2).len(), 2);

    provider.keeps("by ETRN");
    branch.node.configure("Set-SendConnector Provider -DequeueMethod Etrn");
    branch.send("by ETRN");
    assert_eq!(branch.got(3).len(), 3);
    branch.heard("ETRN branch.example: 253 2.0.0 OK, 1 pending messages for node branch.example started");
}

#[test]
fn mail_is_asked_for_at_its_times() {
    let branch = Branch::start();
    let provider = Provider::start(branch.node.port("Default TEST"));
    provider.keeps("kept");
    let server = format!("-DequeueMethod Atrn -DequeueServer 127.0.0.1:{} -DequeueSchedule Never", provider.port);
    branch.connect(&provider, &server);
    assert!(branch.got(0).is_empty(), "its time has not come");
    branch.node.configure("Set-SendConnector Provider -DequeueSchedule Always");
    assert!(branch.got(1)[0].contains("Subject: kept"));
    let refused = branch.node.try_shell("Set-SendConnector Provider -DequeueMethod None");
    let says = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(says.contains("cannot be asked for mail without saying how"), "{says}");
}

#[test]
fn a_connection_is_not_turned_round_for_who_did_not_wait() {
    let provider = Provider::start(free_port());
    provider.keeps("kept");
    let mut client = Client::connect(provider.port);
    client.ask("EHLO branch.example", "250");
    client.ask("AUTH PLAIN AEFubgBjb3JyZWN0IGhvcnNl", "235");
    client.ask("ATRN elsewhere.example", "450 4.7.1 ATRN request refused");
    client.ask("ATRN branch.example\r\n220 branch.example ready", "451 4.3.2 Unable to process ATRN request now");
    // A peer that goes away instead of taking its mail loses none of it.
    let mut client = Client::connect(provider.port);
    client.ask("EHLO branch.example", "250");
    client.ask("AUTH PLAIN AEFubgBjb3JyZWN0IGhvcnNl", "235");
    client.ask("ATRN branch.example", "250 2.0.0 OK, now reversing the connection");
    drop(client);
    let mut client = Client::connect(provider.port);
    client.ask("EHLO branch.example", "250");
    client.ask("AUTH PLAIN AEFubgBjb3JyZWN0IGhvcnNl", "235");
    client.ask("TURN", "250 2.0.0 OK, now reversing the connection");
}
