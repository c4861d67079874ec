//! Reverse and forward paths, as MAIL and RCPT carry them (RFC 5321 §4.1.2).
//!
//! Promise: a quoted local part keeps its quotes, `<Postmaster>` needs no domain, and a source route is read and
//! forgotten (appendix F.2). Brackets may be missing, because people who test with telnet leave them out.
//!
//! Addresses beyond ASCII are refused, but in a message that was begun with SMTPUTF8 (RFC 6531 §3.3).

use crate::model::{Domain, ReversePath, SmtpAddress};

/// Longest address, and longest part of it before the `@` (Exchange: 315, 1 and 255; RFC 5321 §4.5.3.1 asks for 64 and
/// 255).
const MAX_ADDRESS: usize = 571;
const MAX_LOCAL: usize = 315;

/// How the paths of one connection are read.
#[derive(Clone, Copy, Debug, Default)]
pub struct PathRules<'a> {
    /// Domain of addresses that are written without one; `None` refuses them.
    pub usual: Option<&'a Domain>,
    /// Addresses may be as long as [`SmtpAddress::LONGEST`], as XLONGADDR says: addresses of X.400 inside of those of
    /// SMTP (RFC 2156) need it.
    pub may_be_long: bool,
    /// The message was begun with SMTPUTF8: its addresses may be beyond ASCII.
    pub is_utf8: bool,
}

/// Who a message is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ForwardPath {
    Address(SmtpAddress),
    /// `<Postmaster>` without a domain: whoever answers for this host (RFC 5321 §4.5.1).
    Postmaster,
}

/// The argument is no path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    #[error("not a mail address")]
    Malformed,
    #[error("longer than addresses may be here")]
    TooLong,
    #[error("an address beyond ASCII needs SMTPUTF8")]
    NotAscii,
}

/// Splits the path from the parameters behind it: `<a@b> SIZE=1` gives `a@b` and `SIZE=1`.
pub fn split(argument: &str) -> Result<(&str, &str), PathError> {
    let (path, rest) = match argument.strip_prefix('<') {
        Some(inner) => {
            let end = find_unquoted(inner, '>').ok_or(PathError::Malformed)?;
            (&inner[..end], &inner[end + 1..])
        }
        None => argument.split_at(find_unquoted(argument, ' ').unwrap_or(argument.len())),
    };
    // Without brackets there is no way to write the null path, so nothing is nothing.
    if path.is_empty() && !argument.starts_with('<') {
        return Err(PathError::Malformed);
    }
    match rest.strip_prefix([' ', '\t']) {
        Some(parameters) => Ok((path, parameters.trim())),
        None if rest.is_empty() => Ok((path, "")),
        None => Err(PathError::Malformed),
    }
}

/// The path of MAIL.
pub fn reverse(path: &str, rules: PathRules<'_>) -> Result<ReversePath, PathError> {
    if path.is_empty() { Ok(ReversePath::Null) } else { address(path, rules).map(ReversePath::Address) }
}

/// The path of RCPT.
pub fn forward(path: &str, rules: PathRules<'_>) -> Result<ForwardPath, PathError> {
    if path.eq_ignore_ascii_case("postmaster") {
        return Ok(ForwardPath::Postmaster);
    }
    address(path, rules).map(ForwardPath::Address)
}

fn address(path: &str, rules: PathRules<'_>) -> Result<SmtpAddress, PathError> {
    if !rules.is_utf8 && !path.is_ascii() {
        return Err(PathError::NotAscii);
    }
    let mailbox = match path.strip_prefix('@') {
        Some(route) => route.split_once(':').ok_or(PathError::Malformed)?.1,
        None => path,
    };
    let (longest, longest_local) = match rules.may_be_long {
        true => (SmtpAddress::LONGEST, SmtpAddress::LONGEST),
        false => (MAX_ADDRESS, MAX_LOCAL),
    };
    if mailbox.len() > longest {
        return Err(PathError::TooLong);
    }
    if mailbox.starts_with(' ') || mailbox.ends_with(' ') {
        return Err(PathError::Malformed);
    }
    let whole = match rules.usual {
        Some(domain) if find_unquoted(mailbox, '@').is_none() => format!("{mailbox}@{domain}").parse(),
        _ => mailbox.parse(),
    };
    let address: SmtpAddress = whole.map_err(|_| PathError::Malformed)?;
    if address.local().len() > longest_local { Err(PathError::TooLong) } else { Ok(address) }
}

