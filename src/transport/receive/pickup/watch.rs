//! The rounds through the directories: which files there are, how many may be taken, and what becomes of each.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use super::PickupParts;
use super::folder::{self, Claim};
use super::take::{Taker, Trouble};
use crate::model::ServiceState;
use crate::transport::{FileWay, Origin, Settings};

/// How often what `emsh sendmail` left is looked for.
const OFTEN: Duration = Duration::from_secs(1);
/// Every how many times the two directories are, too: every 5 seconds (Exchange, fixed).
const SELDOM: u64 = 5;

/// What is remembered of a directory.
#[derive(Default)]
struct Known {
    /// Files of an earlier run have been looked for.
    is_restored: bool,
    /// The minute that is running, and the files taken in it.
    minute: Option<(Instant, u32)>,
    /// What was said of it last.
    trouble: String,
}

impl Known {
    /// Whether one more file may be taken in this minute.
    fn allows(&mut self, most: Option<u32>) -> bool {
        let Some(most) = most else { return true };
        let now = Instant::now();
        let (since, count) = self.minute.unwrap_or((now, 0));
        let (since, count) = if now - since >= Duration::from_secs(60) { (now, 0) } else { (since, count) };
        self.minute = Some((since, count + u32::from(count < most)));
        count < most
    }
}

pub struct Watch {
    taker: Taker,
    folders: HashMap<PathBuf, Known>,
    stop: CancellationToken,
}

impl Watch {
    pub fn new(parts: PickupParts, stop: CancellationToken) -> Watch {
        Watch { taker: Taker { parts }, folders: HashMap::new(), stop }
    }

    pub async fn run(mut self) {
        let mut ticks = interval(OFTEN);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        for tick in 0u64.. {
            tokio::select! {
                () = self.stop.cancelled() => return,
                _ = ticks.tick() => {}
            }
            let settings = self.taker.parts.live.load_full();
            let sendmail = self.taker.parts.sendmail.clone();
            self.look_into(FileWay::Sendmail, &sendmail, &settings).await;
            if tick % SELDOM == 0 {
                let server = &settings.server;
                for (way, path) in
                    [(FileWay::Pickup, &server.pickup_directory_path), (FileWay::Replay, &server.replay_directory_path)]
                {
                    if let Some(path) = path {
                        self.look_into(way, path.as_path(), &settings).await;
                    }
                }
            }
        }
    }

    /// One round in one directory.
    async fn look_into(&mut self, way: FileWay, folder: &Path, settings: &Arc<Settings>) {
        if !self.is_open() {
            return;
        }
        let mut known = self.folders.remove(folder).unwrap_or_default();
        let result = self.take_all(way, folder, settings, &mut known).await;
        let trouble = match result {
            Ok(()) => String::new(),
            // Nobody has called `emsh sendmail` yet.
            Err(error) if way == FileWay::Sendmail && error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => error.to_string(),
        };
        if !trouble.is_empty() && trouble != known.trouble {
            tracing::error!(folder = %folder.display(), error = trouble, "messages in a directory cannot be taken");
        }
        known.trouble = trouble;
        self.folders.insert(folder.to_owned(), known);
    }

    async fn take_all(
        &self,
        way: FileWay,
        folder: &Path,
        settings: &Arc<Settings>,
        known: &mut Known,
    ) -> io::Result<()> {
        let (path, is_first, is_settled) = (folder.to_owned(), !known.is_restored, way == FileWay::Sendmail);
        let found = blocking(move || {
            if is_first {
                folder::restore(&path)?;
            }
            folder::candidates(&path, is_settled)
        });
        let found = found.await?;
        known.is_restored = true;
        let most = settings.server.pickup_directory_max_messages_per_minute;
        let most = (way != FileWay::Sendmail).then_some(most);
        for path in found {
            if self.stop.is_cancelled() || !self.is_open() || !known.allows(most) {
                break;
            }
            let claim = blocking(move || Claim::on(path)).await?;
            match self.taker.take(way, &claim, settings).await {
                Ok(()) => blocking(move || claim.done()).await?,
                Err(Trouble::Hopeless(why)) => {
                    tracing::error!(file = claim.name, folder = %folder.display(), %why, "a file is no message and is kept as .bad");
                    self.taker.spoiled(way, &claim, &why);
                    blocking(move || claim.spoil()).await?;
                }
                Err(Trouble::Refused) => {
                    blocking(move || claim.give_back()).await?;
                    break;
                }
                Err(Trouble::File(error)) => {
                    blocking(move || claim.give_back()).await?;
                    return Err(error);
                }
            }
        }
        Ok(())
    }

    /// Whether the node takes mail from inside now.
    fn is_open(&self) -> bool {
        let PickupParts { live, intake, relief, .. } = &self.taker.parts;
        let is_active = live.load().server.transport_state() == ServiceState::Active;
        is_active && intake.is_open().is_ok() && relief.admits(Origin::Inside).is_ok()
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(_) => Err(io::Error::other("the node is stopping")),
    }
}
