//! `Set-Variable`, `New-Variable`, `Clear-Variable`, `Remove-Variable`.

use super::{EXCLUDE, INCLUDE, Matching, PASS_THRU, SCOPE, matching, not_found, object, plain, scope};
use crate::cmdlet::prelude::*;
use crate::lang::call::{VariableInfo, VariableOption, Visibility};

static NAMES: Param<Vec<String>> =
    Param::new("Name", "Names, without the dollar sign; `*` means variables that are there.")
        .mandatory()
        .position(1)
        .from_property();
static NAME: Param<String> =
    Param::new("Name", "The name, without the dollar sign.").mandatory().position(1).from_property();
static VALUE: Param<Value> = Param::new("Value", "What it shall hold.").position(2).from_pipeline().from_property();
static OPTION: Param<VariableOption> = Param::new("Option", "What may be done to it afterwards. Default None.");
static VISIBILITY: Param<Visibility> = Param::new(
    "Visibility",
    "Private: only the code of a module may use it, which no script here is; New-Variable -Force takes its name again. Default Public.",
);
static DESCRIPTION: Param<String> = Param::new("Description", "What it is for, in words.");
static FORCE: Param<Switch> = Param::switch("Force", "Also when it is read-only.");
static NEW_FORCE: Param<Switch> = Param::switch("Force", "Also when there is a variable of that name.");

pub static SET_VARIABLE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Set-Variable",
        aliases: &["sv", "set"],
        synopsis: "Give a variable a value",
        about: "It is made when it is not there. Several objects from the pipeline become a list. Without -Value what is there keeps its value.",
        params: &[
            NAMES.spec(),
            VALUE.spec(),
            INCLUDE.spec(),
            EXCLUDE.spec(),
            DESCRIPTION.spec(),
            OPTION.spec(),
            VISIBILITY.spec(),
            SCOPE.spec(),
            FORCE.spec(),
            PASS_THRU.spec(),
        ],
        effect: Effect::Changes(Impact::Low),
        examples: &[
            Example {
                does: "Set a global variable inside a function",
                run: "Set-Variable -Name seen -Value 5 -Scope Global",
            },
            Example { does: "Guard a variable", run: "Set-Variable limit 100 -Option ReadOnly -Force" },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(|_, _| Ok(Box::new(Values(None)))),
};

/// What the pipeline has brought.
struct Values(Option<Vec<Value>>);

impl Stage for Values {
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        if call.input.is_some() {
            self.0.get_or_insert_default().extend(call.get(&VALUE)?);
        }
        Ok(())
    }

    fn finish(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let value = match self.0.take() {
            None => call.get(&VALUE)?.or(call.is_given("Value").then_some(Value::Null)),
            Some(mut values) if values.len() == 1 => values.pop(),
            Some(values) => Some(Value::array(values)),
        };
        for written in call.require(&NAMES)? {
            let Matching { found, is_missing } = matching(call, &written, true)?;
            let made = is_missing.then(|| plain(&written, Value::Null));
            for before in found.into_iter().chain(made) {
                set(call, before, value.clone(), out)?;
            }
        }
        Ok(())
    }
}

fn set(call: &Call, before: VariableInfo, value: Option<Value>, out: &mut Output) -> Result<(), Fault> {
    let info = VariableInfo {
        value: value.unwrap_or(before.value),
        option: call.get(&OPTION)?.unwrap_or(before.option),
        visibility: call.get(&VISIBILITY)?.unwrap_or(before.visibility),
        description: call.get(&DESCRIPTION)?.map_or(before.description, Into::into),
        name: before.name,
    };
    if !call.should("Set variable", &format!("Name: {} Value: {}", info.name, info.value), "")? {
        return Ok(());
    }
    let is_forced = call.is_set(&FORCE)?;
    match call.engine.declare_variable(scope(call)?, &info, is_forced) {
        Ok(()) if call.is_set(&PASS_THRU)? => out.emit(object(&info)),
        Ok(()) => Ok(()),
        Err(fault) => call.error(fault.at(call.place(&NAMES))),
    }
}

