//! `Get-ADPermission`: who may do what on a receive connector.

use super::ace::{ACE, Ace};
use super::entries::{self, IDENTITY};
use crate::cmdlet::config::{named, stored};
use crate::cmdlet::prelude::*;
use crate::model::ReceiveConnector;
use crate::model::class::Class;
use crate::model::permission::{Access, Trustee, given_by_groups};

static USER: Param<Trustee> =
    Param::new("User", "Only the rights of these, such as `NT AUTHORITY\\ANONYMOUS LOGON`, or of a mailbox.")
        .completes(entries::trustees);

pub static GET_AD_PERMISSION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-ADPermission",
        synopsis: "Show who may do what on a receive connector",
        about: "One line for each right: what the permission groups of the connector give, and what Add-ADPermission has \
                given or denied beside them. A denial wins over whatever gives the right.",
        params: &[IDENTITY.spec(), USER.spec()],
        emits: Some(&ACE),
        needs: Right::ViewConfiguration,
        examples: &[
            Example {
                does: "Show all rights on a connector",
                run: "Get-ReceiveConnector 'From Internet' | Get-ADPermission",
            },
            Example {
                does: "Show where strangers may relay",
                run: "Get-ReceiveConnector | Get-ADPermission -User 'NT AUTHORITY\\ANONYMOUS LOGON' | Where-Object {$_.ExtendedRights -like '*Any-Recipient'}",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let picture = session.picture()?;
    let object = named(ReceiveConnector::INFO, call, session, &picture)?;
    let wanted = match call.is_given("User") {
        true => Some(entries::trustee(call, &picture)?),
        false => None,
    };
    let connector = ReceiveConnector::from_stored(&stored(&object))?;
    let directory = picture.organization().directory();
    let identity = format!("{}\\{}", object.scope, object.name);
    for ace in aces(&connector) {
        if wanted.as_ref().is_none_or(|wanted| ace.trustee == *wanted) {
            out.emit(Value::Object(ace.shown(&identity, directory)))?;
        }
    }
    Ok(())
}

/// What groups give, less what was withdrawn, then the entries of the connector itself.
fn aces(connector: &ReceiveConnector) -> Vec<Ace> {
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
