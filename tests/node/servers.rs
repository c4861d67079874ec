//! Two servers of one organization: they know each other by what each has registered in the store, and by nothing else.

use std::process::Command;

use crate::support::appear;
use crate::support::node::{Node, program};
use crate::support::sink::Sink;
use crate::support::smtp::{Client, send};
use crate::support::{free_port, said};

/// HUB01 takes mail of strangers and leaves what is for fabrikam.com to HUB02, which has a next hop for it.
fn organization() -> (Node, Node) {
    let one = Node::named("HUB01", &[]);
    let store = format!("sqlite:{}", one.folder.path().join("organization.db").display());
    let two = Node::named("HUB02", &["--store", &store]);
    one.shell(
        "Set-ReceiveConnector 'HUB01\\Default HUB01' -PermissionGroups AnonymousUsers,ExchangeServers
         New-AcceptedDomain -Name Fabrikam -DomainName fabrikam.com -DomainType ExternalRelay
         New-SendConnector -Name Out -AddressSpaces fabrikam.com -SmartHosts '[127.0.0.1]' -Port 9 -SourceTransportServers HUB02",
    );
    one.in_force();
    two.obeys(one.revision());
    (one, two)
}

/// Waits until HUB02 holds that message in a queue of its own, past Submission, and gives its text.
fn kept_by(two: &Node, subject: &str) -> String {
    let find = format!(
        "Get-Message -Filter {{Subject -eq '{subject}'}} | ForEach-Object {{ \"$($_.Identity)\" }} | Where-Object {{ $_ -notlike '*\\Submission\\*' }}"
    );
    let identity = appear::eventually(&format!("HUB02 has {subject}"), || {
        let found = two.shell(&find).trim().to_owned();
        (!found.is_empty()).then_some(found)
    });
    let file = two.folder.path().join(format!("{subject}.eml"));
    two.shell(&format!(
        "Suspend-Message '{identity}' -Confirm:$false
         Export-Message '{identity}' | AssembleMessage -Path '{}'",
        file.display()
    ));
    std::fs::read_to_string(file).expect("exported")
}

#[test]
fn mail_for_a_connector_of_another_server_is_relayed_to_it_as_it_is() {
    let (mut one, two) = organization();
    let port = one.port("Default HUB01");
    send(port, "ann@example.org", &["bob@fabrikam.com"], "Across");
    let text = kept_by(&two, "Across");
    assert!(text.contains("\nReceived: from hub01 "), "{text}");
    assert!(text.contains(" with ESMTPSA (emsh) id "), "{text}");
    let left = one.shell("Get-Queue -Server HUB01 -Exclude ShadowRedundancy -Filter 'MessageCount -gt 0' | ForEach-Object { $_.Identity }");
    assert_eq!(left.trim(), "", "HUB01 has nothing left");

    // Another certificate is what HUB02 looks for from the moment it is registered.
    one.stop();
    std::fs::remove_file(one.folder.path().join("tls/server.pem")).expect("made at the first start");
    one.serve(&[]);
    two.obeys(one.revision());
    send(port, "ann@example.org", &["bob@fabrikam.com"], "Again");
    kept_by(&two, "Again");
}

