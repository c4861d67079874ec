//! Entries from the rows of a query to a SQLite file, which is opened to be read only.

use std::time::Duration;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Row};

use super::file::many_valued;
use super::{Intake, ReadError, split};
use crate::directory::entry::Entry;
use crate::model::RecipientDirectory;

/// How long somebody else may be writing to it.
const PATIENCE: Duration = Duration::from_secs(30);

pub fn read(directory: &RecipientDirectory, intake: &mut Intake) -> Result<(), ReadError> {
    let query = directory.query.as_deref().unwrap_or_default();
    let failed = |error: rusqlite::Error| unreadable(&directory.location, &error);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let database = Connection::open_with_flags(&directory.location, flags).map_err(failed)?;
    database.busy_timeout(PATIENCE).map_err(failed)?;
    let mut statement = database.prepare(query).map_err(failed)?;
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let many = many_valued(directory);
    let mut rows = statement.query([]).map_err(failed)?;
    let mut number = 0_u64;
    while let Some(row) = rows.next().map_err(failed)? {
        number += 1;
        let values = columns.iter().enumerate().map(|(at, column)| {
            let field = field(row, at);
            let values = match many.iter().any(|name| name.eq_ignore_ascii_case(column)) {
                true => split(&field),
                false => Some(field.trim().to_owned()).filter(|text| !text.is_empty()).into_iter().collect(),
            };
            (column.clone(), values)
        });
        intake.take(Entry { place: format!("row {number}"), values: values.collect(), ..Entry::default() })?;
    }
    Ok(())
}

fn field(row: &Row, at: usize) -> String {
    match row.get_ref(at) {
        Ok(ValueRef::Integer(number)) => number.to_string(),
        Ok(ValueRef::Real(number)) => number.to_string(),
        Ok(ValueRef::Text(text) | ValueRef::Blob(text)) => String::from_utf8_lossy(text).into_owned(),
        Ok(ValueRef::Null) | Err(_) => String::new(),
    }
}

fn unreadable(location: &str, error: &rusqlite::Error) -> ReadError {
    ReadError::new(
        format!("{location} cannot be asked: {error}."),
        "Check the query, and that the file is there and may be read by the account that emsh runs as.",
    )
}
