//! What certificates say in words: names of issuer and subject, and of hosts.

use x509_parser::prelude::{GeneralName, X509Certificate};
use x509_parser::x509::{AttributeTypeAndValue, X509Name};

use crate::model::Domain;

/// Attributes by their object identifiers, in the words of Windows' tools, which scripts compare with (RFC 4519 has
/// `ST` for a state).
const ATTRIBUTES: &[(&str, &str)] = &[
    ("2.5.4.3", "CN"),
    ("2.5.4.4", "SN"),
    ("2.5.4.5", "SERIALNUMBER"),
    ("2.5.4.6", "C"),
    ("2.5.4.7", "L"),
    ("2.5.4.8", "S"),
    ("2.5.4.9", "STREET"),
    ("2.5.4.10", "O"),
    ("2.5.4.11", "OU"),
    ("2.5.4.12", "T"),
    ("2.5.4.42", "G"),
    ("2.5.4.43", "I"),
    ("1.2.840.113549.1.9.1", "E"),
    ("0.9.2342.19200300.100.1.25", "DC"),
];

/// `CN=mail.contoso.com, O=Contoso, C=US`: the closest part first, the reverse of how it is stored.
pub fn name(name: &X509Name<'_>) -> String {
    let mut parts: Vec<String> =
        name.iter_rdn().map(|part| part.iter().map(attribute).collect::<Vec<_>>().join(" + ")).collect();
    parts.reverse();
    parts.join(", ")
}

fn attribute(attribute: &AttributeTypeAndValue<'_>) -> String {
    let identifier = attribute.attr_type().to_id_string();
    let known = ATTRIBUTES.iter().find(|(known, _)| *known == identifier);
    let kind = known.map_or_else(|| format!("OID.{identifier}"), |(_, kind)| (*kind).to_owned());
    match attribute.as_str() {
        Ok(text) => format!("{kind}={}", escaped(text)),
        Err(_) => {
            let bytes: String = attribute.as_slice().iter().map(|byte| format!("{byte:02X}")).collect();
            format!("{kind}=#{bytes}")
        }
    }
}

/// In quotes where a reader would take a part of it for something else.
fn escaped(text: &str) -> String {
    let is_plain = !text.contains([',', '+', '=', '"', '\n', '<', '>', '#', ';'])
        && text.trim() == text
        && !text.is_empty()
        && !text.contains(char::is_control);
    match is_plain {
        true => text.to_owned(),
        false => format!("\"{}\"", text.replace('"', "\"\"").replace(char::is_control, "\u{fffd}")),
    }
}

/// The names of hosts that a certificate is for. Its common name is none of them any more (RFC 9525 §2).
pub fn hosts(certificate: &X509Certificate<'_>) -> Vec<String> {
    let Ok(Some(names)) = certificate.subject_alternative_name() else { return Vec::new() };
    let hosts = names.value.general_names.iter().filter_map(|name| match name {
        GeneralName::DNSName(name) => Some((*name).to_owned()),
        _ => None,
    });
    hosts.collect()
}

/// Whether a name in a certificate, such as `*.contoso.com`, is that of a host: a star is one label (RFC 9525 §6.3).
pub fn is_for_host(name: &str, host: &str) -> bool {
    match name.strip_prefix("*.") {
        Some(parent) => host.split_once('.').is_some_and(|(_, rest)| rest.eq_ignore_ascii_case(parent)),
        None => name.eq_ignore_ascii_case(host),
    }
}

/// Whether one of the certificate's DNS names is that domain or below it; `*.contoso.com` is below contoso.com.
pub fn is_below(certificate: &X509Certificate<'_>, domain: &Domain) -> bool {
    hosts(certificate).iter().any(|name| {
        let name = name.strip_prefix("*.").unwrap_or(name);
        name.parse::<Domain>().is_ok_and(|name| name.is_at_or_below(domain))
    })
}

#[cfg(test)]
mod tests {
    use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair};
    use x509_parser::prelude::FromDer;

    use super::*;

    #[test]
    fn names_read_as_windows_writes_them() {
        let mut params = CertificateParams::new(["mail.contoso.com".to_owned()]).expect("a name");
        params.distinguished_name = DistinguishedName::new();
        for (kind, text) in [
            (DnType::CountryName, "US"),
            (DnType::StateOrProvinceName, "Ohio"),
            (DnType::OrganizationName, "Contoso, Ltd."),
            (DnType::CustomDnType(vec![1, 2, 3, 4]), "more"),
            (DnType::CommonName, "mail.contoso.com"),
        ] {
            params.distinguished_name.push(kind, text);
        }
        let made = params.self_signed(&KeyPair::generate().expect("a key")).expect("signed");
        let (_, certificate) = X509Certificate::from_der(made.der()).expect("a certificate");
        let expected = "CN=mail.contoso.com, OID.1.2.3.4=more, O=\"Contoso, Ltd.\", S=Ohio, C=US";
        assert_eq!(name(certificate.subject()), expected);
        assert_eq!(hosts(&certificate), ["mail.contoso.com"]);
    }
}
