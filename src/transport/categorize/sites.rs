//! How far the servers of the organization are from this one, by the links between their sites.
//!
//! Mail takes the way that costs least, of equal ones that with the fewest links. A site that no link names is joined with
//! every other at cost 100, as the first link of Active Directory joins new sites; a site that links name, but that no way
//! leads to from here, cannot be reached. Promise: no I/O, the same answer for the same sites and links.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{ADSiteLink, ByteSize, TransportServer, Unlimited};

/// Cost of the way to a site that no link names.
const UNNAMED: u32 = 100;

/// The ways from this server's site, by the site's name in lower case. None at all: there is one site.
#[derive(Clone, Debug, Default)]
pub struct Sites(BTreeMap<String, Way>);

/// The way to a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Way {
    pub cost: u32,
    links: u32,
    /// Largest message that every link of it lets pass.
    pub most: Unlimited<ByteSize>,
}

impl Way {
    /// Within the site.
    pub const NONE: Way = Way { cost: 0, links: 0, most: Unlimited::Unlimited };

    pub fn is_within_the_site(&self) -> bool {
        self.links == 0
    }

    fn and(self, cost: u32, most: Unlimited<ByteSize>) -> Way {
        Way { cost: self.cost.saturating_add(cost), links: self.links + 1, most: self.most.min(most) }
    }
}

impl Sites {
    /// As a server in the site `here` sees them.
    pub fn seen_from<'a>(
        here: &str,
        servers: impl Iterator<Item = &'a TransportServer>,
        links: &[&ADSiteLink],
    ) -> Sites {
        let named = |link: &ADSiteLink| link.sites.iter().map(|site| site.to_lowercase()).collect::<BTreeSet<_>>();
        let links: Vec<(BTreeSet<String>, &ADSiteLink)> = links.iter().map(|link| (named(link), *link)).collect();
        let mut sites: BTreeSet<String> = links.iter().flat_map(|(sites, _)| sites.iter().cloned()).collect();
        let is_named = |site: &String| links.iter().any(|(sites, _)| sites.contains(site));
        sites.extend(servers.map(|server| server.site.to_lowercase()));
        let mut ways = BTreeMap::new();
        let mut reached = BTreeSet::from([(Way::NONE, here.to_lowercase())]);
        while let Some((way, site)) = reached.pop_first() {
            if ways.contains_key(&site) {
                continue;
            }
            for (joined, link) in links.iter().filter(|(joined, _)| joined.contains(&site)) {
                let next = way.and(link.cost(), link.max_message_size);
                reached.extend(joined.iter().map(|other| (next, other.clone())));
            }
            let next = way.and(UNNAMED, Unlimited::Unlimited);
            let is_apart = !is_named(&site);
            reached
                .extend(sites.iter().filter(|other| is_apart || !is_named(other)).map(|other| (next, other.clone())));
            ways.insert(site, way);
        }
        Sites(ways)
    }

    /// The way to a server; `None` where there is none.
    pub fn way_to(&self, server: &TransportServer) -> Option<Way> {
        match self.0.is_empty() {
            true => Some(Way::NONE),
            false => self.0.get(&server.site.to_lowercase()).copied(),
        }
    }

    /// The shortest way to any of these servers.
    pub fn nearest<'a>(&self, servers: impl Iterator<Item = &'a TransportServer>) -> Option<Way> {
        servers.filter_map(|server| self.way_to(server)).min()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::Class;

    fn server(site: &str) -> TransportServer {
        TransportServer::create("S", "", json!({ "Fqdn": "s.contoso.com", "Site": site })).expect("sound")
    }

    fn link(sites: [&str; 2], cost: u32, most: &str) -> ADSiteLink {
        ADSiteLink::create("L", "", json!({ "Sites": sites, "ADCost": cost, "MaxMessageSize": most })).expect("sound")
    }

    #[test]
    fn the_way_that_costs_least_is_taken() {
        let links = [
            link(["A", "B"], 10, "Unlimited"),
            link(["B", "C"], 10, "64 KB"),
            link(["a", "c"], 30, "Unlimited"),
            link(["C", "D"], 5, "1 MB"),
            link(["X", "Y"], 1, "Unlimited"),
        ];
        let links: Vec<&ADSiteLink> = links.iter().collect();
        let servers: Vec<TransportServer> = ["A", "B", "C", "D", "X", "Alone"].map(server).into();
        let sites = Sites::seen_from("A", servers.iter(), &links);
        for (to, expected) in [
            ("a", Some((0, "Unlimited"))),
            ("B", Some((10, "Unlimited"))),
            ("C", Some((20, "64 KB (65,536 bytes)"))),
            ("D", Some((25, "64 KB (65,536 bytes)"))),
            ("Alone", Some((100, "Unlimited"))),
            // Over the site that stands alone, as the first link would have it.
            ("X", Some((200, "Unlimited"))),
            ("Nowhere", None),
        ] {
            let way = sites.way_to(&server(to)).map(|way| (way.cost, way.most.to_string()));
            assert_eq!(way, expected.map(|(cost, most)| (cost, most.to_owned())), "{to}");
        }
        let apart = Sites::seen_from("A", servers[..5].iter(), &links);
        assert_eq!(apart.way_to(&server("X")), None, "links name both, and none leads from one to the other");
        let near = sites.nearest(servers[2..].iter()).expect("there are ways");
        assert_eq!(near.cost, 20);
    }

    #[test]
    fn without_links_all_sites_are_equally_far() {
        let servers: Vec<TransportServer> = ["One", "Two", "Three"].map(server).into();
        let sites = Sites::seen_from("one", servers.iter(), &[]);
        assert!(sites.way_to(&servers[0]).is_some_and(|way| way.is_within_the_site()));
        assert_eq!(sites.way_to(&servers[1]), sites.way_to(&servers[2]));
        assert_eq!(sites.way_to(&servers[1]).map(|way| way.cost), Some(100));
    }
}
