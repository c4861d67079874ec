//! Delivery into Maildirs: a file in `tmp`, on stable storage, then moved to `new` (the format's own rules, by
//! D. J. Bernstein).
//!
//! Lines end as files of this system end them. Only binary content, in which CR LF may be anything, stays as it came.
//!
//! Promise: `Sent` only when file and name are on stable storage. A reader never sees half a message. What is left in
//! `tmp` by a crash is nobody's mail; readers remove it after 36 hours. A message that is written again after a crash
//! has the same name: it takes the place of the first one, unless a reader has moved that on already.

mod local_lines;
mod usage;

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use tokio::sync::mpsc;

use local_lines::LocalLines;

use super::conversation::{for_good, for_now};
use super::mailbox::{Once, no_mailbox};
use super::metrics::Metrics;
use super::system_probe;
use super::text::{Audience, Text};
use crate::mail::EnhancedStatus;
use crate::model::{Mailbox, MailboxDatabase};
use crate::transport::{
    Attempt, BodySource, BodyType, BoxFuture, Carriage, Delivery, Outcome, Receipts, Remark, Settings, Speaker,
};

/// Pieces of a spooled message that may wait for the disk.
const WAITING: usize = 4;

/// A Maildir database as a session.
pub struct MaildirCarriage {
    database: Arc<MailboxDatabase>,
    settings: Arc<Settings>,
    bodies: Arc<dyn BodySource>,
    metrics: Metrics,
    receipts: Arc<dyn Receipts>,
}

impl MaildirCarriage {
    pub fn new(
        database: Arc<MailboxDatabase>,
        settings: Arc<Settings>,
        bodies: Arc<dyn BodySource>,
        metrics: Metrics,
        receipts: Arc<dyn Receipts>,
    ) -> MaildirCarriage {
        MaildirCarriage { database, settings, bodies, metrics, receipts }
    }

    /// Delivers to one recipient, unless the mailbox has had the message.
    async fn store_once(&self, attempt: &Attempt, at: usize, text: &Text, once: &mut Once) -> Outcome {
        let Some(mailbox) = self.settings.mailbox(&attempt.envelope.recipients[at].address) else {
            return Outcome::Deferred(no_mailbox());
        };
        if let Some(outcome) = once.again(mailbox.id) {
            return outcome;
        }
        let outcome = self.store(attempt, at, mailbox, text).await;
        if let Outcome::Sent { relays_dsn, .. } = outcome {
            self.receipts.taken_over(attempt, &[at], relays_dsn);
        }
        once.note(mailbox.id, outcome.clone());
        outcome
    }

    async fn store(&self, attempt: &Attempt, at: usize, mailbox: &Mailbox, text: &Text) -> Outcome {
        let Some(folder) = self.database.maildir(&mailbox.primary_smtp_address) else {
            let text = "STOREDRV.NoDatabase; the mailbox database is no Maildir any more";
            return Outcome::Deferred(for_now(432, 3, 5, text));
        };
        let added = format!(
            "Return-Path: <{}>\r\nDelivered-To: {}\r\n",
            attempt.envelope.return_path.address().map(ToString::to_string).unwrap_or_default(),
            mailbox.primary_smtp_address,
        );
        if let Some(quota) = mailbox.quota(&self.database).limit() {
            let (of, more) = (folder.clone(), text.size);
            let used = tokio::task::spawn_blocking(move || usage::bytes_in(&of)).await.unwrap_or_default();
            if used.saturating_add(more) > quota.bytes() {
                tracing::info!(mailbox = %mailbox.primary_smtp_address, used, %quota, "a mailbox is full");
                return Outcome::Failed(for_good(554, 2, 2, "STOREDRV.Full; mailbox full"));
            }
        }
        if let Some(probe) = attempt.envelope.probe {
            return system_probe::ended(probe);
        }
        let name = unique_name(attempt, at, self.settings.server.fqdn.as_str());
        match self.write(folder, name, added, text).await {
            Ok(()) => Outcome::Sent { remark: delivered(), relays_dsn: false },
            Err(error) => {
                tracing::warn!(mailbox = %mailbox.primary_smtp_address, %error, "a Maildir takes no mail");
                full_or_broken(&error)
            }
        }
    }

    /// Hands the text to a thread that may block: in pieces from memory, or as they come from the spool.
    async fn write(&self, folder: PathBuf, name: String, added: String, text: &Text) -> io::Result<()> {
        let (pieces, waiting) = mpsc::channel(WAITING);
        let first: Vec<Bytes> = std::iter::once(Bytes::from(added)).chain(text.pieces.iter().cloned()).collect();
        let is_text = text.body_type != BodyType::BinaryMime;
        let writing = tokio::task::spawn_blocking(move || deposit(&folder, &name, &first, waiting, is_text));
        let fed = match text.spooled(&*self.bodies) {
            Some(mut spooled) => loop {
                match spooled.next().await {
                    Ok(Some(piece)) => {
                        if pieces.send(Piece::Bytes(piece)).await.is_err() {
                            break Ok(()); // the writer gave up, and says why
                        }
                    }
                    Ok(None) => break Ok(()),
                    Err(error) => break Err(error),
                }
            },
            None => Ok(()),
        };
        if fed.is_ok() {
            // Without this word the file is not moved: a text that broke off in the middle never becomes mail.
            let _ = pieces.send(Piece::End).await;
        }
        drop(pieces);
        let written = writing.await.map_err(io::Error::other)?;
        fed.and(written)
    }
}