#[test]
fn a_smart_host_may_be_a_server_of_ours() {
    let (one, two) = organization();
    let binding = one.shell("(Get-ReceiveConnector 'HUB02\\Default HUB02').Bindings");
    let port = binding.trim().rsplit(':').next().expect("address:port");
    // HUB02 has no route of its own, and does not see this one from its site.
    one.shell(&format!(
        "New-ADSite Elsewhere
         Set-TransportServer HUB02 -Site Elsewhere
         New-AcceptedDomain -Name Adatum -DomainName adatum.com -DomainType ExternalRelay
         New-SendConnector -Name Over -AddressSpaces adatum.com -SmartHosts '[127.0.0.1]' -Port {port} `
            -SmartHostAuthMechanism ExchangeServer -SourceTransportServers HUB01 -IsScopedConnector $true"
    ));
    one.in_force();
    send(one.port("Default HUB01"), "ann@example.org", &["bob@adatum.com"], "Over");
    let text = kept_by(&two, "Over");
    assert!(text.contains("\nReceived: from hub01 ") && text.contains(" with ESMTPSA (emsh) id "), "{text}");
}

#[test]
fn a_server_whose_connectors_let_no_servers_in_gets_nothing() {
    let (one, two) = organization();
    one.shell("Set-ReceiveConnector 'HUB02\\Default HUB02' -SuppressXAnonymousTls $true");
    one.in_force();
    send(one.port("Default HUB01"), "ann@example.org", &["bob@fabrikam.com"], "Waits");
    let error = appear::eventually("the queue says why", || {
        let shown = one.shell("Get-Queue -Server HUB01 -Filter 'MessageCount -gt 0' | ForEach-Object { $_.LastError }");
        shown.contains("lets servers").then_some(shown)
    });
    assert!(error.contains("no receive connector of HUB02 lets servers of the organization in"), "{error}");
    assert_eq!(two.shell("Get-Message").trim(), "");
}

#[test]
fn a_server_is_drained_to_another_before_its_machine_is_worked_on() {
    let (one, two) = organization();
    // HUB01 has two next hops that nobody answers for; HUB02 is not a source of them, and keeps what it gets.
    let (port, dead) = (one.port("Default HUB01"), free_port());
    one.shell(&format!(
        "New-AcceptedDomain -Name Adatum -DomainName adatum.com -DomainType ExternalRelay
         New-AcceptedDomain -Name Tailspin -DomainName tailspin.com -DomainType ExternalRelay
         foreach ($domain in 'adatum.com', 'tailspin.com') {{
             New-SendConnector -Name $domain -AddressSpaces $domain -SmartHosts '[127.0.0.1]' -Port {dead} `
                 -SourceTransportServers HUB01,HUB02
         }}"
    ));
    one.in_force();
    two.obeys(one.revision());
    for (domain, subject) in [("adatum.com", "Waits"), ("adatum.com", "Held"), ("tailspin.com", "Waits too")] {
        send(port, "ann@example.org", &[&format!("bob@{domain}")], subject);
    }
    let is = |node: &Node, expression: &str| {
        appear::eventually(expression, || (node.shell(expression).trim() == "True").then_some(()));
    };
    is(&one, "@(Get-Message -Filter {Status -eq 'Retry'}).Count -eq 3");
    one.shell("Get-Message -Filter {Subject -eq 'Held'} | Suspend-Message -Confirm:$false");
    for (target, why) in [("HUB01", "the server that is to be drained"), ("HUB09", "no server 'HUB09'")] {
        let refused = one.try_shell(&format!("Redirect-Message -Server HUB01 -Target {target} -Confirm:$false"));
        assert!(!refused.status.success() && said(&refused).contains(why), "{target}: {}", said(&refused));
    }
    one.shell("Redirect-Message -Server HUB01 -Target hub02 -Confirm:$false");
    is(&two, "@(Get-Message -Filter {Subject -like 'Waits*'}).Count -eq 2");
    is(&one, "@(Get-Message -Filter {Status -ne 'Suspended'}).Count -eq 0");
    let left = one.shell("Get-Message | ForEach-Object { \"$($_.Subject) $($_.Status)\" }");
    assert_eq!(left.trim(), "Held Suspended");
    // When it is over, mail is taken again.
    is(&one, "@(Get-EventLog -InstanceId 3002).Count -eq 1");
    send(port, "ann@example.org", &["bob@adatum.com"], "Later");
    is(&one, "@(Get-Message -Filter {Subject -eq 'Later'}).Count -eq 1");
}

