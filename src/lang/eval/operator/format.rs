//! `-f`: .NET's composite formatting and the format strings that administrators use.

use jiff::Zoned;
use rust_decimal::prelude::ToPrimitive;

use crate::lang::eval::flow::{Eval, Stop};
use crate::model::{Fault, Value, convert};

/// Widest column that a format may ask for.
const WIDEST: usize = 10_000;

fn bad(says: impl Into<String>) -> Stop {
    Fault::invalid("FormatError", says).fix("Write {0}, {1:N2}, {0,-20}; braces themselves are doubled: {{ }}.").into()
}

/// `'{0,-20} {1:N2}' -f 'a', 1.5`.
pub fn format(template: &Value, arguments: &Value) -> Eval<String> {
    let template = template.to_string();
    let arguments = match arguments {
        Value::Array(items) => items.items(),
        one => vec![one.clone()],
    };
    let mut out = String::new();
    let mut rest = template.as_str();
    while let Some(at) = rest.find(['{', '}']) {
        out.push_str(&rest[..at]);
        let brace = &rest[at..=at];
        rest = &rest[at + 1..];
        if rest.starts_with(brace) {
            out.push_str(brace);
            rest = &rest[1..];
            continue;
        }
        if brace == "}" {
            return Err(bad("Input string was not in a correct format: a closing brace stands alone."));
        }
        let Some((item, after)) = rest.split_once('}') else {
            return Err(bad("Input string was not in a correct format: an opening brace is never closed."));
        };
        out.push_str(&formatted_item(item, &arguments)?);
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

fn formatted_item(item: &str, arguments: &[Value]) -> Eval<String> {
    let (head, form) = item.split_once(':').map_or((item, ""), |(head, form)| (head, form));
    let (index, width) = head.split_once(',').map_or((head, None), |(index, width)| (index, Some(width)));
    let index: usize = index.trim().parse().map_err(|_| bad(format!("'{{{item}}}' is no place for an argument.")))?;
    let value = arguments.get(index).ok_or_else(|| {
        bad("Index (zero based) must be greater than or equal to zero and less than the size of the argument list.")
    })?;
    let text = with_format(value, form)?;
    let Some(width) = width else { return Ok(text) };
    let width: i64 = width.trim().parse().map_err(|_| bad(format!("'{width}' is no width.")))?;
    let columns = usize::try_from(width.unsigned_abs()).unwrap_or(WIDEST).min(WIDEST);
    Ok(if width < 0 { format!("{text:<columns$}") } else { format!("{text:>columns$}") })
}

/// `value.ToString(form)`.
pub fn with_format(value: &Value, form: &str) -> Eval<String> {
    match value {
        _ if form.is_empty() => Ok(value.to_string()),
        Value::Date(date) => Ok(date_text(date, form)),
        Value::Int(_) | Value::Long(_) | Value::Double(_) | Value::Decimal(_) => number_text(value, form),
        Value::Guid(guid) => Ok(match form.to_ascii_uppercase().as_str() {
            "N" => guid.simple().to_string(),
            "B" => guid.braced().to_string(),
            "P" => format!("({guid})"),
            _ => guid.to_string(),
        }),
        Value::Scalar(scalar) if scalar.number().is_some() && !scalar.type_name().contains("TimeSpan") => {
            number_text(&convert::to_number(value).unwrap_or(Value::Null), form)
        }
        other => Ok(other.to_string()),
    }
}

fn number_text(value: &Value, form: &str) -> Eval<String> {
    let kind = form.chars().next().unwrap_or('G');
    let digits = &form[kind.len_utf8()..];
    if !kind.is_ascii_alphabetic() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return custom_number(value, form);
    }
    let precision: Option<usize> = digits.parse().ok().filter(|precision| *precision <= 99);
    let real = convert::to_double(value)?;
    Ok(match kind.to_ascii_uppercase() {
        'N' => grouped(&fixed(value, precision.unwrap_or(2))),
        'F' => fixed(value, precision.unwrap_or(2)),
        'D' => {
            let whole = convert::to_long(value)?;
            let width = precision.unwrap_or(0);
            if whole < 0 { format!("-{:0width$}", whole.unsigned_abs()) } else { format!("{whole:0width$}") }
        }
        'X' => {
            let width = precision.unwrap_or(0);
            let whole = convert::to_long(value)?;
            let bits = if let Value::Int(n) = value { u64::from(*n as u32) } else { whole as u64 };
            if kind == 'x' { format!("{bits:0width$x}") } else { format!("{bits:0width$X}") }
        }
        'P' => format!("{}%", grouped(&fixed(&Value::Double(real * 100.0), precision.unwrap_or(2)))),
        'C' => {
            let text = grouped(&fixed(&Value::Double(real.abs()), precision.unwrap_or(2)));
            if real < 0.0 { format!("-¤{text}") } else { format!("¤{text}") }
        }
        'E' => {
            let text = format!("{real:.*e}", precision.unwrap_or(6));
            let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
            let exponent: i32 = exponent.parse().unwrap_or(0);
            format!("{mantissa}{kind}{}{:03}", if exponent < 0 { '-' } else { '+' }, exponent.abs())
        }
        'G' => value.to_string(),
        _ => return Err(bad(format!("Format specifier '{form}' was invalid."))),
    })
}

/// Rounded half away from zero, as .NET prints.
fn fixed(value: &Value, precision: usize) -> String {
    match value {
        Value::Decimal(number) => format!(
            "{:.*}",
            precision,
            number.round_dp_with_strategy(precision as u32, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
        ),
        Value::Int(_) | Value::Long(_) => format!(
            "{:.*}",
            precision,
            convert::to_decimal(value)
                .ok()
                .and_then(|n| n.to_i128())
                .map_or(rust_decimal::Decimal::ZERO, |n| rust_decimal::Decimal::from_i128_with_scale(n, 0))
        ),
        other => {
            let number = convert::to_double(other).unwrap_or(0.0);
            format!("{number:.precision$}")
        }
    }
}

/// Commas between groups of three digits.
fn grouped(text: &str) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// `0.00`, `#,##0`, `000`, `0.0%`.
fn custom_number(value: &Value, form: &str) -> Eval<String> {
    let is_place = |c: char| matches!(c, '0' | '#' | '.' | ',');
    let start = form.find(is_place).unwrap_or(form.len());
    let end = form.rfind(is_place).map_or(start, |at| at + 1);
    let (before, places, after) = (&form[..start], &form[start..end], &form[end..]);
    let (whole, fraction) = places.split_once('.').unwrap_or((places, ""));
    let scale = if form.contains('%') { 100.0 } else { 1.0 };
    let number = convert::to_double(value)? * scale;
    let text = format!("{:.*}", fraction.len(), number.abs());
    let (digits, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let least = whole.chars().filter(|c| *c == '0').count();
    let digits = format!("{:0>least$}", if digits == "0" { "" } else { digits });
    let digits = if whole.contains(',') { grouped(&digits) } else { digits };
    let needed = fraction.chars().filter(|c| *c == '0').count();
    let mut decimals = decimals.to_owned();
    while decimals.len() > needed && decimals.ends_with('0') {
        decimals.pop();
    }
    let sign = if number < 0.0 { "-" } else { "" };
    let point = if decimals.is_empty() { "" } else { "." };
    Ok(format!("{sign}{before}{digits}{point}{decimals}{after}"))
}

/// .NET's date formats: the standard letters and `yyyy-MM-dd HH:mm:ss.fff zzz` patterns.
pub fn date_text(date: &Zoned, form: &str) -> String {
    let utc;
    let (date, pattern) = match form {
        "d" => (date, "MM/dd/yyyy"),
        "D" => (date, "dddd, dd MMMM yyyy"),
        "t" => (date, "HH:mm"),
        "T" => (date, "HH:mm:ss"),
        "f" => (date, "dddd, dd MMMM yyyy HH:mm"),
        "F" => (date, "dddd, dd MMMM yyyy HH:mm:ss"),
        "g" => (date, "MM/dd/yyyy HH:mm"),
        "G" => (date, "MM/dd/yyyy HH:mm:ss"),
        "s" => (date, "yyyy-MM-ddTHH:mm:ss"),
        "o" | "O" => (date, "yyyy-MM-ddTHH:mm:ss.fffffffzzz"),
        "u" => {
            utc = date.with_time_zone(jiff::tz::TimeZone::UTC);
            (&utc, "yyyy-MM-dd HH:mm:ssZ")
        }
        "r" | "R" => {
            utc = date.with_time_zone(jiff::tz::TimeZone::UTC);
            (&utc, "ddd, dd MMM yyyy HH:mm:ss 'GMT'")
        }
        other => (date, other),
    };
    let mut out = String::new();
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\'' | '"' => out.extend(chars.by_ref().take_while(|inner| *inner != c)),
            '\\' => out.extend(chars.next()),
            '%' => {}
            'd' | 'M' | 'y' | 'H' | 'h' | 'm' | 's' | 'f' | 'F' | 't' | 'z' | 'K' => {
                let mut count = 1;
                while chars.next_if_eq(&c).is_some() {
                    count += 1;
                }
                out.push_str(&date_part(date, c, count));
            }
            other => out.push(other),
        }
    }
    out
}

fn date_part(date: &Zoned, part: char, count: usize) -> String {
    let number = |n: i32| if count == 1 { n.to_string() } else { format!("{n:02}") };
    let named = |short: &str, long: &str| date.strftime(if count == 3 { short } else { long }).to_string();
    match part {
        'd' if count >= 3 => named("%a", "%A"),
        'd' => number(date.day().into()),
        'M' if count >= 3 => named("%b", "%B"),
        'M' => number(date.month().into()),
        'y' if count <= 2 => number(i32::from(date.year()) % 100),
        'y' => format!("{:0count$}", date.year()),
        'H' => number(date.hour().into()),
        'h' => number(match date.hour() % 12 {
            0 => 12,
            hour => hour.into(),
        }),
        'm' => number(date.minute().into()),
        's' => number(date.second().into()),
        'f' | 'F' => {
            let nanos = format!("{:09}", date.subsec_nanosecond());
            let digits = nanos[..count.min(7)].to_owned();
            if part == 'F' { digits.trim_end_matches('0').to_owned() } else { digits }
        }
        't' => {
            let half = if date.hour() < 12 { "AM" } else { "PM" };
            half[..count.min(2)].to_owned()
        }
        _ => {
            let offset = date.offset().seconds();
            let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs() / 60);
            match (part, count) {
                ('K', _) if offset == 0 => "Z".to_owned(),
                ('z', 1) => format!("{sign}{}", minutes / 60),
                ('z', 2) => format!("{sign}{:02}", minutes / 60),
                _ => format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60),
            }
        }
    }
}
