//! Authorities and certificates for tests, made anew each time.

use std::sync::Arc;

use rcgen::{
    CertificateParams, CertificateRevocationListParams, CertifiedIssuer, CrlDistributionPoint, DnType, KeyPair,
    RevokedCertParams, SerialNumber,
};
use rustls::RootCertStore;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;

use super::{Certificates, Own, ServerIdentity, TlsServers, provider};

/// Somebody who signs certificates.
pub struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Default for Authority {
    fn default() -> Authority {
        let mut params = CertificateParams::new(vec![]).expect("no names");
        params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        Authority(CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("a root"))
    }
}

impl Authority {
    pub fn new() -> Authority {
        Authority::default()
    }

    /// Whoever has these trusts this authority, and nobody else.
    pub fn roots(&self) -> RootCertStore {
        let mut roots = RootCertStore::empty();
        roots.add(self.0.der().clone()).expect("a root");
        roots
    }

    /// Its own certificate.
    pub fn certificate_of_itself(&self) -> CertificateDer<'static> {
        self.0.der().clone()
    }

    /// A certificate for these names, ready to be shown.
    pub fn pair(&self, names: &[&str]) -> CertifiedKey {
        self.pair_until(names, 2050)
    }

    /// The same, which is valid until the first day of a year.
    pub fn pair_until(&self, names: &[&str], year: i32) -> CertifiedKey {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        let key = KeyPair::generate().expect("a key");
        let mut params = CertificateParams::new(names.clone()).expect("names");
        params.distinguished_name.push(DnType::CommonName, names[0].clone());
        params.not_after = rcgen::date_time_ymd(year, 1, 1);
        let certificate = params.signed_by(&key, &self.0).expect("signed");
        let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a key");
        CertifiedKey::from_der(vec![certificate.der().clone()], key, &provider()).expect("a pair")
    }

    /// A certificate with this number, whose list of revoked ones is at that place.
    pub fn listed(&self, names: &[&str], serial: u64, place: &str) -> CertificateDer<'static> {
        self.pair_listed(names, serial, place).cert[0].clone()
    }

    /// The same, ready to be shown.
    pub fn pair_listed(&self, names: &[&str], serial: u64, place: &str) -> CertifiedKey {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        let mut params = CertificateParams::new(names).expect("names");
        params.serial_number = Some(SerialNumber::from(serial));
        params.crl_distribution_points = vec![CrlDistributionPoint { uris: vec![place.to_owned()] }];
        let key = KeyPair::generate().expect("a key");
        let certificate = params.signed_by(&key, &self.0).expect("signed");
        let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a key");
        CertifiedKey::from_der(vec![certificate.der().clone()], key, &provider()).expect("a pair")
    }

    /// Its list of revoked certificates, by their numbers.
    pub fn list(&self, serials: &[u64]) -> Vec<u8> {
        let revoked = |serial: &u64| RevokedCertParams {
            serial_number: SerialNumber::from(*serial),
            revocation_time: rcgen::date_time_ymd(2025, 1, 1),
            reason_code: None,
            invalidity_date: None,
        };
        let params = CertificateRevocationListParams {
            this_update: rcgen::date_time_ymd(2025, 1, 1),
            next_update: rcgen::date_time_ymd(2050, 1, 1),
            crl_number: SerialNumber::from(1),
            issuing_distribution_point: None,
            revoked_certs: serials.iter().map(revoked).collect(),
            key_identifier_method: rcgen::KeyIdMethod::Sha256,
        };
        params.signed_by(&self.0).expect("signed").der().to_vec()
    }

    /// A certificate for these names, with its key.
    pub fn certificate(&self, names: &[&str]) -> (CertificateDer<'static>, PrivateKeyDer<'static>) {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        let key = KeyPair::generate().expect("a key");
        let params = CertificateParams::new(names).expect("names");
        let certificate = params.signed_by(&key, &self.0).expect("signed");
        (certificate.der().clone(), PrivateKeyDer::try_from(key.serialize_der()).expect("a key"))
    }
}

/// Shows this certificate, and trusts the authority's.
pub fn servers(pair: CertifiedKey, authority: &Authority) -> Arc<TlsServers> {
    let certificates = Certificates::default();
    certificates.replace(vec![Own::new(pair, "").expect("a certificate")]);
    Arc::new(TlsServers::new(Arc::new(certificates), authority.roots()).expect("TLS"))
}

/// A server's certificate and key.
pub fn identity(name: &str) -> ServerIdentity {
    let made = rcgen::generate_simple_self_signed([name.to_owned()]).expect("a certificate");
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).expect("a key");
    let key = CertifiedKey::from_der(vec![made.cert.der().clone()], key, &provider()).expect("a pair");
    ServerIdentity::new(key).expect("TLS")
}
