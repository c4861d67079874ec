//! What e-mail address policies give a recipient.

use std::collections::HashSet;

use super::addressee::Addressee;
use super::directory::Directory;
use crate::model::{EmailAddressPolicy, ProxyAddress, SmtpAddress};

/// The addresses that a recipient has by a policy: those that it makes first, then all it had before. An address that
/// another recipient has, or gets in the same step (`given`), gets a number.
pub fn policy_addresses(
    one: &Addressee,
    policy: &EmailAddressPolicy,
    directory: &Directory,
    given: &mut HashSet<String>,
) -> Vec<ProxyAddress> {
    let card = one.card();
    let mut addresses: Vec<ProxyAddress> = Vec::new();
    let mut templates: Vec<_> = policy.enabled_email_address_templates.iter().collect();
    templates.sort_by_key(|template| !template.is_primary());
    for template in templates {
        let wanted = template.address(&card);
        let is_free = |address: &SmtpAddress, given: &HashSet<String>| {
            directory.at(address).iter().all(|other| other.id() == card.id) && !given.contains(&address.key())
        };
        let numbered =
            (2u32..).map(|number| SmtpAddress::new(format!("{}{number}", wanted.local()), wanted.domain().clone()));
        let free = std::iter::once(wanted.clone()).chain(numbered).find(|address| is_free(address, given));
        // There are more numbers than recipients.
        let address = free.unwrap_or(wanted);
        given.insert(address.key());
        if !addresses.iter().any(|known| known.smtp() == Some(&address)) {
            addresses.push(match addresses.is_empty() {
                true => ProxyAddress::primary(address),
                false => ProxyAddress::secondary(address),
            });
        }
    }
    for former in card.addresses {
        let is_known = |known: &ProxyAddress| known.smtp().is_some() && known.smtp() == former.smtp();
        if !addresses.iter().any(is_known) {
            // Of each other system one may be the primary address, too.
            let is_free = addresses.is_empty() || former.smtp().is_none();
            addresses.push(ProxyAddress { primary: former.primary && is_free, ..former.clone() });
        }
    }
    addresses
}
