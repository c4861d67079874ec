//! `Update-TypeData`, `Get-TypeData` and `Remove-TypeData`: what objects of a type have besides.

use std::sync::Arc;

use super::add_member::{self, MemberType};
use crate::cmdlet::prelude::*;
use crate::lang::types::{Type, TypeValue};
use crate::model::type_data::{self, TypeData};
use crate::model::{Hash, Member, PropertyInfo, TypeInfo, Wildcard};

static TYPE_NAME: Param<Value> = Param::new(
    "TypeName",
    "The type, such as System.DateTime, or the name that Get-Member shows; from the pipeline an object of it.",
)
.mandatory()
.from_pipeline();
static MEMBER_TYPE: Param<MemberType> = Param::new("MemberType", "What to add.");
static MEMBER_NAME: Param<String> = Param::new("MemberName", "What it is called.");
static VALUE: Param<Value> = Param::new(
    "Value",
    "What it holds: a value, the name of another property, or the script block that computes it or is called.",
)
.keeps_blocks();
static SECOND_VALUE: Param<Value> = Param::new(
    "SecondValue",
    "Of a ScriptProperty: the block that is given what is assigned to it, as $args[0]. Of an AliasProperty: the type that the value is converted to.",
)
.keeps_blocks();
static DISPLAY: Param<String> =
    Param::new("DefaultDisplayProperty", "What Format-Wide shows of it when nothing is chosen.");
static DISPLAY_SET: Param<Vec<String>> = Param::new(
    "DefaultDisplayPropertySet",
    "What tables and lists show of it when nothing is chosen; more than four as a list. Types that PowerShell lays out itself keep their tables.",
);
static FORCE: Param<Switch> = Param::switch("Force", "Also in the place of what is there.");
static TYPE_NAMES: Param<Vec<String>> =
    Param::new("TypeName", "Only these types; `*` allowed.").position(1).from_pipeline();
static REMOVED: Param<Vec<String>> =
    Param::new("TypeName", "The types that are to be as they were.").mandatory().position(1).from_property();

pub static UPDATE_TYPE_DATA: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Update-TypeData",
        synopsis: "Give all objects of a type members",
        about: "As long as the conversation lasts; put it into the profile to have it always. What an object has itself goes before what its type was given.",
        params: &[
            TYPE_NAME.spec(),
            MEMBER_TYPE.spec(),
            MEMBER_NAME.spec(),
            VALUE.spec(),
            SECOND_VALUE.spec(),
            DISPLAY.spec(),
            DISPLAY_SET.spec(),
            FORCE.spec(),
        ],
        effect: Effect::Changes(Impact::Low),
        examples: &[
            Example {
                does: "Say of each queue whether it is long",
                run: "Get-Queue | Select-Object -First 1 | Update-TypeData -MemberType ScriptProperty -MemberName IsLong -Value { $this.MessageCount -gt 100 } -Force",
            },
            Example {
                does: "Choose what is shown of reports",
                run: "Update-TypeData -TypeName Report -DefaultDisplayPropertySet Name, Size -Force",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(update),
};

fn update(call: &Call, _: &Session, _: &mut Output) -> Result<(), Fault> {
    let name =
        type_name(&call.require(&TYPE_NAME)?, call.argument("TypeName").is_none_or(|given| given.span.is_none()));
    let member = member(call)?;
    let (display, set) = (call.get(&DISPLAY)?, call.get(&DISPLAY_SET)?);
    if member.is_none() && display.is_none() && set.is_none() {
        let says = format!("There is nothing to add to the type \"{name}\".");
        return Err(Fault::invalid("NoTypeData", says)
            .at(call.span)
            .fix("Give -MemberType, -MemberName and -Value, or -DefaultDisplayPropertySet."));
    }
    if !call.should("Update TypeData", &format!("TypeName: {name}"), "")? {
        return Ok(());
    }
    let is_forced = call.is_set(&FORCE)?;
    let taken = type_data::change(&name, |data| {
        let is_there = |wanted: &str| data.members.iter().any(|(known, _)| known.eq_ignore_ascii_case(wanted));
        let taken = match &member {
            Some((name, _)) if is_there(name) => Some(name.to_string()),
            _ if display.is_some() && data.wide.is_some() => Some("DefaultDisplayProperty".to_owned()),
            _ if set.is_some() && !data.shown.is_empty() => Some("DefaultDisplayPropertySet".to_owned()),
            _ => None,
        };
        if taken.is_some() && !is_forced {
            return taken;
        }
        if let Some((name, value)) = member {
            data.members.retain(|(known, _)| !known.eq_ignore_ascii_case(&name));
            data.members.push((name, value));
        }
        if let Some(display) = display {
            data.wide = Some(display.into());
        }
        if let Some(set) = set {
            data.shown = set.into_iter().map(Arc::from).collect();
        }
        None
    });
    match taken {
        Some(taken) => {
            let says = format!("Error in TypeData \"{name}\": The member {taken} is already present.");
            let fault = Fault::conflict("TypesDynamicUpdateException", says).categorized("InvalidOperation");
            call.error(fault.fix("Add -Force to put this in its place."))
        }
        None => Ok(()),
    }
}

/// What is to be added, if a member is.
fn member(call: &Call) -> Result<Option<(Arc<str>, Value)>, Fault> {
    let name = match (call.get(&MEMBER_NAME)?, call.get(&MEMBER_TYPE)?) {
        (None, None) => return Ok(None),
        (Some(name), Some(_)) if !name.is_empty() => name,
        _ => {
            let says = "A member has both a -MemberType and a -MemberName.";
            return Err(Fault::invalid("MissingMember", says).at(call.span));
        }
    };
    add_member::of_kind(call, call.get(&MEMBER_TYPE)?, &VALUE, &SECOND_VALUE)
        .map(|value| Some((Arc::from(name), value)))
}

/// With its namespace where the language knows the type. `is_object`: an object of the pipeline that is no text is one
/// of it.
fn type_name(given: &Value, is_object: bool) -> String {
    let written = match given.downcast::<TypeValue>() {
        Some(known) => known.full_name.clone(),
        None if is_object && !matches!(given.bare(), Value::String(_)) => return given.shown_type_name(),
        None => given.to_string(),
    };
    Type::from_text(&written).map_or(written, |known| known.to_string())
}

static TYPE_DATA: TypeInfo = TypeInfo {
    name: "System.Management.Automation.Runspaces.TypeData",
    properties: &[
        PropertyInfo::new("TypeName", "String", "The type."),
        PropertyInfo::new("Members", "Hashtable", "What was added to it, by name."),
        PropertyInfo::new("DefaultDisplayProperty", "String", "What Format-Wide shows."),
        PropertyInfo::new("DefaultDisplayPropertySet", "String[]", "What tables and lists show."),
    ],
    shown: &["TypeName", "Members"],
    methods: &[],
};

pub static GET_TYPE_DATA: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-TypeData",
        synopsis: "Show what types have been given",
        about: "What Update-TypeData has added in this conversation.",
        params: &[TYPE_NAMES.spec()],
        emits: Some(&TYPE_DATA),
        examples: &[Example { does: "Show what dates have been given", run: "Get-TypeData System.Date*" }],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, out| {
        let wanted = call.get(&TYPE_NAMES)?;
        let fits = |name: &str| {
            wanted.as_ref().is_none_or(|all| all.iter().any(|pattern| Wildcard::new(pattern).matches(name)))
        };
        type_data::all().iter().filter(|data| fits(&data.name)).try_for_each(|data| out.emit(shown(data)))
    }),
};

