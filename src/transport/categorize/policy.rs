//! What the organization has decided about mail, in the order in which Exchange's agents act: transport rules, then what
//! remote domains are spared, then the journal.

use jiff::Timestamp;

use super::rules::{self, Facts};
use super::{replies, spam};
use crate::transport::{Envelope, Policy, Reads, Revision, Settings, Source};

/// The policy that the settings hold.
#[derive(Clone, Copy, Debug, Default)]
pub struct OrganizationPolicy;

impl Policy for OrganizationPolicy {
    fn reads(&self, settings: &Settings) -> Reads {
        match (settings.rules.is_empty(), settings.journal.is_empty()) {
            (true, true) if replies::are_judged(settings) => Reads::Header,
            (true, true) => Reads::Nothing,
            (false, true) if !settings.rules.reads_body() => Reads::Header,
            _ => Reads::Whole,
        }
    }

    fn revise(
        &self,
        envelope: &Envelope,
        message: &[u8],
        recipients: &[usize],
        settings: &Settings,
        now: Timestamp,
    ) -> Vec<Revision> {
        // Reports are the system's own.
        if matches!(envelope.source, Source::Dsn { .. }) {
            return Vec::new();
        }
        let facts = Facts::new(envelope, message, settings);
        let mut forks = settings.rules.apply(&facts, recipients, now);
        forks.iter_mut().for_each(|fork| spam::obey(fork, envelope, settings));
        let held: Vec<Revision> =
            forks.iter_mut().filter_map(|fork| replies::hold_back(fork, &facts, settings)).collect();
        forks.retain(|fork| !fork.recipients.is_empty());
        let reports = settings.journal.reports(&facts, &mut forks, settings, now);
        let is_about = |fork: &rules::Fork| !fork.matched.is_empty() || !fork.is_untouched();
        let revisions = forks.into_iter().filter(is_about).map(|fork| rules::revision(fork, envelope, message));
        revisions.chain(held).chain(reports).collect()
    }
}
