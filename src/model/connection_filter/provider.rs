//! Lists of clients that others keep in DNS (RFC 5782).

use std::net::{IpAddr, Ipv4Addr};

use super::RejectionResponse;
use crate::model::Domain;
use crate::model::class::{Beside, Breach, class};

/// Answers by which lists say that they do not answer: a query that was not understood, came by a public resolver, or
/// was one too many (127.255.255.0/24 by the custom of the large lists).
const NO_ANSWER: [u8; 3] = [127, 255, 255];

/// The answers of a list that mean the client.
#[derive(Clone, Copy, Debug)]
pub struct Answers<'a> {
    any: bool,
    mask: Option<IpAddr>,
    addresses: &'a [IpAddr],
}

impl Answers<'_> {
    /// Answers are of 127.0.0.0/8 (RFC 5782 §2.1); whatever else comes is that of somebody who took the domain over.
    pub fn hold(self, answer: IpAddr) -> bool {
        let IpAddr::V4(answer) = answer else { return false };
        if !answer.is_loopback() || answer.octets().starts_with(&NO_ANSWER) {
            return false;
        }
        let is_masked = matches!(self.mask, Some(IpAddr::V4(mask)) if bits(mask) & bits(answer) != 0);
        self.any || is_masked || self.addresses.contains(&IpAddr::V4(answer))
    }
}

/// The bits by which lists tell their reasons apart: all behind the first number.
fn bits(address: Ipv4Addr) -> u32 {
    address.to_bits() & 0x00ff_ffff
}

/// A list in DNS, whether it blocks or allows.
pub trait ListProvider: Send + Sync {
    /// How people know it.
    fn title(&self) -> &str;
    fn id(&self) -> uuid::Uuid;
    /// Below which clients are looked up.
    fn domain(&self) -> &Domain;
    /// Which of its answers mean that the client is on the list.
    fn answers(&self) -> Answers<'_>;
    /// Whether it is asked, and when: 1 is the first.
    fn place(&self) -> Option<u32>;
}

