//! Mail contacts: recipients elsewhere that our people can write to as if they were here.

use crate::model::ProxyAddress;
use crate::model::class::{Beside, Breach, Creation, Properties};
use crate::model::recipient::{self, recipient_class};

recipient_class! {
    person;
    /// Somebody on another mail system: mail for one of the contact's addresses goes on to ExternalEmailAddress.
    MailContact {
        nouns: ["MailContact"],
        scope: Organization,
        verbs: [New, Get, Set, Remove],
        shown: ["Name", "Alias", "PrimarySmtpAddress", "ExternalEmailAddress"],
        ignored: ["OrganizationalUnit"],
        looks_at: ["Mailbox", "MailUser", "MailContact", "DistributionGroup", "DynamicDistributionGroup", "RecipientDirectory"],
        presets: presets,
        paged: 1000,
        settle: settle,
        answers_to: |contact, text| recipient::answers_to(&contact.card(), text),
        examples: [
            (New, "Make a contact that groups can have as a member", "New-MailContact -Name Pat -ExternalEmailAddress pat@fabrikam.com"),
            (New, "Give an address of ours to somebody elsewhere", "New-MailContact -Name Lee -ExternalEmailAddress lee@fabrikam.com -PrimarySmtpAddress lee@contoso.com"),
            (Get, "Show all contacts", "Get-MailContact"),
            (Set, "Send their mail to another place", "Set-MailContact Lee -ExternalEmailAddress lee@tailspin.example"),
            (Remove, "Remove a contact", "Remove-MailContact Lee -Confirm:$false"),
        ],
    }
    properties {
        /// The address on the other system that mail goes on to.
        external_email_address = ExternalEmailAddress: ProxyAddress, required;
        /// Take mail only from senders who have logged on, or from our own servers. Default $false.
        require_sender_authentication_enabled = RequireSenderAuthenticationEnabled: bool = false;
    }
    rules [target_is_smtp]
}

fn presets(creation: &Creation) -> Result<Properties, Breach> {
    let target = creation.read::<ProxyAddress>("ExternalEmailAddress")?.and_then(|target| target.smtp().cloned());
    Ok(recipient::presets(creation, target)?.into_properties())
}

fn settle(contact: &mut MailContact, changed: &[&str], beside: &Beside) -> Result<(), Breach> {
    recipient::settle_target(&mut contact.external_email_address, &mut contact.email_addresses);
    recipient::settle(contact, changed, beside)
}

fn target_is_smtp(contact: &MailContact, _: &Beside) -> Result<(), Breach> {
    recipient::target_is_smtp(&contact.external_email_address)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::Mailbox;
    use crate::model::class::Class;
    use crate::model::organization::Organization;
    use crate::model::tests::{judge, keep};

    #[test]
    fn a_contact_has_its_target_and_what_it_is_given() {
        for (given, primary, addresses) in [
            (json!({"ExternalEmailAddress": "pat@f.com"}), "pat@f.com", "SMTP:pat@f.com"),
            (
                json!({"ExternalEmailAddress": "SMTP:pat@f.com", "PrimarySmtpAddress": "pat@c.com"}),
                "pat@c.com",
                "SMTP:pat@c.com smtp:pat@f.com",
            ),
        ] {
            let contact = MailContact::create("Pat", "", given).expect("sound");
            let all: Vec<String> = contact.email_addresses.iter().map(ToString::to_string).collect();
            assert_eq!(
                (contact.primary_smtp_address.to_string().as_str(), all.join(" ").as_str()),
                (primary, addresses)
            );
            assert_eq!(contact.external_email_address.to_string(), "SMTP:pat@f.com");
        }
    }

    #[test]
    fn no_recipient_of_any_class_shares_an_address_an_alias_or_a_name() {
        let mut organization = Organization::default();
        keep(
            &mut organization,
            &Mailbox::create("Ann", "", json!({"PrimarySmtpAddress": "ann@c.com"})).expect("sound"),
        );
        for (name, given, broken) in [
            ("Pat", json!({"ExternalEmailAddress": "pat@f.com"}), None),
            ("Pat", json!({"ExternalEmailAddress": "ANN@c.com", "Alias": "x"}), Some("EmailAddresses")),
            ("Pat", json!({"ExternalEmailAddress": "pat@f.com", "Alias": "Ann"}), Some("Alias")),
            ("ann", json!({"ExternalEmailAddress": "pat@f.com", "Alias": "pat"}), Some("Name")),
            (
                "Pat",
                json!({"ExternalEmailAddress": "X400:c=US;s=pat", "PrimarySmtpAddress": "p@c.com"}),
                Some("ExternalEmailAddress"),
            ),
        ] {
            let contact = MailContact::create(name, "", given.clone()).expect("readable");
            let breach = judge(&contact, &organization).err();
            assert_eq!(breach.map(|breach| breach.property), broken, "{given}");
        }
    }
}
