//! `Format-Table`: objects as rows.

use std::sync::Arc;

use super::{Groups, is_plain};
use crate::cmdlet::object::{Expression, INPUT, input};
use crate::cmdlet::prelude::*;
use crate::lang::eval::format_text;
use crate::lang::format::{Align, Column, Layout, TableHead, refuse, usual_side, view};

static PROPERTY: Param<Vec<Value>> = Param::new(
    "Property",
    "Columns: names, patterns, or @{Label=…; Expression={…}; Width=…; Alignment=…; FormatString=…}.",
)
.position(1)
.keeps_blocks();
static AUTO_SIZE: Param<Switch> = Param::switch("AutoSize", "Measure every row before the first one is shown.");
static WRAP: Param<Switch> = Param::switch("Wrap", "Go on in the next line instead of cutting text.");
static HIDE_HEADERS: Param<Switch> = Param::switch("HideTableHeaders", "No line with the names of the columns.");
static GROUP_BY: Param<Value> = Param::new("GroupBy", "A table for each value of this property.").keeps_blocks();

const KEYS: &[&str] = &["Name", "Label", "Width", "Alignment", "FormatString"];

pub static FORMAT_TABLE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Format-Table",
        aliases: &["ft"],
        synopsis: "Show objects as a table",
        about: "It makes layout for the eye and so comes last in a pipeline; to choose properties for other commands use Select-Object.",
        params: &[INPUT.spec(), PROPERTY.spec(), AUTO_SIZE.spec(), WRAP.spec(), HIDE_HEADERS.spec(), GROUP_BY.spec()],
        examples: &[
            Example { does: "Show three columns", run: "Get-Queue | Format-Table Identity,Status,MessageCount" },
            Example {
                does: "Show a computed column",
                run: "Get-Queue | Format-Table Identity,@{Label='Waiting'; Expression={$_.MessageCount - $_.DeferredMessageCount}}",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(start),
};

fn start(call: &Call, _: &Session) -> Result<Box<dyn Stage>, Fault> {
    let group = call.get(&GROUP_BY)?.map(|by| Expression::read(&by, KEYS)).transpose()?;
    Ok(Box::new(Table {
        columns: Expression::read_all(call, &PROPERTY, KEYS)?,
        groups: Groups::new(group),
        chosen: None,
        is_open: false,
    }))
}

struct Table {
    columns: Option<Vec<Expression>>,
    groups: Groups,
    /// The columns, once the first object has told what the patterns mean.
    chosen: Option<Vec<Chosen>>,
    is_open: bool,
}

/// One column: where its value comes from.
struct Chosen {
    column: Column,
    from: Origin,
    form: Option<String>,
}

enum Origin {
    Name(Arc<str>),
    Computed(Expression),
}

impl Origin {
    fn value(&self, call: &Call, object: &Value) -> Result<Value, Fault> {
        let found = match self {
            Origin::Name(name) => object.property(name),
            Origin::Computed(expression) => {
                expression.find(call, object)?.into_iter().next().and_then(|found| found.value)
            }
        };
        Ok(found.unwrap_or_default())
    }
}

impl Table {
    fn choose(&self, call: &Call, first: &Value) -> Result<Vec<Chosen>, Fault> {
        let Some(columns) = &self.columns else {
            let names = match first {
                Value::Object(object) => view::columns(object),
                other => other.property_names(),
            };
            let names = names.into_iter();
            return Ok(names
                .map(|name| Chosen { column: Column::named(name.clone()), from: Origin::Name(name), form: None })
                .collect());
        };
        let mut chosen = Vec::new();
        for expression in columns {
            let width = expression.option("Width").map(crate::model::convert::to_int).transpose()?;
            let align = expression.option("Alignment").map(alignment).transpose()?;
            let form = expression.option("FormatString").map(ToString::to_string);
            let column =
                |label: Arc<str>| Column { label, width: width.and_then(|width| usize::try_from(width).ok()), align };
            match expression.name() {
                Some(_) => {
                    let label = expression.find(call, first)?.into_iter().next().map(|found| found.name);
                    let label = label.or(expression.name()).unwrap_or_default();
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

fn alignment(value: &Value) -> Result<Align, Fault> {
    match value.to_string().to_ascii_lowercase().as_str() {
        "left" => Ok(Align::Left),
        "center" => Ok(Align::Center),
        "right" => Ok(Align::Right),
        other => {
            Err(Fault::invalid("InvalidAlignment", format!("'{other}' is no alignment."))
                .fix("Use Left, Center or Right."))
        }
    }
}

impl Stage for Table {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let Some(value) = input(call) else { return Ok(()) };
        refuse(&value)?;
        if is_plain(&value) && self.columns.is_none() {
            return out.emit(if self.is_open { Layout::Text(value.to_string()).into_value() } else { value });
        }
        let group = self.groups.begins(call, &value)?;
        if self.chosen.is_none() {
            let mut chosen = self.choose(call, &value)?;
            // What is formatted stands at the side where the value itself would.
            for one in chosen.iter_mut().filter(|one| one.form.is_some() && one.column.align.is_none()) {
                one.column.align = Some(usual_side(&one.from.value(call, &value)?));
            }
            self.chosen = Some(chosen);
        }
        let chosen = self.chosen.as_deref().unwrap_or_default();
        if !self.is_open {
            self.is_open = true;
            let head = TableHead {
                columns: chosen.iter().map(|one| one.column.clone()).collect(),
                auto_size: call.is_set(&AUTO_SIZE)?,
                wraps: call.is_set(&WRAP)?,
                hides_labels: call.is_set(&HIDE_HEADERS)?,
            };
            out.emit(Layout::Table(Arc::new(head)).into_value())?;
        }
        if let Some(group) = group {
            out.emit(group.into_value())?;
        }
        let mut row = Vec::with_capacity(chosen.len());
        for one in chosen {
            let cell = one.from.value(call, &value)?;
            row.push(match &one.form {
                Some(form) if !cell.is_null() => {
                    let form = if form.contains('{') { form.clone() } else { format!("{{0:{form}}}") };
                    format_text(&Value::text(form), &cell).map_or(cell, Value::text)
                }
                _ => cell,
            });
        }
        out.emit(Layout::Row(row).into_value())
    }

    fn finish(&mut self, _: &Call, out: &mut Output) -> Result<(), Fault> {
        if self.is_open { out.emit(Layout::End.into_value()) } else { Ok(()) }
    }
}
