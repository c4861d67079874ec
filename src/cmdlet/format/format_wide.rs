//! `Format-Wide`: one property of each object, several side by side.

use super::{Groups, is_plain};
use crate::cmdlet::object::{Expression, INPUT, input};
use crate::cmdlet::prelude::*;
use crate::lang::format::{Layout, WideHead, refuse, view};

static PROPERTY: Param<Value> =
    Param::new("Property", "What to show of each object. Default: its name.").position(1).keeps_blocks();
static COLUMN: Param<u32> = Param::new("Column", "How many side by side. Default 2.");
static GROUP_BY: Param<Value> = Param::new("GroupBy", "Apart for each value of this property.").keeps_blocks();
static AUTO_SIZE: Param<Switch> = Param::switch("AutoSize", "As many side by side as fit.");

pub static FORMAT_WIDE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Format-Wide",
        aliases: &["fw"],
        synopsis: "Show one property of objects, several side by side",
        about: "It makes layout for the eye and so comes last in a pipeline.",
        params: &[INPUT.spec(), PROPERTY.spec(), COLUMN.spec(), AUTO_SIZE.spec(), GROUP_BY.spec()],
        examples: &[Example {
            does: "Show the names of all commands",
            run: "Get-Command | Format-Wide Name -Column 3",
        }],
        ..Signature::NEW
    },
    run: Run::Stage(|call, _| {
        let property = call
            .get(&PROPERTY)?
            .map(|property| Expression::read(&property, &["Name", "Label", "FormatString"]))
            .transpose()?;
        let group = call.get(&GROUP_BY)?.map(|by| Expression::read(&by, &["Name", "Label"])).transpose()?;
        Ok(Box::new(Wide { property, groups: Groups::new(group), is_open: false }))
    }),
};

struct Wide {
    property: Option<Expression>,
    groups: Groups,
    is_open: bool,
}

impl Stage for Wide {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let Some(value) = input(call) else { return Ok(()) };
        refuse(&value)?;
        if !self.is_open {
            self.is_open = true;
            let columns = call.get(&COLUMN)?.map(|columns| columns.clamp(1, 100) as usize);
            out.emit(Layout::Wide(WideHead { columns, auto_size: call.is_set(&AUTO_SIZE)? }).into_value())?;
        }
        if let Some(group) = self.groups.begins(call, &value)? {
            out.emit(group.into_value())?;
        }
        let shown = match &self.property {
            Some(property) => {
                property.find(call, &value)?.into_iter().next().and_then(|found| found.value).unwrap_or(Value::Null)
            }
            None if is_plain(&value) => value,
            None => view::name(&value).and_then(|name| value.property(&name)).unwrap_or(Value::Null),
        };
        out.emit(Layout::Item(shown).into_value())
    }

    fn finish(&mut self, _: &Call, out: &mut Output) -> Result<(), Fault> {
        if self.is_open { out.emit(Layout::End.into_value()) } else { Ok(()) }
    }
}
