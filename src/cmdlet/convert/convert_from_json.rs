//! `ConvertFrom-Json`: JSON as objects.

use crate::cmdlet::prelude::*;
use crate::model::json::{Shape, read};

static TEXT: Param<String> = Param::new("InputObject", "The JSON; lines that come by the pipeline are read together.")
    .mandatory()
    .position(1)
    .from_pipeline();
static AS_HASHTABLE: Param<Switch> = Param::switch("AsHashtable", "Hashtables instead of objects.");

pub static CONVERT_FROM_JSON: Cmdlet = Cmdlet {
    signature: Signature {
        name: "ConvertFrom-Json",
        synopsis: "Read JSON as objects",
        about: "An array comes out item by item.",
        params: &[TEXT.spec(), AS_HASHTABLE.spec()],
        examples: &[Example { does: "Read a setting", run: "('{\"port\": 25}' | ConvertFrom-Json).port" }],
        ..Signature::NEW
    },
    run: Run::Stage(|_, _| Ok(Box::new(Text(String::new())))),
};

struct Text(String);

impl Stage for Text {
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(&call.require(&TEXT)?);
        Ok(())
    }

    fn finish(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let shape = if call.is_set(&AS_HASHTABLE)? { Shape::Hashtable } else { Shape::Object };
        match read(&self.0, shape).map_err(|fault| fault.at(call.place(&TEXT)))? {
            Value::Array(items) => items.items().into_iter().try_for_each(|item| out.emit(item)),
            one => out.emit(one),
        }
    }
}
