//! Messages that come as files: the Pickup and the Replay directory (reference: transport-pipeline.md §5), and what
//! `emsh sendmail` has left in the data directory.
//!
//! ```text
//!  x.eml ─► folder: x.tmp ─► reading ─► letter: from whom, for whom ─► stamp ─► Intake: durable ─► the file goes
//!                                        └► hopeless: x.bad, BADMAIL; or a report to the sender
//! ```
//!
//! Promise: a file goes only after its message is on stable storage, so that no end of the node loses one. No connector is
//! asked: whoever may write into such a directory may send as anybody. While the node takes no mail from inside (back
//! pressure, or an operator who has taken it out of service), the files wait. A directory that cannot be read is reported once and tried again.

pub mod deposit;
mod folder;
mod letter;
mod reading;
mod take;
mod watch;

use std::path::PathBuf;
use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use self::watch::Watch;
use crate::transport::{Clock, Intake, Live, Relief, Reporter, Track};

/// What this needs of the node.
pub struct PickupParts {
    pub live: Live,
    pub intake: Arc<dyn Intake>,
    pub reporter: Arc<dyn Reporter>,
    pub track: Arc<dyn Track>,
    pub clock: Arc<dyn Clock>,
    pub relief: Arc<Relief>,
    /// Where `emsh sendmail` leaves messages.
    pub sendmail: PathBuf,
}

/// Watches the directories until it is stopped.
pub struct Pickup {
    stop: CancellationToken,
    tasks: TaskTracker,
}

impl Pickup {
    /// Must be called in a tokio runtime.
    pub fn start(parts: PickupParts) -> Pickup {
        let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
        tasks.spawn(Watch::new(parts, stop.clone()).run());
        Pickup { stop, tasks }
    }

    /// Ends after the file that is being taken.
    pub async fn stop(&self) {
        self.stop.cancel();
        self.tasks.close();
        self.tasks.wait().await;
    }
}

impl Drop for Pickup {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}
