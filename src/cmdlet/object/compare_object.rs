//! `Compare-Object`: what two lists have in common, and what only one of them has.

use std::collections::{BTreeMap, HashMap, VecDeque};

use super::culture::CULTURE;
use super::expression::Expression;
use super::keys::{Entry, Keys};
use super::subject;
use crate::cmdlet::prelude::*;
use crate::model::compare::Case;

static REFERENCE: Param<Vec<Value>> =
    Param::new("ReferenceObject", "The list to compare with.").mandatory().position(1);
static DIFFERENCE: Param<Vec<Value>> =
    Param::new("DifferenceObject", "The list that is compared.").mandatory().position(2).from_pipeline();
static PROPERTY: Param<Vec<Value>> = Param::new(
    "Property",
    "Properties that must be the same: names, blocks or `@{Expression=…}`. Default: the object itself.",
)
.position(3)
.keeps_blocks();
static SYNC_WINDOW: Param<u32> =
    Param::new("SyncWindow", "How many objects back a partner is looked for. Default: all of them.")
        .within(0, i32::MAX);
static EXCLUDE_DIFFERENT: Param<Switch> = Param::switch("ExcludeDifferent", "Only what both lists have.");
static INCLUDE_EQUAL: Param<Switch> = Param::switch("IncludeEqual", "Also what both lists have.");
static PASS_THRU: Param<Switch> =
    Param::switch("PassThru", "Put out the objects themselves; those that can take it get a SideIndicator.");
static CASE_SENSITIVE: Param<Switch> = Param::switch("CaseSensitive", "Letter case counts.");

pub static COMPARE_OBJECT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Compare-Object",
        aliases: &["compare", "diff"],
        synopsis: "Compare two lists of objects",
        about: "`=>` marks what only the second list has, `<=` what only the first has, `==` what both have. The order \
                within the lists does not count.",
        params: &[
            REFERENCE.spec(),
            DIFFERENCE.spec(),
            PROPERTY.spec(),
            SYNC_WINDOW.spec(),
            EXCLUDE_DIFFERENT.spec(),
            INCLUDE_EQUAL.spec(),
            PASS_THRU.spec(),
            CASE_SENSITIVE.spec(),
            CULTURE.spec(),
        ],
        examples: &[
            Example { does: "Compare two lists", run: "Compare-Object 'a','b' 'b','c' -IncludeEqual" },
            Example {
                does: "See which domains a file has that the organisation has not",
                run: "Compare-Object (Get-AcceptedDomain).DomainName (Get-Content domains.txt) | Where-Object SideIndicator -EQ '=>'",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(start),
};

/// Which list has an object.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Both,
    Difference,
    Reference,
}

impl Side {
    fn indicator(self) -> &'static str {
        match self {
            Side::Both => "==",
            Side::Difference => "=>",
            Side::Reference => "<=",
        }
    }
}

struct Compared {
    key: Entry,
    object: Value,
}

/// Objects that have found no partner yet, in the order they came.
#[derive(Default)]
struct Waiting {
    by_arrival: BTreeMap<u64, Compared>,
    /// Arrivals whose keys have the same text: equal keys are among them, so that long lists take no square of time.
    by_text: HashMap<String, VecDeque<u64>>,
    arrivals: u64,
}

impl Waiting {
    fn add(&mut self, compared: Compared) {
        self.arrivals += 1;
        self.by_text.entry(text(&compared.key)).or_default().push_back(self.arrivals);
        self.by_arrival.insert(self.arrivals, compared);
    }

    fn take(&mut self, wanted: &Entry, keys: &Keys) -> Option<Compared> {
        let candidates = self.by_text.get_mut(&text(wanted))?;
        let fits = |at: &u64| self.by_arrival.get(at).is_some_and(|known| keys.order(&known.key, wanted).is_eq());
        let position = candidates.iter().position(fits)?;
        let arrival = candidates.remove(position)?;
        self.by_arrival.remove(&arrival)
    }

    fn take_oldest(&mut self) -> Option<Compared> {
        let (arrival, oldest) = self.by_arrival.pop_first()?;
        if let Some(same) = self.by_text.get_mut(&text(&oldest.key)) {
            same.retain(|at| *at != arrival);
        }
        Some(oldest)
    }
}

/// A text that equal keys share, whatever the letter case.
fn text(key: &Entry) -> String {
    let text = |value: &Value| match value {
        Value::Decimal(number) => number.normalize().to_string(),
        other => other.to_string().to_lowercase(),
    };
    key.iter().map(|key| key.value.as_ref().map(text).unwrap_or_default() + "\n").collect()
}

fn start(call: &Call, _: &Session) -> Result<Box<dyn Stage>, Fault> {
    let case = if call.is_set(&CASE_SENSITIVE)? { Case::Sensitive } else { Case::Insensitive };
    let expressions = Expression::read_all(call, &PROPERTY, &[])?;
    let keys = Keys::new(expressions.clone().unwrap_or_default(), false, case);
    let excludes_different = call.is_set(&EXCLUDE_DIFFERENT)?;
    Ok(Box::new(Compare {
        keys,
        expressions,
        references: call.require(&REFERENCE)?.into(),
        differences: Waiting::default(),
        unmatched: Waiting::default(),
        window: call.get(&SYNC_WINDOW)?.map_or(usize::MAX, |window| window as usize),
        shows_equal: call.is_set(&INCLUDE_EQUAL)? || excludes_different,
        shows_different: !excludes_different,
        passes_through: call.is_set(&PASS_THRU)?,
    }))
}

