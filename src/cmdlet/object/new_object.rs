//! `New-Object`: an object of a named type.

use crate::cmdlet::prelude::*;
use crate::lang::types::Type;
use crate::model::Hash;

static TYPE_NAME: Param<String> = Param::new(
    "TypeName",
    "The type, such as System.Management.Automation.PSCredential, PSObject or System.Collections.ArrayList.",
)
.mandatory()
.position(1);
static ARGUMENTS: Param<Vec<Value>> =
    Param::new("ArgumentList", "What the object is made of: `'user', $securestring` for a credential.")
        .position(2)
        .aliases(&["Args"]);
static PROPERTY: Param<Hash> = Param::new("Property", "Properties with their values: @{Name='x'; Size=3}.");

pub static NEW_OBJECT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "New-Object",
        synopsis: "Make an object of a type",
        about: "The types are those that a script can name in brackets; New-Object makes what ::new() makes. PSObject takes \
                properties of any name.",
        params: &[TYPE_NAME.spec(), ARGUMENTS.spec(), PROPERTY.spec()],
        examples: &[
            Example {
                does: "Make a credential without being asked",
                run: "New-Object System.Management.Automation.PSCredential('pat', (ConvertTo-SecureString 'P@ssw0rd' -AsPlainText -Force))",
            },
            Example {
                does: "Make an object with two properties",
                run: "New-Object PSObject -Property @{Name='hub01'; Site='Berlin'}",
            },
            Example { does: "Make a list to add to", run: "$list = New-Object System.Collections.ArrayList" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let written = call.require(&TYPE_NAME)?;
    // `New-Object Type('a', $b)` gives one argument that is the list.
    let mut arguments = call.get(&ARGUMENTS)?.unwrap_or_default();
    // A list of one type, such as bytes, is one argument that was wrapped in a list.
    if let [Value::Array(inner)] = arguments.as_slice()
        && inner.type_name() == "Object[]"
    {
        arguments = inner.items();
    }
    let made = call
        .engine
        .construct(&written, &arguments)
        .map_err(|fault| of_type(fault, &written).at(call.place(&ARGUMENTS)))?;
    let made = made.ok_or_else(|| unknown(call, &written))?;
    if let Some(properties) = call.get(&PROPERTY)? {
        give(call, &made, &properties)?;
    }
    out.emit(made)
}

/// What New-Object says of arguments that make no object: it names the type, where `::new()` names itself.
fn of_type(fault: Fault, written: &str) -> Fault {
    let full = Type::from_text(written).map_or_else(|| written.to_owned(), |known| known.base.full_name().to_owned());
    let name = full.rsplit('.').next().unwrap_or(&full);
    if fault.says.contains("overload for \"new\" and the argument count: \"0\"") {
        let says = format!("A constructor was not found. Cannot find an appropriate constructor for type {full}.");
        return Fault { says, id: "CannotFindAppropriateCtor".into(), ..fault };
    }
    let says = fault.says.replacen("overload for \"new\"", &format!("overload for \"{name}\""), 1);
    Fault { says, id: "ConstructorInvokedThrowException".into(), ..fault }
}

fn unknown(call: &Call, written: &str) -> Fault {
    let says = format!("Cannot find type [{written}]: verify that the assembly containing this type is loaded.");
    Fault::not_found("TypeNotFound", says)
        .categorized("InvalidType")
        .at(call.place(&TYPE_NAME))
        .fix("Types that scripts make here: PSObject, PSCredential, ArrayList, Hashtable, and those of values such as DateTime.")
}

/// Sets properties: of a custom object any, of a hashtable its entries.
fn give(call: &Call, made: &Value, properties: &Hash) -> Result<(), Fault> {
    for (name, value) in properties.entries() {
        match made {
            Value::Object(object) => object.set(&name.to_string(), value),
            Value::Hash(hash) => hash.set(name, value),
            other if other.property(&name.to_string()).is_some() => {
                return Err(Fault::invalid(
                    "PropertyAssignmentException",
                    format!("'{name}' of a {} cannot be set.", other.type_name()),
                )
                .at(call.place(&PROPERTY)));
            }
            other => {
                return Err(Fault::invalid(
                    "InvalidMember",
                    format!("A {} has no property '{name}'.", other.type_name()),
                )
                .at(call.place(&PROPERTY)));
            }
        }
    }
    Ok(())
}
