//! Sizes in bytes, written and printed as Exchange's ByteQuantifiedSize.

use std::fmt;
use std::str::FromStr;

use super::number::grouped;
use super::text::{Malformed, quoted, read};
use super::{FromValue, IntoValue, Scalar, Value};

/// A size in bytes: `10485760`, `10MB`, `10.5 mb`; prints as `10 MB (10,485,760 bytes)`. Units are powers of 1024.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteSize(u64);

const UNITS: [(&str, u64); 5] = [("TB", 1 << 40), ("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10), ("B", 1)];

impl ByteSize {
    pub const ZERO: ByteSize = ByteSize(0);

    pub const fn new(bytes: u64) -> ByteSize {
        ByteSize(bytes)
    }

    pub const fn from_kb(kb: u64) -> ByteSize {
        ByteSize(kb.saturating_mul(1 << 10))
    }

    pub const fn from_mb(mb: u64) -> ByteSize {
        ByteSize(mb.saturating_mul(1 << 20))
    }

    pub const fn from_gb(gb: u64) -> ByteSize {
        ByteSize(gb.saturating_mul(1 << 30))
    }

    pub const fn bytes(self) -> u64 {
        self.0
    }

    /// `10 MB`: at most four significant digits and the largest unit that leaves a whole part.
    pub fn short(self) -> String {
        let (unit, factor) = UNITS.into_iter().find(|&(_, factor)| self.0 >= factor).unwrap_or(("B", 1));
        let decimals = match self.0 / factor {
            0..10 => 3,
            10..100 => 2,
            100..1000 => 1,
            _ => 0,
        };
        let scale = 10u128.pow(decimals);
        let scaled = (u128::from(self.0) * scale + u128::from(factor) / 2) / u128::from(factor);
        let fraction = format!("{:0width$}", scaled % scale, width = decimals as usize);
        match fraction.trim_end_matches('0') {
            "" => format!("{} {unit}", scaled / scale),
            fraction => format!("{}.{fraction} {unit}", scaled / scale),
        }
    }
}

impl fmt::Display for ByteSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} ({} bytes)", self.short(), grouped(self.0)))
    }
}

impl FromStr for ByteSize {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<ByteSize, Malformed> {
        let malformed = |says: &str| {
            Malformed::new(
                format!("{} {says}", quoted(text)),
                "Write bytes, or a number with B, KB, MB, GB or TB, such as 10485760 or 10MB.",
            )
        };
        let written = text.trim();
        if written.starts_with('-') {
            return Err(malformed("is negative, and a size cannot be."));
        }
        // The display form carries the exact number in brackets; what stands before it may be rounded.
        if let Some((_, exact)) = written.split_once('(') {
            let digits = exact.trim_end().strip_suffix(')').and_then(|inner| inner.trim_end().strip_suffix("bytes"));
            let digits = digits.map(|digits| digits.trim().replace(',', ""));
            return digits
                .filter(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
                .and_then(|digits| digits.parse().ok())
                .map(ByteSize)
                .ok_or_else(|| malformed("is not a size."));
        }
        let split = written.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(written.len());
        let (number, unit) = written.split_at(split);
        let number = number.trim_end();
        let factor = match unit {
            "" => 1,
            unit => UNITS
                .into_iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(unit))
                .map(|(_, factor)| factor)
                .ok_or_else(|| malformed("has no unit of size that is known."))?,
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let all_digits = whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit());
        if whole.is_empty() || !all_digits || (number.contains('.') && (fraction.is_empty() || factor == 1)) {
            return Err(malformed("is not a size."));
        }
        let too_large = || malformed("is more than 64 bits can count.");
        let whole: u64 = whole.parse().map_err(|_| too_large())?;
        // Twelve decimals are finer than a byte in a terabyte.
        let fraction = &fraction[..fraction.len().min(12)];
        let tenths = 10u128.pow(fraction.len() as u32);
        let parts: u128 = if fraction.is_empty() { 0 } else { fraction.parse().map_err(|_| too_large())? };
        let bytes = (u128::from(whole) * tenths + parts) * u128::from(factor) / tenths;
        u64::try_from(bytes).map(ByteSize).map_err(|_| too_large())
    }
}

impl serde::Serialize for ByteSize {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u64(self.0)
    }
}

