//! Site links: how far sites are apart, and how large a message may be on its way between them.

use super::class::{Beside, Breach, class};
use super::{ADSite, ByteSize, FIRST_SITE, Unlimited};

/// Highest cost that Active Directory takes.
const DEAREST: u32 = 99_999;

class! {
    /// How far some sites are apart. A site that no link names is as far from all others as a link of cost 100 would have
    /// it; sites that links name are joined by links alone.
    ADSiteLink {
        nouns: ["ADSiteLink"],
        scope: Organization,
        verbs: [New, Get, Set, Remove],
        shown: ["Name", "Sites", "ADCost", "ExchangeCost", "MaxMessageSize"],
        looks_at: ["ADSite"],
        examples: [
            (New, "Join two sites", "New-ADSite Lyon; New-ADSiteLink Backbone -Sites Default-First-Site-Name,Lyon -ADCost 50"),
            (Get, "Show all site links", "Get-ADSiteLink"),
            (Set, "Have mail take other ways than logons", "Set-ADSiteLink Backbone -ExchangeCost 10"),
            (Set, "Let no large message pass", "Set-ADSiteLink Backbone -MaxMessageSize 10MB"),
            (Remove, "Remove a site link", "Remove-ADSiteLink Backbone -Confirm:$false"),
        ],
    }
    properties {
        /// The sites that it joins with each other, two or more.
        sites = Sites: Vec<String>, required;
        /// What the way from one of them to another costs; mail takes the way that costs least. Default 100.
        ad_cost = ADCost: u32 = 100, within(1, DEAREST);
        /// What it costs for mail, in place of ADCost. Default: ADCost.
        exchange_cost = ExchangeCost: Option<u32> = None, within(1, DEAREST);
        /// Largest message that passes; a larger one goes back to its sender. Default unlimited.
        max_message_size = MaxMessageSize: Unlimited<ByteSize> = Unlimited::Unlimited,
            within(ByteSize::from_kb(64), ByteSize::new(i32::MAX as u64));
        /// A note for people.
        comment = Comment: String = String::new();
    }
    rules [joins_sites_that_exist]
}

impl ADSiteLink {
    /// What the way costs for mail.
    pub fn cost(&self) -> u32 {
        self.exchange_cost.unwrap_or(self.ad_cost)
    }
}

fn joins_sites_that_exist(link: &ADSiteLink, beside: &Beside) -> Result<(), Breach> {
    let mut different: Vec<String> = link.sites.iter().map(|site| site.to_lowercase()).collect();
    different.sort_unstable();
    different.dedup();
    if different.len() < 2 {
        return Err(Breach::new("Sites", "A site link joins two sites or more.", "Give -Sites One,Another."));
    }
    match link.sites.iter().find(|site| !exists(site, beside)) {
        Some(site) => Err(no_site("Sites", site)),
        None => Ok(()),
    }
}

/// Whether there is a site of that name. The first one is there even in a store of an older emsh.
pub(super) fn exists(site: &str, beside: &Beside) -> bool {
    let mut known = beside.organization.all::<ADSite>().map(|site| site.name.as_str()).chain([FIRST_SITE]);
    known.any(|known| known.eq_ignore_ascii_case(site))
}

pub(super) fn no_site(property: &'static str, site: &str) -> Breach {
    Breach::new(
        property,
        format!("There is no site '{site}'."),
        format!("Run Get-ADSite to see which there are, or New-ADSite '{site}' first."),
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Class;
    use crate::model::organization::Organization;
    use crate::model::tests::{judge, keep};

    #[test]
    fn a_link_joins_at_least_two_sites_that_there_are() {
        let mut organization = Organization::default();
        keep(&mut organization, &ADSite::create("Lyon", "", json!({})).expect("sound"));
        for (sites, fits) in [
            (json!([FIRST_SITE, "lyon"]), true),
            (json!(["Lyon", "LYON"]), false),
            (json!(["Lyon"]), false),
            (json!(["Lyon", "Paris"]), false),
        ] {
            let link = ADSiteLink::create("L", "", json!({"Sites": sites})).expect("readable");
            assert_eq!(judge(&link, &organization).is_ok(), fits, "{sites}");
        }
        let link = ADSiteLink::create("L", "", json!({"Sites": ["a", "b"], "ExchangeCost": 7})).expect("readable");
        assert_eq!(link.cost(), 7);
    }
}
