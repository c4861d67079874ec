//! E-mail address policies: which addresses recipients get.

use super::class::{Beside, Breach, class};
use super::recipient::filter::is_meant;
use super::{
    AcceptedDomain, AcceptedDomainType, AddressTemplate, Addressee, Organization, RecipientFilter, TransportServer,
    WellKnownRecipientType,
};

class! {
    /// Which addresses recipients get when Update-EmailAddressPolicy applies it. Of several policies that are about a
    /// recipient the first counts.
    EmailAddressPolicy {
        nouns: ["EmailAddressPolicy"],
        scope: Organization,
        verbs: [New, Get, Set, Remove],
        shown: ["Name", "Priority", "EnabledPrimarySMTPAddressTemplate", "RecipientFilter"],
        looks_at: ["EmailAddressPolicy", "AcceptedDomain", "TransportServer"],
        ranked: "Priority",
        settle: settle,
        examples: [
            (New, "Give people their names as addresses", "New-EmailAddressPolicy -Name People -IncludedRecipients MailboxUsers -EnabledPrimarySMTPAddressTemplate 'SMTP:%g.%s@contoso.com'"),
            (New, "Give some a further address in another form", "New-EmailAddressPolicy -Name Paris -RecipientFilter {CustomAttribute1 -eq 'Paris'} -EnabledEmailAddressTemplates 'SMTP:%m@contoso.com','smtp:%1g%s@contoso.com'"),
            (Get, "Show all policies", "Get-EmailAddressPolicy"),
            (Set, "Let a policy count before the others", "Set-EmailAddressPolicy Paris -Priority 0"),
            (Remove, "Remove a policy; addresses stay", "Remove-EmailAddressPolicy Paris -Confirm:$false"),
        ],
    }
    properties {
        /// The primary address: `SMTP:%g.%s@contoso.com`. `%g` is FirstName, `%s` LastName, `%i` Initials, `%d` DisplayName,
        /// `%m` Alias, `%2g` the first two letters. Without anything before the `@` the alias stands there.
        enabled_primary_smtp_address_template = EnabledPrimarySMTPAddressTemplate: Option<AddressTemplate> = None;
        /// All addresses; the one with a capital `SMTP:` is the primary one. Default: the primary alone.
        enabled_email_address_templates = EnabledEmailAddressTemplates: Vec<AddressTemplate> = Vec::new();
        /// Which recipients the policy is about. Wins over IncludedRecipients.
        recipient_filter = RecipientFilter: Option<RecipientFilter> = None;
        /// Kinds of recipients that it is about, where there is no filter.
        included_recipients = IncludedRecipients: WellKnownRecipientType = WellKnownRecipientType::None;
        /// Place among the policies; 0 counts first. Default: last.
        priority = Priority: u32 = u32::MAX;
    }
    rules [says_one_primary, is_about_somebody, domains_are_ours, domain_is_no_server]
}

impl EmailAddressPolicy {
    /// Whether it is about a recipient.
    pub fn means(&self, one: &Addressee) -> bool {
        is_meant(one, self.recipient_filter.as_ref(), self.included_recipients)
    }

    /// The policy that counts for a recipient.
    pub fn of<'a>(one: &Addressee, organization: &'a Organization) -> Option<&'a EmailAddressPolicy> {
        organization.all::<EmailAddressPolicy>().filter(|policy| policy.means(one)).min_by_key(|policy| policy.priority)
    }
}

/// The primary template and the list say the same: what was given wins.
fn settle(policy: &mut EmailAddressPolicy, changed: &[&str], _: &Beside) -> Result<(), Breach> {
    let gave = |property: &str| changed.iter().any(|name| name.eq_ignore_ascii_case(property));
    let templates = &mut policy.enabled_email_address_templates;
    match &policy.enabled_primary_smtp_address_template {
        Some(primary) if !gave("EnabledEmailAddressTemplates") => {
            templates.retain(|template| !template.is_primary());
            templates.insert(0, primary.as_primary());
        }
        _ => {}
    }
    policy.enabled_primary_smtp_address_template = templates.iter().find(|one| one.is_primary()).cloned();
    Ok(())
}