struct Compare {
    keys: Keys,
    expressions: Option<Vec<Expression>>,
    /// Those that have not been looked at.
    references: VecDeque<Value>,
    differences: Waiting,
    unmatched: Waiting,
    window: usize,
    shows_equal: bool,
    shows_different: bool,
    passes_through: bool,
}

impl Compare {
    /// Looks at the next object of either list.
    fn step(&mut self, call: &Call, difference: Option<Value>, out: &mut Output) -> Result<(), Fault> {
        let keyed = |keys: &Keys, object: Option<Value>| match object {
            Some(object) => keys.of(call, &object).map(|key| Some(Compared { key, object })),
            None => Ok(None),
        };
        let mut difference = keyed(&self.keys, difference)?;
        let mut reference = keyed(&self.keys, self.references.pop_front())?;
        if let (Some(one), Some(other)) = (&reference, &difference)
            && self.keys.order(&one.key, &other.key).is_eq()
        {
            return self.put(call, &one.object, Side::Both, out);
        }
        if let Some(partner) = difference.as_ref().and_then(|it| self.unmatched.take(&it.key, &self.keys)) {
            self.put(call, &partner.object, Side::Both, out)?;
            difference = None;
        }
        if let Some(found) = &reference
            && self.differences.take(&found.key, &self.keys).is_some()
        {
            self.put(call, &found.object, Side::Both, out)?;
            reference = None;
        }
        for (object, side) in [(difference, Side::Difference), (reference, Side::Reference)] {
            let Some(object) = object else { continue };
            let waiting = if side == Side::Difference { &mut self.differences } else { &mut self.unmatched };
            waiting.add(object);
            let late = if waiting.by_arrival.len() > self.window { waiting.take_oldest() } else { None };
            late.map_or(Ok(()), |late| self.put(call, &late.object, side, out))?;
        }
        Ok(())
    }

    fn put(&self, call: &Call, object: &Value, side: Side, out: &mut Output) -> Result<(), Fault> {
        if !(if side == Side::Both { self.shows_equal } else { self.shows_different }) {
            return Ok(());
        }
        let indicator = Value::text(side.indicator());
        if self.passes_through {
            return out.emit(match object {
                Value::Object(object) => {
                    object.set("SideIndicator", indicator);
                    Value::Object(object.clone())
                }
                other => Value::Object(Object::around(other, vec![("SideIndicator".into(), indicator)])),
            });
        }
        let mut properties = Vec::new();
        match &self.expressions {
            None => properties.push(("InputObject".into(), object.clone())),
            Some(expressions) => {
                for expression in expressions {
                    let found = expression.find(call, object)?.into_iter();
                    properties.extend(found.map(|found| (found.name, found.value.unwrap_or_default())));
                }
            }
        }
        properties.push(("SideIndicator".into(), indicator));
        out.emit(Value::Object(Object::custom(properties)))
    }
}

impl Stage for Compare {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        subject(call)?;
        for difference in call.require(&DIFFERENCE)? {
            self.step(call, Some(difference), out)?;
        }
        Ok(())
    }

    fn finish(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        while !self.references.is_empty() {
            self.step(call, None, out)?;
        }
        for side in [Side::Difference, Side::Reference] {
            let waiting = if side == Side::Difference { &mut self.differences } else { &mut self.unmatched };
            for (_, left) in std::mem::take(waiting).by_arrival {
                self.put(call, &left.object, side, out)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmdlet::trial::{alone, numbers};

    fn words(text: &str) -> Value {
        Value::array(text.split(' ').map(Value::text).collect())
    }

    fn compared(reference: Value, difference: Value, more: &[(&'static str, Value)]) -> String {
        let mut arguments = vec![("ReferenceObject", reference), ("DifferenceObject", difference)];
        arguments.extend_from_slice(more);
        let ran = alone(&COMPARE_OBJECT, &arguments);
        ran.end.expect("comparable");
        let text = |it: &Value, name: &str| it.property(name).unwrap_or_default().to_string();
        let shown = |it: &Value| text(it, "SideIndicator") + &text(it, "InputObject") + &text(it, "A");
        ran.out.iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn sides_are_told() {
        let on = |name: &'static str| (name, Value::Bool(true));
        for (reference, difference, more, expected) in [
            ("a b c", "b c d", vec![], "=>d <=a"),
            ("a b c", "c b a", vec![], ""),
            (
                "dog squirrel bird",
                "cat bird racoon",
                vec![on("IncludeEqual")],
                "==bird =>cat =>racoon <=dog <=squirrel",
            ),
            ("a b", "b c", vec![on("ExcludeDifferent")], "==b"),
            ("a a b", "a", vec![], "<=a <=b"),
            ("a", "A", vec![], ""),
            ("a", "A", vec![on("CaseSensitive")], "=>A <=a"),
            ("a b c", "c x y", vec![("SyncWindow", Value::Int(0))], "=>c <=a =>x <=b =>y <=c"),
        ] {
            assert_eq!(compared(words(reference), words(difference), &more), expected, "{reference} | {difference}");
        }
    }

    #[test]
    fn properties_decide_where_they_are_named() {
        let list = |values: &[i32]| Value::array(values.iter().map(|a| numbers(&[("A", *a), ("B", a * 7)])).collect());
        let by = [("Property", Value::text("A"))];
        assert_eq!(compared(list(&[1, 2]), list(&[2, 3]), &by), "=>3 <=1");
    }
}