#[test]
fn a_server_goes_out_of_service_by_the_usual_procedure() {
    let (one, two) = organization();
    let (port, dead) = (one.port("Default HUB01"), free_port());
    one.shell(&format!(
        "New-AcceptedDomain -Name Adatum -DomainName adatum.com -DomainType ExternalRelay
         New-SendConnector -Name Adatum -AddressSpaces adatum.com -SmartHosts '[127.0.0.1]' -Port {dead} `
             -SourceTransportServers HUB01,HUB02"
    ));
    one.in_force();
    two.obeys(one.revision());
    send(port, "ann@example.org", &["bob@adatum.com"], "Waits");
    let state = |state: &str| {
        one.shell(&format!(
            "Set-ServerComponentState HUB01 -Component HubTransport -Requester Maintenance -State {state}"
        ));
        one.in_force();
        two.obeys(one.revision());
    };
    let is = |node: &Node, expression: &str| {
        appear::eventually(expression, || (node.shell(expression).trim() == "True").then_some(()));
    };
    state("Draining");
    is(&one, "@(Get-Message).Count -eq 1");
    one.shell("Redirect-Message -Server HUB01 -Target HUB02 -Confirm:$false");
    is(&two, "@(Get-Message -Filter {Subject -eq 'Waits'}).Count -eq 1");
    is(&one, "@(Get-EventLog -InstanceId 3002).Count -eq 1 -and @(Get-EventLog -InstanceId 1006).Count -eq 1");
    // The redirection is over; the server still takes nothing, and the other does not call it.
    for order in ["Draining", "Inactive"] {
        state(order);
        let refused = Client::try_connect(port).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(refused.contains("421 4.3.2 Service not active"), "{order}: {refused}");
        assert!(one.shell("(Get-ServerComponentState HUB01 -Component HubTransport).State").contains(order));
    }
    state("Active");
    send(port, "ann@example.org", &["bob@fabrikam.com"], "After");
    kept_by(&two, "After");
}

#[test]
fn a_redirection_whose_target_is_away_lasts_until_it_is_taken_back() {
    let (mut one, mut two) = organization();
    let (port, dead) = (one.port("Default HUB01"), free_port());
    one.shell(&format!(
        "New-AcceptedDomain -Name Adatum -DomainName adatum.com -DomainType ExternalRelay
         New-SendConnector -Name Adatum -AddressSpaces adatum.com -SmartHosts '[127.0.0.1]' -Port {dead} -SourceTransportServers HUB01"
    ));
    one.in_force();
    send(port, "ann@example.org", &["bob@adatum.com"], "Waits");
    two.stop();
    one.shell("Redirect-Message -Server HUB01 -Target HUB02 -Confirm:$false");
    let is = |node: &Node, expression: &str| {
        appear::eventually(expression, || (node.shell(expression).trim() == "True").then_some(()));
    };
    let waits =
        "@(Get-Queue -Filter \"DeliveryType -eq 'SmtpRelayToServers' -and OverrideSource -eq 'Redirect-Message'\" |
                  Where-Object { $_.MessageCount -eq 1 -and $_.Status -eq 'Retry' }).Count -eq 1";
    is(&one, waits);
    let greeted = |port: u16| {
        let mut client = Client::connect(port);
        client.ask("EHLO client.example", "250");
        client.ask("MAIL FROM:<ann@example.org>", "421 4.3.2");
    };
    greeted(port);
    // It is an order: it outlives the process.
    one.kill();
    one.serve(&[]);
    is(&one, waits);
    let port = one.port("Default HUB01");
    greeted(port);
    one.shell(
        "Get-Queue -Filter \"DeliveryType -eq 'SmtpRelayToServers'\" | Retry-Queue -Resubmit $true -Confirm:$false",
    );
    is(&one, "@(Get-Message -Filter {Subject -eq 'Waits'}).Count -eq 1 -and
              @(Get-Queue -Filter \"DeliveryType -eq 'SmartHostConnectorDelivery' -and MessageCount -eq 1\").Count -eq 1");
    send(port, "ann@example.org", &["bob@adatum.com"], "Taken again");
}

#[test]
fn sites_say_how_far_servers_are_and_what_may_pass_between_them() {
    let (one, two) = organization();
    // It answers, so that the link is up, and takes nothing yet.
    let busy = Sink::answering(free_port(), |line| line.starts_with("RCPT").then_some("451 4.2.1 Later"));
    one.shell(&format!(
        "New-ADSite Lyon
         New-ADSiteLink Backbone -Sites Default-First-Site-Name,Lyon -ADCost 20 -ExchangeCost 7 -MaxMessageSize 64KB
         Set-TransportServer HUB02 -Site Lyon
         New-SendConnector -Name Near -AddressSpaces 'fabrikam.com;9' -SmartHosts '[127.0.0.1]' -Port 9 `
             -SourceTransportServers HUB01 -Enabled $false
         Set-SendConnector Out -Port {}",
        busy.port
    ));
    one.in_force();
    two.obeys(one.revision());
    send(one.port("Default HUB01"), "ann@example.org", &["bob@fabrikam.com"], "To Lyon");
    kept_by(&two, "To Lyon");
    let route = |size: &str| {
        one.shell(&format!("Test-MailRoute bob@fabrikam.com -Server HUB01 -Size {size} | Out-String -Width 300"))
    };
    assert!(route("1KB").contains("SmtpRelayToConnectorSourceServers"), "{}", route("1KB"));
    let stopped = route("65KB");
    assert!(stopped.contains("5.3.4"), "{stopped}");
    // 9 for the address space here, 7 + 1 for the one in Lyon; then 2.
    one.shell("Set-SendConnector Near -Enabled $true");
    one.in_force();
    assert!(route("1KB").contains("SmtpRelayToConnectorSourceServers"), "{}", route("1KB"));
    one.shell("Set-ADSiteLink Backbone -ExchangeCost 20; Set-SendConnector Out -IsScopedConnector $true");
    one.in_force();
    assert!(route("1KB").contains("SmartHostConnectorDelivery"), "{}", route("1KB"));
    one.shell("Remove-SendConnector Near -Confirm:$false");
    one.in_force();
    let why = one.shell("(Test-MailRoute bob@fabrikam.com -Server HUB01).Explanation");
    assert!(why.contains("scoped to the site of its source servers"), "{why}");
    for (refused, why) in [
        ("Set-TransportServer HUB02 -Site Oslo", "There is no site 'Oslo'"),
        ("Remove-ADSite Lyon -Confirm:$false", "server HUB02 is in it"),
        ("New-ADSiteLink Other -Sites Lyon", "joins two sites or more"),
    ] {
        let output = one.try_shell(refused);
        assert!(!output.status.success() && said(&output).contains(why), "{}", said(&output));
    }
}

