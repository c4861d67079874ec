//! What cmdlets work with: the store, the seal on its secrets, and the way to the nodes. Each is opened on first use,
//! so that `emsh -c 1` touches nothing.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use tokio::runtime::Runtime;

use crate::cmdlet::colleagues::Colleagues;
use crate::cmdlet::config::{Home, OpenTransaction, Picture, Pictures, not_found};
use crate::cmdlet::editor::LineOptions;
use crate::cmdlet::file::Locations;
use crate::cmdlet::object::SharedChance;
use crate::cmdlet::server_id::SERVER;
use crate::control::wire::NodeStatus;
use crate::control::{Address, Client, server::socket_path};
use crate::lang::call::Call;
use crate::model::text::same_text;
use crate::model::{Fault, QueueInfo, TransportServer};
use crate::store::{self, Change, Committed, OpenOptions, Sealer, Store, home};

/// Where an organisation lives.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Configuration by default, spool, logs, control socket, keys.
    pub data_dir: PathBuf,
    /// `sqlite:PATH`.
    pub store: String,
}

impl Place {
    /// The store's default: the one that the data directory belongs to, else one file in it.
    pub fn in_folder(data_dir: PathBuf) -> Place {
        let store = home::of(&data_dir);
        Place { data_dir, store }
    }
}

/// One shell's view of the organisation.
pub struct Session {
    place: Place,
    /// The person, for history and orders.
    who: String,
    store: OnceLock<Arc<dyn Store>>,
    sealer: Sealer,
    pictures: Pictures,
    transaction: Mutex<Option<OpenTransaction>>,
    line_options: Mutex<LineOptions>,
    home: Home,
    chance: SharedChance,
    locations: Mutex<Locations>,
    /// The queues that the node last told of, for completion while it is slow.
    queues_seen: Mutex<Arc<[QueueInfo]>>,
    /// Runs the control client; made when the first node is asked.
    runtime: OnceLock<Runtime>,
    local: OnceLock<Client>,
    colleagues: Colleagues,
}

/// How often a waiting command looks whether Ctrl-C was pressed.
const LOOK_UP: Duration = Duration::from_millis(50);

impl Session {
    pub fn new(place: Place, who: impl Into<String>) -> Session {
        Session {
            sealer: Sealer::of_directory(&place.data_dir),
            colleagues: Colleagues::seen_from(&place.data_dir),
            place,
            who: who.into(),
            store: OnceLock::new(),
            pictures: Pictures::default(),
            transaction: Mutex::default(),
            line_options: Mutex::default(),
            home: Home::default(),
            chance: SharedChance::default(),
            locations: Mutex::default(),
            queues_seen: Mutex::default(),
            runtime: OnceLock::new(),
            local: OnceLock::new(),
        }
    }

    /// The queues as the node tells of them now, else as it did last.
    pub fn last_seen(&self, queues: Option<Vec<QueueInfo>>) -> Arc<[QueueInfo]> {
        let mut seen = self.queues_seen.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(queues) = queues {
            *seen = queues.into();
        }
        seen.clone()
    }

    /// Where random numbers come from.
    pub fn chance(&self) -> &SharedChance {
        &self.chance
    }

    /// Where Pop-Location and `Set-Location -` lead.
    pub fn locations(&self) -> MutexGuard<'_, Locations> {
        // Nothing that holds it can panic half way through a change.
        self.locations.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The person who is at work, as the history shall name them.
    pub fn who(&self) -> &str {
        &self.who
    }

    pub fn store(&self) -> Result<&Arc<dyn Store>, Fault> {
        if self.store.get().is_none() {
            let opened = store::open(&self.place.store, &OpenOptions::default())?;
            // Another thread may have been first; either handle will do.
            let _ = self.store.set(opened);
        }
        Ok(self.store.get().expect("set above, and never taken out"))
    }

    /// Reads the organization, if there is one yet, before somebody waits for it at the prompt, and keeps up with it.
    pub fn read_ahead(&self) {
        if self.store.get().is_none() {
            let existing = OpenOptions { create: false, ..OpenOptions::default() };
            // Whoever needs the store is told then what is wrong with it.
            let Ok(opened) = store::open(&self.place.store, &existing) else { return };
            let _ = self.store.set(opened);
        }
        if let Some(store) = self.store.get() {
            let _ = self.pictures.follow(&**store);
        }
    }

    /// Seals what must not be read in the store.
    pub fn sealer(&self) -> &Sealer {
        &self.sealer
    }

    /// The organization as this shell sees it: as it is now, or as the open transaction would leave it.
    pub fn picture(&self) -> Result<Arc<Picture>, Fault> {
        match self.transaction().as_ref() {
            Some(open) => Ok(open.picture()),
            None => self.stored_picture(),
        }
    }

    /// The same, if it need not be read for that.
    pub fn picture_at_hand(&self) -> Option<Arc<Picture>> {
        match self.transaction().as_ref() {
            Some(open) => Some(open.picture()),
            None => self.pictures.at_hand(&**self.store().ok()?),
        }
    }

