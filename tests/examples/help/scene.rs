//! What the examples of help speak of: a node with the connectors, mailboxes and mail that they name, and the files.

use std::path::Path;
use std::time::Duration;

use emsh::cmdlet::{Place, Registry, Session};
use emsh::lang::eval::Interpreter;
use emsh::model::Value;
use tempfile::TempDir;

use super::person::{Errors, Person};
use crate::support::appear::{PATIENCE, make_maildir, within};
use crate::support::node::Node;
use crate::support::{closed_port, dns, free_port, smtp, write};

/// The password of everybody.
pub const PASSWORD: &str = "correct horse";

/// Files that examples read, in the folder where they run.
const FILES: &[(&str, &str)] = &[
    ("connectors.csv", "Name,Space\nTo Tailspin,tailspin.example\n"),
    ("domains.txt", "contoso.com\nfabrikam.com\n"),
    ("settings.json", "{\"port\": 25}"),
    ("settings.psd1", "@{ Server = 'hub01' }\n"),
    ("settings[1].psd1", "@{ Server = 'hub01' }\n"),
    ("log[1].txt", "one\nFAIL two\n"),
    ("today.LOG", "SEND\nFAIL\n"),
    ("before.xml", "<Objs Version=\"1.1.0.1\"><S>To Internet</S></Objs>"),
    ("before[1].xml", "<Objs Version=\"1.1.0.1\"><S>To Internet</S></Objs>"),
    ("exported.eml", "Subject: exported\r\n\r\nHello.\r\n"),
    ("export[1].csv", "ann;ann@contoso.com\n"),
    (
        "history.csv",
        "CommandLine,ExecutionStatus,StartExecutionTime,EndExecutionTime\nGet-Queue,Completed,2026-11-20 08:00,2026-11-20 08:01\n",
    ),
    ("users.csv", "Name\nann\n"),
    ("users.txt", "ann\nbob\nkim\n"),
    ("old/june.csv", ""),
    ("logs[1]/today.LOG", ""),
];

/// Lines that were typed before an example.
const PAST: [&str; 3] = ["Get-Date", "$x = 1", "Get-SendConnector"];

pub struct Scene {
    node: Node,
    smtp: u16,
    submission: u16,
    dns: u16,
    session: Session,
    /// Of the store before any example ran.
    revision: u64,
}