/// Declares a kind of list.
macro_rules! provider {
    (
        $(#[doc = $doc:literal])+
        $class:ident, $noun:literal, [$($example:tt)*]
        $($(#[doc = $more_doc:literal])+ $more:ident = $more_property:ident: $more_type:ty = $more_default:expr;)*
    ) => {
        class! {
            $(#[doc = $doc])+
            $class {
                nouns: [$noun],
                scope: Organization,
                verbs: [New, Get, Set, Remove],
                called: [(New, "Add")],
                shown: ["Name", "LookupDomain", "Enabled", "Priority"],
                ranked: "Priority",
                first_rank: 1,
                examples: [$($example)*],
            }
            properties {
                /// Domain of the list: 192.0.2.7 is looked up as 7.2.0.192 below it.
                lookup_domain = LookupDomain: Domain, required;
                /// Every answer means that the client is on the list, but for those of 127.255.255.0/24, by which lists
                /// say that they do not answer. Default $false.
                any_match = AnyMatch: bool = false;
                /// An answer that has one of these bits behind the first number means it: 0.0.0.6, or 127.0.0.6, is meant
                /// by 127.0.0.2 and 127.0.0.4.
                bitmask_match = BitmaskMatch: Option<IpAddr> = None;
                /// These answers mean it, such as 127.0.0.2.
                ip_addresses_match = IPAddressesMatch: Vec<IpAddr> = Vec::new();
                /// Whether it is asked. Default $true.
                enabled = Enabled: bool = true;
                /// When it is asked: 1 is the first. Default: after all others.
                priority = Priority: Option<u32> = None;
                $($(#[doc = $more_doc])+ $more = $more_property: $more_type = $more_default;)*
            }
            rules [some_answer_means_something]
        }

        impl ListProvider for $class {
            fn title(&self) -> &str {
                &self.name
            }

            fn id(&self) -> uuid::Uuid {
                self.id
            }

            fn domain(&self) -> &Domain {
                &self.lookup_domain
            }

            fn answers(&self) -> Answers<'_> {
                Answers { any: self.any_match, mask: self.bitmask_match, addresses: &self.ip_addresses_match }
            }

            fn place(&self) -> Option<u32> {
                self.enabled.then(|| self.priority.unwrap_or(u32::MAX))
            }
        }
    };
}

provider! {
    /// A list in DNS of clients from which no mail is taken, such as those of known senders of spam (DNSBL).
    IPBlockListProvider, "IPBlockListProvider", [
        (New, "Refuse recipients of clients that a list has", "Add-IPBlockListProvider -Name Example -LookupDomain bl.example.org -AnyMatch $true -RejectionResponse '%0 is on the list of %2'"),
        (New, "Heed only some answers of a list", "Add-IPBlockListProvider 'Open relays' -LookupDomain all.example.net -IPAddressesMatch 127.0.0.2,127.0.0.9"),
        (Get, "Show which lists are asked, in their order", "Get-IPBlockListProvider"),
        (Set, "Ask a list before all others", "Set-IPBlockListProvider 'Open relays' -Priority 1"),
        (Remove, "Ask a list no more", "Remove-IPBlockListProvider Example -Confirm:$false"),
    ]
    /// What the client hears for each recipient; %0 is its address, %1 the name of the list, %2 its domain. Default:
    /// Recipient not authorized, your IP has been found on a block list.
    rejection_response = RejectionResponse: Option<RejectionResponse> = None;
}

provider! {
    /// A list in DNS of clients whose mail no filter refuses (DNSWL).
    IPAllowListProvider, "IPAllowListProvider", [
        (New, "Filter nothing that comes from clients that a list vouches for", "Add-IPAllowListProvider -Name Example -LookupDomain wl.example.org -BitmaskMatch 127.0.0.3"),
        (Get, "Show which lists are asked", "Get-IPAllowListProvider"),
        (Set, "Do not ask a list for now", "Set-IPAllowListProvider Example -Enabled $false"),
        (Remove, "Ask a list no more", "Remove-IPAllowListProvider Example -Confirm:$false"),
    ]
}

/// A list of which no answer means anything would be asked for nothing.
fn some_answer_means_something(list: &impl ListProvider, _: &Beside) -> Result<(), Breach> {
    let Answers { any, mask, addresses } = list.answers();
    if !any && mask.is_none() && addresses.is_empty() {
        return Err(Breach::new(
            "AnyMatch",
            "No answer of the list would mean anything.",
            "Give -AnyMatch $true, -BitmaskMatch 127.0.0.6 or -IPAddressesMatch 127.0.0.2.",
        ));
    }
    let is_answer = |address: &IpAddr| matches!(address, IpAddr::V4(four) if four.is_loopback());
    if !addresses.iter().all(is_answer) {
        return Err(Breach::new("IPAddressesMatch", "Lists answer with addresses of 127.0.0.0/8.", "Write 127.0.0.2."));
    }
    match mask {
        Some(IpAddr::V6(_)) => Err(Breach::new("BitmaskMatch", "A mask is an IPv4 address.", "Write 127.0.0.6.")),
        Some(IpAddr::V4(mask)) if bits(mask) == 0 => {
            Err(Breach::new("BitmaskMatch", "The mask has no bit behind its first number.", "Write 127.0.0.6."))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Class;

    #[test]
    fn answers_mean_what_the_settings_say() {
        for (given, answer, expected, why) in [
            (json!({ "AnyMatch": true }), "127.0.0.2", true, "any"),
            (json!({ "AnyMatch": true }), "127.255.255.254", false, "the list does not answer"),
            (json!({ "AnyMatch": true }), "192.0.2.1", false, "a domain that was sold"),
            (json!({ "AnyMatch": true }), "::1", false, "no answer of a list"),
            (json!({ "BitmaskMatch": "127.0.0.6" }), "127.0.0.4", true, "one of the bits"),
            (json!({ "BitmaskMatch": "127.0.0.6" }), "127.0.0.8", false, "another bit"),
            (json!({ "IPAddressesMatch": ["127.0.0.2", "127.0.0.9"] }), "127.0.0.9", true, "listed"),
            (json!({ "IPAddressesMatch": ["127.0.0.2"] }), "127.0.0.3", false, "not listed"),
        ] {
            let mut given = given;
            given["LookupDomain"] = "bl.example.org".into();
            let list = IPBlockListProvider::create("Example", "", given).expect("sound");
            assert_eq!(list.answers().hold(answer.parse().expect("an address")), expected, "{why}");
        }
    }
}
