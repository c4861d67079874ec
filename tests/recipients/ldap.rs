//! People and groups of an OpenLDAP server, through a whole node.

use std::fmt::Write as _;

use crate::support::appear::make_maildir;
use crate::support::hub::Hub;
use crate::support::slapd::{ADMIN, PASSWORD, Slapd, administrator, person};
use crate::support::smtp::{self, Client};
use crate::support::{said, write};

/// Makes the directory `Ldap` on a node, with further settings.
fn take_over(hub: &Hub, location: &str, more: &str) -> String {
    hub.node.configure(&format!(
        "$password = ConvertTo-SecureString '{PASSWORD}' -AsPlainText -Force
         New-RecipientDirectory Ldap -Kind Ldap -Location '{location}' -SearchBase 'dc=contoso,dc=com' `
             -Credential (New-Object PSCredential '{ADMIN}', $password) {more}"
    ));
    hub.node.shell("(Get-RecipientDirectory Ldap).Name")
}

/// What reading it says, whether it works or not.
fn reading(hub: &Hub) -> String {
    said(
        &hub.node.try_shell(
            "Test-RecipientDirectory Ldap | ForEach-Object { \"$($_.Action) $($_.Name) $($_.RecipientType)\" }",
        ),
    )
}

fn answer(hub: &Hub, recipient: &str) -> String {
    let mut client = Client::connect(hub.port);
    client.ask("EHLO client.example", "250");
    client.ask("MAIL FROM:<eve@example.org>", "250");
    client.ask(&format!("RCPT TO:<{recipient}>"), "")
}

#[test]
fn mail_reaches_who_is_in_ldap_and_nobody_who_is_not() {
    let entries = administrator() + &person("zoe", "displayName: Zoe Z\n") + &person("abe", "");
    let mut slapd = Slapd::start(&entries);
    let hub = Hub::start();
    make_maildir(&hub.maildir("zoe@contoso.com"));
    let (port, authority) = (slapd.port, slapd.authority());
    let more = format!("-Interval 00:00:01 -TrustedCertificates '{}'", authority.display());
    take_over(&hub, &format!("ldap://127.0.0.1:{port}"), &more);
    hub.becomes("@(Get-Recipient -Filter \"RecipientDirectory -eq 'Ldap'\").Count -eq 2");
    hub.node.in_force();
    smtp::send(hub.port, "eve@example.org", &["zoe@contoso.com"], "from LDAP");
    assert!(hub.messages("zoe@contoso.com", 1)[0].contains("from LDAP"));
    assert_eq!(hub.node.shell("(Get-Mailbox zoe).DisplayName").trim(), "Zoe Z");

    slapd.replace("uid=zoe,dc=contoso,dc=com", "mail", "new@contoso.com");
    hub.becomes("(Get-Mailbox zoe).PrimarySmtpAddress -eq 'new@contoso.com'");
    hub.node.in_force();
    assert!(answer(&hub, "zoe@contoso.com").starts_with("550 5.1.1"));
    assert!(answer(&hub, "new@contoso.com").starts_with("250"));

    slapd.stop();
    hub.becomes("(Get-RecipientDirectory Ldap).LastError -like '*cannot be reached*'");
    assert!(answer(&hub, "new@contoso.com").starts_with("250"), "mail goes on");
    hub.becomes("@(Get-EventLog Application | Where-Object EventID -eq 9103).Count -eq 1");

    slapd.serve();
    slapd.delete("uid=zoe,dc=contoso,dc=com");
    hub.node.configure("Update-RecipientDirectory Ldap");
    hub.node.in_force();
    let refused = answer(&hub, "new@contoso.com");
    assert!(refused.starts_with("550 5.1.1"), "{refused}");
    assert!(answer(&hub, "abe@contoso.com").starts_with("250"));
}

#[test]
fn a_server_proves_who_it_is_before_anything_is_said() {
    let slapd = Slapd::start(&(administrator() + &person("zoe", "")));
    let hub = Hub::start();
    let (clear, closed) = (format!("ldap://127.0.0.1:{}", slapd.port), format!("ldaps://127.0.0.1:{}", slapd.tls_port));
    let stranger = hub.node.folder.path().join("stranger.pem");
    write(&stranger, &other_authority());
    take_over(&hub, &closed, &format!("-Interval 1.00:00:00 -TrustedCertificates '{}'", stranger.display()));
    for (settings, expected) in [
        (format!("-Location {closed}"), "invalid peer certificate"),
        (format!("-Location {clear}"), "invalid peer certificate"),
        (format!("-Location {clear} -StartTls $false"), "Add zoe Mailbox"),
        (format!("-StartTls $true -TrustedCertificates '{}'", slapd.authority().display()), "Add zoe Mailbox"),
        (format!("-Location {closed}"), "Add zoe Mailbox"),
        ("-TrustedCertificates $null".to_owned(), "invalid peer certificate"),
        (
            format!("-TrustedCertificates '{}' -SearchBase 'dc=tailspin,dc=com'", slapd.authority().display()),
            "no such object (32)",
        ),
        ("-SearchBase 'dc=contoso,dc=com' -LdapFilter '(mail=*'".to_owned(), "not a filter of LDAP"),
        ("-LdapFilter '(uid=nobody)'".to_owned(), ""),
        ("-LdapFilter $null -Credential $null".to_owned(), "refuses"),
        (
            format!(
                "-Credential (New-Object PSCredential '{ADMIN}', (ConvertTo-SecureString wrong -AsPlainText -Force))"
            ),
            "wrong user or password (49)",
        ),
    ] {
        hub.node.configure(&format!("Set-RecipientDirectory Ldap -Enabled $false {settings}"));
        let said = reading(&hub);
        assert!(said.contains(expected), "{settings}: {said}");
        assert!(!said.contains(PASSWORD), "{said}");
    }
    assert!(!hub.node.shell("Get-ConfigurationHistory | Format-List *").contains(PASSWORD));
}

/// One that has signed nothing.
fn other_authority() -> String {
    let key = rcgen::KeyPair::generate().expect("a key");
    rcgen::CertificateParams::new(vec![]).expect("no names").self_signed(&key).expect("signed").pem()
}

#[test]
fn thousands_of_entries_come_page_by_page_and_groups_have_them() {
    let mut entries = administrator();
    (0..1500).for_each(|number| entries.push_str(&person(&format!("u{number}"), "")));
    // What is no address, and what nobody can be sent to.
    entries.push_str(&person("twice", "").replace("twice@contoso.com", "u7@contoso.com"));
    entries.push_str(&person("bad", "").replace("bad@contoso.com", "not an address"));
    entries.push_str("dn: cn=All,dc=contoso,dc=com\nobjectClass: groupOfNames\nobjectClass: extensibleObject\ncn: All\nmail: all@contoso.com\n");
    (0..1500).for_each(|number| writeln!(entries, "member: uid=u{number},dc=contoso,dc=com").expect("text"));
    entries.push_str("member: uid=gone,dc=contoso,dc=com\n\n");
    let slapd = Slapd::start(&entries);
    let hub = Hub::start();
    let location = format!("ldaps://127.0.0.1:{}", slapd.tls_port);
    take_over(&hub, &location, &format!("-Enabled $false -TrustedCertificates '{}'", slapd.authority().display()));
    let output = hub.node.try_shell(
        "$r = Update-RecipientDirectory Ldap; \"$($r.Entries) $($r.Added) $($r.Refused)\"; \
         @(Get-DistributionGroupMember All -ResultSize Unlimited).Count; (Update-RecipientDirectory Ldap).Unchanged",
    );
    let said = said(&output);
    assert!(said.contains("1503 1501 2\n1500\n1501\n"), "{said}");
    for line in [
        "uid=bad,dc=contoso,dc=com: 'not an address' is not an address.",
        "u7@contoso.com is an address of mailbox 'u7' already.",
        "cn=All,dc=contoso,dc=com: 1 members of 'All' are no recipients here.",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    let denied = hub.node.try_shell("Add-DistributionGroupMember All -Member Ann");
    assert!(crate::support::said(&denied).contains("come from recipient directory 'Ldap'"));
}
