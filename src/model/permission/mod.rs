//! Who may do what on a receive connector (reference: connectors.md §2.3).
//!
//! ```text
//!  PermissionGroups ─► what groups give ─┬─ minus what was withdrawn ─► plus Allow ─► minus Deny ─► Permissions
//!  ExtendedRights   ─► entries for one ──┘
//! ```
//!
//! A peer has the rights of everybody it is: a mailbox is also an authenticated user, a partner is also a stranger. A
//! denial wins over whatever gives the right.

mod entry;
mod groups;
mod right;
mod trustee;

pub use entry::{Access, AccessEntry};
pub use groups::given_by_groups;
pub use right::{ExtendedRight, Permissions};
pub use trustee::Trustee;

use super::ReceiveConnector;

impl ReceiveConnector {
    /// What somebody may do here; `is` tells whether they are meant by a name.
    pub fn permissions_of(&self, is: impl Fn(&Trustee) -> bool) -> Permissions {
        let withdrawn = |trustee: &Trustee| {
            let entries = self.extended_rights.iter();
            entries
                .filter(|entry| entry.access == Access::Withdraw && entry.trustee == *trustee)
                .fold(Permissions::NONE, |all, entry| all.with(entry.right.permission()))
        };
        let mut permissions = Permissions::NONE;
        for (trustee, _, given) in given_by_groups(self.permission_groups).filter(|(trustee, ..)| is(trustee)) {
            permissions = permissions.with(given.without(withdrawn(trustee)));
        }
        let of = |access: Access| {
            let entries = self.extended_rights.iter().filter(|entry| entry.access == access && is(&entry.trustee));
            entries.fold(Permissions::NONE, |all, entry| all.with(entry.right.permission()))
        };
        permissions.with(of(Access::Allow)).without(of(Access::Deny))
    }

    /// Forgets what was taken from groups: naming the groups anew gives them all their rights again.
    pub(super) fn restore_groups(&mut self) {
        self.extended_rights.retain(|entry| entry.access != Access::Withdraw);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Class;

    #[test]
    fn entries_add_to_groups_and_take_from_them() {
        use ExtendedRight as Right;
        let connector = |groups: &str, entries: &[&str]| {
            let given = json!({
                "Bindings": ["0.0.0.0:25"], "RemoteIPRanges": ["10.0.0.0/8"],
                "PermissionGroups": groups, "ExtendedRights": entries,
            });
            ReceiveConnector::create("Relay", "HUB01", given).expect("sound")
        };
        let relay = "Allow ms-Exch-SMTP-Accept-Any-Recipient NT AUTHORITY\\ANONYMOUS LOGON";
        let spoofing = "ms-Exch-SMTP-Accept-Authoritative-Domain-Sender NT AUTHORITY\\ANONYMOUS LOGON";
        for (groups, entries, right, expected, why) in [
            ("AnonymousUsers", &[][..], Right::AnyRecipient, false, "strangers do not relay"),
            ("AnonymousUsers", &[relay], Right::AnyRecipient, true, "unless one says so"),
            ("AnonymousUsers", &[relay, &format!("Deny{}", &relay[5..])], Right::AnyRecipient, false, "denial wins"),
            ("AnonymousUsers", &[], Right::AuthoritativeDomainSender, true, "the group gives it"),
            (
                "AnonymousUsers",
                &[&format!("Withdraw {spoofing}")],
                Right::AuthoritativeDomainSender,
                false,
                "withdrawn",
            ),
            ("AnonymousUsers", &[&format!("Withdraw {spoofing}")], Right::Submit, true, "and nothing else"),
            ("None", &[relay], Right::Submit, false, "one right is one right"),
        ] {
            let permissions = connector(groups, entries).permissions_of(|trustee| *trustee == Trustee::AnonymousLogon);
            assert_eq!(permissions.allow(right.permission()), expected, "{why}");
        }
    }
}
