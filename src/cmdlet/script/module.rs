//! `Import-Module`, `Get-Module`, `Add-PSSnapin`, `Get-PSSnapin`: the lines at the head of scripts that were written for
//! another shell.
//!
//! Nothing is loaded here. What such a line asks for is either here anyway, and then the line does nothing, or it cannot
//! be had, and then the line is an error in PowerShell's words, which scripts know how to catch.

use super::super::help::command_info::MODULE;
use crate::cmdlet::prelude::*;
use crate::model::{PropertyInfo, TypeInfo, Wildcard};

/// Modules whose commands are here.
const MODULES: &[&str] = &[
    MODULE,
    "Microsoft.PowerShell.Core",
    "Microsoft.PowerShell.Host",
    "Microsoft.PowerShell.Management",
    "Microsoft.PowerShell.Security",
    "Microsoft.PowerShell.Utility",
    "PSReadLine",
];

/// Snap-ins whose commands are here: PowerShell's own, and those by which Exchange 2007, 2010 and later brought theirs.
const SNAPINS: &[&str] = &[
    "Microsoft.Exchange.Management.PowerShell.Admin",
    "Microsoft.Exchange.Management.PowerShell.E2010",
    "Microsoft.Exchange.Management.PowerShell.SnapIn",
    "Microsoft.PowerShell.Core",
];

static MODULE_INFO: TypeInfo = TypeInfo {
    name: "System.Management.Automation.PSModuleInfo",
    properties: &[
        PropertyInfo::new("ModuleType", "String", "Always Binary: its commands are part of this program."),
        PropertyInfo::new("Version", "String", "Of this program."),
        PropertyInfo::new("Name", "String", "What Import-Module calls it."),
    ],
    shown: &["ModuleType", "Version", "Name"],
    methods: &[],
};

static SNAPIN_INFO: TypeInfo = TypeInfo {
    name: "System.Management.Automation.PSSnapInInfo",
    properties: &[
        PropertyInfo::new("Name", "String", "What Add-PSSnapin calls it."),
        PropertyInfo::new("Version", "String", "Of this program."),
    ],
    shown: &["Name", "Version"],
    methods: &[],
};

static NAMES: Param<Vec<String>> = Param::new("Name", "Which; `*` allowed.").mandatory().position(1).from_pipeline();
static ONLY: Param<Vec<String>> =
    Param::new("Name", "Only these; `*` allowed. Default: all.").position(1).from_pipeline();
static LIST_AVAILABLE: Param<Switch> =
    Param::switch("ListAvailable", "Also what is not loaded, which nothing is: the same list.");
static REGISTERED: Param<Switch> =
    Param::switch("Registered", "Also what has not been added, which nothing is: the same list.");

pub static IMPORT_MODULE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Import-Module",
        aliases: &["ipmo"],
        synopsis: "Ask for the commands of a module",
        about: "Modules are not loaded here. For those whose commands are here anyway it does nothing; any other is an \
                error, which a script may catch to go on without it.",
        params: &[NAMES.spec()],
        examples: &[Example {
            does: "Ask for PowerShell's own commands, as scripts do",
            run: "Import-Module Microsoft.PowerShell.Utility",
        }],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, _| {
        call.require(&NAMES)?.iter().try_for_each(|name| {
            if fitting(MODULES, name).next().is_some() {
                return call.verbose(format!("The commands of '{name}' are always here."));
            }
            call.error(no_module(name, call.engine.full_path(name).is_file()).at(call.place(&NAMES)))
        })
    }),
};

pub static GET_MODULE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Module",
        aliases: &["gmo"],
        synopsis: "List the modules whose commands are here",
        about: "They are part of this program and always loaded.",
        params: &[ONLY.spec(), LIST_AVAILABLE.spec()],
        emits: Some(&MODULE_INFO),
        examples: &[Example { does: "List them", run: "Get-Module" }],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, out| {
        let object = |name: &str| {
            let values = [Value::text("Binary"), Value::text(env!("CARGO_PKG_VERSION")), Value::text(name)];
            let names = MODULE_INFO.properties.iter().map(|property| property.name.into());
            Value::Object(Object::of(&MODULE_INFO, names.zip(values).collect()))
        };
        let wanted = call.get(&ONLY)?.unwrap_or_else(|| vec!["*".to_owned()]);
        wanted.iter().flat_map(|name| fitting(MODULES, name)).try_for_each(|name| out.emit(object(name)))
    }),
};

pub static ADD_PS_SNAPIN: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Add-PSSnapin",
        synopsis: "Ask for the commands of a snap-in",
        about: "Scripts for Exchange begin with it. The snap-ins of Exchange are here anyway and it does nothing; any \
                other is an error.",
        params: &[NAMES.spec()],
        examples: &[Example {
            does: "Ask for the commands of Exchange, as scripts do",
            run: "Add-PSSnapin Microsoft.Exchange.Management.PowerShell.SnapIn",
        }],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, _| {
        call.require(&NAMES)?.iter().try_for_each(|name| {
            if fitting(SNAPINS, name).next().is_some() {
                return call.verbose(format!("The commands of '{name}' are always here."));
            }
            let says = format!("The Windows PowerShell snap-in '{name}' is not installed on this computer.");
            call.error(Fault::not_found("AddPSSnapInRead", says).about(Value::text(name)).at(call.place(&NAMES)))
        })
    }),
};

pub static GET_PS_SNAPIN: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-PSSnapin",
        synopsis: "List the snap-ins whose commands are here",
        about: "They are part of this program and always there.",
        params: &[ONLY.spec(), REGISTERED.spec()],
        emits: Some(&SNAPIN_INFO),
        examples: &[Example { does: "List those of Exchange", run: "Get-PSSnapin Microsoft.Exchange.*" }],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, out| {
        let object = |name: &str| {
            let values = [Value::text(name), Value::text(env!("CARGO_PKG_VERSION"))];
            let names = SNAPIN_INFO.properties.iter().map(|property| property.name.into());
            Value::Object(Object::of(&SNAPIN_INFO, names.zip(values).collect()))
        };
        for name in call.get(&ONLY)?.unwrap_or_else(|| vec!["*".to_owned()]) {
            let found: Vec<&str> = fitting(SNAPINS, &name).collect();
            if found.is_empty() && !Wildcard::is_pattern(&name) {
                let says = format!(
                    "No Windows PowerShell snap-ins matching the pattern '{name}' were found. Check the pattern and then try the command again."
                );
                let fault = Fault::not_found("NoPSSnapInsFound", says).about(Value::text(&name));
                call.error(fault.at(call.place(&ONLY)))?;
            }
            found.into_iter().try_for_each(|name| out.emit(object(name)))?;
        }
        Ok(())
    }),
};

fn fitting<'n>(known: &'static [&'static str], name: &'n str) -> impl Iterator<Item = &'static str> + use<'n> {
    let pattern = Wildcard::new(name);
    known.iter().copied().filter(move |known| pattern.matches(known))
}

/// `is_file`: the name is that of a file, which a script can run instead.
fn no_module(name: &str, is_file: bool) -> Fault {
    let says = format!(
        "The specified module '{name}' was not loaded because no valid module file was found in any module directory."
    );
    let fault = Fault::not_found("Modules_ModuleNotFound", says).about(Value::text(name));
    if is_file { fault.fix(format!("Run the file in this scope: . '{name}'")) } else { fault }
}
