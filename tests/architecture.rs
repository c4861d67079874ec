//! The arrows between modules are those of the map in `src/lib.rs`, and no others.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What each module may use besides itself and `model`.
fn allowed() -> BTreeMap<&'static str, &'static [&'static str]> {
    BTreeMap::from([
        ("model", &[][..]),
        ("mail", &[]),
        ("resolve", &[]),
        ("store", &[]),
        ("lang", &[]),
        ("trust", &["mail"]),
        ("transport", &["mail", "resolve", "trust"]),
        ("control", &[]),
        ("directory", &["store", "trust"]),
        ("node", &["transport", "store", "control", "directory", "resolve", "trust"]),
        ("cmdlet", &["lang", "store", "control", "directory", "mail", "resolve", "trust"]),
        ("shell", &["lang", "cmdlet"]),
    ])
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src is readable") {
        let path = entry.expect("src is readable").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// Names of our modules that a line of code mentions as `crate::name`, also inside `use crate::{a::…, b::…}`.
fn mentioned(text: &str, modules: &[&str]) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 1usize;
            let mut word = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    c if depth == 1 && (c.is_alphanumeric() || c == '_') => word.push(c),
                    _ if depth == 1 => names.push(std::mem::take(&mut word)),
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
            }
            names.push(word);
        } else {
            names.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    names.retain(|name| modules.contains(&name.as_str()));
    names
}

#[test]
fn modules_use_only_what_the_map_allows() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let allowed = allowed();
    let modules: Vec<&str> = allowed.keys().copied().collect();
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let mut broken = Vec::new();
    for file in files {
        let inside = file.strip_prefix(&src).expect("found below src");
        let first = inside.iter().next().and_then(|part| part.to_str()).expect("files have names");
        let Some(may_use) = allowed.get(first.trim_end_matches(".rs")) else { continue };
        let module = first.trim_end_matches(".rs");
        for name in mentioned(&fs::read_to_string(&file).expect("src is readable"), &modules) {
            if name != module && name != "model" && !may_use.contains(&name.as_str()) {
                broken.push(format!("{} uses crate::{name}", inside.display()));
            }
        }
    }
    assert!(broken.is_empty(), "arrows that the map in src/lib.rs does not have:\n{}", broken.join("\n"));
}
