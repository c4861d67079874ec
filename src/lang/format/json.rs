//! Values as JSON: sizes are numbers of bytes, dates RFC 3339, enumerations their names.

use serde_json::{Map, Number, Value as Json};

use crate::model::{FixedWidth, Value, date};

/// A value as JSON, and whether something was deeper than `depth` objects or arrays inside the first and has become
/// text. Secrets are null.
pub fn json(value: &Value, depth: usize) -> (Json, bool) {
    let mut is_cut = false;
    let json = walk(value, depth + 1, &mut is_cut);
    (json, is_cut)
}

fn walk(value: &Value, levels: usize, is_cut: &mut bool) -> Json {
    match value.bare() {
        Value::Array(_) | Value::Hash(_) | Value::Object(_) if levels == 0 => {
            *is_cut = true;
            Json::String(value.to_string())
        }
        Value::Array(array) => array.items().iter().map(|item| walk(item, levels - 1, is_cut)).collect(),
        Value::Hash(hash) => {
            let entries = hash.entries();
            let pairs = entries.iter().map(|(key, value)| (key.to_string(), walk(value, levels - 1, is_cut)));
            Json::Object(pairs.collect::<Map<String, Json>>())
        }
        Value::Object(object) => {
            let properties = object.properties();
            let pairs = properties.iter().map(|(name, value)| (name.to_string(), walk(value, levels - 1, is_cut)));
            Json::Object(pairs.collect::<Map<String, Json>>())
        }
        value => plain(value),
    }
}

/// A value that holds no others.
fn plain(value: &Value) -> Json {
    match value {
        Value::Null | Value::Secret(_) => Json::Null,
        Value::Bool(truth) => Json::Bool(*truth),
        Value::Int(number) => Json::from(*number),
        Value::Long(number) => Json::from(*number),
        Value::Fixed(FixedWidth::ULong(number)) => Json::from(*number),
        Value::Fixed(number) => plain(&number.widened()),
        Value::Double(number) => Number::from_f64(*number).map_or_else(|| text(value), Json::Number),
        Value::Decimal(number) => {
            let whole = number.is_integer().then(|| i64::try_from(**number).ok()).flatten();
            let number = whole.map(Number::from).or_else(|| f64::try_from(**number).ok().and_then(Number::from_f64));
            number.map_or_else(|| text(value), Json::Number)
        }
        Value::Date(moment) => Json::String(date::rfc3339(moment)),
        Value::Scalar(scalar) => scalar.to_json(),
        value => text(value),
    }
}

fn text(value: &Value) -> Json {
    Json::String(value.to_string())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{ByteSize, IntoValue, Object, Secret};

    #[test]
    fn values_keep_their_types_in_json() {
        let date: jiff::Zoned = "2026-11-13T01:23:20+02:00[+02:00]".parse().expect("a date");
        let nested = Value::array(vec![Value::array(vec![Value::Int(1)])]);
        for (value, expected) in [
            (Value::Null, "null"),
            (Value::Long(1 << 40), "1099511627776"),
            (Value::Double(0.5), "0.5"),
            (Value::Double(f64::NAN), "\"NaN\""),
            (Value::decimal("1.50".parse().expect("a number")), "1.5"),
            (Value::decimal("12".parse().expect("a number")), "12"),
            (Value::date(date), "\"2026-11-12T23:23:20Z\""),
            ("10MB".parse::<ByteSize>().expect("a size").into_value(), "10485760"),
            (Value::Secret(Secret::new("hunter2")), "null"),
            (nested.clone(), "[[1]]"),
        ] {
            assert_eq!(json(&value, 5).0.to_string(), expected, "{value:?}");
        }
        assert_eq!(json(&nested, 0), (serde_json::json!(["1"]), true));
    }

    #[test]
    fn an_object_that_holds_itself_ends() {
        let object = Object::custom(vec![(Arc::from("A"), Value::Int(1))]);
        object.set("Self", Value::Object(object.clone()));
        let (json, is_cut) = json(&Value::Object(object), 2);
        assert!(is_cut);
        assert_eq!(json["Self"]["Self"]["A"], 1);
    }
}
