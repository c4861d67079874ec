//! Which recipients a dynamic group or a policy is about.

use std::fmt;
use std::str::FromStr;

use super::addressee::Addressee;
use crate::model::choice::flags;
use crate::model::text::{Malformed, stored_as_text};
use crate::model::{Filter, FromValue, IntoValue, Scalar, Value};

flags! {
    /// Kinds of recipients, for those who do not want to write a filter.
    WellKnownRecipientType as "WellKnownRecipientType", empty None {
        /// Mailboxes.
        MailboxUsers = 1,
        /// Contacts.
        MailContacts = 2,
        /// Groups, dynamic ones too.
        MailGroups = 4,
        /// People whose mailbox is elsewhere.
        MailUsers = 8,
        /// All of these.
        AllRecipients = 15,
    }
}

/// Properties that a filter may ask for, besides CustomAttribute1 to CustomAttribute15.
const KNOWN: &[&str] = &[
    "Name",
    "Identity",
    "Alias",
    "DisplayName",
    "FirstName",
    "LastName",
    "Initials",
    "Guid",
    "PrimarySmtpAddress",
    "EmailAddresses",
    "ExternalEmailAddress",
    "RecipientType",
    "RecipientTypeDetails",
    "RecipientDirectory",
];

/// A condition on recipients.
#[derive(Clone, Debug, PartialEq)]
pub struct RecipientFilter(Filter);

impl RecipientFilter {
    pub fn holds(&self, one: &Addressee) -> bool {
        let card = one.card();
        self.0.holds(&|name| {
            if name.eq_ignore_ascii_case("RecipientType") || name.eq_ignore_ascii_case("RecipientTypeDetails") {
                return Some(one.recipient_type().into_value());
            }
            if name.eq_ignore_ascii_case("ExternalEmailAddress") {
                return one.target().cloned().map(IntoValue::into_value);
            }
            card.property(name)
        })
    }
}

/// Whether a recipient is meant by a filter, or by kinds where there is no filter.
pub fn is_meant(one: &Addressee, filter: Option<&RecipientFilter>, kinds: WellKnownRecipientType) -> bool {
    match filter {
        Some(filter) => filter.holds(one),
        None => kinds.contains(match one {
            Addressee::Mailbox(_) => WellKnownRecipientType::MailboxUsers,
            Addressee::MailUser(_) => WellKnownRecipientType::MailUsers,
            Addressee::MailContact(_) => WellKnownRecipientType::MailContacts,
            Addressee::Group(_) | Addressee::DynamicGroup(_) => WellKnownRecipientType::MailGroups,
        }),
    }
}

fn of(filter: Filter) -> Result<RecipientFilter, Malformed> {
    let custom: Vec<String> = (1..=15).map(|number| format!("CustomAttribute{number}")).collect();
    let known: Vec<&str> = KNOWN.iter().copied().chain(custom.iter().map(String::as_str)).collect();
    match filter.check(&known) {
        Ok(()) => Ok(RecipientFilter(filter)),
        Err(fault) => Err(Malformed::new(fault.says, fault.fix.unwrap_or_default())),
    }
}

impl FromStr for RecipientFilter {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<RecipientFilter, Malformed> {
        let filter = Filter::parse(text).map_err(|fault| Malformed::new(fault.says, fault.fix.unwrap_or_default()))?;
        of(filter)
    }
}

impl fmt::Display for RecipientFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

stored_as_text!(RecipientFilter);

impl FromValue for RecipientFilter {
    const TYPE_NAME: &'static str = Filter::TYPE_NAME;

    fn from_value(value: &Value) -> Result<RecipientFilter, String> {
        match value.downcast::<RecipientFilter>() {
            Some(own) => Ok(own.clone()),
            None => of(Filter::from_value(value)?).map_err(|bad| bad.reason()),
        }
    }
}

impl Scalar for RecipientFilter {
    fn type_name(&self) -> &'static str {
        "RecipientFilter"
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

impl IntoValue for RecipientFilter {
    fn into_value(self) -> Value {
        Value::scalar(self)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Class;
    use crate::model::{MailContact, Mailbox};

    #[test]
    fn filters_ask_for_what_recipients_have() {
        let given =
            json!({ "PrimarySmtpAddress": "ann@contoso.com", "CustomAttribute3": "Sales", "LastName": "Smith" });
        let ann = Addressee::Mailbox(Mailbox::create("Ann", "", given).expect("sound").into());
        let given = json!({ "ExternalEmailAddress": "pat@fabrikam.com" });
        let pat = Addressee::MailContact(MailContact::create("Pat", "", given).expect("sound").into());
        for (filter, fits_ann, fits_pat) in [
            ("RecipientType -eq 'UserMailbox'", true, false),
            ("CustomAttribute3 -eq 'sales'", true, false),
            ("LastName -like 'S*' -or ExternalEmailAddress -like '*@fabrikam.com'", true, true),
            ("-not (Alias -eq 'ann')", false, true),
        ] {
            let filter: RecipientFilter = filter.parse().expect(filter);
            assert_eq!((filter.holds(&ann), filter.holds(&pat)), (fits_ann, fits_pat), "{filter}");
        }
        assert!("Shoesize -gt 40".parse::<RecipientFilter>().is_err());
        assert!(is_meant(&pat, None, WellKnownRecipientType::AllRecipients));
        assert!(!is_meant(&pat, None, WellKnownRecipientType::MailboxUsers));
    }
}
