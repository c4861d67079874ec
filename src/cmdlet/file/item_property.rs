//! `Get-ItemProperty`, `Get-ItemPropertyValue`, `Set-ItemProperty`: properties of files and folders.

use super::drive::InDrive;
use super::entry::entry;
use super::paths::{LITERAL_PATH, Meant, meant_or_told, place_of};
use super::place::unusable;
use super::sieve::{EXCLUDE, FILTER, INCLUDE, Sieve};
use crate::cmdlet::prelude::*;
use crate::model::{Member, Wildcard};

static PATH: Param<Vec<String>> =
    Param::new("Path", "Files and folders; `*` allowed.").position(1).from_pipeline().from_property();
static NAMES: Param<Vec<String>> =
    Param::new("Name", "Only these properties; `*` allowed.").position(2).aliases(&["PSProperty"]);
static WANTED: Param<Vec<String>> =
    Param::new("Name", "These properties.").mandatory().position(2).aliases(&["PSProperty"]);
static NAME: Param<String> =
    Param::new("Name", "The property, such as IsReadOnly.").mandatory().position(2).aliases(&["PSProperty"]);
static VALUE: Param<Value> = Param::new("Value", "What it shall be.").mandatory().position(3).from_property();
static PASS_THRU: Param<Switch> = Param::switch("PassThru", "Put out what was changed.");

const SETS: &[ParamSet] = &[
    ParamSet { name: "Path", params: &["Path"], mandatory: &["Path"] },
    ParamSet { name: "LiteralPath", params: &["LiteralPath"], mandatory: &["LiteralPath"] },
];

/// What comes with every object of properties.
const ALWAYS: [&str; 5] = ["PSPath", "PSParentPath", "PSChildName", "PSDrive", "PSProvider"];

pub static GET_ITEM_PROPERTY: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-ItemProperty",
        aliases: &["gp"],
        synopsis: "Give properties of files and folders",
        about: "Without -Name the file itself as an object.",
        params: &[PATH.spec(), LITERAL_PATH.spec(), NAMES.spec(), FILTER.spec(), INCLUDE.spec(), EXCLUDE.spec()],
        sets: SETS,
        examples: &[
            Example { does: "Tell when a list was written", run: "Get-ItemProperty users.csv -Name LastWriteTime" },
            Example {
                does: "Ask about a file whose name has brackets",
                run: "Get-ItemProperty -LiteralPath 'log[1].txt'",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, out| {
        let names = call.get(&NAMES)?;
        each(call, &mut |file, object| {
            let Some(names) = &names else { return out.emit(object.clone()) };
            let mut properties = chosen(call, file, object, names)?;
            if properties.is_empty() {
                return Ok(());
            }
            properties.extend(ALWAYS.map(|name| (name.into(), object.property(name).unwrap_or_default())));
            out.emit(Value::Object(Object::custom(properties)))
        })
    }),
};

pub static GET_ITEM_PROPERTY_VALUE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-ItemPropertyValue",
        aliases: &["gpv"],
        synopsis: "Give the values alone of properties of files and folders",
        about: "One after another, as -Name has them.",
        params: &[PATH.spec(), LITERAL_PATH.spec(), WANTED.spec(), FILTER.spec(), INCLUDE.spec(), EXCLUDE.spec()],
        sets: SETS,
        examples: &[
            Example { does: "Tell the size of a list", run: "Get-ItemPropertyValue users.csv -Name Length" },
            Example {
                does: "Ask about a file whose name has brackets",
                run: "Get-ItemPropertyValue -LiteralPath 'log[1].txt' -Name Length",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, out| {
        let names = call.require(&WANTED)?;
        each(call, &mut |file, object| {
            chosen(call, file, object, &names)?.into_iter().try_for_each(|(_, value)| out.emit(value))
        })
    }),
};

