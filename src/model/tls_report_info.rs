//! What became of a domain's wishes for TLS in a day, as `Get-TlsReport` shows it, and what may be asked of that.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::view::view;

view! {
    /// What there is to tell a domain about the TLS of its mail exchangers on one day (RFC 8460).
    TlsReportInfo as "Emsh.Transport.TlsReport",
    shown ["StartDate", "Domain", "PolicyTypes", "SuccessfulSessions", "FailedSessions"] {
        /// Name of the report: day, domain and server.
        "Identity" identity: String as "String";
        /// The domain whose mail it was.
        "Domain" domain: String as "String";
        /// When the day began, which is a day in UTC.
        "StartDate" start_date: Timestamp as "DateTime";
        /// Where the domain's wishes stood: tlsa (DANE), sts (MTA-STS), or no-policy-found.
        "PolicyTypes" policy_types: Vec<String> as "MultiValuedProperty<String>";
        /// Sessions that were as the domain wishes, or encrypted where it wishes nothing.
        "SuccessfulSessions" successful_sessions: i64 as "Int64";
        /// Sessions that were not, or did not come about.
        "FailedSessions" failed_sessions: i64 as "Int64";
        /// What went wrong and how often, where it is not too much.
        "Failures" failures: Vec<String> as "MultiValuedProperty<String>";
        /// Name of the server that has counted.
        "Server" server: String as "String";
        /// The report for the domain, as JSON.
        "Report" report: String as "String";
    }
}

/// Which reports to make; nothing stands for any.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TlsReportQuery {
    /// `*` allowed.
    pub domain: Option<String>,
    /// From the day on that has this time.
    pub start: Option<Timestamp>,
    /// Up to the day that has this time.
    pub end: Option<Timestamp>,
}
