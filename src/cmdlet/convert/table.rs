//! CSV as PowerShell writes and reads it: every field in quotes, the first object's properties as columns.

use std::sync::Arc;

use csv::{QuoteStyle, ReaderBuilder, WriterBuilder};

use crate::cmdlet::prelude::*;

pub static DELIMITER: Param<String> = Param::new("Delimiter", "The character between fields. Default: a comma.");
pub static NO_TYPE: Param<Switch> =
    Param::switch("NoTypeInformation", "Accepted for scripts written for older shells; the type is never written.")
        .aliases(&["NTI"]);
pub static HEADER: Param<Vec<String>> =
    Param::new("Header", "Names of the columns, when the text does not begin with them.");

/// The delimiter that was asked for.
pub fn delimiter(call: &Call) -> Result<u8, Fault> {
    match call.get(&DELIMITER)?.as_deref() {
        None => Ok(b','),
        Some("`t" | "\\t" | "\t") => Ok(b'\t'),
        Some(text) if text.len() == 1 && text.is_ascii() => Ok(text.as_bytes()[0]),
        Some(text) => Err(Fault::invalid("InvalidDelimiter", format!("'{text}' cannot separate fields."))
            .at(call.place(&DELIMITER))
            .fix("Give one ASCII character.")),
    }
}

/// Writes objects as lines; the first one decides the columns.
pub struct Lines {
    delimiter: u8,
    columns: Option<Vec<Arc<str>>>,
}

impl Lines {
    pub fn new(delimiter: u8) -> Lines {
        Lines { delimiter, columns: None }
    }

    /// With columns that are given, as when adding to a file; no line with their names is written.
    pub fn under(delimiter: u8, columns: Vec<Arc<str>>) -> Lines {
        Lines { delimiter, columns: Some(columns) }
    }

    /// The lines that an object adds: before the first also one with the names.
    pub fn of(&mut self, value: &Value) -> Vec<String> {
        let mut lines = Vec::new();
        if self.columns.is_none() {
            let names = value.property_names();
            let header: Vec<String> = names.iter().map(ToString::to_string).collect();
            lines.push(self.line(&header));
            self.columns = Some(names);
        }
        let cell = |name: &Arc<str>| value.property(name).map(|value| value.to_string()).unwrap_or_default();
        let cells: Vec<String> = self.columns.iter().flatten().map(cell).collect();
        lines.push(self.line(&cells));
        lines
    }

    fn line(&self, cells: &[String]) -> String {
        let mut writer =
            WriterBuilder::new().delimiter(self.delimiter).quote_style(QuoteStyle::Always).from_writer(Vec::new());
        writer.write_record(cells).expect("memory takes every write");
        let bytes = writer.into_inner().expect("memory takes every write");
        String::from_utf8_lossy(&bytes).trim_end_matches('\n').to_owned()
    }
}

/// Reads CSV text into objects of text properties.
pub fn read(text: &str, delimiter: u8, header: Option<Vec<String>>, out: &mut Output) -> Result<(), Fault> {
    let malformed = |error: csv::Error| Fault::invalid("InvalidCsv", "The text is not CSV.").cause(error);
    // Older shells write the type in a first line.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = if text.starts_with("#TYPE") { text.split_once('\n').map_or("", |(_, rest)| rest) } else { text };
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut records = reader.records();
    let names: Vec<Arc<str>> = match header {
        Some(names) => names.into_iter().map(Arc::from).collect(),
        None => match records.next() {
            Some(first) => first.map_err(malformed)?.iter().map(|name| Arc::from(name.trim())).collect(),
            None => return Ok(()),
        },
    };
    for record in records {
        let record = record.map_err(malformed)?;
        let cell = |at: usize| record.get(at).map_or(Value::Null, Value::text);
        let properties = names.iter().enumerate().map(|(at, name)| (name.clone(), cell(at))).collect();
        out.emit(Value::Object(Object::custom(properties)))?;
    }
    Ok(())
}
