//! An access control entry as Get-ADPermission shows it.

use std::sync::Arc;

use super::entries;
use crate::model::permission::{Access, ExtendedRight, Trustee, given_by_groups};
use crate::model::{Directory, IntoValue, Object, PropertyInfo, ReceiveConnector, TypeInfo, Value};

pub static ACE: TypeInfo = TypeInfo {
    name: "Emsh.Transport.AdPermission",
    properties: &[
        PropertyInfo::new("Identity", "String", "The receive connector, as `Server\\Name`."),
        PropertyInfo::new("User", "String", "Whose right it is."),
        PropertyInfo::new("Deny", "Boolean", "Whether it takes the right away."),
        PropertyInfo::new("IsInherited", "Boolean", "Always $false: what a connector says is said there."),
        PropertyInfo::new("AccessRights", "String[]", "Always ExtendedRight."),
        PropertyInfo::new("ExtendedRights", "ExtendedRightIdParameter[]", "The right."),
        PropertyInfo::new(
            "PermissionGroup",
            "String",
            "The permission group that gives it; empty for an entry of its own.",
        ),
    ],
    shown: &["Identity", "User", "Deny", "IsInherited", "ExtendedRights"],
    methods: &[],
};

/// One right of one trustee.
pub struct Ace {
    pub trustee: Trustee,
    pub right: ExtendedRight,
    pub is_denial: bool,
    /// Empty for an entry of its own.
    pub group: String,
}

impl Ace {
    pub fn shown(self, connector: &str, directory: &Directory) -> Object {
        let values: [Value; 7] = [
            connector.into_value(),
            name(&self.trustee, directory).into_value(),
            self.is_denial.into_value(),
            false.into_value(),
            Value::array(vec!["ExtendedRight".into_value()]),
            Value::array(vec![self.right.into_value()]),
            self.group.into_value(),
        ];
        Object::of(&ACE, ACE.properties.iter().map(|property| Arc::from(property.name)).zip(values).collect())
    }
}

/// A mailbox by its name, one that is gone by its GUID.
fn name(trustee: &Trustee, directory: &Directory) -> String {
    let known = match trustee {
        Trustee::User(link) => link.id().and_then(|id| directory.get(id)).map(|one| one.name().to_owned()),
        _ => None,
    };
    known.unwrap_or_else(|| trustee.to_string())
}

/// What groups give, less what was withdrawn, then the entries of the connector itself.
pub fn all(connector: &ReceiveConnector) -> Vec<Ace> {
    let entries = &connector.extended_rights;
    let mut aces = Vec::new();
    for (trustee, group, given) in given_by_groups(connector.permission_groups) {
        let kept =
            given.rights().filter(|right| entries::position(entries, Access::Withdraw, trustee, *right).is_none());
        aces.extend(kept.map(|right| Ace {
            trustee: trustee.clone(),
            right,
            is_denial: false,
            group: group.to_string(),
        }));
    }
    aces.extend(entries.iter().filter(|entry| entry.access != Access::Withdraw).map(|entry| Ace {
        trustee: entry.trustee.clone(),
        right: entry.right,
        is_denial: entry.access == Access::Deny,
        group: String::new(),
    }));
    aces
}
