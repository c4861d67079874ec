//! What is a number, and which.

use super::*;

fn dec(mantissa: i128, scale: u32) -> Option<Result<Number, BadNumber>> {
    Some(Ok(Number::Decimal { mantissa, scale }))
}

fn int(value: i32) -> Option<Result<Number, BadNumber>> {
    Some(Ok(Number::Int(value)))
}

fn long(value: i64) -> Option<Result<Number, BadNumber>> {
    Some(Ok(Number::Long(value)))
}

fn fixed(value: FixedWidth) -> Option<Result<Number, BadNumber>> {
    Some(Ok(Number::Fixed(value)))
}

fn double(value: f64) -> Option<Result<Number, BadNumber>> {
    Some(Ok(Number::Double(value)))
}

#[test]
fn literals_have_the_value_and_type_of_about_numeric_literals() {
    for (text, expected) in [
        ("0", int(0)),
        ("007", int(7)),
        ("-10", int(-10)),
        ("–10", int(-10)),
        ("+10", int(10)),
        ("2147483647", int(i32::MAX)),
        ("2147483648", long(2_147_483_648)),
        ("-2147483648", int(i32::MIN)),
        ("9223372036854775808", dec(9_223_372_036_854_775_808, 0)),
        ("99999999999999999999999999999999", double(1e32)),
        ("100l", long(100)),
        ("100D", dec(100, 0)),
        ("1.5d", dec(15, 1)),
        ("1.30Dmb", dec(130 * 1024 * 1024, 2)),
        ("-1.5d", dec(-15, 1)),
        ("15e3d", dec(15000, 0)),
        ("0.0d", dec(0, 1)),
        ("0.0", double(0.0)),
        ("6.5", double(6.5)),
        (".01", double(0.01)),
        ("1.", double(1.0)),
        ("1.e2", double(100.0)),
        ("1e3", double(1000.0)),
        ("5e-2", double(0.05)),
        ("5e–2", double(0.05)),
        ("1.2L", long(1)),
        ("2.5l", long(2)),
        ("0x1e2", int(482)),
        ("0x1e2D", int(7725)),
        ("0x1e2lgb", long(517_543_559_168)),
        ("0xFF", int(255)),
        ("0xFFFFFFFF", int(-1)),
        ("-0xFFFFFFFF", int(1)),
        ("0x80000000", int(i32::MIN)),
        ("0x100000000", long(0x1_0000_0000)),
        ("0xFFFFFFFFFFFFFFFF", long(-1)),
        ("0b1011011", int(91)),
        ("0b11111111", int(-1)),
        ("0b011111111", int(255)),
        ("1kb", int(1024)),
        ("10MB", int(10 * 1024 * 1024)),
        ("1gb", int(1_073_741_824)),
        ("482gb", long(517_543_559_168)),
        ("1tb", long(1 << 40)),
        ("0x10Gb", long(17_179_869_184)),
        ("1.5kb", double(1536.0)),
        ("0x", Some(Err(BadNumber::OutOfRange))),
        ("9223372036854775808l", Some(Err(BadNumber::OutOfRange))),
        ("0xFFFFFFFFFFFFFFFFF", Some(Err(BadNumber::OutOfRange))),
        ("100u", fixed(FixedWidth::UInt(100))),
        ("5000000000u", fixed(FixedWidth::ULong(5_000_000_000))),
        ("100y", fixed(FixedWidth::SByte(100))),
        ("-128Y", fixed(FixedWidth::SByte(-128))),
        ("100uy", fixed(FixedWidth::Byte(100))),
        ("1.9uy", fixed(FixedWidth::Byte(2))),
        ("12s", fixed(FixedWidth::Short(12))),
        ("2uskb", fixed(FixedWidth::UShort(2048))),
        ("18446744073709551615ul", fixed(FixedWidth::ULong(u64::MAX))),
        ("1ulGB", fixed(FixedWidth::ULong(1 << 30))),
        ("0xFFFFFFFFu", fixed(FixedWidth::UInt(u32::MAX))),
        ("0xFFFFFFFFFFFFFFFFul", fixed(FixedWidth::ULong(u64::MAX))),
        ("0b11111111uy", fixed(FixedWidth::Byte(255))),
        ("0xFFs", fixed(FixedWidth::Short(255))),
        ("256uy", Some(Err(BadNumber::OutOfRange))),
        ("128y", Some(Err(BadNumber::OutOfRange))),
        ("-1u", Some(Err(BadNumber::OutOfRange))),
        ("40kbs", None),
        ("482ngb", Some(Ok(Number::Big(BigInteger(BigInt::from(482i64 << 30)))))),
        ("7z", None),
        ("90m", None),
        ("1e", None),
        ("0b", None),
        ("1gbus", None),
        (".", None),
        ("x", None),
    ] {
        for place in [Place::Argument, Place::Expression { ternary: false }] {
            let found = read(text, place);
            assert!(found.as_ref().is_none_or(|literal| literal.length == text.len()), "{text} is read whole");
            assert_eq!(found.map(|literal| literal.value), expected, "{text} as {place:?}");
        }
    }
}

#[test]
fn what_follows_decides_whether_it_is_a_number() {
    let expression = Place::Expression { ternary: false };
    let ternary = Place::Expression { ternary: true };
    for (text, place, length) in [
        ("2+2", expression, Some(1)),
        ("2+2", Place::Argument, None),
        ("1..5", expression, Some(1)),
        ("1..5", Place::Argument, None),
        ("5,6", Place::Argument, Some(1)),
        ("5)", Place::Argument, Some(1)),
        ("5;x", Place::Argument, Some(1)),
        ("1.5.ToString()", expression, Some(3)),
        ("1.2.3.4:25", Place::Argument, None),
        ("2.GetType()", expression, None),
        ("1:2", expression, None),
        ("1:2", ternary, Some(1)),
        ("7z", expression, None),
        ("3#comment", expression, Some(1)),
    ] {
        assert_eq!(read(text, place).map(|literal| literal.length), length, "{text} as {place:?}");
    }
}
