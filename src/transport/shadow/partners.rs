//! The servers of the site that keep copies for this one, and the sessions in which they get them.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use tokio::time::Instant;
use uuid::Uuid;

use crate::model::{EventCategory, ServiceState, TransportRole, TransportServer};
use crate::transport::categorize::sites::Way;
use crate::transport::send::{Outbound, Refused, ShadowLine};
use crate::transport::{Body, Event, Events, Settings};

/// A session that nobody needs for so long is closed.
const IDLE: Duration = Duration::from_secs(30);

/// A server that could not be reached is left alone for so long: each message would wait for it.
const REST: Duration = Duration::from_secs(30);

pub struct Partners {
    outbound: Arc<Outbound>,
    /// Of this server's queues.
    database: Uuid,
    events: Arc<dyn Events>,
    /// Who is asked first, next time.
    turn: AtomicUsize,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    /// By the server's id.
    idle: HashMap<Uuid, Vec<(ShadowLine, Instant)>>,
    /// Until when, and why.
    resting: HashMap<Uuid, (Instant, String)>,
    /// Those that have taken nothing since they last could not be reached.
    missed: HashSet<Uuid>,
}

/// Who may keep copies: other hubs of the site, in service, that let servers in.
pub fn candidates(settings: &Settings) -> impl Iterator<Item = &Arc<TransportServer>> {
    settings.servers.iter().filter(|server| {
        server.id != settings.server.id
            && server.role == TransportRole::Hub
            && settings.server.role == TransportRole::Hub
            && server.transport_state() == ServiceState::Active
            && settings.sites.way_to(server).is_some_and(|way| Way::is_within_the_site(&way))
            && settings.entrances.get(&server.id).is_some_and(|entrances| !entrances.is_empty())
    })
}

impl Partners {
    pub fn new(outbound: Arc<Outbound>, database: Uuid, events: Arc<dyn Events>) -> Partners {
        Partners { outbound, database, events, turn: AtomicUsize::new(0), known: Mutex::default() }
    }

    /// Has a message kept by one of them; gives the one that does.
    pub async fn keep(&self, name: Uuid, record: &Bytes, body: &Body, settings: &Settings) -> Result<String, String> {
        let mut all: Vec<&Arc<TransportServer>> = candidates(settings).collect();
        let first = self.turn.fetch_add(1, Ordering::Relaxed) % all.len().max(1);
        all.rotate_left(first);
        let mut why = "no server of the site takes copies".to_owned();
        let tries = settings.organization.max_retries_for_local_site_shadow as usize + 1;
        for server in all.iter().cycle().take(tries) {
            if let Some(known) = self.resting(server.id) {
                why = known;
                continue;
            }
            match self.bring(server, name, record, body, settings).await {
                Ok(()) => return Ok(server.fqdn.as_str().to_owned()),
                Err(said) => why = format!("{}: {said}", server.fqdn),
            }
        }
        Err(why)
    }

    async fn bring(
        &self,
        to: &TransportServer,
        name: Uuid,
        record: &Bytes,
        body: &Body,
        settings: &Settings,
    ) -> Result<(), String> {
        // A session that was left open may be over by now: that says nothing about the server.
        while let Some(mut line) = self.take(to.id) {
            match self.outbound.bring(&mut line, name, record, body).await {
                Ok(()) => return self.give_back(to, line),
                Err(Refused::Said(why)) => {
                    let _ = self.give_back(to, line);
                    return Err(why);
                }
                Err(Refused::Lost(_, true)) => {}
                Err(Refused::Lost(why, false)) => return self.rest(to, why),
            }
        }
        let mut line = match self.outbound.bring_shadows(to, self.database, settings).await {
            Ok(line) => line,
            Err(why) => return self.rest(to, why),
        };
        match self.outbound.bring(&mut line, name, record, body).await {
            Ok(()) => self.give_back(to, line),
            Err(Refused::Said(why)) => {
                let _ = self.give_back(to, line);
                Err(why)
            }
            Err(Refused::Lost(why, _)) => self.rest(to, why),
        }
    }

    /// Closes what nobody needs.
    pub async fn tidy(&self) {
        let now = Instant::now();
        let mut over = Vec::new();
        for lines in self.lock().idle.values_mut() {
            over.extend(lines.extract_if(.., |(_, since)| now > *since + IDLE));
        }
        for (line, _) in over {
            line.quit().await;
        }
    }

    fn resting(&self, server: Uuid) -> Option<String> {
        let mut known = self.lock();
        let (until, why) = known.resting.get(&server)?;
        if Instant::now() < *until {
            return Some(why.clone());
        }
        known.resting.remove(&server);
        None
    }

    /// Says so when it is the first time since the server has last taken something.
    fn rest(&self, server: &TransportServer, why: String) -> Result<(), String> {
        let mut known = self.lock();
        known.resting.insert(server.id, (Instant::now() + REST, why.clone()));
        let is_news = known.missed.insert(server.id);
        drop(known);
        if is_news {
            let says = format!("{} cannot be brought copies of mail: {why}. It is tried every 30 s.", server.fqdn);
            self.events.note(Event::warning(EventCategory::RemoteDelivery, 3011, says));
        }
        Err(why)
    }

    fn take(&self, server: Uuid) -> Option<ShadowLine> {
        self.lock().idle.get_mut(&server)?.pop().map(|(line, _)| line)
    }

    fn give_back(&self, server: &TransportServer, line: ShadowLine) -> Result<(), String> {
        let mut known = self.lock();
        known.idle.entry(server.id).or_default().push((line, Instant::now()));
        let is_news = known.missed.remove(&server.id);
        drop(known);
        if is_news {
            let says = format!("{} takes copies of mail again.", server.fqdn);
            self.events.note(Event::information(EventCategory::RemoteDelivery, 3012, says));
        }
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
