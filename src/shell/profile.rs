//! The profile: a script of the person's own that runs before anything else.

use std::path::PathBuf;
use std::sync::Arc;

use crate::lang::eval::Interpreter;
use crate::model::{Object, Value};

/// `$XDG_CONFIG_HOME/emsh/profile.ps1`, else `~/.config/emsh/profile.ps1`.
fn path() -> Option<PathBuf> {
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|folder| folder.is_absolute());
    let config = absolute("XDG_CONFIG_HOME").or_else(|| absolute("HOME").map(|home| home.join(".config")))?;
    Some(config.join("emsh").join("profile.ps1"))
}

/// Names the profile in `$PROFILE` and runs it, if there is one; what it sets stays set. A fault in it is shown and
/// nothing more comes of it. Whether the shell shall end at once, because the profile said `exit`.
pub fn run(interpreter: &Interpreter, is_wanted: bool) -> Option<u8> {
    let path = path()?;
    let text = Value::text(path.to_string_lossy());
    // There is one host and one profile of the person's own.
    let names = ["CurrentUserCurrentHost", "CurrentUserAllHosts"].map(|name| (Arc::from(name), text.clone()));
    interpreter.set_variable_value("PROFILE", Value::Object(Object::around(&text, names.into())));
    if !is_wanted || !path.is_file() {
        return None;
    }
    let quoted = path.to_string_lossy().replace('\'', "''");
    let finished = interpreter.run(&format!(". '{quoted}'"), None, &[]);
    finished.exits.then_some(finished.code)
}
