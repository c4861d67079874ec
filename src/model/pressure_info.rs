//! A resource as `Get-BackPressure` shows it.

use jiff::Timestamp;

use super::view::view;
use super::{PressureLevel, Resource};

view! {
    /// One resource of a server: how much of it is used, and what is done about that.
    PressureInfo as "Emsh.Transport.PressureInfo",
    shown ["Resource", "Level", "Value", "Unit", "LowToMedium", "MediumToHigh", "Actions"] {
        /// Name of the server.
        "Server" server: String as "String";
        /// What is measured.
        "Resource" resource: Resource as "Resource";
        /// Low, Medium or High.
        "Level" level: PressureLevel as "PressureLevel";
        /// As it was last measured.
        "Value" value: i64 as "Int64";
        /// Percent, messages or changes.
        "Unit" unit: String as "String";
        /// Where the level rises to Medium.
        "LowToMedium" low_to_medium: i64 as "Int64";
        /// Where it rises to High.
        "MediumToHigh" medium_to_high: i64 as "Int64";
        /// Below this High falls to Medium.
        "HighToMedium" high_to_medium: i64 as "Int64";
        /// Below this Medium falls to Low.
        "MediumToLow" medium_to_low: i64 as "Int64";
        /// When the level was reached.
        "Since" since: Timestamp as "DateTime";
        /// What is being done about it.
        "Actions" actions: Vec<String> as "String[]";
    }
}
