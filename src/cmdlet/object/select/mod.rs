//! `Select-Object`: some of the objects, some of their properties, or both.
//!
//! Three questions in this order: does the object's place let it pass ([`place`]), what of it is put out
//! ([`projection`]), and was the same put out before (`-Unique`).

mod place;
mod projection;

use place::Places;
use projection::Projection;

use super::seen::Seen;
use super::{INPUT, expression::Expression, subject};
use crate::cmdlet::prelude::*;
use crate::model::compare::Case;

static PROPERTY: Param<Vec<Value>> = Param::new(
    "Property",
    "Properties to keep: names, patterns such as `*Retry*`, or computed ones such as `@{Name='KB'; Expression={$_.Size.ToKB()}}`.",
)
.position(1)
.keeps_blocks();
static EXCLUDE: Param<Vec<String>> =
    Param::new("ExcludeProperty", "Properties to leave out; patterns allowed. Alone: all others are kept.");
static EXPAND: Param<Value> = Param::new(
    "ExpandProperty",
    "Put out the value of this property instead of the object; items of a list one by one.",
)
.keeps_blocks();
static UNIQUE: Param<Switch> = Param::switch("Unique", "Put out each result once; letter case counts.");
static CASE_INSENSITIVE: Param<Switch> =
    Param::switch("CaseInsensitive", "With -Unique: results that differ in letter case alone are the same.");
static FIRST: Param<u32> =
    Param::new("First", "Only so many objects from the beginning; then the pipeline stops.").within(0, i32::MAX);
static LAST: Param<u32> = Param::new("Last", "Only so many objects from the end.").within(0, i32::MAX);
static SKIP: Param<u32> =
    Param::new("Skip", "Leave out so many objects at the beginning; with -Last, at the end.").within(0, i32::MAX);
static SKIP_LAST: Param<u32> = Param::new("SkipLast", "Leave out so many objects at the end.").within(0, i32::MAX);
static WAIT: Param<Switch> =
    Param::switch("Wait", "Let the commands before go on to their end, although no more of their objects are wanted.");
static INDEX: Param<Vec<u32>> =
    Param::new("Index", "Only the objects at these places, counted from 0.").within(0, i32::MAX);
static SKIP_INDEX: Param<Vec<u32>> =
    Param::new("SkipIndex", "All but the objects at these places, counted from 0.").within(0, i32::MAX);

pub static SELECT_OBJECT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Select-Object",
        aliases: &["select"],
        synopsis: "Choose objects by their place, or properties of objects",
        about: "With -Property or -ExcludeProperty new objects are made that have only what was chosen; the originals stay \
                as they are. A property that an object does not have is there and empty.",
        params: &[
            INPUT.spec(),
            PROPERTY.spec(),
            EXCLUDE.spec(),
            EXPAND.spec(),
            UNIQUE.spec(),
            CASE_INSENSITIVE.spec(),
            FIRST.spec(),
            LAST.spec(),
            SKIP.spec(),
            SKIP_LAST.spec(),
            INDEX.spec(),
            SKIP_INDEX.spec(),
            WAIT.spec(),
        ],
        sets: &[
            ParamSet { name: "Ends", params: &["First", "Last", "Skip", "Wait"], mandatory: &[] },
            ParamSet { name: "SkipLast", params: &["SkipLast", "Skip"], mandatory: &["SkipLast"] },
            ParamSet { name: "Index", params: &["Index", "Wait"], mandatory: &["Index"] },
            ParamSet { name: "SkipIndex", params: &["SkipIndex"], mandatory: &["SkipIndex"] },
        ],
        examples: &[
            Example {
                does: "Show the three largest queues",
                run: "Get-Queue | Sort-Object MessageCount -Descending | Select-Object -First 3 Identity,MessageCount",
            },
            Example {
                does: "Compute a property",
                run: "Get-Queue | Select-Object Identity,@{Name='Stuck'; Expression={$_.Status -eq 'Retry'}}",
            },
            Example {
                does: "Take the smart hosts of all connectors as one list",
                run: "Get-SendConnector | Select-Object -ExpandProperty SmartHosts -Unique",
            },
            Example {
                does: "Leave out a headline and a sum",
                run: "Get-Content users.txt | Select-Object -Skip 1 -SkipLast 1",
            },
            Example { does: "Take the first and the third", run: "Get-AcceptedDomain | Select-Object -Index 0,2" },
            Example { does: "Take all but the second", run: "Get-AcceptedDomain | Select-Object -SkipIndex 1" },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(start),
};

fn start(call: &Call, _: &Session) -> Result<Box<dyn Stage>, Fault> {
    let case = if call.is_set(&CASE_INSENSITIVE)? { Case::Insensitive } else { Case::Sensitive };
    Ok(Box::new(Select {
        places: places(call)?,
        projection: projection(call)?,
        seen: call.is_set(&UNIQUE)?.then(|| Seen::new(case)),
        waits: call.is_set(&WAIT)?,
    }))
}

fn places(call: &Call) -> Result<Places, Fault> {
    if let Some(wanted) = call.get(&INDEX)? {
        return Ok(Places::at(wanted));
    }
    if let Some(unwanted) = call.get(&SKIP_INDEX)? {
        return Ok(Places::all_but(unwanted));
    }
    let skip = call.get(&SKIP)?.unwrap_or(0);
    if let Some(count) = call.get(&SKIP_LAST)? {
        return Ok(Places::without_last(skip, count));
    }
    Ok(Places::ends(call.get(&FIRST)?, call.get(&LAST)?, skip))
}

fn projection(call: &Call) -> Result<Projection, Fault> {
    let keys = ["Name", "Label"];
    let properties = Expression::read_all(call, &PROPERTY, &keys)?;
    let expand = match call.get(&EXPAND)? {
        Some(argument) => Some(Expression::read(&argument, &keys).map_err(|fault| fault.at(call.place(&EXPAND)))?),
        None => None,
    };
    Ok(Projection::new(properties, call.get(&EXCLUDE)?.unwrap_or_default(), expand))
}

struct Select {
    places: Places,
    projection: Projection,
    seen: Option<Seen>,
    /// Whether the commands before are not stopped.
    waits: bool,
}

impl Select {
    fn enough(&self) -> Result<(), Fault> {
        if self.waits { Ok(()) } else { Err(Fault::enough()) }
    }

    fn put(&mut self, call: &Call, object: &Value, out: &mut Output) -> Result<(), Fault> {
        for result in self.projection.of(call, object)? {
            if self.seen.as_mut().is_none_or(|seen| seen.is_new(&result)) {
                out.emit(result)?;
            }
        }
        Ok(())
    }
}

impl Stage for Select {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        if self.places.is_satisfied() {
            return self.enough();
        }
        let Some(object) = subject(call)?.filter(|object| !object.is_null()) else { return Ok(()) };
        if let Some(passing) = self.places.take(object.clone()) {
            self.put(call, &passing, out)?;
        }
        if self.places.is_satisfied() { self.enough() } else { Ok(()) }
    }

    fn finish(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        for object in self.places.rest() {
            self.put(call, &object, out)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
