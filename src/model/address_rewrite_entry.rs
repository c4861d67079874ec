//! Address rewriting: which of our addresses the world sees as others.

use super::class::{Beside, Breach, class};
use super::{AcceptedDomain, AcceptedDomainType, AddressOrDomain, Domain};

class! {
    /// Shows one of our addresses, or all of a domain, to the world as others, and leads mail to those back. Senders are
    /// rewritten in mail that leaves the organization by a send connector, unless its Usage is Internal; recipients in mail
    /// that comes from anybody but our own servers. An address is rewritten once: an entry for it alone comes before one for its
    /// domain, and that before one for all domains below another. Only addresses in authoritative accepted domains are.
    AddressRewriteEntry {
        nouns: ["AddressRewriteEntry"],
        scope: Organization,
        verbs: [New, Get, Set, Remove],
        shown: ["Name", "InternalAddress", "ExternalAddress", "OutboundOnly"],
        looks_at: ["AcceptedDomain"],
        examples: [
            (New, "Show one person under another address, and lead the answers back", "New-AddressRewriteEntry -Name Kim -InternalAddress kim@contoso.com -ExternalAddress support@fabrikam.com"),
            (New, "Show a whole domain under another name", "New-AddressRewriteEntry -Name 'As Fabrikam' -InternalAddress contoso.com -ExternalAddress fabrikam.com"),
            (New, "Hide the domains below ours, but one", "New-AddressRewriteEntry -Name Flat -InternalAddress *.contoso.com -ExternalAddress contoso.com -ExceptionList legal.contoso.com -OutboundOnly $true"),
            (Get, "Show all entries", "Get-AddressRewriteEntry"),
            (Get, "Show everything about one", "Get-AddressRewriteEntry Flat | Format-List"),
            (Set, "Except one more domain", "Set-AddressRewriteEntry Flat -ExceptionList @{Add='labs.contoso.com'}"),
            (Remove, "Remove it without being asked", "Remove-AddressRewriteEntry Flat -Confirm:$false"),
        ],
    }
    properties {
        /// Whose address is rewritten: one address, a domain, or `*.contoso.com` for all domains below contoso.com.
        internal_address = InternalAddress: AddressOrDomain, required;
        /// What the world sees: an address where InternalAddress is one, else a domain. It should lead back: as an address of
        /// the recipients, or by this entry; whether it is somebody else's already is not checked.
        external_address = ExternalAddress: AddressOrDomain, required;
        /// Domains that stay as they are, where InternalAddress is `*.contoso.com`.
        exception_list = ExceptionList: Vec<Domain> = Vec::new();
        /// Rewrite senders of mail that leaves, and no recipients of mail that comes: then ExternalAddress must be an address of
        /// the recipients. Always so for `*.contoso.com`. Default $false.
        outbound_only = OutboundOnly: bool = false;
    }
    rules [becomes_its_like, many_do_not_come_back, exceptions_need_a_wildcard, is_the_only_one]
    advice [is_ours]
}

fn becomes_its_like(entry: &AddressRewriteEntry, _: &Beside) -> Result<(), Breach> {
    use AddressOrDomain::{Address, Below, Domain};
    let (says, fix) = match (&entry.internal_address, &entry.external_address) {
        (_, Below(_)) => ("ExternalAddress cannot be a wildcard.", "Give -ExternalAddress an address or a domain."),
        (Address(_), Domain(_)) => (
            "InternalAddress is an address, and ExternalAddress is a domain.",
            "Give -ExternalAddress an address, or -InternalAddress a domain.",
        ),
        (Domain(_) | Below(_), Address(_)) => (
            "InternalAddress is a domain, and ExternalAddress is one address.",
            "Give -ExternalAddress a domain: what stands before the '@' stays.",
        ),
        (internal, external) if internal == external => (
            "InternalAddress and ExternalAddress are the same.",
            "Give -ExternalAddress what the world is to see instead.",
        ),
        _ => return Ok(()),
    };
    Err(Breach::new("ExternalAddress", says, fix))
}

fn many_do_not_come_back(entry: &AddressRewriteEntry, _: &Beside) -> Result<(), Breach> {
    match entry.internal_address {
        AddressOrDomain::Below(_) if !entry.outbound_only => Err(Breach::new(
            "OutboundOnly",
            format!("Nobody could tell which domain below it mail to {} is for.", entry.external_address),
            "Give -OutboundOnly $true, and the recipients addresses in that domain.",
        )),
        _ => Ok(()),
    }
}

fn exceptions_need_a_wildcard(entry: &AddressRewriteEntry, _: &Beside) -> Result<(), Breach> {
    let parent = match &entry.internal_address {
        AddressOrDomain::Below(parent) => Some(parent),
        _ => None,
    };
    let is_below = |domain: &&Domain| parent.is_some_and(|parent| domain.is_at_or_below(parent) && *domain != parent);
    match entry.exception_list.iter().find(|domain| !is_below(domain)) {
        Some(domain) => Err(Breach::new(
            "ExceptionList",
            format!("'{domain}' is no exception: {} does not mean it.", entry.internal_address),
            "Only entries with an InternalAddress such as *.contoso.com have exceptions: domains below it.",
        )),
        None => Ok(()),
    }
}

