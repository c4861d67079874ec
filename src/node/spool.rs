//! `emsh spool`: looks at a stopped node's spool, as text for people (`check`) and as JSON lines for programs (`dump`).

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use crate::model::{ByteSize, Fault};
use crate::transport::queue::read_record;
use crate::transport::queue::spool::{Report, SpoolError, StoppedSpool, StoredMessage};
use crate::transport::shadow::{COPIES_FOLDER, read_copy};

/// Reads every byte that counts and says what is there; in a data directory also of the copies of other servers' mail.
/// True: everything is as it was written.
pub fn check(folder: &Path, out: &mut impl Write) -> Result<bool, Fault> {
    let report = open(&spool_in(folder))?.check();
    print(&report, out).map_err(unwritten)?;
    let copies = folder.join(COPIES_FOLDER);
    if !copies.is_dir() {
        return Ok(report.is_sound());
    }
    let of_copies = open(&copies)?.check();
    writeln!(out, "\nCopies of other servers' mail:").map_err(unwritten)?;
    print(&of_copies, out).map_err(unwritten)?;
    Ok(report.is_sound() && of_copies.is_sound())
}

fn print(report: &Report, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "Database: {}", report.database_id)?;
    writeln!(out, "Messages: {}, bodies {}", report.messages, ByteSize::new(report.body_bytes))?;
    writeln!(out, "Segments: {}, {} on disk", report.segments, ByteSize::new(report.disk_bytes))?;
    for order in &report.orders {
        writeln!(out, "Order in force: {order}")?;
    }
    for finding in &report.findings {
        writeln!(out, "Not as written: {finding}")?;
    }
    for id in &report.damaged {
        writeln!(out, "Damaged: message {id}")?;
    }
    writeln!(out, "{}", if report.is_sound() { "The spool is sound." } else { "The spool is damaged." })
}

/// Prints every message as a JSON line: Number, Envelope, Orders, and Body (BodyBase64 where it is no UTF-8 text). In the
/// folder of shadow copies also CopyOf: the server whose mail it is.
///
/// What cannot be read is an Error beside what can. Bodies are copied piece by piece, so that large ones need no memory.
pub fn dump(folder: &Path, out: &mut impl Write) -> Result<(), Fault> {
    let spool = open(&spool_in(folder))?;
    for message in spool.messages() {
        match print_message(&message, out) {
            // Whoever reads has seen enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(()),
            printed => printed.map_err(unwritten)?,
        }
    }
    Ok(())
}

fn print_message(message: &StoredMessage, out: &mut impl Write) -> io::Result<()> {
    write!(out, "{{\"Number\":{}", message.id)?;
    let bytes = message.envelope.as_ref().map_err(ToString::to_string);
    let copy = bytes.as_ref().ok().and_then(|bytes| read_copy(bytes));
    if let Some(copy) = &copy {
        write!(out, ",\"CopyOf\":{}", json!(copy.primary.server))?;
    }
    let record = copy.map_or(bytes.cloned(), |copy| Ok(copy.record));
    match record.and_then(|bytes| read_record(&bytes).map_err(|error| error.to_string())) {
        Ok(record) => {
            write!(out, ",\"Envelope\":{}", json!(*record.envelope))?;
            if !record.holds.is_empty() {
                write!(out, ",\"Orders\":{}", json!(record.holds))?;
            }
        }
        Err(error) => write!(out, ",\"Error\":{}", json!(error))?,
    }
    if is_text(message) {
        write!(out, ",\"Body\":\"")?;
        print_text(message, out)?;
    } else {
        write!(out, ",\"BodyBase64\":\"")?;
        print_base64(message, out)?;
    }
    writeln!(out, "\"}}")
}

/// The parts of a body up to the first that cannot be read.
fn readable(message: &StoredMessage) -> impl Iterator<Item = bytes::Bytes> {
    message.body().map_while(Result::ok)
}

/// Cuts a character that a part ends in the middle of; `None`: the bytes are no text.
fn whole_characters(bytes: &[u8]) -> Option<(&str, &[u8])> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some((text, &[])),
        Err(error) if error.error_len().is_none() => {
            let (text, rest) = bytes.split_at(error.valid_up_to());
            Some((std::str::from_utf8(text).ok()?, rest))
        }
        Err(_) => None,
    }
}

fn is_text(message: &StoredMessage) -> bool {
    let mut rest = Vec::new();
    for part in readable(message) {
        rest.extend_from_slice(&part);
        match whole_characters(&rest) {
            Some((_, torn)) => rest = torn.to_vec(),
            None => return false,
        }
    }
    rest.is_empty()
}

