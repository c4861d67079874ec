//! What the queues have done since the start, as plain numbers for whoever exports them.

use std::sync::atomic::{AtomicU64, Ordering};

macro_rules! counters {
    ($($(#[doc = $doc:literal])+ $name:ident;)+) => {
        /// Each counts up from the start of the engine.
        #[derive(Debug, Default)]
        pub struct Counters {
            $($(#[doc = $doc])+ pub $name: Counter,)+
        }

        impl Counters {
            /// Name, meaning and value of each.
            pub fn all(&self) -> Vec<(&'static str, &'static str, u64)> {
                vec![$((stringify!($name), concat!($($doc),+).trim_ascii(), self.$name.get())),+]
            }
        }
    };
}

counters! {
    /// Messages taken over with 250.
    accepted;
    /// Messages refused because they could not be made durable.
    refused;
    /// Messages found in the spool at the start.
    recovered;
    /// Messages that went through the categorizer, again ones included.
    categorized;
    /// Recipients that a next hop has taken over.
    recipients_delivered;
    /// Recipients put off for a later try.
    recipients_deferred;
    /// Recipients given up.
    recipients_failed;
    /// Messages that expired in a queue.
    expired;
    /// Reports to senders.
    reports;
    /// Sessions opened to next hops.
    sessions_opened;
    /// Sessions that could not be opened or broke.
    sessions_failed;
    /// Messages sent back to Submission to be routed anew.
    resubmitted;
    /// Messages that could not be read back from the spool.
    unreadable;
}

/// One count.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Counter {
    pub fn add(&self, count: usize) {
        self.0.fetch_add(count as u64, Ordering::Relaxed);
    }

    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_count_has_a_name_and_a_meaning() {
        let counters = Counters::default();
        counters.accepted.add(2);
        counters.accepted.add(1);
        assert_eq!(counters.all()[0], ("accepted", "Messages taken over with 250.", 3));
        assert!(counters.all().iter().all(|(_, meaning, _)| meaning.ends_with('.')));
    }
}
