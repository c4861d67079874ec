//! `Format-Table`: objects as rows.

use std::sync::Arc;

use super::errors::{DISPLAY_ERROR, Errors, SHOW_ERROR};
use super::shape::{EXPAND, FORCE, GROUP_BY, Shape, Shaping, VIEW};
use crate::cmdlet::object::{Expression, INPUT};
use crate::cmdlet::prelude::*;
use crate::lang::format::{Align, Column, Layout, TableHead, usual_side, view};

static PROPERTY: Param<Vec<Value>> = Param::new(
    "Property",
    "Columns: names, patterns, or @{Label=…; Expression={…}; Width=…; Alignment=…; FormatString=…}.",
)
.position(1)
.keeps_blocks();
static AUTO_SIZE: Param<Switch> = Param::switch("AutoSize", "Measure every row before the first one is shown.");
static WRAP: Param<Switch> = Param::switch("Wrap", "Go on in the next line instead of cutting text.");
static REPEAT_HEADER: Param<Switch> =
    Param::switch("RepeatHeader", "The names of the columns again after every screenful, where a person looks.");
static HIDE_HEADERS: Param<Switch> = Param::switch("HideTableHeaders", "No line with the names of the columns.");

const KEYS: &[&str] = &["Name", "Label", "Width", "Alignment", "FormatString"];

