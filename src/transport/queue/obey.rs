//! Operators' orders on queues and messages.
//!
//! Promise: when an order is answered it is durable, and it holds. A suspension holds from before it is durable; what
//! resumes does so only in memory first, so that a crash in between leaves it suspended rather than sent.

use std::sync::Arc;

use jiff::Timestamp;

use super::hop_queue::HopQueue;
use super::line::{Obeyed, Seen};
use super::message::{Message, Unreadable};
use super::order::{self, Hold, Order, What};
use super::queues::Queues;
use super::spool::{Op, SpoolError};
use crate::model::{DeliveryType, Fault, MessageIdentity, MessageInfo, QueueIdentity, QueueInfo, QueueStatus};
use crate::transport::MessageId;

/// What an operator wants done to queues.
#[derive(Clone, Debug, PartialEq)]
pub enum QueueAct {
    /// Stop sending; mail keeps arriving.
    Suspend {
        until: Option<Timestamp>,
        reason: Option<String>,
    },
    Resume,
    /// Try the next hop now.
    Retry,
    /// Back to Submission, to be routed again.
    Resubmit,
}

/// What an operator wants done to messages.
#[derive(Clone, Debug, PartialEq)]
pub enum MessageAct {
    Suspend {
        reason: Option<String>,
    },
    Resume,
    /// Deletes it; with a report to the sender or without.
    Remove {
        with_ndr: bool,
    },
}

impl Queues {
    /// Carries out an order on all queues that an identity names; gives them as they are then.
    pub async fn order_queue(
        self: &Arc<Queues>,
        which: &QueueIdentity,
        act: &QueueAct,
        who: &str,
    ) -> Result<Vec<QueueInfo>, Fault> {
        let queues = self.registry.named(which, &self.settings().server.name);
        if queues.is_empty() && !which.is_pattern() {
            return Err(if self.means_poison(which) { poison_stays() } else { self.no_queue(which) });
        }
        for queue in &queues {
            if queue.is_poison() {
                if which.is_pattern() {
                    continue;
                }
                return Err(poison_stays());
            }
            match act {
                QueueAct::Suspend { until, reason } => {
                    let since = self.parts.clock.now();
                    let (what, who) = (What::Suspend, who.to_owned());
                    let order = Order { what, who, reason: reason.clone(), since, until: *until };
                    self.suspend_queue(queue, order).await?;
                }
                QueueAct::Resume => self.resume_queue(queue).await?,
                QueueAct::Retry => self.retry_queue(queue)?,
                QueueAct::Resubmit => self.resubmit_queue(queue).await?,
            }
        }
        Ok(queues.iter().map(|queue| self.info(queue)).collect())
    }

    async fn suspend_queue(self: &Arc<Queues>, queue: &Arc<HopQueue>, order: Order) -> Result<(), Fault> {
        let value = serde_json::to_vec(&order).expect("an order has only text keys");
        let order = Arc::new(order);
        // Held at once, so that nothing leaves while the order is being written.
        let (held, before) = loop {
            let queue = self.registry.queue(&queue.hop, &self.settings(), self.now().steady);
            let mut state = queue.lock();
            if !state.is_retired {
                let before = state.order.replace(order.clone());
                drop(state);
                break (queue, before);
            }
        };
        let written = self.parts.spool.put_order(&order::queue_key(&queue.hop), value.into()).await;
        if let Err(error) = written {
            held.lock().order = before;
            self.resumed(&held);
            return Err(not_written(&error));
        }
        let now = self.now();
        let mut state = held.lock();
        self.arm(&held, &mut state, now);
        drop(state);
        self.cool(&held);
        Ok(())
    }

    async fn resume_queue(self: &Arc<Queues>, queue: &Arc<HopQueue>) -> Result<(), Fault> {
        if queue.lock().order.is_none() {
            return Ok(());
        }
        self.parts.spool.remove_order(&order::queue_key(&queue.hop)).await.map_err(|error| not_written(&error))?;
        queue.lock().order = None;
        self.resumed(queue);
        Ok(())
    }

    fn retry_queue(self: &Arc<Queues>, queue: &Arc<HopQueue>) -> Result<(), Fault> {
        self.needs_retry(queue, "retried")?;
        self.try_now(queue);
        Ok(())
    }

    /// Ends the wait of a queue, and of the messages in it.
    pub(super) fn try_now(self: &Arc<Queues>, queue: &Arc<HopQueue>) {
        let mut state = queue.lock();
        state.retry = None;
        state.line.wake_all();
        drop(state);
        queue.bell.notify_one();
        self.staff(queue);
    }

    async fn resubmit_queue(self: &Arc<Queues>, queue: &Arc<HopQueue>) -> Result<(), Fault> {
        if queue.hop.delivery_type != DeliveryType::Unreachable {
            self.needs_retry(queue, "resubmitted")?;
        }
        if self.is_for_targets(queue) {
            self.end_redirect("the rest is routed as usual").await;
        }
        self.clone().resubmit(queue.clone()).await;
        Ok(())
    }

