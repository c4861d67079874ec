//! A place in the text, and where in the script that text lies.

/// Reads text character by character. Copying one is how the parser looks ahead.
#[derive(Clone)]
pub struct Cursor<'s> {
    text: &'s str,
    at: usize,
    /// The position in the script of each byte and of the end, when the text is not the script itself but a part of
    /// it with doubled quotes undone.
    origin: Option<&'s [usize]>,
}

impl<'s> Cursor<'s> {
    pub fn new(text: &'s str) -> Cursor<'s> {
        Cursor { text, at: 0, origin: None }
    }

    /// Over text taken out of a script; `origin` holds one position for each byte and one for the end.
    pub fn of_extract(text: &'s str, origin: &'s [usize]) -> Cursor<'s> {
        debug_assert_eq!(origin.len(), text.len() + 1);
        Cursor { text, at: 0, origin: Some(origin) }
    }

    pub fn at(&self) -> usize {
        self.at
    }

    /// The position in the script of a position in this text.
    pub fn absolute(&self, at: usize) -> usize {
        self.origin.map_or(at, |origin| origin.get(at).copied().unwrap_or_default())
    }

    pub fn rest(&self) -> &'s str {
        &self.text[self.at..]
    }

    /// The text between two positions of this cursor.
    pub fn slice(&self, start: usize, end: usize) -> &'s str {
        &self.text[start..end]
    }

    pub fn at_end(&self) -> bool {
        self.at == self.text.len()
    }

    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character after the next one.
    pub fn peek_second(&self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    pub fn next_is(&self, test: impl Fn(char) -> bool) -> bool {
        self.peek().is_some_and(test)
    }

    pub fn second_is(&self, test: impl Fn(char) -> bool) -> bool {
        self.peek_second().is_some_and(test)
    }

    pub fn looking_at(&self, expected: &str) -> bool {
        self.rest().starts_with(expected)
    }

    pub fn bump(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    /// Moves over what `looking_at` or a scan of `rest` has shown to be there.
    pub fn advance(&mut self, bytes: usize) {
        self.at += bytes;
        debug_assert!(self.text.is_char_boundary(self.at));
    }

    pub fn eat(&mut self, expected: char) -> bool {
        let found = self.peek() == Some(expected);
        if found {
            self.at += expected.len_utf8();
        }
        found
    }

    pub fn eat_while(&mut self, test: impl Fn(char) -> bool) -> &'s str {
        let start = self.at;
        while self.next_is(&test) {
            self.bump();
        }
        &self.text[start..self.at]
    }
}
