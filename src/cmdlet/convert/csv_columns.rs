//! Records of CSV as objects: what the first lines say of the columns, then one object for each record.

use std::io::BufRead;
use std::sync::Arc;

use super::csv_reader::CsvReader;
use crate::cmdlet::prelude::*;

pub static HEADER: Param<Vec<String>> =
    Param::new("Header", "Names of the columns, when the text does not begin with them.");

/// How a W3C log names its columns, as Exchange's tracking and protocol logs do.
const FIELDS: &str = "#Fields: ";

/// Reads everything and puts it out; what is malformed is said by `failed`.
pub fn put_objects(
    call: &Call,
    input: impl BufRead,
    failed: &dyn Fn(std::io::Error) -> Fault,
    out: &mut Output,
) -> Result<(), Fault> {
    let mut reader = CsvReader::new(input, super::delimiter(call)?);
    let Some(columns) = columns(call, &mut reader, failed)? else { return Ok(()) };
    while let Some(record) = reader.next().map_err(failed)? {
        if call.engine.is_cancelled() {
            return Err(Fault::cancelled());
        }
        // Blank lines, and what a log says between its records.
        if matches!(record.as_slice(), [one] if one.is_empty()) {
            continue;
        }
        let mut fields = record.into_iter();
        let values = columns.iter().map(|name| (name.clone(), fields.next().map_or(Value::Null, Value::text)));
        out.emit(Value::Object(Object::custom(values.collect())))?;
    }
    Ok(())
}

fn columns(
    call: &Call,
    reader: &mut CsvReader<impl BufRead>,
    failed: &dyn Fn(std::io::Error) -> Fault,
) -> Result<Option<Vec<Arc<str>>>, Fault> {
    if let Some(names) = call.get(&HEADER)? {
        return named(call, names).map(Some);
    }
    while let Some(mut names) = reader.next().map_err(failed)? {
        while names.len() > 1 && names.last().is_some_and(String::is_empty) {
            names.pop();
        }
        match names.first_mut() {
            Some(first) if first.starts_with(FIELDS) => *first = first[FIELDS.len()..].to_owned(),
            // A remark, or the type that older shells write.
            Some(first) if first.starts_with('#') => continue,
            _ => {}
        }
        return named(call, names).map(Some);
    }
    Ok(None)
}

/// Each name once; those that are missing are made up.
fn named(call: &Call, names: Vec<String>) -> Result<Vec<Arc<str>>, Fault> {
    let mut columns: Vec<Arc<str>> = Vec::with_capacity(names.len());
    let mut missing = 0;
    for name in names {
        let name = if name.is_empty() {
            missing += 1;
            format!("H{missing}")
        } else {
            name
        };
        if columns.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
            return Err(Fault::invalid(
                "AlreadyPresentPSMemberInfoInternalCollectionAdd",
                format!("The member \"{name}\" is already present."),
            )
            .fix("Name the columns yourself with -Header, and leave out the first line."));
        }
        columns.push(name.into());
    }
    if missing > 0 {
        call.warn(
            "One or more headers were not specified. Default names starting with \"H\" have been used in place of any missing headers.",
        )?;
    }
    Ok(columns)
}
