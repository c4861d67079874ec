//! Values turned into each other, with what is said where they cannot be.

use super::*;
use crate::model::Hash;

fn text(text: &str) -> Value {
    Value::text(text)
}

#[test]
fn truth_is_powershells() {
    let array = |items: &[Value]| Value::array(items.to_vec());
    for (value, expected, why) in [
        (Value::Null, false, "nothing"),
        (text(""), false, "empty text"),
        (text("False"), true, "text is not parsed"),
        (Value::Int(0), false, "zero"),
        (Value::Double(0.1), true, "not zero"),
        (Value::decimal(Decimal::ZERO), false, "decimal zero"),
        (Value::Char('\0'), false, "the zero character"),
        (array(&[]), false, "empty array"),
        (array(&[Value::Int(0)]), false, "one item decides"),
        (array(&[Value::Int(0), Value::Int(0)]), true, "two items are true"),
        (array(&[array(&[])]), false, "an empty array inside"),
        (array(&[array(&[Value::Int(0)])]), true, "a nested array with an item is true"),
        (Value::Hash(Hash::new()), true, "an empty hashtable is an object"),
    ] {
        assert_eq!(truth(&value), expected, "{why}");
    }
}

#[test]
fn integers_round_half_to_even_and_refuse_with_powershells_words() {
    for (value, expected) in [
        (text("0x10"), 16),
        (text(" 42 "), 42),
        (text(""), 0),
        (text("2.5"), 2),
        (text("3.5"), 4),
        (text("1e3"), 1000),
        (Value::Double(-1.5), -2),
        (Value::Null, 0),
        (Value::Bool(true), 1),
        (Value::Char('A'), 65),
    ] {
        assert_eq!(to_int(&value), Ok(expected), "{value:?}");
    }
    for (value, says) in [
        (
            text("abc"),
            "Cannot convert value \"abc\" to type \"System.Int32\". Error: \"The input string 'abc' was not in a correct format.\"",
        ),
        (
            Value::Long(99_999_999_999),
            "Cannot convert value \"99999999999\" to type \"System.Int32\". Error: \"Value was either too large or too small for an Int32.\"",
        ),
        (
            Value::Hash(Hash::new()),
            "Cannot convert the \"System.Collections.Hashtable\" value of type \"System.Collections.Hashtable\" to type \"System.Int32\".",
        ),
    ] {
        assert_eq!(to_int(&value).expect_err("refused").says, says);
    }
    assert!(to_long(&Value::Double(1e19)).is_err());
    assert!(to_long(&Value::Double(f64::NAN)).is_err());
}

#[test]
fn other_types_take_what_dotnet_takes() {
    assert_eq!(to_char(&text("x")), Ok('x'));
    assert_eq!(to_char(&Value::Int(65)), Ok('A'));
    assert!(to_char(&text("xy")).is_err() && to_char(&Value::Int(0xd800)).is_err());
    assert_eq!(to_double(&text("1.5kb")), Ok(1536.0));
    assert_eq!(to_decimal(&text("1.50")).map(|n| n.to_string()), Ok("1.50".into()));
    assert!(to_guid(&text("{00000000-0000-0000-0000-000000000001}")).is_ok());
    assert!(to_ip(&text("::1")).is_ok() && to_ip(&text("1.2.3")).is_err());
    assert!(to_bool_strictly(&text("true")).is_err());
    assert_eq!(to_bool_strictly(&Value::Int(1)), Ok(true));
}