fn says_one_primary(policy: &EmailAddressPolicy, _: &Beside) -> Result<(), Breach> {
    match policy.enabled_email_address_templates.iter().filter(|template| template.is_primary()).count() {
        1 => Ok(()),
        _ => Err(Breach::new(
            "EnabledEmailAddressTemplates",
            "A policy has one template for primary addresses.",
            "Give -EnabledPrimarySMTPAddressTemplate, or write SMTP: in capitals before one template.",
        )),
    }
}

fn is_about_somebody(policy: &EmailAddressPolicy, _: &Beside) -> Result<(), Breach> {
    match policy.recipient_filter.is_none() && policy.included_recipients.is_empty() {
        true => Err(Breach::new(
            "RecipientFilter",
            "A policy says which recipients it is about.",
            "Give -IncludedRecipients AllRecipients, or a -RecipientFilter.",
        )),
        false => Ok(()),
    }
}

fn domains_are_ours(policy: &EmailAddressPolicy, beside: &Beside) -> Result<(), Breach> {
    for template in &policy.enabled_email_address_templates {
        let is_ours = |domain: &AcceptedDomain| {
            domain.domain_type != AcceptedDomainType::ExternalRelay && domain.closeness(template.domain()).is_some()
        };
        if !beside.organization.all::<AcceptedDomain>().any(is_ours) {
            return Err(Breach::new(
                "EnabledEmailAddressTemplates",
                format!("{} is no accepted domain: mail to such addresses would not come here.", template.domain()),
                format!("Run 'New-AcceptedDomain -Name {0} -DomainName {0}' before.", template.domain()),
            ));
        }
    }
    Ok(())
}

/// Mail to a server's own name comes back to it (5.4.8).
fn domain_is_no_server(policy: &EmailAddressPolicy, beside: &Beside) -> Result<(), Breach> {
    for template in &policy.enabled_email_address_templates {
        let mut servers = beside.organization.all::<TransportServer>();
        if let Some(server) =
            servers.find(|server| server.fqdn.as_str().eq_ignore_ascii_case(template.domain().as_str()))
        {
            return Err(Breach::new(
                "EnabledEmailAddressTemplates",
                format!("{} is the name of server '{}', and no domain of people.", template.domain(), server.name),
                "Give the domain that people write to, such as contoso.com.",
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Class;
    use crate::model::tests::{judge, keep};

    #[test]
    fn a_policy_is_about_somebody_and_makes_addresses_of_ours() {
        let mut organization = Organization::default();
        keep(&mut organization, &AcceptedDomain::create("C", "", json!({"DomainName": "contoso.com"})).expect("sound"));
        keep(
            &mut organization,
            &AcceptedDomain::create("H", "", json!({"DomainName": "hub1.contoso.com"})).expect("sound"),
        );
        keep(
            &mut organization,
            &TransportServer::create("hub1", "", json!({"Fqdn": "hub1.contoso.com"})).expect("sound"),
        );
        let all = "AllRecipients";
        for (given, broken) in [
            (json!({"EnabledPrimarySMTPAddressTemplate": "SMTP:%m@contoso.com", "IncludedRecipients": all}), None),
            (json!({"EnabledPrimarySMTPAddressTemplate": "@contoso.com", "IncludedRecipients": all}), None),
            (json!({"EnabledPrimarySMTPAddressTemplate": "@contoso.com"}), Some("RecipientFilter")),
            (json!({"IncludedRecipients": all}), Some("EnabledEmailAddressTemplates")),
            (
                json!({"EnabledPrimarySMTPAddressTemplate": "@fabrikam.com", "IncludedRecipients": all}),
                Some("EnabledEmailAddressTemplates"),
            ),
            (
                json!({"EnabledPrimarySMTPAddressTemplate": "@hub1.contoso.com", "IncludedRecipients": all}),
                Some("EnabledEmailAddressTemplates"),
            ),
        ] {
            let policy = EmailAddressPolicy::create("P", "", given.clone()).expect("readable");
            assert_eq!(judge(&policy, &organization).err().map(|breach| breach.property), broken, "{given}");
        }
    }
}
