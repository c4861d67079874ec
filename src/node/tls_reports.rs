//! Once a day, domains that ask for it are told what became of their wishes for TLS (RFC 8460), if the organization wants
//! that.
//!
//! A day is reported when it is over everywhere in UTC and a share of the next one has passed, which differs from server
//! to server so that not all write at midnight. Which day was told last is kept in a file: a restart tells no day twice,
//! and a node that was down tells the last days later. Where the file cannot be written, nothing is told.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::Inside;
use crate::model::{EventCategory, EventLevel, Lookup, SmtpAddress, TransportServer};
use crate::resolve::{Resolve, Servers};
use crate::transport::report::tls::{DaySummary, Reporter, Rua, Wanted, letter, rua_of, summaries};
use crate::transport::{Event, Events, Intake, Settings};

/// How often it is looked whether a day is to be told.
const LOOK: Duration = Duration::from_secs(60);

/// Days that are told later, when nobody could tell them in time.
const MOST_DAYS: i32 = 3;

/// The share of a day within which servers begin (RFC 8460 §4.2 asks for a spread).
const SPREAD: i64 = 4 * 60 * 60;

/// Tells domains until the node stops.
pub async fn tell(node: Arc<Inside>) {
    loop {
        tell_due(&node).await;
        tokio::select! {
            () = node.stop.cancelled() => return,
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

/// Who reports for a node.
pub fn reporter(settings: &Settings) -> Reporter {
    let organization = settings.default_domain().map_or_else(|| settings.server.fqdn.to_string(), ToString::to_string);
    let contact = settings.postmaster().to_string();
    Reporter { organization, contact, server: settings.server.fqdn.to_string() }
}

async fn tell_due(node: &Arc<Inside>) {
    let settings = node.live.load_full();
    if !settings.organization.tls_reporting_enabled || node.service.running().is_none() {
        return;
    }
    let told = Told::at(&node.data_dir);
    for day in due(Timestamp::now(), told.last(), lag(&settings.server)) {
        // First the note, then the mail: a day that is told twice would be counted twice.
        if let Err(error) = told.note(day) {
            let says = format!("No TLS reports are sent: {} cannot be written. {error}", told.0.display());
            return node.logs.events.note(Event::error(EventCategory::Logging, 15010, says));
        }
        tell_day(node, &settings, day).await;
    }
}

async fn tell_day(node: &Arc<Inside>, settings: &Settings, day: Date) {
    let (log, folder) = (node.logs.tls.clone(), node.logs.tls_folder(&settings.server));
    let wanted = Wanted { domain: None, from: Some(day), to: Some(day) };
    let read = tokio::task::spawn_blocking(move || {
        log.flush();
        summaries(&folder, &wanted)
    });
    let found = match read.await {
        Ok(Ok(found)) => found,
        Ok(Err(error)) => {
            let says = format!("The TLS sessions of {day} cannot be read. {error}");
            return node.logs.events.note(Event::error(EventCategory::Logging, 15011, says));
        }
        Err(error) => return tracing::error!(%error, "the TLS sessions of a day could not be added up"),
    };
    let dns = node.resolvers.using(&Servers::of(&settings.server, Lookup::Internet));
    let reporter = reporter(settings);
    let from = settings.postmaster();
    for summary in found {
        if node.stop.is_cancelled() {
            return;
        }
        let to = readers(&summary.domain, &*dns).await;
        if !to.is_empty() {
            write(node, &summary, &reporter, &from, &to).await;
        }
    }
}

/// Who wants the reports about a domain by mail.
async fn readers(domain: &str, dns: &dyn Resolve) -> Vec<SmtpAddress> {
    let texts = dns.txt(&format!("_smtp._tls.{domain}")).await.unwrap_or_default();
    let mail = |rua| match rua {
        Rua::Mail(address) => Some(address),
        Rua::Other(_) => None,
    };
    rua_of(&texts).into_iter().filter_map(mail).collect()
}

async fn write(node: &Inside, summary: &DaySummary, reporter: &Reporter, from: &SmtpAddress, to: &[SmtpAddress]) {
    let Some(running) = node.service.running() else { return };
    let about = format!("the TLS report on {} for {}", summary.day, summary.domain);
    let written = match letter(summary, reporter, from, to, Timestamp::now()) {
        Ok(letter) => running.engine.accept(letter).await.map_err(|refusal| refusal.to_string()),
        Err(error) => Err(error.to_string()),
    };
    node.logs.events.note(match written {
        Ok(id) => {
            Event::information(EventCategory::SmtpSend, 15012, format!("Message {id} is {about}.")).at(EventLevel::Low)
        }
        Err(why) => Event::warning(EventCategory::SmtpSend, 15013, format!("Not sent: {about}. {why}")),
    });
}

/// Days to be told now, oldest first.
fn due(now: Timestamp, last: Option<Date>, lag: SignedDuration) -> Vec<Date> {
    let Ok(ready) = now.checked_sub(lag).map(|time| time.to_zoned(TimeZone::UTC).date()) else { return Vec::new() };
    let mut days: Vec<Date> = (1..=MOST_DAYS).filter_map(|ago| ready.checked_sub(ago.days()).ok()).collect();
    days.retain(|day| last.is_none_or(|last| *day > last));
    days.reverse();
    days
}

/// How long after midnight a server begins: always the same.
fn lag(server: &TransportServer) -> SignedDuration {
    let sum = server.id.as_bytes().iter().fold(0_i64, |sum, byte| (sum * 31 + i64::from(*byte)) % SPREAD);
    SignedDuration::from_secs(sum)
}

/// The file with the day that was told last.
struct Told(PathBuf);

impl Told {
    fn at(data_dir: &Path) -> Told {
        Told(data_dir.join("tls-reports-told"))
    }

    fn last(&self) -> Option<Date> {
        std::fs::read_to_string(&self.0).ok()?.trim().parse().ok()
    }

    fn note(&self, day: Date) -> io::Result<()> {
        let draft = self.0.with_extension("new");
        let mut file = std::fs::File::create(&draft)?;
        io::Write::write_all(&mut file, format!("{day}\n").as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&draft, &self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_told_once_and_late_rather_than_never() {
        let lag = SignedDuration::from_hours(2);
        for (now, last, expected, why) in [
            ("2026-11-21T03:00:00Z", Some("2026-11-19"), &["2026-11-20"][..], "yesterday"),
            ("2026-11-21T01:59:59Z", Some("2026-11-19"), &[], "not yet"),
            ("2026-11-21T03:00:00Z", Some("2026-11-20"), &[], "told already"),
            ("2026-11-21T03:00:00Z", None, &["2026-11-18", "2026-11-19", "2026-11-20"], "never before"),
            ("2026-11-21T03:00:00Z", Some("2026-10-01"), &["2026-11-18", "2026-11-19", "2026-11-20"], "long ago"),
            ("2026-11-21T03:00:00Z", Some("2026-12-01"), &[], "a clock that was wrong"),
        ] {
            let last = last.map(|day| day.parse().expect("a day"));
            let days: Vec<String> =
                due(now.parse().expect("a time"), last, lag).iter().map(ToString::to_string).collect();
            assert_eq!(days, expected, "{why}");
        }
    }

    #[test]
    fn what_was_told_is_known_after_a_restart() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(Told::at(folder.path()).last(), None);
        let day: Date = "2026-11-20".parse().expect("a day");
        Told::at(folder.path()).note(day).expect("writable");
        assert_eq!(Told::at(folder.path()).last(), Some(day));
    }
}
