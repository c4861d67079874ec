//! What every recipient has, whatever its class, for those who look at recipients of all classes.

use uuid::Uuid;

use super::link::RecipientLink;
use crate::model::{ByteSize, IntoValue, ProxyAddress, SmtpAddress, Unlimited, Value};

/// A view of one recipient.
#[derive(Clone, Copy, Debug)]
pub struct Card<'a> {
    /// The class's name, such as `MailContact`.
    pub class: &'static str,
    pub id: Uuid,
    pub name: &'a str,
    pub alias: &'a str,
    pub display_name: &'a str,
    pub first_name: &'a str,
    pub last_name: &'a str,
    pub initials: &'a str,
    pub primary: &'a SmtpAddress,
    pub addresses: &'a [ProxyAddress],
    pub max_receive_size: Unlimited<ByteSize>,
    pub max_send_size: Unlimited<ByteSize>,
    /// E-mail address policies say which addresses it has.
    pub follows_policies: bool,
    /// The recipient directory that made it; empty for those that people made.
    pub directory: &'a str,
    /// Only senders who have proved who they are.
    pub is_for_authenticated: bool,
    pub accepts: Senders<'a>,
    pub rejects: Senders<'a>,
    pub custom: [&'a str; 15],
}

/// Senders that a recipient takes mail from, or refuses: by themselves, or as members of groups.
#[derive(Clone, Copy, Debug)]
pub struct Senders<'a> {
    pub senders: &'a [RecipientLink],
    pub groups: &'a [RecipientLink],
}

impl Senders<'_> {
    pub fn is_empty(&self) -> bool {
        self.senders.is_empty() && self.groups.is_empty()
    }
}

impl<'a> Card<'a> {
    /// Every SMTP address that it answers to.
    pub fn smtp(&self) -> impl Iterator<Item = &'a SmtpAddress> + use<'a> {
        self.addresses.iter().filter_map(ProxyAddress::smtp)
    }

    /// A property by the name that filters have for it, in any letter case; `None` for one that recipients do not have.
    pub fn property(&self, name: &str) -> Option<Value> {
        let lower = name.to_ascii_lowercase();
        let text = |text: &str| Some(text.into_value());
        match lower.as_str() {
            "name" | "identity" => text(self.name),
            "alias" => text(self.alias),
            "displayname" => text(self.display_name),
            "firstname" => text(self.first_name),
            "lastname" => text(self.last_name),
            "initials" => text(self.initials),
            "recipientdirectory" => text(self.directory),
            "guid" => Some(self.id.into_value()),
            "primarysmtpaddress" => Some(self.primary.clone().into_value()),
            "emailaddresses" => Some(Value::array(self.addresses.iter().cloned().map(IntoValue::into_value).collect())),
            _ => {
                let number: usize = lower.strip_prefix("customattribute")?.parse().ok()?;
                text(self.custom.get(number.checked_sub(1)?)?)
            }
        }
    }
}
