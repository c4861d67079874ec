//! `Get-Member`: what objects hold.

use std::collections::HashSet;
use std::sync::Arc;

use super::generic_members;
use crate::cmdlet::prelude::*;
use crate::lang::eval::{Definition, methods, static_members};
use crate::lang::types::{Type, TypeValue};
use crate::model::choice::choice;
use crate::model::view::view;
use crate::model::{Member, Wildcard, type_data};

static INPUT: Param<Value> = Param::new("InputObject", "The object to look at.").from_pipeline();
static NAME: Param<Vec<String>> = Param::new("Name", "Only members with these names; `*` allowed.").position(1);
static MEMBER_TYPE: Param<Vec<MemberKind>> =
    Param::new("MemberType", "Only members of these kinds. Default: all.").aliases(&["Type"]);
static STATIC: Param<Switch> = Param::switch(
    "Static",
    "The members of the type itself, written `[type]::Name`; of a type that is given, or of the object's.",
);
static VIEW: Param<Vec<MemberView>> = Param::new(
    "View",
    "Only members from there: of the type (Base, Adapted), or given by a script (Extended). Default: Adapted and Extended.",
);
static FORCE: Param<Switch> =
    Param::switch("Force", "Also the members that every object has for itself, such as PSObject.");

choice! {
    /// Which members are shown.
    MemberKind as "PSMemberTypes" {
        AliasProperty,
        Property,
        /// Properties of objects that a script has made.
        NoteProperty,
        /// Properties that a script block computes.
        ScriptProperty,
        /// Properties that the language computes, such as pstypenames.
        CodeProperty,
        /// Properties that take an index.
        ParameterizedProperty,
        /// Every kind of property.
        Properties,
        Method,
        /// Methods that are a script block.
        ScriptMethod,
        /// Every kind of method.
        Methods,
        MemberSet,
        All,
    }
}

choice! {
    /// Where members come from.
    MemberView as "PSMemberViewTypes" {
        /// What a script has given it: notes, other names, blocks.
        Extended,
        /// What its type has.
        Adapted,
        /// The same: no type here is adapted from another.
        Base,
        All,
    }
}

impl MemberView {
    fn includes(self, kind: &str) -> bool {
        let is_given = matches!(kind, "NoteProperty" | "AliasProperty" | "ScriptProperty" | "ScriptMethod");
        match self {
            MemberView::All => true,
            MemberView::Extended => is_given,
            MemberView::Adapted | MemberView::Base => !is_given,
        }
    }
}

impl MemberKind {
    fn includes(self, kind: &str) -> bool {
        match self {
            MemberKind::All => true,
            MemberKind::Properties => kind.ends_with("Property"),
            MemberKind::Methods => kind.ends_with("Method"),
            own => own.name() == kind,
        }
    }
}

view! {
    /// One member of a type.
    MemberInfo as "Microsoft.PowerShell.Commands.MemberDefinition", shown ["Name", "MemberType", "Definition"] {
        /// The type that has it.
        "TypeName" type_name: String as "String";
        /// What it is called.
        "Name" name: String as "String";
        /// Property, Method and the like.
        "MemberType" member_type: String as "String";
        /// Its type, how it is called, and what it means where that is declared.
        "Definition" definition: String as "String";
    }
}

pub static GET_MEMBER: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Member",
        aliases: &["gm"],
        synopsis: "Show what objects hold",
        about: "Once for each type that comes by the pipeline: methods, then properties.",
        params: &[INPUT.spec(), NAME.spec(), MEMBER_TYPE.spec(), STATIC.spec(), VIEW.spec(), FORCE.spec()],
        emits: Some(MemberInfo::TYPE),
        examples: &[
            Example { does: "Show what a queue tells", run: "Get-Queue | Get-Member" },
            Example { does: "Show what can be done with text", run: "'text' | Get-Member -MemberType Method" },
            Example { does: "Show what the type of dates offers", run: "[datetime] | Get-Member -Static" },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(|_, _| Ok(Box::new(Seen { types: HashSet::new(), is_empty: true }))),
};

struct Seen {
    /// The types that have been shown.
    types: HashSet<String>,
    is_empty: bool,
}

