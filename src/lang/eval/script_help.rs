//! What scripts say of themselves: the help of a function that can be seen, or of a script file.

use std::path::Path;

use super::Interpreter;
use crate::lang::bind::Shape;
use crate::lang::comment_help::ScriptHelp;
use crate::model::Fault;

impl Interpreter {
    /// The help of the function or script file of that name, or of the one that an alias of that name stands for; `None`
    /// when it is neither. Err: the script cannot be read or is wrong.
    pub(super) fn help_of_script(&self, name: &str) -> Result<Option<ScriptHelp>, Fault> {
        let meant = self.alias_target(name).filter(|meant| !meant.is_empty());
        let name = meant.as_deref().unwrap_or(name);
        if let Some(function) = self.current_scope().function(name) {
            return Ok(Some(ScriptHelp::of_function(&function.name, &function.body, (*function.shape).clone())));
        }
        let path = self.full_path(name);
        let is_script = name.to_ascii_lowercase().ends_with(".ps1") && path.is_file();
        if is_script { self.help_of_file(name, &path).map(Some) } else { Ok(None) }
    }

    fn help_of_file(&self, name: &str, path: &Path) -> Result<ScriptHelp, Fault> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            Fault::not_found("CommandNotFoundException", format!("The script file '{name}' cannot be read."))
                .cause(error)
        })?;
        let script = crate::lang::parse_file_at(name, Some(path), &text)?;
        let whole = self.absolute(name);
        let called = whole.as_deref().unwrap_or(path).to_string_lossy();
        let shape = Shape::of_script(&called, &script.block)?;
        Ok(ScriptHelp::of_file(&called, &script.block, shape))
    }
}
