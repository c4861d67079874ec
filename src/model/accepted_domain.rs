//! Accepted domains: whose mail is ours.

use super::class::{Beside, Breach, class};
use super::{AcceptedDomainType, Closeness, Domain, Organization, RecipientLink, SmtpDomain, recipient};

class! {
    /// A domain whose mail this organization takes.
    AcceptedDomain {
        nouns: ["AcceptedDomain"],
        scope: Organization,
        verbs: [New, Get, Set, Remove],
        shown: ["Name", "DomainName", "DomainType", "Default"],
        looks_at: ["AcceptedDomain"],
        elected: "Default",
        settle: settle,
        answers_to: |domain, text| domain.domain_name.to_string().eq_ignore_ascii_case(text),
        examples: [
            (New, "Take mail for a domain whose recipients are all here", "New-AcceptedDomain -Name Contoso -DomainName contoso.com"),
            (New, "Share a domain with another mail system", "New-AcceptedDomain -Name Shared -DomainName fabrikam.com -DomainType InternalRelay"),
            (Get, "Show all accepted domains", "Get-AcceptedDomain"),
            (Set, "Send mail for unknown recipients on instead of refusing it", "Set-AcceptedDomain Contoso -DomainType InternalRelay"),
            (Set, "Take mail for everything below the domain, too", "Set-AcceptedDomain Contoso -MatchSubDomains $true"),
            (Set, "Have new recipients, and this server's postmaster, in that domain", "Set-AcceptedDomain Contoso -MakeDefault $true"),
            (Remove, "Stop taking mail for a domain", "Remove-AcceptedDomain Contoso -Confirm:$false"),
        ],
    }
    properties {
        /// The domain: `contoso.com` alone, or `*.contoso.com` with everything below it. The closest match counts.
        domain_name = DomainName: SmtpDomain, new_only, required;
        /// Authoritative refuses unknown recipients, InternalRelay sends their mail on by a send connector, ExternalRelay
        /// sends all its mail on. Default Authoritative.
        domain_type = DomainType: AcceptedDomainType = AcceptedDomainType::Authoritative;
        /// Take mail for everything below DomainName as well. Default $false.
        match_sub_domains = MatchSubDomains: bool = false;
        /// Whether it is the default domain: of the postmaster, of new recipients without an address, and of what `emsh
        /// sendmail` sends. The first one is, until Set-AcceptedDomain -MakeDefault makes another so.
        is_default = Default: bool = false, system;
        /// Recipient who gets what is addressed to nobody in the domain. Default: none.
        catch_all_recipient_id = CatchAllRecipientID: Option<RecipientLink> = None;
    }
    rules [is_not_everything, is_its_own]
    farewell [another_becomes_default]
}

impl AcceptedDomain {
    /// The name of the default domain.
    pub fn default_of(organization: &Organization) -> Option<&Domain> {
        organization.all::<AcceptedDomain>().find(|domain| domain.is_default)?.domain_name.domain()
    }

    /// How closely it is the domain of somebody, or `None` where it is not.
    pub fn closeness(&self, domain: &Domain) -> Option<Closeness> {
        match (&self.domain_name, self.match_sub_domains) {
            (SmtpDomain::Exact(own), true) if own != domain => SmtpDomain::Below(own.clone()).closeness(domain),
            (name, _) => name.closeness(domain),
        }
    }
}

fn settle(domain: &mut AcceptedDomain, _: &[&str], beside: &Beside) -> Result<(), Breach> {
    match &mut domain.catch_all_recipient_id {
        Some(link) => recipient::resolve_one("CatchAllRecipientID", link, beside.organization.directory()),
        None => Ok(()),
    }
}

fn another_becomes_default(domain: &AcceptedDomain, beside: &Beside) -> Result<Option<String>, Breach> {
    let others = || beside.others::<AcceptedDomain>(domain.id);
    let next = others().min_by_key(|other| other.name.to_lowercase()).filter(|_| domain.is_default);
    Ok(next.map(|next| format!("'{}' is the default domain; '{}' becomes it.", domain.name, next.name)))
}

/// Accepting every domain is an open relay.
fn is_not_everything(domain: &AcceptedDomain, _: &Beside) -> Result<(), Breach> {
    if domain.domain_name == SmtpDomain::Any {
        return Err(Breach::new(
            "DomainName",
            "Taking mail for every domain would relay for anybody.",
            "Name the domains that are yours: contoso.com, or *.contoso.com with everything below it.",
        ));
    }
    Ok(())
}

fn is_its_own(domain: &AcceptedDomain, beside: &Beside) -> Result<(), Breach> {
    match beside.others::<AcceptedDomain>(domain.id).find(|other| other.domain_name == domain.domain_name) {
        Some(other) => Err(Breach::new(
            "DomainName",
            format!("Accepted domain '{}' is for {} already.", other.name, other.domain_name),
            format!("Change that one with 'Set-AcceptedDomain \"{}\"'.", other.name),
        )),
        None => Ok(()),
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
    fn a_domain_is_accepted_once_and_never_all_of_them() {
        let domain = |text: &str| AcceptedDomain::create("x", "", json!({"DomainName": text})).expect(text);
        let mut organization = Organization::default();
        keep(&mut organization, &domain("contoso.com"));
        assert!(judge(&domain("*.contoso.com"), &organization).is_ok());
        assert!(judge(&domain("CONTOSO.com"), &organization).is_err());
        assert!(judge(&domain("*"), &organization).is_err());
    }
}