impl Stage for Seen {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let Some(value) = call.input.clone().or(call.get(&INPUT)?).filter(|value| !value.is_null()) else {
            return Ok(());
        };
        self.is_empty = false;
        let is_static = call.is_set(&STATIC)?;
        let (type_name, mut members) = if is_static {
            let known = match value.downcast::<TypeValue>() {
                Some(given) => given.known,
                None => Type::from_text(&value.full_type_name()),
            };
            let name = known.map_or_else(|| value.full_type_name(), |known| known.to_string());
            (name, known.map(static_members).unwrap_or_default().into_iter().map(defined).collect())
        } else {
            (value.shown_type_name(), members(&value, call.is_set(&FORCE)?))
        };
        if !self.types.insert(type_name.clone()) {
            return Ok(());
        }
        let patterns: Option<Vec<Wildcard>> =
            call.get(&NAME)?.map(|names| names.iter().map(|name| Wildcard::new(name)).collect());
        let kinds = call.get(&MEMBER_TYPE)?;
        let views = call.get(&VIEW)?;
        members.retain(|member: &MemberInfo| {
            let is_named = patterns.as_ref().is_none_or(|all| all.iter().any(|one| one.matches(&member.name)));
            let is_viewed = |views: &Vec<MemberView>| views.iter().any(|view| view.includes(&member.member_type));
            is_named
                && views.as_ref().is_none_or(is_viewed)
                && kinds.as_ref().is_none_or(|kinds| kinds.iter().any(|kind| kind.includes(&member.member_type)))
        });
        members.sort_by_cached_key(|member| (member.member_type.clone(), member.name.to_lowercase()));
        for mut member in members {
            member.type_name.clone_from(&type_name);
            out.emit(member)?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Call, _: &mut Output) -> Result<(), Fault> {
        if !self.is_empty {
            return Ok(());
        }
        Err(Fault::invalid("NoObjectInGetMember", "You must specify an object for the Get-Member cmdlet.")
            .fix("Pipe one here: Get-Queue | Get-Member"))
    }
}

fn member(name: &str, kind: &str, definition: String) -> MemberInfo {
    MemberInfo { type_name: String::new(), name: name.to_owned(), member_type: kind.to_owned(), definition }
}

/// A method, or a property, which says so with `{get;}`.
fn defined((name, definition): Definition) -> MemberInfo {
    let kind = match definition.ends_with("{get;}") {
        true if definition.contains('(') => "ParameterizedProperty",
        true => "Property",
        false => "Method",
    };
    member(name, kind, definition.to_owned())
}

fn members(value: &Value, with_intrinsic: bool) -> Vec<MemberInfo> {
    let own = |(name, declared): Definition| {
        let definition = generic_members::definition(value, name, declared)?;
        Some(MemberInfo { definition, ..defined((name, declared)) })
    };
    let mut members: Vec<MemberInfo> = methods(value).into_iter().filter_map(own).collect();
    if with_intrinsic {
        members.push(member("psbase", "MemberSet", "psbase {the object without what scripts have added}".to_owned()));
        let own = "psobject {BaseObject, Members, Properties, Methods, ImmediateBaseObject, TypeNames}";
        members.push(member("psobject", "MemberSet", own.to_owned()));
        let names = "System.Collections.ObjectModel.Collection[string] pstypenames{get=PSTypeNames;}";
        members.push(member("pstypenames", "CodeProperty", names.to_owned()));
    }
    let given = match value {
        Value::Object(object) if object.base().is_some() => of_object(object),
        _ => Vec::new(),
    };
    match value.bare() {
        Value::Object(object) => members.extend(of_object(object)),
        // The keys of a hashtable are no members of it.
        Value::Hash(_) => {
            members.extend(OF_HASHES.iter().map(|(name, of)| member(name, "Property", format!("{of} {name} {{get;}}"))))
        }
        Value::Array(items) => members.extend(value.properties().into_iter().map(|(name, one)| {
            let given = items.added().holds(&name);
            match &*name {
                _ if given && let Some(added) = items.added().member(&name) => {
                    member(&name, added.kind(), added.definition(&name))
                }
                _ if given => {
                    let kind = if one.is_null() { "object".to_owned() } else { short(&one.full_type_name()) };
                    member(&name, "NoteProperty", format!("{kind} {name}={}", written(&one)))
                }
                "Count" if !items.is_list() => member("Count", "AliasProperty", "Count = Length".to_owned()),
                "SyncRoot" => member("SyncRoot", "Property", "System.Object SyncRoot {get;}".to_owned()),
                _ => member(&name, "Property", format!("{} {name} {{get;}}", short(&one.full_type_name()))),
            }
        })),
        bare => {
            let own = bare.properties().into_iter().filter(|(name, _)| type_data::member(bare, name).is_none());
            members.extend(own.map(|(name, value)| {
                member(&name, "Property", format!("{} {name} {{get;}}", short(&value.full_type_name())))
            }));
        }
    }
    members.extend(given);
    let has = |name: &str| members.iter().any(|known| known.name.eq_ignore_ascii_case(name));
    let of_type: Vec<MemberInfo> = type_data::members(value)
        .into_iter()
        .filter(|(name, _)| !has(name))
        .map(|(name, one)| match one.downcast::<Member>() {
            Some(added) => member(&name, added.kind(), added.definition(&name)),
            None => member(&name, "NoteProperty", format!("{} {name}={}", short(&one.full_type_name()), written(&one))),
        })
        .collect();
    members.extend(of_type);
    members
}

