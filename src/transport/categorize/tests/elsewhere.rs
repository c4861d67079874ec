//! Mail that other systems, other hosts and other connectors take.

use super::*;

#[test]
fn addresses_of_other_systems_go_to_foreign_connectors() {
    let mut settings = settings();
    connector(&mut settings, "Internet", json!({ "AddressSpaces": ["*"] }));
    let to = |to: &str, settings: &Settings| route(to, settings);
    let unknown = "fail 550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found";
    assert_eq!(to("IMCEAFAX-+2B1206@contoso.com", &settings), unknown, "nobody is for FAX");
    foreign(&mut settings, "Fax", json!({ "AddressSpaces": ["FAX:+1*", "archive.example"] }));
    foreign(&mut settings, "Elsewhere", json!({ "AddressSpaces": ["X400:*"], "SourceTransportServers": ["hub2"] }));
    foreign(&mut settings, "Off", json!({ "AddressSpaces": ["FAX:*"], "Enabled": false }));
    for (address, expected, why) in [
        ("IMCEAFAX-+2B1206@contoso.com", "NonSmtpGatewayDelivery FAX Fax", "its type and pattern"),
        ("imceafax-+2B1206@CONTOSO.com", "NonSmtpGatewayDelivery FAX Fax", "letter case does not matter"),
        (
            "IMCEAFAX-+2B49@contoso.com",
            "fail 550 5.1.2 ROUTING.NoConnectorForAddressType; no connector serves the address",
            "no space of that type serves it",
        ),
        ("IMCEAX400-c=US@contoso.com", "SmtpRelayToConnectorSourceServers Elsewhere Elsewhere", "another server's"),
        ("IMCEAEX-x@contoso.com", unknown, "a type that nobody is for"),
        ("IMCEAFAX-+2B1206@example.com", "DnsConnectorDelivery example.com Internet", "another's gateway"),
        ("eve@archive.example", "NonSmtpGatewayDelivery archive.example Fax", "domains, too: the closest match wins"),
    ] {
        assert_eq!(to(address, &settings), expected, "{why}");
    }
}

#[test]
fn unresolved_recipients_may_go_to_another_host() {
    let mut settings = settings();
    accept(&mut settings, "relay.contoso.com", "InternalRelay");
    connector(&mut settings, "Internet", json!({ "AddressSpaces": ["*"] }));
    let server = Arc::make_mut(&mut settings.server);
    server.unresolved_recipient_host = Some("10.0.0.5:2525".parse().expect("a host"));
    for (to, expected, why) in [
        ("ann@contoso.com", "SmtpDeliveryToMailbox DB1", "she is here"),
        ("eve@contoso.com", "SmartHostConnectorDelivery [10.0.0.5]:2525", "nobody here"),
        ("eve@relay.contoso.com", "DnsConnectorDelivery relay.contoso.com Internet", "only authoritative domains"),
        ("eve@example.com", "DnsConnectorDelivery example.com Internet", "not ours"),
    ] {
        assert_eq!(route(to, &settings), expected, "{why}");
    }
}

#[tokio::test(start_paused = true)]
async fn while_a_link_is_down_the_next_by_cost_takes_its_mail() {
    let mut settings = settings();
    let mut add = |name: &str, given| connector(&mut settings, name, given);
    add("first", json!({ "AddressSpaces": ["partner.example;1"], "SmartHosts": ["a.example"] }));
    add("second", json!({ "AddressSpaces": ["partner.example;2"], "SmartHosts": ["b.example"] }));
    add("third", json!({ "AddressSpaces": ["partner.example;3"], "MaxMessageSize": 10 }));
    add("everything", json!({ "AddressSpaces": ["*"] }));
    let way = |size| {
        let (verdict, why) =
            explain(&"eve@partner.example".parse().unwrap(), &"bob@example.org".parse().unwrap(), size, &settings);
        let Verdict::Deliver(hop) = verdict else { panic!("{verdict:?}") };
        (hop, why)
    };
    let name = |hop: &NextHop| settings.connector_name(hop.connector).unwrap().to_owned();
    let wait = std::time::Duration::from_secs(60);
    let mut expected = ["first", "second", "third", "first"].into_iter();
    for _ in 0..3 {
        let (hop, _) = way(1);
        assert_eq!(Some(name(&hop).as_str()), expected.next());
        settings.links.fell(&hop, "441 4.4.1 nobody there", jiff::Timestamp::UNIX_EPOCH, wait);
    }
    // All are down, and a wider address space is no way around: it waits where it belongs.
    assert_eq!(Some(name(&way(1).0).as_str()), expected.next());
    settings.links.rose(&way(1).0);
    settings.links.rose(&NextHop::new(
        DeliveryType::DnsConnectorDelivery,
        "partner.example",
        settings.send_connectors[2].id,
    ));
    let (hop, _) = way(1);
    assert_eq!(name(&hop), "first");
    settings.links.fell(&hop, "441 4.4.1 nobody there", jiff::Timestamp::UNIX_EPOCH, wait);
    assert_eq!(name(&way(11).0), "first", "second is down, third takes no message of that size");
    let (hop, why) = way(1);
    assert_eq!(name(&hop), "third");
    assert!(format!("{why:?}").contains("its next hop cannot be reached: 441 4.4.1 nobody there"), "{why:?}");
    tokio::time::advance(wait * 2).await;
    assert_eq!(name(&way(1).0), "first", "it is tried again");
}

#[test]
fn a_server_may_have_hosts_for_what_no_connector_takes() {
    let mut settings = settings();
    accept(&mut settings, "relay.contoso.com", "InternalRelay");
    accept(&mut settings, "partner.example", "ExternalRelay");
    connector(&mut settings, "Partner", json!({ "AddressSpaces": ["*.example.net"], "SmartHosts": ["10.0.0.9"] }));
    let server = Arc::make_mut(&mut settings.server);
    server.smart_hosts = vec!["10.0.0.5".parse().expect("a host"), "relay.example".parse().expect("a host")];
    server.smart_host_port = 2525;
    let theirs = "SmartHostConnectorDelivery [10.0.0.5],relay.example:2525";
    for (to, expected, why) in [
        ("eve@example.org", theirs, "nobody else takes it"),
        ("eve@partner.example", theirs, "another organization's"),
        ("eve@mail.example.net", "SmartHostConnectorDelivery [10.0.0.9] Partner", "a connector takes it"),
        ("ann@contoso.com", "SmtpDeliveryToMailbox DB1", "she is here"),
        ("eve@contoso.com", "fail 550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found", "nobody here"),
    ] {
        assert_eq!(route(to, &settings), expected, "{why}");
    }
    let parked = route("eve@relay.contoso.com", &settings);
    assert!(parked.starts_with("unreachable"), "another system of ours: {parked}");
}

#[test]
fn what_is_brought_straight_has_a_queue_for_each_domain() {
    let mut settings = settings();
    let given = json!({ "AddressSpaces": ["*"], "SmartHosts": ["10.0.0.5"], "AttemptDirectDelivery": true });
    connector(&mut settings, "Out", given);
    assert_eq!(route("eve@example.org", &settings), "DnsConnectorDelivery example.org Out");
    let (_, why) = explain(&"eve@example.org".parse().unwrap(), &"ann@contoso.com".parse().unwrap(), 1, &settings);
    let told = "Out: picked, straight to example.org first; [10.0.0.5] gets what cannot be brought there";
    assert!(why.iter().any(|reason| reason.to_string() == told), "{why:?}");
}