impl Carriage for MaildirCarriage {
    fn deliver<'a>(&'a mut self, attempt: &'a Attempt) -> BoxFuture<'a, Delivery> {
        Box::pin(async move {
            let text = Text::of(attempt, Audience::Mailbox);
            let mut outcomes = Vec::with_capacity(attempt.recipients.len());
            let mut once = Once::of(attempt, &self.settings);
            for &at in &attempt.recipients {
                let outcome = self.store_once(attempt, at, &text, &mut once).await;
                match outcome {
                    Outcome::Sent { .. } if attempt.envelope.probe.is_some() => {}
                    Outcome::Sent { .. } => {
                        self.metrics.recipients.inc();
                        self.metrics.messages.inc();
                        self.metrics.bytes.inc_by(text.size);
                    }
                    Outcome::Duplicate(_) => {}
                    Outcome::Failed(_) => drop(self.metrics.failed_recipients.inc()),
                    Outcome::Deferred(_) => drop(self.metrics.deferred_recipients.inc()),
                }
                outcomes.push((at, outcome));
            }
            Delivery { outcomes, is_reusable: true, host: self.database.name.clone(), address: None, notes: Vec::new() }
        })
    }

    fn close(self: Box<Self>) -> BoxFuture<'static, ()> {
        Box::pin(async {})
    }
}

enum Piece {
    Bytes(Bytes),
    End,
}

/// Writes one message into a Maildir and makes it durable.
fn deposit(
    folder: &Path,
    name: &str,
    first: &[Bytes],
    mut more: mpsc::Receiver<Piece>,
    is_text: bool,
) -> io::Result<()> {
    let (tmp, new) = (folder.join("tmp"), folder.join("new"));
    if !new.is_dir() || !tmp.is_dir() {
        create(folder)?;
    }
    let path = tmp.join(unfinished_name(name));
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
    let written = (|| {
        let mut lines = LocalLines::new(file, is_text);
        first.iter().try_for_each(|piece| lines.write(piece))?;
        loop {
            match more.blocking_recv() {
                Some(Piece::Bytes(piece)) => lines.write(&piece)?,
                Some(Piece::End) => break,
                None => return Err(io::Error::other("the message broke off")),
            }
        }
        let (file, size) = lines.finish()?;
        file.sync_all()?;
        // Readers take the size from the name instead of asking the disk (Maildir++).
        fs::rename(&path, new.join(format!("{name},S={size}")))?;
        sync(&new)
    })();
    if written.is_err() {
        // What cannot be removed now, readers remove later.
        let _ = fs::remove_file(&path);
    }
    written
}

/// Makes a Maildir with its three folders, readable by its owner alone, and their names durable.
fn create(folder: &Path) -> io::Result<()> {
    for name in ["tmp", "new", "cur"] {
        DirBuilder::new().recursive(true).mode(0o700).create(folder.join(name))?;
    }
    sync(folder)?;
    folder.parent().map_or(Ok(()), sync)
}

fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// `seconds.MmicrosecondsImessageRrecipient.host`, by when the message was received and its number on this node: unique
/// among all writers of all hosts that share the folder, and the same for the same message.
fn unique_name(attempt: &Attempt, at: usize, host: &str) -> String {
    let received = attempt.envelope.received;
    let host: String = host.chars().map(|c| if c == '/' || c == ':' { '_' } else { c }).collect();
    format!("{}.M{:06}I{:x}R{at}.{host}", received.as_second(), received.subsec_microsecond(), attempt.id.0)
}

/// Another one each time: a writer that was given up may still be at work.
fn unfinished_name(name: &str) -> String {
    // Of the process, as its number is in the name too: several nodes may run in one.
    static WRITERS: AtomicU64 = AtomicU64::new(0);
    format!("{name}.P{}Q{}", std::process::id(), WRITERS.fetch_add(1, Ordering::Relaxed))
}

fn delivered() -> Remark {
    let text = "delivered to the mailbox".to_owned();
    Remark { code: 250, status: EnhancedStatus::new(2, 1, 5), text, by: Speaker::Us }
}

/// What the disk says may pass; only a name that no file can have stays wrong.
fn full_or_broken(error: &io::Error) -> Outcome {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            Outcome::Deferred(for_now(452, 2, 2, "STOREDRV.Full; there is no room for the message"))
        }
        kind @ io::ErrorKind::InvalidFilename => {
            Outcome::Failed(for_good(550, 3, 2, format!("STOREDRV.Storage; the mailbox cannot be kept: {kind}")))
        }
        kind => {
            Outcome::Deferred(for_now(432, 3, 2, format!("STOREDRV.Storage; the mailbox cannot be written: {kind}")))
        }
    }
}

#[cfg(test)]
mod tests;
