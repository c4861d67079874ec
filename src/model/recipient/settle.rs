//! Brings what recipients have in common in line: addresses, alias, and who they name.

use super::card::Card;
use super::directory::Directory;
use super::link::RecipientLink;
use crate::model::class::{Beside, Breach, Creation, Presets};
use crate::model::text::same_text;
use crate::model::{ProxyAddress, SmtpAddress};

/// A recipient that is being changed.
pub trait Shared {
    fn card(&self) -> Card<'_>;
    /// It is not stored yet.
    fn is_new(&self) -> bool;
    /// Alias and DisplayName.
    fn named(&mut self) -> (&mut String, &mut String);
    /// PrimarySmtpAddress and EmailAddresses.
    fn addressed(&mut self) -> (&mut SmtpAddress, &mut Vec<ProxyAddress>);
    /// Senders that it takes mail from: by themselves, as members, and both in one list.
    fn accepting(&mut self) -> [&mut Vec<RecipientLink>; 3];
    /// Senders whose mail it refuses, in the same three lists.
    fn rejecting(&mut self) -> [&mut Vec<RecipientLink>; 3];
}

pub const ACCEPT: [&str; 3] =
    ["AcceptMessagesOnlyFrom", "AcceptMessagesOnlyFromDLMembers", "AcceptMessagesOnlyFromSendersOrMembers"];
pub const REJECT: [&str; 3] =
    ["RejectMessagesFrom", "RejectMessagesFromDLMembers", "RejectMessagesFromSendersOrMembers"];

/// The two lists that a list of both is made of; `None` for any other property.
pub fn parts(property: &str) -> Option<[&'static str; 2]> {
    [ACCEPT, REJECT].into_iter().find(|[.., both]| *both == property).map(|[senders, groups, _]| [senders, groups])
}

/// The address comes from what was given, else from `instead`, else from the default accepted domain; alias and display name follow.
pub fn presets(creation: &Creation, instead: Option<SmtpAddress>) -> Result<Presets, Breach> {
    let mut presets = Presets::default();
    let given = creation.read::<Vec<ProxyAddress>>("EmailAddresses")?.unwrap_or_default();
    let primary = match creation.read::<SmtpAddress>("PrimarySmtpAddress")? {
        Some(address) => Some(address),
        None => primary_of(&given)?.or(instead).or_else(|| by_default(creation)),
    };
    if let Some(primary) = primary {
        presets.set("Alias", primary.local().to_owned());
        presets.set("PrimarySmtpAddress", primary);
    }
    presets.set("DisplayName", creation.name.to_owned());
    // What somebody chose is not taken back by a policy.
    let is_chosen = creation.gave("PrimarySmtpAddress") || creation.gave("EmailAddresses");
    presets.set("EmailAddressPolicyEnabled", !is_chosen);
    Ok(presets)
}

/// The alias, or the name, at the default accepted domain; `None` where neither makes an address.
fn by_default(creation: &Creation) -> Option<SmtpAddress> {
    let alias = creation.read::<String>("Alias").ok().flatten();
    let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let local: String = alias.as_deref().unwrap_or(creation.name).chars().filter(plain).collect();
    let local = local.trim_matches('.');
    let address = format!("{local}@{}", creation.domain?);
    address.parse().ok().filter(|_| !local.is_empty())
}

/// Keeps what says the same twice in agreement: what was given wins, a former primary address stays as a further one. An
/// alias that nobody chose gives way to one that is taken.
pub fn settle(recipient: &mut impl Shared, changed: &[&str], beside: &Beside) -> Result<(), Breach> {
    let directory = beside.organization.directory();
    settle_addresses(recipient, changed)?;
    if recipient.is_new() && !gave(changed, "Alias") {
        let card = recipient.card();
        let alias = free_alias(&card, directory);
        *recipient.named().0 = alias;
    }
    settle_senders(ACCEPT, recipient.accepting(), changed, directory)?;
    settle_senders(REJECT, recipient.rejecting(), changed, directory)
}

