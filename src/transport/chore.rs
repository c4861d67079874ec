//! A task that goes on beside the mail path until it is stopped or dropped.

use std::time::Duration;

use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub struct Chore {
    stop: CancellationToken,
    tasks: TaskTracker,
}

impl Chore {
    /// Must be called in a tokio runtime.
    pub fn start(work: impl Future<Output = ()> + Send + 'static) -> Chore {
        let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
        let stopped = stop.clone();
        tasks.spawn(async move {
            tokio::select! {
                () = work => {}
                () = stopped.cancelled() => {}
            }
        });
        Chore { stop, tasks }
    }

    /// It is left where it waits next.
    pub async fn stop(&self, grace: Duration) {
        self.stop.cancel();
        self.tasks.close();
        let _ = timeout(grace, self.tasks.wait()).await;
    }
}

impl Drop for Chore {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}
