//! Count, sum, mean, extremes and spread of values.

use super::Gauge;
use crate::cmdlet::object::keys::order;
use crate::cmdlet::prelude::*;
use crate::model::compare::Case;
use crate::model::{PropertyInfo, TimeSpan, TypeInfo, convert};

/// What was asked for; the rest stays empty in the report.
#[derive(Clone, Copy)]
pub struct Wanted {
    pub sum: bool,
    pub average: bool,
    pub maximum: bool,
    pub minimum: bool,
    pub deviation: bool,
}

static REPORT: TypeInfo = TypeInfo {
    name: "Microsoft.PowerShell.Commands.GenericMeasureInfo",
    properties: &[
        PropertyInfo { name: "Count", type_name: "Int32", doc: "How many values there were." },
        PropertyInfo { name: "Average", type_name: "Double", doc: "Their mean." },
        PropertyInfo { name: "Sum", type_name: "Double", doc: "All of them added up." },
        PropertyInfo { name: "Maximum", type_name: "Object", doc: "The largest." },
        PropertyInfo { name: "Minimum", type_name: "Object", doc: "The smallest." },
        PropertyInfo { name: "StandardDeviation", type_name: "Double", doc: "Their spread, as of a sample." },
        PropertyInfo { name: "Property", type_name: "String", doc: "Which property was measured." },
    ],
    shown: &[],
    methods: &[],
};

#[derive(Clone)]
pub struct Statistics {
    wanted: Wanted,
    count: i32,
    sum: f64,
    /// Welford's running mean and sum of squared distances, which do not lose digits as sums of squares do.
    mean: f64,
    distances: f64,
    /// A value was no number, so that sums would be of other values than were counted.
    is_spoilt: bool,
    maximum: Option<Value>,
    minimum: Option<Value>,
}

impl Statistics {
    pub fn new(wanted: Wanted) -> Statistics {
        Statistics {
            wanted,
            count: 0,
            sum: 0.0,
            mean: 0.0,
            distances: 0.0,
            is_spoilt: false,
            maximum: None,
            minimum: None,
        }
    }

    fn note_extremes(&mut self, value: &Value, number: Option<f64>) {
        // A number in text is that number; a size or a time stays what it is.
        let extreme = match (value, number) {
            (Value::Scalar(_), _) | (_, None) => value.clone(),
            (_, Some(number)) => Value::Double(number),
        };
        let beats = |best: &Option<Value>, wins: fn(std::cmp::Ordering) -> bool| {
            best.as_ref().is_none_or(|best| wins(order(&extreme, best, Case::Sensitive)))
        };
        if self.wanted.maximum && beats(&self.maximum, std::cmp::Ordering::is_gt) {
            self.maximum = Some(extreme.clone());
        }
        if self.wanted.minimum && beats(&self.minimum, std::cmp::Ordering::is_lt) {
            self.minimum = Some(extreme);
        }
    }

    fn add(&mut self, number: f64) {
        self.sum += number;
        let distance = number - self.mean;
        self.mean += distance / f64::from(self.count);
        self.distances += distance * (number - self.mean);
    }
}

impl Gauge for Statistics {
    fn take(&mut self, value: &Value) -> Result<(), Fault> {
        self.count = self.count.saturating_add(1);
        if value.is_null() {
            return Ok(());
        }
        let number = convert::to_double(value).ok();
        if self.wanted.maximum || self.wanted.minimum {
            self.note_extremes(value, number);
        }
        if !(self.wanted.sum || self.wanted.average || self.wanted.deviation) {
            return Ok(());
        }
        match number.filter(|_| value.downcast::<TimeSpan>().is_none()) {
            Some(number) => self.add(number),
            None => {
                self.is_spoilt = true;
                let fault =
                    Fault::invalid("NonNumericInputObject", format!("Input object \"{value}\" is not numeric."));
                let is_span = value.downcast::<TimeSpan>().is_some();
                return Err(if is_span {
                    fault.fix("Measure a number of it, such as { $_.TotalSeconds }.")
                } else {
                    fault
                });
            }
        }
        Ok(())
    }

    fn report(&self, property: Option<&str>) -> Object {
        let number = |wanted: bool, number: f64| {
            if wanted && !self.is_spoilt && self.count > 0 { Value::Double(number) } else { Value::Null }
        };
        let deviation = (self.distances / f64::from(self.count - 1).max(1.0)).sqrt();
        let property = property.map_or(Value::Null, Value::text);
        let values = [
            Value::Int(self.count),
            number(self.wanted.average, self.sum / f64::from(self.count)),
            // Nothing at all sums up to 0.
            if self.wanted.sum && !self.is_spoilt { Value::Double(self.sum) } else { Value::Null },
            self.maximum.clone().unwrap_or(Value::Null),
            self.minimum.clone().unwrap_or(Value::Null),
            number(self.wanted.deviation, deviation),
            property,
        ];
        let names = REPORT.properties.iter().map(|property| property.name.into());
        Object::of(&REPORT, names.zip(values).collect())
    }
}
