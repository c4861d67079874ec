//! Time spans as XML Schema writes them: `P1DT2H3M4.5S`.

use std::fmt::Write;

use crate::model::TimeSpan;

const TICKS_A_SECOND: i128 = 10_000_000;

pub fn write(span: TimeSpan) -> String {
    let ticks = i128::from(span.ticks());
    let mut text = if ticks < 0 { "-P" } else { "P" }.to_owned();
    let ticks = ticks.abs();
    let (seconds, fraction) = (ticks / TICKS_A_SECOND, ticks % TICKS_A_SECOND);
    let parts = [(seconds / 86_400, 'D'), (seconds / 3600 % 24, 'H'), (seconds / 60 % 60, 'M')];
    for (count, unit) in parts {
        // Writing to text cannot fail.
        if unit == 'H' && ticks % (86_400 * TICKS_A_SECOND) != 0 {
            text.push('T');
        }
        if count > 0 {
            let _ = write!(text, "{count}{unit}");
        }
    }
    let rest = seconds % 60;
    if fraction > 0 {
        let digits = format!("{fraction:07}");
        let _ = write!(text, "{rest}.{}S", digits.trim_end_matches('0'));
    } else if rest > 0 {
        let _ = write!(text, "{rest}S");
    }
    if ticks == 0 { "PT0S".to_owned() } else { text }
}

pub fn read(text: &str) -> Option<TimeSpan> {
    let (sign, rest) = match text.trim().strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.trim()),
    };
    let rest = rest.strip_prefix('P')?;
    let (days, clock) = rest.split_once('T').unwrap_or((rest, ""));
    let mut ticks: i128 = 0;
    for (part, units) in [(days, &[('D', 86_400)][..]), (clock, &[('H', 3600), ('M', 60), ('S', 1)][..])] {
        let mut rest = part;
        for (unit, seconds) in units {
            let Some((number, after)) = rest.split_once(*unit) else { continue };
            let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
            if decimals.len() > 7 || whole.len() > 12 {
                return None;
            }
            let whole: u64 = whole.parse().ok()?;
            let fraction: u64 = format!("{decimals:0<7}").parse().ok()?;
            ticks += (i128::from(whole) * TICKS_A_SECOND + i128::from(fraction)) * seconds;
            rest = after;
        }
        if !rest.is_empty() {
            return None;
        }
    }
    i64::try_from(sign * ticks).ok().map(TimeSpan::from_ticks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_written_as_dotnet_writes_them() {
        for (span, text) in [
            (TimeSpan::from_millis(93_784_500), "P1DT2H3M4.5S"),
            (TimeSpan::from_days(2), "P2D"),
            (TimeSpan::from_minutes(90), "PT1H30M"),
            (TimeSpan::from_ticks(0), "PT0S"),
            (TimeSpan::from_seconds(-5), "-PT5S"),
        ] {
            assert_eq!(write(span), text);
            assert_eq!(read(text), Some(span), "{text}");
        }
        for text in ["", "P1X", "1D", "PT1H2", "P1Y", "PT1.123456789S"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
