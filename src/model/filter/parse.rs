//! Words of a filter into a tree.

use std::sync::Arc;

use fancy_regex::RegexBuilder;

use super::lex::{Word, words};
use super::{Compiled, Joint, OPERATORS, Operator, PRESENT, Term, Test};
use crate::model::compare::Case;
use crate::model::text_distance::closest;
use crate::model::{Fault, Span, Value, Wildcard, number};

/// Parentheses and `-not` inside each other.
const DEEPEST: usize = 64;
/// Conditions in one filter; the tree leans to the left, and its walkers recurse.
const MOST_TERMS: usize = 500;

type Variables<'a> = &'a dyn Fn(&str) -> Option<Value>;

pub(super) fn parse(text: &str, variables: Variables) -> Result<Term, Fault> {
    let mut parser = Parser { words: words(text)?, at: 0, end: text.len(), depth: 0, terms: 0, variables };
    let term = parser.joined()?;
    match parser.peek() {
        None => Ok(term),
        Some(Word::Close) => Err(parser.refuse("There is no opening parenthesis for this one.")),
        Some(_) => Err(parser.refuse("Two conditions are joined by -and or -or.")),
    }
}

struct Parser<'a> {
    words: Vec<(Word, Span)>,
    at: usize,
    end: usize,
    depth: usize,
    terms: usize,
    variables: Variables<'a>,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Word> {
        self.words.get(self.at).map(|(word, _)| word)
    }

    fn next(&mut self) -> Option<Word> {
        let word = self.peek().cloned();
        self.at += usize::from(word.is_some());
        word
    }

    /// Where the parser stands; an empty span at the end of the text.
    fn here(&self) -> Span {
        self.words.get(self.at).map_or(Span::new(self.end, self.end), |(_, span)| *span)
    }

    fn refuse(&self, says: impl Into<String>) -> Fault {
        Fault::invalid("InvalidFilter", says).at(self.here())
    }

    fn joined(&mut self) -> Result<Term, Fault> {
        let mut left = self.single()?;
        while let Some(Word::Dash(word)) = self.peek() {
            let joint = match word.to_ascii_lowercase().as_str() {
                "and" => Joint::And,
                "or" => Joint::Or,
                "xor" => Joint::Xor,
                other => return Err(self.refuse(format!("'-{other}' does not join two conditions; -and and -or do."))),
            };
            self.at += 1;
            left = Term::Joined(Box::new(left), joint, Box::new(self.single()?));
        }
        Ok(left)
    }

    fn single(&mut self) -> Result<Term, Fault> {
        self.depth += 1;
        self.terms += 1;
        if self.depth > DEEPEST || self.terms > MOST_TERMS {
            return Err(
                self.refuse(format!("A filter has at most {MOST_TERMS} conditions, {DEEPEST} inside each other."))
            );
        }
        let term = match self.peek() {
            Some(Word::Open) => {
                let open = self.here();
                self.at += 1;
                let inner = self.joined()?;
                if self.next() != Some(Word::Close) {
                    return Err(Fault::invalid("InvalidFilter", "This parenthesis is not closed.").at(open));
                }
                inner
            }
            Some(Word::Bang) => {
                self.at += 1;
                Term::Not(Box::new(self.single()?))
            }
            Some(Word::Dash(word)) if word.eq_ignore_ascii_case("not") => {
                self.at += 1;
                Term::Not(Box::new(self.single()?))
            }
            _ => self.test()?,
        };
        self.depth -= 1;
        Ok(term)
    }

    fn test(&mut self) -> Result<Term, Fault> {
        let property = self.property()?;
        let Some(Word::Dash(word)) = self.peek().cloned() else {
            if matches!(self.peek(), None | Some(Word::Close)) {
                return Ok(Term::Holds(property));
            }
            let says = format!("After the property '{property}' an operator is expected, such as -eq or -like.");
            return Err(self.refuse(says));
        };
        if ["and", "or", "xor"].iter().any(|joint| word.eq_ignore_ascii_case(joint)) {
            return Ok(Term::Holds(property));
        }
        if word.eq_ignore_ascii_case(PRESENT) {
            self.at += 1;
            return Ok(Term::Present(property));
        }
        let (operator, case) = operator(&word).ok_or_else(|| {
            let names = OPERATORS.iter().map(|(name, _)| *name);
            let fault = self.refuse(format!("'-{word}' is no operator of a filter."));
            match closest(&word, names) {
                Some(name) => fault.fix(format!("Closest name: -{name}")),
                None => fault
                    .fix("Operators: -eq -ne -gt -ge -lt -le -like -notlike -match -notmatch -contains -in -present."),
            }
        })?;
        self.at += 1;
        let place = self.here();
        let value = match operator {
            Operator::In | Operator::NotIn => self.list()?,
            _ => match self.value()? {
                // A variable may hold one; beside text it counts as its text.
                Value::Array(array) => Value::text(Value::Array(array).to_string()),
                value => value,
            },
        };
        let compiled = compile(operator, case, &value).map_err(|fault| fault.at(place))?;
        Ok(Term::Test(Test { property, operator, case, value, compiled }))
    }

    fn property(&mut self) -> Result<Arc<str>, Fault> {
        let is_name = |name: &str| {
            name.starts_with(|c: char| c.is_alphabetic() || c == '_')
                && name.chars().all(|c| c.is_alphanumeric() || c == '_')
        };
        let name = match self.peek() {
            Some(Word::Bare(name)) if is_name(name) => name.clone(),
            Some(Word::Variable(path)) => match path.split_once('.') {
                Some((item, name)) if (item == "_" || item.eq_ignore_ascii_case("PSItem")) && is_name(name) => {
                    name.to_owned()
                }
                _ => return Err(self.refuse(format!("A property's name stands on the left, not ${path}."))),
            },
            Some(_) => return Err(self.refuse("A property's name is expected here.")),
            None => return Err(self.refuse("The filter ends where a property's name is expected.")),
        };
        self.at += 1;
        Ok(name.into())
    }

    fn value(&mut self) -> Result<Value, Fault> {
        let value = match self.peek() {
            Some(Word::Quoted(text)) => Value::text(text),
            // `2d` is two days to a span, and no decimal.
            Some(Word::Bare(text)) if text.ends_with(['d', 'D', 'l', 'L']) => Value::text(text),
            Some(Word::Bare(text)) => number::read(text).unwrap_or_else(|| Value::text(text)),
            Some(Word::Variable(name)) => match name.to_ascii_lowercase().as_str() {
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                "null" => Value::Null,
                _ => (self.variables)(name).ok_or_else(|| {
                    self.refuse(format!("The value of ${name} is not known here."))
                        .fix("Write the filter in double quotes or braces, where variables have their value.")
                })?,
            },
            Some(Word::Dash(word)) => {
                return Err(self
                    .refuse(format!("A value is expected here, not -{word}."))
                    .fix("Quote text that begins with a dash."));
            }
            Some(_) => return Err(self.refuse("A value is expected here.")),
            None => return Err(self.refuse("The filter ends where a value is expected.")),
        };
        self.at += 1;
        Ok(value)
    }

    /// `'a','b'` or `('a','b')`.
    fn list(&mut self) -> Result<Value, Fault> {
        let open = self.peek() == Some(&Word::Open);
        self.at += usize::from(open);
        let mut items = Vec::new();
        while !(open && items.is_empty() && self.peek() == Some(&Word::Close)) {
            match self.value()? {
                Value::Array(array) => items.extend(array.items()),
                one => items.push(one),
            }
            if self.peek() != Some(&Word::Comma) {
                break;
            }
            self.at += 1;
        }
        if open && self.next() != Some(Word::Close) {
            self.at -= 1;
            return Err(self.refuse("The list is not closed by a parenthesis."));
        }
        Ok(Value::array(items))
    }
}

