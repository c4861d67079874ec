//! `ConvertFrom-Json`: JSON as objects.

use crate::cmdlet::prelude::*;
use crate::model::choice::choice;
use crate::model::json::{Dates, Shape, read_relaxed};

choice! {
    /// What becomes of text that is a time in ISO 8601.
    JsonDateKind as "JsonDateKind" {
        /// A date of the kind that is written.
        Default,
        /// A date in local time.
        Local,
        /// A date in UTC.
        Utc,
        /// A date with the offset that is written.
        Offset,
        /// The text as it is written.
        String,
    }
}

static TEXT: Param<String> =
    Param::new("InputObject", "The JSON: each text one value, or all of them the lines of one.")
        .mandatory()
        .allows_empty()
        .position(1)
        .from_pipeline();
static AS_HASHTABLE: Param<Switch> = Param::switch("AsHashtable", "Hashtables instead of objects.");
static DEPTH: Param<u32> =
    Param::new("Depth", "Values inside each other, at most; more are a fault. Default 1024.").within(1, i32::MAX);
static NO_ENUMERATE: Param<Switch> = Param::switch("NoEnumerate", "Put a list out as one object.");

static DATE_KIND: Param<JsonDateKind> = Param::new(
    "DateKind",
    "What becomes of text that is a time in ISO 8601. Default: a date of the kind that is written.",
);

pub static CONVERT_FROM_JSON: Cmdlet = Cmdlet {
    signature: Signature {
        name: "ConvertFrom-Json",
        synopsis: "Read JSON as objects",
        about: "A list comes out item by item. Text that is a time in ISO 8601 becomes a date. Comments, names without quotes and \
                a comma behind the last item are taken as well.",
        params: &[TEXT.spec(), AS_HASHTABLE.spec(), DEPTH.spec(), NO_ENUMERATE.spec(), DATE_KIND.spec()],
        examples: &[
            Example { does: "Read a setting", run: "('{\"port\": 25}' | ConvertFrom-Json).port" },
            Example {
                does: "Read a file of settings",
                run: "Get-Content settings.json -Raw | ConvertFrom-Json -AsHashtable",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(|_, _| Ok(Box::new(Texts(Vec::new())))),
};

struct Texts(Vec<String>);

impl Texts {
    /// When the first text is a value by itself each of them is, else they are the lines of one value.
    fn values(self, shape: Shape, dates: Dates) -> Result<Vec<Value>, Fault> {
        let Some(first) = self.0.iter().find(|text| !text.trim().is_empty()) else { return Ok(Vec::new()) };
        match (self.0.len(), read_relaxed(first, shape, dates)) {
            (2.., Ok(_)) => self
                .0
                .iter()
                .filter(|text| !text.trim().is_empty())
                .map(|text| read_relaxed(text, shape, dates))
                .collect(),
            (2.., Err(_)) => read_relaxed(&self.0.join("\n"), shape, dates).map(|value| vec![value]),
            (_, value) => value.map(|value| vec![value]),
        }
    }
}

/// Whether there are more than so many lists and objects inside each other. The reader has bounded how many there can be.
fn is_deeper(value: &Value, most: u32) -> bool {
    let inner = match value {
        Value::Array(items) => items.items(),
        Value::Hash(hash) => hash.entries().into_iter().map(|(_, value)| value).collect(),
        Value::Object(object) => object.properties().into_iter().map(|(_, value)| value).collect(),
        _ => return false,
    };
    most == 0 || inner.iter().any(|value| is_deeper(value, most - 1))
}

impl Stage for Texts {
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        self.0.push(call.require(&TEXT)?);
        Ok(())
    }

    fn finish(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let shape = if call.is_set(&AS_HASHTABLE)? { Shape::Hashtable } else { Shape::Object };
        let whole = call.is_set(&NO_ENUMERATE)?;
        let dates = match call.get(&DATE_KIND)? {
            None | Some(JsonDateKind::Default) => Dates::AsWritten,
            Some(JsonDateKind::Local) => Dates::Local,
            Some(JsonDateKind::Utc) => Dates::Utc,
            Some(JsonDateKind::Offset) => Dates::Offset,
            Some(JsonDateKind::String) => Dates::Text,
        };
        let malformed = |fault: Fault| {
            if ["KeysWithDifferentCasing", "EmptyKeyInJsonString"].contains(&&*fault.id) {
                return fault.at(call.place(&TEXT));
            }
            let reason = fault.says.strip_prefix("This is no JSON: ").unwrap_or(&fault.says);
            let says = format!("Conversion from JSON failed with error: {reason}");
            Fault { says, id: "System.ArgumentException".into(), ..fault }.at(call.place(&TEXT))
        };
        for value in Texts(std::mem::take(&mut self.0)).values(shape, dates).map_err(malformed)? {
            if let Some(most) = call.get(&DEPTH)?
                && is_deeper(&value, most)
            {
                let says = format!(
                    "Conversion from JSON failed with error: The reader's MaxDepth of {most} has been exceeded."
                );
                return Err(Fault::invalid("JsonTooDeep", says).at(call.place(&DEPTH)));
            }
            match value {
                Value::Array(items) if !whole => items.items().into_iter().try_for_each(|item| out.emit(item))?,
                one => out.emit(one)?,
            }
        }
        Ok(())
    }
}
