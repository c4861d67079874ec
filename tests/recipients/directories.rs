//! People who are kept elsewhere, through a whole node.

use std::fs;
use std::path::PathBuf;

use crate::support::appear::make_maildir;
use crate::support::hub::Hub;
use crate::support::smtp::{self, Client};

/// Puts a list in place of the former one, whole.
fn replace(hub: &Hub, lines: &str) -> PathBuf {
    let path = hub.node.folder.path().join("people.csv");
    let draft = path.with_extension("new");
    fs::write(&draft, format!("Key,Name,PrimarySmtpAddress,EmailAddresses\n{lines}")).expect("written");
    fs::rename(&draft, &path).expect("renamed");
    path
}

/// What a node answers to RCPT.
fn answer(hub: &Hub, recipient: &str) -> String {
    let mut client = Client::connect(hub.port);
    client.ask("EHLO client.example", "250");
    client.ask("MAIL FROM:<eve@example.org>", "250");
    client.ask(&format!("RCPT TO:<{recipient}>"), "")
}

fn hub_with_people(lines: &str) -> Hub {
    let hub = Hub::start();
    let path = replace(&hub, lines);
    make_maildir(&hub.maildir("zoe@contoso.com"));
    hub.node.configure(&format!(
        "New-RecipientDirectory People -Kind File -Location '{}' -Interval 00:00:01",
        path.display()
    ));
    hub
}

#[test]
fn people_in_a_file_get_mail_for_as_long_as_they_are_in_it() {
    let hub = hub_with_people("1,Zoe,zoe@contoso.com,z@contoso.com\n2,Abe,abe@contoso.com,\n");
    hub.becomes("@(Get-Recipient -Filter \"RecipientDirectory -eq 'People'\").Count -eq 2");
    hub.node.in_force();
    smtp::send(hub.port, "eve@example.org", &["z@contoso.com"], "to a new one");
    assert!(hub.messages("zoe@contoso.com", 1)[0].contains("to a new one"));
    assert!(answer(&hub, "zoe@contoso.com").starts_with("250"));
    replace(&hub, "2,Abe,abe@contoso.com,\n");
    hub.becomes("@(Get-Recipient -Filter \"RecipientDirectory -eq 'People'\").Count -eq 1");
    hub.node.in_force();
    let refused = answer(&hub, "zoe@contoso.com");
    assert!(refused.starts_with("550 5.1.1"), "{refused}");
    assert!(answer(&hub, "abe@contoso.com").starts_with("250"));
    let who = "(Get-ConfigurationHistory zoe -ResultSize 1).Who";
    assert_eq!(hub.node.shell(who).trim(), "directory People");
}

#[test]
fn a_directory_that_is_down_stops_no_mail_and_is_told_of() {
    let hub = hub_with_people("1,Zoe,zoe@contoso.com,\n2,Bad,no address,\n");
    hub.becomes("(Get-RecipientDirectory People).EntryCount -eq 2");
    let refused = hub.node.shell("(Get-RecipientDirectory People).RefusedEntries");
    assert_eq!(refused.trim(), "line 3: 'no address' is not an address.");
    let path = hub.node.folder.path().join("people.csv");
    fs::remove_file(&path).expect("removed");
    hub.becomes("(Get-RecipientDirectory People).LastError -like '*people.csv cannot be read*'");
    assert!(answer(&hub, "zoe@contoso.com").starts_with("250"));
    let health = hub
        .node
        .shell("Get-Health | Where-Object Finding -like '*People*' | ForEach-Object { \"$($_.Health) $($_.Next)\" }");
    assert_eq!(health.trim(), "Degraded Test-RecipientDirectory \"People\"");
    hub.becomes("@(Get-EventLog Application | Where-Object EventID -eq 9103).Count -eq 1");
    // All of them gone at once is a mistake of somebody.
    replace(&hub, "");
    hub.becomes("(Get-RecipientDirectory People).LastError -like '*the entries of 1 recipient are gone at once*'");
    assert!(answer(&hub, "zoe@contoso.com").starts_with("250"));
    replace(&hub, "1,Zoe,zoe@contoso.com,\n");
    hub.becomes("'' -eq (Get-RecipientDirectory People).LastError");
    hub.node.configure("Remove-RecipientDirectory People -Confirm:$false");
    hub.node.in_force();
    assert!(answer(&hub, "zoe@contoso.com").starts_with("550 5.1.1"));
}

#[test]
fn what_a_directory_gives_is_changed_there_alone() {
    let hub = hub_with_people("1,Zoe,zoe@contoso.com,\n");
    hub.becomes("[bool](Get-Recipient zoe -ErrorAction SilentlyContinue)");
    for (command, property) in [
        ("Set-Mailbox Zoe -EmailAddresses @{Add='x@contoso.com'}", "EmailAddresses"),
        ("Set-Mailbox Zoe -DisplayName Zo", "DisplayName"),
        ("Set-Mailbox Zoe -Name Zo", "Name"),
        ("Set-Mailbox Zoe -EmailAddressPolicyEnabled $true", "EmailAddressPolicyEnabled"),
        ("Remove-Mailbox Zoe -Confirm:$false", "'Zoe'"),
    ] {
        let output = hub.node.try_shell(command);
        let said = crate::support::said(&output);
        assert!(!output.status.success() && said.contains(property), "{command}: {said}");
        assert!(said.contains("comes from recipient directory 'People'"), "{command}: {said}");
    }
    hub.node.configure("Set-Mailbox Zoe -MaxReceiveSize 5MB");
    hub.node
        .configure("Remove-RecipientDirectory People -KeepRecipients -Confirm:$false; Set-Mailbox Zoe -DisplayName Zo");
    let kept = hub.node.shell("(Get-Mailbox Zoe | ForEach-Object { \"$($_.DisplayName) $($_.RecipientDirectory)|\" })");
    assert_eq!(kept.trim(), "Zo |");
}
