//! Static members of numbers.

use rust_decimal::Decimal;

use super::parse::{parsed, tried};
use super::{Given, Statics, is, method, property};
use crate::lang::eval::member::Answer;
use crate::lang::eval::stop::Eval;
use crate::model::{FixedWidth, Value};

/// The table of a type of whole numbers: its bounds, and reading text.
macro_rules! whole {
    ($($name:ident $word:literal $least:expr, $most:expr;)*) => {$(
        pub static $name: Statics = Statics::table(
            &[
                property("MaxValue", concat!("static ", $word, " MaxValue {get;}"), |_| $most),
                property("MinValue", concat!("static ", $word, " MinValue {get;}"), |_| $least),
            ],
            &[
                method("Parse", concat!("static ", $word, " Parse(string s)"), parsed),
                method("TryParse", concat!("static bool TryParse(string s, [ref] ", $word, " result)"), tried),
            ],
        );
    )*};
}

whole! {
    SBYTE "sbyte" Value::Fixed(FixedWidth::SByte(i8::MIN)), Value::Fixed(FixedWidth::SByte(i8::MAX));
    BYTE "byte" Value::Fixed(FixedWidth::Byte(0)), Value::Fixed(FixedWidth::Byte(u8::MAX));
    SHORT "short" Value::Fixed(FixedWidth::Short(i16::MIN)), Value::Fixed(FixedWidth::Short(i16::MAX));
    USHORT "ushort" Value::Fixed(FixedWidth::UShort(0)), Value::Fixed(FixedWidth::UShort(u16::MAX));
    INT "int" Value::Int(i32::MIN), Value::Int(i32::MAX);
    UINT "uint" Value::Fixed(FixedWidth::UInt(0)), Value::Fixed(FixedWidth::UInt(u32::MAX));
    LONG "long" Value::Long(i64::MIN), Value::Long(i64::MAX);
    ULONG "ulong" Value::Fixed(FixedWidth::ULong(0)), Value::Fixed(FixedWidth::ULong(u64::MAX));
}

pub static SINGLE: Statics = Statics::table(
    &[
        property("MaxValue", "static float MaxValue {get;}", |_| Value::Fixed(FixedWidth::Single(f32::MAX))),
        property("MinValue", "static float MinValue {get;}", |_| Value::Fixed(FixedWidth::Single(f32::MIN))),
    ],
    &[
        method("Parse", "static float Parse(string s)", parsed),
        method("TryParse", "static bool TryParse(string s, [ref] float result)", tried),
    ],
);

pub static DOUBLE: Statics = Statics::table(
    &[
        property("Epsilon", "static double Epsilon {get;}", |_| Value::Double(5e-324)),
        property("MaxValue", "static double MaxValue {get;}", |_| Value::Double(f64::MAX)),
        property("MinValue", "static double MinValue {get;}", |_| Value::Double(f64::MIN)),
        property("NaN", "static double NaN {get;}", |_| Value::Double(f64::NAN)),
        property("NegativeInfinity", "static double NegativeInfinity {get;}", |_| Value::Double(f64::NEG_INFINITY)),
        property("PositiveInfinity", "static double PositiveInfinity {get;}", |_| Value::Double(f64::INFINITY)),
    ],
    &[
        method("IsFinite", "static bool IsFinite(double d)", |given| is(given.double(0)?.is_finite())),
        method("IsInfinity", "static bool IsInfinity(double d)", |given| is(given.double(0)?.is_infinite())),
        method("IsNaN", "static bool IsNaN(double d)", |given| is(given.double(0)?.is_nan())),
        method("IsNegativeInfinity", "static bool IsNegativeInfinity(double d)", |given| {
            is(given.double(0)? == f64::NEG_INFINITY)
        }),
        method("IsPositiveInfinity", "static bool IsPositiveInfinity(double d)", |given| {
            is(given.double(0)? == f64::INFINITY)
        }),
        method("Parse", "static double Parse(string s)", parsed),
        method("TryParse", "static bool TryParse(string s, [ref] double result)", tried),
    ],
);

pub static DECIMAL: Statics = Statics::table(
    &[
        property("MaxValue", "static decimal MaxValue {get;}", |_| Value::decimal(Decimal::MAX)),
        property("MinusOne", "static decimal MinusOne {get;}", |_| Value::decimal(Decimal::NEGATIVE_ONE)),
        property("MinValue", "static decimal MinValue {get;}", |_| Value::decimal(Decimal::MIN)),
        property("One", "static decimal One {get;}", |_| Value::decimal(Decimal::ONE)),
        property("Zero", "static decimal Zero {get;}", |_| Value::decimal(Decimal::ZERO)),
    ],
    &[
        method("Ceiling", "static decimal Ceiling(decimal d)", |given| rounded(given, "Ceiling")),
        method("Floor", "static decimal Floor(decimal d)", |given| rounded(given, "Floor")),
        method("Parse", "static decimal Parse(string s)", parsed),
        method("Round", "static decimal Round(decimal d), static decimal Round(decimal d, int decimals)", |given| {
            rounded(given, "Round")
        }),
        method("Truncate", "static decimal Truncate(decimal d)", |given| rounded(given, "Truncate")),
        method("TryParse", "static bool TryParse(string s, [ref] decimal result)", tried),
    ],
);

/// As `[math]` does it with a decimal.
fn rounded(given: &Given, name: &'static str) -> Eval<Answer> {
    let exact = crate::model::convert::to_decimal(given.value(0)?)?;
    let mut arguments = given.arguments.to_vec();
    arguments[0] = Value::decimal(exact);
    crate::lang::eval::member::math::call_named(name, &arguments)
}
