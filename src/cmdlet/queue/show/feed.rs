//! What is asked of the node while somebody looks: on a thread of its own, so that keys are obeyed whether or not the
//! node answers.
//!
//! Bounded: one question at a time, the next one an interval after the answer; of messages at most a page, of a
//! message's history at most [`MOST_EVENTS`]. An answer that takes longer than [`PATIENCE`] is given up and said.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::action::{Action, Deed};
use super::answers::{self, Outcome, Shown};
use crate::control::{Address, Client};
use crate::model::Fault;

/// Messages of a queue that are seen at a time; the next page begins behind them.
pub const PAGE: u64 = 200;

/// Events of one message.
pub const MOST_EVENTS: u64 = 200;

/// How long the node may take for an answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// What somebody looks at.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    Queues {
        filter: Option<String>,
    },
    Messages {
        queue: String,
        filter: Option<String>,
        /// The last message of the page before.
        after: Option<String>,
    },
    Message {
        identity: String,
        number: u64,
        /// Where its history begins.
        received: Timestamp,
    },
}

/// What to ask for from now on.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    pub subject: Subject,
    /// Queues whose oldest message is asked for: those on the screen.
    pub in_sight: Vec<String>,
}

/// What comes from the node.
pub enum News {
    Seen {
        subject: Subject,
        at: Timestamp,
        shown: Result<Shown, Fault>,
    },
    /// An order is under way: so many objects have been dealt with.
    Progress {
        command: String,
        count: u64,
    },
    Done {
        command: String,
        outcome: Outcome,
    },
}

enum Task {
    Watch(Wish),
    Order(Action),
}

/// The way to the thread. Dropped, it ends; an order under way stops behind the object it is at.
pub struct Feed {
    tasks: Sender<Task>,
    news: Receiver<News>,
    stop: Arc<AtomicBool>,
}

impl Drop for Feed {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Feed {
    /// Asks this node, with an interval between an answer and the next question. `who`: the person in whose name
    /// orders are given.
    pub fn start(node: Address, who: String, interval: Duration) -> Result<Feed, Fault> {
        let broken = |error: &dyn std::fmt::Display| {
            Fault::internal("NoThread", "The system gave no thread to ask the node from.").cause(error)
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| broken(&error))?;
        let client = Client::new(&node)?;
        let (tasks, given) = channel();
        let (to, news) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let mut asker = Asker { client, who, interval, to, stop: stop.clone(), wish: None, seen: None };
        thread::Builder::new()
            .name("show queue".into())
            .spawn(move || runtime.block_on(async { asker.work(&given).await }))
            .map_err(|error| broken(&error))?;
        Ok(Feed { tasks, news, stop })
    }

    /// One whose news are given by hand.
    #[cfg(test)]
    pub fn by_hand() -> (Feed, Sender<News>) {
        let (to, news) = channel();
        // What is wished for goes nowhere.
        (Feed { tasks: channel().0, news, stop: Arc::default() }, to)
    }

    pub fn watch(&self, wish: Wish) {
        // The thread lives as long as this; if it died, nothing new is seen, and that is said.
        let _ = self.tasks.send(Task::Watch(wish));
    }

    pub fn order(&self, action: Action) {
        let _ = self.tasks.send(Task::Order(action));
    }

    pub fn next(&self) -> Option<News> {
        self.news.try_recv().ok()
    }
}

struct Asker {
    client: Client,
    who: String,
    interval: Duration,
    to: Sender<News>,
    stop: Arc<AtomicBool>,
    wish: Option<Wish>,
    /// When the wish was last asked for.
    seen: Option<Instant>,
}

impl Asker {
    /// Until nobody wants anything any more.
    async fn work(&mut self, tasks: &Receiver<Task>) {
        loop {
            let pause = match (&self.wish, self.seen) {
                (None, _) => self.interval,
                (Some(_), None) => Duration::ZERO,
                (Some(_), Some(seen)) => self.interval.saturating_sub(seen.elapsed()),
            };
            match tasks.recv_timeout(pause) {
                Ok(Task::Watch(wish)) => {
                    // Queues come and go with every answer: that alone is no reason to ask sooner.
                    let is_other = |before: &Wish| before.subject != wish.subject || before.in_sight.is_empty();
                    if self.wish.as_ref().is_none_or(is_other) {
                        self.seen = None;
                    }
                    self.wish = Some(wish);
                    continue;
                }
                Ok(Task::Order(action)) => {
                    self.obey(action).await;
                    self.seen = None;
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            let Some(wish) = self.wish.clone() else { continue };
            let shown = tokio::time::timeout(PATIENCE, answers::ask(&self.client, &wish)).await;
            let shown = shown.unwrap_or_else(|_| Err(silent()));
            self.seen = Some(Instant::now());
            if self.to.send(News::Seen { subject: wish.subject, at: Timestamp::now(), shown }).is_err() {
                return;
            }
        }
    }

    async fn obey(&self, Action { command, deed, .. }: Action) {
        let goes_on = |count| {
            // Told often enough to be seen, seldom enough to cost nothing.
            if count % 100 == 0 {
                let _ = self.to.send(News::Progress { command: command.clone(), count });
            }
            !self.stop.load(Ordering::Relaxed)
        };
        let outcome = match &deed {
            Deed::Queues(query, act) => answers::order_queues(&self.client, query, act, &self.who, goes_on).await,
            Deed::Messages(query, act) => answers::order_messages(&self.client, query, act, &self.who, goes_on).await,
        };
        let _ = self.to.send(News::Done { command, outcome });
    }
}

fn silent() -> Fault {
    Fault::unreachable("NodeSilent", format!("The node has not answered for {} seconds.", PATIENCE.as_secs()))
}
