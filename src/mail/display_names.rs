//! Display names in a list of addresses (RFC 5322 §3.4), written anew.
//!
//! Promise: addresses and their order stay as they are. A list that is not understood, or that has groups, is left alone.

use super::address_list;
use super::encoded_word;

/// Longest item that is written on a line of its own, within what a line may have (RFC 5322 §2.1.1).
const LONGEST: usize = 900;

/// The list with the names that `name_of` has for its addresses, each address on a line of its own; `None` where that
/// changes nothing.
pub fn renamed(list: &str, name_of: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut written = Vec::new();
    let mut is_changed = false;
    for item in items(list)?.into_iter().map(str::trim).filter(|item| !item.is_empty()) {
        let addresses = address_list::read(item);
        let [address] = addresses.as_slice() else { return None };
        let new = match name_of(address) {
            Some(name) => format!("{} <{address}>", phrase(&name)),
            None => item.to_owned(),
        };
        if new.split("\r\n").any(|line| line.len() > LONGEST) {
            return None;
        }
        is_changed |= new != item;
        written.push(new);
    }
    is_changed.then(|| written.join(",\r\n "))
}

/// A name as it can stand before an address.
fn phrase(name: &str) -> String {
    let encoded = encoded_word::encode(name);
    match encoded.starts_with("=?") {
        true => encoded,
        false => format!("\"{}\"", encoded.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}

/// What stands between the commas; `None` for groups, and for what does not end as it begins.
fn items(list: &str) -> Option<Vec<&str>> {
    let mut items = Vec::new();
    let (mut begin, mut comments, mut is_quoted, mut closing) = (0, 0, false, None);
    let mut chars = list.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' if is_quoted || comments > 0 => drop(chars.next()),
            '"' if comments == 0 => is_quoted = !is_quoted,
            _ if is_quoted => {}
            '(' => comments += 1,
            ')' if comments > 0 => comments -= 1,
            _ if comments > 0 => {}
            c if closing == Some(c) => closing = None,
            _ if closing.is_some() => {}
            '<' => closing = Some('>'),
            '[' => closing = Some(']'),
            ':' | ';' => return None,
            ',' => {
                items.push(&list[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
    }
    items.push(&list[begin..]);
    (comments == 0 && !is_quoted && closing.is_none()).then_some(items)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn name_of(address: &str) -> Option<String> {
        match address {
            "ann@contoso.com" => Some("Ann Jones".to_owned()),
            "bo@contoso.com" => Some("Bo \"the boss\" \\".to_owned()),
            "jo@contoso.com" => Some("Jörg".to_owned()),
            _ => None,
        }
    }

    #[test]
    fn known_addresses_get_their_names() {
        for (list, expected, why) in [
            ("ann@contoso.com", Some("\"Ann Jones\" <ann@contoso.com>"), "an address alone"),
            ("The Pope <ann@contoso.com>", Some("\"Ann Jones\" <ann@contoso.com>"), "another name"),
            ("\"Ann Jones\" <ann@contoso.com>", None, "the very name"),
            ("ann@contoso.com (Ann, the first)", Some("\"Ann Jones\" <ann@contoso.com>"), "a name in a comment"),
            ("bo@contoso.com", Some("\"Bo \\\"the boss\\\" \\\\\" <bo@contoso.com>"), "quoted"),
            ("jo@contoso.com", Some("=?utf-8?B?SsO2cmc=?= <jo@contoso.com>"), "beyond ASCII"),
            (
                "\"X, Y\" <x@example.org>, ann@contoso.com,, z@example.net",
                Some("\"X, Y\" <x@example.org>,\r\n \"Ann Jones\" <ann@contoso.com>,\r\n z@example.net"),
                "others stay",
            ),
            ("x@example.org, y@example.org", None, "nobody is known"),
            ("team: ann@contoso.com;", None, "a group"),
            ("undisclosed-recipients:;", None, "an empty group"),
            ("\"ann@contoso.com", None, "never closed"),
            ("Ann <ann@contoso.com", None, "nor this"),
            ("", None, "nothing"),
        ] {
            assert_eq!(renamed(list, name_of).as_deref(), expected, "{why}");
        }
    }

    proptest! {
        #[test]
        fn addresses_stay_as_they_are(list in "([<>()\"\\\\,:;\\[\\] é]|ann@contoso.com|a@b){0,12}") {
            if let Some(new) = renamed(&list, name_of) {
                let unfolded = new.replace("\r\n", "");
                prop_assert_eq!(address_list::read(&unfolded), address_list::read(&list));
            }
        }
    }
}
