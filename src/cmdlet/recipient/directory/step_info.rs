//! What would become of one entry, as Test-RecipientDirectory shows it.

use std::sync::Arc;

use crate::directory::Step;
use crate::model::{IntoValue, Object, PropertyInfo, TypeInfo};

const fn text(name: &'static str, doc: &'static str) -> PropertyInfo {
    PropertyInfo { name, type_name: "String", doc }
}

pub static STEP: TypeInfo = TypeInfo {
    name: "Emsh.Transport.RecipientDirectoryStep",
    properties: &[
        text("Action", "Add, Change, Remove, Refuse, or Hold: kept because too many would be removed at once."),
        text("Name", "Name of the recipient."),
        text("RecipientType", "Mailbox, MailUser, MailContact or DistributionGroup."),
        text("PrimarySmtpAddress", "Its address."),
        text("Entry", "Where its entry is: a line, a row or a distinguished name."),
        text("Detail", "Properties that change, or the reason."),
    ],
    shown: &["Action", "Name", "Entry", "Detail"],
    methods: &[],
};

pub fn shown(step: Step) -> Object {
    let Step { act, class, name, address, place, detail } = step;
    let values = [act.to_string(), name, class.to_owned(), address, place, detail];
    let names = STEP.properties.iter().map(|property| Arc::from(property.name));
    Object::of(&STEP, names.zip(values.map(IntoValue::into_value)).collect())
}