    fn needs_retry(&self, queue: &HopQueue, done: &str) -> Result<(), Fault> {
        let info = self.info(queue);
        if queue.is_delivery() && info.status == QueueStatus::Retry {
            return Ok(());
        }
        if done == "retried" && queue.hop.delivery_type == DeliveryType::Unreachable {
            let says = format!(
                "Queue '{}' has no next hop that could be tried: its messages are to be routed anew.",
                info.identity
            );
            return Err(Fault::invalid("QueueNotInRetry", says)
                .fix(format!("Run: Retry-Queue '{}' -Resubmit $true", info.identity)));
        }
        let also = if done == "resubmitted" { ", and Unreachable" } else { "" };
        Err(Fault::invalid(
            "QueueNotInRetry",
            format!(
                "Queue '{}' is {}: only delivery queues in status Retry{also} can be {done}.",
                info.identity, info.status
            ),
        )
        .fix("Run Get-Queue -Filter \"Status -eq 'Retry'\" to see which can."))
    }

    /// While it is empty it is not shown, and is there.
    fn means_poison(&self, which: &QueueIdentity) -> bool {
        let poison = &self.registry.poison;
        which.is_on(&self.settings().server.name) && which.names(&poison.name(), &poison.hop.domain)
    }

    fn no_queue(&self, which: &QueueIdentity) -> Fault {
        Fault::not_found(
            "QueueNotFound",
            format!("There is no queue '{which}' on server '{}'.", self.settings().server.name),
        )
        .fix("Run Get-Queue to see which there are.")
    }

    /// Carries out an order on a message in all queues that are meant; gives its copies there, as they are then, or as
    /// they were before they went.
    pub async fn order_message(
        self: &Arc<Queues>,
        which: &MessageIdentity,
        act: &MessageAct,
        who: &str,
    ) -> Result<Vec<MessageInfo>, Fault> {
        let id = MessageId(which.number());
        let queues = match which.queue() {
            Some(queue) => self.registry.named(queue, &self.settings().server.name),
            None => self.registry.all(),
        };
        let copies: Vec<Arc<HopQueue>> =
            queues.into_iter().filter(|queue| queue.lock().line.see(id).is_some()).collect();
        if copies.is_empty() {
            return Err(Fault::not_found("MessageNotFound", format!("There is no message '{which}' in the queues."))
                .fix("It may have left meanwhile: Get-MessageTrackingLog -InternalMessageId tells."));
        }
        let mut shown = Vec::new();
        for queue in copies {
            match act {
                MessageAct::Suspend { reason } => {
                    let since = self.parts.clock.now();
                    let (what, who) = (What::Suspend, who.to_owned());
                    let order = Arc::new(Order { what, who, reason: reason.clone(), since, until: None });
                    self.suspend_message(&queue, id, order).await?;
                    shown.extend(self.see(&queue, id).await);
                }
                MessageAct::Resume => {
                    let before = self.see(&queue, id).await.filter(|_| queue.is_poison());
                    self.resume_message(&queue, id).await?;
                    shown.extend(self.see(&queue, id).await.or(before));
                }
                MessageAct::Remove { with_ndr } => {
                    let before = self.see(&queue, id).await;
                    let what = What::Remove { with_ndr: *with_ndr };
                    let since = self.parts.clock.now();
                    let order = Arc::new(Order { what, who: who.to_owned(), reason: None, since, until: None });
                    let is_gone = self.remove_message(&queue, id, order).await?;
                    shown.extend(if is_gone { before } else { self.see(&queue, id).await });
                }
            }
        }
        Ok(shown)
    }

    /// A copy as people see it.
    async fn see(self: &Arc<Queues>, queue: &Arc<HopQueue>, id: MessageId) -> Option<MessageInfo> {
        let seen = queue.lock().line.see(id)?;
        let (queues, queue) = (self.clone(), queue.clone());
        let server = self.settings().server.name.clone();
        let show = move || queues.message_info(&queue, &seen, &server);
        tokio::task::spawn_blocking(show).await.ok().flatten()
    }

    async fn suspend_message(&self, queue: &HopQueue, id: MessageId, order: Arc<Order>) -> Result<(), Fault> {
        let Some(Seen { place, .. }) = queue.lock().line.see(id) else { return Ok(()) };
        let obeyed = queue.lock().line.suspend(place, &order);
        if matches!(obeyed, Obeyed::Already | Obeyed::Absent) {
            return Ok(());
        }
        let hold = Hold { queue: queue.hop.clone(), order };
        let written = self.write_hold(id, &queue.hop, Some(hold)).await;
        written.inspect_err(|_| {
            queue.lock().line.resume(place);
        })
    }

