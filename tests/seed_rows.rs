//! `tests/seed-rows.md` names tests that exist, and leaves no row of the seed systems out.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Groups A to D, F and I.
fn rows() -> BTreeSet<u32> {
    (1..=195).chain(209..=216).chain(264..=273).collect()
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
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("tests/seed-rows.md")).expect("the page is beside this test");
    let mut seen = BTreeSet::new();
    for line in page.lines() {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [cell, _, shown] = cells.as_slice() else { continue };
        if !cell.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        for row in meant(cell) {
            assert!(seen.insert(row), "row {row} is there twice");
        }
        let tests: Vec<&str> = shown.split('`').skip(1).step_by(2).collect();
        assert!(!tests.is_empty() || shown.starts_with("not built: "), "row {cell} shows nothing");
        for test in tests {
            let (file, function) = test.split_once("::").unwrap_or((test, ""));
            let text = fs::read_to_string(root.join(file)).unwrap_or_else(|_| panic!("row {cell}: there is no {file}"));
            let is_there = function.is_empty() || text.contains(&format!("fn {function}("));
            assert!(is_there, "row {cell}: {file} has no {function}");
        }
    }
    assert_eq!(seen, rows());
}
