//! Two servers of one organization: they know each other by what each has registered in the store, and by nothing else.

use crate::support::appear;
use crate::support::node::Node;
use crate::support::smtp::send;

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

/// Waits until HUB02 holds that message, and gives its text.
fn kept_by(two: &Node, subject: &str) -> String {
    let find = format!("Get-Message -Filter {{Subject -eq '{subject}'}} | ForEach-Object {{ \"$($_.Identity)\" }}");
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
    let left = one.shell("Get-Queue -Server HUB01 -Filter 'MessageCount -gt 0' | ForEach-Object { $_.Identity }");
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
    // HUB02 has no route of its own, and does not see this one.
    one.shell(&format!(
        "New-AcceptedDomain -Name Adatum -DomainName adatum.com -DomainType ExternalRelay
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
