//! Addresses of ours as the world sees them: New-AddressRewriteEntry and its agents, and the primary address of a sender.

use crate::support::hub::Hub;
use crate::support::sink::{Sink, Taken};
use crate::support::smtp::Client;

/// Sends a message as it stands, by a connector that trusts this machine.
fn send(port: u16, sender: &str, recipients: &[&str], text: &str) {
    let mut client = Client::connect(port);
    client.ask("EHLO client.example", "250");
    client.ask(&format!("MAIL FROM:<{sender}>"), "250");
    for recipient in recipients {
        client.ask(&format!("RCPT TO:<{recipient}>"), "250");
    }
    client.ask("DATA", "354");
    client.send(text.replace('\n', "\r\n").as_bytes());
    client.ask("\r\n.", "250");
    client.ask("QUIT", "221");
}

fn is_refused(line: &str) -> Option<&'static str> {
    line.starts_with("RCPT TO:<gone@").then_some("550 5.1.1 not here")
}

fn agent_info(hub: &Hub, subject: &str) -> Vec<String> {
    let script =
        format!("Get-MessageTrackingLog -MessageSubject '{subject}' -EventId AGENTINFO | ForEach-Object CustomData");
    hub.node.shell(&script).lines().map(str::to_owned).collect()
}

fn last(sink: &Sink, count: usize) -> Taken {
    sink.messages(count).remove(count - 1)
}

#[test]
fn the_world_sees_other_addresses_and_its_answers_come_back() {
    let (hub, sink) = (Hub::start(), Sink::answering(crate::support::free_port(), is_refused));
    hub.send_everything_to(sink.port);
    hub.node.configure(
        "New-AcceptedDomain -Name Fabrikam -DomainName fabrikam.com
         New-AcceptedDomain -Name Partner -DomainName partner.example -DomainType InternalRelay
         New-AddressRewriteEntry -Name World -InternalAddress contoso.com -ExternalAddress fabrikam.com
         New-AddressRewriteEntry -Name Bob -InternalAddress bob@contoso.com -ExternalAddress support@fabrikam.com
         New-DkimSigningConfig -DomainName fabrikam.com
         Set-DkimSigningConfig fabrikam.com -Enabled $true",
    );
    let folded = "From: =?utf-8?Q?J=C3=B6rg?=\n\t\"the boss\" <ann@contoso.com>\nReply-To: team: bob@contoso.com, x@y.example;\n\
                  To: x@example.org, ben@contoso.com\nSubject: out\nReturn-Receipt-To: ann@contoso.com\n\nann@contoso.com\n";
    send(hub.relay, "ann@contoso.com", &["x@example.org"], folded);
    let taken = last(&sink, 1);
    assert_eq!(taken.sender, "ann@fabrikam.com");
    for kept in [
        "\nFrom: =?utf-8?Q?J=C3=B6rg?=\n\t\"the boss\" <ann@fabrikam.com>\n",
        "\nReply-To: team: support@fabrikam.com, x@y.example;\n",
        "\nTo: x@example.org, ben@contoso.com\n",
        "\nReturn-Receipt-To: ann@fabrikam.com\n",
        "\n\nann@contoso.com\n",
    ] {
        assert!(taken.text.contains(kept), "{kept:?} in {}", taken.text);
    }
    assert!(taken.text.starts_with("DKIM-Signature: ") && taken.text.contains("d=fabrikam.com"), "{}", taken.text);
    let noted = "S:TA=Address Rewriting Outbound Agent|action=RewriteAddress|ann@contoso.com=ann@fabrikam.com|bob@contoso.com=support@fabrikam.com";
    crate::support::appear::eventually("the change is tracked", || (agent_info(&hub, "out") == [noted]).then_some(()));

    // What is in the spool is streamed as it was.
    let body = "0123456789abcdef0123456789abcdef0123456789abcdef012345678\n".repeat(20_000);
    let large = format!("From: ann@contoso.com\nSubject: large\n\n{body}");
    send(hub.relay, "ann@contoso.com", &["x@example.org"], &large);
    let taken = last(&sink, 2);
    assert!(taken.text.contains("\nFrom: ann@fabrikam.com\n") && taken.text.ends_with(&format!("\n\n{body}\n")));

    // A system of ours behind the same host gets it as colleagues do.
    send(
        hub.relay,
        "ann@contoso.com",
        &["x@example.org", "y@partner.example"],
        "From: ann@contoso.com\nSubject: both\n\n",
    );
    let mut both: Vec<(String, Vec<String>)> =
        sink.messages(4).drain(2..).map(|taken| (taken.sender, taken.recipients)).collect();
    both.sort();
    assert_eq!(both[0], ("ann@contoso.com".into(), vec!["y@partner.example".into()]));
    assert_eq!(both[1], ("ann@fabrikam.com".into(), vec!["x@example.org".into()]));

    // The report comes to the sender's own mailbox.
    send(hub.relay, "ann@contoso.com", &["gone@example.org"], "From: ann@contoso.com\nSubject: gone\n\n");
    assert!(hub.messages("ann@contoso.com", 1)[0].contains("5.1.1"));

    // Answers.
    send(
        hub.port,
        "x@example.org",
        &["Support@fabrikam.com"],
        "From: x@example.org\nTo: \"Support\" <support@fabrikam.com>\nCc: ann@fabrikam.com\nSubject: answer\n\n",
    );
    let got = hub.messages("bob@contoso.com", 1).remove(0);
    assert!(got.contains("\nTo: \"Support\" <bob@contoso.com>\nCc: ann@contoso.com\n"), "{got}");
    let noted = ["S:TA=Address Rewriting Inbound Agent|action=RewriteAddress|Support@fabrikam.com=bob@contoso.com"];
    assert_eq!(agent_info(&hub, "answer"), noted);
    let route = hub.node.shell("Test-MailRoute support@fabrikam.com | ForEach-Object Explanation");
    assert!(route.contains("it is bob@contoso.com inside"), "{route}");

    // Neither way once the agents are stopped.
    hub.node.configure(
        "Disable-TransportAgent 'Address Rewriting Inbound Agent' -Confirm:$false
         Disable-TransportAgent 'Address Rewriting Outbound Agent' -Confirm:$false",
    );
    send(hub.relay, "ann@contoso.com", &["x@example.org"], "From: ann@contoso.com\nSubject: stopped\n\n");
    assert_eq!(last(&sink, 5).sender, "ann@contoso.com");
    let mut stranger = Client::connect(hub.port);
    stranger.ask("EHLO stranger.example", "250");
    stranger.ask("MAIL FROM:<x@example.org>", "250");
    stranger.ask("RCPT TO:<support@fabrikam.com>", "550 5.1.1");
}

