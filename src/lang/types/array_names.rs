//! What arrays are called, by their elements and their dimensions.

use super::Base;

macro_rules! names {
    ($base:expr, $($known:ident $name:literal)*) => {
        match $base {
            $(Base::$known => &[concat!($name, "[]"), concat!($name, "[,]"), concat!($name, "[,,]")],)*
            _ => &["Object[]", "Object[,]", "Object[,,]"],
        }
    };
}

/// With one dimension, two and three.
pub fn of(base: Base) -> &'static [&'static str; 3] {
    names! { base,
        String "String"
        Int "Int32"
        Long "Int64"
        Double "Double"
        Bool "Boolean"
        Byte "Byte"
        SByte "SByte"
        Short "Int16"
        UShort "UInt16"
        UInt "UInt32"
        ULong "UInt64"
        Single "Single"
        Decimal "Decimal"
        Char "Char"
        Date "DateTime"
        Guid "Guid"
    }
}
