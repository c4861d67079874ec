//! The report as RFC 8460 §4.4 writes it.

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::summary::{DaySummary, FailureSummary, PolicySummary};

/// Who reports.
#[derive(Clone, Debug)]
pub struct Reporter {
    /// Its name for people.
    pub organization: String,
    /// An address that answers questions about reports.
    pub contact: String,
    /// Name of the server, which tells its reports from those of others.
    pub server: String,
}

impl Reporter {
    /// Names a report among all there are: the same whenever it is made.
    pub fn id(&self, summary: &DaySummary) -> String {
        format!("{}.{}@{}", summary.day.strftime("%Y%m%d"), summary.domain, self.server)
    }
}

/// The report about one day to one domain.
pub fn report(summary: &DaySummary, reporter: &Reporter) -> Value {
    json!({
        "organization-name": reporter.organization,
        "date-range": {
            "start-datetime": format!("{}T00:00:00Z", day(summary.day)),
            "end-datetime": format!("{}T23:59:59Z", day(summary.day)),
        },
        "contact-info": reporter.contact,
        "report-id": reporter.id(summary),
        "policies": summary.policies.iter().map(|policy| of_policy(&summary.domain, policy)).collect::<Vec<_>>(),
    })
}

fn day(day: Date) -> impl std::fmt::Display {
    day.strftime("%Y-%m-%d")
}

fn of_policy(domain: &str, summary: &PolicySummary) -> Value {
    let policy = &summary.policy;
    let mut about = Map::new();
    about.insert("policy-type".to_owned(), json!(policy.kind.word()));
    if !policy.text.is_empty() {
        about.insert("policy-string".to_owned(), json!(policy.text));
    }
    about.insert("policy-domain".to_owned(), json!(domain));
    if !policy.exchangers.is_empty() {
        about.insert("mx-host".to_owned(), json!(policy.exchangers));
    }
    let mut all = Map::new();
    all.insert("policy".to_owned(), Value::Object(about));
    all.insert(
        "summary".to_owned(),
        json!({
            "total-successful-session-count": summary.successful,
            "total-failure-session-count": summary.failed,
        }),
    );
    if !summary.failures.is_empty() {
        all.insert("failure-details".to_owned(), summary.failures.iter().map(of_failure).collect());
    }
    Value::Object(all)
}

fn of_failure(summary: &FailureSummary) -> Value {
    let FailureSummary { failure, exchanger, remote, local, sessions } = summary;
    let mut all = Map::new();
    all.insert("result-type".to_owned(), json!(failure.kind.word()));
    if let Some(local) = local {
        all.insert("sending-mta-ip".to_owned(), json!(local.to_string()));
    }
    all.insert("receiving-mx-hostname".to_owned(), json!(exchanger));
    if let Some(remote) = remote {
        all.insert("receiving-ip".to_owned(), json!(remote.to_string()));
    }
    all.insert("failed-session-count".to_owned(), json!(sessions));
    if !failure.reason.is_empty() {
        all.insert("failure-reason-code".to_owned(), json!(failure.reason));
    }
    Value::Object(all)
}
