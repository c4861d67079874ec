//! What `-Property` takes: a name, a pattern of names, a script block, or a hashtable that computes and names one.

use std::sync::Arc;

use smallvec::{SmallVec, smallvec};

use crate::cmdlet::prelude::*;
use crate::model::{Block, FaultKind, Wildcard};

/// How to get at one property, or at several by a pattern.
#[derive(Clone)]
pub struct Expression {
    /// The name that the hashtable gives to the result.
    label: Option<Arc<str>>,
    source: Source,
    /// What else the hashtable says, by the full name of the key.
    options: Vec<(&'static str, Value)>,
}

#[derive(Clone)]
enum Source {
    Name(Arc<str>),
    Pattern(Wildcard),
    Block(Arc<dyn Block>),
}

/// What an expression found in an object.
pub struct Found {
    pub name: Arc<str>,
    /// `None`: the object has no such property.
    pub value: Option<Value>,
    /// What went wrong in the block; its value is then `$null`.
    pub fault: Option<Box<Fault>>,
}

impl Expression {
    /// Reads an argument. `keys` are those a hashtable may have besides Expression; they may be shortened.
    pub fn read(argument: &Value, keys: &[&'static str]) -> Result<Expression, Fault> {
        match argument {
            Value::Hash(hash) => Expression::from_entries(&hash.entries(), keys),
            other => Source::of(other)
                .map(|source| Expression { label: None, source, options: Vec::new() })
                .ok_or_else(|| {
                    Fault::invalid("InvalidProperty", format!("A {} is no property.", other.type_name()))
                        .fix("Give a name, a script block, or a hashtable such as @{Name='Age'; Expression={$_.Age}}.")
                }),
        }
    }

    /// Reads every item of a `-Property` argument.
    pub fn read_all(
        call: &Call,
        param: &Param<Vec<Value>>,
        keys: &[&'static str],
    ) -> Result<Option<Vec<Expression>>, Fault> {
        let Some(arguments) = call.get(param)? else { return Ok(None) };
        let read = |argument: &Value| Expression::read(argument, keys).map_err(|fault| fault.at(call.place(param)));
        arguments.iter().map(read).collect::<Result<_, _>>().map(Some)
    }

    fn from_entries(entries: &[(Value, Value)], keys: &[&'static str]) -> Result<Expression, Fault> {
        let (mut source, mut label, mut options) = (None, None, Vec::new());
        for (written, value) in entries {
            let written = written.to_string();
            match key(&written, keys)? {
                "Expression" => {
                    source = Some(Source::of(value).ok_or_else(|| {
                        Fault::invalid("InvalidExpression", "The key Expression takes a script block or a name.")
                    })?);
                }
                "Name" | "Label" => label = Some(Arc::from(value.to_string())),
                option => options.push((option, value.clone())),
            }
        }
        match (source, &label) {
            (Some(source), _) => Ok(Expression { label, source, options }),
            // `@{Name='Age'}` is the property itself, with what else is said of it.
            (None, Some(name)) => Ok(Expression { source: Source::Name(name.clone()), label, options }),
            (None, None) => {
                Err(Fault::invalid("DictionaryKeyMandatoryEntry", "A mandatory entry for expression is missing.")
                    .fix("Write it as @{Expression={...}}."))
            }
        }
    }

    /// What the hashtable says for this key.
    pub fn option(&self, key: &str) -> Option<&Value> {
        self.options.iter().find(|(known, _)| *known == key).map(|(_, value)| value)
    }

    /// The name, where it is one property and no pattern.
    pub fn name(&self) -> Option<Arc<str>> {
        match (&self.label, &self.source) {
            (Some(label), _) => Some(label.clone()),
            (None, Source::Name(name)) => Some(name.clone()),
            (None, Source::Block(block)) => Some(Arc::from(block.source())),
            (None, Source::Pattern(_)) => None,
        }
    }

    /// What a column of it is called, by the object's own spelling; `None` for a pattern.
    pub fn title(&self, object: &Value) -> Option<Arc<str>> {
        match (&self.label, &self.source) {
            (None, Source::Name(name)) => Some(exact(object, name).0),
            _ => self.name(),
        }
    }

    /// The properties of an object that this stands for: one, or as many as the pattern fits. A block that fails gives
    /// `$null`, as a table or a selection shall not stop for one bad object.
    pub fn find(&self, call: &Call, object: &Value) -> Result<SmallVec<[Found; 1]>, Fault> {
        let (found, value) = match &self.source {
            Source::Pattern(pattern) => {
                let fitting = object.properties().into_iter().filter(|(name, _)| pattern.matches(name));
                let found = |(name, value)| Found { name: self.named(name), value: Some(value), fault: None };
                return Ok(fitting.map(found).collect());
            }
            Source::Name(name) => exact(object, name),
            Source::Block(block) => {
                let (value, fault) = match call.engine.attempt(block, Some(object.clone())) {
                    Ok(value) => (value, None),
                    Err(fault) if fault.kind == FaultKind::Cancelled => return Err(fault),
                    Err(fault) => (Value::Null, Some(Box::new(fault))),
                };
                return Ok(smallvec![Found { name: self.named(block.source().into()), value: Some(value), fault }]);
            }
        };
        Ok(smallvec![Found { name: self.named(found), value, fault: None }])
    }

    /// What [`Expression::find`] finds, for those who do not ask for names.
    pub fn values(&self, call: &Call, object: &Value) -> Result<SmallVec<[Option<Value>; 1]>, Fault> {
        match &self.source {
            Source::Name(name) => Ok(smallvec![object.property(name)]),
            _ => Ok(self.find(call, object)?.into_iter().map(|found| found.value).collect()),
        }
    }

    fn named(&self, found: Arc<str>) -> Arc<str> {
        self.label.clone().unwrap_or(found)
    }
}

impl Source {
    fn of(value: &Value) -> Option<Source> {
        Some(match value {
            Value::Block(block) => Source::Block(block.clone()),
            Value::String(text) if Wildcard::is_pattern(text) => Source::Pattern(Wildcard::new(text)),
            Value::Null | Value::Array(_) | Value::Hash(_) | Value::Secret(_) => return None,
            other => Source::Name(Arc::from(other.to_string())),
        })
    }
}

/// The property with its name as the object has it, so that `select name` makes a column `Name`.
fn exact(object: &Value, written: &Arc<str>) -> (Arc<str>, Option<Value>) {
    match object {
        Value::Object(object) => match object.entry(written) {
            Some((name, value)) => (name, Some(value)),
            None => (written.clone(), None),
        },
        Value::Hash(_) => {
            let known = object.property_names().into_iter().find(|known| known.eq_ignore_ascii_case(written));
            (known.unwrap_or_else(|| written.clone()), object.property(written))
        }
        _ => (written.clone(), object.property(written)),
    }
}

/// The key that is meant, be it shortened (`n`, `e`) or in another letter case.
fn key(written: &str, keys: &[&'static str]) -> Result<&'static str, Fault> {
    let begins = |known: &&'static str| {
        known.get(..written.len()).is_some_and(|start| !written.is_empty() && start.eq_ignore_ascii_case(written))
    };
    let fitting: Vec<&'static str> = keys.iter().copied().chain(["Expression"]).filter(begins).collect();
    match fitting.as_slice() {
        [] => Err(Fault::invalid("DictionaryKeyIllegal", format!("The {written} key is not valid."))
            .fix(format!("Keys: {}.", [&["Expression"], keys].concat().join(", ")))),
        [one] => Ok(one),
        many => many.iter().copied().find(|key| key.eq_ignore_ascii_case(written)).ok_or_else(|| {
            Fault::invalid(
                "DictionaryKeyAmbiguous",
                format!("The {written} key is ambiguous; {} conflict.", many.join(" and ").to_lowercase()),
            )
        }),
    }
}
