//! What no two recipients may share, whatever their classes.

use super::directory::Directory;
use super::settle::Shared;
use crate::model::class::{Beside, Breach};
use crate::model::text::same_text;
use crate::model::{ProxyAddress, ProxyKind, SmtpAddress};

/// Names in a directory (X500) are kept for those who look for them; no mail is addressed to them.
pub fn addresses_are_smtp(recipient: &impl Shared, _: &Beside) -> Result<(), Breach> {
    let is_other = |address: &&ProxyAddress| matches!(&address.address, ProxyKind::Other(kind, _) if kind != "x500");
    match recipient.card().addresses.iter().find(is_other) {
        Some(address) => Err(Breach::new(
            "EmailAddresses",
            format!("'{address}' is neither an SMTP nor an X500 address, and no other mail reaches a recipient here."),
            "Leave it out.",
        )),
        None => Ok(()),
    }
}

pub fn addresses_are_its_own(recipient: &impl Shared, beside: &Beside) -> Result<(), Breach> {
    let (card, directory) = (recipient.card(), beside.organization.directory());
    for address in card.smtp() {
        if let Some(other) = directory.at(address).iter().map(|other| other.card()).find(|other| other.id != card.id) {
            return Err(Breach::new(
                "EmailAddresses",
                format!("{address} is an address of {} '{}' already.", words(other.class), other.name),
                format!(
                    "Take it away there first: Set-{} \"{}\" -EmailAddresses @{{Remove='{address}'}}",
                    other.class, other.name
                ),
            ));
        }
    }
    Ok(())
}

/// A name or an alias means one recipient, whoever uses it.
pub fn names_are_its_own(recipient: &impl Shared, beside: &Beside) -> Result<(), Breach> {
    let (card, directory) = (recipient.card(), beside.organization.directory());
    if let Some(other) = other_with(directory, card.id, |other| same_text(other.alias, card.alias), card.alias) {
        return Err(Breach::new(
            "Alias",
            format!("{other} has the alias '{}' already.", card.alias),
            "Give another -Alias.",
        ));
    }
    match other_with(directory, card.id, |other| same_text(other.name, card.name), card.name) {
        Some(other) => Err(Breach::new("Name", format!("{other} has that name already."), "Give another -Name.")),
        None => Ok(()),
    }
}

/// In words, another recipient that is called so.
fn other_with(
    directory: &Directory,
    me: uuid::Uuid,
    is_it: impl Fn(&super::Card) -> bool,
    text: &str,
) -> Option<String> {
    let mut others = directory.called(text).iter().map(|other| other.card());
    let other = others.find(|other| other.id != me && is_it(other))?;
    let class = words(other.class);
    let start = class.chars().next().map(|c| c.to_ascii_uppercase());
    Some(format!("{}{} '{}'", start.into_iter().collect::<String>(), &class[1..], other.name))
}

/// A person is known by a name that is nobody's address. Asked of those who log in.
pub fn logon_is_its_own(recipient: &impl Shared, logon: Option<&SmtpAddress>, beside: &Beside) -> Result<(), Breach> {
    let (card, directory) = (recipient.card(), beside.organization.directory());
    let is_another = |other: &super::Addressee| other.id() != card.id;
    let taken = logon.filter(|name| directory.with_logon(name).chain(directory.at(name)).any(is_another));
    let lent = card.smtp().any(|own| directory.with_logon(own).any(is_another));
    match taken.is_some() || lent {
        true => Err(Breach::new(
            if taken.is_some() { "UserPrincipalName" } else { "EmailAddresses" },
            "Another recipient is known by that name already.",
            "Choose a name that no other recipient has as address or UserPrincipalName.",
        )),
        false => Ok(()),
    }
}

/// `mail contact` for MailContact.
fn words(class: &str) -> String {
    let mut out = String::new();
    for c in class.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push(' ');
        }
        out.extend(c.to_lowercase());
    }
    out
}
