//! What became of a domain's wishes for TLS at one of its exchangers, for the domain's reports (RFC 8460).

use std::io;

use rustls::{CertificateError, Error};

use super::conversation::TlsUse;
use super::demand::{Demand, Unfetched};
use super::hosts::Host;
use super::plan::{Plan, Target};
use super::search::Failure;
use super::session::Session;
use crate::mail::EnhancedStatus;
use crate::transport::{Remark, Speaker, TlsFailure, TlsFailureKind, TlsPolicy, TlsPolicyKind};
use crate::trust::{Proof, TlsClients, server_name_of};

/// Lines of a policy that are kept, and how much of each: a stranger writes them.
const MOST_LINES: usize = 20;
const LONGEST_LINE: usize = 300;

/// The domain whose wishes count for sessions of this plan. `None`: the connector's own do, or the
/// message's: reports about TLS are not about themselves (RFC 8460 §3).
pub fn domain_of(plan: &Plan) -> Option<&str> {
    let Target::Exchangers(domain, _) = &plan.target else { return None };
    let is_its_own = plan.security.tls != TlsUse::Opportunistic || plan.security.proof != Proof::NOTHING;
    (!is_its_own && !plan.is_strict && !plan.is_lax && domain.address().is_none()).then(|| domain.as_str())
}

/// The wishes for a host.
pub fn policy_of(demand: Option<&Demand>) -> TlsPolicy {
    let few = |lines: Vec<String>| {
        let cut = |mut line: String| {
            line.truncate(line.floor_char_boundary(LONGEST_LINE));
            line
        };
        lines.into_iter().take(MOST_LINES).map(cut).collect::<Vec<_>>()
    };
    let tlsa = |text: Vec<String>| TlsPolicy { kind: TlsPolicyKind::Tlsa, text: few(text), exchangers: Vec::new() };
    match demand {
        None => TlsPolicy::NONE,
        Some(Demand::Dane(records) | Demand::DaneUnusable(records)) => {
            tlsa(records.iter().map(ToString::to_string).collect())
        }
        Some(Demand::DaneUnsure(_)) => tlsa(Vec::new()),
        Some(Demand::Sts(policy) | Demand::NotListed(policy) | Demand::Tried(policy)) => {
            TlsPolicy { kind: TlsPolicyKind::Sts, text: few(policy.lines()), exchangers: few(policy.hosts.clone()) }
        }
        Some(Demand::Unfetched(_)) => TlsPolicy { kind: TlsPolicyKind::Sts, ..TlsPolicy::NONE },
    }
}

/// Why a host is not even called.
pub fn unused(demand: &Demand) -> Option<TlsFailure> {
    match demand {
        Demand::NotListed(_) => Some(not_listed()),
        Demand::DaneUnsure(why) => Some(failure(TlsFailureKind::DnssecInvalid, why)),
        _ => None,
    }
}

/// What is wrong with a session that has come about; `None`: nothing.
pub fn fault_of(session: &Session, host: &Host, tls: &TlsClients) -> Option<TlsFailure> {
    if !session.wire().is_encrypted() {
        return Some(no_starttls());
    }
    match host.demand.as_ref()? {
        Demand::DaneUnusable(_) => Some(failure(TlsFailureKind::TlsaInvalid, "no TLSA record of the host can be used")),
        Demand::Unfetched(Unfetched::Unproven(why)) => Some(failure(TlsFailureKind::StsWebpkiInvalid, why)),
        Demand::Unfetched(Unfetched::Invalid(why)) => Some(failure(TlsFailureKind::StsPolicyInvalid, why)),
        Demand::Unfetched(Unfetched::Unreached(why)) => Some(failure(TlsFailureKind::StsPolicyFetchError, why)),
        Demand::Tried(policy) if !policy.allows(&host.name) => Some(not_listed()),
        // Whether it would hold is what a policy is tried out for.
        Demand::Tried(_) => {
            let name = host.expected.as_ref().and_then(server_name_of)?;
            let proof = Proof { chain: true, host: true, ..Proof::NOTHING };
            tls.proves(&proof, session.wire().shown(), &name).err().map(|error| of_tls(&error))
        }
        _ => None,
    }
}