    /// The organization as it is stored now.
    pub fn stored_picture(&self) -> Result<Arc<Picture>, Fault> {
        Ok(self.pictures.current(&**self.store()?)?)
    }

    /// The changes that are collected to be stored together.
    pub fn transaction(&self) -> MutexGuard<'_, Option<OpenTransaction>> {
        self.transaction.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers what was just stored.
    pub fn take_over(&self, changes: Vec<Change>, committed: Committed) {
        self.pictures.take_over(changes, committed);
    }

    /// How lines are edited at the prompt.
    pub fn line_options(&self) -> MutexGuard<'_, LineOptions> {
        self.line_options.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The server that a command works for when it names none: the node of this data directory, else the server named
    /// as this machine, else the only one.
    pub fn home(&self, call: &Call, picture: &Picture) -> Option<String> {
        self.home.of(self, call, picture)
    }

    /// The node that a command is for: the named one, else that of this data directory.
    pub fn node(&self, call: &Call, server: Option<&str>) -> Result<Client, Fault> {
        match self.address(call, server)? {
            Address::Socket(_) => self.local_node(),
            other => self.colleagues.client(&other),
        }
    }

    /// Where that node answers.
    pub fn address(&self, call: &Call, server: Option<&str>) -> Result<Address, Fault> {
        let Some(server) = server else { return Ok(self.local_address()) };
        let local = if self.has_node() { self.home.answering(self, call)? } else { None };
        if local.as_ref().is_some_and(|local| same_text(local, server)) {
            return Ok(self.local_address());
        }
        let picture = self.stored_picture()?;
        match picture.server_called(server) {
            Some(known) if local.as_ref().is_some_and(|local| same_text(local, &known.name)) => {
                Ok(self.local_address())
            }
            // Whoever asks it is told how to start it.
            Some(known) if local.is_none() && known.control_address.is_none() => Ok(self.local_address()),
            Some(known) => self.colleagues.address(known),
            None => {
                let fault = not_found(TransportServer::INFO, "TransportServer", server, &picture);
                Err(fault.at(call.place(&SERVER)))
            }
        }
    }

    /// Where the node of this data directory answers: for whoever asks it from another thread.
    pub fn local_address(&self) -> Address {
        Address::Socket(socket_path(&self.place.data_dir))
    }

    /// The node of this data directory, without asking it anything.
    pub fn local_node(&self) -> Result<Client, Fault> {
        if self.local.get().is_none() {
            let client = Client::new(&self.local_address())?;
            let _ = self.local.set(client);
        }
        Ok(self.local.get().expect("set above, and never taken out").clone())
    }

    /// Whether a node answers on this data directory.
    pub fn has_node(&self) -> bool {
        Client::answers(&socket_path(&self.place.data_dir))
    }

    /// The name of the server whose node answers on this data directory, if it does so in time.
    pub fn node_name(&self, limit: Duration) -> Option<String> {
        if !self.has_node() {
            return None;
        }
        let node = self.local_node().ok()?;
        self.wait_at_most(limit, node.get::<NodeStatus>("/v1/status", &())).map(|status| status.server)
    }

    /// Waits for an answer; Ctrl-C ends the wait.
    pub fn wait<T>(&self, call: &Call, answer: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
        self.wait_unless(|| call.engine.is_cancelled(), answer)
    }

    /// Waits for an answer until a moment; `None` when that came first. Ctrl-C ends the wait.
    pub fn wait_until<T>(
        &self,
        call: &Call,
        end: std::time::Instant,
        answer: impl Future<Output = Result<T, Fault>>,
    ) -> Result<Option<T>, Fault> {
        let is_late = || std::time::Instant::now() > end;
        match self.wait_unless(|| is_late() || call.engine.is_cancelled(), answer) {
            Err(_) if is_late() && !call.engine.is_cancelled() => Ok(None),
            answered => answered.map(Some),
        }
    }

    /// Waits for an answer, at most so long; for completion, which must not keep a person from typing.
    pub fn wait_at_most<T>(&self, limit: Duration, answer: impl Future<Output = Result<T, Fault>>) -> Option<T> {
        let deadline = std::time::Instant::now() + limit;
        self.wait_unless(|| std::time::Instant::now() > deadline, answer).ok()
    }

    fn wait_unless<T>(
        &self,
        is_over: impl Fn() -> bool,
        answer: impl Future<Output = Result<T, Fault>>,
    ) -> Result<T, Fault> {
        self.runtime()?.block_on(async {
            tokio::pin!(answer);
            loop {
                match tokio::time::timeout(LOOK_UP, answer.as_mut()).await {
                    Ok(answered) => return answered,
                    Err(_) if is_over() => return Err(Fault::cancelled()),
                    Err(_) => {}
                }
            }
        })
    }

    fn runtime(&self) -> Result<&Runtime, Fault> {
        if self.runtime.get().is_none() {
            let made = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| {
                Fault::internal("Runtime", "The shell cannot wait for network answers.").cause(error)
            })?;
            let _ = self.runtime.set(made);
        }
        Ok(self.runtime.get().expect("set above, and never taken out"))
    }
}
