//! When which queue is to be looked at.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::Notify;
use tokio::time::Instant;

use super::hop_queue::HopQueue;

#[derive(Default)]
pub struct Alarms {
    heap: Mutex<BinaryHeap<Reverse<Alarm>>>,
    /// An earlier one than all others has been set.
    is_earlier: Notify,
}

struct Alarm {
    at: Instant,
    queue: Weak<HopQueue>,
}

impl Alarms {
    /// A queue may have several; each rings once.
    pub fn set(&self, at: Instant, queue: &Arc<HopQueue>) {
        let mut heap = self.heap.lock().unwrap_or_else(PoisonError::into_inner);
        let is_first = heap.peek().is_none_or(|Reverse(first)| at < first.at);
        heap.push(Reverse(Alarm { at, queue: Arc::downgrade(queue) }));
        drop(heap);
        if is_first {
            self.is_earlier.notify_one();
        }
    }

    /// Waits for the first alarm; gives each queue whose alarm has rung.
    pub async fn ring(&self) -> Vec<Arc<HopQueue>> {
        loop {
            let next = {
                let mut heap = self.heap.lock().unwrap_or_else(PoisonError::into_inner);
                let mut rung: Vec<Arc<HopQueue>> = Vec::new();
                while heap.peek().is_some_and(|Reverse(alarm)| alarm.at <= Instant::now()) {
                    let queue = heap.pop().and_then(|Reverse(alarm)| alarm.queue.upgrade());
                    rung.extend(queue.filter(|queue| !rung.iter().any(|other| Arc::ptr_eq(other, queue))));
                }
                if !rung.is_empty() {
                    return rung;
                }
                heap.peek().map(|Reverse(alarm)| alarm.at)
            };
            match next {
                Some(at) => tokio::select! {
                    () = tokio::time::sleep_until(at) => {}
                    () = self.is_earlier.notified() => {}
                },
                None => self.is_earlier.notified().await,
            }
        }
    }
}

impl PartialEq for Alarm {
    fn eq(&self, other: &Alarm) -> bool {
        self.at == other.at
    }
}

impl Eq for Alarm {}

impl PartialOrd for Alarm {
    fn partial_cmp(&self, other: &Alarm) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Alarm {
    fn cmp(&self, other: &Alarm) -> std::cmp::Ordering {
        self.at.cmp(&other.at)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::transport::queue::pace::Pace;
    use crate::transport::queue::sample;

    #[tokio::test(start_paused = true)]
    async fn alarms_ring_in_order() {
        let alarms = Alarms::default();
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let queue = |number| {
            let hop = sample::hop("contoso.com");
            let pace = Pace::of(&sample::settings(), &hop);
            HopQueue::new(hop, number, None, pace, start)
        };
        let (early, late, gone) = (queue(1), queue(2), queue(3));
        alarms.set(at(20), &late);
        alarms.set(at(5), &gone);
        drop(gone);
        let (rung, ()) = tokio::join!(alarms.ring(), async {
            tokio::task::yield_now().await;
            alarms.set(at(10), &early);
            alarms.set(at(10), &early);
        });
        assert_eq!(rung.iter().map(|queue| queue.number).collect::<Vec<_>>(), [1]);
        assert_eq!(start.elapsed(), Duration::from_secs(10));
        assert_eq!(alarms.ring().await[0].number, 2);
        assert_eq!(start.elapsed(), Duration::from_secs(20));
    }
}
