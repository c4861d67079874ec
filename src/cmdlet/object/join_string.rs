//! `Join-String`: one text of many objects.

use super::expression::Expression;
use super::{INPUT, subject};
use crate::cmdlet::prelude::*;
use crate::lang::eval::format_text;

static PROPERTY: Param<Value> =
    Param::new("Property", "What to take of each object: a name or a block. Default: the object itself.")
        .position(1)
        .keeps_blocks();
static SEPARATOR: Param<String> =
    Param::new("Separator", "What stands between. Default: `$OFS`, else nothing.").position(2);
static USE_CULTURE: Param<Switch> = Param::switch(
    "UseCulture",
    "The list separator of the culture between, which is a comma: the culture is always the invariant one.",
);
static PREFIX: Param<String> = Param::new("OutputPrefix", "What stands before the text.").aliases(&["op"]);
static SUFFIX: Param<String> = Param::new("OutputSuffix", "What stands after the text.").aliases(&["os"]);
static SINGLE_QUOTE: Param<Switch> = Param::switch("SingleQuote", "Each in single quotes.");
static DOUBLE_QUOTE: Param<Switch> = Param::switch("DoubleQuote", "Each in double quotes.");
static FORMAT: Param<String> = Param::new("FormatString", "How each is written, such as `{0:N2}`.");

pub static JOIN_STRING: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Join-String",
        synopsis: "Make one text of many objects",
        about: "The texts follow each other in the order they come.",
        params: &[
            INPUT.spec(),
            PROPERTY.spec(),
            SEPARATOR.spec(),
            USE_CULTURE.spec(),
            PREFIX.spec(),
            SUFFIX.spec(),
            SINGLE_QUOTE.spec(),
            DOUBLE_QUOTE.spec(),
            FORMAT.spec(),
        ],
        sets: &[
            ParamSet { name: "Default", params: &[], mandatory: &[] },
            ParamSet { name: "SingleQuote", params: &["SingleQuote"], mandatory: &[] },
            ParamSet { name: "DoubleQuote", params: &["DoubleQuote"], mandatory: &[] },
            ParamSet { name: "Format", params: &["FormatString"], mandatory: &[] },
        ],
        examples: &[
            Example {
                does: "List the connectors in a line",
                run: "Get-SendConnector | Join-String Name -Separator ', '",
            },
            Example { does: "Quote texts", run: "'a','b' | Join-String -Separator ',' -SingleQuote" },
            Example { does: "Quote texts for JSON", run: "'a','b' | Join-String -Separator ',' -DoubleQuote" },
            Example {
                does: "Write numbers in one form",
                run: "1,2.5 | Join-String -Separator ' ' -FormatString '{0:N2}'",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(start),
};

fn start(call: &Call, _: &Session) -> Result<Box<dyn Stage>, Fault> {
    let property = call.get(&PROPERTY)?.map(|property| Expression::read(&property, &[])).transpose()?;
    let separator = match call.get(&SEPARATOR)? {
        Some(separator) => separator,
        None if call.is_set(&USE_CULTURE)? => ",".to_owned(),
        None => call.engine.variable("OFS").map(|separator| separator.to_string()).unwrap_or_default(),
    };
    Ok(Box::new(Join { property, separator, text: None }))
}

struct Join {
    property: Option<Expression>,
    separator: String,
    /// `None`: nothing has come.
    text: Option<String>,
}

impl Join {
    fn written(&self, call: &Call, object: Value) -> Result<String, Fault> {
        let value = match &self.property {
            None => object,
            Some(property) => {
                property.find(call, &object)?.into_iter().next().and_then(|found| found.value).unwrap_or_default()
            }
        };
        Ok(match call.get(&FORMAT)? {
            Some(form) => format_text(&Value::text(form), &value).map_err(|fault| fault.at(call.place(&FORMAT)))?,
            None if call.is_set(&SINGLE_QUOTE)? => format!("'{}'", value.to_string().replace('\'', "''")),
            None if call.is_set(&DOUBLE_QUOTE)? => format!("\"{}\"", value.to_string().replace('"', "`\"")),
            None => value.to_string(),
        })
    }
}

impl Stage for Join {
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        for object in subject(call)?.cloned().into_iter().flat_map(Value::into_items) {
            let written = self.written(call, object)?;
            match &mut self.text {
                Some(text) => {
                    text.push_str(&self.separator);
                    text.push_str(&written);
                }
                None => self.text = Some(written),
            }
        }
        Ok(())
    }

    fn finish(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let end = |param| Ok::<_, Fault>(call.get(param)?.unwrap_or_default());
        out.emit(format!("{}{}{}", end(&PREFIX)?, self.text.take().unwrap_or_default(), end(&SUFFIX)?))
    }
}
