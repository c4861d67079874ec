//! Addresses of ours as the world sees them, and back: the entries of New-AddressRewriteEntry, and the primary address of a
//! sender who has written another of his own (SendFromAliasEnabled).
//!
//! Promise: no I/O; the same answer for the same settings. An address is rewritten by one entry, the closest; the
//! primary address comes first, unless an entry is about the very address that was written. What is in no authoritative
//! accepted domain stays as it is, so that nobody's mail can be sent elsewhere than where it was addressed to.

mod fields;
mod table;

use std::borrow::Cow;
use std::sync::Arc;

use super::Settings;
use crate::model::{AcceptedDomainType, AddressRewriteEntry, Domain, SmtpAddress};
use table::Table;

pub use fields::Outward;

/// The entries, as they are looked up.
#[derive(Clone, Debug, Default)]
pub struct AddressRewriting {
    outward: Table,
    inward: Table,
}

impl AddressRewriting {
    /// `outward` and `inward`: whether the agents for that way are at work.
    pub fn new(
        entries: impl IntoIterator<Item = Arc<AddressRewriteEntry>>,
        outward: bool,
        inward: bool,
    ) -> AddressRewriting {
        let mut rewriting = AddressRewriting::default();
        for entry in entries {
            if outward {
                rewriting.outward.put(&entry.internal_address, &entry.external_address, &entry.exception_list);
            }
            if inward && !entry.outbound_only {
                rewriting.inward.put(&entry.external_address, &entry.internal_address, &[]);
            }
        }
        rewriting
    }
}

/// What stands in the place of an address in mail that leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub address: SmtpAddress,
    /// By an entry; otherwise it is the primary address.
    pub by_entry: bool,
}

impl Settings {
    /// What the world sees instead of a sender's address; `None`: the very address. `is_ours`: who wrote it has proved to be
    /// one of ours, so that his primary address may be shown.
    pub fn shown_outside(&self, address: &SmtpAddress, is_ours: bool) -> Option<Shown> {
        let entries = &self.address_rewriting.outward;
        if let Some(other) = entries.exactly(address).filter(|_| self.is_authoritative(address.domain())) {
            return Some(Shown { address: other.clone(), by_entry: true });
        }
        let primary = if is_ours { self.primary_of(address) } else { None };
        let written = primary.unwrap_or(address);
        let entry = entries.of(written).filter(|_| self.is_authoritative(written.domain()));
        match (entry, primary) {
            (Some(other), _) => Some(Shown { address: other, by_entry: true }),
            (None, Some(primary)) => Some(Shown { address: primary.clone(), by_entry: false }),
            (None, None) => None,
        }
    }

    /// Whom mail from outside to that address is for, if that is another.
    pub fn meant_inside(&self, address: &SmtpAddress) -> Option<SmtpAddress> {
        let inside = self.address_rewriting.inward.of(address)?;
        (self.is_authoritative(address.domain()) && self.is_authoritative(inside.domain())).then_some(inside)
    }

    /// The header of mail from outside, with its recipients as they are called inside.
    pub fn with_recipients_inside<'a>(&self, fields: &'a [u8]) -> Cow<'a, [u8]> {
        match self.address_rewriting.inward.is_empty() {
            true => Cow::Borrowed(fields),
            false => fields::inward(fields, self),
        }
    }

    /// The address that one of our recipients is known by, where this is another one of his.
    fn primary_of(&self, address: &SmtpAddress) -> Option<&SmtpAddress> {
        if self.organization.send_from_alias_enabled {
            return None;
        }
        let [one] = self.directory.at(address) else { return None };
        let primary = one.card().primary;
        let is_in_ours = |address: &SmtpAddress| self.accepted_domain(address.domain()).is_some();
        (primary != address && is_in_ours(address) && is_in_ours(primary)).then_some(primary)
    }

    fn is_authoritative(&self, domain: &Domain) -> bool {
        self.accepted_domain(domain).is_some_and(|accepted| accepted.domain_type == AcceptedDomainType::Authoritative)
    }
}

#[cfg(test)]
mod tests;
