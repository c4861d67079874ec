//! `Remove-ADPermission`: takes a right on a receive connector away, or the denial of one.

use super::entries::{self, ACCESS_RIGHTS, DENY, IDENTITY, RIGHTS, USER};
use crate::cmdlet::config::edit;
use crate::cmdlet::prelude::*;
use crate::model::ReceiveConnector;
use crate::model::permission::{Access, AccessEntry};

pub static REMOVE_AD_PERMISSION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Remove-ADPermission",
        synopsis: "Take a right on a receive connector away, or the denial of one",
        about: "Also a right that a permission group gives; naming the groups anew with Set-ReceiveConnector \
                -PermissionGroups gives it back.",
        params: &[IDENTITY.spec(), USER.spec(), RIGHTS.spec(), ACCESS_RIGHTS.spec(), DENY.spec()],
        effect: Effect::Changes(Impact::High),
        needs: Right::ManageConnectors,
        examples: &[
            Example {
                does: "Refuse mail of strangers that claims to be from our own domains",
                run: "Get-ReceiveConnector 'From Internet' | Get-ADPermission -User 'NT AUTHORITY\\ANONYMOUS LOGON' | Where-Object {$_.ExtendedRights -like 'ms-exch-smtp-accept-authoritative-domain-sender'} | Remove-ADPermission -Confirm:$false",
            },
            Example {
                does: "See first what would be taken away",
                run: "Remove-ADPermission 'From Internet' -User 'NT AUTHORITY\\ANONYMOUS LOGON' -ExtendedRights ms-Exch-Accept-Headers-Routing -WhatIf",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, _: &mut Output) -> Result<(), Fault> {
    entries::check_access_rights(call)?;
    let rights = call.require(&RIGHTS)?;
    let access = if call.is_set(&DENY)? { Access::Deny } else { Access::Allow };
    edit(ReceiveConnector::INFO, call, session, &[entries::PROPERTY], |object, picture| {
        let trustee = entries::trustee(call, picture)?;
        let connector = entries::typed(object)?;
        let mut all = connector.extended_rights.clone();
        for right in &rights {
            let own = entries::position(&all, access, &trustee, *right);
            let from_group = access == Access::Allow
                && entries::is_given_by_group(&connector, &trustee, *right)
                && entries::position(&all, Access::Withdraw, &trustee, *right).is_none();
            if let Some(at) = own {
                all.remove(at);
            }
            if from_group {
                all.push(AccessEntry { access: Access::Withdraw, right: *right, trustee: trustee.clone() });
            } else if own.is_none() {
                call.warn(format!("'{}' has no such entry: {right} of {}.", object.name, call.require(&USER)?))?;
            }
        }
        Ok((all != connector.extended_rights).then(|| entries::with_entries(object, &all)))
    })
}
