//! What a node looks after between changes: its listeners and its certificates.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::Inside;
use super::throughput::Counts;
use crate::model::{CertificateInfo, EventCategory, ServiceState, Thumbprint};
use crate::transport::{Event, Events};

/// How often bindings that failed are tried again, and how late certificates that were put in place are in use.
const LOOK: Duration = Duration::from_secs(30);

/// How often the queue log says how queues are.
const SAMPLE: Duration = Duration::from_secs(60);

/// How often a node that is being drained is looked at.
const SOON: Duration = Duration::from_secs(1);

/// What the throughput is counted by.
const MINUTE: Duration = Duration::from_secs(60);

/// Looks after a node until it stops: at once when the settings change, and now and then.
pub async fn look_after(node: Arc<Inside>) {
    let mut ending = Ending::default();
    loop {
        node.look_at_certificates().await;
        let certificates = node.certificates.in_use.about();
        let told = ending.news(&certificates, Timestamp::now());
        told.into_iter().for_each(|event| node.logs.events.note(event));
        tokio::select! {
            () = node.stop.cancelled() => return,
            () = node.settings_changed.notified() => {}
            () = tokio::time::sleep(LOOK) => {}
        }
        node.service.look_after_listeners().await;
    }
}

/// Keeps the queue log until the node stops.
pub async fn log_queues(node: Arc<Inside>) {
    loop {
        tokio::select! {
            () = node.stop.cancelled() => return,
            () = tokio::time::sleep(SAMPLE) => node.log_queues(),
        }
    }
}

/// Writes the routing table down now and then until the node stops: RoutingConfigReloadInterval.
pub async fn log_routes(node: Arc<Inside>) {
    let interval = || node.live.load().server.routing_config_reload_interval.duration();
    let write = || node.logs.routes.record_again(&node.live.load(), Timestamp::now());
    repeat(interval, &node.routes_interval_changed, &node.stop, write).await;
}

/// Does something at each end of an interval, which may become another one when told so.
async fn repeat(interval: impl Fn() -> Duration, changed: &Notify, stop: &CancellationToken, act: impl Fn()) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = changed.notified() => {}
            () = tokio::time::sleep(interval()) => act(),
        }
    }
}

/// Keeps the throughput of the last hour until the node stops.
pub async fn measure(node: Arc<Inside>) {
    loop {
        tokio::select! {
            () = node.stop.cancelled() => return,
            () = tokio::time::sleep(MINUTE) => node.throughput.close(jiff::Timestamp::now(), node.counts()),
        }
    }
}

/// Says when a node that is being drained has nothing left, until the node stops.
pub async fn tell_when_drained(node: Arc<Inside>) {
    let mut is_told = false;
    loop {
        tokio::select! {
            () = node.stop.cancelled() => return,
            () = tokio::time::sleep(SOON) => {}
        }
        let is_draining = node.live.load().server.transport_state() == ServiceState::Draining;
        let is_drained = is_draining && node.spool.status().live_messages == 0;
        if is_drained && !is_told {
            let says = "HubTransport is drained: no message is left on this server.";
            node.logs.events.note(Event::information(EventCategory::TransportService, 1006, says));
        }
        is_told = is_drained || is_told && is_draining;
    }
}

/// Certificates that end soon, of which people have been told.
#[derive(Default)]
struct Ending(HashMap<Thumbprint, Timestamp>);

impl Ending {
    /// What people are to be told now: of each certificate that ends soon or has ended, once a day.
    fn news(&mut self, certificates: &[CertificateInfo], now: Timestamp) -> Vec<Event> {
        let is_in = |at: Timestamp, span: SignedDuration| at.duration_since(now) <= span;
        self.0.retain(|_, told| now.duration_since(*told) < SignedDuration::from_hours(24));
        let mut news = Vec::new();
        for certificate in certificates.iter().filter(|one| is_in(one.not_after, SignedDuration::from_hours(30 * 24))) {
            if self.0.contains_key(&certificate.thumbprint) {
                continue;
            }
            self.0.insert(certificate.thumbprint, now);
            let CertificateInfo { subject, thumbprint, not_after, .. } = certificate;
            let what = format!("Certificate {thumbprint} ({subject})");
            news.push(match is_in(*not_after, SignedDuration::ZERO) {
                true => Event::error(EventCategory::MessageSecurity, 12016, format!("{what} ended on {not_after}.")),
                false => Event::warning(EventCategory::MessageSecurity, 12018, format!("{what} ends on {not_after}.")),
            });
        }
        news
    }
}

