//! `Measure-Object`: how many, how much, how large; or lines, words and characters of text.

mod statistics;
mod text;

use std::sync::Arc;

use indexmap::IndexMap;
use statistics::{Statistics, Wanted};
use text::TextCount;

use super::expression::{Expression, Found};
use super::{INPUT, subject};
use crate::cmdlet::prelude::*;

static PROPERTY: Param<Vec<Value>> =
    Param::new("Property", "Properties to measure: names, patterns or blocks. Default: the object itself.")
        .position(1)
        .keeps_blocks();
static SUM: Param<Switch> = Param::switch("Sum", "Add the values up.");
static AVERAGE: Param<Switch> = Param::switch("Average", "The mean of the values.");
static MAXIMUM: Param<Switch> = Param::switch("Maximum", "The largest value, of whatever type.");
static MINIMUM: Param<Switch> = Param::switch("Minimum", "The smallest value, of whatever type.");
static DEVIATION: Param<Switch> = Param::switch("StandardDeviation", "How far the values are spread about their mean.");
static ALL_STATS: Param<Switch> = Param::switch("AllStats", "All of these.");
static LINE: Param<Switch> = Param::switch("Line", "Count lines.");
static WORD: Param<Switch> = Param::switch("Word", "Count words.");
static CHARACTER: Param<Switch> = Param::switch("Character", "Count characters.");
static IGNORE_WHITE_SPACE: Param<Switch> = Param::switch("IgnoreWhiteSpace", "Do not count blanks and line ends.");

pub static MEASURE_OBJECT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Measure-Object",
        aliases: &["measure"],
        synopsis: "Count objects, and compute of their properties",
        about: "Sizes count as their bytes. Objects that lack the property are not \
                counted.",
        params: &[
            INPUT.spec(),
            PROPERTY.spec(),
            SUM.spec(),
            AVERAGE.spec(),
            MAXIMUM.spec(),
            MINIMUM.spec(),
            DEVIATION.spec(),
            ALL_STATS.spec(),
            LINE.spec(),
            WORD.spec(),
            CHARACTER.spec(),
            IGNORE_WHITE_SPACE.spec(),
        ],
        sets: &[
            ParamSet {
                name: "Numbers",
                params: &["Sum", "Average", "Maximum", "Minimum", "StandardDeviation", "AllStats"],
                mandatory: &[],
            },
            ParamSet { name: "Text", params: &["Line", "Word", "Character", "IgnoreWhiteSpace"], mandatory: &[] },
        ],
        examples: &[
            Example { does: "Count what waits", run: "(Get-Message -ResultSize Unlimited | Measure-Object).Count" },
            Example {
                does: "Show how many messages all queues hold, and the fullest",
                run: "Get-Queue | Measure-Object MessageCount -Sum -Maximum",
            },
            Example { does: "Count the lines of a file", run: "Get-Content users.txt | Measure-Object -Line" },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(start),
};

fn start(call: &Call, _: &Session) -> Result<Box<dyn Stage>, Fault> {
    let properties = Expression::read_all(call, &PROPERTY, &[])?;
    let asked = |switch| call.is_set(switch);
    if asked(&LINE)? || asked(&WORD)? || asked(&CHARACTER)? || asked(&IGNORE_WHITE_SPACE)? {
        let text = TextCount::new(asked(&LINE)?, asked(&WORD)?, asked(&CHARACTER)?, asked(&IGNORE_WHITE_SPACE)?);
        return Ok(Box::new(Measure::new(properties, text)));
    }
    let all = asked(&ALL_STATS)?;
    let wanted = Wanted {
        sum: all || asked(&SUM)?,
        average: all || asked(&AVERAGE)?,
        maximum: all || asked(&MAXIMUM)?,
        minimum: all || asked(&MINIMUM)?,
        deviation: all || asked(&DEVIATION)?,
    };
    Ok(Box::new(Measure::new(properties, Statistics::new(wanted))))
}

/// What is kept of the values of one property.
trait Gauge: Clone {
    /// Takes one more value; Err is a non-terminating error.
    fn take(&mut self, value: &Value) -> Result<(), Fault>;

    fn report(&self, property: Option<&str>) -> Object;
}

struct Measure<G> {
    properties: Option<Vec<Expression>>,
    blank: G,
    /// For the objects themselves, when no property is named.
    objects: G,
    by_name: IndexMap<Arc<str>, G>,
    /// Some object has come, whatever it was.
    has_begun: bool,
}

impl<G: Gauge> Measure<G> {
    fn new(properties: Option<Vec<Expression>>, blank: G) -> Measure<G> {
        Measure { properties, objects: blank.clone(), blank, by_name: IndexMap::new(), has_begun: false }
    }
}

impl<G: Gauge> Stage for Measure<G> {
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        let Some(object) = subject(call)?.filter(|object| !object.is_null()) else { return Ok(()) };
        self.has_begun = true;
        let Some(properties) = &self.properties else {
            return self.objects.take(object).or_else(|fault| call.error(fault));
        };
        for property in properties {
            for Found { name, value, .. } in property.find(call, object)? {
                let Some(value) = value else { continue };
                let gauge = self.by_name.entry(name).or_insert_with(|| self.blank.clone());
                gauge.take(&value).or_else(|fault| call.error(fault))?;
            }
        }
        Ok(())
    }

    fn finish(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let Some(properties) = &self.properties else {
            return out.emit(Value::Object(self.objects.report(None)));
        };
        for name in properties.iter().filter_map(Expression::name) {
            // Of no objects nothing is said at all, and of a missing property under strict rules alone.
            if self.has_begun
                && call.engine.strictness() >= 2
                && !self.by_name.keys().any(|known| known.eq_ignore_ascii_case(&name))
            {
                let says = format!("The property \"{name}\" cannot be found in the input for any objects.");
                call.error(Fault::invalid("GenericMeasurePropertyNotFound", says))?;
            }
        }
        self.by_name.iter().try_for_each(|(name, gauge)| out.emit(Value::Object(gauge.report(Some(name)))))
    }
}

#[cfg(test)]
mod tests;
