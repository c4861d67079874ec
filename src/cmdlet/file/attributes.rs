//! `-Attributes` of `Get-ChildItem`: which attributes a file has, and which are asked for.
//!
//! The attributes are those that .NET tells of files on Unix: a folder, a link, a name that begins with a dot, a file that
//! nobody may write; what has none of them is Normal. Others exist on Windows alone, and no file has them.

use std::path::Path;

use super::place::is_hidden;
use super::unix;
use crate::cmdlet::prelude::*;
use crate::model::choice::{choice, choose};

choice! {
    /// What a file may be.
    Attribute as "FileAttributes" {
        Archive,
        Compressed,
        Device,
        Directory,
        Encrypted,
        Hidden,
        Normal,
        NotContentIndexed,
        Offline,
        ReadOnly,
        ReparsePoint,
        SparseFile,
        System,
        Temporary,
    }
}

impl Attribute {
    fn is_of(self, path: &Path) -> bool {
        let is_link = path.is_symlink();
        let is_read_only = || path.metadata().is_ok_and(|about| unix::is_read_only(&about));
        match self {
            Attribute::Directory => path.is_dir(),
            Attribute::Hidden => is_hidden(path),
            Attribute::ReparsePoint => is_link,
            Attribute::ReadOnly => is_read_only(),
            Attribute::Normal => !path.is_dir() && !is_link && !is_hidden(path) && !is_read_only(),
            _ => false,
        }
    }
}

/// The attributes that are asked for: any of the lists, each of whose words must be as it says.
pub struct Attributes(Vec<Vec<(Attribute, bool)>>);

impl Attributes {
    pub fn fit(&self, path: &Path) -> bool {
        self.0.iter().any(|all| all.iter().all(|(attribute, expected)| attribute.is_of(path) == *expected))
    }

    /// Whether hidden files are asked for, so that they are listed.
    pub fn name_hidden(&self) -> bool {
        self.0.iter().flatten().any(|(attribute, _)| *attribute == Attribute::Hidden)
    }
}

/// The short forms that are typed.
const SHORT: &[(&str, Attribute)] = &[
    ("a", Attribute::Archive),
    ("d", Attribute::Directory),
    ("h", Attribute::Hidden),
    ("l", Attribute::ReparsePoint),
    ("r", Attribute::ReadOnly),
    ("s", Attribute::System),
];

fn word(written: &str) -> Result<(Attribute, bool), String> {
    let written = written.trim();
    let name = written.strip_prefix('!').unwrap_or(written).trim();
    let short = SHORT.iter().find(|(short, _)| short.eq_ignore_ascii_case(name)).map(|(_, attribute)| *attribute);
    let attribute = match short {
        Some(attribute) => attribute,
        None => choose(name, Attribute::NAMES)
            .map(|at| Attribute::ALL[at])
            .map_err(|bad| format!("{} {}", bad.says, bad.fix))?,
    };
    Ok((attribute, !written.starts_with('!')))
}

impl FromValue for Attributes {
    const TYPE_NAME: &'static str = "FlagsExpression[FileAttributes]";

    fn values() -> &'static [&'static str] {
        Attribute::NAMES
    }

    fn from_value(value: &Value) -> Result<Attributes, String> {
        let lists = value.clone().into_items().into_iter().map(|item| item.to_string()).collect::<Vec<_>>().join(",");
        let all = |list: &str| list.split('+').map(word).collect::<Result<Vec<_>, _>>();
        lists.split(',').map(all).collect::<Result<_, _>>().map(Attributes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_words_are_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let make = |name: &str| std::fs::write(folder.path().join(name), "x").expect("written");
        make("plain");
        make(".hidden");
        std::fs::create_dir(folder.path().join("inner")).expect("made");
        for (written, expected) in [
            ("Directory", "inner"),
            ("!d", ".hidden plain"),
            ("!D+H", ".hidden"),
            ("d,h", ".hidden inner"),
            ("Normal", "plain"),
            ("System", ""),
        ] {
            let wanted = Attributes::from_value(&Value::text(written)).expect("attributes");
            let names = [".hidden", "inner", "plain"];
            let fitting: Vec<_> = names.into_iter().filter(|name| wanted.fit(&folder.path().join(name))).collect();
            assert_eq!(fitting.join(" "), expected, "{written}");
        }
        assert!(Attributes::from_value(&Value::text("Green")).is_err());
    }
}
