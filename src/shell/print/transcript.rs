//! A file that what is typed and shown is written down in.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

pub struct Transcript {
    path: PathBuf,
    file: BufWriter<File>,
    with_times: bool,
    /// Why something is missing from the file.
    lost: Option<io::Error>,
}

impl Transcript {
    pub fn new(path: &Path, file: File, with_times: bool) -> Transcript {
        Transcript { path: path.to_owned(), file: BufWriter::new(file), with_times, lost: None }
    }

    /// Writes down what was shown, without its colours.
    pub fn shown(&mut self, text: &str) {
        self.write(&plain(text));
    }

    pub fn typed(&mut self, line: &str) {
        if self.with_times {
            const RULE: &str = "**********************";
            let now = jiff::Zoned::now();
            self.write(&format!("{RULE}\nCommand start time: {}\n{RULE}\n", now.strftime("%Y%m%d%H%M%S")));
        }
        self.write(&format!("PS> {line}\n"));
    }

    /// Ends the file; Err when something is missing from it.
    pub fn end(mut self, foot: &str) -> io::Result<PathBuf> {
        self.write(foot);
        self.file.flush()?;
        self.lost.map_or(Ok(self.path), Err)
    }

    /// What has been shown is in the file, should the process be killed.
    pub fn flush(&mut self) {
        if let Err(error) = self.file.flush() {
            self.lost.get_or_insert(error);
        }
    }

    fn write(&mut self, text: &str) {
        if let Err(error) = self.file.write_all(text.as_bytes()) {
            self.lost.get_or_insert(error);
        }
    }
}

/// The text without the sequences that colour it.
fn plain(text: &str) -> String {
    let mut rest = text;
    let mut plain = String::with_capacity(text.len());
    while let Some(at) = rest.find("\u{1b}[") {
        plain.push_str(&rest[..at]);
        rest = &rest[at + 2..];
        let end = rest.find(|c: char| c.is_ascii_alphabetic());
        rest = end.map_or("", |end| &rest[end + 1..]);
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_left_out() {
        for (text, expected) in
            [("a\u{1b}[31mred\u{1b}[0m b", "ared b"), ("plain", "plain"), ("cut\u{1b}[3", "cut"), ("", "")]
        {
            assert_eq!(plain(text), expected, "{text:?}");
        }
    }

    #[test]
    fn lines_are_written_down_in_order() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("t.txt");
        let mut transcript = Transcript::new(&path, File::create(&path).expect("made"), false);
        transcript.typed("Get-Queue");
        transcript.shown("\u{1b}[1mIdentity\u{1b}[0m\n");
        assert_eq!(transcript.end("end\n").expect("written"), path);
        assert_eq!(std::fs::read_to_string(&path).expect("there"), "PS> Get-Queue\nIdentity\nend\n");
    }
}
