//! `Add-Member`: properties added to an object.

use super::{INPUT, input};
use crate::cmdlet::prelude::*;
use crate::model::Hash;
use crate::model::choice::choice;

choice! {
    /// What is added.
    MemberType as "PSMemberTypes" {
        /// A property with a value.
        NoteProperty,
    }
}

static MEMBER_TYPE: Param<MemberType> =
    Param::new("MemberType", "What to add: a NoteProperty, which is a property with a value.")
        .position(1)
        .aliases(&["Type"]);
static NAME: Param<String> = Param::new("Name", "What it is called.").position(2);
static VALUE: Param<Value> = Param::new("Value", "What it holds.").position(3);
static NOTE_NAME: Param<String> = Param::new("NotePropertyName", "What the property is called.").position(1);
static NOTE_VALUE: Param<Value> = Param::new("NotePropertyValue", "What the property holds.").position(2);
static NOTE_MEMBERS: Param<Hash> =
    Param::new("NotePropertyMembers", "Several properties at once: @{Site='Berlin'; Rack=4}.").position(1);
static FORCE: Param<Switch> = Param::switch("Force", "Also when there is a property of that name.");
static PASS_THRU: Param<Switch> = Param::switch("PassThru", "Put the object out afterwards.");

pub static ADD_MEMBER: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Add-Member",
        synopsis: "Add properties to an object",
        about: "The object itself changes. Numbers, texts and dates take no properties.",
        params: &[
            INPUT.spec(),
            MEMBER_TYPE.spec(),
            NAME.spec(),
            VALUE.spec(),
            NOTE_NAME.spec(),
            NOTE_VALUE.spec(),
            NOTE_MEMBERS.spec(),
            FORCE.spec(),
            PASS_THRU.spec(),
        ],
        sets: &[
            ParamSet {
                name: "MemberSet",
                params: &["MemberType", "Name", "Value"],
                mandatory: &["MemberType", "Name"],
            },
            ParamSet {
                name: "NotePropertySingleMember",
                params: &["NotePropertyName", "NotePropertyValue"],
                mandatory: &["NotePropertyName", "NotePropertyValue"],
            },
            ParamSet {
                name: "NotePropertyMultiMember",
                params: &["NotePropertyMembers"],
                mandatory: &["NotePropertyMembers"],
            },
        ],
        examples: &[
            Example {
                does: "Add a property to an object",
                run: "$row = [pscustomobject]@{Name='hub01'}; $row | Add-Member -MemberType NoteProperty -Name Site -Value Berlin",
            },
            Example {
                does: "Add a property and go on",
                run: "[pscustomobject]@{Name='a'} | Add-Member -NotePropertyName Size -NotePropertyValue 3 -PassThru",
            },
            Example {
                does: "Add several properties",
                run: "[pscustomobject]@{Name='a'} | Add-Member -NotePropertyMembers @{Size=3; Site='b'} -PassThru",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let Some(target) = input(call) else { return Ok(()) };
    let mut members = Vec::new();
    if let Some(name) = call.get(&NAME)? {
        members.push((name, call.get(&VALUE)?.unwrap_or_default()));
    }
    if let Some(name) = call.get(&NOTE_NAME)? {
        members.push((name, call.get(&NOTE_VALUE)?.unwrap_or_default()));
    }
    let given = call.get(&NOTE_MEMBERS)?.map(|hash| hash.entries()).unwrap_or_default();
    members.extend(given.into_iter().map(|(name, value)| (name.to_string(), value)));
    let Value::Object(object) = &target else {
        let says = format!("A {} takes no properties.", target.type_name());
        return Err(Fault::invalid("CannotAddMember", says).fix("Make an object of it: [pscustomobject]@{Value = ...}"));
    };
    let is_forced = call.is_set(&FORCE)?;
    for (name, value) in members {
        if object.get(&name).is_some() && !is_forced {
            call.error(Fault::conflict(
                "MemberAlreadyExists",
                format!("Cannot add a member with the name \"{name}\" because a member with that name already exists. To overwrite the member anyway, add the Force parameter to your command."),
            ))?;
            continue;
        }
        object.set(&name, value);
    }
    if call.is_set(&PASS_THRU)? { out.emit(target) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmdlet::trial::{numbers, over};

    #[test]
    fn properties_are_added_once() {
        let object = numbers(&[("A", 1)]);
        let named = [("Name", Value::text("B")), ("Value", Value::Int(2))];
        assert!(over(&ADD_MEMBER, vec![object.clone()], &named).out.is_empty());
        assert!(matches!(object.property("B"), Some(Value::Int(2))));
        assert_eq!(over(&ADD_MEMBER, vec![object.clone()], &named).errors(), ["MemberAlreadyExists"]);
        assert!(over(&ADD_MEMBER, vec![Value::Int(1)], &named).end.is_err());
    }
}
