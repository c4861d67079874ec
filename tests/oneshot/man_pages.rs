//! The man pages as mandoc judges them.

use std::path::Path;
use std::process::Command;

#[test]
fn mandoc_has_nothing_to_complain_about() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("man");
    let pages = std::fs::read_dir(&folder).expect("the pages").map(|page| page.expect("readable").path());
    let judged = Command::new("mandoc").args(["-T", "lint"]).args(pages).output().expect("tests/run installs mandoc");
    let says = [judged.stdout, judged.stderr].concat();
    assert_eq!(String::from_utf8_lossy(&says), "");
}