/// Two would want the same address to be two.
fn is_the_only_one(entry: &AddressRewriteEntry, beside: &Beside) -> Result<(), Breach> {
    for other in beside.others::<AddressRewriteEntry>(entry.id) {
        let comes_back = !entry.outbound_only && !other.outbound_only;
        let (property, address) = match () {
            () if other.internal_address == entry.internal_address => ("InternalAddress", &entry.internal_address),
            () if comes_back && other.external_address == entry.external_address => {
                ("ExternalAddress", &entry.external_address)
            }
            () => continue,
        };
        return Err(Breach::new(
            property,
            format!("'{}' rewrites {address} already.", other.name),
            format!("Change it with Set-AddressRewriteEntry '{}', or give -{property} something else.", other.name),
        ));
    }
    Ok(())
}

/// Addresses that are not ours are left alone, and nobody would notice.
fn is_ours(entry: &AddressRewriteEntry, beside: &Beside) -> Option<String> {
    let is_authoritative = |domain: &Domain| {
        let all = beside.organization.all::<AcceptedDomain>();
        let closest = all.filter_map(|accepted| Some((accepted.closeness(domain)?, accepted)));
        let closest = closest.max_by_key(|(closeness, _)| *closeness);
        closest.is_some_and(|(_, accepted)| accepted.domain_type == AcceptedDomainType::Authoritative)
    };
    let (internal, external) = (entry.internal_address.domain(), entry.external_address.domain());
    let is_below = matches!(entry.internal_address, AddressOrDomain::Below(_));
    let told = |domain: &Domain, what: &str| {
        Some(format!(
            "{what} while {domain} is no authoritative accepted domain: New-AcceptedDomain -Name {domain} -DomainName {domain}."
        ))
    };
    match () {
        () if !is_below && !is_authoritative(internal) => told(internal, "Nothing is rewritten"),
        () if !entry.outbound_only && !is_authoritative(external) => {
            told(external, &format!("Mail to {external} does not come back"))
        }
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::class::Class;
    use crate::model::organization::Organization;
    use crate::model::tests::{judge, keep};

    fn entry(given: Value) -> AddressRewriteEntry {
        AddressRewriteEntry::create("x", "", given).expect("readable")
    }

    #[test]
    fn an_address_becomes_an_address_and_a_domain_a_domain() {
        for (internal, external, more, broken) in [
            ("ann@contoso.com", "sales@fabrikam.com", json!({}), None),
            ("contoso.com", "fabrikam.com", json!({}), None),
            ("*.contoso.com", "contoso.com", json!({"OutboundOnly": true}), None),
            ("*.contoso.com", "contoso.com", json!({"OutboundOnly": true, "ExceptionList": ["a.contoso.com"]}), None),
            ("*.contoso.com", "contoso.com", json!({}), Some("OutboundOnly")),
            ("contoso.com", "*.fabrikam.com", json!({}), Some("ExternalAddress")),
            ("ann@contoso.com", "fabrikam.com", json!({}), Some("ExternalAddress")),
            ("contoso.com", "ann@fabrikam.com", json!({}), Some("ExternalAddress")),
            ("contoso.com", "Contoso.com", json!({}), Some("ExternalAddress")),
            ("contoso.com", "fabrikam.com", json!({"ExceptionList": ["a.contoso.com"]}), Some("ExceptionList")),
            (
                "*.contoso.com",
                "contoso.com",
                json!({"OutboundOnly": true, "ExceptionList": ["fabrikam.com"]}),
                Some("ExceptionList"),
            ),
        ] {
            let mut given = json!({"InternalAddress": internal, "ExternalAddress": external});
            given.as_object_mut().expect("a map").extend(more.as_object().cloned().unwrap_or_default());
            let breach = judge(&entry(given.clone()), &Organization::default()).err();
            assert_eq!(breach.map(|breach| breach.property), broken, "{given}");
        }
    }

    #[test]
    fn an_address_is_rewritten_by_one_entry_each_way() {
        let mut organization = Organization::default();
        keep(&mut organization, &entry(json!({"InternalAddress": "a.com", "ExternalAddress": "x.com"})));
        for (internal, external, outbound_only, broken) in [
            ("a.com", "y.com", true, Some("InternalAddress")),
            ("b.com", "x.com", false, Some("ExternalAddress")),
            ("b.com", "x.com", true, None),
            ("ann@a.com", "ann@x.com", false, None),
        ] {
            let given =
                json!({"InternalAddress": internal, "ExternalAddress": external, "OutboundOnly": outbound_only});
            let breach = judge(&entry(given), &organization).err();
            assert_eq!(breach.map(|breach| breach.property), broken, "{internal} {external}");
        }
    }

    #[test]
    fn who_rewrites_what_is_not_ours_is_told() {
        let mut organization = Organization::default();
        let accept = |organization: &mut Organization, domain: &str, kind: &str| {
            let given = json!({"DomainName": domain, "DomainType": kind});
            keep(organization, &AcceptedDomain::create(domain, "", given).expect("sound"));
        };
        accept(&mut organization, "contoso.com", "Authoritative");
        accept(&mut organization, "relay.com", "InternalRelay");
        for (internal, external, outbound_only, told) in [
            ("relay.com", "contoso.com", true, true),
            ("contoso.com", "relay.com", false, true),
            ("contoso.com", "relay.com", true, false),
            ("*.relay.com", "contoso.com", true, false),
        ] {
            let given =
                json!({"InternalAddress": internal, "ExternalAddress": external, "OutboundOnly": outbound_only});
            let advice = is_ours(&entry(given), &Beside { organization: &organization, server: "" });
            assert_eq!(advice.is_some(), told, "{internal} {external}: {advice:?}");
        }
    }
}
