//! `Get-ADPermission`: who may do what on a receive connector.

use super::ace::{ACE, all};
use super::entries::{self, IDENTITY};
use crate::cmdlet::prelude::*;
use crate::model::permission::Trustee;

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
    let (identity, connector) = entries::connector(call, session, &picture)?;
    let wanted = match call.is_given("User") {
        true => Some(entries::trustee(call, &picture)?),
        false => None,
    };
    let directory = picture.organization().directory();
    for ace in all(&connector) {
        if wanted.as_ref().is_none_or(|wanted| ace.trustee == *wanted) {
            out.emit(Value::Object(ace.shown(&identity, directory)))?;
        }
    }
    Ok(())
}