pub static SET_ITEM_PROPERTY: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Set-ItemProperty",
        aliases: &["sp"],
        synopsis: "Change a property of files and folders",
        about: "Those that can be changed are IsReadOnly, Attributes and the times of the last writing and reading.",
        params: &[
            PATH.spec(),
            LITERAL_PATH.spec(),
            NAME.spec(),
            VALUE.spec(),
            FILTER.spec(),
            INCLUDE.spec(),
            EXCLUDE.spec(),
            PASS_THRU.spec(),
        ],
        sets: SETS,
        effect: Effect::Changes(Impact::Medium),
        examples: &[
            Example {
                does: "Say that a list is of another day",
                run: "Set-ItemProperty users.csv -Name LastWriteTime -Value 2026-01-31",
            },
            Example {
                does: "Let a file whose name has brackets be changed again",
                run: "Set-ItemProperty -LiteralPath 'log[1].txt' -Name IsReadOnly -Value $false",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, out| {
        let (name, value) = (call.require(&NAME)?, call.require(&VALUE)?);
        each(call, &mut |file, object| {
            let target = format!("Item: {} Property: {name}", file.path.display());
            if !call.should("Set Property", &target, "")? {
                return Ok(());
            }
            set(object, &name, &value).map_err(|fault| fault.at(call.place(&NAME)))?;
            if call.is_set(&PASS_THRU)? { out.emit(object.clone()) } else { Ok(()) }
        })
    }),
};

/// Everything that is meant, with the object for it.
fn each(call: &Call, act: &mut dyn FnMut(&Meant, &Value) -> Result<(), Fault>) -> Result<(), Fault> {
    let sieve = Sieve::of(call)?;
    let written = call.get(&LITERAL_PATH)?.into_iter().chain(call.get(&PATH)?).flatten();
    if written.into_iter().any(|written| InDrive::read(&written).is_some()) {
        let says = "Cannot use interface. The IPropertyCmdletProvider interface is not supported by this provider.";
        return Err(Fault::invalid("NotSupported", says)
            .categorized("NotImplemented")
            .at(place_of(call))
            .fix("Get-Item shows what variables and their like hold."));
    }
    let files = meant_or_told(call)?;
    for file in files {
        let name = file.path.file_name().map(|name| name.to_string_lossy().into_owned());
        if name.is_some_and(|name| !sieve.fits(&name)) {
            continue;
        }
        match entry(&file.path) {
            Ok(object) => act(&file, &object)?,
            Err(error) => call.error(unusable(&file.path, &error).at(place_of(call)))?,
        }
    }
    Ok(())
}

/// The properties of these names, as they are asked for. Says which there are not.
fn chosen(
    call: &Call,
    file: &Meant,
    object: &Value,
    names: &[String],
) -> Result<Vec<(std::sync::Arc<str>, Value)>, Fault> {
    let mut chosen = Vec::new();
    for name in names {
        let pattern = Wildcard::new(name);
        let known = object.property_names();
        let fitting: Vec<_> = known.into_iter().filter(|known| pattern.matches(known)).collect();
        if fitting.is_empty() && !Wildcard::is_pattern(name) {
            let says = format!("Property {name} does not exist at path {}.", file.path.display());
            let fault = Fault::invalid("System.Management.Automation.PSArgumentException", says);
            call.error(fault.at(call.argument("Name").and_then(|argument| argument.span)))?;
        }
        chosen.extend(fitting.into_iter().map(|name| (name.clone(), object.property(&name).unwrap_or_default())));
    }
    Ok(chosen)
}

fn set(object: &Value, name: &str, value: &Value) -> Result<(), Fault> {
    let member = match object {
        Value::Object(object) => object.member(name),
        _ => None,
    };
    match member {
        Some(Member::Computed { set: Some(set), .. }) => set.answer(object, std::slice::from_ref(value)).map(drop),
        _ if object.property(name).is_some() => {
            Err(Fault::invalid("SetValueException", format!("'{name}' is a ReadOnly property.")))
        }
        _ => {
            let says =
                format!("The property '{name}' cannot be found on this object. Verify that the property exists.");
            Err(Fault::invalid("PropertyNotFound", says))
        }
    }
}
