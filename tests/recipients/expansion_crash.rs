//! `kill -9` in the middle of a large expansion: every member gets the message once.

use std::collections::HashMap;

use crate::support::hub::Hub;
use crate::support::sink::Sink;
use crate::support::smtp::{self, Client};

/// Members; copies have a thousand recipients each.
const MEMBERS: usize = 5_000;
/// Bytes of the message: large enough that its copies take a while.
const BYTES: usize = 4 << 20;

#[test]
fn every_member_of_a_large_group_gets_one_copy_whenever_the_node_dies() {
    each_member_gets_one_copy(true);
}

#[test]
fn so_does_every_member_whose_out_of_office_messages_are_not_wanted() {
    each_member_gets_one_copy(false);
}

fn each_member_gets_one_copy(wants_oof: bool) {
    let mut hub = Hub::start();
    let sink = Sink::start();
    hub.node.configure(&format!(
        "Set-TransportServer TEST -PoisonThreshold 10
         New-DynamicDistributionGroup Everybody -PrimarySmtpAddress everybody@contoso.com -IncludedRecipients MailContacts `
             -SendOofMessageToOriginatorEnabled ${wants_oof}
         1..{MEMBERS} | ForEach-Object {{ New-MailContact \"c$_\" -ExternalEmailAddress \"c$_@fabrikam.com\" }} | Out-Null"
    ));
    let mut client = Client::connect(hub.relay);
    client.ask("EHLO client.example", "250");
    let mut text = smtp::message("ann@contoso.com", "everybody@contoso.com", "to all of you");
    text.extend(std::iter::repeat_n("The quick brown fox.\r\n", BYTES / 22));
    client.try_mail("ann@contoso.com", &["everybody@contoso.com"], &text).expect("taken");
    // Each time somewhere else: after so many copies.
    for copies in [2, 3, 5] {
        let count = "@(Get-Message -ResultSize Unlimited).Count";
        crate::support::appear::eventually("copies are being made", || {
            let there: usize = hub.node.shell(count).trim().parse().ok()?;
            (there >= copies).then_some(())
        });
        hub.node.kill();
        hub.node.serve(&[]);
    }
    hub.send_everything_to(sink.port);
    // Mail for others is not held up meanwhile.
    hub.send("ann@contoso.com", &["bob@contoso.com"], "beside");
    hub.messages("bob@contoso.com", 1);
    let mut got: HashMap<String, usize> = HashMap::new();
    crate::support::appear::eventually("all members have it", || {
        got.clear();
        for message in sink.messages(1) {
            message.recipients.into_iter().for_each(|recipient| *got.entry(recipient).or_default() += 1);
        }
        (got.len() >= MEMBERS).then_some(())
    });
    hub.becomes("@(Get-Queue | Where-Object MessageCount -gt 0).Count -eq 0");
    got.clear();
    for message in sink.messages(1) {
        assert_eq!(message.text.contains("\nX-Auto-Response-Suppress: OOF\n"), !wants_oof);
        assert_eq!(message.text.matches("fox").count(), BYTES / 22, "all of it");
        message.recipients.into_iter().for_each(|recipient| *got.entry(recipient).or_default() += 1);
    }
    let twice: Vec<_> = got.iter().filter(|(_, copies)| **copies > 1).collect();
    assert!(twice.is_empty() && got.len() == MEMBERS, "{} of {MEMBERS}, twice: {twice:?}", got.len());
    smtp::send(hub.port, "eve@example.org", &["bob@contoso.com"], "still there");
    hub.messages("bob@contoso.com", 2);
}
