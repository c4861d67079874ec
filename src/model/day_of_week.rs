//! `[System.DayOfWeek]`: a day's name that counts, Sunday being 0.

use std::fmt;

use super::{Scalar, Value};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayOfWeek(jiff::civil::Weekday);

const DAYS: [jiff::civil::Weekday; 7] = {
    use jiff::civil::Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    [Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday]
};

impl DayOfWeek {
    pub fn of(day: jiff::civil::Weekday) -> DayOfWeek {
        DayOfWeek(day)
    }

    /// By its name, or its number from 0 for Sunday.
    pub fn named(text: &str) -> Option<DayOfWeek> {
        let text = text.trim();
        let named = DAYS.iter().find(|day| DayOfWeek(**day).name().eq_ignore_ascii_case(text));
        named.or_else(|| DAYS.get(text.parse::<usize>().ok()?)).copied().map(DayOfWeek)
    }

    pub fn name(self) -> &'static str {
        use jiff::civil::Weekday;
        match self.0 {
            Weekday::Sunday => "Sunday",
            Weekday::Monday => "Monday",
            Weekday::Tuesday => "Tuesday",
            Weekday::Wednesday => "Wednesday",
            Weekday::Thursday => "Thursday",
            Weekday::Friday => "Friday",
            Weekday::Saturday => "Saturday",
        }
    }
}

impl fmt::Display for DayOfWeek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Scalar for DayOfWeek {
    fn type_name(&self) -> &'static str {
        "DayOfWeek"
    }

    fn full_type_name(&self) -> String {
        "System.DayOfWeek".to_owned()
    }

    fn number(&self) -> Option<f64> {
        Some(f64::from(self.0.to_sunday_zero_offset()))
    }

    fn is_enumerated(&self) -> bool {
        true
    }

    fn truth(&self) -> bool {
        self.0.to_sunday_zero_offset() != 0
    }

    fn read(&self, text: &str) -> Option<Value> {
        DayOfWeek::named(text).map(Value::scalar)
    }

    fn member(&self, name: &str) -> Option<Value> {
        name.eq_ignore_ascii_case("value__").then(|| Value::Int(self.0.to_sunday_zero_offset().into()))
    }

    fn members(&self) -> &'static [&'static str] {
        &["value__"]
    }

    fn to_json(&self) -> serde_json::Value {
        self.0.to_sunday_zero_offset().into()
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}
