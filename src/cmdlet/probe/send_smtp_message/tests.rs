use std::net::TcpListener;

use super::super::scripted_server::server;
use super::*;
use crate::cmdlet::trial::{Ran, alone};
use crate::lang::call::Record;
use crate::model::Secret;

fn sent(port: u16, more: &[(&'static str, Value)]) -> Ran {
    let mut arguments = vec![
        ("Server", Value::text(format!("127.0.0.1:{port}"))),
        ("From", Value::text("kim@fabrikam.com")),
        ("To", Value::array(vec![Value::text("pat@contoso.com"), Value::text("gone@contoso.com")])),
        ("HeloName", Value::text("client.example")),
    ];
    arguments.extend(more.iter().cloned());
    alone(&SEND_SMTP_MESSAGE, &arguments)
}

fn results(ran: &Ran) -> Vec<String> {
    let shown = |result: &Value| {
        ["Recipient", "Accepted", "Reply"].map(|name| result.property(name).expect("declared").to_string()).join(" ")
    };
    ran.out.iter().map(shown).collect()
}

#[test]
fn each_recipient_gets_its_verdict() {
    let (port, server) = server(&[
        ("EHLO", "250-test\r\n250-SIZE 1000000\r\n250 DSN\r\n"),
        ("RCPT TO:<gone", "550 5.1.1 Unknown\r\n"),
        ("DATA", "354 Go ahead\r\n"),
        (".", "250 2.6.0 Queued\r\n"),
    ]);
    let ran = sent(
        port,
        &[
            ("Subject", Value::text("Hello")),
            ("Body", Value::text(".dot\nline")),
            ("Notify", Value::array(vec![Value::text("success"), Value::text("Delay")])),
            ("Ret", Value::text("hdrs")),
            ("EnvelopeId", Value::text("a+b")),
        ],
    );
    assert_eq!(ran.end, Ok(()));
    assert_eq!(results(&ran), ["pat@contoso.com True 250 2.6.0 Queued", "gone@contoso.com False 550 5.1.1 Unknown"]);
    let heard = server.join().expect("the server ends");
    assert_eq!(heard[0], "EHLO client.example");
    assert!(heard[1].starts_with("MAIL FROM:<kim@fabrikam.com> SIZE="), "{}", heard[1]);
    assert!(heard[1].ends_with(" RET=HDRS ENVID=a+2Bb"), "{}", heard[1]);
    assert_eq!(heard[2], "RCPT TO:<pat@contoso.com> NOTIFY=SUCCESS,DELAY");
    assert!(heard.contains(&"| Subject: Hello".to_owned()) && heard.contains(&"| ..dot".to_owned()), "{heard:?}");
    assert_eq!(heard.last().map(String::as_str), Some("QUIT"));
}

#[test]
fn a_message_nobody_takes_is_not_sent() {
    let (port, server) = server(&[("RCPT", "550 5.1.1 Unknown\r\n")]);
    let ran = sent(port, &[]);
    assert!(results(&ran).iter().all(|result| result.contains("False")), "{:?}", results(&ran));
    assert!(!server.join().expect("the server ends").contains(&"DATA".to_owned()));
}

#[test]
fn refusals_are_faults_of_their_kind() {
    for (answers, more, id) in [
        (&[("MAIL", "451 4.3.0 Later\r\n")][..], vec![], "SmtpRefused"),
        (&[], vec![("UseTls", Value::Bool(true))], "SmtpNotOffered"),
        (&[], vec![("Notify", Value::text("Never"))], "SmtpNotOffered"),
        (&[("EHLO", "999 what\r\n")], vec![], "SmtpConnectionLost"),
    ] {
        let (port, server) = server(answers);
        assert_eq!(sent(port, &more).end.expect_err(id).id, id);
        server.join().expect("the server ends");
    }
    let nobody = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port");
    assert_eq!(sent(nobody.port(), &[]).end.expect_err("nobody listens").id, "SmtpUnreachable");
}

#[test]
fn a_password_goes_only_through_tls_and_is_not_shown() {
    let credential = || {
        let properties = vec![
            ("UserName".into(), Value::text("kim")),
            ("Password".into(), Value::Secret(Secret::new("open sesame"))),
        ];
        ("Credential", Value::Object(Object::named("System.Management.Automation.PSCredential", properties)))
    };
    assert_eq!(sent(1, &[credential()]).end.expect_err("no TLS").id, "CredentialNeedsTls");

    const ANSWERS: &[(&str, &str)] = &[
        ("EHLO", "250-test\r\n250-STARTTLS\r\n250 AUTH LOGIN PLAIN\r\n"),
        ("STARTTLS", "220 2.0.0 Go on\r\n"),
        ("AUTH LOGIN", "334 VXNlcm5hbWU6\r\n"),
        ("a2lt", "334 UGFzc3dvcmQ6\r\n"),
        ("b3BlbiBzZXNhbWU=", "235 2.7.0 Welcome\r\n"),
        ("DATA", "354 Go ahead\r\n"),
    ];
    let (port, untrusted) = server(ANSWERS);
    let ran = sent(port, &[credential(), ("UseTls", Value::Bool(true))]);
    assert_eq!(ran.end.expect_err("nobody has signed it").id, "TlsFailed");
    drop(untrusted);

    let (port, server) = server(ANSWERS);
    let ran = sent(port, &[credential(), ("UseTls", Value::Bool(true)), ("SkipCertificateCheck", Value::Bool(true))]);
    assert_eq!(ran.end, Ok(()));
    assert!(results(&ran)[0].starts_with("pat@contoso.com True"));
    assert!(server.join().expect("the server ends").contains(&"b3BlbiBzZXNhbWU=".to_owned()), "logged in");
    let said: Vec<String> = ran
        .records
        .iter()
        .map(|record| match record {
            Record::Verbose(text) => text.clone(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(!said.iter().any(|line| line.contains("b3Blb") || line.contains("sesame") || line.contains("a2lt")));
    assert!(said.contains(&"C: AUTH LOGIN (the rest is not shown)".to_owned()), "{said:?}");
}

#[test]
fn servers_are_named_with_and_without_a_port() {
    for (text, expected) in [
        ("mail.contoso.com", Some(("mail.contoso.com", 25))),
        ("hub01:2525", Some(("hub01", 2525))),
        ("192.0.2.1:587", Some(("192.0.2.1", 587))),
        ("2001:db8::1", Some(("2001:db8::1", 25))),
        ("[2001:db8::1]:2525", Some(("2001:db8::1", 2525))),
        ("hub01:", None),
        ("hub01:0", None),
        ("hub01:99999", None),
        ("", None),
        ("a b", None),
    ] {
        let found = host_and_port(text).ok();
        assert_eq!(found.as_ref().map(|(host, port)| (host.as_str(), *port)), expected, "{text}");
    }
}
