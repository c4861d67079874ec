//! Records of CSV as objects: what the first lines say of the columns, then one object for each record.

use std::io::BufRead;
use std::sync::Arc;

use super::csv_reader::CsvReader;
use crate::cmdlet::prelude::*;

pub static HEADER: Param<Vec<String>> =
    Param::new("Header", "Names of the columns, when the text does not begin with them.");

/// How a W3C log names its columns, as Exchange's tracking and protocol logs do.
const FIELDS: &str = "#Fields: ";

/// How `-IncludeTypeInformation` names the type.
const TYPE: &str = "#TYPE";

/// What stands before the name of the type of an object that was read.
pub const FROM_CSV: &str = "CSV:";

/// Reads everything and puts it out; what is malformed is said by `failed`.
pub fn put_objects(
    call: &Call,
    input: impl BufRead,
    failed: &dyn Fn(std::io::Error) -> Fault,
    out: &mut Output,
) -> Result<(), Fault> {
    let mut reader = CsvReader::new(input, super::delimiter(call)?);
    let Some(Head { columns, type_name, mut first }) = head(call, &mut reader, failed)? else { return Ok(()) };
    while let Some(record) = first.take().map_or_else(|| reader.next(), |first| Ok(Some(first))).map_err(failed)? {
        if call.engine.is_cancelled() {
            return Err(Fault::cancelled());
        }
        // Blank lines, and what a log says between its records.
        if matches!(record.as_slice(), [one] if one.is_empty()) {
            continue;
        }
        let mut fields = record.into_iter();
        let values = columns.iter().map(|name| (name.clone(), fields.next().map_or(Value::Null, Value::text)));
        out.emit(Value::Object(match &type_name {
            Some(type_name) => of_type(type_name, values.collect()),
            None => Object::custom(values.collect()),
        }))?;
    }
    Ok(())
}

/// An object that is of the type that the text names, and says where it comes from.
fn of_type(type_name: &Arc<str>, values: Vec<(Arc<str>, Value)>) -> Object {
    let object = Object::shown_as(type_name.clone(), values);
    let names = [Value::String(type_name.clone()), Value::text(format!("{FROM_CSV}{type_name}"))];
    object.type_names().change(|all| *all = names.into());
    object
}

/// What stands before the records.
struct Head {
    columns: Vec<Arc<str>>,
    type_name: Option<Arc<str>>,
    /// A record that was read while looking for the type.
    first: Option<Vec<String>>,
}

fn head(
    call: &Call,
    reader: &mut CsvReader<impl BufRead>,
    failed: &dyn Fn(std::io::Error) -> Fault,
) -> Result<Option<Head>, Fault> {
    let mut first = reader.next().map_err(failed)?;
    let type_name = first.as_deref().and_then(type_of);
    if let Some(names) = call.get(&HEADER)? {
        // What the first line says of the text is no record.
        let first = first.filter(|record| !record.first().is_some_and(|field| field.starts_with('#')));
        return named(call, names).map(|columns| Some(Head { columns, type_name, first }));
    }
    while let Some(mut names) = first.take().map_or_else(|| reader.next(), |first| Ok(Some(first))).map_err(failed)? {
        while names.len() > 1 && names.last().is_some_and(String::is_empty) {
            names.pop();
        }
        match names.first_mut() {
            Some(first) if first.starts_with(FIELDS) => *first = first[FIELDS.len()..].to_owned(),
            // A remark, or the type.
            Some(first) if first.starts_with('#') => continue,
            _ => {}
        }
        return named(call, names).map(|columns| Some(Head { columns, type_name, first: None }));
    }
    Ok(None)
}

/// The type that a first record such as `#TYPE System.Diagnostics.Process` names.
fn type_of(record: &[String]) -> Option<Arc<str>> {
    let line = record.join(",");
    let mark = line.get(..TYPE.len()).filter(|mark| mark.eq_ignore_ascii_case(TYPE))?;
    let name = line[mark.len()..].trim();
    (!name.is_empty()).then(|| Arc::from(name))
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