fn shown(data: &TypeData) -> Value {
    let members = Hash::new();
    for (name, value) in &data.members {
        members.set(Value::String(name.clone()), described(name, value));
    }
    let values = [
        Value::String(data.name.clone()),
        Value::Hash(members),
        data.wide.clone().map_or(Value::Null, Value::String),
        match data.shown.is_empty() {
            true => Value::Null,
            false => Value::array(data.shown.iter().map(|name| Value::String(name.clone())).collect()),
        },
    ];
    let names = TYPE_DATA.properties.iter().map(|property| property.name.into());
    Value::Object(Object::of(&TYPE_DATA, names.zip(values).collect()))
}

fn described(name: &Arc<str>, value: &Value) -> Value {
    let block = |block: &Arc<dyn crate::model::Block>| Value::Block(block.clone());
    let (kind, own) = match value.downcast::<Member>() {
        Some(Member::Alias(to)) => ("AliasPropertyData", vec![("ReferencedMemberName", Value::String(to.clone()))]),
        Some(Member::Converted { to, type_name, .. }) => (
            "AliasPropertyData",
            vec![("ReferencedMemberName", Value::String(to.clone())), ("MemberType", Value::text(type_name))],
        ),
        Some(Member::Computed { get, set }) => (
            "ScriptPropertyData",
            vec![("GetScriptBlock", block(get)), ("SetScriptBlock", set.as_ref().map_or(Value::Null, block))],
        ),
        Some(Member::Method(script)) => ("ScriptMethodData", vec![("Script", block(script))]),
        _ => ("NotePropertyData", vec![("Value", value.clone())]),
    };
    let mut properties: Vec<(Arc<str>, Value)> =
        own.into_iter().map(|(name, value)| (Arc::from(name), value)).collect();
    properties.push(("Name".into(), Value::String(name.clone())));
    Value::Object(Object::named(format!("System.Management.Automation.Runspaces.{kind}"), properties))
}

pub static REMOVE_TYPE_DATA: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Remove-TypeData",
        synopsis: "Take back what a type has been given",
        about: "Everything that Update-TypeData has added to it.",
        params: &[REMOVED.spec()],
        effect: Effect::Changes(Impact::Low),
        examples: &[Example {
            does: "Let reports be as they were",
            run: "Update-TypeData -TypeName Report -DefaultDisplayProperty Name; Remove-TypeData Report",
        }],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, _| {
        for written in call.require(&REMOVED)? {
            let name = type_name(&Value::text(&written), false);
            if call.should("Remove TypeData", &format!("TypeName: {name}"), "")? && !type_data::remove(&name) {
                let says = format!("Error in TypeData \"{name}\": The type \"{name}\" was not found.");
                let fault = Fault::not_found("TypesDynamicRemoveException", says).categorized("InvalidOperation");
                call.error(
                    fault.at(call.place(&REMOVED)).fix("Get-TypeData lists the types that have been given something."),
                )?;
            }
        }
        Ok(())
    }),
};
