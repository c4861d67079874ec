//! Where one stands in a list, and which part of it is on the screen.

use crossterm::event::KeyCode;

/// A place in a list. It stays with its item when the list changes.
#[derive(Clone, Debug, Default)]
pub struct Cursor {
    pub at: usize,
    pub top: usize,
    /// Rows of the list on the screen, as it was drawn last.
    pub rows: usize,
}

impl Cursor {
    /// The list has changed: `kept` is where the item is now.
    pub fn settle(&mut self, kept: Option<usize>, length: usize) {
        self.at = kept.unwrap_or(self.at).min(length.saturating_sub(1));
        self.scroll(length);
    }

    /// The list is drawn in so many rows.
    pub fn fit(&mut self, rows: usize, length: usize) {
        self.rows = rows.max(1);
        self.scroll(length);
    }

    /// Whether the key moves it, and does.
    pub fn press(&mut self, key: KeyCode, length: usize) -> bool {
        let page = self.rows.saturating_sub(1).max(1);
        let to = match key {
            KeyCode::Down | KeyCode::Char('j') => self.at + 1,
            KeyCode::Up | KeyCode::Char('k') => self.at.saturating_sub(1),
            KeyCode::PageDown | KeyCode::Char(' ') => self.at + page,
            KeyCode::PageUp | KeyCode::Char('b') => self.at.saturating_sub(page),
            KeyCode::Home | KeyCode::Char('g') => 0,
            KeyCode::End | KeyCode::Char('G') => length,
            _ => return false,
        };
        self.settle(Some(to), length);
        true
    }

    /// Items on the screen.
    pub fn in_sight(&self, length: usize) -> std::ops::Range<usize> {
        self.top.min(length)..(self.top + self.rows).min(length)
    }

    fn scroll(&mut self, length: usize) {
        let rows = self.rows.max(1);
        self.top = self.top.min(self.at).max((self.at + 1).saturating_sub(rows)).min(length.saturating_sub(rows));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_move_and_the_screen_follows() {
        let mut cursor = Cursor::default();
        cursor.fit(10, 100);
        for (key, at, top) in [
            (KeyCode::Down, 1, 0),
            (KeyCode::PageDown, 10, 1),
            (KeyCode::End, 99, 90),
            (KeyCode::Up, 98, 90),
            (KeyCode::PageUp, 89, 89),
            (KeyCode::Home, 0, 0),
            (KeyCode::Up, 0, 0),
        ] {
            assert!(cursor.press(key, 100));
            assert_eq!((cursor.at, cursor.top), (at, top), "{key:?}");
        }
        assert!(!cursor.press(KeyCode::Char('x'), 100));
        cursor.settle(Some(50), 100);
        cursor.settle(None, 20);
        assert_eq!((cursor.at, cursor.in_sight(20)), (19, 10..20), "a list that became shorter");
        cursor.settle(None, 0);
        assert_eq!(cursor.in_sight(0), 0..0);
    }
}
