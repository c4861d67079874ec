//! What a peer gets over a connection of its own (ATRN, TURN): all that is kept for it, queue after queue, and no more.
//!
//! Whatever becomes of the connection, a message is in its queue until the peer has taken it.

use std::sync::Arc;

use super::hop_queue::HopQueue;
use super::queues::Queues;
use super::session::Session;
use crate::transport::{Measures, Refusal, Release, Turned};

/// How long a polite end may take.
const CLOSE: std::time::Duration = std::time::Duration::from_secs(5);

impl Queues {
    fn meant(&self, releases: &[Release]) -> Vec<Arc<HopQueue>> {
        let mut all = self.registry.all();
        all.retain(|queue| queue.is_delivery() && releases.iter().any(|release| release.means(&queue.hop)));
        all
    }

    /// Messages that would go. Suspended queues keep theirs.
    pub fn waiting(&self, releases: &[Release]) -> Result<usize, Refusal> {
        if self.stop.is_cancelled() {
            return Err(Refusal::Stopping);
        }
        if self.parts.relief.demands(Measures::STOP_DELIVERY) {
            return Err(Refusal::Resources("back pressure".to_owned()));
        }
        let held = |queue: &Arc<HopQueue>| {
            let state = queue.lock();
            if state.order.is_some() { 0 } else { state.line.ready() + state.line.deferred() }
        };
        Ok(self.meant(releases).iter().map(held).sum())
    }

    /// Sends what is kept over the connection, then ends it.
    pub async fn send_over(self: Arc<Queues>, turned: Turned, releases: Vec<Release>) {
        let settings = self.settings();
        let queues = self.meant(&releases);
        let Some(first) = queues.first() else { return };
        let remote = turned.remote;
        let opened = tokio::select! {
            biased;
            () = self.stop.cancelled() => return,
            opened = self.parts.carrier.open_on(turned, &first.hop, &settings) => opened,
        };
        let mut carriage = match opened {
            Ok(carriage) => carriage,
            Err(unreached) => {
                tracing::info!(%remote, error = %unreached.remark, "a peer that asked for its mail takes none");
                return;
            }
        };
        for queue in queues {
            if !queue.lock().hire_turned() {
                continue;
            }
            let session = Session::new(self.clone(), queue.clone(), None);
            if !session.run_over(&mut *carriage, &settings).await {
                return;
            }
        }
        let _ = tokio::time::timeout(CLOSE, carriage.close()).await;
    }
}
