//! Sites: groups of servers that are close to each other.

use super::class::{Beside, Breach, class};
use super::{ADSiteLink, TransportServer};

/// The site of servers that were not put into another.
pub const FIRST_SITE: &str = "Default-First-Site-Name";

class! {
    /// A group of servers that are close to each other: mail for a connector goes to a source server of the nearest site,
    /// and scoped connectors are for their own site alone. ADSiteLink says how far sites are apart.
    ADSite {
        nouns: ["ADSite"],
        scope: Organization,
        verbs: [New, Get, Set, Remove],
        shown: ["Name", "Comment"],
        looks_at: ["TransportServer", "ADSiteLink"],
        examples: [
            (New, "Make a site for the servers of an office", "New-ADSite Lyon"),
            (Get, "Show all sites", "Get-ADSite"),
            (Set, "Write down what it is for", "Set-ADSite Default-First-Site-Name -Comment 'Main data centre'"),
            (Remove, "Remove a site in which no server is left", "Remove-ADSite Lyon -Confirm:$false"),
        ],
    }
    properties {
        /// A note for people.
        comment = Comment: String = String::new();
    }
    rules [keeps_the_name_that_others_use]
    farewell [is_not_used]
}

impl ADSite {
    /// Who is there or leads there, in words.
    fn used_by(name: &str, beside: &Beside) -> Option<String> {
        let is_it = |site: &str| site.eq_ignore_ascii_case(name);
        let server = beside.organization.all::<TransportServer>().find(|server| is_it(&server.site));
        let link = beside.organization.all::<ADSiteLink>().find(|link| link.sites.iter().any(|site| is_it(site)));
        match (server, link) {
            (Some(server), _) => Some(format!("server {} is in it", server.name)),
            (None, Some(link)) => Some(format!("site link '{}' leads to it", link.name)),
            (None, None) => None,
        }
    }
}

fn keeps_the_name_that_others_use(site: &ADSite, beside: &Beside) -> Result<(), Breach> {
    let Some(former) = beside.organization.get::<ADSite>(site.id) else { return Ok(()) };
    if former.name.eq_ignore_ascii_case(&site.name) {
        return Ok(());
    }
    match ADSite::used_by(&former.name, beside) {
        Some(use_) => Err(Breach::new(
            "Name",
            format!("Site '{}' keeps its name: {use_}.", former.name),
            "Make a site with the new name, put the servers and links there, and remove this one.",
        )),
        None => Ok(()),
    }
}

fn is_not_used(site: &ADSite, beside: &Beside) -> Result<Option<String>, Breach> {
    match ADSite::used_by(&site.name, beside) {
        Some(use_) => Err(Breach::new(
            "Identity",
            format!("Site '{}' is in use: {use_}.", site.name),
            "Put its servers into another site first (Set-TransportServer -Site), and remove its links.",
        )),
        None => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Class;
    use crate::model::organization::Organization;
    use crate::model::tests::{judge, keep};

    #[test]
    fn a_site_that_is_used_keeps_its_name_and_stays() {
        let mut organization = Organization::default();
        let site = ADSite::create("Lyon", "", json!({})).expect("sound");
        keep(&mut organization, &site);
        let renamed = ADSite { name: "Paris".into(), ..site.clone() };
        assert!(judge(&renamed, &organization).is_ok(), "nobody is there");
        let given = json!({"Fqdn": "hub01.contoso.com", "Site": "lyon"});
        let server = TransportServer::create("HUB01", "", given).expect("sound");
        keep(&mut organization, &server);
        assert_eq!(judge(&renamed, &organization).map_err(|breach| breach.property), Err("Name"));
        let beside = Beside { organization: &organization, server: "" };
        assert!(is_not_used(&site, &beside).is_err_and(|breach| breach.says.contains("server HUB01 is in it")));
    }
}
