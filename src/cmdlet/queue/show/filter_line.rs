//! The line in which a filter is typed: judged as it is typed, by the parser of `-Filter`.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::look::{Look, clean, put};
use crate::lang::format::width;
use crate::model::{Fault, Filter, TypeInfo};

pub struct FilterLine {
    text: String,
    /// Byte position of the cursor.
    at: usize,
    of: &'static TypeInfo,
    fault: Option<Fault>,
}

/// What came of a key.
pub enum Edited {
    Going,
    Dropped,
    /// `None`: no filter.
    Wanted(Option<String>),
}

impl FilterLine {
    /// A line for filters of such objects, with the filter that is in force.
    pub fn new(of: &'static TypeInfo, filter: Option<&str>) -> FilterLine {
        let text = filter.unwrap_or_default().to_owned();
        FilterLine { at: text.len(), text, of, fault: None }
    }

    pub fn press(&mut self, key: KeyEvent) -> Edited {
        let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Esc => return Edited::Dropped,
            KeyCode::Enter => {
                self.judge();
                if self.fault.is_none() {
                    let text = self.text.trim();
                    return Edited::Wanted((!text.is_empty()).then(|| text.to_owned()));
                }
            }
            KeyCode::Char('u') if is_control => {
                self.text.drain(..self.at);
                self.at = 0;
            }
            KeyCode::Char('a') if is_control => self.at = 0,
            KeyCode::Char('e') if is_control => self.at = self.text.len(),
            KeyCode::Home => self.at = 0,
            KeyCode::End => self.at = self.text.len(),
            KeyCode::Left => self.at -= self.before(),
            KeyCode::Right => self.at += self.behind(),
            KeyCode::Backspace => {
                let end = self.at;
                self.at -= self.before();
                self.text.drain(self.at..end);
            }
            KeyCode::Delete => {
                let end = self.at + self.behind();
                self.text.drain(self.at..end);
            }
            KeyCode::Char(c)
                if !is_control && !c.is_control() && self.text.len() < crate::model::filter::MOST_BYTES =>
            {
                self.text.insert(self.at, c);
                self.at += c.len_utf8();
            }
            _ => {}
        }
        if key.code != KeyCode::Enter {
            self.judge();
        }
        Edited::Going
    }

    /// Two rows: the line, and what is wrong with it below its place.
    pub fn draw(&self, frame: &mut Frame, area: Rect, look: Look) {
        const BEFORE: &str = " Filter: ";
        put(frame, area, 0, &format!("{BEFORE}{}", self.text), look.head());
        let column = |at: usize| u16::try_from(width(BEFORE) + width(&self.text[..at])).unwrap_or(u16::MAX);
        frame.set_cursor_position((area.x + column(self.at).min(area.width.saturating_sub(1)), area.y));
        match &self.fault {
            None => put(frame, area, 1, " Enter: show what fits   Esc: as it was   empty: everything", look.quiet()),
            Some(fault) => {
                // An unfinished line is wrong behind its end: that is where the cursor is.
                let start = fault.at.map_or(self.text.len(), |span| span.start.min(self.text.len()));
                let start = (0..=start).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or(0);
                let fix = fault.fix.as_deref().unwrap_or_default();
                let says = format!("^ {} {fix}", fault.says);
                // Words that would not fit behind their place stand before it.
                let room = usize::from(area.width);
                let indent = usize::from(column(start)).min(room.saturating_sub(width(&says)));
                let mark = usize::from(column(start));
                let text = if indent == mark || mark + 1 >= room {
                    format!("{}{}", " ".repeat(indent), clean(&says))
                } else {
                    format!(" {}", clean(says.trim_start_matches("^ ")))
                };
                put(frame, area, 1, &text, look.trouble());
                let marked = fault.at.map_or(1, |span| span.end.saturating_sub(span.start).max(1));
                for x in column(start)..column(start).saturating_add(u16::try_from(marked).unwrap_or(1)) {
                    if let Some(cell) = frame.buffer_mut().cell_mut((area.x + x, area.y)).filter(|_| x < area.width) {
                        cell.set_style(look.bar());
                    }
                }
            }
        }
    }

    fn judge(&mut self) {
        let known: Vec<&str> = self.of.properties.iter().map(|property| property.name).collect();
        let judged = match self.text.trim() {
            "" => Ok(()),
            _ => Filter::parse(&self.text).and_then(|filter| filter.check(&known).map_err(|fault| self.pointed(fault))),
        };
        self.fault = judged.err();
    }

    /// A property that does not exist is named in the fault, and found in the line by its name.
    fn pointed(&self, fault: Fault) -> Fault {
        let name = fault.says.split('\'').nth(1).unwrap_or_default().to_owned();
        let found = self.text.find(&name).filter(|_| !name.is_empty());
        fault.at(found.map(|at| crate::model::Span::new(at, at + name.len())))
    }

    /// Bytes of the character before the cursor.
    fn before(&self) -> usize {
        self.text[..self.at].chars().next_back().map_or(0, char::len_utf8)
    }

    fn behind(&self) -> usize {
        self.text[self.at..].chars().next().map_or(0, char::len_utf8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::QueueInfo;

    fn typed(text: &str) -> FilterLine {
        let mut line = FilterLine::new(QueueInfo::TYPE, None);
        for c in text.chars() {
            line.press(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
        }
        line
    }

    fn enter(line: &mut FilterLine) -> Edited {
        line.press(KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE))
    }

    #[test]
    fn a_wrong_line_is_not_taken_and_says_where() {
        for (text, at, word) in [
            ("Staus -eq 'Retry'", 0, "Staus"),
            ("MessageCount -gt 1 -and Satus -eq 'Retry'", 24, "Satus"),
            ("Status -equal 'Retry'", 7, "equal"),
        ] {
            let mut line = typed(text);
            assert!(matches!(enter(&mut line), Edited::Going), "{text}");
            let fault = line.fault.as_ref().expect(text);
            assert_eq!(fault.at.map(|span| span.start), Some(at), "{text}: {fault}");
            assert!(fault.says.contains(word), "{fault}");
        }
        assert!(matches!(enter(&mut typed("Status -eq")), Edited::Going));
    }

    #[test]
    fn a_sound_line_is_taken_and_an_empty_one_is_no_filter() {
        let mut line = typed("Status -eq 'Retry'");
        assert!(matches!(enter(&mut line), Edited::Wanted(Some(filter)) if filter == "Status -eq 'Retry'"));
        line.press(KeyEvent::new(KeyCode::Char('u'), KeyModifiers::CONTROL));
        assert!(matches!(enter(&mut line), Edited::Wanted(None)));
        let mut line = typed("größe");
        for key in [KeyCode::Left, KeyCode::Left, KeyCode::Backspace, KeyCode::Delete, KeyCode::Home, KeyCode::Delete] {
            line.press(KeyEvent::new(key, KeyModifiers::NONE));
        }
        assert_eq!(line.text, "re");
        assert!(matches!(line.press(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE)), Edited::Dropped));
    }
}
