//! Shadow redundancy: what one server has taken, another one of its site keeps a copy of, and sends should the first be lost.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::support::appear;
use crate::support::node::{Node, program};
use crate::support::sink::Sink;
use crate::support::smtp::{Client, send};
use crate::support::{free_port, said};

/// HUB01 and HUB02 in one site. Mail for fabrikam.com goes to a port where nobody listens yet, by both.
fn site(settings: &str) -> (Node, Node, u16) {
    let one = Node::named("HUB01", &[]);
    let store = format!("sqlite:{}", one.folder.path().join("organization.db").display());
    let two = Node::named("HUB02", &["--store", &store]);
    let dead = free_port();
    one.shell(&format!(
        "Set-ReceiveConnector 'HUB01\\Default HUB01' -PermissionGroups AnonymousUsers,ExchangeServers
         Set-TransportConfig -ShadowHeartbeatFrequency 00:00:01 {settings}
         Set-TransportServer HUB01 -QueueGlitchRetryInterval 00:00:01
         New-AcceptedDomain -Name Fabrikam -DomainName fabrikam.com -DomainType ExternalRelay
         New-SendConnector -Name Out -AddressSpaces fabrikam.com -SmartHosts '[127.0.0.1]' -Port {dead} `
             -SourceTransportServers HUB01,HUB02"
    ));
    one.in_force();
    two.obeys(one.revision());
    (one, two, dead)
}

fn is(node: &Node, expression: &str) {
    appear::eventually(expression, || (node.shell(expression).trim() == "True").then_some(()));
}

/// What a server keeps for the other one.
fn kept(node: &Node) -> String {
    node.shell("Get-Queue | Where-Object DeliveryType -eq ShadowRedundancy | ForEach-Object { \"$($_.Identity) $($_.NextHopDomain) $($_.MessageCount)\" }")
        .trim()
        .to_owned()
}

#[test]
fn what_one_server_has_taken_another_one_keeps_until_it_is_done_with() {
    let (one, two, _) = site("");
    let port = one.port("Default HUB01");
    send(port, "ann@example.org", &["bob@fabrikam.com"], "Waits");
    assert_eq!(kept(&two), "HUB02\\Shadow\\1 hub01 1");
    assert_eq!(kept(&one), "", "its own mail is not among its copies");
    is(&one, "@(Get-Message -Filter {Subject -eq 'Waits'}).Count -eq 1");
    // Copies are there to be looked at, not to be given orders.
    let copy = two.shell("Get-Message -Queue Shadow\\1 -IncludeRecipientInfo | ForEach-Object { \"$($_.Identity) $($_.Subject) $($_.FromAddress) $($_.Recipients)\" }");
    let (identity, about) = copy.trim().split_once(' ').expect("a copy");
    assert!(identity.starts_with("HUB02\\Shadow\\1\\"), "{copy}");
    assert_eq!(about, "Waits ann@example.org bob@fabrikam.com");
    assert_eq!(two.shell(&format!("(Get-Message '{identity}').Subject")).trim(), "Waits");
    assert_eq!(two.shell("@(Get-Message).Count").trim(), "0", "it is no mail of this server");
    for order in [
        "Suspend-Queue HUB02\\Shadow\\1 -Confirm:$false".to_owned(),
        format!("Remove-Message '{identity}' -WithNDR $false -Confirm:$false"),
        format!("Export-Message '{identity}'"),
    ] {
        let refused = said(&two.try_shell(&order));
        assert!(refused.contains("copies of another server's mail, which take no orders"), "{order}: {refused}");
    }
    // It is asked for every second, and is still needed.
    one.shell("Get-Message | Remove-Message -WithNDR $false -Confirm:$false");
    is(&two, "@(Get-Queue | Where-Object DeliveryType -eq ShadowRedundancy).Count -eq 0");
    let events = |node: &Node| {
        node.shell(
            "Get-MessageTrackingLog -ResultSize unlimited | Where-Object EventId -like 'HA*' | ForEach-Object EventId",
        )
    };
    is(&two, "@(Get-MessageTrackingLog | Where-Object EventId -eq HADISCARD).Count -eq 1");
    assert_eq!(events(&one).trim(), "HAREDIRECT");
    assert_eq!(events(&two).split_whitespace().collect::<Vec<_>>(), ["HARECEIVE", "HADISCARD"]);
}

#[test]
fn the_mail_of_a_server_that_is_lost_is_sent_by_the_other() {
    let (mut one, mut two, dead) = site("-ShadowResubmitTimeSpan 00:00:02");
    let port = one.port("Default HUB01");
    send(port, "ann@example.org", &["bob@fabrikam.com"], "Small");
    let mut client = Client::connect(port);
    client.ask("EHLO client.example.org", "250");
    let large = format!("Subject: Large\r\n\r\n{}", "0123456789abcdef\r\n".repeat(200_000));
    client.try_mail("ann@example.org", &["bob@fabrikam.com"], large.trim_end()).expect("taken");
    // Both come back from the disk before they are needed.
    two.kill();
    one.kill();
    let looked = |task: &str, folder: PathBuf| {
        let looked = Command::new(program()).args(["spool", task]).arg(folder).output().expect("emsh was built");
        assert!(looked.status.success(), "{}", said(&looked));
        said(&looked)
    };
    let checked = looked("check", two.folder.path().into());
    assert!(
        checked.contains("Messages: 0,") && checked.contains("mail:\n") && checked.contains("Messages: 2,"),
        "{checked}"
    );
    let dumped = looked("dump", two.folder.path().join("shadow"));
    assert_eq!(dumped.matches("\"CopyOf\":\"hub01\",\"Envelope\":{").count(), 2);
    two.serve(&[]);
    assert_eq!(kept(&two), "HUB02\\Shadow\\1 hub01 2");
    is(&two, "@(Get-Message -Filter {Subject -eq 'Small' -or Subject -eq 'Large'}).Count -eq 2");
    assert_eq!(kept(&two), "");
    let told = two.shell("Get-EventLog -InstanceId 3010 | ForEach-Object Message");
    assert!(told.contains("hub01 has not answered for 00:00:02") && told.contains("2 of 2 messages"), "{told}");
    let taken = two
        .shell("Get-MessageTrackingLog -EventId RESUBMIT | ForEach-Object { \"$($_.Source) $($_.MessageSubject)\" }");
    assert!(taken.contains("REDUNDANCY Small") && taken.contains("REDUNDANCY Large"), "{taken}");
    let next = Sink::answering(dead, |_| None);
    two.shell("Get-Queue -Filter \"Status -eq 'Retry'\" | Retry-Queue -Confirm:$false");
    let came = next.messages(2);
    let lines = |text: &str| text.lines().filter(|line| *line == "0123456789abcdef").count();
    let counts: Vec<(usize, usize)> = came.iter().map(|one| (one.text.len(), lines(&one.text))).collect();
    assert!(counts.iter().any(|(_, lines)| *lines == 200_000), "the large one is whole: {counts:?}");
}

#[test]
fn a_server_that_has_lost_its_queues_says_so() {
    let (mut one, two, _) = site("");
    send(one.port("Default HUB01"), "ann@example.org", &["bob@fabrikam.com"], "Lost");
    assert_eq!(kept(&two), "HUB02\\Shadow\\1 hub01 1");
    one.kill();
    fs::remove_dir_all(one.folder.path().join("spool")).expect("a disk is lost");
    one.serve(&[]);
    is(&two, "@(Get-Message -Filter {Subject -eq 'Lost'}).Count -eq 1");
}

#[test]
fn mail_of_which_no_copy_can_be_made_is_taken_late_or_not_at_all() {
    let (one, mut two, _) = site("-MaxRetriesForLocalSiteShadow 0");
    two.kill();
    let port = one.port("Default HUB01");
    one.shell("Set-ReceiveConnector 'HUB01\\Default HUB01' -MaxAcknowledgementDelay 00:00:03");
    one.in_force();
    let began = std::time::Instant::now();
    send(port, "ann@example.org", &["bob@fabrikam.com"], "Alone");
    assert!(began.elapsed().as_secs() >= 3, "its sender waits: {:?}", began.elapsed());
    is(&one, "@(Get-MessageTrackingLog | Where-Object EventId -eq HAREDIRECTFAIL).Count -eq 1");
    let told = one.shell("Get-EventLog -InstanceId 3011 | ForEach-Object Message");
    assert!(told.contains("hub02 cannot be brought copies of mail: ") && told.trim().lines().count() == 1, "{told}");

    one.shell("Set-TransportConfig -RejectMessageOnShadowFailure $true");
    one.in_force();
    let mut client = Client::connect(port);
    client.ask("EHLO client.example.org", "250");
    let refused = client.try_mail("ann@example.org", &["bob@fabrikam.com"], "Subject: Refused\r\n\r\nx");
    let refused = refused.expect_err("no copy").to_string();
    assert!(refused.contains("451 4.4.0 Message failed to be made redundant"), "{refused}");
    assert_eq!(one.shell("@(Get-Message -Filter {Subject -eq 'Refused'}).Count").trim(), "0");

    for (change, subject) in [
        ("Set-TransportConfig -ShadowRedundancyEnabled $false", "Off"),
        // Alone in its site a server does without.
        (
            "Set-TransportConfig -ShadowRedundancyEnabled $true; New-ADSite Elsewhere; Set-TransportServer HUB02 -Site Elsewhere",
            "Alone too",
        ),
    ] {
        one.shell(change);
        one.in_force();
        let began = std::time::Instant::now();
        send(port, "ann@example.org", &["bob@fabrikam.com"], subject);
        assert!(began.elapsed().as_secs() < 3, "{subject}: nobody waits: {:?}", began.elapsed());
    }
}
