//! Entries from a CSV file (RFC 4180): a line of column names, then one record an entry.

use std::fs::File;

use super::{Intake, ReadError, split};
use crate::directory::entry::Entry;
use crate::model::RecipientDirectory;

/// Columns whose fields are one value, whatever is in them.
pub(super) fn is_single(column: &str) -> bool {
    !["EmailAddresses", "Members"].iter().any(|name| name.eq_ignore_ascii_case(column))
}

pub fn read(directory: &RecipientDirectory, intake: &mut Intake) -> Result<(), ReadError> {
    let path = &directory.location;
    let file = File::open(path).map_err(|error| unreadable(path, &error.to_string()))?;
    let sign = directory.delimiter.bytes().next().unwrap_or(b',');
    // What a record has too many or too few of is told with its line.
    let mut reader = csv::ReaderBuilder::new().delimiter(sign).flexible(true).from_reader(file);
    let columns = reader.byte_headers().map_err(|error| unreadable(path, &error.to_string()))?;
    let columns: Vec<String> = columns.iter().map(heading).collect();
    if columns.iter().all(String::is_empty) {
        return Err(ReadError::new(
            format!("{path} is empty: not even a line of column names is in it."),
            "Write the names of the columns first, such as Name,PrimarySmtpAddress.",
        ));
    }
    let many: Vec<String> = many_valued(directory);
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(|error| unreadable(path, &error.to_string()))? {
        let line = record.position().map_or(0, csv::Position::line);
        intake.take(entry(&columns, &many, &record, line))?;
    }
    Ok(())
}

/// Columns whose fields hold several values.
pub(super) fn many_valued(directory: &RecipientDirectory) -> Vec<String> {
    let mappings = directory.mappings().into_iter().filter(|mapping| !is_single(mapping.property));
    mappings.flat_map(|mapping| mapping.attributes).collect()
}

fn entry(columns: &[String], many: &[String], record: &csv::ByteRecord, line: u64) -> Entry {
    let fields = columns.iter().zip(record.iter()).map(|(column, field)| {
        let text = String::from_utf8_lossy(field);
        let values = match many.iter().any(|name| name.eq_ignore_ascii_case(column)) {
            true => split(&text),
            false => Some(text.trim().to_owned()).filter(|text| !text.is_empty()).into_iter().collect(),
        };
        (column.clone(), values)
    });
    Entry { place: format!("line {line}"), values: fields.collect(), ..Entry::default() }
}

/// Programs on Windows write a mark in front of the first one.
fn heading(name: &[u8]) -> String {
    String::from_utf8_lossy(name).trim_start_matches('\u{feff}').trim().to_owned()
}

fn unreadable(path: &str, why: &str) -> ReadError {
    ReadError::new(
        format!("{path} cannot be read: {why}."),
        "Check that the file is there and may be read by the account that emsh runs as.",
    )
}
