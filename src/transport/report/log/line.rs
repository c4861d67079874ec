//! One line of comma-separated fields, written in place (RFC 4180 quoting).

use std::fmt::{self, Write};

use jiff::Timestamp;

/// Collects the fields of a row. Control characters become blanks: a row is one line, whatever strangers put in their
/// subjects, so that a reader can follow the file as it grows.
#[derive(Debug, Default)]
pub struct Line {
    text: String,
    fields: usize,
}

impl Line {
    pub fn field(&mut self, value: &str) {
        self.separate();
        let start = self.text.len();
        self.text.push_str(value);
        self.settle(start);
    }

    /// A field by its printed form.
    pub fn print(&mut self, value: impl fmt::Display) {
        self.separate();
        let start = self.text.len();
        // Printing into memory has no failure to report.
        let _ = write!(self.text, "{value}");
        self.settle(start);
    }

    /// A field of several values, `;` between them.
    pub fn list<T: fmt::Display>(&mut self, values: impl IntoIterator<Item = T>) {
        self.separate();
        let start = self.text.len();
        for value in values {
            if self.text.len() > start {
                self.text.push(';');
            }
            let _ = write!(self.text, "{value}");
        }
        self.settle(start);
    }

    pub fn empty(&mut self) {
        self.separate();
    }

    /// How many fields there are so far.
    pub fn fields(&self) -> usize {
        self.fields
    }

    /// Ends the line and gives its bytes, which stay until [`Line::clear`].
    pub fn end(&mut self) -> &[u8] {
        self.text.push_str("\r\n");
        self.text.as_bytes()
    }

    pub fn clear(&mut self) {
        self.text.clear();
        self.fields = 0;
    }

    fn separate(&mut self) {
        if self.fields > 0 {
            self.text.push(',');
        }
        self.fields += 1;
    }

    /// Makes what was written since `start` one field.
    fn settle(&mut self, start: usize) {
        let written = &self.text[start..];
        let plain = |byte: u8| !byte.is_ascii_control() && byte != b',' && byte != b'"';
        if written.bytes().all(plain) && !written.starts_with('#') {
            return;
        }
        let raw = self.text.split_off(start);
        self.text.push('"');
        for c in raw.chars() {
            match c {
                '"' => self.text.push_str("\"\""),
                c if c.is_control() => self.text.push(' '),
                c => self.text.push(c),
            }
        }
        self.text.push('"');
    }
}

/// Takes a row apart again. Whatever the text, the fields stay within it: a row that was cut short ends what it began.
pub fn split(row: &str) -> Vec<String> {
    let mut fields = Vec::new();
    let mut field = String::new();
    let mut chars = row.trim_end_matches(['\r', '\n']).chars().peekable();
    let mut is_quoted = false;
    while let Some(c) = chars.next() {
        match c {
            '"' if is_quoted && chars.next_if_eq(&'"').is_some() => field.push('"'),
            '"' if is_quoted || field.is_empty() => is_quoted = !is_quoted,
            ',' if !is_quoted => fields.push(std::mem::take(&mut field)),
            c => field.push(c),
        }
    }
    fields.push(field);
    fields
}

/// A time as all transport logs have it: `2026-11-21T01:29:18.042Z`.
pub fn time(at: Timestamp) -> impl fmt::Display {
    at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        let mut line = Line::default();
        line.field("plain");
        line.field("a,b");
        line.field("say \"hi\"");
        line.field("two\r\nlines\u{1b}[2J");
        line.empty();
        line.list(["a@b.example", "c@d.example"]);
        line.print(42);
        line.field("#Fields: no comment");
        assert_eq!(
            std::str::from_utf8(line.end()).unwrap(),
            "plain,\"a,b\",\"say \"\"hi\"\"\",\"two  lines [2J\",,a@b.example;c@d.example,42,\"#Fields: no comment\"\r\n"
        );
    }

    #[test]
    fn times_have_milliseconds() {
        let at: Timestamp = "2026-11-21T01:02:03.0456Z".parse().unwrap();
        assert_eq!(time(at).to_string(), "2026-11-21T01:02:03.045Z");
    }

    proptest! {
        #[test]
        fn every_row_reads_back(values in proptest::collection::vec("\\PC{0,12}|[a\",\r\n#]{0,6}", 2..6)) {
            let mut line = Line::default();
            values.iter().for_each(|value| line.field(value));
            let bytes = line.end().to_vec();
            prop_assert_eq!(bytes.iter().filter(|byte| **byte == b'\n').count(), 1);
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&bytes[..]);
            let read = reader.records().next().unwrap().unwrap();
            let blanked: Vec<String> =
                values.iter().map(|v| v.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()).collect();
            prop_assert_eq!(read.iter().map(str::to_owned).collect::<Vec<_>>(), &blanked[..]);
            prop_assert_eq!(split(std::str::from_utf8(&bytes).unwrap()), blanked);
        }

        #[test]
        fn no_row_panics(row in "[a\",\r\n ]{0,20}") {
            split(&row);
        }
    }
}
