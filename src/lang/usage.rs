//! How a command is written: one syntax line for each parameter set, as help and man pages show it.

use super::call::{Effect, ParamSpec, Signature};

/// `Get-Queue [[-Identity] <QueueIdentity>] [-Server <ServerId>] [<CommonParameters>]`, for each parameter set.
pub fn syntax(signature: &Signature) -> Vec<String> {
    if signature.sets.is_empty() {
        return vec![line(signature, |_| true, |param| param.is_mandatory)];
    }
    let sets = signature.sets.iter();
    sets.map(|set| {
        let named = |list: &[&str], param: &ParamSpec| list.iter().any(|name| param.is_called(name));
        let is_here =
            |param: &ParamSpec| named(set.params, param) || !signature.sets.iter().any(|set| named(set.params, param));
        line(signature, is_here, |param| param.is_mandatory || named(set.mandatory, param))
    })
    .collect()
}

/// The same with the types as scripts write them: `<string>` for `<String>`.
pub fn short_syntax(signature: &Signature) -> Vec<String> {
    let shortened = |line: String| {
        let mut parts = line.split('<');
        let mut short = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (name, rest) = part.split_once('>').unwrap_or((part, ""));
            let (element, list) = name.strip_suffix("[]").map_or((name, ""), |element| (element, "[]"));
            short.push_str(&format!("<{}{list}>{rest}", short_type(element)));
        }
        short
    };
    syntax(signature).into_iter().map(shortened).collect()
}

/// Types by .NET's names and by the words that scripts have for them.
const SHORT: [(&str, &str); 19] = [
    ("String", "string"),
    ("Boolean", "bool"),
    ("Char", "char"),
    ("Byte", "byte"),
    ("Int32", "int"),
    ("Int64", "long"),
    ("UInt32", "uint"),
    ("UInt64", "ulong"),
    ("Double", "double"),
    ("Decimal", "decimal"),
    ("DateTime", "datetime"),
    ("TimeSpan", "timespan"),
    ("Guid", "guid"),
    ("Version", "version"),
    ("Regex", "regex"),
    ("IPAddress", "ipaddress"),
    ("Hashtable", "hashtable"),
    ("ScriptBlock", "scriptblock"),
    ("SecureString", "securestring"),
];

/// A type as scripts write it.
pub fn short_type(name: &str) -> &str {
    SHORT.iter().find(|(long, _)| *long == name).map_or(name, |(_, short)| short)
}

/// A type by .NET's name: `Int32` for `int`.
pub fn long_type(name: &str) -> &str {
    SHORT.iter().find(|(_, short)| short.eq_ignore_ascii_case(name)).map_or(name, |(long, _)| long)
}

/// Whether a type that a script names, with or without its namespace or by its short name, is this one.
pub fn is_type(written: &str, type_name: &str) -> bool {
    let last = |name: &str| name.rsplit('.').next().unwrap_or_default().trim_end_matches("[]").to_owned();
    let (written, own) = (last(written.trim_matches(['[', ']'])), last(type_name));
    written.eq_ignore_ascii_case(&own) || written.eq_ignore_ascii_case(short_type(&own))
}

fn line(
    signature: &Signature,
    is_here: impl Fn(&ParamSpec) -> bool,
    is_mandatory: impl Fn(&ParamSpec) -> bool,
) -> String {
    let mut params: Vec<&ParamSpec> = signature.params.iter().filter(|param| is_here(param)).collect();
    params.sort_by_key(|param| (param.position.unwrap_or(u8::MAX), !is_mandatory(param)));
    let mut line = signature.name.to_owned();
    for param in params {
        line.push(' ');
        line.push_str(&written(param, is_mandatory(param)));
    }
    if matches!(signature.effect, Effect::Changes(_)) {
        line.push_str(" [-WhatIf] [-Confirm]");
    }
    line.push_str(" [<CommonParameters>]");
    line
}

fn written(param: &ParamSpec, is_mandatory: bool) -> String {
    let name = match param.position {
        Some(_) => format!("[-{}]", param.name),
        None => format!("-{}", param.name),
    };
    let list = if param.is_list { "[]" } else { "" };
    let whole =
        if param.is_switch { format!("-{}", param.name) } else { format!("{name} <{}{list}>", param.type_name) };
    if is_mandatory { whole } else { format!("[{whole}]") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::call::{Impact, Param, ParamSet, Switch};

    static NAME: Param<String> = Param::new("Name", "").mandatory();
    static IDENTITY: Param<String> = Param::new("Identity", "").position(1);
    static FILTER: Param<String> = Param::new("Filter", "");
    static HOSTS: Param<Vec<String>> = Param::new("SmartHosts", "");
    static FORCE: Param<Switch> = Param::switch("Force", "");

    #[test]
    fn syntax_lines_read_as_powershell_writes_them() {
        let plain = [HOSTS.spec(), NAME.spec(), FORCE.spec(), IDENTITY.spec()].to_vec().leak();
        let signature =
            Signature { name: "Set-X", params: plain, effect: Effect::Changes(Impact::Low), ..Signature::NEW };
        assert_eq!(
            syntax(&signature),
            [
                "Set-X [[-Identity] <String>] -Name <String> [-SmartHosts <String[]>] [-Force] [-WhatIf] [-Confirm] [<CommonParameters>]"
            ]
        );

        let sets: &[ParamSet] = &[
            ParamSet { name: "Identity", params: &["Identity"], mandatory: &["Identity"] },
            ParamSet { name: "Filter", params: &["Filter"], mandatory: &["Filter"] },
        ];
        let params = [IDENTITY.spec(), FILTER.spec(), FORCE.spec()].to_vec().leak();
        let signature = Signature { name: "Get-X", params, sets, ..Signature::NEW };
        assert_eq!(
            syntax(&signature),
            [
                "Get-X [-Identity] <String> [-Force] [<CommonParameters>]",
                "Get-X -Filter <String> [-Force] [<CommonParameters>]",
            ]
        );
    }
}
