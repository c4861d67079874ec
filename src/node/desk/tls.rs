//! TLS reports, made on a thread of their own from the log of sessions.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::sync::mpsc;

use crate::control::Stream;
use crate::model::wildcard::Wildcard;
use crate::model::{Fault, TlsReportInfo, TlsReportQuery};
use crate::transport::report::tls::{DaySummary, Reporter, TlsLog, Wanted, report, summaries};

/// Reports that wait for a slow reader.
const AHEAD: usize = 64;

/// Oldest first, everything recorded until now included. Must be called in a tokio runtime.
pub fn search(log: Arc<TlsLog>, folder: PathBuf, query: TlsReportQuery, by: Reporter) -> Stream<TlsReportInfo> {
    let (to, reports) = mpsc::channel(AHEAD);
    tokio::task::spawn_blocking(move || {
        log.flush();
        match summaries(&folder, &wanted(&query)) {
            Ok(found) => {
                for summary in found {
                    // Nobody listens any more.
                    if to.blocking_send(Ok(shown(&summary, &by))).is_err() {
                        return;
                    }
                }
            }
            Err(error) => {
                let says = format!("The log of TLS sessions in '{}' cannot be read.", folder.display());
                let _ = to.blocking_send(Err(Fault::internal("TlsReportLogUnreadable", says).cause(error)));
            }
        }
    });
    reports
}

fn wanted(query: &TlsReportQuery) -> Wanted {
    let day = |time: Timestamp| time.to_zoned(TimeZone::UTC).date();
    Wanted { domain: query.domain.as_deref().map(Wildcard::new), from: query.start.map(day), to: query.end.map(day) }
}

fn shown(summary: &DaySummary, by: &Reporter) -> TlsReportInfo {
    let mut policy_types: Vec<String> = summary.policies.iter().map(|one| one.policy.kind.word().to_owned()).collect();
    policy_types.dedup();
    let failures = summary.policies.iter().flat_map(|policy| &policy.failures).map(|one| {
        let at = one.remote.map(|address| format!(" [{address}]")).unwrap_or_default();
        let because = if one.failure.reason.is_empty() { String::new() } else { format!(": {}", one.failure.reason) };
        format!("{} x{} {}{at}{because}", one.failure.kind.word(), one.sessions, one.exchanger)
    });
    let count = |sessions: u64| i64::try_from(sessions).unwrap_or(i64::MAX);
    TlsReportInfo {
        identity: by.id(summary),
        domain: summary.domain.clone(),
        start_date: summary.day.to_zoned(TimeZone::UTC).map(|day| day.timestamp()).unwrap_or_default(),
        policy_types,
        successful_sessions: count(summary.successful()),
        failed_sessions: count(summary.failed()),
        failures: failures.collect(),
        server: by.server.clone(),
        report: report(summary, by).to_string(),
    }
}