impl Scene {
    pub fn build() -> Scene {
        let node = Node::start();
        let mail = node.folder.path().join("mail");
        for name in ["pat", "kim", "sales"] {
            make_maildir(&mail.join(format!("{name}@contoso.com")));
        }
        let (relay, closed, internet) = (free_port(), closed_port(), free_port());
        let people = node.folder.path().join("people.csv");
        // Nobody is in it: what the node reads changes nothing while examples run.
        write(&people, "Name,PrimarySmtpAddress\n");
        node.configure(&format!(
            "$password = ConvertTo-SecureString '{PASSWORD}' -AsPlainText -Force
             New-AcceptedDomain -Name Contoso -DomainName contoso.com
             New-AcceptedDomain -Name Inside -DomainName inside.example -DomainType InternalRelay
             New-MailboxDatabase -Name Mailboxes -MaildirPath '{mail}'
             New-Mailbox -Name pat -PrimarySmtpAddress pat@contoso.com
             New-Mailbox -Name kim -PrimarySmtpAddress kim@contoso.com -Password $password
             New-Mailbox -Name Sales -EmailAddresses sales@contoso.com,orders@contoso.com
             New-EmailAddressPolicy People -IncludedRecipients MailUsers `
                 -EnabledPrimarySMTPAddressTemplate '%g.%s@contoso.com'
             New-DistributionGroup Team -PrimarySmtpAddress team@contoso.com -Members pat
             New-RecipientDirectory People -Kind File -Location '{people}'
             New-DkimSigningConfig -DomainName contoso.com
             New-DkimSigningConfig -DomainName fabrikam.com
             New-SendConnector 'To Internet' -AddressSpaces * -SmartHosts 127.0.0.1 -Port {closed}
             New-ReceiveConnector 'From Internet' -Usage Internet -Bindings 127.0.0.1:{internet}
             New-ReceiveConnector Relay -Bindings 127.0.0.1:{relay} -RemoteIPRanges 127.0.0.1 `
                 -AuthMechanism ExternalAuthoritative -PermissionGroups ExchangeServers
             Set-ReceiveConnector 'Default TEST' -PermissionGroups AnonymousUsers,ExchangeUsers,ExchangeServers `
                 -TarpitInterval 00:00:00",
            mail = mail.display(),
            people = people.display(),
        ));
        for sender in ["bulk@contoso.com", "kim@contoso.com"] {
            smtp::send(relay, sender, &["pat@fabrikam.com"], "waits");
        }
        within(PATIENCE, || {
            (node.shell("@(Get-Queue -Filter {Status -eq 'Retry'}).Count").trim() == "1").then_some(())
        })
        .unwrap_or_else(|| panic!("no queue waits:\n{}", node.shell("Get-Queue | fl; Get-Message | fl")));
        let session = Session::new(Place::in_folder(node.folder.path().to_owned()), "reader");
        let revision = revision(&session);
        let (smtp, submission) = (node.port("Default TEST"), node.port("Client TEST"));
        Scene { node, smtp, submission, dns: dns::start(), session, revision }
    }

    /// The example with this scene's ports and names in place of those of the page, and nothing else.
    fn localized(&self, example: &str) -> String {
        let Scene { smtp, submission, .. } = self;
        let text = example
            .replace("localhost:2525", &format!("127.0.0.1:{smtp}"))
            .replace("localhost -Port 2525", &format!("127.0.0.1 -Port {smtp}"))
            // The node's certificate is one that nobody has signed.
            .replace("hub01:587 -UseTls", &format!("127.0.0.2:{submission} -UseTls -SkipCertificateCheck"))
            .replace("Send-SmtpMessage hub01 ", &format!("Send-SmtpMessage 127.0.0.1:{smtp} "));
        match text.starts_with("Resolve-DnsName") {
            true => format!("{} -Server 127.0.0.1:{}", text.replace(" -Server 10.0.0.53", ""), self.dns),
            false => text,
        }
    }

    /// Runs an example beside the node, and puts back what it changed. What went wrong, if anything.
    pub fn play(&self, example: &str) -> String {
        let errors = play(self.node.folder.path(), &self.localized(example));
        if revision(&self.session) != self.revision {
            self.node.configure(&format!("Restore-Configuration -Revision {} -Confirm:$false", self.revision));
        }
        errors
    }
}

fn revision(session: &Session) -> u64 {
    let store = session.store().expect("the node's store");
    store.revision().expect("readable")
}

/// A store with a server in it, and nothing that examples make.
pub fn bare_store() -> TempDir {
    let (node, folder) = (Node::start(), tempfile::tempdir().expect("temporary folder"));
    let to = folder.path().join(STORE).display().to_string();
    let store = rusqlite::Connection::open(node.folder.path().join(STORE)).expect("the node's store");
    store.execute("VACUUM INTO ?1", [to]).expect("copied");
    folder
}

/// A data directory with a copy of a store.
pub fn copy_of(store: &TempDir) -> TempDir {
    let folder = tempfile::tempdir().expect("temporary folder");
    std::fs::copy(store.path().join(STORE), folder.path().join(STORE)).expect("copied");
    folder
}

const STORE: &str = "organization.db";

/// Runs one example in a shell of its own, in a folder with the files. What went wrong, if anything.
pub fn play(data: &Path, example: &str) -> String {
    let folder = tempfile::tempdir().expect("temporary folder");
    for (name, text) in FILES {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("inside the folder")).expect("a folder of ours");
        write(&path, text);
    }
    let errors = Errors::default();
    let session = Session::new(Place::in_folder(data.to_owned()), "reader");
    let registry = std::sync::Arc::new(Registry::new(session));
    let shell = Interpreter::new(registry, std::sync::Arc::new(Person), Box::new(errors.clone()));
    shell.set_variable_value("PWD", Value::text(folder.path().to_string_lossy()));
    for line in PAST {
        shell.keep_line(line, jiff::Zoned::now(), Duration::ZERO, true);
    }
    let finished = shell.run(example, None, &[]);
    match (errors.text(), finished.code) {
        (said, _) if !said.is_empty() => said,
        (_, 0) => String::new(),
        (_, code) => format!("exit code {code}"),
    }
}