#[test]
fn the_world_sees_the_primary_address_of_a_sender_unless_he_may_choose() {
    let (hub, sink) = (Hub::start(), Sink::start());
    hub.send_everything_to(sink.port);
    hub.node.configure("Set-Mailbox Ann -EmailAddresses @{Add='smtp:a.jones@contoso.com'}");
    let text = "From: \"Ann Jones\" <a.jones@contoso.com>\nReply-To: a.jones@contoso.com\nSubject: as\n\n";
    send(hub.relay, "a.jones@contoso.com", &["x@example.org", "bob@contoso.com"], text);
    let taken = last(&sink, 1);
    assert_eq!(taken.sender, "ann@contoso.com");
    assert!(
        taken.text.contains("\nFrom: \"Ann Jones\" <ann@contoso.com>\nReply-To: ann@contoso.com\n"),
        "{}",
        taken.text
    );
    let inside = hub.messages("bob@contoso.com", 1).remove(0);
    assert!(inside.contains("<a.jones@contoso.com>"), "colleagues see what was written: {inside}");
    crate::support::appear::eventually("the change is tracked", || {
        (agent_info(&hub, "as") == ["S:PrimaryAddress|a.jones@contoso.com=ann@contoso.com"]).then_some(())
    });
    let route = "(Test-MailRoute x@example.org -Sender a.jones@contoso.com).Explanation";
    assert!(hub.node.shell(route).contains("the world sees ann@contoso.com"), "{}", hub.node.shell(route));

    hub.node.configure("Set-SendConnector Out -Comment 'as before'; Set-TransportConfig -SendFromAliasEnabled $true");
    send(hub.relay, "a.jones@contoso.com", &["x@example.org"], text);
    let taken = last(&sink, 2);
    assert_eq!(taken.sender, "a.jones@contoso.com");
    assert!(taken.text.contains("<a.jones@contoso.com>") && agent_info(&hub, "as").len() == 1);
}
