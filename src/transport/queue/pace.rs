//! How fast and how often a queue works, as the settings in force have it for its kind of next hop.

use std::time::Duration;

use jiff::Timestamp;

use super::ladder::Steps;
use super::line::Line;
use super::place::{RANKS, rank_of};
use super::precedence::Precedence;
use super::window::Windows;
use crate::model::{DeliveryType, TimeSpan, Unlimited};
use crate::transport::{Envelope, NextHop, Settings};

/// Waiting messages for each session that a queue opens: fewer would open connections for nothing, more would let
/// mail wait behind a slow host.
const MESSAGES_PER_SESSION: usize = 5;

/// The limits and timers of one queue.
#[derive(Clone, Debug, PartialEq)]
pub struct Pace {
    pub steps: Steps,
    /// Before one message is tried again that was put off while the connection was fine.
    pub message_retry: Duration,
    /// In Retry with nothing delivered for so long: its messages are routed anew.
    pub idle_before_resubmit: Duration,
    /// An empty queue goes away after so long.
    pub idle_before_removal: Duration,
    /// Most sessions at once.
    pub sessions: usize,
    /// Messages that one session takes.
    pub messages_per_session: usize,
    /// It sends only when a peer has asked for it (RemoteTriggeredDelivery).
    pub is_kept: bool,
    /// When it sends, where that is not always.
    pub windows: Option<Windows>,
    /// What goes first.
    pub precedence: Precedence,
}

impl Pace {
    pub fn of(settings: &Settings, hop: &NextHop) -> Pace {
        let server = &settings.server;
        let is_mailbox = hop.delivery_type == DeliveryType::SmtpDeliveryToMailbox;
        let connector = settings.send_connectors.iter().find(|connector| connector.id == hop.connector);
        let is_outbound =
            matches!(hop.delivery_type, DeliveryType::DnsConnectorDelivery | DeliveryType::SmartHostConnectorDelivery);
        Pace {
            precedence: Precedence::of(server, is_outbound),
            windows: connector.filter(|_| is_outbound).and_then(|connector| Windows::of(connector)),
            is_kept: is_outbound && connector.is_some_and(|connector| connector.remote_triggered_delivery),
            steps: match is_mailbox {
                true => Steps::even(server.mailbox_delivery_queue_retry_interval.duration()),
                false => Steps {
                    glitch_count: server.queue_glitch_retry_count,
                    glitch_interval: server.queue_glitch_retry_interval.duration(),
                    transient_count: server.transient_failure_retry_count,
                    transient_interval: server.transient_failure_retry_interval.duration(),
                    lasting_interval: server.outbound_connection_failure_retry_interval.duration(),
                },
            },
            message_retry: server.message_retry_interval.duration(),
            idle_before_resubmit: server.max_idle_time_before_resubmit.duration(),
            idle_before_removal: server.queue_max_idle_time.duration(),
            sessions: match is_mailbox {
                true => server.max_concurrent_mailbox_deliveries as usize,
                false => count(&server.max_per_domain_outbound_connections),
            },
            messages_per_session: match hop.delivery_type {
                DeliveryType::SmtpRelayToConnectorSourceServers | DeliveryType::SmtpRelayToServers => {
                    server.intra_org_connector_smtp_max_messages_per_connection as usize
                }
                _ => connector.map_or(usize::MAX, |connector| connector.smtp_max_messages_per_connection as usize),
            },
        }
    }

    /// How many sessions a queue shall have whose next hop answers, with so many of them busy.
    pub fn sessions_for(&self, line: &Line, busy: usize) -> usize {
        line.sessions_wanted(busy, MESSAGES_PER_SESSION).min(self.sessions)
    }
}

/// A limit as a number; unlimited is more than anybody has.
pub fn count(limit: &Unlimited<u32>) -> usize {
    match limit {
        Unlimited::Limit(most) => *most as usize,
        Unlimited::Unlimited => usize::MAX,
    }
}

/// After how long messages are reported late, and given up, by priority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ages {
    delayed: [Duration; RANKS],
    expired: [Duration; RANKS],
}

impl Ages {
    /// Mail for mailboxes here may have times of its own; else priorities may.
    pub fn of(settings: &Settings, hop: &NextHop) -> Ages {
        let server = &settings.server;
        let is_local = hop.delivery_type == DeliveryType::SmtpDeliveryToMailbox;
        let times = |local: Option<TimeSpan>, by_priority: [TimeSpan; RANKS], plain: TimeSpan| {
            let local = local.filter(|_| is_local);
            let times = match (local, server.priority_queuing_enabled) {
                (Some(local), _) => [local; RANKS],
                (None, true) => by_priority,
                (None, false) => [plain; RANKS],
            };
            times.map(|time| time.duration())
        };
        let delays = [
            server.high_priority_delay_notification_timeout,
            server.normal_priority_delay_notification_timeout,
            server.low_priority_delay_notification_timeout,
        ];
        let expiries = [
            server.high_priority_message_expiration_timeout,
            server.normal_priority_message_expiration_timeout,
            server.low_priority_message_expiration_timeout,
        ];
        Ages {
            delayed: times(server.local_delay_notification_timeout, delays, server.delay_notification_timeout),
            expired: times(server.local_message_expiration_timeout, expiries, server.message_expiration_timeout),
        }
    }

    /// When a message of this rank that was taken then expires.
    pub fn expiry(&self, received: Timestamp, rank: usize) -> Timestamp {
        received.saturating_add(self.expired[rank]).unwrap_or(Timestamp::MAX)
    }

