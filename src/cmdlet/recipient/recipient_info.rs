//! A recipient of any class as Get-Recipient and Get-DistributionGroupMember show it.

use std::sync::Arc;

use crate::model::{Addressee, IntoValue, Object, PropertyInfo, TypeInfo, Value};

const fn text(name: &'static str, doc: &'static str) -> PropertyInfo {
    PropertyInfo { name, type_name: "String", doc }
}

pub static RECIPIENT: TypeInfo = TypeInfo {
    name: "Emsh.Transport.Recipient",
    properties: &[
        text("Identity", "What names it: its name."),
        text("Name", "Its name."),
        text("Alias", "Its short name."),
        text("DisplayName", "Its name for people."),
        text("FirstName", "Given name."),
        text("LastName", "Family name."),
        text(
            "RecipientType",
            "UserMailbox, MailUser, MailContact, MailUniversalDistributionGroup or DynamicDistributionGroup.",
        ),
        PropertyInfo { name: "PrimarySmtpAddress", type_name: "SmtpAddress", doc: "The address that others see." },
        PropertyInfo { name: "EmailAddresses", type_name: "ProxyAddress[]", doc: "All its addresses." },
        PropertyInfo {
            name: "ExternalEmailAddress",
            type_name: "SmtpAddress",
            doc: "The address elsewhere that its mail goes on to.",
        },
        text("RecipientDirectory", "The recipient directory that made it; empty for those that people made."),
        PropertyInfo { name: "Guid", type_name: "Guid", doc: "Stays the same through renames." },
    ],
    shown: &["Name", "RecipientType", "PrimarySmtpAddress"],
    methods: &[],
};

pub fn shown(one: &Addressee) -> Object {
    let card = one.card();
    let addresses = card.addresses.iter().cloned().map(IntoValue::into_value).collect();
    let values: [Value; 12] = [
        card.name.into_value(),
        card.name.into_value(),
        card.alias.into_value(),
        card.display_name.into_value(),
        card.first_name.into_value(),
        card.last_name.into_value(),
        one.recipient_type().into_value(),
        card.primary.clone().into_value(),
        Value::array(addresses),
        one.target().cloned().into_value(),
        card.directory.into_value(),
        card.id.into_value(),
    ];
    let names = RECIPIENT.properties.iter().map(|property| Arc::from(property.name));
    Object::of(&RECIPIENT, names.zip(values).collect())
}
