//! What of the table goes to another server, and what comes from it.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use jiff::Timestamp;
use ring::digest;
use tokio::sync::futures::Notified;
use uuid::Uuid;

use super::words::{Answer, Entry, Report, Request, Tables, Version, written};
use super::{Links, Outage, matters_to_others};
use crate::model::{TransportRole, TransportServer};
use crate::transport::{NextHop, Settings};

/// Bytes of one server's entry, about: it always fits in one text. What fell long ago is left out.
const MOST_OF_ONE: usize = crate::mail::link_state::MOST_IN_ALL / 3;

/// Bytes of an error told.
const MOST_ERROR: usize = 200;

/// How far in the future another server may have started: clocks differ, and who claims more is not believed for ever.
const MOST_AHEAD: i64 = 24 * 3600 * 1000;

/// What became of a table that came: the revision of ours before and after.
pub type Learned = (u64, u64);

impl Links {
    /// Raised with each change of the table.
    pub fn revision(&self) -> u64 {
        self.0.revision.load(Ordering::Acquire)
    }

    /// That of what this server says of its own links.
    pub(super) fn own_version(&self) -> Version {
        self.table().own()
    }

    /// Why a link of another server is avoided, if that server says that it is down.
    pub fn reported(&self, server: &TransportServer, hop: &NextHop) -> Option<Outage> {
        if self.others_are_up() {
            return None;
        }
        let table = self.table();
        table.of(server.fqdn.as_str())?.down.get(hop).filter(|outage| outage.lasts()).cloned()
    }

    /// All that others have said: whose link it is, and what of it.
    pub fn of_others(&self) -> Vec<(String, NextHop, Outage)> {
        let table = self.table();
        let all = table.others().flat_map(|(server, known)| known.down.iter().map(move |down| (server, down)));
        all.map(|(server, (hop, outage))| (server.clone(), hop.clone(), outage.clone())).collect()
    }

    /// What the table is by, and a question whether another server's is the same.
    pub fn question(&self, settings: &Settings) -> (u64, Request) {
        let (revision, versions) = self.versions(settings);
        (revision, Request::Digest(digest_of(&versions)))
    }

    /// The answer to that question, and the revision that it is by.
    pub fn answer(&self, digest: &str, settings: &Settings) -> (u64, Answer) {
        let (revision, versions) = self.versions(settings);
        match digest_of(&versions) == digest {
            true => (revision, Answer::Same),
            false => (revision, Answer::Differs(versions)),
        }
    }

    /// What to tell a server whose table is of these versions, and of whom to ask it. More than one text where it would
    /// not fit in one. A server of the perimeter is told nothing: it routes by none of it, and stands where others look in.
    pub fn compare(
        &self,
        theirs: &[(String, Version)],
        peer: &TransportServer,
        settings: &Settings,
    ) -> (Vec<Vec<Entry>>, Vec<String>) {
        let (_, ours) = self.versions(settings);
        let find = |all: &[(String, Version)], name: &str| {
            all.iter().find(|(server, _)| server.eq_ignore_ascii_case(name)).map(|(_, version)| *version)
        };
        let (mut tell, mut ask) = (Vec::new(), Vec::new());
        for server in &settings.servers {
            let name = server.fqdn.as_str();
            match (find(&ours, name), find(theirs, name)) {
                (ours, theirs) if ours > theirs && hears(peer) => tell.push(name.to_owned()),
                (ours, theirs) if ours < theirs && is_believed(peer, server) => ask.push(name.to_owned()),
                _ => {}
            }
        }
        (self.entries(&tell, settings), ask)
    }

    /// What is known of those servers, in parts that each fit in one text.
    pub fn entries(&self, servers: &[String], settings: &Settings) -> Vec<Vec<Entry>> {
        let (mut parts, mut room) = (Vec::<Vec<Entry>>::new(), 0);
        for server in &settings.servers {
            let is_wanted = servers.iter().any(|wanted| wanted.eq_ignore_ascii_case(server.fqdn.as_str()));
            let Some((entry, size)) = is_wanted.then(|| self.entry(server, settings)).flatten() else { continue };
            match parts.last_mut().filter(|_| size <= room) {
                Some(part) => {
                    part.push(entry);
                    room -= size;
                }
                None => {
                    parts.push(vec![entry]);
                    room = MOST_OF_ONE.saturating_sub(size);
                }
            }
        }
        parts
    }

    /// The answer to tables that came: what the other server asks for, as far as it fits in one text.
    pub fn answer_to(&self, asked: &[String], peer: &TransportServer, settings: &Settings) -> Answer {
        let asked = if hears(peer) { asked } else { &[] };
        let tell = self.entries(asked, settings).into_iter().next().unwrap_or_default();
        Answer::Tables(Tables { tell, ask: Vec::new() })
    }