fn gave(changed: &[&str], property: &str) -> bool {
    changed.iter().any(|name| name.eq_ignore_ascii_case(property))
}

/// PrimarySmtpAddress and EmailAddresses say the same afterwards.
fn settle_addresses(recipient: &mut impl Shared, changed: &[&str]) -> Result<(), Breach> {
    let (primary, addresses) = recipient.addressed();
    if gave(changed, "EmailAddresses") && !gave(changed, "PrimarySmtpAddress") {
        *primary = primary_of(addresses)?.ok_or_else(|| {
            Breach::new(
                "EmailAddresses",
                "A recipient needs an SMTP address.",
                "Keep at least one address in the list.",
            )
        })?;
    }
    let mut all = vec![ProxyAddress::primary(primary.clone())];
    for address in std::mem::take(addresses) {
        let further = match address.smtp() {
            Some(smtp) if *smtp == *primary => continue,
            Some(smtp) => ProxyAddress::secondary(smtp.clone()),
            None => address,
        };
        if !all.contains(&further) {
            all.push(further);
        }
    }
    *addresses = all;
    Ok(())
}

/// The primary of a list: the one in capitals, else the first. Err when two are in capitals.
fn primary_of(addresses: &[ProxyAddress]) -> Result<Option<SmtpAddress>, Breach> {
    let mut in_capitals = addresses.iter().filter(|address| address.primary).filter_map(ProxyAddress::smtp);
    let first = in_capitals.next();
    if in_capitals.next().is_some() {
        return Err(Breach::new(
            "EmailAddresses",
            "Two addresses are marked as primary.",
            "Write SMTP: in capitals before one address, smtp: before the others.",
        ));
    }
    Ok(first.or_else(|| addresses.iter().find_map(ProxyAddress::smtp)).cloned())
}

/// The alias, with a number behind it when another recipient has it.
fn free_alias(card: &Card, directory: &Directory) -> String {
    let is_taken = |alias: &str| {
        directory.named(alias).into_iter().any(|other| other.id() != card.id && same_text(other.card().alias, alias))
    };
    let numbered = (2u32..).map(|number| format!("{}{number}", card.alias));
    let mut tried = std::iter::once(card.alias.to_owned()).chain(numbered);
    // There are more numbers than recipients.
    tried.find(|alias| !is_taken(alias)).unwrap_or_else(|| card.alias.to_owned())
}

