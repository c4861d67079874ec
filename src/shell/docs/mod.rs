//! `emsh docs`: man pages, shell completions and the cmdlet reference, all printed from the declarations.
//!
//! The repository keeps what this prints, so that packagers need not run anything; `--check` fails when a page and its
//! declaration have grown apart.

mod completions;
mod man;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::model::Fault;

/// Every generated page by its path in the repository.
fn pages() -> BTreeMap<PathBuf, String> {
    let mut pages = BTreeMap::new();
    man::pages(&mut pages);
    completions::pages(&mut pages);
    pages
}

/// Folders that hold nothing but generated pages.
const FOLDERS: &[&str] = &["man", "completions"];

/// Writes every page below `root` and removes those that no declaration prints any more.
pub fn write(root: &Path) -> Result<String, Fault> {
    let pages = pages();
    for folder in FOLDERS {
        fs::create_dir_all(root.join(folder)).map_err(|error| unwritable(&root.join(folder), &error))?;
    }
    for (path, text) in &pages {
        let path = root.join(path);
        fs::write(&path, text).map_err(|error| unwritable(&path, &error))?;
    }
    for stale in strangers(root, &pages) {
        fs::remove_file(root.join(&stale)).map_err(|error| unwritable(&stale, &error))?;
    }
    let folders: Vec<String> = FOLDERS.iter().map(|folder| root.join(folder).display().to_string()).collect();
    Ok(format!("{} pages written to {}.", pages.len(), folders.join(" and ")))
}

/// Compares every page below `root` with what its declaration prints.
pub fn check(root: &Path) -> Result<String, Fault> {
    let pages = pages();
    let mut differing: Vec<String> = pages
        .iter()
        .filter(|(path, text)| fs::read_to_string(root.join(path)).ok().as_deref() != Some(text.as_str()))
        .map(|(path, _)| path.display().to_string())
        .collect();
    differing.extend(strangers(root, &pages).iter().map(|path| format!("{} (nothing prints it)", path.display())));
    if differing.is_empty() {
        return Ok(format!("{} pages are as their declarations print them.", pages.len()));
    }
    Err(Fault::invalid("DocsDiffer", format!("{} pages differ: {}.", differing.len(), differing.join(", ")))
        .fix("Run 'cargo run -- docs' and commit what it writes."))
}

/// Files in the generated folders that no declaration prints.
fn strangers(root: &Path, pages: &BTreeMap<PathBuf, String>) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in FOLDERS {
        let Ok(entries) = fs::read_dir(root.join(folder)) else { continue };
        for entry in entries.flatten() {
            let path = Path::new(folder).join(entry.file_name());
            if !pages.contains_key(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn unwritable(path: &Path, error: &std::io::Error) -> Fault {
    Fault::internal("DocsUnwritable", format!("'{}' cannot be written.", path.display())).cause(error)
}