/// The same of one that has not; `None`: TLS had no part in it.
pub fn fault_behind(reason: &Failure) -> Option<TlsFailure> {
    match reason {
        Failure::Unconnected(_) => None,
        Failure::Unencrypted(error) => Some(match inner(error) {
            Some(error) => of_tls(error),
            None => failure(TlsFailureKind::ValidationFailure, &error.to_string()),
        }),
        Failure::Unwelcome(remark) => is_for_want_of_tls(remark).then(no_starttls),
    }
}

/// As the opening says it.
fn is_for_want_of_tls(remark: &Remark) -> bool {
    remark.by == Speaker::Us && remark.status == EnhancedStatus::new(4, 7, 4)
}

fn inner(error: &io::Error) -> Option<&Error> {
    error.get_ref().and_then(|inner| inner.downcast_ref())
}

/// Why TLS failed, for people.
pub fn in_words(error: &io::Error) -> String {
    inner(error).map_or_else(|| error.to_string(), told)
}

/// What is wrong with a certificate; the library's own words for the rest.
fn told(error: &Error) -> String {
    let Error::InvalidCertificate(why) = error else { return error.to_string() };
    match why {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => "the certificate has expired".into(),
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "the certificate is not valid yet".into()
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "the certificate is for another name".into()
        }
        CertificateError::UnknownIssuer => "nobody who is trusted has issued the certificate".into(),
        CertificateError::Revoked => "the certificate was revoked".into(),
        CertificateError::BadSignature => "the certificate was not signed by whom it names".into(),
        CertificateError::ApplicationVerificationFailure => "the certificate is not the one that is expected".into(),
        _ => error.to_string(),
    }
}

fn of_tls(error: &Error) -> TlsFailure {
    let kind = match error {
        Error::InvalidCertificate(why) => match why {
            CertificateError::Expired
            | CertificateError::ExpiredContext { .. }
            | CertificateError::NotValidYet
            | CertificateError::NotValidYetContext { .. } => TlsFailureKind::CertificateExpired,
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                TlsFailureKind::CertificateHostMismatch
            }
            _ => TlsFailureKind::CertificateNotTrusted,
        },
        _ => TlsFailureKind::ValidationFailure,
    };
    failure(kind, &told(error))
}

fn no_starttls() -> TlsFailure {
    failure(TlsFailureKind::StarttlsNotSupported, "")
}

fn not_listed() -> TlsFailure {
    failure(TlsFailureKind::ValidationFailure, "the host is not in the MTA-STS policy of the domain")
}

fn failure(kind: TlsFailureKind, reason: &str) -> TlsFailure {
    let end = reason.floor_char_boundary(LONGEST_LINE);
    TlsFailure { kind, reason: reason[..end].to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tls_says_has_a_word_in_reports() {
        use TlsFailureKind::*;
        let certificate = |why| Failure::Unencrypted(io::Error::other(Error::InvalidCertificate(why)));
        for (reason, kind, words) in [
            (certificate(CertificateError::Expired), CertificateExpired, "the certificate has expired"),
            (certificate(CertificateError::NotValidYet), CertificateExpired, "the certificate is not valid yet"),
            (
                certificate(CertificateError::NotValidForName),
                CertificateHostMismatch,
                "the certificate is for another name",
            ),
            (
                certificate(CertificateError::UnknownIssuer),
                CertificateNotTrusted,
                "nobody who is trusted has issued the certificate",
            ),
            (certificate(CertificateError::Revoked), CertificateNotTrusted, "the certificate was revoked"),
            (
                certificate(CertificateError::ApplicationVerificationFailure),
                CertificateNotTrusted,
                "the certificate is not the one that is expected",
            ),
            (Failure::Unencrypted(io::ErrorKind::UnexpectedEof.into()), ValidationFailure, "unexpected end of file"),
        ] {
            assert_eq!(fault_behind(&reason), Some(failure(kind, words)), "{reason}");
        }
        assert_eq!(fault_behind(&Failure::Unconnected(io::ErrorKind::TimedOut.into())), None);
    }
}
