//! Addresses whose mail is refused, and addresses whose mail is taken whatever else is said about it.

use std::net::SocketAddr;

use jiff::{Timestamp, Zoned};

use crate::model::IpRange;
use crate::model::class::{Breach, Properties, class};

/// Declares a list of addresses.
macro_rules! list {
    ($(#[doc = $doc:literal])+ $class:ident, $noun:literal, [$($example:tt)*]) => {
        class! {
            $(#[doc = $doc])+
            $class {
                nouns: [$noun],
                scope: Organization,
                verbs: [New, Get, Remove],
                called: [(New, "Add")],
                shown: ["Identity", "IPRange", "ExpirationTime", "Comment"],
                ignored: ["Server", "ResultSize"],
                settle: |entry, _, _| settle(&mut entry.ip_range, &mut entry.ip_address),
                named: name_of,
                examples: [$($example)*],
            }
            properties {
                /// The addresses: 192.0.2.1-192.0.2.9, 192.0.2.0/24 or one address.
                ip_range = IPRange: Option<IpRange> = None, new_only;
                /// One address; the same as -IPRange with it.
                ip_address = IPAddress: Option<IpRange> = None, new_only;
                /// When the entry means nothing any more. Default: never.
                expiration_time = ExpirationTime: Option<Zoned> = None, new_only;
                /// For people.
                comment = Comment: String = String::new(), new_only;
            }
            rules []
        }

        impl $class {
            /// Whether it is about that client at that moment.
            pub fn means(&self, client: SocketAddr, now: Timestamp) -> bool {
                self.expiration_time.as_ref().is_none_or(|end| end.timestamp() > now)
                    && self.ip_range.as_ref().is_some_and(|range| range.contains(client))
            }
        }
    };
}

list! {
    /// Clients from which no mail is taken, unless they log in or are trusted otherwise.
    IPBlockListEntry, "IPBlockListEntry", [
        (New, "Take no mail from a network", "Add-IPBlockListEntry -IPRange 192.0.2.0/24 -Comment 'spam, ticket 4711'"),
        (New, "Take none from one machine for a while", "Add-IPBlockListEntry -IPAddress 198.51.100.7 -ExpirationTime 2099-01-01"),
        (Get, "Show what is blocked", "Get-IPBlockListEntry"),
        (Remove, "Take mail from a network again", "Remove-IPBlockListEntry 192.0.2.0/24 -Confirm:$false"),
    ]
}

list! {
    /// Clients whose mail no filter refuses: neither block lists nor the sender filter nor the Sender Id agent.
    IPAllowListEntry, "IPAllowListEntry", [
        (New, "Filter nothing that comes from a partner's server", "Add-IPAllowListEntry -IPAddress 203.0.113.10 -Comment 'Fabrikam'"),
        (Get, "Show whose mail is not filtered", "Get-IPAllowListEntry"),
        (Remove, "Filter it again", "Remove-IPAllowListEntry 203.0.113.10 -Confirm:$false"),
    ]
}

fn name_of(properties: &Properties) -> Option<String> {
    ["IPRange", "IPAddress"].into_iter().find_map(|name| Some(properties.get(name)?.as_str()?.trim().to_owned()))
}

/// One of both is given, and the range has it then.
fn settle(range: &mut Option<IpRange>, address: &mut Option<IpRange>) -> Result<(), Breach> {
    match (range.is_some(), address.take()) {
        (true, None) => Ok(()),
        (false, Some(address)) if address.low() == address.high() => {
            *range = Some(address);
            Ok(())
        }
        (false, Some(_)) => Err(Breach::new("IPAddress", "That is more than one address.", "Give it with -IPRange.")),
        (_, _) => Err(Breach::new(
            "IPRange",
            "An entry has either one address or a range of them.",
            "Give -IPAddress or -IPRange, and only one of both.",
        )),
    }
}
