//! What Unix says of a file: its mode in letters, who owns it, and whether this process may write it.

use std::collections::HashMap;
use std::fs::Metadata;
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::sync::LazyLock;

/// The bits of a mode that say who may do what.
const PERMISSIONS: u32 = 0o7777;

/// Such as `drwxr-xr-x`.
pub fn letters(about: &Metadata) -> String {
    let kind = about.file_type();
    let first = [
        (kind.is_dir(), 'd'),
        (kind.is_symlink(), 'l'),
        (kind.is_block_device(), 'b'),
        (kind.is_char_device(), 'c'),
        (kind.is_fifo(), 'p'),
        (kind.is_socket(), 's'),
    ];
    let first = first.iter().find(|(is_so, _)| *is_so).map_or('-', |(_, letter)| *letter);
    let mode = about.mode();
    // Who it is about, the bit that changes the letter of execution, and that letter.
    let parts = [(6, 0o4000, 's'), (3, 0o2000, 's'), (0, 0o1000, 't')].map(|(shift, special, letter)| {
        let may = |bit: u32| mode >> shift & bit != 0;
        let runs = match (mode & special != 0, may(1)) {
            (true, true) => letter,
            (true, false) => letter.to_ascii_uppercase(),
            (false, true) => 'x',
            (false, false) => '-',
        };
        [if may(4) { 'r' } else { '-' }, if may(2) { 'w' } else { '-' }, runs]
    });
    std::iter::once(first).chain(parts.into_iter().flatten()).collect()
}

/// The same as bits.
pub fn permissions(about: &Metadata) -> i32 {
    i32::try_from(about.mode() & PERMISSIONS).unwrap_or_default()
}

/// Whether this process may read it and not write it, as .NET reckons from the mode: who is root is not asked.
pub fn is_read_only(about: &Metadata) -> bool {
    let is_guarded = |shift: u32| about.mode() >> shift & 0o6 == 0o4;
    let [user, group, other] = [6, 3, 0].map(is_guarded);
    if user == group && group == other {
        return user;
    }
    if about.uid() == rustix::process::geteuid().as_raw() {
        return user;
    }
    let is_ours = |id: u32| id == about.gid();
    let groups = || rustix::process::getgroups().unwrap_or_default().into_iter().any(|group| is_ours(group.as_raw()));
    if is_ours(rustix::process::getegid().as_raw()) || groups() { group } else { other }
}

/// Who owns it: the name, or the number where nobody has it.
pub fn user(about: &Metadata) -> String {
    named(&USERS, about.uid())
}

/// The group that owns it.
pub fn group(about: &Metadata) -> String {
    named(&GROUPS, about.gid())
}

/// The machine's users by number, as they were when the first file was shown: they are the same for everybody here.
static USERS: LazyLock<HashMap<u32, String>> = LazyLock::new(|| names("/etc/passwd"));
static GROUPS: LazyLock<HashMap<u32, String>> = LazyLock::new(|| names("/etc/group"));

fn named(names: &HashMap<u32, String>, number: u32) -> String {
    names.get(&number).cloned().unwrap_or_else(|| number.to_string())
}

/// The names of a file in the manner of passwd(5); nothing when it cannot be read.
fn names(path: &str) -> HashMap<u32, String> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let mut names = HashMap::new();
    for line in text.lines() {
        let mut fields = line.split(':');
        if let (Some(name), Some(number)) = (fields.next(), fields.nth(1).and_then(|number| number.parse().ok())) {
            // The first of several names is the one that is shown.
            names.entry(number).or_insert_with(|| name.to_owned());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn modes_are_written_in_letters() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("f");
        std::fs::write(&file, "x").expect("written");
        for (mode, expected, is_guarded) in [
            (0o644, "-rw-r--r--", false),
            (0o4755, "-rwsr-xr-x", false),
            (0o2644, "-rw-r-Sr--", false),
            (0o444, "-r--r--r--", true),
        ] {
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).expect("set");
            let about = file.symlink_metadata().expect("there");
            assert_eq!(letters(&about), expected);
            assert_eq!(is_read_only(&about), is_guarded, "{expected}");
            assert_eq!(permissions(&about), i32::try_from(mode).expect("small"));
        }
        let link = folder.path().join("l");
        std::os::unix::fs::symlink(&file, &link).expect("linked");
        assert!(letters(&link.symlink_metadata().expect("there")).starts_with("lrwx"));
    }
}