    async fn resume_message(self: &Arc<Queues>, queue: &Arc<HopQueue>, id: MessageId) -> Result<(), Fault> {
        if queue.is_poison() {
            return self.resume_poison(id).await;
        }
        // It stays at hand until that is written, so that nobody reads it from the disk as it was.
        let _message = self.let_go(queue, id).await?;
        queue.bell.notify_one();
        self.staff(queue);
        self.write_hold(id, &queue.hop, None).await
    }

    /// Ends the suspension of a message in memory; gives it, as it is to be written.
    pub(super) async fn let_go(&self, queue: &Arc<HopQueue>, id: MessageId) -> Result<Option<Arc<Message>>, Fault> {
        let message = self.at_hand(id).await?;
        // The record says so before anybody can take the message: the categorizer asks it, and would hold it again.
        let is_held = || queue.lock().line.see(id).is_some_and(|seen| seen.order.is_some());
        if let Some(message) = message.as_deref().filter(|_| is_held()) {
            message.change(|record| record.holds.retain(|known| known.queue != queue.hop));
        }
        if !self.let_go_on(queue, id) {
            let identity = MessageIdentity::new(Some(self.info(queue).identity), id.0);
            return Err(Fault::invalid("MessageNotSuspended", format!("Message '{identity}' is not suspended.")));
        }
        Ok(message)
    }

    /// False: it was not suspended.
    fn let_go_on(&self, queue: &Arc<HopQueue>, id: MessageId) -> bool {
        let now = self.now();
        let mut state = queue.lock();
        let place = state.line.see(id).map(|seen| seen.place);
        if place.map(|place| state.line.resume(place)) != Some(Obeyed::Now) {
            return false;
        }
        // It has not aged meanwhile: what is due is due now.
        state.ages_at(now.wall);
        self.arm(queue, &mut state, now);
        true
    }

    /// True: it is gone. False: it is under way, and goes when it comes back.
    async fn remove_message(
        self: &Arc<Queues>,
        queue: &Arc<HopQueue>,
        id: MessageId,
        order: Arc<Order>,
    ) -> Result<bool, Fault> {
        if Arc::ptr_eq(queue, &self.registry.submission) {
            let says = format!("Message {id} is in Submission, where messages cannot be removed.");
            return Err(Fault::invalid("MessageInSubmission", says)
                .fix("Wait until it is in another queue, or resume Submission."));
        }
        let Some(Seen { place, .. }) = queue.lock().line.see(id) else { return Ok(true) };
        let taken = {
            let mut state = queue.lock();
            let taken = state.line.take_at(place, |id| self.shelf.find(id));
            if taken.is_none() && state.line.note(place, &order) == Obeyed::Absent {
                return Ok(true);
            }
            taken
        };
        match taken {
            Some(taken) => match self.remove(queue, taken, &order).await {
                Ok(()) => Ok(true),
                Err(error) => Err(not_written(&error)),
            },
            None => {
                let hold = Hold { queue: queue.hop.clone(), order };
                self.write_hold(id, &queue.hop, Some(hold)).await?;
                Ok(false)
            }
        }
    }

    /// A message with its record; `None`: it has left while the order was given.
    async fn at_hand(&self, id: MessageId) -> Result<Option<Arc<Message>>, Fault> {
        let message = self.shelf.find(id);
        match message.record().await {
            Ok(_) => Ok(Some(message)),
            Err(Unreadable::Spool(SpoolError::NoSuchMessage(_))) => Ok(None),
            Err(unreadable) => {
                let says = format!("Message {id} cannot be read.");
                Err(Fault::internal("MessageUnreadable", says).cause(unreadable))
            }
        }
    }

    /// Puts the order on a message in one queue into its record, or takes it out.
    async fn write_hold(
        &self,
        id: MessageId,
        queue: &crate::transport::NextHop,
        hold: Option<Hold>,
    ) -> Result<(), Fault> {
        let Some(message) = self.at_hand(id).await? else { return Ok(()) };
        let written = message.amend(Vec::<Op>::new(), |record| {
            record.holds.retain(|known| known.queue != *queue);
            record.holds.extend(hold);
        });
        match written {
            None => Ok(()),
            Some(written) => match written.await {
                Ok(()) | Err(SpoolError::NoSuchMessage(_)) => Ok(()),
                Err(error) => Err(not_written(&error)),
            },
        }
    }
}

fn poison_stays() -> Fault {
    let says =
        "The Poison queue cannot be suspended, resumed, retried or resubmitted: its messages always are suspended.";
    Fault::invalid("PoisonQueue", says).fix(
        "Act on its messages: Get-Message -Queue Poison, then Resume-Message (it is routed anew), Export-Message or Remove-Message.",
    )
}

pub(super) fn not_written(error: &SpoolError) -> Fault {
    Fault::busy("SpoolRefused", "The order could not be stored, so it was not carried out.").cause(error)
}
