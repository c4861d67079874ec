//! What this server knows of the links of the others, and what it has told whom.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use jiff::Timestamp;
use tokio::time::Instant;
use uuid::Uuid;

use super::words::{Entry, Version};
use super::{Outage, matters_to_others};
use crate::transport::NextHop;

/// A server that could not be told is not called again before this, then twice as long, up to [`LONGEST_REST`].
const REST: Duration = Duration::from_secs(60);
const LONGEST_REST: Duration = Duration::from_secs(600);

/// Outages taken over from one server, as it would remember no more of its own.
const MOST_OUTAGES: usize = super::MOST;

/// Bytes of an error kept.
const MOST_ERROR: usize = 500;

/// Longest that another server closes one of its links for: a slip of its clock or ours is over some time.
const LONGEST: Duration = Duration::from_secs(24 * 3600);

/// Of all servers what they said last. Names are FQDNs as the settings have them.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// That of this server's own entry; its outages are elsewhere.
    own: Version,
    others: HashMap<String, Known>,
    peers: HashMap<String, Peer>,
    revision: u64,
    /// Connectors of which a link is down that was up.
    fallen: HashSet<Uuid>,
}

/// The entry of another server.
#[derive(Debug)]
pub(super) struct Known {
    pub version: Version,
    pub down: HashMap<NextHop, Outage>,
}

/// A server that is told of changes.
#[derive(Debug, Default)]
struct Peer {
    /// The revision of this table that it knows.
    agreed: Option<u64>,
    /// How long it rests, and until when.
    rest: Option<(Duration, Instant)>,
    /// It was reached, and the exchange came to nothing.
    is_odd: bool,
}

impl Table {
    pub fn begin(&mut self, start: Timestamp) {
        self.own = Version { start: start.as_millisecond(), count: 0 };
        self.touch();
    }

    pub fn revision(&self) -> u64 {
        self.revision
    }

    pub fn own(&self) -> Version {
        self.own
    }

    pub fn own_changed(&mut self) {
        self.own.count += 1;
        self.touch();
    }

    fn touch(&mut self) {
        self.revision += 1;
    }

    pub fn of(&self, server: &str) -> Option<&Known> {
        self.others.get(server)
    }

    pub fn others(&self) -> impl Iterator<Item = (&String, &Known)> {
        self.others.iter()
    }

    /// Takes an entry of that server over, if it is news.
    pub fn learn(&mut self, server: &str, entry: Entry) {
        let known = self.others.get(server);
        if known.is_some_and(|known| known.version >= entry.version) {
            return;
        }
        let was_down = |hop: &NextHop| known.is_some_and(|known| known.down.get(hop).is_some_and(Outage::lasts));
        let mut down = HashMap::new();
        let mut fallen = Vec::new();
        for report in entry.outages.into_iter().take(MOST_OUTAGES).filter(|report| matters_to_others(&report.hop)) {
            let left = Duration::from_secs(report.left).min(LONGEST);
            if !left.is_zero() && !was_down(&report.hop) {
                fallen.push(report.hop.connector);
            }
            let error = shown(&report.error);
            down.insert(report.hop, Outage { since: report.since, until: Instant::now() + left, error, detour: None });
        }
        self.fallen.extend(fallen);
        self.others.insert(server.to_owned(), Known { version: entry.version, down });
        self.touch();
    }

    /// Somebody has heard of this server what it does not know itself: from before a start at which the clock was put
    /// back. Only what is later than that will be believed of it.
    pub fn outdo(&mut self, heard: Version) {
        if heard > self.own {
            self.own = Version { start: heard.start.saturating_add(1), count: 0 };
            self.touch();
        }
    }

    /// Servers that are none any more are forgotten.
    pub fn keep(&mut self, is_server: impl Fn(&str) -> bool) {
        self.others.retain(|server, _| is_server(server));
        self.peers.retain(|server, _| is_server(server));
    }

    /// How many links of others are down.
    pub fn count(&self) -> usize {
        self.others.values().map(|known| known.down.len()).sum()
    }

    pub fn has_fallen(&self) -> bool {
        !self.fallen.is_empty()
    }

    pub fn take_fallen(&mut self) -> HashSet<Uuid> {
        std::mem::take(&mut self.fallen)
    }

    /// That server knows what this table was at a revision.
    pub fn agreed(&mut self, server: &str, revision: u64) {
        self.peers.insert(server.to_owned(), Peer { agreed: Some(revision), ..Peer::default() });
    }

    /// It could not be told. `is_odd`: although it was reached.
    pub fn failed(&mut self, server: &str, is_odd: bool) {
        let peer = self.peers.entry(server.to_owned()).or_default();
        let rest = peer.rest.map_or(REST, |(rest, _)| (rest * 2).min(LONGEST_REST));
        peer.rest = Some((rest, Instant::now() + rest));
        peer.is_odd = is_odd;
    }

    /// Whether it is to be called on.
    pub fn is_due(&self, server: &str) -> bool {
        self.peers.get(server).is_none_or(|peer| peer.agreed != Some(self.revision) && !peer.rests())
    }

    /// Whether it is to be told, now that there is a session with it.
    pub fn is_to_be_told(&self, server: &str) -> bool {
        self.peers.get(server).is_none_or(|peer| peer.agreed != Some(self.revision) && !(peer.is_odd && peer.rests()))
    }
}

impl Peer {
    fn rests(&self) -> bool {
        self.rest.is_some_and(|(_, until)| until > Instant::now())
    }
}

/// A text of another server, as it may be shown.
fn shown(text: &str) -> String {
    let cut = (0..=text.len().min(MOST_ERROR)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text[..cut].chars().map(|character| if character.is_control() { ' ' } else { character }).collect()
}
