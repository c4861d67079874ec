//! Aliases as commands see them: what each stands for, and what is said of it.

use std::sync::Arc;

use super::VariableOption;

/// Another name of a command.
#[derive(Clone, Debug)]
pub struct AliasInfo {
    pub name: Arc<str>,
    /// The command it stands for, perhaps by another alias; empty for one that is always there and has been removed.
    pub definition: Arc<str>,
    pub description: Arc<str>,
    pub option: VariableOption,
}

/// Those of PowerShell's own aliases that are not read-only, with what else is special about them.
const WRITABLE: &[(&str, VariableOption)] = &[
    ("cat", VariableOption::None),
    ("cd", VariableOption::AllScope),
    ("chdir", VariableOption::None),
    ("clear", VariableOption::None),
    ("cls", VariableOption::None),
    ("copy", VariableOption::AllScope),
    ("cp", VariableOption::None),
    ("del", VariableOption::AllScope),
    ("dir", VariableOption::AllScope),
    ("echo", VariableOption::AllScope),
    ("erase", VariableOption::None),
    ("h", VariableOption::None),
    ("help", VariableOption::None),
    ("history", VariableOption::None),
    ("icm", VariableOption::None),
    ("ls", VariableOption::None),
    ("man", VariableOption::None),
    ("move", VariableOption::AllScope),
    ("mv", VariableOption::None),
    ("popd", VariableOption::AllScope),
    ("pushd", VariableOption::AllScope),
    ("pwd", VariableOption::None),
    ("r", VariableOption::None),
    ("random", VariableOption::None),
    ("rd", VariableOption::None),
    ("ren", VariableOption::None),
    ("rm", VariableOption::None),
    ("rmdir", VariableOption::None),
    ("set", VariableOption::None),
    ("sls", VariableOption::None),
    ("type", VariableOption::None),
];

impl AliasInfo {
    /// One that is always there.
    pub fn builtin(name: &str, definition: &str) -> AliasInfo {
        let option = match WRITABLE.iter().find(|(known, _)| *known == name) {
            Some((_, option)) => *option,
            None if ["%", "?", "foreach", "where"].contains(&name) => {
                VariableOption::ReadOnly | VariableOption::AllScope
            }
            None => VariableOption::ReadOnly,
        };
        AliasInfo { name: name.into(), definition: definition.into(), description: Arc::from(""), option }
    }

    /// One of nobody's words, that can be changed.
    pub fn plain(name: &str, definition: &str) -> AliasInfo {
        AliasInfo {
            name: name.into(),
            definition: definition.into(),
            description: Arc::from(""),
            option: VariableOption::None,
        }
    }
}
