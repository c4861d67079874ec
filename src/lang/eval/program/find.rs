//! Which file a program's name means.

use std::path::{Path, PathBuf};

pub(in crate::lang::eval) enum Found {
    Program(PathBuf),
    Nothing,
}

/// A name with a `/` is a path (`full` is where it leads); another is looked for in the folders of `path`.
pub(in crate::lang::eval) fn find(name: &str, full: &Path, path: &str) -> Found {
    if name.is_empty() || name.contains('\0') {
        return Found::Nothing;
    }
    if name.contains('/') {
        let is_script = name.to_ascii_lowercase().ends_with(".ps1");
        return if !is_script && is_program(full) { Found::Program(full.to_owned()) } else { Found::Nothing };
    }
    std::env::split_paths(path)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(name))
        .find(|file| is_program(file))
        .map_or(Found::Nothing, Found::Program)
}

/// Whether the process's own `PATH` has the name.
pub(in crate::lang::eval) fn is_known(name: &str) -> bool {
    let path = std::env::var("PATH").unwrap_or_default();
    matches!(find(name, Path::new(name), &path), Found::Program(_))
}

fn is_program(file: &Path) -> bool {
    let Ok(about) = std::fs::metadata(file) else { return false };
    #[cfg(unix)]
    let may_run = std::os::unix::fs::PermissionsExt::mode(&about.permissions()) & 0o111 != 0;
    #[cfg(not(unix))]
    let may_run = true;
    about.is_file() && may_run
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_executed_is_a_program() {
        for (name, path, expected, why) in [
            ("sh", "/nowhere:/bin", true, "a folder of the path has it"),
            ("sh", "bin", false, "a relative folder is not looked into"),
            ("/bin/sh", "", true, "a path needs no folders"),
            ("/etc/passwd", "", false, "a file that cannot be executed"),
            ("/bin", "", false, "a folder"),
            ("", "/bin", false, "no name"),
        ] {
            assert_eq!(matches!(find(name, Path::new(name), path), Found::Program(_)), expected, "{why}");
        }
    }
}
