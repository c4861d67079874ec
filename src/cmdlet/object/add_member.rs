//! `Add-Member`: properties and methods added to an object.

use std::sync::Arc;

use super::{INPUT, input};
use crate::cmdlet::prelude::*;
use crate::lang::types::{Type, TypeValue, cast};
use crate::model::choice::choice;
use crate::model::{Block, Hash, Member, Object};

choice! {
    /// What is added.
    MemberType as "PSMemberTypes" {
        /// A property with a value.
        NoteProperty,
        /// Another name of a property.
        AliasProperty,
        /// A property that a block computes; `$this` is the object.
        ScriptProperty,
        /// A method that is a block; `$this` is the object.
        ScriptMethod,
    }
}

/// The same as it is typed: by a beginning, where no other kind of PowerShell's begins so.
struct WrittenType(MemberType);

impl FromValue for WrittenType {
    const TYPE_NAME: &'static str = MemberType::TYPE_NAME;

    fn values() -> &'static [&'static str] {
        MemberType::values()
    }

    fn value_docs() -> &'static [&'static str] {
        MemberType::value_docs()
    }

    fn from_value(value: &Value) -> Result<WrittenType, String> {
        let written = value.to_string();
        // `All` begins so as well: a property may be called `a`.
        if "al".starts_with(&written.to_ascii_lowercase()) {
            return Err(format!("'{written}' could be any of AliasProperty and All"));
        }
        MemberType::from_value(value).map(WrittenType)
    }
}

static MEMBER_TYPE: Param<WrittenType> = Param::new("MemberType", "What to add.").position(1).aliases(&["Type"]);
static NAME: Param<String> = Param::new("Name", "What it is called.").position(2);
static VALUE: Param<Value> = Param::new(
    "Value",
    "What it holds: a value, the name of another property, or the script block that computes it or is called.",
)
.position(3)
.keeps_blocks();
static SECOND_VALUE: Param<Value> =
    Param::new("SecondValue", "Of a ScriptProperty: the block that is given what is assigned to it, as $args[0]. Of an AliasProperty: the type that the value is converted to.")
        .position(4)
        .keeps_blocks();
static NOTE_NAME: Param<String> = Param::new("NotePropertyName", "What the property is called.").position(1);
static NOTE_VALUE: Param<Value> =
    Param::new("NotePropertyValue", "What the property holds.").position(2).keeps_blocks();
static NOTE_MEMBERS: Param<Hash> =
    Param::new("NotePropertyMembers", "Several properties at once: @{Site='Berlin'; Rack=4}.").position(1);
static TYPE_NAME: Param<String> =
    Param::new("TypeName", "The type that it is shown as: the first of its PSTypeNames from now on.");
static FORCE: Param<Switch> = Param::switch("Force", "Also when there is a member of that name.");
static PASS_THRU: Param<Switch> = Param::switch("PassThru", "Put the object out afterwards.");

