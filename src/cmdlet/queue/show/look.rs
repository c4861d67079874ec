//! How things look: words and signs first, colours beside them, and nothing that a stranger wrote can move the cursor.

use jiff::Timestamp;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::lang::format::{Align, cut, single_line, width};
use crate::model::{MessageStatus, QueueStatus};

/// Whether there are colours. Without them, everything is still said by words, signs, bold and reversed text.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub is_coloured: bool,
}

impl Look {
    /// Yellow, magenta and cyan are told apart by everybody; red and green are not.
    fn colour(self, colour: Color) -> Style {
        if self.is_coloured { Style::new().fg(colour) } else { Style::new() }
    }

    pub fn bar(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    pub fn head(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    pub fn chosen(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    pub fn trouble(self) -> Style {
        self.colour(Color::Yellow).add_modifier(Modifier::BOLD)
    }

    pub fn quiet(self) -> Style {
        if self.is_coloured { Style::new().fg(Color::DarkGray) } else { Style::new() }
    }

    pub fn queue(self, status: QueueStatus) -> Style {
        match status {
            QueueStatus::Retry => self.trouble(),
            QueueStatus::Suspended => self.colour(Color::Magenta),
            QueueStatus::Active | QueueStatus::Connecting => self.colour(Color::Cyan),
            QueueStatus::Ready => Style::new(),
        }
    }

    pub fn message(self, status: MessageStatus) -> Style {
        match status {
            MessageStatus::Retry => self.trouble(),
            MessageStatus::Suspended | MessageStatus::PendingSuspend | MessageStatus::PendingRemove => {
                self.colour(Color::Magenta)
            }
            MessageStatus::Active => self.colour(Color::Cyan),
            _ => Style::new(),
        }
    }
}

/// A sign for each status, for those who do not see its colour.
pub fn queue_sign(status: QueueStatus) -> &'static str {
    match status {
        QueueStatus::Retry => "!",
        QueueStatus::Suspended => "=",
        QueueStatus::Active => ">",
        QueueStatus::Connecting => "~",
        QueueStatus::Ready => " ",
    }
}

pub fn message_sign(status: MessageStatus) -> &'static str {
    match status {
        MessageStatus::Retry => "!",
        MessageStatus::Suspended | MessageStatus::PendingSuspend => "=",
        MessageStatus::PendingRemove => "x",
        MessageStatus::Active => ">",
        _ => " ",
    }
}

/// One line of a stranger's text: no control characters, and none that would turn the direction of what follows.
pub fn clean(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    single_line(text.chars().filter(|c| !turns(*c)).collect::<String>()).into_owned()
}

/// How long ago, in the two largest units: what changes each second would have to be drawn each second.
pub fn age(since: Timestamp, now: Timestamp) -> String {
    let minutes = now.duration_since(since).as_secs().max(0) / 60;
    match (minutes / 1440, minutes / 60 % 24, minutes % 60) {
        (0, 0, 0) => "<1m".to_owned(),
        (0, 0, minutes) => format!("{minutes}m"),
        (0, hours, minutes) => format!("{hours}h{minutes:02}m"),
        (days, hours, _) => format!("{days}d{hours:02}h"),
    }
}

/// A time of day here, with the day where it is another one.
pub fn clock(at: Timestamp, now: Timestamp) -> String {
    let (at, now) = (at.to_zoned(jiff::tz::TimeZone::system()), now.to_zoned(jiff::tz::TimeZone::system()));
    let form = if at.date() == now.date() { "%H:%M:%S" } else { "%Y-%m-%d %H:%M:%S" };
    at.strftime(form).to_string()
}

/// `1,204`.
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if number < 0 { format!("-{text}") } else { text }
}

/// The text in exactly so many cells.
pub fn cell(text: &str, columns: usize, align: Align) -> String {
    let text = cut(text, columns, Align::Left);
    let gap = " ".repeat(columns.saturating_sub(width(&text)));
    match align {
        Align::Right => format!("{gap}{text}"),
        _ => format!("{text}{gap}"),
    }
}

/// Writes a line at a row of the area, cut to its width.
pub fn put(frame: &mut Frame, area: Rect, row: u16, text: &str, style: Style) {
    if row < area.height {
        let text = cut(text, usize::from(area.width), Align::Left);
        frame.buffer_mut().set_stringn(area.x, area.y + row, text, usize::from(area.width), style);
    }
}

/// The same with the style to the end of the row.
pub fn bar(frame: &mut Frame, area: Rect, row: u16, text: &str, style: Style) {
    put(frame, area, row, &cell(text, usize::from(area.width), Align::Left), style);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_have_two_units() {
        let now: Timestamp = "2026-11-21T12:00:00Z".parse().expect("a time");
        for (since, expected) in [
            ("2026-11-21T11:59:30Z", "<1m"),
            ("2026-11-21T12:00:30Z", "<1m"),
            ("2026-11-21T11:55:00Z", "5m"),
            ("2026-11-21T09:47:00Z", "2h13m"),
            ("2026-11-18T08:00:00Z", "3d04h"),
        ] {
            assert_eq!(age(since.parse().expect("a time"), now), expected, "{since}");
        }
    }

    #[test]
    fn what_strangers_write_stays_on_its_line() {
        for (text, expected) in [
            ("plain", "plain"),
            ("\u{1b}[2Jgone", "\u{fffd}[2Jgone"),
            ("two\nlines", "two…"),
            ("\u{202e}turned", "turned"),
            ("a\u{9b}31mb", "a\u{fffd}31mb"),
        ] {
            assert_eq!(clean(text), expected, "{text:?}");
        }
        assert_eq!(
            (grouped(1_234_567), grouped(12), grouped(-1200)),
            ("1,234,567".into(), "12".into(), "-1,200".into())
        );
        assert_eq!((cell("日本語", 5, Align::Left), cell("7", 3, Align::Right)), ("日本…".into(), "  7".into()));
    }
}
