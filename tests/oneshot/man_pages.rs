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

#[test]
fn what_the_pages_refer_to_is_there() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("man");
    let mut named = 0;
    for page in std::fs::read_dir(&folder).expect("the pages") {
        let page = page.expect("readable").path();
        let text = std::fs::read_to_string(&page).expect("readable").replace("\\-", "-");
        for word in text.split(|c: char| !(c.is_ascii_alphanumeric() || "-()".contains(c))) {
            let Some((name, section)) = word.strip_suffix(')').and_then(|word| word.split_once('(')) else { continue };
            if name.starts_with("emsh") && section.len() == 1 {
                named += 1;
                assert!(folder.join(format!("{name}.{section}")).exists(), "{} names {word}", page.display());
            }
        }
    }
    assert!(named >= 7, "only {named}: emsh(1) names the pages of its verbs");
}
