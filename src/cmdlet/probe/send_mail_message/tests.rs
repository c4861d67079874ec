use super::super::scripted_server::server;
use super::*;
use crate::cmdlet::trial::{Ran, alone};
use crate::lang::call::Record;

const ANSWERS: &[(&str, &str)] = &[
    ("EHLO", "250-test\r\n250 DSN\r\n"),
    ("RCPT TO:<gone", "550 5.1.1 Unknown\r\n"),
    ("DATA", "354 Go ahead\r\n"),
    (".", "250 2.6.0 Queued\r\n"),
];

fn sent(port: u16, more: &[(&'static str, Value)]) -> Ran {
    let mut arguments = vec![
        ("SmtpServer", Value::text("127.0.0.1")),
        ("Port", Value::Int(port.into())),
        ("From", Value::text("Kim Kiln <kim@fabrikam.com>")),
    ];
    arguments.extend(more.iter().cloned());
    alone(&SEND_MAIL_MESSAGE, &arguments)
}

fn texts(texts: &[&str]) -> Value {
    Value::array(texts.iter().map(Value::text).collect())
}

#[test]
fn a_report_goes_to_everybody_and_shows_only_who_may_be_seen() {
    let (port, server) = server(ANSWERS);
    let ran = sent(
        port,
        &[
            ("To", texts(&["pat@contoso.com", "Ann <ann@contoso.com>"])),
            ("Cc", Value::text("cc@contoso.com")),
            ("Bcc", Value::text("hidden@contoso.com")),
            ("ReplyTo", Value::text("desk@fabrikam.com")),
            ("Subject", Value::text("Größe\r\nX-Bad: 1")),
            ("Body", Value::text("<p>1 & 2</p>")),
            ("BodyAsHtml", Value::Bool(true)),
            ("Priority", Value::text("High")),
            ("DeliveryNotificationOption", texts(&["OnSuccess", "Delay"])),
        ],
    );
    assert_eq!((ran.end, ran.out.len()), (Ok(()), 0));
    let heard = server.join().expect("the server ends");
    let rcpts: Vec<&String> = heard.iter().filter(|line| line.starts_with("RCPT")).collect();
    assert_eq!(
        rcpts,
        ["pat", "ann", "cc", "hidden"]
            .map(|who| format!("RCPT TO:<{who}@contoso.com> NOTIFY=SUCCESS,DELAY"))
            .each_ref()
    );
    let message: Vec<&str> = heard.iter().filter_map(|line| line.strip_prefix("| ")).collect();
    for line in [
        "From: \"Kim Kiln\" <kim@fabrikam.com>",
        "Cc: <cc@contoso.com>",
        "Reply-To: <desk@fabrikam.com>",
        "X-Priority: 1",
        "<p>1 & 2</p>",
    ] {
        assert!(message.contains(&line), "{line}: {message:#?}");
    }
    assert!(message.iter().any(|line| line.starts_with("Content-Type: text/html; charset=\"utf-8\"")), "{message:#?}");
    assert!(!message.iter().any(|line| line.contains("hidden") || line.starts_with("X-Bad")), "{message:#?}");
}

#[test]
fn files_go_along_and_the_text_stands_in_its_encoding() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let file = folder.path().join("rows.csv");
    std::fs::write(&file, "a,b\n1,2\n").expect("written");
    let (port, server) = server(ANSWERS);
    let ran = sent(
        port,
        &[
            ("To", Value::text("pat@contoso.com")),
            ("Body", Value::text("Größe")),
            ("Encoding", Value::text("Latin1")),
            ("Attachments", Value::text(file.to_string_lossy())),
        ],
    );
    assert_eq!(ran.end, Ok(()));
    let heard = server.join().expect("the server ends").join("\n");
    for text in ["multipart/mixed", "charset=\"iso-8859-1\"", "R3L232U=", "filename=\"rows.csv\"", "YSxiCjEsMgo="] {
        assert!(heard.contains(text), "{text}: {heard}");
    }
}

#[test]
fn who_is_refused_is_an_error_and_the_others_get_it() {
    let (port, server) = server(ANSWERS);
    let ran = sent(port, &[("To", texts(&["gone@contoso.com", "pat@contoso.com"]))]);
    assert_eq!(ran.end, Ok(()));
    let [Record::Error(fault)] = ran.records.iter().filter(|r| matches!(r, Record::Error(_))).collect::<Vec<_>>()[..]
    else {
        panic!("{:?}", ran.records);
    };
    assert_eq!(fault.says, "The server has refused the recipient gone@contoso.com: 550 5.1.1 Unknown");
    assert!(server.join().expect("the server ends").contains(&".".to_owned()), "the message was sent");
}

#[test]
fn what_is_missing_is_said_before_anything_is_connected() {
    let to = || ("To", Value::text("pat@contoso.com"));
    for (arguments, id) in [
        (vec![("From", Value::text("a@b.example")), ("SmtpServer", Value::text("x"))], "NoRecipient"),
        (vec![("From", Value::text("a@b.example")), to()], "InvalidArgument"),
    ] {
        let fault = alone(&SEND_MAIL_MESSAGE, &arguments).end.expect_err(id);
        assert_eq!(fault.id, id, "{}", fault.says);
    }
}
