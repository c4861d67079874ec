//! `Get-Date -UFormat`: dates in the letters of Unix' `date`, as PowerShell takes them.

use jiff::Zoned;

use crate::lang::dates;

/// Writes a date by a format such as `%Y-%m-%d`. A leading `+` is left out; unknown letters stand for themselves.
pub fn format(date: &Zoned, form: &str) -> String {
    let mut out = String::new();
    let mut letters = form.strip_prefix('+').unwrap_or(form).chars();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            out.push(letter);
            continue;
        }
        match letters.next() {
            Some(letter) => out.push_str(&part(date, letter)),
            None => out.push('%'),
        }
    }
    out
}

fn part(date: &Zoned, letter: char) -> String {
    let dotnet = |form: &str| dates::format(date, form).unwrap_or_default();
    let weekday = date.weekday().to_sunday_zero_offset();
    match letter {
        'A' => dotnet("dddd"),
        'a' => dotnet("ddd"),
        'B' => dotnet("MMMM"),
        'b' | 'h' => dotnet("MMM"),
        'C' => format!("{:02}", date.year() / 100),
        'c' => dotnet("ddd dd MMM yyyy HH:mm:ss"),
        'D' | 'x' => dotnet("MM/dd/yy"),
        'd' => dotnet("dd"),
        'e' => format!("{:>2}", date.day()),
        'F' => dotnet("yyyy-MM-dd"),
        'G' => format!("{:04}", date.date().iso_week_date().year()),
        'g' => format!("{:02}", date.date().iso_week_date().year() % 100),
        'H' => dotnet("HH"),
        'I' => dotnet("hh"),
        'j' => format!("{:03}", date.day_of_year()),
        'k' => format!("{:>2}", date.hour()),
        'l' => format!("{:>2}", (date.hour() + 11) % 12 + 1),
        'M' => dotnet("mm"),
        'm' => dotnet("MM"),
        'n' => "\n".to_owned(),
        'p' => dotnet("tt"),
        'R' => dotnet("HH:mm"),
        'r' => dotnet("hh:mm:ss tt"),
        'S' => dotnet("ss"),
        's' => date.timestamp().as_second().to_string(),
        'T' | 'X' => dotnet("HH:mm:ss"),
        't' => "\t".to_owned(),
        'U' | 'W' => (date.day_of_year() / 7).to_string(),
        'u' => (if weekday == 0 { 7 } else { weekday }).to_string(),
        'V' => format!("{:02}", date.date().iso_week_date().week()),
        'w' => weekday.to_string(),
        'Y' => dotnet("yyyy"),
        'y' => dotnet("yy"),
        'Z' => dotnet("zz"),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_unix() {
        let date: Zoned = "2026-01-02T15:04:05[UTC]".parse().expect("a date");
        for (form, expected) in [
            ("%Y/%m/%d %H:%M:%S", "2026/01/02 15:04:05"),
            ("+%A %a %B %b %j %u %w", "Friday Fri January Jan 002 5 5"),
            ("%s %V %G %p %I %l %e", "1767366245 01 2026 PM 03  3  2"),
            ("%D|%R|%T|%r|%Z|%%|%q", "01/02/26|15:04|15:04:05|03:04:05 PM|+00|%|q"),
            ("100%", "100%"),
        ] {
            assert_eq!(format(&date, form), expected, "{form}");
        }
    }
}
