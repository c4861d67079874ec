//! GNU SASL logs in to us.

use std::process::Command;

use crate::support::hub::{Hub, PASSWORD};
use crate::support::{free_port, said};

#[test]
fn a_user_proves_to_know_the_password_without_saying_it() {
    let hub = Hub::start();
    let port = free_port();
    hub.node.configure(&format!(
        "New-ReceiveConnector -Name Plain -Bindings 127.0.0.1:{port} -RemoteIPRanges 127.0.0.1 -AuthMechanism BasicAuth `
             -PermissionGroups ExchangeUsers -TarpitInterval 0 -AuthTarpitInterval 0"
    ));
    for (user, password, expected) in [
        ("ann", PASSWORD, "235 2.7.0 Authentication successful"),
        ("ann", "wrong horse", "535 5.7.3 Authentication unsuccessful"),
        // Without a password, and without a mailbox.
        ("bob", PASSWORD, "535 5.7.3"),
        ("nobody", PASSWORD, "535 5.7.3"),
    ] {
        let mut gsasl = Command::new("gsasl");
        gsasl.args(["--smtp", "--no-starttls", "--mechanism", "SCRAM-SHA-256", "--connect"]);
        gsasl.args([&format!("127.0.0.1:{port}"), "--authentication-id", user, "--password", password]);
        let heard = said(&gsasl.output().expect("gsasl is installed by tests/run"));
        assert!(heard.contains(expected), "{user} {password}: {heard}");
    }
}
