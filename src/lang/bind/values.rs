//! What values a parameter takes.

use super::{Formal, Kind, Refused, faults};
use crate::lang::call::ParamSpec;
use crate::model::{Fault, FromValue, Span, TimeSpan, Value};

const EMPTY: &str =
    "The argument is null or empty. Provide an argument that is not null or empty, and then try the command again.";

/// What is wrong with a value that is nothing, or a number beyond the parameter's range; `None` of what is no number,
/// which is refused as that.
fn outside(spec: &ParamSpec, value: &Value) -> Option<String> {
    let is_empty = || value.is_null() || matches!(value.bare(), Value::String(text) if text.is_empty());
    if spec.refuses_empty && is_empty() {
        return Some(EMPTY.to_owned());
    }
    let (least, greatest) = spec.range?;
    let number = |item: &Value| match item.bare() {
        Value::Int(number) => Some(f64::from(*number)),
        Value::Long(number) => Some(*number as f64),
        Value::Double(number) => Some(*number),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    let items = match value.bare() {
        Value::Array(items) if spec.is_list => items.items(),
        one => vec![one.clone()],
    };
    items.iter().find_map(|item| match number(item)? {
        number if number > greatest as f64 => Some(format!(
            "The {item} argument is greater than the maximum allowed range of {greatest}. Supply an argument that is less than or equal to {greatest} and then try the command again."
        )),
        number if number < least as f64 => Some(format!(
            "The {item} argument is less than the minimum allowed range of {least}. Supply an argument that is greater than or equal to {least} and then try the command again."
        )),
        _ => None,
    })
}

impl Formal {
    /// PowerShell-style type name of one element.
    pub fn type_name(&self) -> String {
        match &self.kind {
            Kind::Cmdlet(spec) => spec.type_name.to_owned(),
            Kind::Script(parameter) => parameter.type_name(),
        }
    }

    /// Whether it takes several values.
    pub fn is_list(&self) -> bool {
        match &self.kind {
            Kind::Cmdlet(spec) => spec.is_list,
            Kind::Script(parameter) => parameter.is_list(),
        }
    }

    /// What it means, in sentences; parameters of scripts say nothing.
    pub fn doc(&self) -> &str {
        match &self.kind {
            Kind::Cmdlet(spec) => spec.doc,
            Kind::Script(_) => "",
        }
    }

    pub(super) fn is_filter(&self) -> bool {
        matches!(&self.kind, Kind::Cmdlet(spec) if spec.type_name == "Filter")
    }

    /// Whether a script block given to it is run with each pipeline object to give the value.
    pub(super) fn delays_blocks(&self) -> bool {
        let wants_blocks = match &self.kind {
            Kind::Cmdlet(spec) => spec.keeps_blocks || matches!(spec.type_name, "ScriptBlock" | "Object" | "Filter"),
            Kind::Script(parameter) => parameter.takes_blocks(),
        };
        self.takes_pipeline() && !wants_blocks
    }

    /// Whether the value is what the parameter wants, as it stands.
    pub(super) fn holds(&self, value: &Value) -> bool {
        match &self.kind {
            Kind::Cmdlet(spec) => {
                let is_one = |value: &Value| {
                    spec.type_name == "Object" || value.type_name().eq_ignore_ascii_case(spec.type_name)
                };
                match value {
                    Value::Null => !spec.refuses_null,
                    Value::Array(items) if spec.is_list => items.items().iter().all(is_one),
                    value => is_one(value),
                }
            }
            Kind::Script(parameter) => parameter.holds(value),
        }
    }

    /// A value that [`Formal::holds`], if it passes what is declared beside the type.
    pub(super) fn checked(&self, value: &Value) -> Result<Value, Refused> {
        match &self.kind {
            Kind::Cmdlet(spec) => match outside(spec, value) {
                Some(says) => Err(Refused { says, is_check: true }),
                None => Ok(value.clone()),
            },
            Kind::Script(parameter) if parameter.checks.is_empty() => Ok(value.clone()),
            Kind::Script(parameter) => parameter.accept(value),
        }
    }

    /// The value as the parameter takes it. Err: one sentence that says what is accepted.
    pub(super) fn accept(&self, value: &Value) -> Result<Value, Refused> {
        match &self.kind {
            Kind::Cmdlet(spec) => match value {
                // `@{Add=…;Remove=…}` edits a stored list; the command knows the list.
                Value::Hash(edit) if spec.is_list && is_list_edit(edit) => Ok(value.clone()),
                _ if let Some(says) = outside(spec, value) => Err(Refused { says, is_check: true }),
                _ => match (spec.check)(value) {
                    Ok(()) => Ok(value.clone()),
                    Err(says) => Err(Refused { says, is_check: false }),
                },
            },
            Kind::Script(parameter) => parameter.accept(value),
        }
    }

    /// Accepts an argument of the command line.
    pub fn accept_word(&self, value: &Value, raw: Option<&str>, place: Option<Span>) -> Result<Value, Fault> {
        let is_text = self.type_name() == "String";
        let is_mandatory = self.roles.iter().any(|role| role.is_mandatory);
        match (value, &self.kind) {
            (Value::Null, Kind::Cmdlet(_)) if self.is_switch => return Ok(Value::Bool(false)),
            (Value::Null, Kind::Cmdlet(spec)) if spec.refuses_empty => {
                let refused = Refused { says: EMPTY.to_owned(), is_check: true };
                return Err(faults::refused(self, value, &refused, place));
            }
            (Value::Null, Kind::Cmdlet(spec)) if spec.refuses_null || is_mandatory && !spec.allows_null => {
                return Err(faults::null(self, "null", place).fix("The variable or property has no value here."));
            }
            (Value::Null, Kind::Cmdlet(_)) => return Ok(Value::Null),
            // No value becomes empty text where one text is declared, and is refused as that.
            (Value::Null, Kind::Script(parameter)) if is_mandatory && !parameter.allows_null() && !is_text => {
                return Err(faults::null(self, "null", place));
            }
            _ => {}
        }
        if let Kind::Cmdlet(_) = &self.kind {
            self.refuse_empty(value, place)?;
        }
        let value = &self.accept_typed(value, raw, is_text, place)?;
        self.refuse_empty(value, place)?;
        Ok(value.clone())
    }

    fn accept_typed(
        &self,
        value: &Value,
        raw: Option<&str>,
        is_text: bool,
        place: Option<Span>,
    ) -> Result<Value, Fault> {
        if let Some(raw) = raw {
            let typed = Value::text(raw);
            if is_text || self.reads_seconds(raw) {
                return self.accept(&typed).map_err(|refused| faults::refused(self, &typed, &refused, place));
            }
            // Some types read only text: `-Version 1.20`.
            return self
                .accept(value)
                .or_else(|refused| self.accept(&typed).map_err(|_| faults::refused(self, value, &refused, place)));
        }
        self.accept(value).map_err(|refused| faults::refused(self, value, &refused, place))
    }

    /// Whether it takes a length of time, and what was typed is one in seconds: `10s`, which is a number of 16 bits to
    /// PowerShell 7, was text to the shells of Exchange.
    fn reads_seconds(&self, raw: &str) -> bool {
        raw.ends_with(['s', 'S']) && self.type_name() == TimeSpan::TYPE_NAME
    }

    /// What must be given is not given with empty text or an empty list, unless the command says that it is.
    pub(super) fn refuse_empty(&self, value: &Value, place: Option<Span>) -> Result<(), Fault> {
        let allows_empty = match &self.kind {
            Kind::Cmdlet(spec) => spec.allows_empty,
            Kind::Script(parameter) => parameter.allows_empty(),
        };
        if allows_empty || !self.roles.iter().any(|role| role.is_mandatory) {
            return Ok(());
        }
        let is_empty_text = |value: &Value| matches!(value, Value::String(text) if text.is_empty());
        match value {
            Value::Array(items) if self.is_list() && items.items().is_empty() && self.type_name() != "Object" => {
                Err(faults::null(self, "an empty array", place))
            }
            Value::Array(items) if self.is_list() && self.is_named() && items.items().iter().any(is_empty_text) => {
                Err(faults::null(self, "an empty string", place))
            }
            value if self.is_named() && is_empty_text(value) => Err(faults::null(self, "an empty string", place)),
            _ => Ok(()),
        }
    }

    /// Whether no value at all is a fault where it must be given: what takes any object mostly takes none, too.
    pub(super) fn refuses_nothing(&self) -> bool {
        matches!(&self.kind, Kind::Cmdlet(spec) if !spec.allows_null && (spec.refuses_null || spec.type_name != "Object"))
    }

    /// Whether it takes text, or what names an object: empty text names none.
    fn is_named(&self) -> bool {
        match &self.kind {
            Kind::Cmdlet(spec) => spec.type_name == "String" || spec.refuses_null,
            Kind::Script(_) => self.type_name().trim_end_matches("[]") == "String",
        }
    }
}

fn is_list_edit(hash: &crate::model::Hash) -> bool {
    let is_edit = |key: &Value| ["Add", "Remove"].iter().any(|word| key.to_string().eq_ignore_ascii_case(word));
    !hash.is_empty() && hash.entries().iter().all(|(key, _)| is_edit(key))
}