    /// When it is to be reported late.
    pub fn delay(&self, received: Timestamp, rank: usize) -> Timestamp {
        received.saturating_add(self.delayed[rank]).unwrap_or(Timestamp::MAX)
    }

    /// When something is next to be done about the age of a message.
    pub fn next(&self, received: u32, rank: usize, is_delay_reported: bool) -> Timestamp {
        let received = moment(received);
        match is_delay_reported {
            true => self.expiry(received, rank),
            false => self.expiry(received, rank).min(self.delay(received, rank)),
        }
    }

    /// When a message expires, by its envelope.
    pub fn end_of(&self, envelope: &Envelope) -> Timestamp {
        self.expiry(envelope.arrived(), rank_of(envelope.priority))
    }
}

/// Seconds since 1970, as a moment.
pub fn moment(second: u32) -> Timestamp {
    Timestamp::from_second(i64::from(second)).expect("a u32 of seconds ends in 2106")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::MessageId;
    use crate::transport::queue::entry::{Entry, Which};
    use crate::transport::queue::place::Place;
    use crate::transport::queue::sample;

    #[test]
    fn each_kind_of_queue_has_its_own() {
        let settings = sample::settings();
        let domain = Pace::of(&settings, &sample::hop("contoso.com"));
        assert_eq!((domain.sessions, domain.messages_per_session), (20, 20));
        assert_eq!(domain.steps.wait(1), Duration::from_secs(60));
        let mut database = sample::hop("Mailboxes");
        database.delivery_type = DeliveryType::SmtpDeliveryToMailbox;
        database.connector = uuid::Uuid::from_u128(99);
        let mailboxes = Pace::of(&settings, &database);
        assert_eq!((mailboxes.sessions, mailboxes.messages_per_session), (20, usize::MAX));
        assert_eq!(mailboxes.steps.wait(1), Duration::from_secs(300));
        let mut settings = settings;
        let mut server = (*settings.server).clone();
        server.intra_org_connector_smtp_max_messages_per_connection = 7;
        settings.server = std::sync::Arc::new(server);
        let mut ours = sample::hop("To Internet");
        ours.delivery_type = DeliveryType::SmtpRelayToConnectorSourceServers;
        assert_eq!(Pace::of(&settings, &ours).messages_per_session, 7);
    }

    #[test]
    fn mail_for_mailboxes_may_have_times_of_its_own() {
        let mut settings = sample::settings();
        let outside = sample::hop("contoso.com");
        let mut inside = sample::hop("Mailboxes");
        inside.delivery_type = DeliveryType::SmtpDeliveryToMailbox;
        assert_eq!(Ages::of(&settings, &inside), Ages::of(&settings, &outside), "unless they are set");
        let server = std::sync::Arc::make_mut(&mut settings.server);
        server.local_delay_notification_timeout = Some(TimeSpan::from_hours(1));
        server.local_message_expiration_timeout = Some(TimeSpan::from_hours(8));
        let hours = |hours: u64| Duration::from_secs(hours * 3600);
        let even = |delayed, expired| Ages { delayed: [hours(delayed); RANKS], expired: [hours(expired); RANKS] };
        assert_eq!(Ages::of(&settings, &inside), even(1, 8));
        assert_eq!(Ages::of(&settings, &outside), even(4, 48));
        std::sync::Arc::make_mut(&mut settings.server).priority_queuing_enabled = true;
        let by_priority = Ages {
            delayed: [Duration::from_secs(1800), hours(4), hours(8)],
            expired: [hours(8), hours(48), hours(48)],
        };
        assert_eq!(Ages::of(&settings, &outside), by_priority);
        assert_eq!(Ages::of(&settings, &inside), even(1, 8), "what is said of mailboxes holds for all of it");
    }

    #[test]
    fn sessions_grow_with_what_waits_up_to_the_limits() {
        use crate::model::MessagePriority::{High, Low, Normal};
        let all = Precedence::Priority([3, 15, 2]);
        for (precedence, busy, waiting, expected, why) in [
            (Precedence::Arrival, 0, vec![], 0, "nothing to do"),
            (Precedence::Arrival, 0, vec![(Normal, 1)], 1, "one message"),
            (Precedence::Arrival, 1, vec![(Normal, 1)], 2, "a second one while the first is under way"),
            (Precedence::Arrival, 0, vec![(Normal, 6)], 2, "one session for five messages"),
            (Precedence::Arrival, 20, vec![(Low, 500)], 20, "never more than the limit"),
            (all, 0, vec![(Low, 500)], 2, "never more than the share of the priority"),
            (all, 0, vec![(High, 500), (Normal, 6)], 5, "to each its share"),
            (all, 0, vec![(High, 500), (Normal, 500), (Low, 500)], 20, "all of them"),
        ] {
            let mut line = Line::default();
            line.set_precedence(precedence);
            let mut id = 0;
            for (priority, count) in waiting {
                for _ in 0..count {
                    id += 1;
                    let entry = Entry::new(&sample::envelope("a@contoso.com"), Which::Pending, Timestamp::UNIX_EPOCH);
                    line.insert(Place::new(priority, MessageId(id)), entry);
                }
            }
            let pace = Pace::of(&sample::settings(), &sample::hop("contoso.com"));
            assert_eq!(pace.sessions_for(&line, busy), expected, "{why}");
        }
    }
}
