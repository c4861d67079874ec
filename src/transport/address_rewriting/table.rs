//! Entries, by what they are about.

use std::collections::HashMap;

use crate::model::{AddressOrDomain, Domain, SmtpAddress};

/// What addresses become.
#[derive(Clone, Debug, Default)]
pub struct Table {
    addresses: HashMap<SmtpAddress, SmtpAddress>,
    domains: HashMap<Domain, Domain>,
    below: Vec<Below>,
}

/// All domains below one become one.
#[derive(Clone, Debug)]
struct Below {
    parent: Domain,
    other: Domain,
    exceptions: Vec<Domain>,
}

impl Table {
    /// What is neither address for address nor domain for domain is left out: no entry is made like that.
    pub fn put(&mut self, from: &AddressOrDomain, to: &AddressOrDomain, exceptions: &[Domain]) {
        use AddressOrDomain::{Address, Below as AllBelow, Domain as AllOf};
        match (from, to) {
            (Address(from), Address(to)) => drop(self.addresses.insert(from.clone(), to.clone())),
            (AllOf(from), AllOf(to)) => drop(self.domains.insert(from.clone(), to.clone())),
            (AllBelow(parent), AllOf(other)) => {
                let (parent, other) = (parent.clone(), other.clone());
                self.below.push(Below { parent, other, exceptions: exceptions.to_vec() });
            }
            _ => {}
        }
    }

    pub fn is_empty(&self) -> bool {
        self.addresses.is_empty() && self.domains.is_empty() && self.below.is_empty()
    }

    /// By an entry that is about no other address.
    pub fn exactly(&self, address: &SmtpAddress) -> Option<&SmtpAddress> {
        self.addresses.get(address)
    }

    /// What an address becomes: by the entry for it, else that for its domain, else the closest for what is below one.
    pub fn of(&self, address: &SmtpAddress) -> Option<SmtpAddress> {
        if let Some(other) = self.exactly(address) {
            return Some(other.clone());
        }
        let domain = address.domain();
        let below = || {
            let fits = self.below.iter().filter(|below| below.means(domain));
            fits.max_by_key(|below| below.parent.as_str().len()).map(|below| &below.other)
        };
        let other = self.domains.get(domain).or_else(below)?;
        (other != domain).then(|| SmtpAddress::new(address.local(), other.clone()))
    }
}

impl Below {
    fn means(&self, domain: &Domain) -> bool {
        domain.is_at_or_below(&self.parent) && *domain != self.parent && !self.exceptions.contains(domain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_entry_counts_and_an_address_is_rewritten_once() {
        let mut table = Table::default();
        let read = |text: &str| text.parse::<AddressOrDomain>().expect(text);
        for (from, to, exceptions) in [
            ("ann@contoso.com", "sales@fabrikam.com", &[][..]),
            ("contoso.com", "fabrikam.com", &[]),
            ("fabrikam.com", "nowhere.com", &[]),
            ("*.contoso.com", "contoso.com", &["legal.contoso.com"]),
            ("*.sales.contoso.com", "contoso.de", &["us.sales.contoso.com"]),
            ("japan.sales.contoso.com", "contoso.jp", &[]),
        ] {
            let exceptions: Vec<Domain> = exceptions.iter().map(|domain| domain.parse().expect("a domain")).collect();
            table.put(&read(from), &read(to), &exceptions);
        }
        for (address, expected, why) in [
            ("Ann@contoso.com", Some("sales@fabrikam.com"), "one address beats its domain"),
            ("Ben@contoso.com", Some("Ben@fabrikam.com"), "a domain, and once only"),
            ("a@japan.sales.contoso.com", Some("a@contoso.jp"), "a domain beats what is below another"),
            ("a@x.sales.contoso.com", Some("a@contoso.de"), "the closest"),
            ("a@us.sales.contoso.com", Some("a@contoso.com"), "an exception of one entry is none of another"),
            ("a@sales.contoso.com", Some("a@contoso.com"), "below"),
            ("a@legal.contoso.com", None, "an exception"),
            ("a@example.org", None, "no entry"),
        ] {
            let found = table.of(&address.parse().expect("an address"));
            assert_eq!(found.map(|address| address.to_string()).as_deref(), expected, "{why}");
        }
    }
}
