//! A filter as text that parses to the same filter.

use std::fmt;

use super::{Filter, Joint, OPERATORS, PRESENT, Term, Test};
use crate::model::compare::Case;
use crate::model::{Value, date};

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print(&self.term, f)
    }
}

fn print(term: &Term, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match term {
        Term::Joined(left, joint, right) => {
            print(left, f)?;
            f.write_str(match joint {
                Joint::And => " -and ",
                Joint::Or => " -or ",
                Joint::Xor => " -xor ",
            })?;
            print_single(right, f)
        }
        Term::Not(term) => {
            f.write_str("-not ")?;
            print_single(term, f)
        }
        Term::Holds(name) => f.write_str(name),
        Term::Present(name) => write!(f, "{name} -{PRESENT}"),
        Term::Test(test) => print_test(test, f),
    }
}

/// With parentheses where a joined term would otherwise bind to the left.
fn print_single(term: &Term, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let is_joined = matches!(term, Term::Joined(..));
    f.write_str(if is_joined { "(" } else { "" })?;
    print(term, f)?;
    f.write_str(if is_joined { ")" } else { "" })
}

fn print_test(test: &Test, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let name = OPERATORS.iter().find(|(_, operator)| *operator == test.operator).map_or("", |(name, _)| *name);
    let case = if test.case == Case::Sensitive { "c" } else { "" };
    write!(f, "{} -{case}{name} ", test.property)?;
    match &test.value {
        Value::Array(items) if items.is_empty() => f.write_str("()"),
        Value::Array(items) => {
            for (at, item) in items.items().iter().enumerate() {
                f.write_str(if at > 0 { "," } else { "" })?;
                print_value(item, f)?;
            }
            Ok(())
        }
        value => print_value(value, f),
    }
}

fn print_value(value: &Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match value {
        Value::Null => f.write_str("$null"),
        Value::Bool(true) => f.write_str("$true"),
        Value::Bool(false) => f.write_str("$false"),
        Value::Int(n) => write!(f, "{n}"),
        Value::Long(n) => write!(f, "{n}"),
        Value::Fixed(n) => print_value(&n.widened(), f),
        Value::Decimal(n) => write!(f, "{n}"),
        Value::Double(n) if n.is_finite() => write!(f, "{n:e}"),
        Value::Date(date) => write!(f, "'{}'", date::rfc3339(date)),
        other => write!(f, "'{}'", other.to_string().replace('\'', "''")),
    }
}