pub static FORMAT_TABLE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Format-Table",
        aliases: &["ft"],
        synopsis: "Show objects as a table",
        about: "It makes layout for the eye and so comes last in a pipeline; to choose properties for other commands use Select-Object. \
                Text, numbers and errors are shown as they are; with -Force by their properties.",
        params: &[
            INPUT.spec(),
            PROPERTY.spec(),
            AUTO_SIZE.spec(),
            WRAP.spec(),
            HIDE_HEADERS.spec(),
            REPEAT_HEADER.spec(),
            GROUP_BY.spec(),
            VIEW.spec(),
            EXPAND.spec(),
            FORCE.spec(),
            SHOW_ERROR.spec(),
            DISPLAY_ERROR.spec(),
        ],
        examples: &[
            Example { does: "Show three columns", run: "Get-Queue | Format-Table Identity,Status,MessageCount" },
            Example {
                does: "Show a computed column",
                run: "Get-Queue | Format-Table Identity,@{Label='Waiting'; Expression={$_.MessageCount - $_.DeferredMessageCount}}",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(|call, _| {
        let table = Table { columns: Expression::read_all(call, &PROPERTY, KEYS)?, chosen: Vec::new() };
        Shaping::start(call, table, KEYS)
    }),
};

struct Table {
    columns: Option<Vec<Expression>>,
    /// The columns, once the first object has told what the patterns mean.
    chosen: Vec<Chosen>,
}

/// One column: where its value comes from.
struct Chosen {
    column: Column,
    from: Origin,
    form: Option<String>,
}

enum Origin {
    Name(Arc<str>),
    /// As the view of the object's type has it.
    Viewed(fn(&Object) -> Value),
    Computed(Expression),
}

impl Origin {
    fn value(&self, call: &Call, errors: &Errors, object: &Value) -> Result<Value, Fault> {
        let found = match self {
            Origin::Name(name) => object.property(name),
            Origin::Viewed(text) => match object {
                Value::Object(object) => Some(text(object)),
                _ => None,
            },
            Origin::Computed(expression) => {
                let found = expression.find(call, object)?.into_iter().next();
                found.map(|found| errors.settle(call, found)).transpose()?.flatten()
            }
        };
        Ok(found.unwrap_or_default())
    }
}

impl Table {
    fn choose(&self, call: &Call, first: &Value) -> Result<Vec<Chosen>, Fault> {
        let Some(columns) = &self.columns else { return Ok(usual(first, call.is_set(&AUTO_SIZE)?)) };
        let mut chosen = Vec::new();
        for expression in columns {
            let width = expression.option("Width").map(width).transpose()?;
            let align = expression.option("Alignment").map(alignment).transpose()?;
            let form = expression.option("FormatString").map(ToString::to_string);
            let column = |label: Arc<str>| Column { width, align, ..Column::named(label) };
            match expression.title(first) {
                Some(label) => {
                    chosen.push(Chosen { column: column(label), from: Origin::Computed(expression.clone()), form });
                }
                None => {
                    for found in expression.find(call, first)? {
                        chosen.push(Chosen {
                            column: column(found.name.clone()),
                            from: Origin::Name(found.name),
                            form: form.clone(),
                        });
                    }
                }
            }
        }
        Ok(chosen)
    }
}

/// The columns that nobody chose: those of the type's view, else what the object has. Measured ones have no width yet.
fn usual(first: &Value, is_measured: bool) -> Vec<Chosen> {
    let (names, views) = match first {
        Value::Object(object) => {
            let info = view::declared(object).filter(|_| view::chosen(object).is_none());
            (view::columns(object), info.map_or(&[][..], |info| view::of_type(info).columns))
        }
        other => (other.property_names(), &[][..]),
    };
    let chosen = |(at, name): (usize, Arc<str>)| {
        let viewed = views.get(at);
        let column = Column {
            width: viewed.and_then(|view| view.width).filter(|_| !is_measured),
            align: viewed.map(|view| view.align),
            takes_rest: !is_measured && viewed.is_some_and(|view| view.width.is_none()),
            ..Column::named(viewed.and_then(|view| view.label).map_or_else(|| name.clone(), Arc::from))
        };
        let from = viewed.and_then(|view| view.text).map_or(Origin::Name(name), Origin::Viewed);
        Chosen { column, from, form: None }
    };
    names.into_iter().enumerate().map(chosen).collect()
}

fn width(value: &Value) -> Result<usize, Fault> {
    let width = crate::model::convert::to_int(value)?;
    usize::try_from(width).ok().filter(|width| *width > 0).ok_or_else(|| {
        Fault::invalid("WidthOutOfRange", format!("The value \"{width}\" for key \"width\" should be greater than 0."))
    })
}

/// May be shortened, as keys may.
fn alignment(value: &Value) -> Result<Align, Fault> {
    let written = value.to_string();
    let sides = [("left", Align::Left), ("center", Align::Center), ("right", Align::Right)];
    let is_meant = |name: &str| {
        !written.is_empty() && name.get(..written.len()).is_some_and(|start| start.eq_ignore_ascii_case(&written))
    };
    sides.into_iter().find(|(name, _)| is_meant(name)).map(|(_, side)| side).ok_or_else(|| {
        let says = format!(
            "The value \"{written}\" for key \"alignment\" is not valid; valid values are left, center, right."
        );
        Fault::invalid("AlignmentIllegalValue", says)
    })
}

impl Shape for Table {
    fn is_chosen(&self) -> bool {
        self.columns.is_some()
    }

    fn open(&mut self, call: &Call, _: &Errors, first: &Value) -> Result<Layout, Fault> {
        if self.chosen.is_empty() {
            self.chosen = self.choose(call, first)?;
            // What is formatted stands at the side where the value itself would.
            for one in self.chosen.iter_mut().filter(|one| one.form.is_some() && one.column.align.is_none()) {
                one.column.align = Some(usual_side(&one.from.value(call, &Errors::UNSAID, first)?));
            }
        }
        Ok(Layout::Table(Arc::new(TableHead {
            columns: self.chosen.iter().map(|one| one.column.clone()).collect(),
            auto_size: call.is_set(&AUTO_SIZE)?,
            wraps: call.is_set(&WRAP)?,
            hides_labels: call.is_set(&HIDE_HEADERS)?,
            repeats_labels: call.is_set(&REPEAT_HEADER)?,
            is_brief: self.columns.is_none() && matches!(first, Value::Object(object) if view::is_ours(object)),
        })))
    }

    fn common(&self, object: &Value) -> Option<(String, Value)> {
        if self.is_chosen() { None } else { view::group(object) }
    }

    fn piece(&self, call: &Call, errors: &Errors, object: &Value) -> Result<Layout, Fault> {
        let cell = |one: &Chosen| {
            let value = one.from.value(call, errors, object)?;
            errors.formatted(call, one.form.as_deref(), value)
        };
        Ok(Layout::Row(self.chosen.iter().map(cell).collect::<Result<_, _>>()?))
    }
}
