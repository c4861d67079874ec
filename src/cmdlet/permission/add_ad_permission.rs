//! `Add-ADPermission`: gives somebody a right on a receive connector, or denies it.

use std::cell::RefCell;

use super::ace::{self, ACE, Ace};
use super::entries::{self, ACCESS_RIGHTS, DENY, IDENTITY, RIGHTS, USER};
use crate::cmdlet::prelude::*;
use crate::model::permission::{Access, ExtendedRight};

pub static ADD_AD_PERMISSION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Add-ADPermission",
        synopsis: "Give somebody a right on a receive connector, or deny it",
        about: "Beside what the permission groups of the connector give to all of a kind. The next message of every open \
                session goes by it. Giving back what Remove-ADPermission took from a group makes no entry of its own.",
        params: &[IDENTITY.spec(), USER.spec(), RIGHTS.spec(), ACCESS_RIGHTS.spec(), DENY.spec()],
        emits: Some(&ACE),
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

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    // Gone over again where somebody else was first.
    let added = RefCell::new(Vec::new());
    entries::change(call, session, "has that entry already", |entries, right| {
        let withdrawn = entries.position(Access::Withdraw, right);
        let is_from_group = entries.access == Access::Allow && entries.is_given_by_group(right);
        let is_there = entries.position(entries.access, right).is_some();
        if is_there || is_from_group && withdrawn.is_none() {
            return false;
        }
        match withdrawn.filter(|_| is_from_group) {
            Some(at) => entries.remove(at),
            None => entries.add(entries.access, right),
        }
        added.borrow_mut().push(right);
        true
    })?;
    shown(call, session, &added.into_inner(), out)
}

/// Puts out the entries of these rights that are there now: none with -WhatIf.
fn shown(call: &Call, session: &Session, rights: &[ExtendedRight], out: &mut Output) -> Result<(), Fault> {
    if rights.is_empty() {
        return Ok(());
    }
    let picture = session.picture()?;
    let (identity, connector) = entries::connector(call, session, &picture)?;
    let trustee = entries::trustee(call, &picture)?;
    let is_denial = call.is_set(&DENY)?;
    let directory = picture.organization().directory();
    let is_new = |ace: &Ace| ace.trustee == trustee && ace.is_denial == is_denial && rights.contains(&ace.right);
    let mut new = ace::all(&connector).into_iter().filter(is_new);
    new.try_for_each(|ace| out.emit(Value::Object(ace.shown(&identity, directory))))
}
