//! A value as a script says it.

use crate::model::Value;

/// Text that an argument can be written as: `$true`, `25`, `'it''s'`, `'a','b'`. A list is written with its commas, an
/// empty one as `$null`, which clears.
pub fn literal(value: &Value) -> String {
    match value {
        Value::Null => "$null".to_owned(),
        Value::Bool(true) => "$true".to_owned(),
        Value::Bool(false) => "$false".to_owned(),
        Value::Int(_) | Value::Long(_) => value.to_string(),
        Value::Array(items) if items.items().is_empty() => "$null".to_owned(),
        Value::Array(items) => items.items().iter().map(literal).collect::<Vec<_>>().join(","),
        // The general form of a date has no fractions and no zone.
        Value::Date(date) => quoted(&date.timestamp().to_string()),
        other => quoted(&other.to_string()),
    }
}

/// In single quotes, with those inside doubled.
pub fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_arguments() {
        for (value, written) in [
            (Value::Null, "$null"),
            (Value::Bool(true), "$true"),
            (Value::Int(-5), "-5"),
            (Value::text("it's $5"), "'it''s $5'"),
            (Value::array(vec![]), "$null"),
            (Value::array(vec![Value::text("a"), Value::Int(2)]), "'a',2"),
        ] {
            assert_eq!(literal(&value), written);
        }
    }
}
