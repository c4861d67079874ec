//! Who really sent a message: what we make of signatures that others made, and of SPF beside pyspf.

use std::process::Command;

use crate::support::hub::Hub;
use crate::support::nsd::Nsd;
use crate::support::smtp::Client;
use crate::support::{said, write};

/// The example of RFC 8463, appendix A: one author, two signatures.
const TWO_SIGNATURES: &str = "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r
 d=football.example.com; i=@football.example.com;\r
 q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r
 subject : date : message-id : from : subject : date;\r
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r
 b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus\r
 Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==\r
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\r
 d=football.example.com; i=@football.example.com;\r
 q=dns/txt; s=test; t=1528637909; h=from : to : subject :\r
 date : message-id : from : subject : date;\r
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r
 b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3\r
 DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz\r
 dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=\r
From: Joe SixPack <joe@football.example.com>\r
To: Suzie Q <suzie@shopping.example.net>\r
Subject: Is dinner ready?\r
Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r
Message-ID: <20030712040037.46341.5F8J@football.example.com>\r
\r
Hi.\r
\r
We lost the game.  Are you hungry yet?\r
\r
Joe.\r
";

const ZONE: &str = r#"
brisbane._domainkey.football TXT "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
test._domainkey.football TXT "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1" "Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB"
football A 127.0.0.1
_dmarc.football TXT "v=DMARC1; p=reject"
here TXT "v=spf1 ip4:127.0.0.1 -all"
elsewhere TXT "v=spf1 ip4:192.0.2.1 -all"
_dmarc.elsewhere TXT "v=DMARC1; p=reject"
maybe TXT "v=spf1 a:mx.example.com ~all"
mx A 192.0.2.9
two TXT "v=spf1 include:here.example.com include:maybe.example.com ?all"
loop TXT "v=spf1 include:loop.example.com -all"
macro TXT "v=spf1 exists:%{ir}.%{v}._spf.%{d2} -all"
1.0.0.127.in-addr._spf A 127.0.0.2
moved TXT "v=spf1 redirect=here.example.com"
both TXT "v=spf1 ip4:127.0.0.1 -all"
both TXT "v=spf1 -all"
both TXT "something else"
once TXT "v=spf1 ip4:127.0.0.1 -all"
once TXT "v=spf10 -all"
"#;

fn scene() -> (Hub, Nsd) {
    let (hub, dns) = (Hub::start(), Nsd::start(&[("com", ""), ("example.com", ZONE)]));
    hub.node.configure(&format!(
        "Set-TransportServer TEST -ExternalDNSServers {}; Set-SenderIdConfig -InternalMailEnabled $true",
        dns.address()
    ));
    (hub, dns)
}

/// Brings a message to ann; the answer to its final dot.
fn bring(hub: &Hub, sender: &str, text: &str) -> String {
    let mut client = Client::connect(hub.port);
    client.ask("EHLO mx.example.com", "250");
    client.ask(&format!("MAIL FROM:<{sender}>"), "250");
    client.ask("RCPT TO:<ann@contoso.com>", "250");
    client.ask("DATA", "354");
    client.ask(&format!("{text}."), "")
}

#[test]
fn signatures_of_the_standard_are_found_sound() {
    let (hub, _dns) = scene();
    bring(&hub, "joe@football.example.com", TWO_SIGNATURES);
    let message = hub.messages("ann@contoso.com", 1).remove(0);
    let results = message.split("Authentication-Results: ").nth(1).expect("stamped");
    let results = results.split("\nReceived-SPF").next().unwrap_or_default();
    assert_eq!(results.matches("dkim=pass header.i=@football.example.com").count(), 2, "{results}");
    assert!(results.contains("spf=none") && results.contains("dmarc=pass"), "{results}");
    bring(&hub, "joe@football.example.com", &TWO_SIGNATURES.replace("lost", "won"));
    let message = hub.messages("ann@contoso.com", 2).into_iter().find(|text| text.contains("We won")).expect("it came");
    assert!(message.contains("dkim=fail (body hash did not verify)") && message.contains("dmarc=fail"), "{message}");
    // A chain has no third state beside pass and fail.
    let forwarded = "ARC-Seal: i=1; a=rsa-sha256; cv=none; d=football.example.com; s=test; b=AAAA\r\n\
                     ARC-Message-Signature: i=1; a=rsa-sha256; d=football.example.com; s=test; h=from; bh=AAAA; b=AAAA\r\n\
                     ARC-Authentication-Results: i=1; mx.example.net; spf=pass\r\n\
                     From: joe@football.example.com\r\nSubject: forwarded\r\n\r\nSomebody has changed this.\r\n";
    bring(&hub, "joe@football.example.com", forwarded);
    let message =
        hub.messages("ann@contoso.com", 3).into_iter().find(|text| text.contains("forwarded")).expect("it came");
    assert!(message.contains("arc=fail") && !message.contains("arc=neutral"), "{message}");
}

