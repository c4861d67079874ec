//! How fast and how often a queue works, as the settings in force have it for its kind of next hop.

use std::time::Duration;

use jiff::Timestamp;

use super::ladder::Steps;
use super::window::Windows;
use crate::model::{DeliveryType, TimeSpan, Unlimited};
use crate::transport::{NextHop, Settings};

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
}

impl Pace {
    pub fn of(settings: &Settings, hop: &NextHop) -> Pace {
        let server = &settings.server;
        let is_mailbox = hop.delivery_type == DeliveryType::SmtpDeliveryToMailbox;
        let connector = settings.send_connectors.iter().find(|connector| connector.id == hop.connector);
        let is_outbound =
            matches!(hop.delivery_type, DeliveryType::DnsConnectorDelivery | DeliveryType::SmartHostConnectorDelivery);
        Pace {
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

    /// How many sessions a queue shall have whose next hop answers, with so many messages under way and waiting.
    pub fn sessions_for(&self, active: usize, ready: usize) -> usize {
        (active + ready.div_ceil(MESSAGES_PER_SESSION)).min(self.sessions)
    }
}

/// A limit as a number; unlimited is more than anybody has.
pub fn count(limit: &Unlimited<u32>) -> usize {
    match limit {
        Unlimited::Limit(most) => *most as usize,
        Unlimited::Unlimited => usize::MAX,
    }
}

/// After how long messages are reported late, and given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ages {
    pub delayed: Duration,
    pub expired: Duration,
}

impl Ages {
    /// Mail for mailboxes here may have times of its own.
    pub fn of(settings: &Settings, hop: &NextHop) -> Ages {
        let server = &settings.server;
        let is_local = hop.delivery_type == DeliveryType::SmtpDeliveryToMailbox;
        let local = |own: Option<TimeSpan>| own.filter(|_| is_local);
        let delayed = local(server.local_delay_notification_timeout).unwrap_or(server.delay_notification_timeout);
        let expired = local(server.local_message_expiration_timeout).unwrap_or(server.message_expiration_timeout);
        Ages { delayed: delayed.duration(), expired: expired.duration() }
    }

    /// When a message that was taken then expires.
    pub fn expiry(&self, received: Timestamp) -> Timestamp {
        received.saturating_add(self.expired).unwrap_or(Timestamp::MAX)
    }

    /// When a message that was taken then is to be reported late.
    pub fn delay(&self, received: Timestamp) -> Timestamp {
        received.saturating_add(self.delayed).unwrap_or(Timestamp::MAX)
    }

    /// When something is next to be done about the age of a message.
    pub fn next(&self, received: u32, is_delay_reported: bool) -> Timestamp {
        let received = moment(received);
        match is_delay_reported {
            true => self.expiry(received),
            false => self.expiry(received).min(self.delay(received)),
        }
    }
}

/// Seconds since 1970, as a moment.
pub fn moment(second: u32) -> Timestamp {
    Timestamp::from_second(i64::from(second)).expect("a u32 of seconds ends in 2106")
}

#[cfg(test)]
mod tests {
    use super::*;
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
        assert_eq!(Ages::of(&settings, &inside), Ages { delayed: hours(1), expired: hours(8) });
        assert_eq!(Ages::of(&settings, &outside), Ages { delayed: hours(4), expired: hours(48) });
    }

    #[test]
    fn sessions_grow_with_what_waits_up_to_the_limit() {
        let pace = Pace::of(&sample::settings(), &sample::hop("contoso.com"));
        for (active, ready, expected, why) in [
            (0, 0, 0, "nothing to do"),
            (0, 1, 1, "one message"),
            (1, 1, 2, "a second one while the first is under way"),
            (0, 6, 2, "one session for five messages"),
            (20, 500, 20, "never more than the limit"),
        ] {
            assert_eq!(pace.sessions_for(active, ready), expected, "{why}");
        }
    }
}