pub static NEW_VARIABLE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "New-Variable",
        aliases: &["nv"],
        synopsis: "Make a variable",
        about: "It must not be there yet.",
        params: &[
            NAME.spec(),
            VALUE.spec(),
            DESCRIPTION.spec(),
            OPTION.spec(),
            VISIBILITY.spec(),
            SCOPE.spec(),
            NEW_FORCE.spec(),
            PASS_THRU.spec(),
        ],
        effect: Effect::Changes(Impact::Low),
        examples: &[
            Example { does: "Make a variable", run: "New-Variable limit 100" },
            Example { does: "Make one that nobody can change", run: "New-Variable most 100 -Option Constant" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, out| {
        let name = call.require(&NAME)?;
        let scope = scope(call)?;
        let all = call.engine.variable_infos(Some(scope)).map_err(|fault| fault.at(call.place(&SCOPE)))?;
        if all.iter().any(|known| known.name.eq_ignore_ascii_case(&name)) && !call.is_set(&NEW_FORCE)? {
            let says = format!("A variable with name '{name}' already exists.");
            return call.error(
                Fault::conflict("VariableAlreadyExists", says)
                    .categorized("ResourceExists")
                    .about(Value::text(&name))
                    .at(call.place(&NAME)),
            );
        }
        let info = VariableInfo {
            option: call.get(&OPTION)?.unwrap_or(VariableOption::None),
            visibility: call.get(&VISIBILITY)?.unwrap_or(Visibility::Public),
            description: call.get(&DESCRIPTION)?.unwrap_or_default().into(),
            ..plain(&name, call.get(&VALUE)?.unwrap_or_default())
        };
        if !call.should("New variable", &format!("Name: {name} Value: {}", info.value), "")? {
            return Ok(());
        }
        match call.engine.declare_variable(scope, &info, call.is_set(&NEW_FORCE)?) {
            Ok(()) if call.is_set(&PASS_THRU)? => out.emit(object(&info)),
            Ok(()) => Ok(()),
            Err(fault) => call.error(fault.at(call.place(&NAME))),
        }
    }),
};

/// Does something to each variable that is meant; says which are not there.
fn each_meant(call: &Call, nearby: bool, act: impl Fn(VariableInfo) -> Result<(), Fault>) -> Result<(), Fault> {
    for written in call.require(&NAMES)? {
        let Matching { found, is_missing } = matching(call, &written, nearby)?;
        if is_missing {
            call.error(not_found(&written).at(call.place(&NAMES)))?;
        }
        for info in found {
            if let Err(fault) = act(info) {
                call.error(fault.at(call.place(&NAMES)))?;
            }
        }
    }
    Ok(())
}

pub static CLEAR_VARIABLE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Clear-Variable",
        aliases: &["clv"],
        synopsis: "Empty variables",
        about: "They are still there afterwards and hold nothing.",
        params: &[NAMES.spec(), INCLUDE.spec(), EXCLUDE.spec(), SCOPE.spec(), FORCE.spec(), PASS_THRU.spec()],
        effect: Effect::Changes(Impact::Low),
        examples: &[Example { does: "Empty a variable", run: "$seen = 1; Clear-Variable seen" }],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, out| {
        let out = std::cell::RefCell::new(out);
        each_meant(call, false, |info| {
            if !call.should("Clear variable", &format!("Name: {}", info.name), "")? {
                return Ok(());
            }
            let scope = scope(call)?;
            let is_here = |known: &VariableInfo| known.name.eq_ignore_ascii_case(&info.name);
            // One of a scope around this one stays as it is: an empty one is made here.
            let info = match call.engine.variable_infos(Some(scope))?.iter().any(is_here) {
                true => VariableInfo { value: Value::Null, ..info },
                false => plain(&info.name, Value::Null),
            };
            call.engine.declare_variable(scope, &info, call.is_set(&FORCE)?)?;
            if call.is_set(&PASS_THRU)? { out.borrow_mut().emit(object(&info)) } else { Ok(()) }
        })
    }),
};

pub static REMOVE_VARIABLE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Remove-Variable",
        aliases: &["rv"],
        synopsis: "Forget variables",
        about: "Those of the scope where the command stands.",
        params: &[NAMES.spec(), INCLUDE.spec(), EXCLUDE.spec(), SCOPE.spec(), FORCE.spec()],
        effect: Effect::Changes(Impact::Low),
        examples: &[Example { does: "Forget a variable", run: "$seen = 1; Remove-Variable seen" }],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, _| {
        each_meant(call, true, |info| {
            if !call.should("Remove variable", &format!("Name: {}", info.name), "")? {
                return Ok(());
            }
            call.engine.forget_variable(scope(call)?, &info.name, call.is_set(&FORCE)?).map(drop)
        })
    }),
};
