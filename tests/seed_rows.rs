//! `tests/seed-rows.md` and `tests/mail-path.md` name tests that exist. The first leaves no row of the seed systems out, the
//! second no stage of the mail path.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Groups A to D, F and I.
fn rows() -> BTreeSet<u32> {
    (1..=195).chain(209..=216).chain(264..=273).collect()
}

/// What happens to a message, and what it must survive.
const STAGES: [&str; 6] =
    ["Receiving", "Categorizing", "Queues and sending", "Back pressure", "Reporting", "Faults survived"];

/// One line of a page: the section it is in, what it is about, and what shows it.
struct Line {
    section: String,
    about: String,
    shown: String,
}

/// The lines of the tables on a page.
fn lines(page: &str) -> Vec<Line> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join(page)).expect("the page is beside this test");
    let (mut section, mut lines) = (String::new(), Vec::new());
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            section = title.to_owned();
        }
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let is_head = cells[0].starts_with("---") || ["Row", "Item"].contains(&cells[0]);
        if let [about, .., shown] = cells.as_slice()
            && !is_head
        {
            lines.push(Line { section: section.clone(), about: (*about).to_owned(), shown: (*shown).to_owned() });
        }
    }
    lines
}

/// Every line names tests, and each of them is there; or says why there is none.
fn check(lines: &[Line]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for Line { about, shown, .. } in lines {
        let tests: Vec<&str> = shown.split('`').skip(1).step_by(2).collect();
        assert!(!tests.is_empty() || shown.starts_with("not built: "), "{about:?} shows nothing");
        for test in tests {
            let (file, function) = test.split_once("::").unwrap_or((test, ""));
            let text = fs::read_to_string(root.join(file)).unwrap_or_else(|_| panic!("{about:?}: there is no {file}"));
            let is_there = function.is_empty() || text.contains(&format!("fn {function}("));
            assert!(is_there, "{about:?}: {file} has no {function}");
        }
    }
}

/// The rows that the first cell of a line means: `7`, `10-13` or `38, 40`.
fn meant(cell: &str) -> Vec<u32> {
    let number = |text: &str| text.trim().parse::<u32>().unwrap_or_else(|_| panic!("{cell:?} means no rows"));
    let parts = cell.split(',').flat_map(|part| {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        number(first)..=number(last)
    });
    parts.collect()
}

#[test]
fn every_row_names_tests_that_exist() {
    let lines = lines("tests/seed-rows.md");
    check(&lines);
    let mut seen = BTreeSet::new();
    for row in lines.iter().flat_map(|line| meant(&line.about)) {
        assert!(seen.insert(row), "row {row} is there twice");
    }
    assert_eq!(seen, rows());
}

#[test]
fn every_stage_of_the_mail_path_names_tests_that_exist() {
    let lines = lines("tests/mail-path.md");
    check(&lines);
    let mut sections: Vec<&str> = lines.iter().map(|line| line.section.as_str()).collect();
    sections.dedup();
    assert_eq!(sections, STAGES);
    let items: BTreeSet<(&str, &str)> = lines.iter().map(|line| (line.section.as_str(), line.about.as_str())).collect();
    assert_eq!(items.len(), lines.len(), "each item is there once");
}
