//! dkimpy judges what we sign.

use std::process::Command;

use crate::support::hub::Hub;
use crate::support::nsd::Nsd;
use crate::support::sink::Sink;
use crate::support::{said, smtp, write};

/// Checks the signature of a message in a file; records come from further arguments, `name=text`.
const JUDGE: &str = r#"
import dkim, sys
records = dict(argument.split("=", 1) for argument in sys.argv[2:])
def txt(name, timeout=5):
    return records.get(name.decode().rstrip(".").lower(), "").encode() or None
message = open(sys.argv[1], "rb").read()
print(dkim.DKIM(message).verify(dnsfunc=txt))
"#;

fn verdict(hub: &Hub, message: &str, records: &[String]) -> String {
    let file = hub.node.folder.path().join("signed.eml");
    write(&file, message);
    let judged = Command::new("/usr/bin/python3").args(["-c", JUDGE]).arg(&file).args(records).output();
    said(&judged.expect("python3-dkim is installed by tests/run")).trim().to_owned()
}

fn records(hub: &Hub, domain: &str) -> Vec<String> {
    let script = format!(
        "Get-DkimSigningConfig {domain} | ForEach-Object {{ \"$($_.Selector1RecordName)=$($_.Selector1PublicKey)\"; \
         \"$($_.Selector2RecordName)=$($_.Selector2PublicKey)\" }}"
    );
    hub.node.shell(&script).lines().map(str::to_owned).collect()
}

/// Of the one signature, the value of a tag.
fn tag<'a>(message: &'a str, name: &str) -> &'a str {
    let field = message.split("DKIM-Signature:").nth(1).expect("signed");
    let value = field.split(';').find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('='));
    value.unwrap_or_else(|| panic!("no {name}= in {field}"))
}

#[test]
fn what_we_sign_is_believed_in_every_form() {
    let hub = Hub::start();
    let world = Sink::start();
    hub.send_everything_to(world.port);
    let mut sent = 0;
    for (algorithm, form) in
        [("RsaSHA256", "Relaxed"), ("RsaSHA256", "Simple"), ("Ed25519SHA256", "Relaxed"), ("Ed25519SHA256", "Simple")]
    {
        hub.node.configure(&format!(
            "New-DkimSigningConfig -DomainName contoso.com -Algorithm {algorithm} -Enabled $true \
             -HeaderCanonicalization {form} -BodyCanonicalization {form}"
        ));
        hub.send("ann@contoso.com", &["pat@example.net"], &format!("{algorithm} {form}"));
        sent += 1;
        let message = &world.messages(sent)[sent - 1].text;
        let records = records(&hub, "contoso.com");
        assert_eq!(verdict(&hub, message, &records), "True", "{algorithm} {form}: {message}");
        let forged = message.replace("Subject: ", "Subject: not ");
        assert_eq!(verdict(&hub, &forged, &records), "False", "a changed subject is seen");
        hub.node.configure("Remove-DkimSigningConfig contoso.com -Confirm:$false");
    }
}

#[test]
fn keys_take_turns_and_only_our_own_mail_is_signed() {
    let hub = Hub::start();
    let world = Sink::start();
    hub.send_everything_to(world.port);
    hub.node.configure(
        "New-DkimSigningConfig -DomainName contoso.com -Selector1 mail2026 -Enabled $true
         New-MailContact Pat -ExternalEmailAddress pat@example.net
         Set-MailContact Pat -EmailAddresses @{Add='pat@contoso.com'}",
    );
    hub.send("ann@contoso.com", &["kim@example.net"], "first key");
    let first = world.messages(1)[0].text.clone();
    assert_eq!(tag(&first, "s"), "mail2026");

    let told = said(&hub.node.try_shell("Rotate-DkimSigningConfig contoso.com -RotateOnDate (Get-Date).AddDays(4)"));
    assert!(told.contains("selector2._domainkey.contoso.com TXT"), "{told}");
    hub.send("ann@contoso.com", &["kim@example.net"], "not yet");
    assert_eq!(tag(&world.messages(2)[1].text, "s"), "mail2026", "it is not time");

    hub.node.configure(
        "Remove-DkimSigningConfig contoso.com -Confirm:$false
         New-DkimSigningConfig -DomainName contoso.com -Selector1 mail2026 -Enabled $true
         Rotate-DkimSigningConfig contoso.com -RotateOnDate (Get-Date)",
    );
    hub.send("ann@contoso.com", &["kim@example.net"], "second key");
    let second = world.messages(3)[2].text.clone();
    assert_eq!(tag(&second, "s"), "selector2");
    assert_eq!(verdict(&hub, &second, &records(&hub, "contoso.com")), "True");

    // A stranger who claims to be of ours, and is relayed because a contact stands here for somebody there.
    smtp::send(hub.port, "ann@contoso.com", &["pat@contoso.com"], "forged");
    let forged = world.messages(4)[3].text.clone();
    assert!(forged.contains("Subject: forged") && !forged.contains("DKIM-Signature"), "{forged}");
}

