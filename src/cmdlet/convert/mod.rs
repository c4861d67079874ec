//! Objects as text that other programs read, and back: JSON and CSV; and as pages of HTML.

mod clixml;
mod convert_from_csv;
mod convert_from_json;
mod convert_from_string_data;
mod convert_to_csv;
mod convert_to_html;
mod convert_to_json;
mod csv_columns;
mod csv_reader;
mod csv_writer;
mod export_csv;
mod html_text;
mod import_csv;
mod import_power_shell_data_file;
mod measured;
mod test_json;

pub use clixml::{EXPORT_CLIXML, IMPORT_CLIXML, xml};
pub use convert_from_csv::CONVERT_FROM_CSV;
pub use convert_from_json::CONVERT_FROM_JSON;
pub use convert_from_string_data::CONVERT_FROM_STRING_DATA;
pub use convert_to_csv::CONVERT_TO_CSV;
pub use convert_to_html::CONVERT_TO_HTML;
pub use convert_to_json::CONVERT_TO_JSON;
pub use csv_reader::CsvReader;
pub use export_csv::EXPORT_CSV;
pub use import_csv::IMPORT_CSV;
pub use import_power_shell_data_file::IMPORT_POWER_SHELL_DATA_FILE;
pub use test_json::TEST_JSON;

use crate::cmdlet::prelude::*;

static DELIMITER: Param<String> =
    Param::new("Delimiter", "The character between fields. Default: a comma.").position(2);

static USE_CULTURE: Param<Switch> = Param::switch(
    "UseCulture",
    "The list separator of the culture between fields, which is a comma: the culture is always the invariant one.",
);

/// The delimiter that was asked for.
fn delimiter(call: &Call) -> Result<char, Fault> {
    if call.is_given("Delimiter") && call.is_set(&USE_CULTURE)? {
        let says = "Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot be used together or an insufficient number of parameters were provided.";
        return Err(Fault::invalid("AmbiguousParameterSet", says)
            .at(call.place(&USE_CULTURE))
            .fix("-Delimiter and -UseCulture exclude each other."));
    }
    let Some(text) = call.get(&DELIMITER)? else { return Ok(',') };
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if !matches!(c, '"' | '\n' | '\r') => Ok(c),
        _ => Err(Fault::invalid("InvalidDelimiter", format!("'{text}' cannot separate fields."))
            .at(call.place(&DELIMITER))
            .fix("Give one character, such as ';' or \"`t\".")),
    }
}
