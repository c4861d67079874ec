//! The text of a file, piece by piece, with the line ends of mail.

use std::io;
use std::path::Path;

use bytes::BytesMut;
use tokio::fs::File;
use tokio::io::AsyncReadExt;

use crate::mail::line_ends::Normalizer;

/// How much is read at once.
const PIECE: usize = 64 * 1024;

pub struct Reading {
    file: File,
    normalizer: Option<Normalizer>,
    piece: Vec<u8>,
}

impl Reading {
    pub async fn open(path: &Path) -> io::Result<Reading> {
        Ok(Reading { file: File::open(path).await?, normalizer: Some(Normalizer::default()), piece: vec![0; PIECE] })
    }

    /// Puts the next piece into `out`; false when there is no more.
    pub async fn more(&mut self, out: &mut BytesMut) -> io::Result<bool> {
        let read = self.file.read(&mut self.piece).await?;
        match &mut self.normalizer {
            Some(normalizer) if read > 0 => normalizer.convert(&self.piece[..read], out),
            _ => {
                if let Some(normalizer) = self.normalizer.take() {
                    normalizer.finish(out);
                }
            }
        }
        Ok(read > 0)
    }
}
