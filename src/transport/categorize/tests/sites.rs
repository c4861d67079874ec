//! Connectors of servers in other sites.

use super::*;
use crate::model::{ADSiteLink, Class, TransportServer};
use crate::transport::categorize::sites::Sites;

/// hub1 and hub2 in Main, hub3 in Lyon, hub4 in Oslo; the links as given.
fn spread(settings: &mut Settings, links: &[serde_json::Value]) {
    let server = |name: &str, site: &str| {
        let given = json!({ "Fqdn": format!("{name}.contoso.com"), "Site": site });
        Arc::new(TransportServer::create(name, "", given).expect("sound"))
    };
    let places = [("hub1", "Main"), ("hub2", "Main"), ("hub3", "Lyon"), ("hub4", "Oslo")];
    settings.servers = places.iter().map(|(name, site)| server(name, site)).collect();
    settings.server = Arc::clone(&settings.servers[0]);
    let links: Vec<ADSiteLink> =
        links.iter().map(|given| ADSiteLink::create("L", "", given.clone()).expect("sound")).collect();
    let servers = settings.servers.iter().map(|server| &**server);
    settings.sites = Sites::seen_from("Main", servers, &links.iter().collect::<Vec<_>>());
}

fn sent_by(settings: &mut Settings, name: &str, space: &str, server: &str) {
    connector(settings, name, json!({ "AddressSpaces": [space], "SourceTransportServers": [server] }));
}

#[test]
fn site_links_and_address_spaces_cost_together() {
    let mut settings = settings();
    let links = [json!({ "Sites": ["Main", "Lyon"], "ADCost": 5 }), json!({ "Sites": ["Lyon", "Oslo"], "ADCost": 5 })];
    spread(&mut settings, &links);
    sent_by(&mut settings, "lyon", "cost.example;2", "hub3");
    sent_by(&mut settings, "oslo", "cost.example;1", "hub4");
    sent_by(&mut settings, "near", "tie.example;6", "hub2");
    sent_by(&mut settings, "far", "tie.example;1", "hub3");
    sent_by(&mut settings, "own", "here.example;10", "hub1");
    sent_by(&mut settings, "a neighbour", "here.example;10", "hub2");
    for (domain, expected, why) in [
        ("cost.example", "lyon", "5 + 2 is less than 10 + 1"),
        ("tie.example", "near", "both cost 6: a server of this site"),
        ("here.example", "own", "both cost 10: this server before one of its site, whatever the name"),
    ] {
        let found = route(&format!("eve@{domain}"), &settings);
        assert!(found.ends_with(expected), "{why}: {found}");
    }
}

#[test]
fn scoped_connectors_are_for_their_site() {
    let mut settings = settings();
    spread(&mut settings, &[]);
    for (name, server) in [("ours", "hub2"), ("theirs", "hub3")] {
        let space = format!("{name}.example");
        let given = json!({ "AddressSpaces": [space], "SourceTransportServers": [server], "IsScopedConnector": true });
        connector(&mut settings, name, given);
    }
    assert_eq!(route("a@ours.example", &settings), "SmtpRelayToConnectorSourceServers ours ours");
    assert!(route("a@theirs.example", &settings).starts_with("unreachable"));
}

#[test]
fn a_link_lets_only_so_large_messages_pass() {
    let mut settings = settings();
    let small = json!({ "Sites": ["Main", "Lyon"], "MaxMessageSize": "64KB" });
    spread(&mut settings, &[small, json!({ "Sites": ["Oslo", "Rome"] })]);
    sent_by(&mut settings, "lyon", "lyon.example", "hub3");
    sent_by(&mut settings, "oslo", "oslo.example", "hub4");
    let fits = route_sized("a@lyon.example", 65_536, &settings);
    assert_eq!(fits, "SmtpRelayToConnectorSourceServers lyon lyon");
    assert!(route_sized("a@lyon.example", 65_537, &settings).starts_with("fail 550 5.3.4"));
    assert!(route("a@oslo.example", &settings).starts_with("unreachable"), "no link leads there");
}
