//! Files and folders.

use std::path::Path;

use super::{Fitting, candidate};

/// Most entries of a folder that are looked at.
const ENTRIES: usize = 5_000;

/// Whether a word is meant as a path: it says where to begin.
pub fn looks_like_one(typed: &str) -> bool {
    typed.starts_with(['/', '~', '.']) || typed.contains('/')
}

/// What the folder of a begun path holds. `is_command`: only scripts and folders, written so that they can be run.
pub fn fitting(typed: &str, is_command: bool) -> Vec<Fitting> {
    let (folder, beginning) =
        typed.rsplit_once('/').map_or(("", typed), |(folder, rest)| (&typed[..=folder.len()], rest));
    let read_from = match (folder, folder.strip_prefix("~/"), std::env::var_os("HOME")) {
        ("", ..) => Path::new(".").to_owned(),
        (_, Some(rest), Some(home)) => Path::new(&home).join(rest),
        _ => Path::new(folder).to_owned(),
    };
    let Ok(entries) = std::fs::read_dir(read_from) else { return Vec::new() };
    let mut found = Vec::new();
    for entry in entries.flatten().take(ENTRIES) {
        let Ok(name) = entry.file_name().into_string() else { continue };
        let is_folder = entry.path().is_dir();
        let is_wanted = !is_command || is_folder || name.to_ascii_lowercase().ends_with(".ps1");
        let is_hidden = name.starts_with('.') && !beginning.starts_with('.');
        if name.starts_with(beginning) && is_wanted && !is_hidden {
            let (end, what) = if is_folder { ("/", "folder") } else { ("", "") };
            let candidate = candidate(format!("{folder}{name}{end}"), what);
            found.push(Fitting { candidate, is_text: true, is_whole: !is_folder });
        }
    }
    found.sort_by(|a, b| a.candidate.value.cmp(&b.candidate.value));
    found
}
