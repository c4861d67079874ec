//! Real programs talk to us and we to them. `tests/run` installs them; nothing here is skipped.

#[path = "../support/mod.rs"]
mod support;

mod sending;

use support::{dovecot::Dovecot, nsd::Nsd, postfix::Postfix};

#[test]
fn the_peers_themselves_work() {
    let postfix = Postfix::start("example.net", &["pat"], "");
    support::run(
        "swaks",
        &[
            "--server",
            &format!("127.0.0.1:{}", postfix.port),
            "--to",
            "pat@example.net",
            "--from",
            "a@example.org",
            "--silent",
            "2",
        ],
    );
    assert!(postfix.messages("pat", 1)[0].contains("From: a@example.org"), "{}", postfix.log());

    let dns = Nsd::start(&[("example.net", "@ MX 10 mx1\nmx1 A 127.0.0.1")]);
    let answer = support::run("dig", &["+short", "-p", &dns.port.to_string(), "@127.0.0.1", "example.net", "MX"]);
    assert_eq!(answer.trim(), "10 mx1.example.net.", "{}", dns.log());

    let dovecot = Dovecot::start(&["pat"]);
    support::run(
        "swaks",
        &[
            "--protocol",
            "LMTP",
            "--server",
            &format!("127.0.0.1:{}", dovecot.port),
            "--to",
            "pat@example.net",
            "--from",
            "a@example.org",
            "--silent",
            "2",
        ],
    );
    assert_eq!(dovecot.messages("pat", 1).len(), 1, "{}", dovecot.log());
}