/// What a hashtable tells besides its keys.
const OF_HASHES: [(&str, &str); 7] = [
    ("Count", "int"),
    ("IsFixedSize", "bool"),
    ("IsReadOnly", "bool"),
    ("IsSynchronized", "bool"),
    ("Keys", "System.Collections.ICollection"),
    ("SyncRoot", "System.Object"),
    ("Values", "System.Collections.ICollection"),
];

fn of_object(object: &Object) -> Vec<MemberInfo> {
    let declared = object.info().map(|info| info.properties).unwrap_or_default();
    let is_ours = !["System.", "Microsoft."].iter().any(|own| object.type_name().starts_with(own));
    let added = object.members();
    let is_declared = |name: &str| declared.iter().any(|property| property.name.eq_ignore_ascii_case(name));
    let own = added.iter().filter(|(name, _)| !is_declared(name));
    let mut members: Vec<MemberInfo> =
        own.map(|(name, added)| member(name, added.kind(), added.definition(name))).collect();
    for property in declared {
        // What PowerShell's own types have is known; ours says what it is.
        let note = if is_ours { format!("  {}", property.doc) } else { String::new() };
        let is_set = |(name, added): &(Arc<str>, Member)| {
            name.as_ref() == property.name && matches!(added, Member::Computed { set: Some(_), .. })
        };
        let access = if added.iter().any(is_set) { "{get;set;}" } else { "{get;}" };
        let definition = format!("{} {} {access}{note}", short(property.type_name), property.name);
        members.push(member(property.name, "Property", definition));
    }
    let is_known = |name: &str| {
        declared.iter().any(|property| property.name.eq_ignore_ascii_case(name))
            || added.iter().any(|(known, _)| known.as_ref() == name)
    };
    for (name, value) in object.own_properties().into_iter().filter(|(name, _)| !is_known(name)) {
        let kind = if value.is_null() { "object".to_owned() } else { short(&value.full_type_name()) };
        members.push(member(&name, "NoteProperty", format!("{kind} {name}={}", written(&value))));
    }
    members
}

/// A property's value in its definition.
fn written(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Array(_) | Value::Hash(_) => value.full_type_name(),
        value => value.to_string(),
    }
}

/// The type's name as people write it between brackets, where there is a short one.
fn short(full: &str) -> String {
    let word = match full.strip_prefix("System.").unwrap_or(full) {
        "String" => "string",
        "Boolean" => "bool",
        "Int32" => "int",
        "Int64" => "long",
        "UInt32" => "uint",
        "UInt64" => "ulong",
        "Double" => "double",
        "Decimal" => "decimal",
        "Char" => "char",
        "Byte" => "byte",
        "DateTime" => "datetime",
        "TimeSpan" => "timespan",
        "Guid" => "guid",
        "Version" => "version",
        "Collections.Hashtable" => "hashtable",
        "Collections.Specialized.OrderedDictionary" => "ordered",
        "Management.Automation.ScriptBlock" => "scriptblock",
        "Net.IPAddress" => "ipaddress",
        _ => full,
    };
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmdlet::trial::over;

    fn shown(value: Value, named: &[(&'static str, Value)]) -> Vec<String> {
        let found = over(&GET_MEMBER, vec![value], named).out;
        let text = |value: &Value, name: &str| value.property(name).unwrap_or_default().to_string();
        found.iter().map(|member| format!("{} {}", text(member, "MemberType"), text(member, "Name"))).collect()
    }

    #[test]
    fn members_come_by_kind_and_name() {
        let object = Value::Object(Object::custom(vec![("b".into(), Value::Int(1)), ("A".into(), Value::Null)]));
        assert_eq!(
            shown(object, &[]),
            [
                "Method Equals",
                "Method GetHashCode",
                "Method GetType",
                "Method ToString",
                "NoteProperty A",
                "NoteProperty b"
            ]
        );
    }

    #[test]
    fn kinds_and_names_choose() {
        for (named, expected) in [
            (vec![("MemberType", Value::text("Properties"))], vec!["ParameterizedProperty Chars", "Property Length"]),
            (vec![("Name", Value::text("to[ul]*r"))], vec!["Method ToLower", "Method ToUpper"]),
            (vec![("Static", Value::Bool(true)), ("MemberType", Value::text("Property"))], vec!["Property Empty"]),
        ] {
            assert_eq!(shown(Value::text("x"), &named), expected, "{named:?}");
        }
    }
}
