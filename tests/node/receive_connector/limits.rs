//! How much of it a peer may send, and how fast.

use crate::support::node::Node;

use super::place::{Row, row, takes_a_second};

pub const ROWS: &[Row] = &[
    row("MaxMessageSize", "-MaxMessageSize 64KB", |at| {
        at.offers("SIZE 65536", true);
        at.mail(" SIZE=65537", "552 5.3.4");
        at.content(&format!("\r\n{}", "0123456789abcde\r\n".repeat(4096)), "552 5.3.4 Message size exceeds");
    }),
    row("MaxHeaderSize", "-MaxHeaderSize 1KB", |at| {
        let mut client = at.content(&format!("X-A: {}\r\n\r\n", "a".repeat(1100)), "552 5.3.4 Header size exceeds");
        assert!(client.try_expect("").is_err(), "the connection is closed");
    }),
    row("MaxHopCount", "-MaxHopCount 1", |at| {
        drop(at.content("Received: by a.example; now\r\n\r\n", "250"));
        at.content(&"Received: by a.example; now\r\n".repeat(2), "554 5.4.6 Hop count exceeded");
    }),
    row("MaxAcknowledgementDelay", "-MaxAcknowledgementDelay 00:00:01", |at| {
        // There is another server, and it is down.
        let store = format!("sqlite:{}", at.node.folder.path().join("organization.db").display());
        Node::named("HUB02", &["--store", &store]).kill();
        at.node.in_force();
        takes_a_second(|| drop(at.content("\r\nHello\r\n", "250")));
        at.node.shell("Set-TransportConfig -ShadowRedundancyEnabled $false");
        at.node.in_force();
    }),
    row("MaxLocalHopCount", "-MaxLocalHopCount 1", |at| {
        drop(at.content(&"Received: by a.example; now\r\n".repeat(2), "250"));
        at.content(&"Received: from b by test (1.2.3.4); now\r\n".repeat(2), "554 5.4.6 Hop count exceeded");
    }),
    row("MaxRecipientsPerMessage", "-MaxRecipientsPerMessage 1", |at| {
        let mut client = at.begun();
        client.ask("RCPT TO:<x@fabrikam.com>", "452 4.5.3 Too many recipients");
        client.ask("DATA", "354");
        at.offers("LIMITS RCPTMAX=1", true);
    }),
    row("MaxMessagesPerConnection", "-MaxMessagesPerConnection 2", |at| {
        let mut client = at.greeted();
        for _ in 0..2 {
            client.try_mail("a@example.org", &["a@fabrikam.com"], "Subject: hi\r\n\r\nHello\r\n").expect("taken");
        }
        let said = client.ask("MAIL FROM:<a@example.org>", "421");
        assert_eq!(
            said.trim_end(),
            "421 4.7.0 Maximum for one connection has been reached, closing transmission channel"
        );
    }),
    row("MaxSessionSize", "-MaxSessionSize 100KB -MaxMessageSize 80KB", |at| {
        let (mut client, text) = (at.greeted(), format!("Subject: hi\r\n\r\n{}", "x\r\n".repeat(20 * 1024)));
        client.try_mail("a@example.org", &["a@fabrikam.com"], &text).expect("taken");
        let refused = client.try_mail("a@example.org", &["a@fabrikam.com"], &text).expect_err("too much");
        assert!(refused.to_string().contains("552 5.3.4"), "{refused}");
        client.ask("MAIL FROM:<a@example.org>", "421 4.7.0");
    }),
    row("MessageRateLimit", "-MessageRateLimit 1", |at| {
        // Of three at least two are in one minute.
        let refused = (0..3)
            .find_map(|_| at.greeted().try_ask("MAIL FROM:<a@example.org>", "421 4.4.2 Message submission rate").ok());
        assert!(refused.is_some());
    }),
    row("MessageRateSource", "-MessageRateLimit 1 -MessageRateSource None", |at| {
        (0..3).for_each(|_| at.mail("", "250"));
    }),
    row("MaxProtocolErrors", "-MaxProtocolErrors 1", |at| {
        let mut client = at.greeted();
        client.ask("WHAT", "500 5.3.3 Unrecognized command");
        client.expect("421 4.7.0 Too many errors");
    }),
    row("TarpitInterval", "-TarpitInterval 00:00:01", |at| {
        let mut client = at.greeted();
        client.ask("MAIL FROM:<a@example.org>", "250");
        takes_a_second(|| drop(client.ask("RCPT TO:<a@elsewhere.example>", "550 5.7.1 Unable to relay")));
    }),
];
