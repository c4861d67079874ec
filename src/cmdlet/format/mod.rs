//! Choosing how objects look: tables, lists, text.

mod clear_host;
mod format_list;
mod format_table;
mod format_wide;
mod out;

pub use clear_host::CLEAR_HOST;
pub use format_list::FORMAT_LIST;
pub use format_table::FORMAT_TABLE;
pub use format_wide::FORMAT_WIDE;
pub use out::{OUT_DEFAULT, OUT_HOST, OUT_NULL, OUT_STRING, page};

use crate::cmdlet::object::Expression;
use crate::cmdlet::prelude::*;
use crate::lang::format::Layout;
use crate::model::compare::{Case, equal};

/// Opens a new group when the value of `-GroupBy` changes.
#[derive(Default)]
struct Groups {
    by: Option<Expression>,
    current: Option<Value>,
}

impl Groups {
    fn new(by: Option<Expression>) -> Groups {
        Groups { by, current: None }
    }

    /// The group that begins with this object, if one does.
    fn begins(&mut self, call: &Call, object: &Value) -> Result<Option<Layout>, Fault> {
        let Some(by) = &self.by else { return Ok(None) };
        let found = by.find(call, object)?.into_iter().next();
        let (label, value) = found
            .map_or((String::new(), Value::Null), |found| (found.name.to_string(), found.value.unwrap_or(Value::Null)));
        if self.current.as_ref().is_some_and(|current| equal(current, &value, Case::Insensitive)) {
            return Ok(None);
        }
        self.current = Some(value.clone());
        Ok(Some(Layout::Group { label, value }))
    }
}

/// Objects that a layout cannot take apart: they are shown as text between the rows.
fn is_plain(value: &Value) -> bool {
    !matches!(value, Value::Object(_) | Value::Hash(_))
}
