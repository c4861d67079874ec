//! What Get-Content tells of each line besides its text: the file, and how many lines have been read.

use std::path::Path;
use std::sync::Arc;

use super::place::PROVIDER;
use crate::cmdlet::prelude::*;

/// The members that every line of one file shares.
pub struct LineOrigin {
    shared: Vec<(Arc<str>, Value)>,
    read_count: Arc<str>,
}

impl LineOrigin {
    pub fn of(path: &Path) -> LineOrigin {
        let text = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
        let told = |name: &str, value: String| (Arc::from(name), Value::text(value));
        LineOrigin {
            shared: vec![
                told("PSPath", format!("{PROVIDER}{}", path.display())),
                told("PSParentPath", format!("{PROVIDER}{}", text(path.parent().map(Path::as_os_str)))),
                told("PSChildName", text(path.file_name())),
                told("PSDrive", "/".to_owned()),
                told("PSProvider", PROVIDER.trim_end_matches(':').to_owned()),
            ],
            read_count: Arc::from("ReadCount"),
        }
    }

    /// A line, or several, with what is told of them. `count`: lines read up to there.
    pub fn mark(&self, lines: Value, count: i64) -> Value {
        let count = (self.read_count.clone(), Value::Long(count));
        match lines {
            Value::Array(_) => {
                for (name, value) in self.shared.iter().chain([&count]) {
                    lines.added().into_iter().for_each(|added| added.define(name, value.clone()));
                }
                lines
            }
            line => {
                let members = self.shared.iter().cloned().chain([count]).collect();
                Value::Object(Object::around(&line, members))
            }
        }
    }
}
