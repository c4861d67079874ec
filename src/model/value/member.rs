//! Members of an object that hold no value of their own: scripts add them with `Add-Member`.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use super::{Array, Block, Scalar, Value};

/// A member that is computed, called, or another name of a property. It stands among the object's properties, in the
/// place of a value; [`Object`](super::Object) answers with what it comes to.
#[derive(Clone)]
pub enum Member {
    /// Another name of the property of this name.
    Alias(Arc<str>),
    /// Another name of a property whose value is converted: what it leads to, the type, and what converts.
    Converted { to: Arc<str>, type_name: String, get: Arc<dyn Block> },
    /// A property: what a block puts out for the object, and the block that is given what is assigned to it.
    Computed { get: Arc<dyn Block>, set: Option<Arc<dyn Block>> },
    /// A method: a block that is given the arguments.
    Method(Arc<dyn Block>),
    /// No member of the object, but the names of the types that a script says it is of.
    TypeNames(Array),
}

impl Member {
    /// As `Get-Member` calls it.
    pub fn kind(&self) -> &'static str {
        match self {
            Member::Alias(_) | Member::Converted { .. } => "AliasProperty",
            Member::Computed { .. } => "ScriptProperty",
            Member::Method(_) => "ScriptMethod",
            Member::TypeNames(_) => "NoteProperty",
        }
    }

    /// As `Get-Member` defines it.
    pub fn definition(&self, name: &str) -> String {
        match self {
            Member::Alias(to) => format!("{name} = {to}"),
            Member::Converted { to, type_name, .. } => format!("{name} = ({type_name}){to}"),
            Member::Computed { get, set: None } => format!("System.Object {name} {{get={};}}", get.source()),
            Member::Computed { get, set: Some(set) } => {
                format!("System.Object {name} {{get={};set={};}}", get.source(), set.source())
            }
            Member::Method(_) => format!("System.Object {name}();"),
            Member::TypeNames(names) => {
                format!("System.Collections.ObjectModel.Collection[string] {name}={{{}}}", Value::Array(names.clone()))
            }
        }
    }
}

impl fmt::Display for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind())
    }
}

impl Scalar for Member {
    fn type_name(&self) -> &'static str {
        self.kind()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