/// Turns names into GUIDs, and keeps the two lists and the one of both in agreement. Whole lists given together add up.
fn settle_senders(
    properties: [&'static str; 3],
    lists: [&mut Vec<RecipientLink>; 3],
    changed: &[&str],
    directory: &Directory,
) -> Result<(), Breach> {
    let [senders, groups, both] = lists;
    for (property, list) in properties.into_iter().zip([&mut *senders, &mut *groups, &mut *both]) {
        resolve(property, list, directory)?;
    }
    if gave(changed, properties[2]) {
        // All that one command says counts: the list of both is kept whole, beside what it says of each kind.
        for (property, list) in properties.into_iter().zip([&mut *senders, &mut *groups]) {
            if !gave(changed, property) {
                list.clear();
            }
        }
        let is_group =
            |link: &RecipientLink| link.id().and_then(|id| directory.get(id)).is_some_and(super::Addressee::is_group);
        let further = both.iter().filter(|link| !senders.contains(link) && !groups.contains(link)).cloned();
        let (of_groups, of_senders): (Vec<_>, Vec<_>) = further.partition(is_group);
        senders.extend(of_senders);
        groups.extend(of_groups);
    }
    *both = senders.iter().chain(groups.iter()).cloned().collect();
    Ok(())
}

/// Turns the names in a list into GUIDs. Err: there is no such recipient, or there are several.
pub fn resolve(property: &'static str, list: &mut [RecipientLink], directory: &Directory) -> Result<(), Breach> {
    list.iter_mut().try_for_each(|link| resolve_one(property, link, directory))
}

pub fn resolve_one(property: &'static str, link: &mut RecipientLink, directory: &Directory) -> Result<(), Breach> {
    let RecipientLink::Named(name) = &*link else { return Ok(()) };
    match directory.named(name).as_slice() {
        [one] => {
            *link = RecipientLink::Id(one.id());
            Ok(())
        }
        [] => Err(Breach::new(
            property,
            format!("There is no recipient '{name}'."),
            "Run 'Get-Recipient' to see all; New-MailContact makes one for an address elsewhere.",
        )),
        several => {
            let all: Vec<String> = several.iter().map(|one| one.card().primary.to_string()).collect();
            Err(Breach::new(
                property,
                format!("'{name}' means several recipients: {}.", all.join(", ")),
                "Give the address of the one you mean.",
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::Mailbox;
    use crate::model::class::Class;
    use crate::model::organization::Organization;
    use crate::model::recipient::distribution_group::DistributionGroup;
    use crate::model::tests::keep;

    #[test]
    fn no_sender_is_lost_where_several_lists_are_given() {
        let mut organization = Organization::default();
        let mailboxes = ["ann", "bob", "cat"].map(|name| {
            let given = json!({ "PrimarySmtpAddress": format!("{name}@a.b") });
            Mailbox::create(name, "", given).expect("sound")
        });
        mailboxes.iter().for_each(|mailbox| keep(&mut organization, mailbox));
        let given = json!({ "PrimarySmtpAddress": "team@a.b" });
        keep(&mut organization, &DistributionGroup::create("team", "", given).expect("sound"));
        let directory = organization.directory();
        let links = |names: &str| -> Vec<RecipientLink> {
            names.split_whitespace().map(|name| RecipientLink::Named(name.into())).collect()
        };
        // Each list as the command leaves it, `-` before one that the command does not name.
        for (lists, expected, why) in [
            (["-cat", "-team", "ann"], ["ann", ""], "alone it counts alone"),
            (["", "-team", "ann"], ["ann", ""], "$null beside it takes nothing away"),
            (["", "", "ann team"], ["ann", "team"], "nor do two"),
            (["bob", "-", "ann"], ["bob ann", ""], "both lists add up"),
            (["-cat", "team", "ann"], ["ann", "team"], "and so they do with groups"),
            (["ann", "team", "ann team"], ["ann", "team"], "nobody stands there twice"),
            (["bob", "-team", ""], ["bob", ""], "$null of both leaves what is given"),
            (["bob", "-team", "-cat"], ["bob", "team"], "without it each list is for itself"),
        ] {
            let changed: Vec<&str> = REJECT
                .into_iter()
                .zip(lists)
                .filter(|(_, list)| !list.starts_with('-'))
                .map(|(name, _)| name)
                .collect();
            let [mut senders, mut groups, mut both] = lists.map(|list| links(list.trim_start_matches('-')));
            settle_senders(REJECT, [&mut senders, &mut groups, &mut both], &changed, directory).expect("known");
            let named = |list: &[RecipientLink]| {
                let names = list.iter().filter_map(|link| Some(directory.get(link.id()?)?.name()));
                names.collect::<Vec<_>>().join(" ")
            };
            assert_eq!([named(&senders), named(&groups)], expected, "{why}");
            assert_eq!(both, [senders, groups].concat(), "{why}");
        }
    }

    #[test]
    fn an_alias_that_nobody_chose_gives_way() {
        let mut organization = Organization::default();
        keep(&mut organization, &Mailbox::create("Ann", "", json!({"PrimarySmtpAddress": "ann@a.b"})).expect("sound"));
        let second = Mailbox::create("Ann 2", "", json!({"PrimarySmtpAddress": "ann@c.d"})).expect("sound");
        assert_eq!(free_alias(&second.card(), organization.directory()), "ann2");
    }
}
