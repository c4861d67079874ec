//! `$MyInvocation`: what is running, and how it was called.

use std::path::Path;
use std::sync::Arc;

use super::Interpreter;
use crate::lang::ast::ScriptBlock;
use crate::model::{Hash, Object, Value};

impl Interpreter {
    /// For a function of that name, or for the script file of that name.
    pub(super) fn my_invocation(&self, name: &Arc<str>, block: &ScriptBlock, given: Hash, rest: &[Value]) -> Value {
        let path = block.source.name.as_deref().and_then(|file| std::path::absolute(self.full_path(file)).ok());
        let text = |path: &Path| Value::text(path.to_string_lossy());
        let script = path.as_deref().filter(|path| path.file_name().is_some_and(|file| *file == **name));
        let command = match script {
            Some(path) => Object::named(
                "System.Management.Automation.ExternalScriptInfo",
                vec![
                    ("CommandType".into(), Value::text("ExternalScript")),
                    ("Name".into(), Value::String(name.clone())),
                    ("Path".into(), text(path)),
                    ("Definition".into(), text(path)),
                    ("Source".into(), text(path)),
                ],
            ),
            None => Object::named(
                "System.Management.Automation.FunctionInfo",
                vec![
                    ("CommandType".into(), Value::text("Function")),
                    ("Name".into(), Value::String(name.clone())),
                    ("Definition".into(), Value::text(block.text())),
                ],
            ),
        };
        // The call: it stands in another file than what is called, or in none.
        let frame = self.frame.borrow().clone();
        let line = frame.as_ref().map(|frame| frame.source.slice(frame.span).to_owned()).unwrap_or_default();
        let caller = frame.and_then(|frame| frame.source.name.clone());
        let caller = caller.and_then(|file| std::path::absolute(self.full_path(&file)).ok());
        let folder = caller.as_deref().and_then(Path::parent).map_or(Value::text(""), text);
        let caller = caller.as_deref().map_or(Value::text(""), text);
        Value::Object(Object::named(
            "System.Management.Automation.InvocationInfo",
            vec![
                ("MyCommand".into(), Value::Object(command)),
                ("BoundParameters".into(), Value::Hash(given)),
                ("UnboundArguments".into(), Value::array(rest.to_vec())),
                ("ScriptName".into(), caller.clone()),
                ("Line".into(), Value::text(line)),
                ("InvocationName".into(), Value::String(name.clone())),
                ("PSScriptRoot".into(), folder),
                ("PSCommandPath".into(), caller),
            ],
        ))
    }
}
