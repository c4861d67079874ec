//! A node with a small organization: contoso.com with two mailboxes, open to strangers, and a connector that trusts
//! this machine and relays for it.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::appear::{self, PATIENCE, maildir_messages, make_maildir};
use super::node::Node;
use super::{free_port, smtp};

pub const PASSWORD: &str = "correct horse";

pub struct Hub {
    pub node: Node,
    /// Of the default connector: strangers may write to contoso.com.
    pub port: u16,
    /// Of the client connector, at 127.0.0.2: mailboxes log in.
    pub submission: u16,
    /// Of the connector that relays for this machine.
    pub relay: u16,
}

impl Hub {
    /// ann@contoso.com has [`PASSWORD`]; bob@contoso.com has none. Refusals come without delay.
    pub fn start() -> Hub {
        Hub::on(Node::start())
    }

    /// The same, with a file of certificates that it trusts.
    pub fn trusting(roots: &Path) -> Hub {
        Hub::on(Node::trusting(Some(roots), "TEST", &[]))
    }

    /// On a node without an organization yet.
    pub fn on(node: Node) -> Hub {
        let relay = free_port();
        let mail = node.folder.path().join("mail");
        for mailbox in ["ann@contoso.com", "bob@contoso.com"] {
            make_maildir(&mail.join(mailbox));
        }
        node.configure(&format!(
            "New-AcceptedDomain -Name Contoso -DomainName contoso.com
             New-MailboxDatabase -Name Mailboxes -MaildirPath '{mail}'
             $password = ConvertTo-SecureString '{PASSWORD}' -AsPlainText -Force
             New-Mailbox -Name Ann -PrimarySmtpAddress ann@contoso.com -Database Mailboxes -Password $password
             New-Mailbox -Name Bob -PrimarySmtpAddress bob@contoso.com -Database Mailboxes
             Set-ReceiveConnector 'Default TEST' -TarpitInterval 0 -AuthTarpitInterval 0 `
                 -PermissionGroups AnonymousUsers,ExchangeUsers,ExchangeServers,ExchangeLegacyServers
             Set-ReceiveConnector 'Client TEST' -TarpitInterval 0 -AuthTarpitInterval 0 -MessageRateLimit unlimited
             New-ReceiveConnector -Name Relay -Bindings 127.0.0.1:{relay} -RemoteIPRanges 127.0.0.1 `
                 -AuthMechanism ExternalAuthoritative -PermissionGroups ExchangeServers `
                 -MaxInboundConnectionPerSource unlimited -MaxInboundConnectionPercentagePerSource 100",
            mail = mail.display(),
        ));
        let (port, submission) = (node.port("Default TEST"), node.port("Client TEST"));
        Hub { node, port, submission, relay }
    }

    /// Mail for everybody else goes to a loopback port.
    pub fn send_everything_to(&self, port: u16) {
        self.node.configure(&format!(
            "New-SendConnector -Name Out -AddressSpaces * -SmartHosts 127.0.0.1 -Port {port} -SourceTransportServers TEST"
        ));
    }

    /// Sends as a server that is trusted.
    pub fn send(&self, sender: &str, recipients: &[&str], subject: &str) {
        smtp::send(self.relay, sender, recipients, subject);
    }

    pub fn maildir(&self, mailbox: &str) -> PathBuf {
        self.node.folder.path().join("mail").join(mailbox)
    }

    /// The messages that a mailbox has got, once there are `count`.
    pub fn messages(&self, mailbox: &str, count: usize) -> Vec<String> {
        maildir_messages(&self.maildir(mailbox), count)
    }

    /// Takes everything out of a mailbox.
    pub fn empty(&self, mailbox: &str) {
        for message in std::fs::read_dir(self.maildir(mailbox).join("new")).expect("a maildir") {
            std::fs::remove_file(message.expect("readable").path()).expect("a file that may go");
        }
    }

    /// Tries every next hop again that could not be reached.
    pub fn retry(&self) {
        self.node.shell("Get-Queue -Filter {Status -eq 'Retry'} | Retry-Queue");
    }

    /// Waits until the tracking log has all these events about messages with that subject: `EventId Source`.
    pub fn tracked(&self, subject: &str, wanted: &[&str]) -> Vec<String> {
        let script = format!(
            "Get-MessageTrackingLog -MessageSubject '{subject}' | ForEach-Object {{ \"$($_.EventId) $($_.Source)\" }}"
        );
        let deadline = Instant::now() + PATIENCE;
        loop {
            let seen: Vec<String> = self.node.shell(&script).lines().map(str::to_owned).collect();
            if wanted.iter().all(|event| seen.iter().any(|seen| seen == event)) {
                return seen;
            }
            assert!(Instant::now() < deadline, "not {wanted:?} but {seen:?} about '{subject}'");
        }
    }

    /// Waits until an expression about the live state is true, such as `(Get-Queue x).Status -eq 'Retry'`.
    pub fn becomes(&self, expression: &str) {
        appear::eventually(expression, || (self.node.shell(expression).trim() == "True").then_some(()));
    }
}