pub static ADD_MEMBER: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Add-Member",
        synopsis: "Add properties and methods to an object",
        about: "The object itself changes, a list or hashtable as well. Texts, numbers and dates cannot: a copy that has the member comes out with -PassThru.",
        params: &[
            INPUT.spec(),
            MEMBER_TYPE.spec(),
            NAME.spec(),
            VALUE.spec(),
            SECOND_VALUE.spec(),
            NOTE_NAME.spec(),
            NOTE_VALUE.spec(),
            NOTE_MEMBERS.spec(),
            TYPE_NAME.spec(),
            FORCE.spec(),
            PASS_THRU.spec(),
        ],
        sets: &[
            ParamSet {
                name: "MemberSet",
                params: &["MemberType", "Name", "Value", "SecondValue", "TypeName"],
                mandatory: &["MemberType", "Name"],
            },
            ParamSet {
                name: "NotePropertySingleMember",
                params: &["NotePropertyName", "NotePropertyValue", "TypeName"],
                mandatory: &["NotePropertyName", "NotePropertyValue"],
            },
            ParamSet {
                name: "NotePropertyMultiMember",
                params: &["NotePropertyMembers", "TypeName"],
                mandatory: &["NotePropertyMembers"],
            },
            ParamSet { name: "TypeNameSet", params: &["TypeName"], mandatory: &["TypeName"] },
        ],
        examples: &[
            Example {
                does: "Add a computed property to each queue",
                run: "Get-Queue | Add-Member ScriptProperty IsLong { $this.MessageCount -gt 100 } -PassThru | Format-Table Identity,IsLong",
            },
            Example {
                does: "Say what type it is shown as",
                run: "[pscustomobject]@{Name='a'} | Add-Member -TypeName Report -PassThru | Get-Member",
            },
            Example {
                does: "Add a property",
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

/// What is to be added: names with values or members.
fn additions(call: &Call) -> Result<Vec<(String, Value)>, Fault> {
    let mut added = Vec::new();
    if let Some(name) = call.get(&NAME)? {
        let kind = call.get(&MEMBER_TYPE)?.map(|kind| kind.0);
        added.push((name, of_kind(call, kind, &VALUE, &SECOND_VALUE)?));
    }
    if let Some(name) = call.get(&NOTE_NAME)? {
        added.push((name, call.get(&NOTE_VALUE)?.unwrap_or_default()));
    }
    let given = call.get(&NOTE_MEMBERS)?.map(|hash| hash.entries()).unwrap_or_default();
    added.extend(given.into_iter().map(|(name, value)| (name.to_string(), value)));
    Ok(added)
}

/// The value or member of that kind which two parameters say.
pub(super) fn of_kind(
    call: &Call,
    kind: Option<MemberType>,
    first: &Param<Value>,
    other: &Param<Value>,
) -> Result<Value, Fault> {
    let value = call.get(first)?.unwrap_or_default();
    let kind = kind.unwrap_or(MemberType::NoteProperty);
    let second = call.get(other)?;
    if second.is_some() && !matches!(kind, MemberType::ScriptProperty | MemberType::AliasProperty) {
        let says = format!("The SecondValue parameter is not necessary for a member of type \"{}\".", kind.name());
        return Err(Fault::invalid("Value2ShouldNotBeSpecified", says).at(call.place(other)));
    }
    let block = |value: &Value, param: &Param<Value>| match value {
        Value::Block(block) => Ok(block.clone()),
        _ => Err(Fault::invalid(
            "ScriptBlockExpected",
            format!("A {} is a script block such as {{ $this.Name }}.", kind.name()),
        )
        .at(call.place(param))),
    };
    Ok(match kind {
        MemberType::NoteProperty => value,
        MemberType::AliasProperty => Value::scalar(match &second {
            None => Member::Alias(Arc::from(value.to_string())),
            Some(wanted) => {
                Converting::member(&value.to_string(), wanted).map_err(|fault| fault.at(call.place(other)))?
            }
        }),
        MemberType::ScriptMethod => Value::scalar(Member::Method(block(&value, first)?)),
        MemberType::ScriptProperty => {
            let set = second.as_ref().map(|set| block(set, other)).transpose()?;
            Value::scalar(Member::Computed { get: block(&value, first)?, set })
        }
    })
}

/// Converts the value of another property.
struct Converting {
    of: Arc<str>,
    to: Type,
}

impl Converting {
    fn member(of: &str, wanted: &Value) -> Result<Member, Fault> {
        let known = match wanted.downcast::<TypeValue>() {
            Some(given) => given.known,
            None => Type::from_text(&wanted.to_string()),
        };
        let to = known.ok_or_else(|| {
            let says = format!(
                "Cannot convert the \"{wanted}\" value of type \"{}\" to type \"System.Type\".",
                wanted.type_name()
            );
            Fault::invalid("InvalidCastFromStringToType", says)
        })?;
        let of: Arc<str> = Arc::from(of);
        Ok(Member::Converted { to: of.clone(), type_name: to.to_string(), get: Arc::new(Converting { of, to }) })
    }
}

impl Block for Converting {
    fn source(&self) -> &str {
        &self.of
    }

    fn answer(&self, this: &Value, _: &[Value]) -> Result<Value, Fault> {
        let value = this.property(&self.of).unwrap_or_default();
        cast(&value, self.to).map_err(|refused| Fault::invalid(refused.id, refused.says))
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

/// What takes the members: the object itself, or one around a value that can hold none.
fn holder(target: Value) -> Value {
    match target {
        Value::Null | Value::Object(_) | Value::Hash(_) | Value::Array(_) => target,
        value => Value::Object(Object::around(&value, Vec::new())),
    }
}

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let Some(target) = input(call).map(holder) else { return Ok(()) };
    let added = additions(call)?;
    let is_forced = call.is_set(&FORCE)?;
    if let Some(name) = call.get(&TYPE_NAME)? {
        let Value::Object(object) = &target else {
            let says = format!("A {} is shown as what it is.", target.type_name());
            return Err(
                Fault::invalid("CannotAddTypeName", says).fix("Make an object of it: [pscustomobject]@{Value = ...}")
            );
        };
        object.type_names().change(|names| names.insert(0, Value::text(name)));
    }
    for (name, value) in added {
        let is_there = match &target {
            Value::Object(object) => object.holds(&name),
            other => other.added().is_some_and(|added| added.holds(&name)),
        };
        if is_there && !is_forced {
            call.error(Fault::conflict(
                "MemberAlreadyExists",
                format!("Cannot add a member with the name \"{name}\" because a member with that name already exists. To overwrite the member anyway, add the Force parameter to your command."),
            ))?;
            continue;
        }
        match &target {
            Value::Object(object) => object.define(&name, value),
            other => other.added().into_iter().for_each(|added| added.define(&name, value.clone())),
        }
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
    }

    #[test]
    fn what_can_hold_no_member_comes_out_with_it() {
        let named = [("Name", Value::text("B")), ("Value", Value::Int(2)), ("PassThru", Value::Bool(true))];
        let given = over(&ADD_MEMBER, vec![Value::Int(1)], &named).out;
        let [one] = given.as_slice() else { panic!("one value, not {given:?}") };
        assert!(matches!(one.property("b"), Some(Value::Int(2))));
        assert!(matches!(one.bare(), Value::Int(1)));
        assert_eq!((one.type_name(), one.to_string().as_str()), ("Int32", "1"));
        assert!(crate::model::compare::equal(one, &Value::Int(1), crate::model::compare::Case::Sensitive));
    }

    #[test]
    fn another_name_leads_to_the_property() {
        let object = numbers(&[("Size", 1)]);
        let named = [
            ("MemberType", Value::text("AliasProperty")),
            ("Name", Value::text("Length")),
            ("Value", Value::text("Size")),
        ];
        over(&ADD_MEMBER, vec![object.clone()], &named);
        assert!(matches!(object.property("length"), Some(Value::Int(1))));
        let Value::Object(inner) = &object else { panic!("it is an object") };
        inner.set("Length", Value::Int(5));
        assert!(matches!(object.property("Size"), Some(Value::Int(5))));
        inner.define("Size", Value::scalar(Member::Alias("Length".into())));
        assert!(object.property("Size").expect("answered").is_null(), "names that lead to each other lead nowhere");
    }
}
