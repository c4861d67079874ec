//! What is broken: the scripts of `examples/`, the command lines of the shell's transcripts, and the golden cases of the
//! evaluator's tests.

use std::fs;
use std::path::{Path, PathBuf};

pub fn scripts() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut scripts: Vec<String> = files(&root.join("examples"), "ps1").iter().map(|file| read(file)).collect();
    for file in files(&root.join("tests/shell"), "txt") {
        scripts.extend(read(&file).lines().filter_map(|line| line.strip_prefix("PS> ")).map(str::to_owned));
    }
    for file in files(&root.join("src/lang/eval/tests"), "rs") {
        scripts.extend(read(&file).lines().filter_map(golden));
    }
    scripts
}

pub fn format_strings() -> Vec<String> {
    [
        "{0,-20} {1:N2} {0:yyyy-MM-dd} {0:X} {0:P1}",
        "{{{0}}} {1,10:#,##0.00;(0);zero}",
        "{0:HH:mm:ss.fff zzz} {1:dd\\:hh} {1:c}",
        "{0:E3} {1:G5} {0:D8} {1:'text' 0 \"more\"} {0:00.0%}",
        "{0:###-####} {1:#,,K} {2:B}",
    ]
    .map(str::to_owned)
    .to_vec()
}

/// The script of a line such as `("1 + 1", "2"),`.
fn golden(line: &str) -> Option<String> {
    let quoted = line.trim_start().strip_prefix("(\"")?;
    let end = quoted.match_indices('"').find(|(at, _)| !quoted[..*at].ends_with('\\'))?.0;
    Some(quoted[..end].replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\"))
}

/// In the order of their names, so that a seed means the same everywhere.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    files.retain(|file| file.extension().is_some_and(|known| known == ending));
    files.sort();
    files
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}