/// Checks the chain of seals on a message in a file, and shows what is in it.
const CHAIN_JUDGE: &str = r#"
import dkim, sys
records = dict(argument.split("=", 1) for argument in sys.argv[2:])
def txt(name, timeout=5):
    return records.get(name.decode().rstrip(".").lower(), "").encode() or None
verdict, results, reason = dkim.ARC(open(sys.argv[1], "rb").read()).verify(dnsfunc=txt)
print(verdict.decode(), len(results), reason)
"#;

fn chain(hub: &Hub, message: &str, records: &[String]) -> String {
    let file = hub.node.folder.path().join("sealed.eml");
    write(&file, message);
    let judged = Command::new("/usr/bin/python3").args(["-c", CHAIN_JUDGE]).arg(&file).args(records).output();
    said(&judged.expect("python3-dkim is installed by tests/run")).trim().to_owned()
}

/// A TXT record in a zone file: at most 255 bytes in one string.
fn zone_line(record: &str, zone: &str) -> String {
    let (name, text) = record.split_once('=').expect("a name");
    let parts: Vec<String> =
        text.as_bytes().chunks(200).map(|part| format!("\"{}\"", String::from_utf8_lossy(part))).collect();
    format!("{} TXT {}\n", name.trim_end_matches(zone).trim_end_matches('.'), parts.join(" "))
}

#[test]
fn what_is_relayed_on_is_sealed_and_dkimpy_believes_the_chain() {
    let hub = Hub::start();
    let world = Sink::start();
    hub.send_everything_to(world.port);
    hub.node.configure(
        "New-DkimSigningConfig -DomainName contoso.com -Enabled $true
         Set-SenderIdConfig -InternalMailEnabled $true
         New-MailContact Pat -ExternalEmailAddress pat@example.net
         Set-MailContact Pat -EmailAddresses @{Add='pat@contoso.com'}",
    );
    let records = records(&hub, "contoso.com");
    let keys: String = records.iter().map(|record| zone_line(record, "contoso.com")).collect();
    let dns =
        Nsd::start(&[("com", ""), ("contoso.com", &keys), ("example.org", "@ TXT \"v=spf1 ip4:127.0.0.1 -all\"")]);
    hub.node.configure(&format!("Set-TransportServer TEST -ExternalDNSServers {}", dns.address()));
    smtp::send(hub.port, "kim@example.org", &["pat@contoso.com"], "not sealed");
    assert!(!world.messages(1)[0].text.contains("ARC-Seal"), "nobody asked for it");

    hub.node.configure("Set-TransportConfig -ArcSealingDomain contoso.com");
    smtp::send(hub.port, "kim@example.org", &["pat@contoso.com"], "sealed once");
    let once = world.messages(2)[1].text.clone();
    assert!(once.contains("ARC-Authentication-Results: i=1; ") && once.contains("spf=pass"), "{once}");
    assert!(once.contains("ARC-Seal: i=1; a=rsa-sha256;") && once.contains("cv=none;"), "{once}");
    let verdict = chain(&hub, &once, &records);
    assert!(verdict.starts_with("pass 1 "), "{verdict}: {once}");
    let forged = chain(&hub, &once.replace("Subject: sealed", "Subject: sold"), &records);
    assert!(forged.starts_with("fail"), "{forged}");

    // Somebody sends it back through us: the next seal is on the first.
    let mut client = smtp::Client::connect(hub.port);
    client.ask("EHLO mx.example.org", "250");
    let again = once.replace("\r\n", "\n").replace('\n', "\r\n");
    client.try_mail("kim@example.org", &["pat@contoso.com"], &again).expect("taken");
    let twice = world.messages(3)[2].text.clone();
    assert!(twice.contains("ARC-Seal: i=2;") && twice.contains("cv=pass;"), "{twice}");
    let verdict = chain(&hub, &twice, &records);
    assert!(verdict.starts_with("pass 2 "), "{verdict}: {twice}");

    // What is our own is signed, and needs no seal.
    hub.send("ann@contoso.com", &["pat@example.net"], "our own");
    let own = world.messages(4)[3].text.clone();
    assert!(own.contains("DKIM-Signature") && !own.contains("ARC-Seal"), "{own}");
}
