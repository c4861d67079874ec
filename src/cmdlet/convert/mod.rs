//! Objects as text that other programs read, and back: JSON and CSV.

mod convert_from_json;
mod convert_to_json;
mod csv_files;
mod csv_text;
mod table;

pub use convert_from_json::CONVERT_FROM_JSON;
pub use convert_to_json::CONVERT_TO_JSON;
pub use csv_files::{EXPORT_CSV, IMPORT_CSV};
pub use csv_text::{CONVERT_FROM_CSV, CONVERT_TO_CSV};
