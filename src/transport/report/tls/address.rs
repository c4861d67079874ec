//! Where a domain wants its reports: the record at `_smtp._tls` (RFC 8460 §3).

use crate::model::SmtpAddress;

/// Places of one record that are looked at.
const MOST: usize = 10;

/// A place for reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rua {
    Mail(SmtpAddress),
    /// Wants them by HTTPS, or in another way that we do not go.
    Other(String),
}

/// Where the record among these texts wants reports; nowhere, unless there is exactly one record.
pub fn rua_of(texts: &[String]) -> Vec<Rua> {
    let is_record = |text: &&String| text.split(';').next().is_some_and(|first| first.trim() == "v=TLSRPTv1");
    let mut records = texts.iter().filter(is_record);
    let (Some(record), None) = (records.next(), records.next()) else { return Vec::new() };
    let places = record.split(';').filter_map(|part| part.trim().strip_prefix("rua=")).flat_map(|rua| rua.split(','));
    places.map(str::trim).filter(|place| !place.is_empty()).take(MOST).map(read).collect()
}

fn read(place: &str) -> Rua {
    let other = || Rua::Other(place.to_owned());
    // Schemes are the same in any case (RFC 3986 §3.1); what stands behind the address of a mailto is not for us.
    let Some((scheme, rest)) = place.split_once(':') else { return other() };
    if !scheme.eq_ignore_ascii_case("mailto") {
        return other();
    }
    let address = rest.split('?').next().unwrap_or_default();
    unescaped(address).and_then(|address| address.parse().ok()).map_or_else(other, Rua::Mail)
}

/// Percent signs undone (RFC 6068 §2).
fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let (byte, tail) = match (first, tail) {
            (b'%', [high, low, tail @ ..]) => {
                let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
                (digit(high)? << 4 | digit(low)?, tail)
            }
            (byte, tail) => (*byte, tail),
        };
        bytes.push(byte);
        rest = tail;
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_says_where_reports_go() {
        let mail = |text: &str| Rua::Mail(text.parse().unwrap());
        let other = |text: &str| Rua::Other(text.to_owned());
        for (texts, expected, why) in [
            (&["v=TLSRPTv1; rua=mailto:tls@example.com"][..], vec![mail("tls@example.com")], "mail"),
            (&["v=TLSRPTv1;rua=MAILTO:t%2Bls@example.com?subject=x"], vec![mail("t+ls@example.com")], "as URIs are"),
            (
                &["v=TLSRPTv1; rua=https://r.example/v1,mailto:a@x.example;"],
                vec![other("https://r.example/v1"), mail("a@x.example")],
                "several",
            ),
            (&["v=spf1 -all", "v=TLSRPTv1; rua=mailto:a@x.example"], vec![mail("a@x.example")], "beside others"),
            (&["v=TLSRPTv1; rua=mailto:a@x.example", "v=TLSRPTv1; rua=mailto:b@x.example"], vec![], "which one?"),
            (&["v=TLSRPTv1; rua=mailto:nobody"], vec![other("mailto:nobody")], "no address"),
            (&["v=TLSRPTv1"], vec![], "no place"),
            (&["v=TLSRPTv2; rua=mailto:a@x.example"], vec![], "another version"),
            (&["v=TLSRPTv1; rua=mailto:%zz@x.example"], vec![other("mailto:%zz@x.example")], "no escape"),
        ] {
            let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
            assert_eq!(rua_of(&texts), expected, "{why}");
        }
    }
}
