//! `Where-Object`: the objects for which a condition holds.

use std::sync::Arc;

use super::member_name::meant;
use super::{INPUT, subject};
use crate::cmdlet::prelude::*;
use crate::lang::types::{Type, TypeValue};
use crate::model::convert::truth;
use crate::model::filter::Filter;
use crate::model::{Block, Value, Wildcard};

static FILTER_SCRIPT: Param<Arc<dyn Block>> =
    Param::new("FilterScript", "Pass the object on when what this block puts out is true; `$_` is the object.")
        .position(1)
        .keeps_blocks();
static PROPERTY: Param<String> =
    Param::new("Property", "Property to look at. Without an operator: pass the object on when it is true.").position(1);
static VALUE: Param<Value> = Param::new("Value", "What the property is compared with.").position(2);
static NOT: Param<Switch> = Param::switch("Not", "Pass the object on when the property is false, empty or missing.");

const fn operator(name: &'static str, aliases: &'static [&'static str], doc: &'static str) -> ParamSpec {
    Param::switch(name, doc).aliases(aliases).spec()
}

/// The switches that are operators, by the operator's own name: -EQ is `-eq`.
const OPERATORS: &[ParamSpec] = &[
    operator("EQ", &["IEQ"], "The property equals the value."),
    operator("CEQ", &[], "As -EQ, in the same letter case."),
    operator("NE", &["INE"], "The property does not equal the value."),
    operator("CNE", &[], "As -NE; another letter case is another value."),
    operator("GT", &["IGT"], "The property is greater than the value."),
    operator("CGT", &[], "As -GT; letter case counts."),
    operator("LT", &["ILT"], "The property is less than the value."),
    operator("CLT", &[], "As -LT; letter case counts."),
    operator("GE", &["IGE"], "The property is greater than the value or equals it."),
    operator("CGE", &[], "As -GE; letter case counts."),
    operator("LE", &["ILE"], "The property is less than the value or equals it."),
    operator("CLE", &[], "As -LE; letter case counts."),
    operator("Like", &["ILike"], "The property fits the value as a pattern with `*`, `?` and `[a-z]`."),
    operator("CLike", &[], "As -Like; letter case counts."),
    operator("NotLike", &["INotLike"], "The property does not fit the value as a pattern."),
    operator("CNotLike", &[], "As -NotLike; letter case counts."),
    operator("Match", &["IMatch"], "The regular expression in the value is found in the property."),
    operator("CMatch", &[], "As -Match; letter case counts."),
    operator("NotMatch", &["INotMatch"], "The regular expression in the value is not found in the property."),
    operator("CNotMatch", &[], "As -NotMatch; letter case counts."),
    operator("Contains", &["IContains"], "One item of the property equals the value."),
    operator("CContains", &[], "As -Contains; letter case counts."),
    operator("NotContains", &["INotContains"], "No item of the property equals the value."),
    operator("CNotContains", &[], "As -NotContains; letter case counts."),
    operator("In", &["IIn"], "The property equals one item of the value."),
    operator("CIn", &[], "As -In; letter case counts."),
    operator("NotIn", &["INotIn"], "The property equals no item of the value."),
    operator("CNotIn", &[], "As -NotIn; letter case counts."),
    operator("Is", &[], "The property is of the type that the value names."),
    operator("IsNot", &[], "The property is not of the type that the value names."),
];

const ALL: &[ParamSpec] = &{
    let mut all = [INPUT.spec(); OPERATORS.len() + 5];
    all[1] = FILTER_SCRIPT.spec();
    all[2] = PROPERTY.spec();
    all[3] = VALUE.spec();
    all[4] = NOT.spec();
    let mut at = 0;
    while at < OPERATORS.len() {
        all[5 + at] = OPERATORS[at];
        at += 1;
    }
    all
};

const OF_COMPARISON: &[&str] = &{
    let mut names = ["Property"; OPERATORS.len() + 3];
    names[1] = "Value";
    names[2] = "Not";
    let mut at = 0;
    while at < OPERATORS.len() {
        names[3 + at] = OPERATORS[at].name;
        at += 1;
    }
    names
};

pub static WHERE_OBJECT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Where-Object",
        aliases: &["?", "where"],
        synopsis: "Pass on the objects for which a condition holds",
        about: "The condition is a script block, or a property with one comparison operator. Letter case does not count, \
                except for operators that begin with C.",
        params: ALL,
        sets: &[
            ParamSet { name: "ScriptBlock", params: &["FilterScript"], mandatory: &["FilterScript"] },
            ParamSet { name: "Comparison", params: OF_COMPARISON, mandatory: &["Property"] },
        ],
        examples: &[
            Example {
                does: "Show the queues with many messages that wait",
                run: "Get-Queue | Where-Object { $_.MessageCount -gt 100 -and $_.Status -eq 'Retry' }",
            },
            Example { does: "The same for one comparison", run: "Get-Queue | Where-Object Status -eq Retry" },
            Example { does: "Show the connectors that are off", run: "Get-SendConnector | Where-Object -Not Enabled" },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(start),
};

fn start(call: &Call, _: &Session) -> Result<Box<dyn Stage>, Fault> {
    let condition = match call.get(&FILTER_SCRIPT)? {
        Some(block) => Condition::Block(block),
        None => comparison(call)?,
    };
    Ok(Box::new(Where { condition }))
}

/// What decides about each object.
enum Condition {
    Block(Arc<dyn Block>),
    Holds { property: String, expected: bool },
    Type { property: String, known: Type, expected: bool },
    Comparison { property: String, test: Filter },
}

fn comparison(call: &Call) -> Result<Condition, Fault> {
    let property = call.require(&PROPERTY)?;
    let given: Vec<&ParamSpec> = OPERATORS
        .iter()
        .filter(|operator| call.argument(operator.name).is_some_and(|argument| truth(&argument.value)))
        .collect();
    let value = call.get(&VALUE)?;
    match (given.as_slice(), value) {
        ([], None) => Ok(Condition::Holds { property, expected: !call.is_set(&NOT)? }),
        ([], Some(_)) => Err(Fault::invalid("OperatorNotSpecified", "An operator is required to compare the two specified values. Include a valid operator in the command, and then try the command again. For example, Get-Process | Where-Object -Property Name -eq Idle")
            .at(call.place(&VALUE))
            .fix("Put an operator between them, such as -eq or -like.")),
        ([_], _) if call.is_set(&NOT)? => Err(ambiguous("Not", given[0].name).at(call.span)),
        ([operator], None) if !call.is_given(VALUE.spec().name) => Err(Fault::invalid(
            "ValueNotSpecifiedForWhereObject",
            "The specified operator requires both the -Property and -Value parameters. Provide values for both parameters, and then try the command again.",
        )
        .at(call.span)
        .fix(format!("Write the value behind -{}.", operator.name))),
        ([operator], value) if operator.name.starts_with("Is") => {
            let value = value.unwrap_or(Value::Null);
            let known = match value.downcast::<TypeValue>() {
                Some(named) => named.known,
                // In an argument `[int]` is text.
                None => Type::from_text(value.to_string().trim_start_matches('[').trim_end_matches(']')),
            };
            let known = known.ok_or_else(|| {
                Fault::not_found("TypeNotFound", format!("Unable to find type [{value}].")).at(call.place(&VALUE))
            })?;
            Ok(Condition::Type { property, known, expected: operator.name == "Is" })
        }
        ([operator], value) => {
            let test = Filter::condition(&property, operator.name, value.unwrap_or(Value::Null))
                .map_err(|fault| fault.at(call.place(&VALUE)))?;
            Ok(Condition::Comparison { property, test })
        }
        ([first, second, ..], _) => Err(ambiguous(first.name, second.name).at(call.span)),
    }
}

fn ambiguous(first: &str, second: &str) -> Fault {
    Fault::invalid("AmbiguousParameterSet", format!("-{first} and -{second} cannot stand together."))
        .fix("Use a script block for more than one condition: { $_.A -eq 1 -and $_.B -eq 2 }.")
}

/// What the property of an object is, whose name may be a pattern; one that is not there is a fault to a strict script.
fn value_of(call: &Call, object: &Value, property: &str) -> Result<Option<Value>, Fault> {
    if let Some(value) = object.property(property) {
        return Ok(Some(value));
    }
    let is_strict = call.engine.strictness() >= 2;
    if !is_strict && !Wildcard::is_pattern(property) {
        return Ok(None);
    }
    match meant(object, property)? {
        Some(name) => Ok(object.property(&name)),
        None if is_strict => {
            let says = format!("The input name \"{property}\" cannot be resolved to a property.");
            Err(Fault::invalid("PropertyNotFound", says))
        }
        None => Ok(None),
    }
}

struct Where {
    condition: Condition,
}

impl Stage for Where {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let Some(object) = subject(call)? else { return Ok(()) };
        let passes = match &self.condition {
            Condition::Block(block) => call.engine.holds(block, object)?,
            Condition::Holds { property, expected } => {
                value_of(call, object, property)?.is_some_and(|value| truth(&value)) == *expected
            }
            Condition::Type { property, known, expected } => {
                known.holds(&value_of(call, object, property)?.unwrap_or(Value::Null)) == *expected
            }
            Condition::Comparison { property, test } => {
                let value = value_of(call, object, property)?;
                test.holds(&|_| value.clone())
            }
        };
        if passes { out.emit(object.clone()) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmdlet::trial::{block, numbers, over};

    fn texts(words: &[&str]) -> Vec<Value> {
        words.iter().map(Value::text).collect()
    }

    #[test]
    fn a_block_decides() {
        let ran = over(
            &WHERE_OBJECT,
            vec![Value::Int(1), Value::Int(2), Value::Int(3)],
            &[("FilterScript", block("$_ -gt 1", |it| Value::Bool(it.to_string().as_str() > "1")))],
        );
        assert_eq!(ran.text(), "2|3");
    }

    #[test]
    fn a_property_is_compared() {
        for (operator, value, expected) in [
            ("EQ", Value::Int(3), "ann"),
            ("NE", Value::Int(3), "Robert"),
            ("GE", Value::text("4"), "Robert"),
            ("In", Value::array(vec![Value::Int(6), Value::Int(7)]), "Robert"),
            ("Match", Value::text("^[3-5]$"), "ann"),
            ("Is", Value::text("int"), "ann|Robert"),
            ("IsNot", Value::text("System.String"), "ann|Robert"),
            ("NotLike", Value::text("3*"), "Robert"),
        ] {
            let property = ("Property", Value::text("length"));
            let on = (operator, Value::Bool(true));
            let ran = over(&WHERE_OBJECT, texts(&["ann", "Robert"]), &[property, on, ("Value", value)]);
            assert_eq!(ran.text(), expected, "{operator}");
        }
    }

    #[test]
    fn a_property_alone_is_true_or_not() {
        let objects = || vec![numbers(&[("A", 1)]), numbers(&[("A", 0)]), numbers(&[("B", 1)])];
        let property = || ("Property", Value::text("A"));
        assert_eq!(over(&WHERE_OBJECT, objects(), &[property()]).text(), "@{A=1}");
        assert_eq!(over(&WHERE_OBJECT, objects(), &[property(), ("Not", Value::Bool(true))]).text(), "@{A=0}|@{B=1}");
    }

    #[test]
    fn half_a_comparison_is_refused() {
        let on = |operator| (operator, Value::Bool(true));
        for (arguments, id) in [
            (vec![on("EQ")], "ValueNotSpecifiedForWhereObject"),
            (vec![("Value", Value::Int(1))], "OperatorNotSpecified"),
            (vec![on("EQ"), on("Like"), ("Value", Value::Int(1))], "AmbiguousParameterSet"),
            (vec![on("Match"), ("Value", Value::text("("))], "InvalidFilter"),
            (vec![on("Is"), ("Value", Value::text("Strange.Type"))], "TypeNotFound"),
        ] {
            let arguments: Vec<_> = [("Property", Value::text("A"))].into_iter().chain(arguments).collect();
            assert_eq!(over(&WHERE_OBJECT, Vec::new(), &arguments).end.expect_err(id).id, id);
        }
        let nothing = [("Property", Value::text("A")), on("EQ"), ("Value", Value::Null)];
        assert_eq!(over(&WHERE_OBJECT, vec![numbers(&[("B", 1)])], &nothing).text(), "@{B=1}", "missing equals $null");
    }
}
