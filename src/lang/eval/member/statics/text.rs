//! Static members of text, characters and truth values.

use super::parse::{parsed, tried};
use super::{Given, Statics, constructors, is, method, property};
use crate::lang::eval::stop::Eval;
use crate::lang::eval::text;
use crate::model::compare::{Case, order_text, same_text};
use crate::model::{Value, convert};

pub static BOOL: Statics = Statics::table(
    &[
        property("FalseString", "static string FalseString {get;}", |_| Value::text("False")),
        property("TrueString", "static string TrueString {get;}", |_| Value::text("True")),
    ],
    &[
        method("Parse", "static bool Parse(string value)", parsed),
        method("TryParse", "static bool TryParse(string value, [ref] bool result)", tried),
    ],
);

pub static STRING: Statics = Statics::table(
    &[property("Empty", "static string Empty {get;}", |_| Value::text(""))],
    &[
        method(
            "Compare",
            "static int Compare(string strA, string strB), static int Compare(string strA, string strB, bool ignoreCase)",
            |given| is(order_text(&given.text(0)?, &given.text(1)?, case(given)) as i32),
        ),
        method("CompareOrdinal", "static int CompareOrdinal(string strA, string strB)", |given| {
            let (a, b) = (given.text(0)?, given.text(1)?);
            let mut units = a.encode_utf16().zip(b.encode_utf16());
            let length = |text: &str| text.encode_utf16().count() as i32;
            is(match units.find(|(a, b)| a != b) {
                Some((a, b)) => i32::from(a) - i32::from(b),
                None => length(&a) - length(&b),
            })
        }),
        method("Concat", "static string Concat(Params System.Object[] args)", |given| {
            let items = match given.arguments {
                [Value::Array(items)] => items.items(),
                items => items.to_vec(),
            };
            is(text::join(&Value::array(items), "")?)
        }),
        method(
            "Equals",
            "static bool Equals(string a, string b), static bool Equals(string a, string b, System.StringComparison comparisonType)",
            |given| is(same_text(&given.text(0)?, &given.text(1)?, case(given))),
        ),
        method("Format", "static string Format(string format, Params System.Object[] args)", |given| {
            is(text::format(given.value(0)?, &rest(given))?)
        }),
        method("IsNullOrEmpty", "static bool IsNullOrEmpty(string value)", |given| is(given.text(0)?.is_empty())),
        method("IsNullOrWhiteSpace", "static bool IsNullOrWhiteSpace(string value)", |given| {
            is(given.text(0)?.trim().is_empty())
        }),
        method("Join", "static string Join(string separator, Params System.Object[] values)", |given| {
            is(text::join(&rest(given), &given.text(0)?)?)
        }),
        constructors("string new(char[] value), string new(char c, int count)"),
    ],
);

pub static CHAR: Statics = Statics::table(
    &[
        property("MaxValue", "static char MaxValue {get;}", |_| Value::Char('\u{ffff}')),
        property("MinValue", "static char MinValue {get;}", |_| Value::Char('\0')),
    ],
    &[
        method("ConvertFromUtf32", "static string ConvertFromUtf32(int utf32)", |given| {
            let code = u32::try_from(given.int(0)?).ok().and_then(char::from_u32);
            is(code.map(String::from).ok_or_else(|| given.threw("A valid UTF32 value is between 0x000000 and 0x10ffff, inclusive, and should not include surrogate codepoint values (0x00d800 ~ 0x00dfff). (Parameter 'utf32')"))?)
        }),
        method("GetNumericValue", "static double GetNumericValue(char c)", |given| {
            is(letter(given)?.to_digit(10).map_or(-1.0, f64::from))
        }),
        method("IsControl", "static bool IsControl(char c)", |given| is(letter(given)?.is_control())),
        method("IsDigit", "static bool IsDigit(char c)", |given| is(letter(given)?.is_ascii_digit())),
        method("IsLetter", "static bool IsLetter(char c)", |given| is(letter(given)?.is_alphabetic())),
        method("IsLetterOrDigit", "static bool IsLetterOrDigit(char c)", |given| is(letter(given)?.is_alphanumeric())),
        method("IsLower", "static bool IsLower(char c)", |given| is(letter(given)?.is_lowercase())),
        method("IsNumber", "static bool IsNumber(char c)", |given| is(letter(given)?.is_numeric())),
        method("IsPunctuation", "static bool IsPunctuation(char c)", |given| {
            // Those of ASCII that Unicode has among the symbols are none.
            is(letter(given)?.is_ascii_punctuation() && !"$+<=>^`|~".contains(letter(given)?))
        }),
        method("IsSymbol", "static bool IsSymbol(char c)", |given| is("$+<=>^`|~".contains(letter(given)?))),
        method("IsUpper", "static bool IsUpper(char c)", |given| is(letter(given)?.is_uppercase())),
        method("IsWhiteSpace", "static bool IsWhiteSpace(char c)", |given| is(letter(given)?.is_whitespace())),
        method("ToLower", "static char ToLower(char c)", |given| {
            is(letter(given)?.to_lowercase().next().map_or(Value::Null, Value::Char))
        }),
        method("ToString", "static string ToString(char c)", |given| is(letter(given)?.to_string())),
        method("ToUpper", "static char ToUpper(char c)", |given| {
            is(letter(given)?.to_uppercase().next().map_or(Value::Null, Value::Char))
        }),
    ],
);

/// The character, or that of a text at an index.
fn letter(given: &Given) -> Eval<char> {
    let first = given.value(0)?;
    match (first, given.arguments.get(1)) {
        (Value::String(text), Some(at)) => {
            let at = usize::try_from(convert::to_int(at)?).unwrap_or(usize::MAX);
            text.chars().nth(at).ok_or_else(|| {
                given.threw("Specified argument was out of the range of valid values. (Parameter 'index')")
            })
        }
        (one, _) => Ok(convert::to_char(one)?),
    }
}

/// What stands behind the first argument: an array of it, or one by one.
fn rest(given: &Given) -> Value {
    match given.arguments {
        [_, list @ Value::Array(_)] => list.clone(),
        [_, rest @ ..] => Value::array(rest.to_vec()),
        [] => Value::array(Vec::new()),
    }
}

/// Whether the third argument says that case does not count.
fn case(given: &Given) -> Case {
    let ignores = given.arguments.get(2).is_some_and(|mode| match mode {
        Value::Bool(ignores) => *ignores,
        mode => mode.to_string().to_ascii_lowercase().ends_with("ignorecase"),
    });
    if ignores { Case::Insensitive } else { Case::Sensitive }
}
