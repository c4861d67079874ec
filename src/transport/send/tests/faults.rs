//! Next hops that break at each stage: whatever they do, the message stays ours, and somebody is told why.

use std::sync::Arc;

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::scene::{GREETING, ONE_MESSAGE, Scene, TEXT, attempt, said};
use super::server::Server;
use super::tls::certificate;

const STARTTLS: &str = "S: 220 mx\nC: EHLO\nS: 250-mx\nS: 250 STARTTLS\nC: STARTTLS";

/// Plays the scripts to one message; gives what the queue is told. No answer may take longer than a second.
async fn told(scripts: &[&str], given: Value, text: &str) -> String {
    let (config, _) = certificate("mx.fabrikam.com");
    let server = Server::start(scripts, Some(Arc::clone(&config))).await;
    let mut all = json!({
        "SmartHosts": ["127.0.0.1"], "Port": server.address.port(), "ConnectionInactivityTimeOut": "00:00:01",
    });
    all.as_object_mut().unwrap().extend(given.as_object().unwrap().clone());
    let told = match Scene::new(all).open().await {
        Err(unreached) => {
            assert!(!unreached.is_permanent, "{}", unreached.remark);
            format!("unreached {}", unreached.remark)
        }
        Ok(mut carriage) => {
            let delivery = carriage.deliver(&attempt(&["ben@fabrikam.com"], text)).await;
            assert!(!delivery.is_reusable, "nothing else is sent there: {delivery:?}");
            said(&delivery).concat()
        }
    };
    server.finish().await;
    told
}

/// One conversation up to some point, and what is answered there.
fn broken(upto: &str, then: &str) -> String {
    format!("{GREETING}\n{upto}\n{then}")
}

#[tokio::test]
async fn a_next_hop_that_falls_silent_is_given_up() {
    let timed_out = "451 4.4.1 Connection timed out. The server did not answer in time. The last endpoint attempted was \
                     127.0.0.1:";
    let hang = |upto: &str| broken(upto, "HANG");
    let mail = "C: MAIL";
    let rcpt = "C: MAIL\nC: RCPT\nC: DATA\nS: 250 ok";
    let data = "C: MAIL\nC: RCPT\nC: DATA\nS: 250 ok\nS: 250 ok";
    let dot = "C: MAIL\nC: RCPT\nC: DATA\nS: 250 ok\nS: 250 ok\nS: 354 go\nTEXT";
    let required = json!({ "RequireTLS": true });
    let rows = [
        ("banner", "HANG".to_owned(), json!({}), format!("unreached {timed_out}")),
        ("half a banner", "RAW 220-mx\nHANG".to_owned(), json!({}), format!("unreached {timed_out}")),
        ("EHLO", "S: 220 mx\nC: EHLO\nHANG".to_owned(), json!({}), format!("unreached {timed_out}")),
        ("STARTTLS", format!("{STARTTLS}\nHANG"), json!({}), format!("unreached {timed_out}")),
        (
            "the handshake",
            format!("{STARTTLS}\nS: 220 go\nHANG"),
            required,
            "unreached 451 4.7.5 SMTPSEND.TLS; TLS with".to_owned(),
        ),
        ("MAIL", hang(mail), json!({}), format!("deferred {timed_out}")),
        ("RCPT", hang(rcpt), json!({}), format!("deferred {timed_out}")),
        ("DATA", hang(data), json!({}), format!("deferred {timed_out}")),
        ("the text", hang(dot), json!({}), format!("deferred {timed_out}")),
    ];
    let outcomes = rows.iter().map(async |(_, script, given, _)| told(&[script], given.clone(), TEXT).await);
    let outcomes: Vec<String> = join_all(outcomes.collect::<Vec<_>>()).await;
    for ((stage, .., expected), found) in rows.iter().zip(outcomes) {
        assert!(found.starts_with(expected), "silent after {stage}: {found}");
    }
}

