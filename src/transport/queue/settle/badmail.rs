//! Mail that can be neither delivered nor returned, kept as files for a person to look at.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use crate::transport::queue::export::injected_headers;
use crate::transport::queue::queues::Queues;
use crate::transport::{Attempt, MessageId, Remark};

/// Bytes of the body that are read at a time.
const CHUNK: u64 = 256 * 1024;

impl Queues {
    /// Keeps a message without a return path whose recipients are given up, where the settings name a folder for it.
    /// Its copy is made before the message is finished; a folder that cannot be written to costs the copy only.
    pub(super) async fn keep_badmail(self: &Arc<Queues>, attempt: &Attempt, failed: &[(usize, Remark)]) {
        let settings = self.settings();
        let Some(folder) = settings.server.badmail_directory_path.clone() else { return };
        let is_mail = attempt.envelope.probe.is_none();
        if !is_mail || !attempt.envelope.return_path.is_null() || failed.is_empty() {
            return;
        }
        let recipients: Vec<usize> = failed.iter().map(|(index, _)| *index).collect();
        let header = injected_headers(&attempt.envelope, &recipients);
        let (queues, id) = (self.clone(), attempt.id);
        let kept = tokio::task::spawn_blocking(move || queues.write_badmail(id, folder.as_path(), &header)).await;
        match kept {
            Ok(Ok(())) => {
                self.track_badmail(attempt, failed, format!("{id}.bad"));
            }
            Ok(Err(error)) => tracing::error!(message = %id, %error, "bad mail could not be kept"),
            // The runtime is shutting down.
            Err(_) => {}
        }
    }

    fn write_badmail(&self, id: MessageId, folder: &Path, header: &str) -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        let unfinished = folder.join(format!("{id}.tmp"));
        let mut file = std::fs::File::create(&unfinished)?;
        file.write_all(header.as_bytes())?;
        let mut offset = 0;
        loop {
            let pieces = self.parts.spool.read_body(id, offset..offset + CHUNK).map_err(std::io::Error::other)?;
            if pieces.is_empty() {
                break;
            }
            for piece in pieces {
                offset += piece.len() as u64;
                file.write_all(&piece)?;
            }
        }
        file.sync_all()?;
        std::fs::rename(unfinished, folder.join(format!("{id}.bad")))
    }
}
