//! The bytes that a value is kept in, as .NET keeps it on this machine.

use crate::cmdlet::file::encoding::Encoding;
use crate::model::{FixedWidth, Value};

/// `None` for what is no text, number or truth value. Text is UTF-8 unless an encoding is given.
pub fn bytes_of(value: &Value, encoding: Option<Encoding>) -> Option<Vec<u8>> {
    Some(match value.bare() {
        Value::String(text) => text_of(text, encoding),
        Value::Char(c) => text_of(c.encode_utf8(&mut [0; 4]), encoding),
        Value::Bool(truth) => i32::from(*truth).to_le_bytes().to_vec(),
        Value::Int(number) => number.to_le_bytes().to_vec(),
        Value::Long(number) => number.to_le_bytes().to_vec(),
        Value::Double(number) => number.to_le_bytes().to_vec(),
        Value::Fixed(number) => match number {
            FixedWidth::SByte(number) => number.to_le_bytes().to_vec(),
            FixedWidth::Byte(number) => vec![*number],
            FixedWidth::Short(number) => number.to_le_bytes().to_vec(),
            FixedWidth::UShort(number) => number.to_le_bytes().to_vec(),
            FixedWidth::UInt(number) => number.to_le_bytes().to_vec(),
            FixedWidth::ULong(number) => number.to_le_bytes().to_vec(),
            FixedWidth::Single(number) => number.to_le_bytes().to_vec(),
        },
        _ => return None,
    })
}

fn text_of(text: &str, encoding: Option<Encoding>) -> Vec<u8> {
    match encoding {
        None => text.as_bytes().to_vec(),
        Some(encoding) => encoding.encode(text),
    }
}

/// Tells what is shown apart from what was shown before.
pub fn random_mark() -> u32 {
    uuid::Uuid::new_v4().as_fields().0
}
