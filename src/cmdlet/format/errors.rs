//! `-ShowError` and `-DisplayError`: what becomes of a computed property that fails.

use std::sync::Arc;

use crate::cmdlet::object::Found;
use crate::cmdlet::prelude::*;
use crate::lang::eval::format_text;

pub static SHOW_ERROR: Param<Switch> =
    Param::switch("ShowError", "Say on the error stream which computed property failed, and why.");
pub static DISPLAY_ERROR: Param<Switch> =
    Param::switch("DisplayError", "Write #ERR where a computed property failed, instead of nothing.");

/// Stands where an expression failed.
const FAILED: &str = "#ERR";
/// Stands where a format string cannot be used.
const MISFORMED: &str = "#FMTERR";

/// What is done about failing expressions.
pub struct Errors {
    shows: bool,
    displays: bool,
}

impl Errors {
    /// Nothing is said of them.
    pub const UNSAID: Errors = Errors { shows: false, displays: false };

    pub fn of(call: &Call) -> Result<Errors, Fault> {
        Ok(Errors { shows: call.is_set(&SHOW_ERROR)?, displays: call.is_set(&DISPLAY_ERROR)? })
    }

    /// The value to show; `None` where the object has no such property.
    pub fn settle(&self, call: &Call, found: Found) -> Result<Option<Value>, Fault> {
        let Some(fault) = found.fault else { return Ok(found.value) };
        if self.shows {
            let says = format!("Failed to evaluate expression \"{}\".", found.name);
            call.error(Fault::invalid("mshExpressionError", says).cause(&fault.says))?;
        }
        Ok(if self.displays { Some(Value::text(FAILED)) } else { found.value })
    }

    /// The value by a format string, be it a whole one (`{0:N1}`) or only its inner part.
    pub fn formatted(&self, call: &Call, form: Option<&str>, value: Value) -> Result<Value, Fault> {
        let Some(form) = form.filter(|_| !value.is_null()) else { return Ok(value) };
        let whole: Arc<str> = if form.contains('{') { form.into() } else { format!("{{0:{form}}}").into() };
        match format_text(&Value::String(whole), &value) {
            Ok(text) => Ok(Value::text(text)),
            Err(fault) => {
                if self.shows {
                    let says = format!("Failed to interpret formatting string \"{form}\".");
                    call.error(Fault::invalid("formattingError", says).cause(&fault.says))?;
                }
                Ok(Value::text(if self.displays { MISFORMED } else { "" }))
            }
        }
    }
}
