//! `Set-Variable`, `New-Variable`, `Clear-Variable`, `Remove-Variable`.

use super::{SCOPE, matching, not_found, scoped, shown};
use crate::cmdlet::prelude::*;
use crate::model::Wildcard;

static NAMES: Param<Vec<String>> =
    Param::new("Name", "Names, without the dollar sign.").mandatory().position(1).from_property();
static PATTERNS: Param<Vec<String>> =
    Param::new("Name", "Names, without the dollar sign; `*` allowed.").mandatory().position(1).from_property();
static NAME: Param<String> =
    Param::new("Name", "The name, without the dollar sign.").mandatory().position(1).from_property();
static VALUE: Param<Value> = Param::new("Value", "What it shall hold.").position(2).from_pipeline();
static PASS_THRU: Param<Switch> = Param::switch("PassThru", "Put the variable out.");
static FORCE: Param<Switch> = Param::switch("Force", "Also when there is a variable of that name.");

pub static SET_VARIABLE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Set-Variable",
        aliases: &["sv", "set"],
        synopsis: "Give a variable a value",
        about: "It is made when it is not there. Several objects from the pipeline become a list.",
        params: &[NAMES.spec(), VALUE.spec(), SCOPE.spec(), PASS_THRU.spec()],
        examples: &[Example {
            does: "Set a global variable inside a function",
            run: "Set-Variable -Name seen -Value 5 -Scope Global",
        }],
        ..Signature::NEW
    },
    run: Run::Stage(|_, _| Ok(Box::new(Values(None)))),
};

/// What the pipeline has brought.
struct Values(Option<Vec<Value>>);

impl Stage for Values {
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        if let Some(value) = call.input.clone() {
            self.0.get_or_insert_default().push(value);
        }
        Ok(())
    }

    fn finish(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let value = match self.0.take() {
            None => call.get(&VALUE)?.unwrap_or_default(),
            Some(mut values) if values.len() == 1 => values.remove(0),
            Some(values) => Value::array(values),
        };
        for name in call.require(&NAMES)? {
            call.engine.set_variable(&scoped(call, &name)?, value.clone())?;
            if call.is_set(&PASS_THRU)? {
                out.emit(shown(&name, value.clone()))?;
            }
        }
        Ok(())
    }
}

pub static NEW_VARIABLE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "New-Variable",
        aliases: &["nv"],
        synopsis: "Make a variable",
        about: "It must not be there yet.",
        params: &[NAME.spec(), VALUE.spec(), SCOPE.spec(), FORCE.spec(), PASS_THRU.spec()],
        examples: &[Example { does: "Make a variable", run: "New-Variable limit 100" }],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, out| {
        let name = call.require(&NAME)?;
        let scoped = scoped(call, &name)?;
        if call.engine.variables().iter().any(|(known, _)| known.eq_ignore_ascii_case(&name)) && !call.is_set(&FORCE)? {
            let says = format!("A variable with name '{name}' already exists.");
            return Err(Fault::conflict("NewVariableAlreadyExists", says).at(call.place(&NAME)));
        }
        let value = call.get(&VALUE)?.unwrap_or_default();
        call.engine.set_variable(&scoped, value.clone())?;
        if call.is_set(&PASS_THRU)? { out.emit(shown(&name, value)) } else { Ok(()) }
    }),
};

/// Does something to each variable that is meant; says which are not there.
fn each_meant(call: &Call, mut act: impl FnMut(&str) -> Result<(), Fault>) -> Result<(), Fault> {
    for written in call.require(&PATTERNS)? {
        let found = matching(call, &scoped(call, &written)?);
        if found.is_empty() && !Wildcard::is_pattern(&written) {
            call.error(not_found(&written).at(call.place(&PATTERNS)))?;
        }
        found.iter().try_for_each(|(name, _)| act(name))?;
    }
    Ok(())
}

pub static CLEAR_VARIABLE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Clear-Variable",
        aliases: &["clv"],
        synopsis: "Empty variables",
        about: "They are still there afterwards and hold nothing.",
        params: &[PATTERNS.spec(), SCOPE.spec()],
        examples: &[Example { does: "Empty a variable", run: "$seen = 1; Clear-Variable seen" }],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, _| each_meant(call, |name| call.engine.set_variable(name, Value::Null))),
};

pub static REMOVE_VARIABLE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Remove-Variable",
        aliases: &["rv"],
        synopsis: "Forget variables",
        about: "Those of the scope where the command stands.",
        params: &[PATTERNS.spec(), SCOPE.spec()],
        examples: &[Example { does: "Forget a variable", run: "$seen = 1; Remove-Variable seen" }],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, _| {
        each_meant(call, |name| if call.engine.remove_variable(name) { Ok(()) } else { call.error(not_found(name)) })
    }),
};
