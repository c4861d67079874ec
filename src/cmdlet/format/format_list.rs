//! `Format-List`: each object as lines of names and values.

use super::{Groups, is_plain};
use crate::cmdlet::object::{Expression, INPUT, input};
use crate::cmdlet::prelude::*;
use crate::lang::format::{Layout, refuse};

static PROPERTY: Param<Vec<Value>> =
    Param::new("Property", "What to show: names, patterns, or @{Label=…; Expression={…}}. Default: everything.")
        .position(1)
        .keeps_blocks();
static GROUP_BY: Param<Value> = Param::new("GroupBy", "A heading for each value of this property.").keeps_blocks();

const KEYS: &[&str] = &["Name", "Label", "FormatString"];

pub static FORMAT_LIST: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Format-List",
        aliases: &["fl"],
        synopsis: "Show objects as lists of their properties",
        about: "It makes layout for the eye and so comes last in a pipeline.",
        params: &[INPUT.spec(), PROPERTY.spec(), GROUP_BY.spec()],
        examples: &[
            Example { does: "Show everything about the queues", run: "Get-Queue | Format-List" },
            Example { does: "Show what begins with Message", run: "Get-Queue | Format-List Identity,Message*" },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(start),
};

fn start(call: &Call, _: &Session) -> Result<Box<dyn Stage>, Fault> {
    let group = call.get(&GROUP_BY)?.map(|by| Expression::read(&by, KEYS)).transpose()?;
    Ok(Box::new(List {
        properties: Expression::read_all(call, &PROPERTY, KEYS)?,
        groups: Groups::new(group),
        is_open: false,
    }))
}

struct List {
    properties: Option<Vec<Expression>>,
    groups: Groups,
    is_open: bool,
}

impl Stage for List {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let Some(value) = input(call) else { return Ok(()) };
        refuse(&value)?;
        if is_plain(&value) && self.properties.is_none() {
            return out.emit(if self.is_open { Layout::Text(value.to_string()).into_value() } else { value });
        }
        let group = self.groups.begins(call, &value)?;
        if !self.is_open {
            self.is_open = true;
            out.emit(Layout::List.into_value())?;
        }
        if let Some(group) = group {
            out.emit(group.into_value())?;
        }
        let entry = match &self.properties {
            None => value.properties(),
            Some(properties) => {
                let mut entry = Vec::new();
                for expression in properties {
                    let found = expression.find(call, &value)?.into_iter();
                    entry.extend(found.filter_map(|found| Some((found.name, found.value?))));
                }
                entry
            }
        };
        out.emit(Layout::Entry(entry).into_value())
    }

    fn finish(&mut self, _: &Call, out: &mut Output) -> Result<(), Fault> {
        if self.is_open { out.emit(Layout::End.into_value()) } else { Ok(()) }
    }
}
