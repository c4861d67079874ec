//! Addresses of other systems in the local part of one of ours: `IMCEAFAX-+2B1+20206+20555@contoso.com` is `FAX:+1 206 555`
//! (Internet Mail Connector Encapsulated Address, as Exchange writes it).
//!
//! `_` stands for `/`, and `+` with two hexadecimal digits for any other character.

/// Type in capitals and address, where a local part is such an address.
pub fn read(local: &str) -> Option<(String, String)> {
    let (start, rest) = (local.get(..5)?, local.get(5..)?);
    let (kind, encoded) = rest.split_once('-').filter(|_| start.eq_ignore_ascii_case("IMCEA"))?;
    let is_word = !kind.is_empty() && kind.len() <= 32 && kind.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !is_word || encoded.is_empty() {
        return None;
    }
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut left = encoded.as_bytes();
    while let Some((first, rest)) = left.split_first() {
        left = rest;
        match first {
            b'_' => bytes.push(b'/'),
            b'+' => {
                let digits = std::str::from_utf8(left.get(..2)?).ok()?;
                bytes.push(u8::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))?);
                left = &left[2..];
            }
            other => bytes.push(*other),
        }
    }
    let address = String::from_utf8(bytes).ok().filter(|address| !address.contains(char::is_control))?;
    Some((kind.to_ascii_uppercase(), address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_other_systems_are_told_from_ours() {
        for (local, expected) in [
            ("IMCEAFAX-12065551212", Some(("FAX", "12065551212"))),
            ("imceafax-+2B1+20206", Some(("FAX", "+1 206"))),
            ("IMCEAX400-c=US+3Ba=att_x", Some(("X400", "c=US;a=att/x"))),
            ("IMCEAFAX-", None),
            ("IMCEA-x", None),
            ("IMCEAFAX-+2", None),
            ("IMCEAFAX-++2x", None),
            ("IMCEAFAX-+0Ax", None),
            ("IMCEAFAX-+FFx", None),
            ("imcea", None),
            ("ann", None),
            ("ümceafax-x", None),
        ] {
            let found = read(local);
            let found = found.as_ref().map(|(kind, address)| (kind.as_str(), address.as_str()));
            assert_eq!(found, expected, "{local}");
        }
    }
}
