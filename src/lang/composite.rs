//! .NET's composite formatting: `'{0,-20} {1:N2}' -f $name, $number`.

use super::{bounds, dates, number_format};
use crate::model::{BigInteger, TimeSpan, Value};

/// Fields wider than this are refused: a slip of the finger must not take the machine's memory.
const WIDEST: usize = 100_000;

const MALFORMED: &str = "Input string was not in a correct format.";

/// Err: .NET's sentence about what is wrong.
pub fn format(template: &str, arguments: &[Value]) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        out.push_str(&rest[..at]);
        let brace = &rest[at..at + 1];
        rest = &rest[at + 1..];
        if rest.starts_with(brace) {
            out.push_str(brace);
            rest = &rest[1..];
            continue;
        }
        let end = rest.find('}').filter(|_| brace == "{").ok_or(MALFORMED)?;
        let shown = item(&rest[..end], arguments)?;
        bounds::grow(&mut out, shown.len()).map_err(|fault| fault.says)?;
        out.push_str(&shown);
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    Ok(out)
}

/// `index[,width][:format]`.
fn item(text: &str, arguments: &[Value]) -> Result<String, String> {
    let (place, pattern) = text.split_once(':').map_or((text, ""), |(place, pattern)| (place, pattern));
    let (index, width) = place.split_once(',').map_or((place, "0"), |(index, width)| (index, width));
    let index: usize = index.trim().parse().map_err(|_| MALFORMED)?;
    let width: i64 = width.trim().parse().map_err(|_| MALFORMED)?;
    let value = arguments.get(index).ok_or(
        "Index (zero based) must be greater than or equal to zero and less than the size of the argument list.",
    )?;
    let text = value_text(value, pattern)?;
    let wanted = usize::try_from(width.unsigned_abs()).unwrap_or(usize::MAX);
    if wanted > WIDEST {
        return Err(MALFORMED.into());
    }
    let blanks = " ".repeat(wanted.saturating_sub(text.chars().count()));
    Ok(if width < 0 { text + &blanks } else { blanks + &text })
}

/// A value by a format string: `N2` of a number, `yyyy-MM-dd` of a date. Types without formats ignore it.
pub fn value_text(value: &Value, pattern: &str) -> Result<String, String> {
    match value.bare() {
        Value::Date(date) if !pattern.is_empty() => dates::format(date, pattern).map_err(str::to_owned),
        Value::Int(_) | Value::Long(_) | Value::Decimal(_) | Value::Double(_) | Value::Fixed(_)
            if !pattern.is_empty() =>
        {
            number_format::format(value, pattern)
        }
        Value::Guid(guid) => Ok(match pattern {
            "N" | "n" => guid.simple().to_string(),
            "B" | "b" => format!("{{{guid}}}"),
            "P" | "p" => format!("({guid})"),
            _ => guid.to_string(),
        }),
        Value::Scalar(_) if !pattern.is_empty() && value.downcast::<BigInteger>().is_some() => {
            number_format::format(value, pattern)
        }
        Value::Scalar(scalar) if !pattern.is_empty() => match (value.downcast(), value.downcast()) {
            (Some(span), _) => span_text(*span, pattern),
            (_, Some(date)) => dates::format_with_offset(date, pattern).map_err(str::to_owned),
            _ => Ok(scalar.to_string()),
        },
        Value::Array(array) => Ok(array.full_name()),
        other => Ok(other.to_string()),
    }
}

/// `c`, `g` and custom formats such as `hh\:mm\:ss`.
fn span_text(span: TimeSpan, pattern: &str) -> Result<String, String> {
    let ticks = span.ticks().unsigned_abs();
    let (seconds, fraction) = (ticks / 10_000_000, ticks % 10_000_000);
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
    match pattern {
        "c" | "t" | "T" => return Ok(span.to_string()),
        "g" | "G" => {
            let sign = if span.ticks() < 0 { "-" } else { "" };
            let long = pattern == "G";
            let days_part = if days > 0 || long { format!("{days}:") } else { String::new() };
            let hours_part = if long { format!("{hours:02}") } else { hours.to_string() };
            let tail = match (fraction, long) {
                (0, false) => String::new(),
                (fraction, true) => format!(".{fraction:07}"),
                (fraction, false) => format!(".{}", format!("{fraction:07}").trim_end_matches('0')),
            };
            return Ok(format!("{sign}{days_part}{hours_part}:{minutes:02}:{:02}{tail}", seconds % 60));
        }
        _ => {}
    }
    let mut out = String::new();
    let mut letters = pattern.chars().peekable();
    while let Some(letter) = letters.next() {
        let number = match letter {
            'd' => days,
            'h' => hours,
            'm' => minutes,
            's' => seconds % 60,
            'f' | 'F' => {
                let mut count = 1;
                while letters.next_if_eq(&letter).is_some() {
                    count += 1;
                }
                out.push_str(&format!("{fraction:07}")[..count.min(7)]);
                continue;
            }
            '\\' => {
                out.extend(letters.next());
                continue;
            }
            '\'' | '"' => {
                for quoted in letters.by_ref().take_while(|quoted| *quoted != letter) {
                    out.push(quoted);
                }
                continue;
            }
            '%' => continue,
            _ => return Err(MALFORMED.into()),
        };
        let mut width = 1;
        while letters.next_if_eq(&letter).is_some() {
            width += 1;
        }
        let width = width.min(8);
        out.push_str(&format!("{number:0width$}"));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn items_are_placed_and_formatted() {
        let date = crate::model::date::read("2026-03-05 14:07:09").expect("a date");
        let arguments = [
            Value::text("queue"),
            Value::Double(1234.5),
            Value::Int(255),
            Value::date(date),
            Value::scalar(TimeSpan::from_seconds(93_784)),
            Value::Null,
        ];
        for (template, expected) in [
            ("{0}", "queue"),
            ("[{0,-8}]", "[queue   ]"),
            ("[{0,8}]", "[   queue]"),
            ("{1:N2}", "1,234.50"),
            ("{1,12:N1}|", "     1,234.5|"),
            ("{2:X} {2:x4} {2:D5}", "FF 00ff 00255"),
            ("{3:yyyy-MM-dd}", "2026-03-05"),
            ("{{{2}}}", "{255}"),
            ("{4:hh\\:mm} {4}", "02:03 1.02:03:04"),
            ("[{5}]", "[]"),
            ("no fields", "no fields"),
        ] {
            assert_eq!(format(template, &arguments).as_deref(), Ok(expected), "{template}");
        }
        for bad in ["{", "}", "{x}", "{0", "{9}", "{0:N2", "{-1}", "{0,999999999}"] {
            assert!(format(bad, &arguments).is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn no_template_panics(template in "\\PC{0,20}|[{}0-9:,a-zA-Z.#%'-]{0,30}", number: f64) {
            let _ = format(&template, &[Value::Double(number), Value::scalar(TimeSpan::from_ticks(number as i64))]);
        }
    }
}
