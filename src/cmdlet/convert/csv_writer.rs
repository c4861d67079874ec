//! Objects as lines of CSV, as PowerShell writes them.
//!
//! Every field is in quotes unless asked otherwise. `$null` is nothing, empty text is `""`. A list is written as its
//! type's name, as PowerShell does, and said to be.

use std::sync::Arc;

use super::csv_columns::FROM_CSV;
use crate::cmdlet::prelude::*;
use crate::model::choice::choice;

choice! {
    /// When a field is put in quotes.
    UseQuotes as "QuoteKind" {
        Always,
        /// When it holds the delimiter, a quote or a line end.
        AsNeeded,
        Never,
    }
}

pub static USE_QUOTES: Param<UseQuotes> =
    Param::new("UseQuotes", "Which fields are in quotes: Always, AsNeeded or Never. Default Always.").aliases(&["UQ"]);
pub static QUOTE_FIELDS: Param<Vec<String>> =
    Param::new("QuoteFields", "The columns whose fields are in quotes; no others are.").aliases(&["QF"]);
pub static NO_HEADER: Param<Switch> = Param::switch("NoHeader", "No line with the names of the columns.");
pub static INCLUDE_TYPE: Param<Switch> =
    Param::switch("IncludeTypeInformation", "A first line with the type's name.").aliases(&["ITI"]);
pub static NO_TYPE: Param<Switch> =
    Param::switch("NoTypeInformation", "No line with the type's name, which is the default.").aliases(&["NTI"]);

/// What is written in front of the rows, and how.
pub struct CsvWriter {
    delimiter: char,
    quotes: UseQuotes,
    /// Which columns are in quotes, where only some are.
    quoted: Option<Vec<String>>,
    with_type: bool,
    with_header: bool,
    columns: Option<Vec<Arc<str>>>,
    /// Columns of which it was said that they hold lists.
    told: Vec<Arc<str>>,
}

impl CsvWriter {
    pub fn new(call: &Call) -> Result<CsvWriter, Fault> {
        let (quotes, quoted) = (call.get(&USE_QUOTES)?, call.get(&QUOTE_FIELDS)?);
        if quotes.is_some() && quoted.is_some() {
            return Err(Fault::invalid(
                "CannotSpecifyQuoteFieldsAndUseQuotes",
                "You must specify either the -UseQuotes or -QuoteFields parameters, but not both.",
            )
            .at(call.place(&QUOTE_FIELDS)));
        }
        if call.is_set(&INCLUDE_TYPE)? && call.is_set(&NO_TYPE)? {
            let says =
                "You must specify either the -IncludeTypeInformation or -NoTypeInformation parameters, but not both.";
            return Err(Fault::invalid("CannotSpecifyIncludeTypeInformationAndNoTypeInformation", says)
                .at(call.place(&INCLUDE_TYPE)));
        }
        Ok(CsvWriter {
            delimiter: super::delimiter(call)?,
            quotes: quotes.unwrap_or(UseQuotes::Always),
            quoted,
            with_type: call.is_set(&INCLUDE_TYPE)?,
            with_header: !call.is_set(&NO_HEADER)?,
            columns: None,
            told: Vec::new(),
        })
    }

    /// Goes on under columns that are there already; no names are written again.
    pub fn go_on_under(&mut self, columns: Vec<Arc<str>>) {
        self.columns = Some(columns);
    }

    pub fn columns(&self) -> Option<&[Arc<str>]> {
        self.columns.as_deref()
    }

    /// The lines that an object adds; before the first one also those with its type and its columns.
    pub fn lines(&mut self, call: &Call, object: &Value) -> Result<Vec<String>, Fault> {
        let mut lines = Vec::new();
        let columns = match self.columns.take() {
            Some(columns) => columns,
            None => {
                let columns = columns_of(object);
                if self.with_type && self.with_header {
                    let name = object.shown_type_name();
                    lines.push(format!("#TYPE {}", name.strip_prefix(FROM_CSV).unwrap_or(&name)));
                }
                if self.with_header {
                    let names = columns.iter().map(|name| (name, Some(name.to_string())));
                    lines.push(self.line(names));
                }
                columns
            }
        };
        self.tell_of_lists(call, object, &columns)?;
        let text = |name: &Arc<str>| object.property(name).filter(|value| !value.is_null()).map(|value| field(&value));
        lines.push(self.line(columns.iter().map(|name| (name, text(name)))));
        self.columns = Some(columns);
        Ok(lines)
    }

    fn line<'n>(&self, fields: impl Iterator<Item = (&'n Arc<str>, Option<String>)>) -> String {
        let fields: Vec<String> = fields.map(|(name, text)| self.quoted(name, text)).collect();
        fields.join(&self.delimiter.to_string())
    }

    fn quoted(&self, name: &str, text: Option<String>) -> String {
        let Some(text) = text else { return String::new() };
        let needs = || text.contains([self.delimiter, '"', '\n', '\r']);
        let is_quoted = match (&self.quoted, self.quotes) {
            (Some(names), _) => names.iter().any(|known| known.eq_ignore_ascii_case(name)),
            (None, UseQuotes::Always) => true,
            (None, UseQuotes::AsNeeded) => needs(),
            (None, UseQuotes::Never) => false,
        };
        if is_quoted { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
    }

    /// A list in a field is lost, and most people find out when they read the file.
    fn tell_of_lists(&mut self, call: &Call, object: &Value, columns: &[Arc<str>]) -> Result<(), Fault> {
        if let Value::Array(_) = object {
            return Ok(());
        }
        for name in columns {
            let is_list = matches!(object.property(name), Some(Value::Array(_)));
            if is_list && !self.told.contains(name) {
                self.told.push(name.clone());
                call.warn(format!(
                    "Property '{name}' is a list and is written as its type's name. Write its items with \
                     Select-Object @{{Name='{name}'; Expression={{$_.{name} -join ','}}}}."
                ))?;
            }
        }
        Ok(())
    }
}

/// What an array has, for those who give one as a single object.
const OF_ARRAYS: [&str; 8] =
    ["Count", "Length", "LongLength", "Rank", "SyncRoot", "IsReadOnly", "IsFixedSize", "IsSynchronized"];

/// The properties of an object; of a hashtable its keys, and what a script has added to it besides.
fn columns_of(object: &Value) -> Vec<Arc<str>> {
    if let Value::Array(_) = object {
        return OF_ARRAYS.map(Arc::from).into();
    }
    let mut columns = object.property_names();
    if let (Value::Hash(_), Some(added)) = (object, object.added()) {
        let is_new = |name: &Arc<str>| !columns.iter().any(|known| known.eq_ignore_ascii_case(name));
        let new: Vec<Arc<str>> = added.names().into_iter().filter(is_new).collect();
        columns.extend(new);
    }
    columns
}

fn field(value: &Value) -> String {
    match value {
        Value::Array(list) => list.full_name(),
        other => other.to_string(),
    }
}
