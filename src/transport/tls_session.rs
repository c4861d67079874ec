//! What came of a domain's wishes for TLS in one session, as its reports tell it (RFC 8460 §4).

use std::net::IpAddr;

use jiff::Timestamp;

/// Takes what became of sessions without waiting; losing one costs nothing but a line of a report.
pub trait TlsSessions: Send + Sync {
    fn record(&self, session: TlsSession);
}

/// One session with an exchanger of a domain, or the attempt at one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsSession {
    pub time: Timestamp,
    /// The recipients' domain, whose wishes they are.
    pub domain: String,
    pub policy: TlsPolicy,
    /// Name of the exchanger.
    pub exchanger: String,
    pub remote: Option<IpAddr>,
    pub local: Option<IpAddr>,
    /// `None`: it was as the domain wishes, or encrypted where the domain wishes nothing.
    pub failure: Option<TlsFailure>,
}

/// What a domain wishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsPolicy {
    pub kind: TlsPolicyKind,
    /// Its lines, or its TLSA records.
    pub text: Vec<String>,
    /// Patterns of the exchangers that it names.
    pub exchangers: Vec<String>,
}

impl TlsPolicy {
    pub const NONE: TlsPolicy =
        TlsPolicy { kind: TlsPolicyKind::NoPolicyFound, text: Vec::new(), exchangers: Vec::new() };
}

/// Why a session was not as the domain wishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFailure {
    pub kind: TlsFailureKind,
    /// What was found, in words.
    pub reason: String,
}

macro_rules! words {
    ($(#[doc = $about:literal])+ $name:ident { $($(#[doc = $doc:literal])+ $variant:ident = $word:literal,)+ }) => {
        $(#[doc = $about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[doc = $doc])+ $variant,)+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word of RFC 8460.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }

            /// Reads that word.
            pub fn of(word: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    };
}

words! {
    /// Where the wishes stand (RFC 8460 §4.4).
    TlsPolicyKind {
        /// DNS vouches for certificates (DANE).
        Tlsa = "tlsa",
        /// A policy of MTA-STS.
        Sts = "sts",
        /// The domain wishes nothing.
        NoPolicyFound = "no-policy-found",
    }
}

words! {
    /// What went wrong (RFC 8460 §4.3).
    TlsFailureKind {
        /// No TLS was offered.
        StarttlsNotSupported = "starttls-not-supported",
        /// The certificate is for another name.
        CertificateHostMismatch = "certificate-host-mismatch",
        /// The certificate is over, or not yet valid.
        CertificateExpired = "certificate-expired",
        /// Nobody who is trusted vouches for the certificate.
        CertificateNotTrusted = "certificate-not-trusted",
        /// Anything else.
        ValidationFailure = "validation-failure",
        /// No TLSA record can be used.
        TlsaInvalid = "tlsa-invalid",
        /// DNS could not be believed.
        DnssecInvalid = "dnssec-invalid",
        /// The policy could not be fetched.
        StsPolicyFetchError = "sts-policy-fetch-error",
        /// What was fetched is no policy.
        StsPolicyInvalid = "sts-policy-invalid",
        /// The web server of the policy did not prove its name.
        StsWebpkiInvalid = "sts-webpki-invalid",
    }
}
