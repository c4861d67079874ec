//! `Add-ADPermission`: gives somebody a right on a receive connector, or denies it.

use super::entries::{self, ACCESS_RIGHTS, DENY, IDENTITY, RIGHTS, USER};
use crate::cmdlet::config::edit;
use crate::cmdlet::prelude::*;
use crate::model::ReceiveConnector;
use crate::model::permission::{Access, AccessEntry};

pub static ADD_AD_PERMISSION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Add-ADPermission",
        synopsis: "Give somebody a right on a receive connector, or deny it",
        about: "Beside what the permission groups of the connector give to all of a kind. The next message of every open \
                session goes by it. Giving back what Remove-ADPermission took from a group makes no entry of its own.",
        params: &[IDENTITY.spec(), USER.spec(), RIGHTS.spec(), ACCESS_RIGHTS.spec(), DENY.spec()],
        effect: Effect::Changes(Impact::Medium),
        needs: Right::ManageConnectors,
        examples: &[
            Example {
                does: "Let the hosts of a connector relay to anywhere without a login",
                run: "Get-ReceiveConnector Relay | Add-ADPermission -User 'NT AUTHORITY\\ANONYMOUS LOGON' -ExtendedRights 'Ms-Exch-SMTP-Accept-Any-Recipient'",
            },
            Example {
                does: "Let one account send as anybody",
                run: "Add-ADPermission 'Client TEST' -User kim -ExtendedRights ms-Exch-SMTP-Accept-Any-Sender,ms-Exch-SMTP-Accept-Authoritative-Domain-Sender",
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
            let withdrawn = entries::position(&all, Access::Withdraw, &trustee, *right);
            let is_there = match access {
                Access::Deny => entries::position(&all, access, &trustee, *right).is_some(),
                _ => {
                    entries::position(&all, access, &trustee, *right).is_some()
                        || withdrawn.is_none() && entries::is_given_by_group(&connector, &trustee, *right)
                }
            };
            match withdrawn.filter(|_| access == Access::Allow) {
                _ if is_there => {
                    call.warn(format!(
                        "'{}' has that entry already: {right} of {}.",
                        object.name,
                        call.require(&USER)?
                    ))?;
                }
                Some(at) if entries::is_given_by_group(&connector, &trustee, *right) => drop(all.remove(at)),
                _ => all.push(AccessEntry { access, right: *right, trustee: trustee.clone() }),
            }
        }
        Ok((all != connector.extended_rights).then(|| entries::with_entries(object, &all)))
    })
}