/// Where `wanted` first stands outside a quoted string.
fn find_unquoted(text: &str, wanted: char) -> Option<usize> {
    let mut quoted = false;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            c if c == wanted && !quoted => return Some(at),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PLAIN: PathRules = PathRules { usual: None, may_be_long: false, is_utf8: false };

    #[test]
    fn the_path_is_split_from_what_follows() {
        for (argument, expected, why) in [
            ("<a@b> SIZE=1", Ok(("a@b", "SIZE=1")), "usual"),
            ("<>", Ok(("", "")), "nobody"),
            ("<\"a> b\"@c>", Ok(("\"a> b\"@c", "")), "a bracket inside quotes"),
            ("<\"a\\\"> b\"@c> X", Ok(("\"a\\\"> b\"@c", "X")), "an escaped quote inside quotes"),
            ("a@b NOTIFY=NEVER", Ok(("a@b", "NOTIFY=NEVER")), "no brackets"),
            ("<a@b", Err(PathError::Malformed), "not closed"),
            ("<a@b>SIZE=1", Err(PathError::Malformed), "nothing between"),
            ("", Err(PathError::Malformed), "nothing"),
        ] {
            assert_eq!(split(argument), expected, "{why}");
        }
    }

    #[test]
    fn mailboxes_are_read_as_the_standard_writes_them() {
        for (path, expected, why) in [
            ("Ann@Contoso.COM", "Ann@contoso.com", "the domain is lowered, the local part kept"),
            ("\"q x\"@b.c", "\"q x\"@b.c", "quotes stay"),
            ("a@[192.0.2.1]", "a@[192.0.2.1]", "IPv4 literal"),
            ("a@[IPv6:2001:db8::1]", "a@[IPv6:2001:db8::1]", "IPv6 literal"),
            ("@relay.example,@hub.example:a@b.c", "a@b.c", "a source route is forgotten"),
        ] {
            let ForwardPath::Address(found) = forward(path, PLAIN).unwrap() else { panic!("{why}") };
            assert_eq!(found.to_string(), expected, "{why}");
        }
        assert_eq!(forward("postMaster", PLAIN), Ok(ForwardPath::Postmaster));
        assert_eq!(reverse("", PLAIN), Ok(ReversePath::Null));
    }

    #[test]
    fn what_is_no_path_is_refused() {
        let (long, long_local) = (format!("{}@b.c", "a".repeat(600)), format!("{}@b.c", "a".repeat(316)));
        for (path, expected) in [
            ("", PathError::Malformed),
            ("ann", PathError::Malformed),
            ("a b@c.d", PathError::Malformed),
            ("a@b c", PathError::Malformed),
            (" a@b", PathError::Malformed),
            ("@b", PathError::Malformed),
            ("@a.b,c@d.e", PathError::Malformed),
            ("a@b.c,d@e.f", PathError::Malformed),
            ("jörg@b.c", PathError::NotAscii),
            (&long, PathError::TooLong),
            (&long_local, PathError::TooLong),
        ] {
            assert_eq!(forward(path, PLAIN), Err(expected), "{path}");
        }
    }

    #[test]
    fn long_addresses_are_read_where_they_may_be_long() {
        let rules = PathRules { may_be_long: true, ..PLAIN };
        for (length, expected) in [(315, Ok(())), (1856, Ok(())), (1857, Err(PathError::TooLong))] {
            let path = format!("{}@b.c", "x".repeat(length));
            assert_eq!(forward(&path, rules).map(drop), expected, "{length} before the @");
        }
    }

    #[test]
    fn addresses_beyond_ascii_are_read_where_the_message_says_so() {
        let rules = PathRules { is_utf8: true, ..PLAIN };
        for (path, expected, why) in [
            ("jörg@bücher.example", Ok("jörg@xn--bcher-kva.example"), "domains are kept as A-labels"),
            ("\"jörg b\"@b.c", Ok("\"jörg b\"@b.c"), "quoted"),
            ("用户@例子.广告", Ok("用户@xn--fsqu00a.xn--4rr70v"), "another script"),
            ("a@b.c", Ok("a@b.c"), "ASCII is UTF-8"),
            ("a\u{85}b@b.c", Err(PathError::Malformed), "a control character of Unicode"),
            ("a\u{a0}b@b.c", Err(PathError::Malformed), "a blank of Unicode"),
        ] {
            let found = forward(path, rules);
            let shown = match &found {
                Ok(ForwardPath::Address(address)) => Ok(address.to_string()),
                Ok(ForwardPath::Postmaster) => panic!("{why}"),
                Err(error) => Err(*error),
            };
            assert_eq!(shown.as_deref(), expected.as_ref().copied(), "{why}");
        }
    }

    #[test]
    fn an_address_without_a_domain_is_in_the_usual_one() {
        let usual: Domain = "contoso.com".parse().expect("a domain");
        let rules = PathRules { usual: Some(&usual), ..PLAIN };
        for (path, expected) in [
            ("ann", Some("ann@contoso.com")),
            ("\"a@b\"", Some("\"a@b\"@contoso.com")),
            ("ann@fabrikam.com", Some("ann@fabrikam.com")),
            ("ann@", None),
            ("", None),
        ] {
            let found = match forward(path, rules) {
                Ok(ForwardPath::Address(address)) => Some(address.to_string()),
                _ => None,
            };
            assert_eq!(found.as_deref(), expected, "{path}");
        }
        assert_eq!(forward("postmaster", rules), Ok(ForwardPath::Postmaster));
        assert_eq!(reverse("", rules), Ok(ReversePath::Null));
    }

    proptest! {
        #[test]
        fn no_argument_panics(argument in "[<>\"\\\\a@. :,]{0,30}|\\PC{0,20}") {
            if let Ok((path, _)) = split(&argument) {
                let _ = (forward(path, PLAIN), reverse(path, PLAIN));
            }
        }
    }
}
