//! Text that is to be read from its beginning: a terminal shows it page by page.

use std::any::Any;
use std::fmt;

use crate::model::{IntoValue, Scalar, Value};

/// A long text, such as a page of help. To everything but a terminal it is its text.
#[derive(Clone, Debug)]
pub struct Reading(pub String);

impl Reading {
    pub fn of(value: &Value) -> Option<&str> {
        value.downcast::<Reading>().map(|reading| reading.0.as_str())
    }
}

impl IntoValue for Reading {
    fn into_value(self) -> Value {
        Value::scalar(self)
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Scalar for Reading {
    fn type_name(&self) -> &'static str {
        "HelpText"
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
