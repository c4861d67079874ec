//! Numbers of the machine's other types: bytes, unsigned and short integers, and singles.
//!
//! They exist as literals (`1uy`, `5ul`), casts and elements of `[byte[]]`. Whatever computes with one first widens it
//! ([`FixedWidth::widened`]) to the four types that the rest of the crate knows.

use std::fmt;

use rust_decimal::Decimal;

use super::Value;
use crate::model::number;

/// A number whose type is none of Int32, Int64, Decimal and Double.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FixedWidth {
    SByte(i8),
    Byte(u8),
    Short(i16),
    UShort(u16),
    UInt(u32),
    ULong(u64),
    Single(f32),
}

impl FixedWidth {
    /// Without the namespace.
    pub fn type_name(self) -> &'static str {
        match self {
            FixedWidth::SByte(_) => "SByte",
            FixedWidth::Byte(_) => "Byte",
            FixedWidth::Short(_) => "Int16",
            FixedWidth::UShort(_) => "UInt16",
            FixedWidth::UInt(_) => "UInt32",
            FixedWidth::ULong(_) => "UInt64",
            FixedWidth::Single(_) => "Single",
        }
    }

    /// The same number as an Int32, Int64, Decimal or Double: the first of them that holds every number of the type,
    /// but an Int64 for a UInt64 that fits.
    pub fn widened(self) -> Value {
        match self {
            FixedWidth::SByte(n) => Value::Int(n.into()),
            FixedWidth::Byte(n) => Value::Int(n.into()),
            FixedWidth::Short(n) => Value::Int(n.into()),
            FixedWidth::UShort(n) => Value::Int(n.into()),
            FixedWidth::UInt(n) => Value::Long(n.into()),
            FixedWidth::ULong(n) => i64::try_from(n).map_or_else(|_| Value::decimal(Decimal::from(n)), Value::Long),
            FixedWidth::Single(n) => Value::Double(n.into()),
        }
    }

    /// The number, where it is whole by its type.
    pub fn whole(self) -> Option<i128> {
        Some(match self {
            FixedWidth::SByte(n) => n.into(),
            FixedWidth::Byte(n) => n.into(),
            FixedWidth::Short(n) => n.into(),
            FixedWidth::UShort(n) => n.into(),
            FixedWidth::UInt(n) => n.into(),
            FixedWidth::ULong(n) => n.into(),
            FixedWidth::Single(_) => return None,
        })
    }

    /// How many bits it has.
    pub fn bits(self) -> u32 {
        match self {
            FixedWidth::SByte(_) | FixedWidth::Byte(_) => 8,
            FixedWidth::Short(_) | FixedWidth::UShort(_) => 16,
            FixedWidth::UInt(_) | FixedWidth::Single(_) => 32,
            FixedWidth::ULong(_) => 64,
        }
    }
}

/// As .NET prints it; a single by the digits that read back as the same single.
impl fmt::Display for FixedWidth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FixedWidth::SByte(n) => write!(f, "{n}"),
            FixedWidth::Byte(n) => write!(f, "{n}"),
            FixedWidth::Short(n) => write!(f, "{n}"),
            FixedWidth::UShort(n) => write!(f, "{n}"),
            FixedWidth::UInt(n) => write!(f, "{n}"),
            FixedWidth::ULong(n) => write!(f, "{n}"),
            FixedWidth::Single(n) => f.write_str(&number::single_text(*n)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_widens_to_the_type_that_computes_with_it() {
        for (number, text, of_type, widened) in [
            (FixedWidth::SByte(-5), "-5", "SByte", "Int32"),
            (FixedWidth::Byte(200), "200", "Byte", "Int32"),
            (FixedWidth::UShort(65_535), "65535", "UInt16", "Int32"),
            (FixedWidth::UInt(u32::MAX), "4294967295", "UInt32", "Int64"),
            (FixedWidth::ULong(5), "5", "UInt64", "Int64"),
            (FixedWidth::ULong(u64::MAX), "18446744073709551615", "UInt64", "Decimal"),
            (FixedWidth::Single(0.1), "0.1", "Single", "Double"),
            (FixedWidth::Single(16_777_216.0), "16777216", "Single", "Double"),
            (FixedWidth::Single(1e10), "1E+10", "Single", "Double"),
        ] {
            let value = Value::Fixed(number);
            assert_eq!((value.to_string().as_str(), value.type_name()), (text, of_type));
            assert_eq!(number.widened().type_name(), widened, "{text}");
        }
    }
}
