//! `Format-Custom`: objects with what is in them, as deep as is wanted.

use super::errors::{DISPLAY_ERROR, Errors, SHOW_ERROR};
use super::shape::{EXPAND, FORCE, GROUP_BY, Shape, Shaping, VIEW};
use crate::cmdlet::object::{Expression, INPUT};
use crate::cmdlet::prelude::*;
use crate::lang::format::{Layout, Nested};

static PROPERTY: Param<Vec<Value>> =
    Param::new("Property", "What to show: names, patterns, or @{Expression=…; Depth=…}. Default: everything.")
        .position(1)
        .keeps_blocks();
static DEPTH: Param<u32> =
    Param::new("Depth", "How many levels of objects inside each other are shown. Default 5.").within(1, i32::MAX);

const KEYS: &[&str] = &["Name", "Label", "Depth"];

/// PowerShell's bound, too.
const DEEPEST: u32 = 5;

pub static FORMAT_CUSTOM: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Format-Custom",
        aliases: &["fc"],
        synopsis: "Show objects with the objects inside them",
        about: "It makes layout for the eye and so comes last in a pipeline. What lies deeper than -Depth is one line of text.",
        params: &[
            INPUT.spec(),
            PROPERTY.spec(),
            DEPTH.spec(),
            GROUP_BY.spec(),
            VIEW.spec(),
            EXPAND.spec(),
            FORCE.spec(),
            SHOW_ERROR.spec(),
            DISPLAY_ERROR.spec(),
        ],
        examples: &[Example {
            does: "Show an object with the one inside it",
            run: "[pscustomobject]@{Name='hub'; Disk=[pscustomobject]@{Free=3}} | Format-Custom",
        }],
        ..Signature::NEW
    },
    run: Run::Stage(|call, _| {
        let depth = call.get(&DEPTH)?.unwrap_or(DEEPEST);
        let custom = Custom { properties: Expression::read_all(call, &PROPERTY, KEYS)?, depth };
        Shaping::start(call, custom, KEYS)
    }),
};

struct Custom {
    properties: Option<Vec<Expression>>,
    depth: u32,
}

impl Shape for Custom {
    fn is_chosen(&self) -> bool {
        self.properties.is_some()
    }

    fn open(&mut self, _: &Call, _: &Errors, _: &Value) -> Result<Layout, Fault> {
        Ok(Layout::Custom)
    }

    fn piece(&self, call: &Call, errors: &Errors, object: &Value) -> Result<Layout, Fault> {
        let Some(properties) = &self.properties else { return Ok(Layout::Nested(Nested::all(object, self.depth))) };
        let mut shown = Vec::new();
        for expression in properties {
            let depth = expression.option("Depth").map(crate::model::convert::to_int).transpose()?;
            let depth = depth.and_then(|depth| u32::try_from(depth).ok()).unwrap_or(self.depth);
            for found in expression.find(call, object)? {
                let name = found.name.clone();
                shown.push((name, errors.settle(call, found)?.unwrap_or_default(), depth));
            }
        }
        Ok(Layout::Nested(Nested::of(object, shown)))
    }
}