fn print_text(message: &StoredMessage, out: &mut impl Write) -> io::Result<()> {
    let mut rest = Vec::new();
    for part in readable(message) {
        rest.extend_from_slice(&part);
        let Some((text, torn)) = whole_characters(&rest) else { break };
        let quoted = json!(text).to_string();
        write!(out, "{}", &quoted[1..quoted.len() - 1])?;
        rest = torn.to_vec();
    }
    Ok(())
}

fn print_base64(message: &StoredMessage, out: &mut impl Write) -> io::Result<()> {
    let mut rest: Vec<u8> = Vec::new();
    for part in readable(message) {
        rest.extend_from_slice(&part);
        // Three bytes are four letters: only the last piece may need padding.
        let odd = rest.split_off(rest.len() - rest.len() % 3);
        write!(out, "{}", STANDARD.encode(&rest))?;
        rest = odd;
    }
    write!(out, "{}", STANDARD.encode(&rest))
}

fn open(folder: &Path) -> Result<StoppedSpool, Fault> {
    StoppedSpool::open(folder).map_err(|error| match error {
        SpoolError::Locked { .. } => Fault::busy("SpoolInUse", error.to_string())
            .fix("Stop the node first; Get-Queue and Get-Message show what a running one holds."),
        SpoolError::Missing(_) => {
            Fault::not_found("SpoolNotFound", error.to_string()).fix("Give the folder, or --data-dir.")
        }
        SpoolError::Newer { .. } => {
            Fault::denied("SpoolIsNewer", error.to_string()).fix("Use the newer emsh. Nothing was changed.")
        }
        _ => {
            let cause = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
            Fault::denied("SpoolUnreadable", error.to_string()).cause(cause)
        }
    })
}

/// A data directory is as good as the spool in it.
fn spool_in(folder: &Path) -> PathBuf {
    let inner = folder.join("spool");
    if inner.is_dir() { inner } else { folder.to_owned() }
}

fn unwritten(error: io::Error) -> Fault {
    Fault::internal("OutputUnwritable", "The output could not be written.").cause(error)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use serde_json::Value as Json;
    use tempfile::TempDir;

    use super::*;
    use crate::transport::queue::spool::{Content, PART_BYTES, SegmentLog, Spool, SpoolOptions};

    #[test]
    fn every_body_is_printed_whole() {
        let folder = TempDir::new().expect("temporary folder");
        let torn = format!("{}é\r\n\"{}", "a".repeat(PART_BYTES - 1), "ü".repeat(PART_BYTES));
        let bodies: [Vec<u8>; 4] =
            [b"Subject: x\r\n\r\nHello\r\n".to_vec(), torn.into_bytes(), vec![0xff; PART_BYTES + 1], vec![0xc3]];
        let (spool, _) = SegmentLog::open(&folder.path().join("spool"), SpoolOptions::default()).expect("a spool");
        for body in &bodies {
            let (_, written) = spool.append(Content::from(Bytes::from(body.clone())), Bytes::from_static(b"none"));
            written.wait().expect("durable");
        }
        assert_eq!(dump(folder.path(), &mut Vec::new()).expect_err("it is open").id, "SpoolInUse");
        drop(spool);

        let mut text = Vec::new();
        dump(folder.path(), &mut text).expect("dumped");
        let text = String::from_utf8(text).expect("JSON lines");
        let printed: Vec<Vec<u8>> = text
            .lines()
            .map(|line| {
                let line: Json = serde_json::from_str(line).expect(line);
                assert!(line["Error"].is_string(), "no envelope was written");
                match (line["Body"].as_str(), line["BodyBase64"].as_str()) {
                    (Some(text), None) => text.as_bytes().to_vec(),
                    (None, Some(coded)) => STANDARD.decode(coded).expect("base64"),
                    other => panic!("{other:?}"),
                }
            })
            .collect();
        assert!(printed == bodies, "{} bodies", printed.len());

        let mut text = Vec::new();
        assert!(check(&folder.path().join("spool"), &mut text).expect("checked"));
        let text = String::from_utf8(text).expect("text");
        assert!(text.contains("Messages: 4") && text.ends_with("The spool is sound.\n"), "{text}");
    }

    #[test]
    fn a_folder_without_a_spool_is_said_to_be_one() {
        let folder = TempDir::new().expect("temporary folder");
        assert_eq!(check(folder.path(), &mut Vec::new()).expect_err("nothing there").id, "SpoolNotFound");
    }
}
