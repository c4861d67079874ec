//! DANE for SMTP (RFC 7672): certificates that the DNS of a host vouches for, whoever has signed them.
//!
//! Whether DNS is to be believed (DNSSEC) is found out before; here the records are true.

use std::fmt;
use std::sync::Arc;

use ring::digest::{SHA256, SHA512, digest};
use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::CertificateDer;
use rustls::{CertificateError, Error, RootCertStore};
use x509_parser::prelude::{FromDer, X509Certificate};

use super::judge::Shown;
use super::proof::chains;

/// A TLSA record (RFC 6698 §2.1).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tlsa {
    /// 2: an authority (DANE-TA); 3: the certificate of the host itself (DANE-EE). Others mean nothing to SMTP.
    pub usage: u8,
    /// 0: the whole certificate; 1: its public key.
    pub selector: u8,
    /// 0: the bytes themselves; 1: their SHA-256; 2: their SHA-512.
    pub matching: u8,
    pub data: Vec<u8>,
}

/// As zone files have it (RFC 6698 §2.2).
impl fmt::Display for Tlsa {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {} ", self.usage, self.selector, self.matching)?;
        self.data.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Tlsa {
    /// Whether it can prove anything (RFC 7672 §3.1).
    pub fn is_usable(&self) -> bool {
        matches!(self.usage, 2 | 3) && self.selector <= 1 && self.matching <= 2
    }

    fn is_of(&self, certificate: &CertificateDer<'_>) -> bool {
        let parsed = X509Certificate::from_der(certificate);
        let selected: &[u8] = match (self.selector, &parsed) {
            (0, _) => certificate,
            (_, Ok((_, certificate))) => certificate.tbs_certificate.subject_pki.raw,
            (_, Err(_)) => return false,
        };
        match self.matching {
            0 => selected == self.data,
            1 => digest(&SHA256, selected).as_ref() == self.data,
            _ => digest(&SHA512, selected).as_ref() == self.data,
        }
    }
}

/// Whether what a host shows is what its records name. For its own certificate neither names nor dates count (RFC 7672
/// §3.1.1); below an authority both do.
pub(super) fn judge(records: &[Tlsa], shown: &Shown<'_>) -> Result<(), Error> {
    let named =
        |usage: u8, certificate| records.iter().any(|record| record.usage == usage && record.is_of(certificate));
    if named(3, shown.certificate) {
        return Ok(());
    }
    for authority in shown.intermediates.iter().filter(|certificate| named(2, certificate)) {
        let mut roots = RootCertStore::empty();
        let (Ok(()), Some(name)) = (roots.add(authority.clone().into_owned()), shown.name) else { continue };
        let chain = chains(&Arc::new(roots))?;
        if chain.verify_server_cert(shown.certificate, shown.intermediates, name, &[], shown.now).is_ok() {
            return Ok(());
        }
    }
    Err(Error::InvalidCertificate(CertificateError::ApplicationVerificationFailure))
}

#[cfg(test)]
mod tests {
    use rustls::pki_types::{ServerName, UnixTime};

    use super::*;
    use crate::trust::samples::Authority;

    #[test]
    fn a_certificate_is_what_its_record_names() {
        let authority = Authority::new();
        let (leaf, _) = authority.certificate(&["mx.contoso.com"]);
        let root = authority.certificate_of_itself();
        let (other, _) = authority.certificate(&["mx.contoso.com"]);
        let key = |certificate: &CertificateDer<'_>| {
            let (_, parsed) = X509Certificate::from_der(certificate).expect("a certificate");
            parsed.tbs_certificate.subject_pki.raw.to_vec()
        };
        let record = |usage, selector, matching, data: &[u8]| Tlsa { usage, selector, matching, data: data.to_vec() };
        let hash = |data: &[u8]| digest(&SHA256, data).as_ref().to_vec();
        let long = |data: &[u8]| digest(&SHA512, data).as_ref().to_vec();
        for (record, name, expected, why) in [
            (record(3, 0, 0, &leaf), "mx.contoso.com", true, "the certificate itself"),
            (record(3, 0, 1, &hash(&leaf)), "elsewhere.example", true, "its hash, under any name"),
            (record(3, 1, 1, &hash(&key(&leaf))), "mx.contoso.com", true, "the hash of its key"),
            (record(3, 1, 2, &long(&key(&leaf))), "mx.contoso.com", true, "the long hash of its key"),
            (record(3, 1, 1, &hash(&key(&other))), "mx.contoso.com", false, "another's key"),
            (record(3, 0, 1, &hash(&root)), "mx.contoso.com", false, "the authority is not the host"),
            (record(2, 0, 1, &hash(&root)), "mx.contoso.com", true, "the authority"),
            (record(2, 1, 1, &hash(&key(&root))), "mx.contoso.com", true, "its key"),
            (record(2, 0, 1, &hash(&root)), "elsewhere.example", false, "below an authority the name counts"),
            (record(1, 0, 0, &leaf), "mx.contoso.com", false, "a usage that is not for SMTP"),
        ] {
            let name = ServerName::try_from(name).expect("a name");
            let intermediates = [root.clone()];
            let shown =
                Shown { certificate: &leaf, intermediates: &intermediates, name: Some(&name), now: UnixTime::now() };
            assert_eq!(judge(&[record], &shown).is_ok(), expected, "{why}");
        }
    }
}
