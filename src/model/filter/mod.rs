//! Conditions on objects: what `-Filter "..."`, `-Filter {...}` and `Where-Object` share.
//!
//! A filter is parsed once and asked of many objects, here or at a node: its text (`Display`) parses to the same filter.
//! The grammar is `Property -operator value`, `Property -present`, or a property alone (whether it is true), joined by `-and`, `-or` and
//! `-xor`, which bind equally from left to right as in PowerShell, with `-not`, `!` and parentheses. Values are quoted
//! text, bare words (`Retry`, `01:00:00`, `*@contoso.com`), numbers with their multipliers, `$true`, `$false`, `$null`,
//! and after `-in` lists of these. Other variables are replaced by their values while parsing, never by their text.
//!
//! Comparison is `model::compare`: case does not count, and the property's type decides how a value is read.

mod lex;
mod parse;
mod print;

use std::fmt;
use std::sync::Arc;

use fancy_regex::Regex;

use super::compare::{self, Case};
use super::convert::truth;
use super::{Fault, FromValue, Scalar, Value, Wildcard};

pub use lex::MOST_BYTES;

/// A parsed condition.
#[derive(Clone)]
pub struct Filter {
    term: Term,
}

#[derive(Clone)]
enum Term {
    /// Both sides and how they are joined, from left to right.
    Joined(Box<Term>, Joint, Box<Term>),
    Not(Box<Term>),
    /// The property is true by itself.
    Holds(Arc<str>),
    /// The property has a value (OPath's `-present`).
    Present(Arc<str>),
    Test(Test),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    And,
    Or,
    Xor,
}

#[derive(Clone)]
struct Test {
    property: Arc<str>,
    operator: Operator,
    case: Case,
    value: Value,
    compiled: Compiled,
}

/// What an operator has made of its value beforehand.
#[derive(Clone)]
enum Compiled {
    Nothing,
    Wildcard(Arc<Wildcard>),
    Regex(Arc<Regex>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Like,
    NotLike,
    Match,
    NotMatch,
    Contains,
    NotContains,
    In,
    NotIn,
}

/// The operator that takes no value.
const PRESENT: &str = "present";

const OPERATORS: [(&str, Operator); 14] = [
    ("eq", Operator::Equal),
    ("ne", Operator::NotEqual),
    ("gt", Operator::Greater),
    ("ge", Operator::GreaterOrEqual),
    ("lt", Operator::Less),
    ("le", Operator::LessOrEqual),
    ("like", Operator::Like),
    ("notlike", Operator::NotLike),
    ("match", Operator::Match),
    ("notmatch", Operator::NotMatch),
    ("contains", Operator::Contains),
    ("notcontains", Operator::NotContains),
    ("in", Operator::In),
    ("notin", Operator::NotIn),
];

impl Filter {
    /// Parses a filter without variables; a fault points into this text.
    pub fn parse(text: &str) -> Result<Filter, Fault> {
        Filter::parse_with(text, &|_| None)
    }

    /// Parses a filter; `variables` gives the value of `$name`, whose name it gets as written (`env:HOME`).
    pub fn parse_with(text: &str, variables: &dyn Fn(&str) -> Option<Value>) -> Result<Filter, Fault> {
        parse::parse(text, variables).map(|term| Filter { term })
    }

    /// One condition that a program puts together, such as Where-Object's short form: the operator by its name without
    /// the dash (`eq`, `cnotlike`), the value as it is.
    pub fn condition(property: &str, operator: &str, value: Value) -> Result<Filter, Fault> {
        parse::condition(property.into(), operator, value).map(|test| Filter { term: Term::Test(test) })
    }

    /// Whether the condition holds for an object whose properties are asked of `property`; one it does not have is
    /// `$null`. Values that cannot be compared do not fulfil it.
    pub fn holds(&self, property: &dyn Fn(&str) -> Option<Value>) -> bool {
        self.term.holds(property)
    }

    /// The properties it asks for, each once, as written.
    pub fn properties(&self) -> Vec<&str> {
        let mut found = Vec::new();
        self.term.collect(&mut found);
        found
    }

    /// Refuses a filter on properties that do not exist, with the closest that does.
    pub fn check(&self, known: &[&str]) -> Result<(), Fault> {
        for property in self.properties() {
            if known.iter().any(|name| name.eq_ignore_ascii_case(property)) {
                continue;
            }
            let fault =
                Fault::invalid("UnknownFilterProperty", format!("There is no property '{property}' to filter by."));
            return Err(match super::text_distance::closest(property, known.iter().copied()) {
                Some(closest) => fault.fix(format!("Closest name: {closest}")),
                None => fault.fix(format!("Properties: {}.", known.join(", "))),
            });
        }
        Ok(())
    }
}

impl Term {
    fn holds(&self, property: &dyn Fn(&str) -> Option<Value>) -> bool {
        match self {
            Term::Joined(left, Joint::And, right) => left.holds(property) && right.holds(property),
            Term::Joined(left, Joint::Or, right) => left.holds(property) || right.holds(property),
            Term::Joined(left, Joint::Xor, right) => left.holds(property) != right.holds(property),
            Term::Not(term) => !term.holds(property),
            Term::Holds(name) => property(name).is_some_and(|value| truth(&value)),
            Term::Present(name) => property(name).is_some_and(|value| is_something(&value)),
            Term::Test(test) => test.holds(&property(&test.property).unwrap_or(Value::Null)),
        }
    }

