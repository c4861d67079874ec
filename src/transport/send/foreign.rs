//! Foreign connectors: messages as files in a directory, from which another system takes them.
//!
//! A file is what the Replay directory takes, too: the envelope in X-Sender and X-Receiver, then the message with CRLF line
//! ends. It is called `Server-message-recipient.eml`, by the message's number on this node and its first recipient, so that
//! one that is written again after a crash has the same name: it takes the place of the first one, unless the other
//! system has taken that already.
//!
//! Promise: `Sent` only when file and name are on stable storage; who looks for `*.eml` never sees half a file. While the
//! directory is missing, full (DropDirectoryQuota) or cannot be written, mail waits. The directory is not made here: one that
//! is missing may be a disk that is not mounted.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::BytesMut;
use tokio::fs::{self, File, OpenOptions};
use tokio::io::AsyncWriteExt;

use super::conversation::{Capabilities, Letter, Transfer, for_now};
use super::metrics::Metrics;
use super::system_probe;
use super::text::{Audience, Text};
use crate::mail::EnhancedStatus;
use crate::model::{ForeignConnector, Unlimited};
use crate::transport::{
    Attempt, BodySource, BoxFuture, Carriage, Delivery, NextHop, Outcome, Receipts, Remark, Settings, Speaker,
    Unreached,
};

/// The directory of a foreign connector as a session.
pub struct DropCarriage {
    connector: Arc<ForeignConnector>,
    /// Name of this server, which others that share the directory do not have.
    server: String,
    folder: PathBuf,
    bodies: Arc<dyn BodySource>,
    metrics: Metrics,
    receipts: Arc<dyn Receipts>,
    /// Bytes that may still be written, by what lay there when it was last looked at.
    room: u64,
}

pub async fn open(
    hop: &NextHop,
    settings: &Settings,
    bodies: &Arc<dyn BodySource>,
    metrics: &Metrics,
    receipts: &Arc<dyn Receipts>,
) -> Result<DropCarriage, Unreached> {
    let waits = |remark| Unreached { remark, is_permanent: false };
    let connector = settings.foreign_connectors.iter().find(|connector| connector.id == hop.connector);
    let connector = connector.filter(|connector| connector.enabled).ok_or_else(|| {
        waits(for_now(451, 3, 5, "ROUTING.ConnectorGone; the foreign connector of this queue is gone or disabled"))
    })?;
    let folder = connector.directory(&settings.server).ok_or_else(|| {
        waits(for_now(
            451,
            3,
            5,
            "FOREIGN.NoDirectory; neither DropDirectory nor RootDropDirectoryPath is a whole path",
        ))
    })?;
    let room = room(&folder, quota(connector)).await.map_err(|error| waits(broken(&folder, &error)))?;
    Ok(DropCarriage {
        connector: Arc::clone(connector),
        server: as_file_name(&settings.server.name),
        folder,
        bodies: Arc::clone(bodies),
        metrics: metrics.clone(),
        receipts: Arc::clone(receipts),
        room,
    })
}

fn quota(connector: &ForeignConnector) -> Option<u64> {
    match connector.drop_directory_quota {
        Unlimited::Limit(quota) => Some(quota.bytes()),
        Unlimited::Unlimited => None,
    }
}

/// What may still be written, given what lies there: files of all names, as they all take room.
async fn room(folder: &Path, quota: Option<u64>) -> io::Result<u64> {
    let mut entries = fs::read_dir(folder).await?;
    let Some(quota) = quota else { return Ok(u64::MAX) };
    let mut lying = 0_u64;
    while let Some(entry) = entries.next_entry().await? {
        // One that has been taken meanwhile takes no room any more.
        if let Ok(metadata) = entry.metadata().await {
            lying = lying.saturating_add(if metadata.is_file() { metadata.len() } else { 0 });
        }
    }
    Ok(quota.saturating_sub(lying))
}

impl DropCarriage {
    /// Leaves it in the directory, or of a probe finds out whether it could be left there.
    async fn store(&mut self, attempt: &Attempt) -> Result<(), Remark> {
        let text = Text::of(attempt, Audience::Outside);
        let head = envelope_fields(attempt, &text);
        let size = head.len() as u64 + text.size;
        if size > self.room {
            // Some may have been taken since it was last looked at.
            let left = room(&self.folder, quota(&self.connector)).await;
            self.room = left.map_err(|error| broken(&self.folder, &error))?;
            if size > self.room {
                let text = "FOREIGN.DirectoryFull; the message does not fit into the quota of the drop directory";
                return Err(for_now(452, 3, 1, text));
            }
        }
        if attempt.envelope.probe.is_some() {
            return Ok(());
        }
        let first = attempt.recipients.first().copied().unwrap_or_default();
        let name = format!("{}-{:016x}-{first}.eml", self.server, attempt.id.0);
        let partial = self.folder.join(format!("{name}.tmp"));
        let written = self.write(&partial, &self.folder.join(name), &head, &text).await;
        if written.is_err() {
            // What cannot be removed now is overwritten by the next try.
            let _ = fs::remove_file(&partial).await;
        }
        written.map_err(|error| broken(&self.folder, &error))?;
        self.room -= size;
        self.metrics.messages.inc();
        self.metrics.bytes.inc_by(text.size);
        Ok(())
    }