impl Inside {
    /// What was counted until now; nothing while the service is stopped.
    pub fn counts(&self) -> Counts {
        let Some(running) = self.service.running() else { return Counts::default() };
        let counters = running.engine.counters();
        Counts {
            accepted: counters.accepted.get(),
            delivered: counters.recipients_delivered.get(),
            deferred: counters.recipients_deferred.get(),
            failed: counters.recipients_failed.get(),
        }
    }

    /// Writes down how the queues are now.
    pub fn log_queues(&self) {
        if let Some(running) = self.service.running() {
            self.logs.queues.record(running.engine.list_queues(None), jiff::Timestamp::now());
        }
    }

    async fn look_at_certificates(&self) {
        let certificates = self.certificates.clone();
        match tokio::task::spawn_blocking(move || certificates.refresh().then(|| certificates.faults())).await {
            Ok(Some(faults)) => {
                let says = "Certificates were read anew.";
                self.logs.events.note(Event::information(EventCategory::MessageSecurity, 12001, says));
                for fault in faults {
                    let says = format!("{fault} What was in use before stays in use.");
                    self.logs.events.note(Event::error(EventCategory::MessageSecurity, 12002, says));
                }
            }
            Ok(None) => {}
            Err(error) => tracing::error!(%error, "the certificates could not be looked at"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

    use serde_json::json;

    use super::*;
    use crate::model::EventEntryType;

    #[tokio::test(start_paused = true)]
    async fn what_is_done_at_an_interval_follows_another_one_at_once() {
        let hours = Arc::new(AtomicU64::new(12));
        let count = Arc::new(AtomicU32::default());
        let (changed, stop) = (Arc::new(Notify::new()), CancellationToken::new());
        let task = tokio::spawn({
            let (hours, count, changed, stop) = (hours.clone(), count.clone(), changed.clone(), stop.clone());
            async move {
                let interval = || Duration::from_secs(3600 * hours.load(Ordering::Relaxed));
                let act = || {
                    count.fetch_add(1, Ordering::Relaxed);
                };
                repeat(interval, &changed, &stop, act).await;
            }
        });
        let after = async |span: u64| {
            tokio::time::sleep(Duration::from_secs(3600 * span)).await;
            count.load(Ordering::Relaxed)
        };
        assert_eq!(after(11).await, 0);
        assert_eq!(after(2).await, 1, "twelve hours have gone by");
        assert_eq!(after(12).await, 2);
        // An hour into the interval it becomes two hours, from now on.
        hours.store(2, Ordering::Relaxed);
        changed.notify_one();
        assert_eq!(after(1).await, 2);
        assert_eq!(after(2).await, 3);
        stop.cancel();
        task.await.expect("it ends");
    }

    #[test]
    fn people_hear_once_a_day_of_a_certificate_that_ends_soon() {
        let certificate = |digit: &str, end: &str| -> CertificateInfo {
            serde_json::from_value(json!({
                "Thumbprint": digit.repeat(64), "Subject": "CN=hub01", "Issuer": "CN=hub01", "CertificateDomains": [],
                "NotBefore": "2026-01-01T00:00:00Z", "NotAfter": end, "Status": "Valid", "IsSelfSigned": true,
                "SerialNumber": "01", "TlsCertificateName": "<I>CN=hub01<S>CN=hub01", "IsDefault": true, "File": "a.pem",
            }))
            .expect("a certificate")
        };
        let all = [
            certificate("a", "2027-06-01T00:00:00Z"),
            certificate("b", "2026-12-01T00:00:00Z"),
            certificate("c", "2026-11-20T00:00:00Z"),
        ];
        let at = |text: &str| text.parse::<Timestamp>().expect("a time");
        let mut ending = Ending::default();
        let told = |events: Vec<Event>| events.iter().map(|event| (event.kind, event.id)).collect::<Vec<_>>();
        let both = [(EventEntryType::Warning, 12018), (EventEntryType::Error, 12016)];
        assert_eq!(told(ending.news(&all, at("2026-11-21T00:00:00Z"))), both);
        assert_eq!(told(ending.news(&all, at("2026-11-21T12:00:00Z"))), []);
        assert_eq!(told(ending.news(&all, at("2026-11-22T00:00:00Z"))), both);
    }
}
