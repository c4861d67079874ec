//! `Format-Wide`: one property of each object, several side by side.

use super::errors::{DISPLAY_ERROR, Errors, SHOW_ERROR};
use super::shape::{EXPAND, FORCE, GROUP_BY, Shape, Shaping, VIEW};
use crate::cmdlet::object::{Expression, INPUT};
use crate::cmdlet::prelude::*;
use crate::lang::format::{Layout, WideHead, view};

static PROPERTY: Param<Value> =
    Param::new("Property", "What to show of each object. Default: its name.").position(1).keeps_blocks();
static COLUMN: Param<u32> = Param::new("Column", "How many side by side. Default 2.").within(1, i32::MAX);
static AUTO_SIZE: Param<Switch> = Param::switch("AutoSize", "As many side by side as fit.");

const KEYS: &[&str] = &["Name", "Label", "FormatString"];

pub static FORMAT_WIDE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Format-Wide",
        aliases: &["fw"],
        synopsis: "Show one property of objects, several side by side",
        about: "It makes layout for the eye and so comes last in a pipeline. Text and numbers have a line each; with -Force \
                and a script block such as `{$_}` they stand side by side.",
        params: &[
            INPUT.spec(),
            PROPERTY.spec(),
            COLUMN.spec(),
            AUTO_SIZE.spec(),
            GROUP_BY.spec(),
            VIEW.spec(),
            EXPAND.spec(),
            FORCE.spec(),
            SHOW_ERROR.spec(),
            DISPLAY_ERROR.spec(),
        ],
        examples: &[
            Example { does: "Show the names of all commands", run: "Get-Command | Format-Wide Name -Column 3" },
            Example { does: "Show texts side by side", run: "'a','b','c' | Format-Wide {$_} -AutoSize -Force" },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(|call, _| {
        let property = call.get(&PROPERTY)?.map(|property| Expression::read(&property, KEYS)).transpose()?;
        Shaping::start(call, Wide { property }, KEYS)
    }),
};

struct Wide {
    property: Option<Expression>,
}

impl Shape for Wide {
    fn is_chosen(&self) -> bool {
        self.property.is_some()
    }

    fn open(&mut self, call: &Call, _: &Errors, _: &Value) -> Result<Layout, Fault> {
        let columns = call.get(&COLUMN)?.map(|columns| columns.clamp(1, 100) as usize);
        Ok(Layout::Wide(WideHead { columns, auto_size: call.is_set(&AUTO_SIZE)? }))
    }

    fn common(&self, object: &Value) -> Option<(String, Value)> {
        if self.is_chosen() { None } else { view::group(object).filter(|_| view::lists(object)) }
    }

    fn piece(&self, call: &Call, errors: &Errors, object: &Value) -> Result<Layout, Fault> {
        let Some(property) = &self.property else {
            return Ok(Layout::Item(view::wide(object)));
        };
        let form = property.option("FormatString").map(ToString::to_string);
        let found = property.find(call, object)?.into_iter().next();
        let value = found.map(|found| errors.settle(call, found)).transpose()?.flatten().unwrap_or_default();
        Ok(Layout::Item(errors.formatted(call, form.as_deref(), value)?))
    }
}