#[test]
fn results_are_stamped_and_followed_where_the_settings_say_so() {
    let (hub, _dns) = scene();
    let text = |domain: &str| format!("From: a@{domain}\r\nSubject: {domain}\r\n\r\nHello.\r\n");
    let forged = format!("Authentication-Results: test; spf=pass\r\n{}", text("elsewhere.example.com"));
    assert!(bring(&hub, "a@elsewhere.example.com", &forged).starts_with("250"), "by default it is only stamped");
    let message = hub.messages("ann@contoso.com", 1).remove(0);
    assert_eq!(message.matches("Authentication-Results").count(), 1, "{message}");
    for part in ["spf=fail", "dmarc=fail", "Received-SPF: fail", "X-MS-Exchange-Organization-SenderIdResult: Fail"] {
        // The firewall keeps the organization's fields from mailboxes.
        assert_eq!(message.contains(part), !part.starts_with("X-MS"), "{part}: {message}");
    }

    hub.node.configure("Set-SenderIdConfig -SpoofedDomainAction Reject -HonorDmarcPolicy $true");
    for (sender, text, expected) in [
        ("a@here.example.com", text("here.example.com"), "250 2.6.0"),
        ("a@elsewhere.example.com", text("elsewhere.example.com"), "550 5.7.23"),
        ("a@here.example.com", text("elsewhere.example.com"), "550 5.7.1"),
        ("a@maybe.example.com", text("maybe.example.com"), "250 2.6.0"),
    ] {
        let answer = bring(&hub, sender, &text);
        assert!(answer.starts_with(expected), "{sender}: {answer}");
    }
    let log = "Get-AgentLog | Where-Object Action -eq RejectMessage | ForEach-Object { \"$($_.Agent): $($_.Reason) $($_.SmtpResponse)\" }";
    let reasons = hub.node.shell(log);
    let begins = ["Sender Id Agent: SpfResult 550 5.7.23", "Sender Id Agent: DmarcRejected 550 5.7.1"];
    assert!(
        reasons.lines().count() == 2 && reasons.lines().zip(begins).all(|(line, begins)| line.starts_with(begins)),
        "{reasons}"
    );
    hub.node.configure("Set-SenderIdConfig -BypassedSenderDomains elsewhere.example.com");
    let answer = bring(&hub, "a@elsewhere.example.com", &text("elsewhere.example.com"));
    assert!(answer.starts_with("250"), "{answer}");

    let large = text("elsewhere.example.com") + &("y".repeat(76) + "\r\n").repeat(8000);
    assert!(bring(&hub, "a@elsewhere.example.com", &large).starts_with("250"));
    let large = hub.messages("ann@contoso.com", 5).into_iter().find(|text| text.len() > 600_000).expect("it came");
    assert!(large.contains("spf=fail") && large.contains("dmarc=fail"), "a large one is checked as well");
    hub.node.configure("Set-SenderIdConfig -BypassedSenderDomains $null");
    let answer = bring(
        &hub,
        "a@elsewhere.example.com",
        &(text("elsewhere.example.com") + &("y".repeat(76) + "\r\n").repeat(8000)),
    );
    assert!(answer.starts_with("550 5.7.23"), "{answer}");
}

/// Asks pyspf about a server at an address for each of the domains, one answer a line.
const JUDGE: &str = r#"
import dns.resolver, spf, sys
resolver = dns.resolver.Resolver(configure=False)
resolver.nameservers, resolver.port = ["127.0.0.1"], int(sys.argv[1])
dns.resolver.default_resolver = resolver
for domain in sys.argv[3:]:
    print(spf.check2(i=sys.argv[2], s="postmaster@" + domain, h=domain)[0])