    fn collect<'a>(&'a self, found: &mut Vec<&'a str>) {
        match self {
            Term::Joined(left, _, right) => {
                left.collect(found);
                right.collect(found);
            }
            Term::Not(term) => term.collect(found),
            Term::Holds(name) | Term::Present(name) | Term::Test(Test { property: name, .. }) => {
                if !found.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                    found.push(name);
                }
            }
        }
    }
}

fn is_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => true,
    }
}

impl Test {
    fn holds(&self, left: &Value) -> bool {
        match (self.operator, left) {
            (Operator::Equal | Operator::NotEqual, Value::Array(items)) if let Some(wanted) = self.list() => {
                let items = items.items();
                let is_it = items.len() == wanted.len()
                    && items.iter().zip(wanted).all(|(item, text)| compare::equal(item, &Value::text(text), self.case));
                is_it == (self.operator == Operator::Equal)
            }
            (Operator::Contains | Operator::NotContains, left) => {
                let found = left.clone().into_items().iter().any(|item| compare::equal(item, &self.value, self.case));
                found == (self.operator == Operator::Contains)
            }
            (Operator::In | Operator::NotIn, left) => {
                let found = self.value.clone().into_items().iter().any(|item| compare::equal(left, item, self.case));
                found == (self.operator == Operator::In)
            }
            // An array on the left filters, and what is left of it is the truth.
            (_, Value::Array(items)) => {
                truth(&Value::array(items.items().into_iter().filter(|item| self.holds_for(item)).collect()))
            }
            (_, one) => self.holds_for(one),
        }
    }

    /// Text that is a whole list, which a list is compared with as a whole: `MessageCountsPerPriority -eq '0,2,0,0'`.
    fn list(&self) -> Option<Vec<&str>> {
        let Value::String(text) = &self.value else { return None };
        let inner = text.trim().strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(text);
        inner.contains(',').then(|| inner.split(',').map(str::trim).collect())
    }

    fn holds_for(&self, left: &Value) -> bool {
        let ordered =
            |accepts: fn(std::cmp::Ordering) -> bool| compare::order(left, &self.value, self.case).is_ok_and(accepts);
        match self.operator {
            Operator::Equal => compare::equal(left, &self.value, self.case),
            Operator::NotEqual => !compare::equal(left, &self.value, self.case),
            Operator::Greater => ordered(std::cmp::Ordering::is_gt),
            Operator::GreaterOrEqual => ordered(std::cmp::Ordering::is_ge),
            Operator::Less => ordered(std::cmp::Ordering::is_lt),
            Operator::LessOrEqual => ordered(std::cmp::Ordering::is_le),
            Operator::Like | Operator::Match => self.compiled.matches(left),
            Operator::NotLike | Operator::NotMatch => !self.compiled.matches(left),
            Operator::Contains | Operator::NotContains | Operator::In | Operator::NotIn => false,
        }
    }
}

impl Compiled {
    fn matches(&self, value: &Value) -> bool {
        match self {
            Compiled::Wildcard(wildcard) => wildcard.matches(&value.to_string()),
            // A pattern that backtracks too long does not match.
            Compiled::Regex(regex) => regex.is_match(&value.to_string()).unwrap_or(false),
            Compiled::Nothing => false,
        }
    }
}

impl PartialEq for Filter {
    fn eq(&self, other: &Filter) -> bool {
        self.to_string() == other.to_string()
    }
}

impl fmt::Debug for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Filter({self})")
    }
}

impl std::str::FromStr for Filter {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Filter, Fault> {
        Filter::parse(text)
    }
}

impl Scalar for Filter {
    fn type_name(&self) -> &'static str {
        Filter::TYPE_NAME
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

impl FromValue for Filter {
    const TYPE_NAME: &'static str = "Filter";

    fn from_value(value: &Value) -> Result<Filter, String> {
        let text = match value {
            Value::Block(block) => block.source().to_owned(),
            Value::String(text) => text.to_string(),
            other => match other.downcast::<Filter>() {
                Some(filter) => return Ok(filter.clone()),
                None => {
                    return Err(format!(
                        "a filter such as \"Status -eq 'Retry'\" is expected, not {}",
                        other.type_name()
                    ));
                }
            },
        };
        Filter::parse(&text).map_err(|fault| match &fault.fix {
            Some(fix) => format!("{} {fix}", fault.says),
            None => fault.says,
        })
    }
}

#[cfg(test)]
mod tests;
