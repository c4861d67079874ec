//! `Get-Transaction`: what the open transaction would store.

use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::cmdlet::config::plan::Plan;
use crate::cmdlet::prelude::*;
use crate::model::{PropertyInfo, TypeInfo};

/// The transaction of a shell.
static TRANSACTION: TypeInfo = TypeInfo {
    name: "Emsh.Transaction",
    properties: &[
        PropertyInfo::new("Status", "String", "Active while it is open."),
        PropertyInfo::new("ChangeCount", "Int32", "How many objects would be made, changed or removed."),
        PropertyInfo::new("Started", "DateTime", "When it was begun."),
        PropertyInfo::new("Revision", "Int64", "Revision of the configuration that it was begun on."),
        PropertyInfo::new("Changes", "String[]", "What would be stored, object by object."),
        PropertyInfo::new("Commands", "String[]", "The command lines that changed something, without secrets."),
    ],
    shown: &["Status", "ChangeCount", "Started", "Revision"],
    methods: &[],
};

pub static GET_TRANSACTION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Transaction",
        synopsis: "Show the open transaction and what it would store",
        about: "Shows nothing when no transaction is open.",
        emits: Some(&TRANSACTION),
        needs: Right::ViewConfiguration,
        examples: &[Example {
            does: "See what is collected before it is stored",
            run: "Start-Transaction; Set-TransportConfig -MaxSendSize 20MB; (Get-Transaction).Changes; Undo-Transaction",
        }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(_: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let (changes, started, base, commands) = match &*session.transaction() {
        None => return Ok(()),
        Some(open) => (open.changes().cloned().collect::<Vec<_>>(), open.started, open.base, open.commands.clone()),
    };
    let count = i32::try_from(changes.len()).unwrap_or(i32::MAX);
    let told = Plan::new(changes, session.stored_picture()?).told();
    let values = [
        "Active".into_value(),
        count.into_value(),
        started.to_zoned(TimeZone::system()).into_value(),
        i64::try_from(base).unwrap_or(i64::MAX).into_value(),
        told.into_value(),
        commands.into_value(),
    ];
    let names = TRANSACTION.properties.iter().map(|property| Arc::from(property.name));
    out.emit(Value::Object(Object::of(&TRANSACTION, names.zip(values).collect())))
}
