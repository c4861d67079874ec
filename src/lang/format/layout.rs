//! What `Format-Table`, `Format-List`, `Format-Wide` and `Format-Custom` put on the pipeline: pieces of a layout, ready to be shown.
//!
//! They are made for a person's eye and hold no properties: only the commands that show something (`Out-*`, the end of
//! a pipeline) may be fed with them. See [`refuse`].

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use super::cells::Align;
use super::nested::Nested;
use crate::model::{Fault, Scalar, Value};

/// One piece of a layout. A layout is an opening, then what it holds, then [`Layout::End`].
#[derive(Clone, Debug)]
pub enum Layout {
    Table(Arc<TableHead>),
    List,
    Wide(WideHead),
    /// Objects with the objects inside them.
    Custom,
    /// What follows shares this value; the line that says so begins with `lead`.
    Group {
        lead: String,
        value: Value,
    },
    /// A row of a table: one value for each column.
    Row(Vec<Value>),
    /// An object of a list: labels with values.
    Entry(Vec<(Arc<str>, Value)>),
    /// One item of a wide layout.
    Item(Value),
    /// An object among those with the objects inside them.
    Nested(Nested),
    /// A text between the rows, such as a string among objects.
    Text(String),
    End,
}

/// A table before its rows.
#[derive(Clone, Debug, Default)]
pub struct TableHead {
    pub columns: Vec<Column>,
    /// Every row is measured before the first one is shown.
    pub auto_size: bool,
    /// Texts that do not fit go on in the next line instead of being cut.
    pub wraps: bool,
    pub hides_labels: bool,
    /// The labels come again after every screenful.
    pub repeats_labels: bool,
    /// Moments and sizes are said in few words where a person looks.
    pub is_brief: bool,
}

#[derive(Clone, Debug, Default)]
pub struct Column {
    pub label: Arc<str>,
    /// In cells; what the rows need when not given.
    pub width: Option<usize>,
    /// By the first row's value when not given.
    pub align: Option<Align>,
    /// The last one takes all room that the others leave, whatever the first rows need.
    pub takes_rest: bool,
}

impl Column {
    pub fn named(label: impl Into<Arc<str>>) -> Column {
        Column { label: label.into(), ..Column::default() }
    }
}

/// A wide layout before its items.
#[derive(Clone, Copy, Debug, Default)]
pub struct WideHead {
    /// How many stand side by side; two when neither this nor `auto_size` is given.
    pub columns: Option<usize>,
    /// As many as fit, once all are measured.
    pub auto_size: bool,
}

impl Layout {
    pub fn into_value(self) -> Value {
        Value::scalar(self)
    }

    pub fn of(value: &Value) -> Option<&Layout> {
        value.downcast()
    }
}

/// Refuses a piece of a layout where objects are wanted.
pub fn refuse(value: &Value) -> Result<(), Fault> {
    if Layout::of(value).is_none() {
        return Ok(());
    }
    Err(Fault::invalid("FormatObjectsInPipeline", "Format objects must come last: they hold text, not properties.").fix(
        "Move the Format- command to the end of the pipeline; to choose properties for other commands, use Select-Object.",
    ).ending_statement())
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Microsoft.PowerShell.Commands.Internal.Format.{}", self.type_name())
    }
}

impl Scalar for Layout {
    fn type_name(&self) -> &'static str {
        match self {
            Layout::Table(_) | Layout::List | Layout::Wide(_) | Layout::Custom => "FormatStartData",
            Layout::Group { .. } => "GroupStartData",
            Layout::Row(_) | Layout::Entry(_) | Layout::Item(_) | Layout::Nested(_) | Layout::Text(_) => {
                "FormatEntryData"
            }
            Layout::End => "FormatEndData",
        }
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
