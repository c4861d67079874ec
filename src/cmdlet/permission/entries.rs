//! What the cmdlets have in common: their parameters, and how the entries of a connector change.

use crate::cmdlet::config::{ObjectId, Picture, edit, named, stored};
use crate::cmdlet::prelude::*;
use crate::lang::call::Candidate;
use crate::model::class::{Class, Properties, to_json};
use crate::model::permission::{Access, AccessEntry, ExtendedRight, Trustee, given_by_groups};
use crate::model::recipient::RecipientLink;
use crate::model::{Addressee, ReceiveConnector};
use crate::store::StoredObject;

pub static IDENTITY: Param<ObjectId> =
    Param::new("Identity", "Receive connector: name, `Server\\Name`, GUID or the connector itself.")
        .position(1)
        .mandatory()
        .from_pipeline()
        .from_property()
        .refuses_null();
pub static RIGHTS: Param<Vec<ExtendedRight>> =
    Param::new("ExtendedRights", "The rights, such as `ms-Exch-SMTP-Accept-Any-Recipient`.")
        .mandatory()
        .from_property();
pub static USER: Param<Trustee> = Param::new(
    "User",
    "Whose rights: `NT AUTHORITY\\ANONYMOUS LOGON`, `NT AUTHORITY\\Authenticated Users`, another of the names that \
     completion offers, or a mailbox.",
)
.mandatory()
.from_property()
.completes(trustees);
pub static ACCESS_RIGHTS: Param<Vec<String>> =
    Param::new("AccessRights", "ExtendedRight, which is what connectors have; may be left out.");
pub static DENY: Param<Switch> =
    Param::switch("Deny", "It is about an entry that takes the right away.").from_property();

pub fn trustees(_: &dyn std::any::Any, word: &str) -> Vec<Candidate> {
    let word = word.to_lowercase();
    let fits = |name: &&str| name.to_lowercase().contains(&word);
    Trustee::names().filter(fits).map(|name| Candidate { value: name.to_owned(), description: String::new() }).collect()
}

/// Refuses access rights that connectors do not have.
fn check_access_rights(call: &Call) -> Result<(), Fault> {
    let given = call.get(&ACCESS_RIGHTS)?.unwrap_or_default();
    match given.iter().find(|right| !right.eq_ignore_ascii_case("ExtendedRight")) {
        None => Ok(()),
        Some(other) => Err(Fault::invalid(
            "AccessRightUnknown",
            format!("A receive connector has no access right '{other}': who may change it is not kept with it."),
        )
        .at(call.place(&ACCESS_RIGHTS))
        .fix("Give -ExtendedRights, such as ms-Exch-SMTP-Accept-Any-Recipient.")),
    }
}

/// The connector that the call names, with its identity.
pub fn connector(call: &Call, session: &Session, picture: &Picture) -> Result<(String, ReceiveConnector), Fault> {
    let object = named(ReceiveConnector::INFO, call, session, picture)?;
    let connector = ReceiveConnector::from_stored(&stored(&object))?;
    Ok((format!("{}\\{}", object.scope, object.name), connector))
}

/// Whom `-User` means; a mailbox by its GUID.
pub fn trustee(call: &Call, picture: &Picture) -> Result<Trustee, Fault> {
    let Trustee::User(link) = call.require(&USER)? else { return call.require(&USER) };
    let directory = picture.organization().directory();
    let text = link.to_string();
    // Of a mailbox that is gone entries may have stayed.
    if let (Some(id), true) = (link.id(), directory.named(&text).is_empty()) {
        return Ok(Trustee::User(RecipientLink::Id(id)));
    }
    match directory.named(&text).as_slice() {
        [Addressee::Mailbox(mailbox)] => Ok(Trustee::User(RecipientLink::Id(mailbox.id))),
        [] => Err(Fault::not_found("UserNotFound", format!("Nobody is called '{text}'."))
            .fix(format!("Give a mailbox, or one of: {}.", Trustee::names().collect::<Vec<_>>().join(", ")))),
        [_] => Err(Fault::invalid("UserCannotLogIn", format!("'{text}' is no mailbox, so it never logs in."))),
        _ => Err(Fault::invalid("AmbiguousUser", format!("'{text}' means several recipients."))
            .fix("Give the address of the one you mean.")),
    }
    .map_err(|fault| fault.at(call.place(&USER)))
}

/// The entries of a connector while a command changes them.
pub struct Entries {
    connector: ReceiveConnector,
    trustee: Trustee,
    /// What the command is about: rights given, or denied.
    pub access: Access,
    all: Vec<AccessEntry>,
}

/// Goes over the rights that the call names with `each`, which says whether there was something to do for it.
pub fn change(
    call: &Call,
    session: &Session,
    nothing_to_do: &str,
    each: impl Fn(&mut Entries, ExtendedRight) -> bool,
) -> Result<(), Fault> {
    check_access_rights(call)?;
    let rights = call.require(&RIGHTS)?;
    let access = if call.is_set(&DENY)? { Access::Deny } else { Access::Allow };
    edit(ReceiveConnector::INFO, call, session, &[PROPERTY], |object, picture| {
        let trustee = trustee(call, picture)?;
        let connector = ReceiveConnector::from_stored(&stored(object))?;
        let all = connector.extended_rights.clone();
        let mut entries = Entries { connector, trustee, access, all };
        for right in &rights {
            if !each(&mut entries, *right) {
                let user = call.require(&USER)?;
                call.warn(format!("'{}' {nothing_to_do}: {right} of {user}.", object.name))?;
            }
        }
        Ok((entries.all != entries.connector.extended_rights).then(|| with_entries(object, &entries.all)))
    })
}

impl Entries {
    /// Where the entry stands.
    pub fn position(&self, access: Access, right: ExtendedRight) -> Option<usize> {
        position(&self.all, access, &self.trustee, right)
    }

    /// Whether a group of the connector gives a right to this very trustee.
    pub fn is_given_by_group(&self, right: ExtendedRight) -> bool {
        given_by_groups(self.connector.permission_groups)
            .any(|(given_to, _, given)| *given_to == self.trustee && given.allow(right.permission()))
    }

    pub fn add(&mut self, access: Access, right: ExtendedRight) {
        self.all.push(AccessEntry { access, right, trustee: self.trustee.clone() });
    }

    pub fn remove(&mut self, position: usize) {
        self.all.remove(position);
    }
}

/// Where an entry stands among those of a connector.
pub fn position(entries: &[AccessEntry], access: Access, trustee: &Trustee, right: ExtendedRight) -> Option<usize> {
    entries.iter().position(|entry| entry.access == access && entry.trustee == *trustee && entry.right == right)
}

/// The properties of a connector with other entries.
fn with_entries(object: &StoredObject, entries: &[AccessEntry]) -> Properties {
    let mut properties = object.properties.clone();
    properties.insert(PROPERTY.to_owned(), to_json(&entries));
    properties
}

/// Where a connector keeps its entries.
pub const PROPERTY: &str = "ExtendedRights";