/// The same, with control APIs that the machines of the others reach.
fn in_reach() -> (Node, Node) {
    let control = ["--control", "127.0.0.1:0"];
    let one = Node::named("HUB01", &control);
    let store = format!("sqlite:{}", one.folder.path().join("organization.db").display());
    let two = Node::named("HUB02", &[&["--store", &store], &control[..]].concat());
    let mailboxes = one.folder.path().join("mailboxes");
    one.shell(&format!(
        "Set-ReceiveConnector 'HUB01\\Default HUB01' -PermissionGroups AnonymousUsers,ExchangeServers
         New-AcceptedDomain -Name Fabrikam -DomainName fabrikam.com -DomainType ExternalRelay
         New-SendConnector -Name Out -AddressSpaces fabrikam.com -SmartHosts '[127.0.0.1]' -Port 9 -SourceTransportServers HUB02
         New-AcceptedDomain -Name Contoso -DomainName contoso.com
         New-MailboxDatabase Mailboxes -MaildirPath '{}' | Out-Null
         New-Mailbox Ann -PrimarySmtpAddress ann@contoso.com -Password ('S3cret!word' | ConvertTo-SecureString -AsPlainText -Force)",
        mailboxes.display()
    ));
    one.in_force();
    two.obeys(one.revision());
    (one, two)
}

