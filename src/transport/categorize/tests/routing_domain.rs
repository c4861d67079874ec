//! Recipients that are routed by another domain than their own (XRDST).

use super::*;

/// Where mail for each of these goes, an address alone or `address by domain`.
fn routes(settings: &Settings, recipients: &[&str]) -> Vec<String> {
    let addresses: Vec<&str> = recipients.iter().map(|one| one.split(' ').next().unwrap()).collect();
    let mut envelope = envelope("bob@example.org", &addresses);
    for (recipient, given) in envelope.recipients.iter_mut().zip(recipients) {
        recipient.routing_domain = given.split_once(" by ").map(|(_, domain)| Box::new(domain.parse().unwrap()));
    }
    let all: Vec<usize> = (0..recipients.len()).collect();
    let verdicts = categorize(&envelope, &all, settings, &mut Why::silent());
    verdicts.iter().map(|verdict| shown(verdict, settings)).collect()
}

#[test]
fn a_routing_domain_decides_and_no_mailbox_is_ever_the_end_of_it() {
    let mut settings = settings();
    connector(&mut settings, "Partner", json!({ "AddressSpaces": ["partner.example"] }));
    connector(&mut settings, "Others", json!({ "AddressSpaces": ["example.net"] }));
    for (to, expected, why) in [
        ("eve@example.net by partner.example", "DnsConnectorDelivery partner.example Partner", "by the other domain"),
        ("eve@partner.example by example.net", "DnsConnectorDelivery example.net Others", "the other way round"),
        ("ann@contoso.com by partner.example", "DnsConnectorDelivery partner.example Partner", "also one of ours"),
        ("nobody@contoso.com by partner.example", "DnsConnectorDelivery partner.example Partner", "and nobody of ours"),
    ] {
        assert_eq!(routes(&settings, &[to]), [expected], "{why}");
    }
    for to in ["eve@example.net by contoso.com", "ann@contoso.com by contoso.com"] {
        let [verdict] = &routes(&settings, &[to])[..] else { panic!("one for one") };
        assert!(verdict.starts_with("unreachable 450 4.4.4 ROUTING.NoMatchingConnector"), "{to}: {verdict}");
    }
}

#[test]
fn neighbours_in_a_domain_are_not_taken_along() {
    let mut settings = settings();
    connector(&mut settings, "Partner", json!({ "AddressSpaces": ["partner.example"] }));
    connector(&mut settings, "Others", json!({ "AddressSpaces": ["example.net"] }));
    let own = "DnsConnectorDelivery example.net Others";
    let found = routes(&settings, &["a@example.net", "b@example.net by partner.example", "c@example.net"]);
    assert_eq!(found, [own, "DnsConnectorDelivery partner.example Partner", own]);
}
