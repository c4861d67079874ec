//! The certificates of this server, and which of them is shown to whom.

use std::sync::Arc;

use arc_swap::ArcSwap;
use jiff::Timestamp;
use rustls::client::ResolvesClientCert;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use rustls::{Error, SignatureScheme};
use x509_parser::prelude::{FromDer, X509Certificate};

use super::thumbprint;
use super::x500::{self, is_for_host};
use crate::model::{CertificateInfo, CertificateName, Domain};

/// A certificate with its key.
#[derive(Clone, Debug)]
pub struct Own {
    pub pair: Arc<CertifiedKey>,
    /// `is_default` and `status` are as of reading.
    about: CertificateInfo,
}

/// Which certificate a connector wants to show.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Wanted {
    /// This one and no other.
    pub name: Option<CertificateName>,
    /// Without a name: one that is for this host, if there is one.
    pub host: Option<Domain>,
}

/// All there are; the first is shown where nothing else fits. They may be replaced while they are in use.
#[derive(Debug, Default)]
pub struct Certificates(ArcSwap<Vec<Own>>);

impl Own {
    /// `file`: where it was read, for people.
    pub fn new(pair: CertifiedKey, file: &str) -> Result<Own, Error> {
        let first = pair.cert.first().ok_or(Error::NoCertificatesPresented)?;
        let unreadable =
            |error: &dyn std::fmt::Display| Error::General(format!("the certificate is malformed: {error}"));
        let (_, certificate) = X509Certificate::from_der(first).map_err(|error| unreadable(&error))?;
        let (issuer, subject) = (x500::name(certificate.issuer()), x500::name(certificate.subject()));
        let time = |seconds: i64| Timestamp::from_second(seconds).map_err(|error| unreadable(&error));
        let about = CertificateInfo {
            thumbprint: thumbprint(first),
            domains: x500::hosts(&certificate),
            not_before: time(certificate.validity().not_before.timestamp())?,
            not_after: time(certificate.validity().not_after.timestamp())?,
            status: String::new(),
            is_self_signed: issuer == subject,
            serial_number: certificate.raw_serial().iter().map(|byte| format!("{byte:02X}")).collect(),
            name: CertificateName { issuer: issuer.clone(), subject: subject.clone() },
            is_default: false,
            file: file.to_owned(),
            subject,
            issuer,
        };
        Ok(Own { pair: Arc::new(pair), about })
    }

    fn is_valid(&self, now: Timestamp) -> bool {
        (self.about.not_before..=self.about.not_after).contains(&now)
    }

    fn is_for(&self, host: &str) -> bool {
        self.about.domains.iter().any(|name| is_for_host(name, host))
    }
}

impl Certificates {
    pub fn replace(&self, all: Vec<Own>) {
        self.0.store(Arc::new(all));
    }

    /// What people are shown, the default first.
    pub fn about(&self) -> Vec<CertificateInfo> {
        let now = Timestamp::now();
        let all = self.0.load();
        let about = all.iter().enumerate().map(|(at, own)| CertificateInfo {
            is_default: at == 0,
            status: if own.is_valid(now) { "Valid" } else { "DateInvalid" }.to_owned(),
            ..own.about.clone()
        });
        about.collect()
    }

    /// The one to show; `called` is the name that a client called us by (RFC 6066 §3).
    ///
    /// Of several that fit, one that is valid now comes first, then the one that lasts longest: while a certificate is
    /// being renewed both are there.
    pub fn pick(&self, wanted: &Wanted, called: Option<&str>) -> Option<Arc<CertifiedKey>> {
        let all = self.0.load();
        let now = Timestamp::now();
        let best = |fits: &dyn Fn(&Own) -> bool| {
            all.iter().filter(|own| fits(own)).max_by_key(|own| (own.is_valid(now), own.about.not_after))
        };
        let found = match &wanted.name {
            Some(name) => best(&|own| own.about.name == *name),
            None => called
                .and_then(|called| best(&|own| own.is_for(called)))
                .or_else(|| best(&|own| wanted.host.as_ref().is_some_and(|host| own.is_for(host.as_str()))))
                .or_else(|| all.first()),
        };
        found.map(|own| own.pair.clone())
    }
}

/// Shows what is wanted, as it is at the time of each handshake.
#[derive(Debug)]
pub(super) struct Picked {
    pub certificates: Arc<Certificates>,
    pub wanted: Wanted,
}

impl ResolvesServerCert for Picked {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        self.certificates.pick(&self.wanted, hello.server_name())
    }
}

impl ResolvesClientCert for Picked {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        self.certificates.pick(&self.wanted, None)
    }

    fn has_certs(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trust::samples::Authority;

    #[test]
    fn a_connector_shows_what_fits_it() {
        let authority = Authority::new();
        let own = |host: &str| Own::new(authority.pair(&[host]), host).expect("a certificate");
        let all = [own("hub01.contoso.com"), own("*.fabrikam.com"), own("mail.adatum.com")];
        let certificates = Certificates::default();
        certificates.replace(all.to_vec());
        let named = |own: &Own| Wanted { name: Some(own.about.name.clone()), host: None };
        let host = |host: &str| Wanted { name: None, host: Some(host.parse().expect(host)) };
        for (wanted, called, expected, why) in [
            (Wanted::default(), None, Some(0), "the default"),
            (host("mx.fabrikam.com"), None, Some(1), "the connector's Fqdn"),
            (host("a.mx.fabrikam.com"), None, Some(0), "a star is one label"),
            (host("mx.fabrikam.com"), Some("MAIL.adatum.com"), Some(2), "how the client calls us"),
            (host("mx.fabrikam.com"), Some("other.example"), Some(1), "nobody's name"),
            (named(&all[2]), Some("mx.fabrikam.com"), Some(2), "the named one, whatever else would fit"),
            (Wanted { name: "<I>CN=x<S>CN=y".parse().ok(), host: None }, None, None, "no other in its place"),
        ] {
            let found = certificates.pick(&wanted, called);
            let at = found.map(|found| all.iter().position(|own| Arc::ptr_eq(&own.pair, &found)).expect("one of them"));
            assert_eq!(at, expected, "{why}");
        }
        assert!(Certificates::default().pick(&Wanted::default(), None).is_none());
    }

    #[test]
    fn while_a_certificate_is_renewed_the_new_one_is_shown() {
        let authority = Authority::new();
        let until = |year: i32| {
            let pair = authority.pair_until(&["mail.contoso.com"], year);
            Own::new(pair, "").expect("a certificate")
        };
        let (old, new) = (until(2040), until(2050));
        let wanted = Wanted { name: Some(old.about.name.clone()), host: None };
        for all in [vec![old.clone(), new.clone()], vec![new.clone(), old]] {
            let certificates = Certificates::default();
            certificates.replace(all);
            assert!(Arc::ptr_eq(&certificates.pick(&wanted, None).expect("both fit"), &new.pair));
        }
    }
}