#[test]
fn a_shell_on_one_hub_sees_and_runs_the_queues_of_another() {
    let (one, mut two) = in_reach();
    send(one.port("Default HUB01"), "ann@contoso.com", &["bob@fabrikam.com"], "Across");
    let is = |expression: &str| {
        appear::eventually(expression, || (one.shell(expression).trim() == "True").then_some(()));
    };
    is("@(Get-Message -Server HUB02 -Filter {Subject -eq 'Across' -and Status -eq 'Retry'}).Count -eq 1");
    // Every name of it will do; what is found knows where it is.
    let fqdn = one.shell("(Get-TransportServer HUB02).Fqdn");
    is(&format!(
        "@(Get-Queue -Server {} -Exclude ShadowRedundancy -Filter 'MessageCount -gt 0').Count -eq 1",
        fqdn.trim()
    ));
    one.shell("Suspend-Queue -Server HUB02 -Filter 'MessageCount -gt 0' -Confirm:$false");
    is("(Get-Queue -Server HUB02 -Exclude ShadowRedundancy -Filter 'MessageCount -gt 0').Status -eq 'Suspended'");
    one.shell("Get-Message -Server HUB02 | Suspend-Message -Confirm:$false");
    let file = one.folder.path().join("across.eml");
    one.shell(&format!("Get-Message -Server HUB02 | Export-Message | AssembleMessage -Path '{}'", file.display()));
    let text = std::fs::read_to_string(file).expect("exported");
    assert!(text.contains("Subject: Across") && !text.contains("Network-Message-Id"), "{text}");
    assert_eq!(one.shell("(Get-QueueDigest -Forest -GroupBy ServerName).GroupByValue").trim(), "HUB02");
    assert_eq!(one.shell("(Get-QueueDigest -Site Default-First-Site-Name).MessageCount").trim(), "1");
    assert!(one.shell("Get-Health -Server HUB02 | Out-String").contains("HUB02"));

    // One report, from both logs, with one name for the message.
    let report = "(Search-MessageTrackingReport ann | Get-MessageTrackingReport)";
    let stands =
        one.shell(&format!("{report}.RecipientTrackingEvents | ForEach-Object {{ \"$($_.Status) $($_.Server)\" }}"));
    assert_eq!(stands.trim(), "Pending HUB02");
    let path = "-ReportTemplate RecipientPath -RecipientPathFilter bob@fabrikam.com";
    let steps = one.shell(&format!(
        "(Search-MessageTrackingReport ann | Get-MessageTrackingReport {path}).RecipientTrackingEvents | ForEach-Object {{ \"$($_.Server) $($_.EventType)\" }}"
    ));
    for step in ["HUB01 SmtpReceive", "HUB01 SmtpSend", "HUB02 SmtpReceive"] {
        assert!(steps.lines().any(|line| line == step), "{step}: {steps}");
    }

    // When it is away, the others are shown all the same, and who asks is told.
    two.stop();
    let digest = one.try_shell("Get-QueueDigest -Forest");
    assert!(said(&digest).contains("The node at HUB02"), "{}", said(&digest));
    let found = one.try_shell("(Search-MessageTrackingReport ann).Subject");
    assert!(said(&found).contains("Across") && said(&found).contains("tracking log of HUB02"), "{}", said(&found));
}

#[test]
fn only_hubs_of_the_organization_give_orders_to_each_other() {
    let (one, mut two) = in_reach();
    assert_eq!(one.shell("(Get-EventLog -Server HUB02).Count -gt 0").trim(), "True");

    // A server in the perimeter has a certificate too, and speaks for nobody.
    let store = format!("sqlite:{}", one.folder.path().join("organization.db").display());
    let edge = Node::named("EDGE01", &["--role", "edge", "--store", &store]);
    two.obeys(one.revision());
    let refused = Command::new(program())
        .args(["--no-profile", "--store", &store, "--data-dir"])
        .arg(edge.folder.path())
        .args(["-c", "Get-Queue -Server HUB02"])
        .output()
        .expect("emsh was built");
    assert!(!refused.status.success() && said(&refused).contains("bearer token"), "{}", said(&refused));
    // It lets nobody in itself.
    let refused = one.try_shell("Get-Queue -Server EDGE01");
    assert!(said(&refused).contains("EDGE01 answers on its own machine only"), "{}", said(&refused));
    assert!(said(&refused).contains("--control"), "{}", said(&refused));
    let refused = one.try_shell("Get-Queue -Server HUB03");
    assert!(said(&refused).contains("There is no TransportServer 'HUB03'"), "{}", said(&refused));

    // With another certificate, HUB02 is only HUB02 once it has registered that.
    let address = one.shell("(Get-TransportServer HUB02).ControlAddress");
    two.stop();
    let away = one.try_shell("Get-Queue -Server HUB02");
    assert!(
        said(&away).contains(&format!("The node at HUB02 ({}) does not answer", address.trim())),
        "{}",
        said(&away)
    );
    std::fs::remove_file(two.folder.path().join("tls/server.pem")).expect("made at the first start");
    two.serve(&["--store", &store, "--control", address.trim()]);
    assert_eq!(one.shell("(Get-EventLog -Server HUB02).Count -gt 0").trim(), "True");
    // A node that is started without it takes its address back.
    two.stop();
    two.serve(&["--store", &store]);
    assert_eq!(one.shell("(Get-TransportServer HUB02).ControlAddress").trim(), "");
}