    /// Takes over what is newer. A server of the perimeter is believed of itself only; nobody is believed of this server,
    /// nor of one that is not of the organization.
    pub fn learn(&self, told: Vec<Entry>, from: &TransportServer, settings: &Settings, now: Timestamp) -> Learned {
        let latest = now.as_millisecond().saturating_add(MOST_AHEAD);
        let mut table = self.table();
        let before = table.revision();
        for entry in told {
            let called = |server: &&Arc<TransportServer>| server.fqdn.as_str().eq_ignore_ascii_case(&entry.server);
            let Some(server) = settings.servers.iter().find(called) else { continue };
            if !is_believed(from, server) || entry.version.start > latest {
                tracing::debug!(from = %from.name, about = %server.name, "link states that are not believed");
            } else if server.id == settings.server.id {
                table.outdo(entry.version);
            } else {
                table.learn(server.fqdn.as_str(), entry);
            }
        }
        table.keep(|name| settings.servers.iter().any(|server| server.fqdn.as_str() == name));
        let after = table.revision();
        self.0.others.store(table.count(), Ordering::Release);
        self.0.revision.store(after, Ordering::Release);
        let has_fallen = table.has_fallen();
        drop(table);
        if has_fallen {
            self.0.fallen.notify_one();
        }
        if after != before {
            self.0.news.notify_one();
        }
        (before, after)
    }

    /// That server knows what this table was at a revision.
    pub fn agreed(&self, with: &TransportServer, revision: u64) {
        self.table().agreed(with.fqdn.as_str(), revision);
    }

    /// It could not be told. `is_odd`: although it was reached.
    pub fn failed(&self, with: &TransportServer, is_odd: bool) {
        self.table().failed(with.fqdn.as_str(), is_odd);
    }

    /// Whether it is to be called on.
    pub fn is_due(&self, server: &TransportServer) -> bool {
        self.table().is_due(server.fqdn.as_str())
    }

    /// Whether it is to be told, now that there is a session with it.
    pub fn is_to_be_told(&self, server: &TransportServer) -> bool {
        self.table().is_to_be_told(server.fqdn.as_str())
    }

    /// Waits for a change of the table.
    pub(super) fn news(&self) -> Notified<'_> {
        self.0.news.notified()
    }

    /// Waits until links of others are down that were up: those of these connectors.
    pub(super) async fn fallen(&self) -> HashSet<Uuid> {
        self.0.fallen.notified().await;
        self.table().take_fallen()
    }

    /// Of the servers of the organization that something is known of.
    fn versions(&self, settings: &Settings) -> (u64, Vec<(String, Version)>) {
        let table = self.table();
        let known = settings.servers.iter().filter_map(|server| {
            let name = server.fqdn.as_str();
            let version = match server.id == settings.server.id {
                true => table.own(),
                false => table.of(name)?.version,
            };
            Some((name.to_owned(), version))
        });
        let mut versions: Vec<(String, Version)> = known.collect();
        versions.sort();
        (table.revision(), versions)
    }

    /// What is known of a server, and its size.
    fn entry(&self, server: &TransportServer, settings: &Settings) -> Option<(Entry, usize)> {
        let (version, mut down): (Version, Vec<(NextHop, Outage)>) = match server.id == settings.server.id {
            true => {
                // In this order: what changes in between is told with an old version, and once more with the new one.
                let version = self.table().own();
                (version, self.all().into_iter().filter(|(hop, _)| matters_to_others(hop)).collect())
            }
            false => {
                let table = self.table();
                let known = table.of(server.fqdn.as_str())?;
                (known.version, known.down.iter().map(|(hop, outage)| (hop.clone(), outage.clone())).collect())
            }
        };
        down.sort_by_key(|(_, outage)| Reverse(outage.since));
        let mut size = 0;
        let reports = down.into_iter().map(|(hop, outage)| report(hop, &outage));
        let fits = |report: &Report| {
            size += written(report).len() + 1;
            size <= MOST_OF_ONE
        };
        let outages: Vec<Report> = reports.take_while(fits).collect();
        Some((Entry { server: server.fqdn.as_str().to_owned(), version, outages }, size))
    }
}

fn report(hop: NextHop, outage: &Outage) -> Report {
    // A part of a second is one: what is over is told as over.
    let left = outage.left();
    let left = left.as_secs() + u64::from(left.subsec_nanos() > 0);
    let error = &outage.error;
    let cut = (0..=error.len().min(MOST_ERROR)).rev().find(|at| error.is_char_boundary(*at)).unwrap_or(0);
    Report { hop, since: outage.since, left, error: error[..cut].to_owned() }
}

/// Whether a server is told of links.
fn hears(peer: &TransportServer) -> bool {
    peer.role != TransportRole::Edge
}

/// Whether one server may speak of another's links.
fn is_believed(speaker: &TransportServer, about: &TransportServer) -> bool {
    speaker.role != TransportRole::Edge || speaker.id == about.id
}

/// Of the versions alone: equal versions are equal entries.
fn digest_of(versions: &[(String, Version)]) -> String {
    let mut text = String::new();
    for (server, Version { start, count }) in versions {
        // Writing to memory has no failure to report.
        let _ = writeln!(text, "{server} {start} {count}");
    }
    let hash = digest::digest(&digest::SHA256, text.as_bytes());
    hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}
