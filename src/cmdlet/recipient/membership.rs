//! Who is in a group, and how that changes: the first members stand with the group, further ones in pages.

use std::collections::HashSet;
use std::sync::Arc;

use uuid::Uuid;

use crate::cmdlet::config::{Picture, store_all, stored_object};
use crate::cmdlet::prelude::*;
use crate::model::class::to_json;
use crate::model::text::same_text;
use crate::model::{
    Addressee, Directory, DistributionGroup, MOST_MEMBERS, MemberPage, RecipientDirectory, RecipientLink,
};
use crate::store::{Change, Draft, StoredObject};

pub static GROUP: Param<RecipientLink> = Param::new("Identity", "Name, alias, address or GUID of the group.")
    .position(1)
    .mandatory()
    .from_pipeline()
    .refuses_null();
pub static BYPASS: Param<Switch> =
    Param::switch("BypassSecurityGroupManagerCheck", "Taken so that scripts run; means nothing here.");

/// What becomes of one member.
#[derive(Clone, Copy, PartialEq)]
pub enum Turn {
    Joins,
    Leaves,
}

/// Lets the recipient that the call names as `member` join the group, or leave it; asks once before.
pub fn alter(call: &Call, session: &Session, member: &Param<RecipientLink>, turn: Turn) -> Result<(), Fault> {
    let mut asked = false;
    change(call, session, |picture| {
        let directory = picture.organization().directory();
        let group = group(call, directory)?;
        let link = call.require(member)?;
        let has = |member: Uuid| directory.links(&group).any(|id| id == member);
        let gone = link.id().filter(|id| turn == Turn::Leaves && directory.get(*id).is_none() && has(*id));
        let (id, name) = match gone {
            // A member that was removed is known by its GUID alone.
            Some(id) => (id, id.to_string()),
            None => {
                let recipient = one(&link, directory).map_err(|fault| fault.at(call.place(member)))?;
                (recipient.id(), recipient.name().to_owned())
            }
        };
        if has(id) == (turn == Turn::Joins) {
            return Err(nothing_to_do(&name, &group, turn).at(call.place(member)));
        }
        let sign = if turn == Turn::Joins { '+' } else { '-' };
        let what = || format!("Members: {sign} {name}");
        if !asked && !call.should(call.signature.name, &group.name, &what())? {
            return Ok(Vec::new());
        }
        asked = true;
        match turn {
            Turn::Joins => added(&group, id, picture),
            Turn::Leaves => removed(&group, id, picture),
        }
    })
}

fn nothing_to_do(member: &str, group: &DistributionGroup, turn: Turn) -> Fault {
    let name = &group.name;
    let fault = match turn {
        Turn::Joins => Fault::invalid("MemberAlreadyExists", format!("'{member}' is a member of '{name}' already.")),
        Turn::Leaves => Fault::not_found("MemberNotFound", format!("'{member}' is no member of '{name}'.")),
    };
    fault.fix(format!("Get-DistributionGroupMember \"{name}\" shows all."))
}

/// The group that a cmdlet is about; that it is one of those whose members are listed.
pub fn group(call: &Call, directory: &Directory) -> Result<Arc<DistributionGroup>, Fault> {
    let link = call.require(&GROUP)?;
    match one(&link, directory).map_err(|fault| fault.at(call.place(&GROUP)))? {
        Addressee::Group(group) => Ok(group),
        Addressee::DynamicGroup(group) => Err(Fault::invalid(
            "GroupIsDynamic",
            format!("The members of '{}' are those whom its filter means.", group.name),
        )
        .at(call.place(&GROUP))
        .fix("Change the filter with Set-DynamicDistributionGroup.")),
        other => Err(Fault::invalid("NotAGroup", format!("'{}' is no group.", other.name())).at(call.place(&GROUP))),
    }
}

/// The one recipient that is meant.
pub fn one(link: &RecipientLink, directory: &Directory) -> Result<Addressee, Fault> {
    match directory.named(&link.to_string()).as_slice() {
        [one] => Ok((*one).clone()),
        [] => Err(Fault::not_found("RecipientNotFound", format!("There is no recipient '{link}'."))
            .fix("Run 'Get-Recipient' to see all.")),
        several => {
            let all: Vec<String> = several.iter().map(|one| one.card().primary.to_string()).collect();
            Err(Fault::invalid("AmbiguousIdentity", format!("'{link}' means several: {}.", all.join(", ")))
                .fix("Give the address of the one you mean."))
        }
    }
}

/// Stores what `make` decides on the current picture: the changes to a group's lists, or none.
pub fn change(
    call: &Call,
    session: &Session,
    make: impl FnMut(&Arc<Picture>) -> Result<Vec<Change>, Fault>,
) -> Result<(), Fault> {
    let looks_at = crate::model::recipient::CLASSES.iter().copied().chain([MemberPage::NAME]).collect::<Vec<_>>();
    store_all(session, &call.engine.command_line(), &looks_at, make).map(drop)
}

