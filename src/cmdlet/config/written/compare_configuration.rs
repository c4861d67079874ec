//! `Compare-Configuration`: what differs between two configurations.

use std::sync::Arc;

use super::source::{Source, paired};
use crate::cmdlet::config::compare::{described, differences};
use crate::cmdlet::config::get_configuration_history::ClassName;
use crate::cmdlet::prelude::*;
use crate::model::{ClassInfo, PropertyInfo, TypeInfo, class_named};
use crate::store::StoredObject;

static REFERENCE: Param<Source> =
    Param::new("Reference", "What is compared with: 'live', a revision, or a file of Export-Configuration.")
        .mandatory()
        .position(1);
static DIFFERENCE: Param<Source> =
    Param::new("Difference", "What is compared: 'live', a revision, or a file. Default: live.").position(2);
static CLASS: Param<ClassName> = Param::new("Class", "Only objects of this class, such as SendConnector.");

/// What became of one object between two configurations.
static DIFFERENCE_INFO: TypeInfo = TypeInfo {
    name: "Emsh.ConfigurationDifference",
    properties: &[
        PropertyInfo::new("Action", "String", "What leads from the reference to the difference: Make, Change, Remove."),
        PropertyInfo::new("Class", "String", "Class of the object."),
        PropertyInfo::new("Name", "String", "Its name in the difference, or the last one it had."),
        PropertyInfo::new("Server", "String", "The server it belongs to; empty for the organization."),
        PropertyInfo::new("Changes", "String[]", "Each property that differs; secrets are hidden."),
    ],
    shown: &["Action", "Class", "Name", "Changes"],
    methods: &[],
};

pub static COMPARE_CONFIGURATION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Compare-Configuration",
        synopsis: "Show what differs between two configurations",
        about: "Each may be the one in force (live), the one of a revision, or a file. Shows nothing when they are the \
                same. Objects are the same ones when they have the same GUID, or the same class, server and name.",
        params: &[REFERENCE.spec(), DIFFERENCE.spec(), CLASS.spec()],
        emits: Some(&DIFFERENCE_INFO),
        needs: Right::ViewConfiguration,
        examples: &[
            Example { does: "See what was changed since revision 1", run: "Compare-Configuration 1" },
            Example {
                does: "See what a file would change",
                run: "Export-Configuration ./c.json; Set-TransportConfig -MaxSendSize 20MB; Compare-Configuration live ./c.json",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let class = call.get(&CLASS)?.map(|ClassName(class)| class.name);
    let read = |param: &Param<Source>, source: Source| {
        source.objects(call, session, class).map_err(|fault| fault.at(call.place(param)))
    };
    let before = read(&REFERENCE, call.require(&REFERENCE)?)?;
    let after = read(&DIFFERENCE, call.get(&DIFFERENCE)?.unwrap_or(Source::Live))?;
    for pair in paired(&before, &after) {
        let (action, object, changes) = match pair {
            (Some(old), Some(new)) => {
                let renamed = (old.name != new.name).then_some((old.name.as_str(), new.name.as_str()));
                let told = described(renamed, &changed(old, new));
                if told.is_empty() {
                    continue;
                }
                ("Change", new, told.lines().map(str::to_owned).collect())
            }
            (None, Some(new)) => ("Make", new, Vec::new()),
            (Some(old), None) => ("Remove", old, Vec::new()),
            (None, None) => continue,
        };
        let values = [
            action.into_value(),
            object.class.as_str().into_value(),
            object.name.as_str().into_value(),
            object.scope.as_str().into_value(),
            changes.into_value(),
        ];
        let names = DIFFERENCE_INFO.properties.iter().map(|property| Arc::from(property.name));
        out.emit(Value::Object(Object::of(&DIFFERENCE_INFO, names.zip(values).collect())))?;
    }
    Ok(())
}

/// The properties that differ. Of a class that this emsh does not know, only that they do.
fn changed(old: &StoredObject, new: &StoredObject) -> Vec<String> {
    let class: Option<&ClassInfo> = class_named(&old.class);
    match class {
        Some(class) => differences(class, &old.properties, &new.properties),
        None if old.properties == new.properties => Vec::new(),
        None => vec!["Properties that this emsh does not know".to_owned()],
    }
}
