//! Directories on a node.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use super::text::{Malformed, quoted, text_scalar};

/// An absolute path on the node that obeys it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LocalPath(String);

impl LocalPath {
    pub fn as_path(&self) -> &Path {
        Path::new(&self.0)
    }
}

impl FromStr for LocalPath {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<LocalPath, Malformed> {
        let written = text.trim();
        if !Path::new(written).is_absolute() || written.contains(char::is_control) {
            return Err(Malformed::new(
                format!("{} is not an absolute path.", quoted(text)),
                "Write the whole path from the root, such as /var/log/emsh.",
            ));
        }
        Ok(LocalPath(written.to_owned()))
    }
}

impl fmt::Display for LocalPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

text_scalar!(LocalPath, "LocalLongFullPath");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_paths_are_taken() {
        for (text, fits) in
            [("/var/log/emsh", true), (" /var ", true), ("log", false), ("./log", false), ("", false), ("/a\nb", false)]
        {
            assert_eq!(text.parse::<LocalPath>().is_ok(), fits, "{text}");
        }
    }
}