/// Err: the members come from a recipient directory.
fn members_are_ours(group: &DistributionGroup, picture: &Picture) -> Result<(), Fault> {
    let mut directories = picture.organization().all::<RecipientDirectory>();
    let keeper = directories.find(|one| same_text(&one.name, &group.recipient_directory) && one.decides("Members"));
    let Some(keeper) = keeper else { return Ok(()) };
    let says = format!("The members of '{}' come from recipient directory '{}'.", group.name, keeper.name);
    Err(Fault::invalid("KeptByRecipientDirectory", says).fix(format!(
        "Change them in {}; Update-RecipientDirectory \"{}\" then takes them over.",
        keeper.location, keeper.name
    )))
}

/// One more member, where there is room.
fn added(group: &DistributionGroup, member: Uuid, picture: &Picture) -> Result<Vec<Change>, Fault> {
    members_are_ours(group, picture)?;
    if group.members.len() < MOST_MEMBERS {
        let mut members = group.members.clone();
        members.push(RecipientLink::Id(member));
        return Ok(vec![of_group(group, &members, picture)?]);
    }
    let mut pages = picture.organization().directory().pages(group.id);
    match pages.find(|page| page.members.len() < MOST_MEMBERS) {
        Some(page) => {
            let mut members = page.members.clone();
            members.push(RecipientLink::Id(member));
            Ok(vec![of_page(page, &members, picture)?])
        }
        None => Ok(vec![new_page(group, &[RecipientLink::Id(member)])]),
    }
}

/// Without a member, wherever it stands.
fn removed(group: &DistributionGroup, member: Uuid, picture: &Picture) -> Result<Vec<Change>, Fault> {
    members_are_ours(group, picture)?;
    let without = |members: &[RecipientLink]| -> Vec<RecipientLink> {
        members.iter().filter(|link| link.id() != Some(member)).cloned().collect()
    };
    let mut changes = Vec::new();
    let members = without(&group.members);
    if members.len() < group.members.len() {
        changes.push(of_group(group, &members, picture)?);
    }
    for page in picture.organization().directory().pages(group.id) {
        let members = without(&page.members);
        if members.len() < page.members.len() {
            changes.push(match members.is_empty() {
                true => Change::remove(&*stored_page(page, picture)?),
                false => of_page(page, &members, picture)?,
            });
        }
    }
    Ok(changes)
}

/// These members and no others.
pub fn replaced(group: &DistributionGroup, members: &[Uuid], picture: &Picture) -> Result<Vec<Change>, Fault> {
    members_are_ours(group, picture)?;
    let mut seen = HashSet::new();
    let links: Vec<RecipientLink> =
        members.iter().filter(|id| seen.insert(**id)).map(|id| RecipientLink::Id(*id)).collect();
    let (first, rest) = links.split_at(links.len().min(MOST_MEMBERS));
    let mut changes = Vec::new();
    if group.members != first {
        changes.push(of_group(group, first, picture)?);
    }
    let mut pages = picture.organization().directory().pages(group.id);
    for part in rest.chunks(MOST_MEMBERS) {
        match pages.next() {
            Some(page) if page.members == part => {}
            Some(page) => changes.push(of_page(page, part, picture)?),
            None => changes.push(new_page(group, part)),
        }
    }
    for page in pages {
        changes.push(Change::remove(&*stored_page(page, picture)?));
    }
    Ok(changes)
}

fn of_group(group: &DistributionGroup, members: &[RecipientLink], picture: &Picture) -> Result<Change, Fault> {
    with_members(stored_object(picture, DistributionGroup::INFO, group.id)?, members)
}

fn of_page(page: &MemberPage, members: &[RecipientLink], picture: &Picture) -> Result<Change, Fault> {
    with_members(stored_page(page, picture)?, members)
}

fn stored_page(page: &MemberPage, picture: &Picture) -> Result<Arc<StoredObject>, Fault> {
    stored_object(picture, MemberPage::INFO, page.id)
}

fn with_members(object: Arc<StoredObject>, members: &[RecipientLink]) -> Result<Change, Fault> {
    let mut object = Arc::unwrap_or_clone(object);
    object.properties.insert("Members".to_owned(), to_json(&members));
    Ok(Change::update(object))
}

fn new_page(group: &DistributionGroup, members: &[RecipientLink]) -> Change {
    let properties = [("Group".to_owned(), to_json(&group.id)), ("Members".to_owned(), to_json(&members))];
    let mut draft = Draft::new(MemberPage::NAME, "", properties.into_iter().collect());
    draft.name = format!("{} {}", group.id.simple(), draft.id.simple());
    Change::Create(draft)
}
