//! The peers work by themselves, without us: what fails here is the machine and not emsh.

use crate::support::dovecot::Dovecot;
use crate::support::nsd::Nsd;
use crate::support::postfix::Postfix;
use crate::support::run;

fn swaks(port: u16, protocol: &str) {
    let server = format!("127.0.0.1:{port}");
    let arguments =
        ["--protocol", protocol, "--server", &server, "--to", "pat@example.net", "--from", "a@example.org", "--silent"];
    run("swaks", &arguments);
}

#[test]
fn the_peers_themselves_work() {
    let postfix = Postfix::start("example.net", &["pat"], "");
    swaks(postfix.port, "ESMTP");
    assert!(postfix.messages("pat", 1)[0].contains("From: a@example.org"), "{}", postfix.log());

    let dns = Nsd::start(&[("example.net", "@ MX 10 mx1\nmx1 A 127.0.0.1")]);
    let answer = run("dig", &["+short", "-p", &dns.port.to_string(), "@127.0.0.1", "example.net", "MX"]);
    assert_eq!(answer.trim(), "10 mx1.example.net.", "{}", dns.log());

    let dovecot = Dovecot::start(&["pat"]);
    swaks(dovecot.port, "LMTP");
    assert_eq!(dovecot.messages("pat", 1).len(), 1, "{}", dovecot.log());
}