    async fn write(&self, partial: &Path, whole: &Path, head: &[u8], text: &Text) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o640).open(partial).await?;
        file.write_all(head).await?;
        for piece in &text.pieces {
            file.write_all(piece).await?;
        }
        if let Some(mut spooled) = text.spooled(&*self.bodies) {
            while let Some(piece) = spooled.next().await? {
                file.write_all(&piece).await?;
            }
        }
        file.flush().await?;
        file.sync_all().await?;
        drop(file);
        fs::rename(partial, whole).await?;
        File::open(&self.folder).await?.sync_all().await
    }
}

/// Whom the message is from and for, as the Replay directory reads it.
fn envelope_fields(attempt: &Attempt, text: &Text) -> BytesMut {
    let letter = Letter {
        envelope: &attempt.envelope,
        recipients: &attempt.recipients,
        size: text.size,
        body_type: text.body_type,
        transfer: Transfer::Data,
        has_utf8_headers: attempt.envelope.demands.utf8,
    };
    let knows = Capabilities { eight_bit_mime: true, utf8: true, dsn: true, ..Capabilities::default() };
    let mut commands = BytesMut::new();
    letter.mail(&knows, &mut commands);
    (0..attempt.recipients.len()).for_each(|at| letter.rcpt(at, &knows, &mut commands));
    let mut fields = BytesMut::with_capacity(commands.len() + 64);
    for line in commands[..].split(|byte| *byte == b'\n') {
        let (name, rest) = match (line.strip_prefix(b"MAIL FROM:"), line.strip_prefix(b"RCPT TO:")) {
            (Some(rest), _) => (&b"X-Sender: "[..], rest),
            (_, Some(rest)) => (&b"X-Receiver: "[..], rest),
            (None, None) => continue,
        };
        fields.extend_from_slice(name);
        fields.extend_from_slice(rest);
        fields.extend_from_slice(b"\n");
    }
    fields.extend_from_slice(b"X-EndOfInjectedXHeaders: emsh\r\n");
    fields
}

/// What would lead elsewhere in a path is left out.
fn as_file_name(name: &str) -> String {
    name.chars().map(|c| if c.is_alphanumeric() || c == '-' || c == '_' { c } else { '_' }).collect()
}

fn broken(folder: &Path, error: &io::Error) -> Remark {
    tracing::warn!(folder = %folder.display(), %error, "a drop directory takes no mail");
    match error.kind() {
        io::ErrorKind::NotFound => for_now(451, 3, 5, "FOREIGN.NoDirectory; the drop directory does not exist"),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            for_now(452, 3, 1, "FOREIGN.DiskFull; there is no room for the message")
        }
        kind => for_now(451, 3, 0, format!("FOREIGN.DirectoryUnusable; the drop directory cannot be used: {kind}")),
    }
}

impl Carriage for DropCarriage {
    fn deliver<'a>(&'a mut self, attempt: &'a Attempt) -> BoxFuture<'a, Delivery> {
        Box::pin(async move {
            let count = attempt.recipients.len() as u64;
            let outcome = match (self.store(attempt).await, attempt.envelope.probe) {
                (Ok(()), Some(probe)) => system_probe::ended(probe),
                (Ok(()), None) => {
                    self.receipts.taken_over(attempt, &attempt.recipients, !self.connector.relay_dsn_required);
                    self.metrics.recipients.inc_by(count);
                    let text = "left for the other system".to_owned();
                    let remark = Remark { code: 250, status: EnhancedStatus::new(2, 0, 0), text, by: Speaker::Us };
                    Outcome::Sent { remark, relays_dsn: !self.connector.relay_dsn_required }
                }
                (Err(remark), _) => {
                    self.metrics.deferred_recipients.inc_by(count);
                    Outcome::Deferred(remark)
                }
            };
            let outcomes = attempt.recipients.iter().map(|at| (*at, outcome.clone())).collect();
            Delivery {
                outcomes,
                is_reusable: true,
                host: self.connector.name.clone(),
                address: None,
                notes: Vec::new(),
            }
        })
    }

    fn close(self: Box<Self>) -> BoxFuture<'static, ()> {
        Box::pin(async {})
    }
}

#[cfg(test)]
mod tests;
