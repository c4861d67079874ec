//! Sessions added up: per day in UTC, domain and policy.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _};
use std::net::IpAddr;
use std::path::Path;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::log::{TLS_SESSIONS, read};
use crate::model::wildcard::Wildcard;
use crate::transport::report::log::{LogFile, list, split};
use crate::transport::{TlsFailure, TlsFailureKind, TlsPolicy, TlsSession};

/// Days and domains of one summary.
const MOST_DOMAINS: usize = 20_000;

/// Policies of a domain in a day: one, and another where it was changed.
const MOST_POLICIES: usize = 10;

/// Kinds of failure that are told in detail.
const MOST_FAILURES: usize = 100;

/// Longest line that is read: a policy and its reasons are cut to less when they are written.
const LONGEST_LINE: u64 = 64 * 1024;

/// Which sessions are added up.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// `None`: all domains.
    pub domain: Option<Wildcard>,
    /// From this day on.
    pub from: Option<Date>,
    /// Up to this day, itself included.
    pub to: Option<Date>,
}

/// What there is to tell one domain about one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaySummary {
    pub day: Date,
    pub domain: String,
    pub policies: Vec<PolicySummary>,
}

/// Sessions under one policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicySummary {
    pub policy: TlsPolicy,
    pub successful: u64,
    pub failed: u64,
    /// Failures alike, as often as they were. Where there are too many kinds, the last ones are only in `failed`.
    pub failures: Vec<FailureSummary>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailureSummary {
    pub failure: TlsFailure,
    pub exchanger: String,
    pub remote: Option<IpAddr>,
    pub local: Option<IpAddr>,
    pub sessions: u64,
}

impl DaySummary {
    pub fn successful(&self) -> u64 {
        self.policies.iter().map(|policy| policy.successful).sum()
    }

    pub fn failed(&self) -> u64 {
        self.policies.iter().map(|policy| policy.failed).sum()
    }

    fn count(&mut self, session: TlsSession) {
        let at = match self.policies.iter().position(|known| known.policy == session.policy) {
            Some(at) => at,
            None if self.policies.len() < MOST_POLICIES => {
                let policy = session.policy.clone();
                self.policies.push(PolicySummary { policy, successful: 0, failed: 0, failures: Vec::new() });
                self.policies.len() - 1
            }
            None => self.policies.len() - 1,
        };
        self.policies[at].count(session);
    }
}

impl PolicySummary {
    fn count(&mut self, session: TlsSession) {
        let TlsSession { exchanger, remote, local, failure, .. } = session;
        let Some(failure) = failure else {
            self.successful += 1;
            return;
        };
        self.failed += 1;
        let is_alike = |known: &FailureSummary| {
            known.failure == failure && known.exchanger == exchanger && known.remote == remote && known.local == local
        };
        match self.failures.iter().position(is_alike) {
            Some(at) => self.failures[at].sessions += 1,
            None if self.failures.len() < MOST_FAILURES => {
                self.failures.push(FailureSummary { failure, exchanger, remote, local, sessions: 1 });
            }
            None => {}
        }
    }

    /// Failed sessions of one kind.
    pub fn failed_by(&self, kind: TlsFailureKind) -> u64 {
        self.failures.iter().filter(|one| one.failure.kind == kind).map(|one| one.sessions).sum()
    }
}

/// Adds up what the log in a folder has, oldest day first. Blocks.
pub fn summaries(folder: &Path, wanted: &Wanted) -> io::Result<Vec<DaySummary>> {
    let mut found: BTreeMap<(Date, String), DaySummary> = BTreeMap::new();
    let is_wanted = |day: Date| wanted.from.is_none_or(|from| day >= from) && wanted.to.is_none_or(|to| day <= to);
    for file in list(folder, &TLS_SESSIONS)?.iter().filter(|file| is_wanted(file.day)) {
        each_session(file, |session| {
            let day = session.time.to_zoned(TimeZone::UTC).date();
            if !is_wanted(day) || wanted.domain.as_ref().is_some_and(|domain| !domain.matches(&session.domain)) {
                return;
            }
            let key = (day, session.domain.clone());
            if found.len() < MOST_DOMAINS || found.contains_key(&key) {
                let domain = session.domain.clone();
                found.entry(key).or_insert_with(|| DaySummary { day, domain, policies: Vec::new() }).count(session);
            }
        })?;
    }
    Ok(found.into_values().collect())
}

fn each_session(file: &LogFile, mut take: impl FnMut(TlsSession)) -> io::Result<()> {
    let mut lines = match File::open(&file.path) {
        Ok(file) => BufReader::new(file),
        // It was too old, just now.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    let mut line = Vec::new();
    while (&mut lines).take(LONGEST_LINE).read_until(b'\n', &mut line)? > 0 {
        if let Ok(text) = std::str::from_utf8(&line)
            && !text.starts_with('#')
            && let Some(session) = read(&split(text))
        {
            take(session);
        }
        line.clear();
    }
    Ok(())
}
