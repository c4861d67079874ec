//! Sessions that a front end hands on (XPROXYFROM, XPROXY), what a session is for (XSESSIONPARAMS), and agents that hear of it.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::support::appear::eventually;
use crate::support::hub::{Hub, PASSWORD};
use crate::support::sink::Sink;
use crate::support::smtp::{Client, message};

/// Writes down what it is asked; refuses databases while there is a file, and what mallory's machine sends.
const PROGRAM: &str = r#"while read -r line; do
    printf '%s\n' "$line" >> ASKED; id=${line#*id\":}; id=${id%%,*}; a='"action":"continue"'
    case $line in
        *OnXSessionParamsCommand*) test -e ASKED.closed && a='"action":"tempfail","text":"Not this one now"' ;;
        *OnProxyInboundMessage*'"address":"192.0.2.66"'*) a='"action":"reject","text":"Not by this way"' ;;
    esac
    echo "{\"id\":$id,$a}"
done"#;

/// A hub on which the user proxy may hand on sessions, with the program at both events, and where that writes.
fn hub_with_front_end() -> (Hub, PathBuf) {
    let hub = Hub::start();
    let (script, asked) = (hub.node.folder.path().join("agent.sh"), hub.node.folder.path().join("asked"));
    std::fs::write(&script, PROGRAM.replace("ASKED", &asked.display().to_string())).expect("written");
    hub.node.configure(&format!(
        "$password = ConvertTo-SecureString '{PASSWORD}' -AsPlainText -Force
         New-Mailbox -Name Proxy -PrimarySmtpAddress proxy@contoso.com -Database Mailboxes -Password $password
         New-MailboxDatabase -Name Elsewhere -MaildirPath '{elsewhere}'
         Set-ReceiveConnector 'Default TEST' -AuthMechanism BasicAuth -PermissionGroups AnonymousUsers,ExchangeUsers `
             -ProtocolLoggingLevel Verbose
         Add-ADPermission 'Default TEST' -User proxy@contoso.com `
             -ExtendedRights ms-Exch-SMTP-Accept-XProxyFrom,ms-Exch-SMTP-Accept-XSessionParams
         Install-TransportAgent Guard -AssemblyPath /bin/sh -Arguments '{script}' `
             -Events OnXSessionParamsCommand,OnProxyInboundMessage
         Enable-TransportAgent Guard",
        elsewhere = hub.node.folder.path().join("elsewhere").display(),
        script = script.display(),
    ));
    (hub, asked)
}

/// Logs in as the user proxy.
fn front_end(hub: &Hub) -> Client {
    let mut client = Client::connect(hub.port);
    let hello = client.ask("EHLO front.contoso.com", "250");
    assert!(!hello.contains("XPROXY") && !hello.contains("XSESSIONPARAMS"), "nobody is told before: {hello}");
    client.ask("XPROXYFROM IP=192.0.2.9 PORT=1025", "502 5.3.3");
    client.ask(&format!("AUTH PLAIN {}", STANDARD.encode(format!("\0proxy@contoso.com\0{PASSWORD}"))), "235");
    let hello = client.ask("EHLO front.contoso.com", "250");
    for verb in ["XPROXY\r\n", "XPROXYFROM\r\n", "XSESSIONPARAMS\r\n"] {
        assert!(hello.contains(verb), "{hello}");
    }
    client
}

fn asked(file: &Path) -> Vec<serde_json::Value> {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// `ClientIp Sender` of what was received under a subject.
fn tracked(hub: &Hub, subject: &str) -> String {
    hub.tracked(subject, &["RECEIVE SMTP"]);
    let script = format!(
        "Get-MessageTrackingLog -EventId RECEIVE -MessageSubject '{subject}' | ForEach-Object {{ \"$($_.ClientIp) $($_.Sender)\" }}"
    );
    hub.node.shell(&script).trim().to_owned()
}

#[test]
fn the_client_of_a_front_end_is_the_one_that_is_written_down() {
    let (hub, file) = hub_with_front_end();
    let mut client = front_end(&hub);
    for (sid, address, subject) in [("08DE01", "192.0.2.9", "First"), ("08DE02", "2001:db8::9", "Second")] {
        let line = format!("XPROXYFROM SID={sid} IP={address} PORT=1025 DOMAIN=mail.example.org SEQNUM=1 PERMS=1073");
        client.ask(&line, "250 2.0.0 XProxyFrom accepted and authenticated");
        client.ask("MAIL FROM:<x@example.org>", "250");
        client.ask("RCPT TO:<somebody@example.net>", "550 5.7.1 Unable to relay");
        client.ask("RSET", "250");
        let text = message("x@example.org", "bob@contoso.com", subject);
        client.try_mail("x@example.org", &["bob@contoso.com"], &text).expect("taken");
        assert_eq!(tracked(&hub, subject), format!("{address} x@example.org"));
    }
    client.ask("XPROXYFROM IP=192.0.2.66 PORT=1025 DOMAIN=mallory.example", "250");
    let text = message("x@example.org", "bob@contoso.com", "Third");
    let refused = client.try_mail("x@example.org", &["bob@contoso.com"], &text).expect_err("an agent refuses it");
    assert!(refused.to_string().contains("550 5.7.1 Not by this way"), "{refused}");

    let came = hub.messages("bob@contoso.com", 2);
    for trace in ["from mail.example.org (192.0.2.9) by", "from mail.example.org (2001:db8::9) by"] {
        assert!(came.iter().any(|text| text.contains(&format!("Received: {trace}"))), "{trace}: {came:?}");
    }
    assert!(came.iter().all(|text| !text.contains("front") && !text.contains("127.0.0.1) by")), "{came:?}");
    let log = eventually("the protocol log joins both", || {
        let mut files = std::fs::read_dir(hub.node.folder.path().join("logs/smtp-receive")).ok()?.flatten();
        files.find_map(|file| std::fs::read_to_string(file.path()).ok().filter(|text| text.contains("SID=08DE02 SEQ")))
    });
    assert!(log.contains(",192.0.2.9:1025,") && log.contains("front end 127.0.0.1:"), "{log}");

    let all = asked(&file);
    let shown = |question: &serde_json::Value| {
        let client = &question["client"];
        format!("{} {} {} {}", question["event"], client["address"], client["hello"], client["frontEnd"])
    };
    let expected =
        ["192.0.2.9\" \"mail.example.org", "2001:db8::9\" \"mail.example.org", "192.0.2.66\" \"mallory.example"]
            .map(|client| format!("\"OnProxyInboundMessage\" \"{client}\" \"127.0.0.1\""));
    assert_eq!(all.iter().map(shown).collect::<Vec<_>>(), expected);
    assert!(all[0]["headers"].to_string().contains("[\"Subject\",\"First\"]"), "{}", all[0]);
    assert_eq!(all[0]["message"]["recipients"][0], "bob@contoso.com");
}

#[test]
fn who_has_logged_in_at_a_front_end_relays() {
    let ((hub, _), sink) = (hub_with_front_end(), Sink::start());
    hub.send_everything_to(sink.port);
    let mut client = front_end(&hub);
    let from = "IP=192.0.2.9 PORT=1025 DOMAIN=pc.example.org";
    client.ask(&format!("XPROXY {from} SECID=nobody@contoso.com"), "535 5.7.3 Authentication unsuccessful");
    client.ask(&format!("XPROXY {from} SECID=bob@contoso.com"), "535 5.7.3 Authentication unsuccessful");
    client.ask(&format!("XPROXY {from} SECID=ann@contoso.com"), "250 2.0.0 XProxy accepted and authenticated");
    client.ask("MAIL FROM:<bob@contoso.com>", "550 5.7.1");
    let text = message("ann@contoso.com", "somebody@example.net", "Out");
    client.try_mail("ann@contoso.com", &["somebody@example.net"], &text).expect("relayed");
    assert_eq!(tracked(&hub, "Out"), "192.0.2.9 ann@contoso.com");
    let came = sink.messages(1).remove(0);
    assert!(came.text.contains("from pc.example.org (192.0.2.9)") && came.text.contains("ESMTPA"), "{}", came.text);
    client.ask(&format!("XPROXY {from} SECID=proxy@contoso.com"), "502 5.3.3");

    // Who is yet to log in does so itself.
    let mut client = front_end(&hub);
    client.ask(&format!("XPROXY {from}"), "250 2.0.0 XProxy accepted but not authenticated");
    client.ask(&format!("AUTH PLAIN {}", STANDARD.encode("\0ann@contoso.com\0wrong")), "535");
    client.ask(&format!("AUTH PLAIN {}", STANDARD.encode(format!("\0ann@contoso.com\0{PASSWORD}"))), "235");
    client.ask("MAIL FROM:<ann@contoso.com>", "250");
    client.ask("RCPT TO:<somebody@example.net>", "250");

    // A right that is taken away is gone at once, in open sessions too.
    let mut client = front_end(&hub);
    client.ask(&format!("XPROXYFROM {from}"), "250");
    hub.node.configure(
        "Remove-ADPermission 'Default TEST' -User proxy@contoso.com -ExtendedRights ms-Exch-SMTP-Accept-XProxyFrom `
             -Confirm:$false",
    );
    client.ask(&format!("XPROXYFROM {from}"), "502 5.3.3");
}

#[test]
fn a_session_for_one_database_takes_mail_for_its_mailboxes_only() {
    let (hub, file) = hub_with_front_end();
    let id = |name: &str| hub.node.shell(&format!("\"$((Get-MailboxDatabase {name}).Guid)\"")).trim().to_owned();
    let (home, elsewhere) = (id("Mailboxes"), id("Elsewhere"));
    let mut client = front_end(&hub);
    client.ask("XSESSIONPARAMS MDBGUID=12345678-1234-1234-1234-123456789012", "550 5.4.4 No such mailbox database");
    client.ask(&format!("XSESSIONPARAMS MDBGUID={home} TYPE=Delivery"), "501 5.5.4");
    client.ask(&format!("XSESSIONPARAMS MDBGUID={home}"), "250 2.0.0 XSessionParams accepted");
    client.ask("MAIL FROM:<proxy@contoso.com>", "250");
    client.ask("RCPT TO:<bob@contoso.com>", "250");
    client.ask("RSET", "250");
    // The mailbox moves.
    hub.node.configure("Set-Mailbox Bob -Database Elsewhere");
    client.ask("MAIL FROM:<proxy@contoso.com>", "250");
    client.ask("RCPT TO:<bob@contoso.com>", "450 4.1.6 ");
    client.ask("RCPT TO:<somebody@example.net>", "450 4.1.6 ");
    client.ask("RCPT TO:<ann@contoso.com>", "250");
    client.ask("RSET", "250");
    client.ask(&format!("XSESSIONPARAMS MDBGUID={elsewhere}"), "250");
    std::fs::write(file.with_extension("closed"), "").expect("written");
    client.ask(&format!("XSESSIONPARAMS MDBGUID={home}"), "451 4.7.1 Not this one now");
    client.ask("MAIL FROM:<proxy@contoso.com>", "250");
    client.ask("RCPT TO:<ann@contoso.com>", "450 4.1.6 ");
    client.ask("RCPT TO:<bob@contoso.com>", "250");

    let all = asked(&file);
    let events: Vec<String> = all.iter().map(|asked| format!("{} {}", asked["event"], asked["arguments"])).collect();
    let expected = [&home, &elsewhere, &home].map(|id| format!("\"OnXSessionParamsCommand\" [\"MDBGUID={id}\"]"));
    assert_eq!(events, expected);
    let listed = hub.node.shell("(Get-TransportPipeline).Event");
    let order: Vec<&str> = listed.lines().collect();
    let place = |event: &str| order.iter().position(|listed| *listed == event).expect(event);
    let in_order = ["OnEndOfAuthentication", "OnXSessionParamsCommand", "OnMailCommand", "OnEndOfHeaders"];
    let in_order = [&in_order[..], &["OnProxyInboundMessage", "OnEndOfData"]].concat();
    assert!(in_order.windows(2).all(|pair| place(pair[0]) < place(pair[1])), "{listed}");
}