"#;

#[test]
fn pyspf_agrees_about_every_record() {
    let (hub, dns) = scene();
    let domains: Vec<String> =
        ["here", "elsewhere", "maybe", "two", "both", "once", "loop", "macro", "moved", "football", "nothing"]
            .map(|name| format!("{name}.example.com"))
            .into();
    for address in ["127.0.0.1", "192.0.2.9", "203.0.113.7"] {
        let mut judge = Command::new("/usr/bin/python3");
        judge.args(["-c", JUDGE, &dns.port.to_string(), address]).args(&domains);
        let theirs = said(&judge.output().expect("python3-spf is installed by tests/run"));
        let theirs: Vec<String> = theirs.lines().map(str::to_lowercase).collect();
        let ours: Vec<String> = domains
            .iter()
            .map(|domain| {
                let script =
                    format!("(Test-SenderId -IPAddress {address} -PurportedResponsibleDomain {domain}).Status");
                hub.node.shell(&script).trim().to_lowercase()
            })
            .collect();
        assert_eq!(ours, theirs, "{address}: {domains:?}");
    }
}

/// Signs a message as a domain whose key it makes, and prints the record on the first line.
const SIGNER: &str = r#"
import base64, dkim, nacl.signing, sys
key = nacl.signing.SigningKey.generate()
print("v=DKIM1; k=ed25519; p=" + base64.b64encode(bytes(key.verify_key)).decode())
message = b"From: a@signed.example.com\r\nSubject: theirs\r\n\r\n" + b"Hello.  \r\n" * int(sys.argv[1]) + b"\r\n\r\n"
field = dkim.sign(message, sys.argv[2].encode(), b"signed.example.com", base64.b64encode(bytes(key)), signature_algorithm=b"ed25519-sha256",
    canonicalize=(b"simple", b"relaxed"), include_headers=[b"from", b"subject"])
sys.stdout.write((field + message).decode())
"#;

#[test]
fn what_dkimpy_signs_is_believed() {
    let hub = Hub::start();
    let file = hub.node.folder.path().join("signer.py");
    write(&file, SIGNER);
    let signed = |lines: &str, selector: &str| {
        let made = Command::new("/usr/bin/python3").arg(&file).args([lines, selector]).output();
        let made = String::from_utf8(made.expect("python3-dkim is installed by tests/run").stdout).expect("text");
        let (record, message) = made.split_once('\n').unwrap_or_else(|| panic!("{made}"));
        (record.to_owned(), message.replace("\r\n", "\n").replace('\n', "\r\n"))
    };
    // The second one is far too large for memory: its text is hashed as it comes.
    let ((record, message), (other, large)) = (signed("1", "s1"), signed("90000", "s2"));
    let zone =
        format!("s1._domainkey.signed TXT \"{record}\"\ns2._domainkey.signed TXT \"{other}\"\nsigned A 127.0.0.1\n");
    let dns = Nsd::start(&[("com", ""), ("example.com", &zone)]);
    hub.node.configure(&format!(
        "Set-TransportServer TEST -ExternalDNSServers {}; Set-SenderIdConfig -InternalMailEnabled $true",
        dns.address()
    ));
    bring(&hub, "a@signed.example.com", &message);
    let message = hub.messages("ann@contoso.com", 1).remove(0);
    assert!(message.contains("dkim=pass header.i=@signed.example.com header.s=s1"), "{message}");
    assert!(bring(&hub, "a@signed.example.com", &large).starts_with("250"));
    let found = hub.messages("ann@contoso.com", 2).into_iter().find(|text| text.len() > 800_000).expect("it came");
    let header = &found[..2000];
    assert!(header.contains("dkim=pass header.i=@signed.example.com header.s=s2"), "{header}");
    assert_eq!(found.matches("Hello.  ").count(), 90_000, "all of it is there, once");
    let position = large.rfind("Hello").expect("it has many");
    let forged = format!("{}Jello{}", &large[..position], &large[position + 5..]);
    bring(&hub, "a@signed.example.com", &forged);
    let found = hub.messages("ann@contoso.com", 3).into_iter().find(|text| text.contains("Jello")).expect("it came");
    assert!(found[..2000].contains("dkim=fail (body hash did not verify)"), "{}", &found[..2000]);
}
