//! Records of CSV, read as PowerShell reads them.
//!
//! A field that begins with a quote goes on to the next single quote, over line ends; what follows up to the delimiter
//! still belongs to it. Blanks before a field are left out. A record ends with its line.

use std::io::{self, BufRead, Read};

/// Longest record; an open quote would otherwise take in a whole file without end.
const LONGEST: usize = 64 << 20;

/// Gives one record after the other.
pub struct CsvReader<R> {
    input: R,
    delimiter: char,
    line: String,
}

impl<R: BufRead> CsvReader<R> {
    pub fn new(input: R, delimiter: char) -> CsvReader<R> {
        CsvReader { input, delimiter, line: String::new() }
    }

    /// The fields of the next record; a blank line has one that is empty. `None` at the end.
    pub fn next(&mut self) -> io::Result<Option<Vec<String>>> {
        if !self.read_line()? {
            return Ok(None);
        }
        let mut fields = Vec::new();
        let mut at = 0;
        loop {
            let (field, end) = self.field(at)?;
            fields.push(field);
            match end {
                Some(next) => at = next,
                None => return Ok(Some(fields)),
            }
        }
    }

    /// Adds the next line, with its end, to what is being read; false at the end of the input.
    fn read_line(&mut self) -> io::Result<bool> {
        self.line.clear();
        self.read_more()
    }

    fn read_more(&mut self) -> io::Result<bool> {
        let mut bytes = Vec::new();
        if self.input.by_ref().take(LONGEST as u64 + 1).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(false);
        }
        if self.line.len() + bytes.len() > LONGEST {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "a record is longer than 64 MB: a quote is not closed",
            ));
        }
        self.line.push_str(&String::from_utf8_lossy(&bytes));
        Ok(true)
    }

    /// The field that begins at a byte of the line, and where the next one begins.
    fn field(&mut self, start: usize) -> io::Result<(String, Option<usize>)> {
        let rest = &self.line[start..];
        let blanks = rest.len() - rest.trim_start_matches(|c| matches!(c, ' ' | '\t') && c != self.delimiter).len();
        let mut at = start + blanks;
        let mut field = String::new();
        if self.line[at..].starts_with('"') {
            at += 1;
            at = self.quoted(at, &mut field)?;
        }
        // Up to the delimiter or the line's end; quotes in the middle stand for themselves.
        let rest = &self.line[at..];
        let end = rest.find([self.delimiter, '\n', '\r']).unwrap_or(rest.len());
        let tail = &rest[..end];
        field.push_str(if start + blanks < at { tail.trim() } else { tail });
        let after = &rest[end..];
        let next = after.starts_with(self.delimiter).then(|| at + end + self.delimiter.len_utf8());
        Ok((field, next))
    }

    /// The rest of a field in quotes; where it ends, behind the closing quote.
    fn quoted(&mut self, from: usize, field: &mut String) -> io::Result<usize> {
        let mut at = from;
        loop {
            match self.line[at..].find('"') {
                Some(length) => {
                    field.push_str(&self.line[at..at + length]);
                    at += length + 1;
                    if !self.line[at..].starts_with('"') {
                        return Ok(at);
                    }
                    field.push('"');
                    at += 1;
                }
                // A quote that is never closed takes what there is.
                None => {
                    field.push_str(&self.line[at..]);
                    at = self.line.len();
                    if !self.read_more()? {
                        return Ok(at);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn records(text: &str, delimiter: char) -> Vec<Vec<String>> {
        let mut reader = CsvReader::new(text.as_bytes(), delimiter);
        std::iter::from_fn(|| reader.next().expect("memory reads")).collect()
    }

    #[test]
    fn fields_are_read_as_they_are_meant() {
        for (text, expected) in [
            ("a,b\r\nc,d\n", &[&["a", "b"][..], &["c", "d"]][..]),
            ("\"a,b\",\"c\"\"d\"", &[&["a,b", "c\"d"]]),
            ("\"one\ntwo\",x\n", &[&["one\ntwo", "x"]]),
            ("a,,c,\n", &[&["a", "", "c", ""]]),
            (" a , \"b\" ,c d\n", &[&["a ", "b", "c d"]]),
            ("5\" disk,b\n", &[&["5\" disk", "b"]]),
            ("\"a\"b,c\n", &[&["ab", "c"]]),
            ("a\n\nb\n", &[&["a"], &[""], &["b"]]),
            ("\"open,b\n", &[&["open,b\n"]]),
            ("", &[]),
        ] {
            assert_eq!(records(text, ','), expected, "{text:?}");
        }
        assert_eq!(records("a\tb c\t d\n", '\t'), [["a", "b c", "d"]]);
        assert_eq!(records("a;b,c;\"d;e\"", ';'), [["a", "b,c", "d;e"]]);
    }

    proptest! {
        #[test]
        fn quoted_fields_come_back(fields in proptest::collection::vec("\\PC{0,8}|[\",\n ]{0,6}", 1..5)) {
            let line: Vec<String> = fields.iter().map(|field| format!("\"{}\"", field.replace('"', "\"\""))).collect();
            prop_assert_eq!(records(&(line.join(",") + "\n"), ','), vec![fields]);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,40}|[\",\r\n a]{0,40}") {
            let _ = records(&text, ',');
        }
    }
}
