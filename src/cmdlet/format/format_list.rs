//! `Format-List`: each object as lines of names and values.

use super::errors::{DISPLAY_ERROR, Errors, SHOW_ERROR};
use super::shape::{EXPAND, FORCE, GROUP_BY, Shape, Shaping, VIEW};
use crate::cmdlet::object::{Expression, INPUT};
use crate::cmdlet::prelude::*;
use crate::lang::format::{Layout, view};

static PROPERTY: Param<Vec<Value>> =
    Param::new("Property", "What to show: names, patterns, or @{Label=…; Expression={…}}. Default: everything.")
        .position(1)
        .keeps_blocks();

const KEYS: &[&str] = &["Name", "Label", "FormatString"];

pub static FORMAT_LIST: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Format-List",
        aliases: &["fl"],
        synopsis: "Show objects as lists of their properties",
        about: "It makes layout for the eye and so comes last in a pipeline. Text, numbers and errors are shown as they are; \
                with -Force by their properties.",
        params: &[
            INPUT.spec(),
            PROPERTY.spec(),
            GROUP_BY.spec(),
            VIEW.spec(),
            EXPAND.spec(),
            FORCE.spec(),
            SHOW_ERROR.spec(),
            DISPLAY_ERROR.spec(),
        ],
        examples: &[
            Example { does: "Show everything about the queues", run: "Get-Queue | Format-List" },
            Example { does: "Show what begins with Message", run: "Get-Queue | Format-List Identity,Message*" },
            Example { does: "Show everything about the last error", run: "$Error[0] | Format-List * -Force" },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(|call, _| {
        let list = List { properties: Expression::read_all(call, &PROPERTY, KEYS)? };
        Shaping::start(call, list, KEYS)
    }),
};

struct List {
    properties: Option<Vec<Expression>>,
}

impl Shape for List {
    fn is_chosen(&self) -> bool {
        self.properties.is_some()
    }

    fn open(&mut self, _: &Call, _: &Errors, _: &Value) -> Result<Layout, Fault> {
        Ok(Layout::List)
    }

    fn common(&self, object: &Value) -> Option<(String, Value)> {
        if self.is_chosen() { None } else { view::group(object).filter(|_| view::lists(object)) }
    }

    fn piece(&self, call: &Call, errors: &Errors, object: &Value) -> Result<Layout, Fault> {
        let Some(properties) = &self.properties else { return Ok(Layout::Entry(view::list(object))) };
        let mut entry = Vec::new();
        for expression in properties {
            let form = expression.option("FormatString").map(ToString::to_string);
            for found in expression.find(call, object)? {
                let name = found.name.clone();
                if let Some(value) = errors.settle(call, found)? {
                    entry.push((name, errors.formatted(call, form.as_deref(), value)?));
                }
            }
        }
        Ok(Layout::Entry(entry))
    }
}
