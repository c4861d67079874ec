//! `Get-PSDrive`: what stands in front of a colon in a path, and the files.

use crate::cmdlet::prelude::*;
use crate::model::{PropertyInfo, TypeInfo, Wildcard};

static NAME: Param<Vec<String>> =
    Param::new("Name", "Drives of these names; `*` allowed. Default: all.").position(1).from_property();
static LITERAL_NAME: Param<Vec<String>> =
    Param::new("LiteralName", "Drives of these names; no character has a meaning of its own.").from_property();
static PROVIDER: Param<Vec<String>> =
    Param::new("PSProvider", "Only those of FileSystem, Alias, Environment, Function or Variable.").from_property();

static DRIVE: TypeInfo = TypeInfo {
    name: "System.Management.Automation.PSDriveInfo",
    properties: &[
        PropertyInfo::new("Used", "Int64", "Bytes that are taken."),
        PropertyInfo::new("Free", "Int64", "Bytes that are free."),
        PropertyInfo::new("CurrentLocation", "String", "Where relative paths begin in it."),
        PropertyInfo::new("Name", "String", "What stands before the colon."),
        PropertyInfo::new("Provider", "String", "Who tells of it."),
        PropertyInfo::new("Root", "String", "Where its paths begin."),
        PropertyInfo::new("Description", "String", "What it holds."),
    ],
    shown: &["Name", "Used", "Free", "Provider", "Root", "CurrentLocation"],
    methods: &[],
};

/// Name, provider, root and description of each, by name.
const DRIVES: [[&str; 4]; 5] = [
    ["/", "FileSystem", "/", ""],
    ["Alias", "Alias", "", "Drive that contains a view of the aliases stored in a session state"],
    ["Env", "Environment", "", "Drive that contains a view of the environment variables for the process"],
    ["Function", "Function", "", "Drive that contains a view of the functions stored in a session state"],
    ["Variable", "Variable", "", "Drive that contains a view of those variables stored in a session state"],
];

pub static GET_PS_DRIVE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-PSDrive",
        aliases: &["gdr"],
        synopsis: "Show what paths may begin with",
        about: "The files of this machine, and what the conversation holds: aliases, the environment, functions, variables.",
        params: &[NAME.spec(), LITERAL_NAME.spec(), PROVIDER.spec()],
        sets: &[
            ParamSet { name: "Name", params: &["Name"], mandatory: &[] },
            ParamSet { name: "LiteralName", params: &["LiteralName"], mandatory: &["LiteralName"] },
        ],
        emits: Some(&DRIVE),
        examples: &[
            Example { does: "Show how full the disk is", run: "Get-PSDrive -PSProvider FileSystem" },
            Example { does: "Show one drive", run: "Get-PSDrive -LiteralName Env" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let literal = call.get(&LITERAL_NAME)?;
    let place = if literal.is_some() { call.place(&LITERAL_NAME) } else { call.place(&NAME) };
    let is_literal = literal.is_some();
    let names = literal.or(call.get(&NAME)?).unwrap_or_else(|| vec!["*".to_owned()]);
    let providers = call.get(&PROVIDER)?;
    let is_of = |provider: &str| {
        providers.as_ref().is_none_or(|wanted| wanted.iter().any(|one| one.eq_ignore_ascii_case(provider)))
    };
    for written in names {
        let is_meant = |name: &str| match is_literal {
            true => name.eq_ignore_ascii_case(&written),
            false => Wildcard::new(&written).matches(name),
        };
        let mut is_found = false;
        for [name, provider, root, about] in DRIVES.into_iter().filter(|[name, ..]| is_meant(name)) {
            is_found = true;
            if is_of(provider) {
                out.emit(drive(call, name, provider, root, about))?;
            }
        }
        if !is_found && (is_literal || !Wildcard::is_pattern(&written)) {
            let says = format!("Cannot find drive. A drive with the name '{written}' does not exist.");
            let fault = Fault::not_found("GetLocationNoMatchingDrive", says).about(Value::text(&written));
            call.error(fault.at(place))?;
        }
    }
    Ok(())
}

fn drive(call: &Call, name: &str, provider: &str, root: &str, about: &str) -> Value {
    let room = (provider == "FileSystem").then(|| rustix::fs::statvfs(root).ok()).flatten();
    let bytes = |blocks: u64, size: u64| Value::Long(i64::try_from(blocks.saturating_mul(size)).unwrap_or(i64::MAX));
    let (used, free) = room.map_or((Value::Null, Value::Null), |room| {
        (bytes(room.f_blocks - room.f_bfree, room.f_frsize), bytes(room.f_bfree, room.f_frsize))
    });
    let here = match provider {
        "FileSystem" => call.engine.variable("PWD").unwrap_or_default().to_string(),
        _ => String::new(),
    };
    let values = [
        used,
        free,
        Value::text(here.trim_start_matches('/')),
        Value::text(name),
        Value::text(provider),
        Value::text(root),
        Value::text(about),
    ];
    let names = DRIVE.properties.iter().map(|property| property.name.into());
    Value::Object(Object::of(&DRIVE, names.zip(values).collect()))
}
