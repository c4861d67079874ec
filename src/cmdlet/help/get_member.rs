//! `Get-Member`: what objects hold.

use std::collections::HashSet;

use crate::cmdlet::prelude::*;
use crate::model::Wildcard;
use crate::model::choice::choice;
use crate::model::view::view;

static INPUT: Param<Value> = Param::new("InputObject", "The object to look at.").from_pipeline();
static NAME: Param<Vec<String>> = Param::new("Name", "Only members with these names; `*` allowed.").position(1);

static MEMBER_TYPE: Param<Vec<MemberKind>> =
    Param::new("MemberType", "Only members of these kinds. Default: all.").aliases(&["Type"]);

choice! {
    /// Which members are shown.
    MemberKind as "PSMemberTypes" {
        Property,
        /// Properties of objects that a script has made.
        NoteProperty,
        /// Both kinds of properties.
        Properties,
        All,
    }
}

view! {
    /// One member of a type.
    MemberInfo as "Emsh.MemberDefinition", shown ["Name", "MemberType", "Definition"] {
        /// The type that has it.
        "TypeName" type_name: String as "String";
        /// What it is called.
        "Name" name: String as "String";
        /// Property or NoteProperty.
        "MemberType" member_type: String as "String";
        /// Its type, and what it means where that is declared.
        "Definition" definition: String as "String";
    }
}

pub static GET_MEMBER: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Member",
        aliases: &["gm"],
        synopsis: "Show what objects hold",
        about: "Once for each type that comes by the pipeline.",
        params: &[INPUT.spec(), NAME.spec(), MEMBER_TYPE.spec()],
        emits: Some(MemberInfo::TYPE),
        examples: &[Example { does: "Show what a queue tells", run: "Get-Queue | Get-Member" }],
        ..Signature::NEW
    },
    run: Run::Stage(|_, _| Ok(Box::new(Seen(HashSet::new())))),
};

/// The types that have been shown.
struct Seen(HashSet<String>);

impl Stage for Seen {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let Some(value) = call.input.clone().or(call.get(&INPUT)?).filter(|value| !value.is_null()) else {
            return Err(Fault::invalid("NoObjectInGetMember", "There is no object to look at.")
                .fix("Pipe one here: Get-Queue | Get-Member"));
        };
        let type_name = value.full_type_name();
        if !self.0.insert(type_name.clone()) {
            return Ok(());
        }
        let patterns = call.get(&NAME)?;
        let wanted =
            |name: &str| patterns.as_ref().is_none_or(|all| all.iter().any(|one| Wildcard::new(one).matches(name)));
        let mut members = members(&value);
        members.sort_by_key(|member| member.name.to_lowercase());
        let kinds = call.get(&MEMBER_TYPE)?;
        let of_kind = |kind: &str| {
            let fits = |one: &MemberKind| matches!(one, MemberKind::All | MemberKind::Properties) || one.name() == kind;
            kinds.as_ref().is_none_or(|kinds| kinds.iter().any(fits))
        };
        for mut member in members.into_iter().filter(|member| wanted(&member.name) && of_kind(&member.member_type)) {
            member.type_name = type_name.clone();
            out.emit(member)?;
        }
        Ok(())
    }
}

fn members(value: &Value) -> Vec<MemberInfo> {
    let member = |name: &str, kind: &str, definition: String| MemberInfo {
        type_name: String::new(),
        name: name.to_owned(),
        member_type: kind.to_owned(),
        definition,
    };
    if let Value::Object(object) = value
        && let Some(info) = object.info()
    {
        let declared = info.properties.iter();
        return declared
            .map(|property| member(property.name, "Property", format!("{}: {}", property.type_name, property.doc)))
            .collect();
    }
    if let Value::Scalar(scalar) = value {
        return scalar.members().iter().map(|name| member(name, "Property", String::new())).collect();
    }
    let kind = if matches!(value, Value::Object(_)) { "NoteProperty" } else { "Property" };
    let properties = value.properties().into_iter();
    properties.map(|(name, value)| member(&name, kind, format!("{} {name}={value}", value.type_name()))).collect()
}
