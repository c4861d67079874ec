//! `New-Object`: credentials and custom objects.

use super::{CREDENTIAL, credential};
use crate::cmdlet::prelude::*;
use crate::model::{Array, Hash};

static TYPE_NAME: Param<String> =
    Param::new("TypeName", "The type: PSCredential, PSObject or ArrayList.").mandatory().position(1);
static ARGUMENTS: Param<Vec<Value>> =
    Param::new("ArgumentList", "What the object is made of: `'user', $securestring` for a credential.")
        .position(2)
        .aliases(&["Args"]);
static PROPERTY: Param<Hash> = Param::new("Property", "Properties of a PSObject: @{Name='x'; Size=3}.");

pub static NEW_OBJECT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "New-Object",
        synopsis: "Make a credential or an object of your own",
        about: "Of .NET's many types these are the ones that transport scripts make: System.Management.Automation.PSCredential, \
                PSObject and System.Collections.ArrayList.",
        params: &[TYPE_NAME.spec(), ARGUMENTS.spec(), PROPERTY.spec()],
        examples: &[
            Example {
                does: "Make a credential",
                run: "New-Object System.Management.Automation.PSCredential('pat', (ConvertTo-SecureString 'x' -AsPlainText -Force))",
            },
            Example {
                does: "Make an object with two properties",
                run: "New-Object PSObject -Property @{Name='hub01'; Site='Berlin'}",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let written = call.require(&TYPE_NAME)?;
    let name = written.rsplit('.').next().unwrap_or(&written).to_ascii_lowercase();
    // `New-Object Type('a', $b)` gives one argument that is the list.
    let mut arguments = call.get(&ARGUMENTS)?.unwrap_or_default();
    if let [Value::Array(inner)] = &arguments[..] {
        arguments = inner.items();
    }
    match name.as_str() {
        "pscredential" => match &arguments[..] {
            [user, Value::Secret(password)] if !user.to_string().is_empty() => {
                out.emit(credential(&user.to_string(), password.clone()))
            }
            _ => Err(Fault::invalid(
                "ConstructorInvokedThrowException",
                format!("A {CREDENTIAL} is made of a user name and a SecureString."),
            )
            .at(call.place(&ARGUMENTS))
            .fix("Write: New-Object System.Management.Automation.PSCredential('user', $securestring)")),
        },
        "psobject" | "pscustomobject" | "object" => {
            let given = call.get(&PROPERTY)?.unwrap_or_default();
            let properties = given.entries().into_iter().map(|(key, value)| (key.to_string().into(), value)).collect();
            out.emit(Value::Object(Object::custom(properties)))
        }
        "arraylist" => out.emit(Value::Array(Array::list(arguments))),
        "hashtable" => out.emit(Value::Hash(Hash::new())),
        _ => Err(Fault::not_found(
            "TypeNotFound",
            format!("Cannot find type [{written}]: verify that it is one that New-Object makes."),
        )
        .at(call.place(&TYPE_NAME))
        .fix(
            "It makes System.Management.Automation.PSCredential, PSObject, System.Collections.ArrayList and Hashtable.",
        )),
    }
}