impl<'de> serde::Deserialize<'de> for ByteSize {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<ByteSize, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(untagged)]
        enum Form {
            Bytes(u64),
            Text(String),
        }
        match Form::deserialize(from)? {
            Form::Bytes(bytes) => Ok(ByteSize(bytes)),
            Form::Text(text) => text.parse().map_err(serde::de::Error::custom),
        }
    }
}

impl Scalar for ByteSize {
    fn type_name(&self) -> &'static str {
        "ByteQuantifiedSize"
    }

    fn number(&self) -> Option<f64> {
        Some(self.0 as f64)
    }

    fn read(&self, text: &str) -> Option<Value> {
        text.parse::<ByteSize>().ok().map(Value::scalar)
    }

    fn member(&self, name: &str) -> Option<Value> {
        let factor = UNITS.into_iter().find(|(unit, _)| unit.eq_ignore_ascii_case(name)).map(|(_, factor)| factor);
        match factor {
            Some(factor) => Some(Value::Double(self.0 as f64 / factor as f64)),
            None if name.eq_ignore_ascii_case("Bytes") => Some(i64::try_from(self.0).unwrap_or(i64::MAX).into_value()),
            None => None,
        }
    }

    fn members(&self) -> &'static [&'static str] {
        &["Bytes", "KB", "MB", "GB", "TB"]
    }

    fn to_json(&self) -> serde_json::Value {
        self.0.into()
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

impl FromValue for ByteSize {
    const TYPE_NAME: &'static str = "ByteQuantifiedSize";

    fn from_value(value: &Value) -> Result<ByteSize, String> {
        match value {
            Value::Int(_) | Value::Long(_) | Value::Double(_) => u64::from_value(value).map(ByteSize),
            other => match other.downcast::<ByteSize>() {
                Some(size) => Ok(*size),
                None => read(other),
            },
        }
    }
}

impl IntoValue for ByteSize {
    fn into_value(self) -> Value {
        Value::scalar(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_documented_form_is_read() {
        for (text, bytes) in [
            ("10485760", 10_485_760),
            ("10MB", 10_485_760),
            ("10 MB", 10_485_760),
            ("10mb", 10_485_760),
            ("10.5MB", 11_010_048),
            ("0", 0),
            ("64KB", 65_536),
            ("1 B", 1),
            ("2GB", 2_147_483_648),
            ("1tb", 1 << 40),
            ("10 MB (10,485,760 bytes)", 10_485_760),
            ("1.172 KB (1,200 bytes)", 1200),
            (" 5KB ", 5120),
        ] {
            assert_eq!(text.parse(), Ok(ByteSize::new(bytes)), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused_with_the_way_out() {
        for text in [
            "",
            "MB",
            "-1",
            "10XB",
            "10.5",
            "1.5B",
            "1.MB",
            "10 MB (x bytes)",
            "10 MB (",
            "1e3",
            "99999999999TB",
            "٣MB",
        ] {
            let bad = text.parse::<ByteSize>().expect_err(text);
            assert!(bad.to_string().contains("such as 10485760 or 10MB"), "{bad}");
        }
    }

    #[test]
    fn printing_matches_exchange() {
        for (bytes, shown) in [
            (10_485_760, "10 MB (10,485,760 bytes)"),
            (1200, "1.172 KB (1,200 bytes)"),
            (123_104_467, "117.4 MB (123,104,467 bytes)"),
            (0, "0 B (0 bytes)"),
            (1_460_465_469, "1.36 GB (1,460,465,469 bytes)"),
            (u64::MAX, "16777216 TB (18,446,744,073,709,551,615 bytes)"),
        ] {
            assert_eq!(ByteSize::new(bytes).to_string(), shown);
        }
    }

    #[test]
    fn a_size_is_bound_from_numbers_and_texts() {
        for (value, bytes) in [
            (Value::Int(10_485_760), Some(10_485_760)),
            (Value::Long(5_000_000_000), Some(5_000_000_000)),
            (Value::Double(11_010_048.0), Some(11_010_048)),
            (Value::text("10 MB"), Some(10_485_760)),
            (ByteSize::from_kb(1).into_value(), Some(1024)),
            (Value::Int(-1), None),
            (Value::array(vec![]), None),
        ] {
            assert_eq!(ByteSize::from_value(&value).ok(), bytes.map(ByteSize), "{value:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(bytes: u64) {
            prop_assert_eq!(ByteSize::new(bytes).to_string().parse(), Ok(ByteSize::new(bytes)));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,30}|[0-9.,KMGTB() -]{0,40}") {
            let _ = text.parse::<ByteSize>();
        }
    }
}