pub(super) fn condition(property: Arc<str>, name: &str, value: Value) -> Result<Test, Fault> {
    let (operator, case) = operator(name)
        .ok_or_else(|| Fault::invalid("InvalidFilter", format!("'-{name}' is no operator of a filter.")))?;
    let compiled = compile(operator, case, &value)?;
    Ok(Test { property, operator, case, value, compiled })
}

/// Also with `i` or `c` in front, for whether case counts.
fn operator(word: &str) -> Option<(Operator, Case)> {
    let find = |word: &str| OPERATORS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, op)| *op);
    if let Some(operator) = find(word) {
        return Some((operator, Case::Insensitive));
    }
    let rest = find(word.get(1..)?)?;
    match word.as_bytes()[0] {
        b'i' | b'I' => Some((rest, Case::Insensitive)),
        b'c' | b'C' => Some((rest, Case::Sensitive)),
        _ => None,
    }
}

fn compile(operator: Operator, case: Case, value: &Value) -> Result<Compiled, Fault> {
    Ok(match operator {
        Operator::Like | Operator::NotLike => {
            Compiled::Wildcard(Arc::new(Wildcard::with_case(&value.to_string(), case == Case::Insensitive)))
        }
        Operator::Match | Operator::NotMatch => {
            let pattern = value.to_string();
            let regex = RegexBuilder::new(&pattern)
                .case_insensitive(case == Case::Insensitive)
                .backtrack_limit(100_000)
                .build()
                .map_err(|error| {
                    Fault::invalid("InvalidFilter", format!("'{pattern}' is no regular expression.")).cause(error)
                })?;
            Compiled::Regex(Arc::new(regex))
        }
        _ => Compiled::Nothing,
    })
}