#[tokio::test]
async fn a_next_hop_that_hangs_up_or_talks_nonsense_has_taken_nothing() {
    let long_line = format!("S: 250 {}\nHANG", "x".repeat(5000));
    let many_lines = format!("{}HANG", "S: 250-and more\n".repeat(200));
    let stages: [(&str, &str, &str); 6] = [
        ("banner", "", "unreached"),
        ("EHLO", "S: 220 mx\nC: EHLO", "unreached"),
        ("MAIL", "C: MAIL", "deferred"),
        ("RCPT", "C: MAIL\nC: RCPT\nC: DATA\nS: 250 ok", "deferred"),
        ("DATA", "C: MAIL\nC: RCPT\nC: DATA\nS: 250 ok\nS: 250 ok", "deferred"),
        ("the text", "C: MAIL\nC: RCPT\nC: DATA\nS: 250 ok\nS: 250 ok\nS: 354 go\nTEXT", "deferred"),
    ];
    for (does, then, expected) in [
        ("hangs up", "CLOSE", "451 4.4.2 Connection dropped."),
        ("speaks HTTP", "S: HTTP/1.1 400 Bad Request\nHANG", "451 4.5.0 The server does not speak SMTP"),
        ("sends bytes", "RAW \u{1}\u{2}\u{3}\u{ff}¶\nHANG", "451 4.5.0 The server does not speak SMTP"),
        ("never ends a line", &long_line, "451 4.5.0 The server does not speak SMTP"),
        ("never ends a reply", &many_lines, "451 4.5.0 The server does not speak SMTP"),
        ("is closing", "S: 421 4.3.2 shutting down\nHANG", "421 4.3.2 shutting down"),
    ] {
        let scripts = stages.map(|(stage, upto, _)| match stage {
            "banner" | "EHLO" => format!("{upto}\n{then}"),
            _ => broken(upto, then),
        });
        let outcomes =
            join_all(scripts.iter().map(async |script| told(&[script], json!({}), TEXT).await)).await.into_iter();
        for ((stage, _, begins), found) in stages.iter().zip(outcomes) {
            assert!(found.starts_with(begins) && found.contains(expected), "{does} after {stage}: {found}");
        }
    }
}

#[tokio::test]
async fn a_text_that_is_cut_off_is_sent_again() {
    let long = format!("Subject: s\r\n\r\n{}", "line after line\r\n".repeat(500_000));
    let upto = "C: MAIL\nC: RCPT\nC: DATA\nS: 250 ok\nS: 250 ok\nS: 354 go\nPART 4096";
    for (then, expected, why) in [
        ("CLOSE", "deferred 451 4.4.2 Connection dropped.", "it hangs up in the middle"),
        ("S: 452 4.3.1 disk full\nCLOSE", "deferred 45", "it says so, or is gone before that is heard"),
        ("S: 421 4.3.2 shutting down\nCLOSE", "deferred 4", "the same when it goes for a while"),
    ] {
        let found = told(&[&broken(upto, then)], json!({}), &long).await;
        assert!(found.starts_with(expected), "{why}: {found}");
    }
}

#[tokio::test]
async fn who_answers_421_to_the_dot_gets_the_message_again() {
    let busy = ONE_MESSAGE.replace("250 2.6.0 queued", "421 4.3.2 try later");
    assert_eq!(told(&[&format!("{GREETING}\n{busy}\nCLOSE")], json!({}), TEXT).await, "deferred 421 4.3.2 try later");
}

#[tokio::test]
async fn every_answer_of_a_tarpit_may_take_its_time_but_not_more() {
    // Each answer comes in two pieces, the second one never.
    for upto in ["C: MAIL\nRAW 250 o", "C: MAIL\nC: RCPT\nC: DATA\nS: 250 ok\nRAW 25"] {
        let found = told(&[&broken(upto, "HANG")], json!({}), TEXT).await;
        assert!(found.starts_with("deferred 451 4.4.1 Connection timed out."), "{found}");
    }
}
