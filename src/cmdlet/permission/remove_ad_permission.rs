//! `Remove-ADPermission`: takes a right on a receive connector away, or the denial of one.

use super::entries::{self, ACCESS_RIGHTS, DENY, IDENTITY, RIGHTS, USER};
use crate::cmdlet::prelude::*;
use crate::model::permission::Access;

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
    entries::change(call, session, "has no such entry", |entries, right| {
        let own = entries.position(entries.access, right);
        let from_group = entries.access == Access::Allow
            && entries.is_given_by_group(right)
            && entries.position(Access::Withdraw, right).is_none();
        if let Some(at) = own {
            entries.remove(at);
        }
        if from_group {
            entries.add(Access::Withdraw, right);
        }
        own.is_some() || from_group
    })
}
