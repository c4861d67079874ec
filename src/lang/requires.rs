//! `#requires`: what a script file says that it cannot do without.
//!
//! It is held against what is here before anything of the file runs. Only a comment at the beginning of a line counts,
//! as in PowerShell. What is asked for and known nowhere here is a fault as well: nothing is passed over in silence.

use super::highlight::{Class, tokens};
use crate::model::{Fault, Wildcard};

/// The version of PowerShell that scripts may expect.
pub const LANGUAGE: [i32; 3] = [7, 5, 0];

/// Modules and snap-ins whose commands are here, as far as there are any.
const HERE: &[&str] = &["emsh", "ExchangeOnlineManagement", "Microsoft.Exchange.*", "Microsoft.PowerShell.*"];

/// Err: what the script of that name requires and does not find.
pub fn check(name: &str, text: &str) -> Result<(), Fault> {
    if !text.to_ascii_lowercase().contains("#requires") {
        return Ok(());
    }
    let name = name.rsplit('/').next().unwrap_or(name);
    let comments = tokens(text).into_iter().filter(|token| token.class == Class::Comment);
    for span in comments.map(|comment| comment.span) {
        let is_first = text[..span.start].rsplit('\n').next().is_none_or(|before| before.trim().is_empty());
        let words = &text[span.start..span.end];
        let asked = words.get(.."#requires".len()).filter(|word| is_first && word.eq_ignore_ascii_case("#requires"));
        if asked.is_some() {
            requirement(name, &words["#requires".len()..]).map_err(|fault| fault.at(span))?;
        }
    }
    Ok(())
}

/// One line: `-Version 5.1`, `-Modules A,B`, `-PSEdition Core`, `-RunAsAdministrator`, `-Assembly x.dll`.
fn requirement(name: &str, line: &str) -> Result<(), Fault> {
    for part in format!(" {line}").split(" -").skip(1) {
        let (parameter, value) = part.trim().split_once([' ', ':']).unwrap_or((part.trim(), ""));
        let value = value.trim();
        let is = |full: &str| {
            full.get(..parameter.len()).is_some_and(|start| !start.is_empty() && start.eq_ignore_ascii_case(parameter))
        };
        if is("Version") {
            version(name, value)?;
        } else if is("PSEdition") {
            if !value.eq_ignore_ascii_case("Core") {
                let says = format!(
                    "The script '{name}' cannot be run because it contained a \"#requires\" statement for PowerShell editions '{value}'. The edition of PowerShell that is required by the script does not match the currently running PowerShell Core edition."
                );
                return Err(unmet("ScriptRequiresUnmatchedPSEdition", says));
            }
        } else if is("RunAsAdministrator") || is("Assembly") {
            // PowerShell asks for the first on Windows alone, and for the second nowhere.
        } else if is("Modules") || is("PSSnapin") {
            modules(name, value)?;
        } else {
            let says = format!("The \"#requires\" statement of the script '{name}' has no parameter '-{parameter}'.");
            let fault = Fault::invalid("ParserRequiresUnknownParameter", says);
            return Err(fault.fix("There are -Version, -PSEdition, -Modules and -RunAsAdministrator."));
        }
    }
    Ok(())
}

fn version(name: &str, wanted: &str) -> Result<(), Fault> {
    let numbers: Option<Vec<i32>> = wanted.split('.').map(|part| part.parse().ok()).collect();
    let Some(numbers) = numbers else {
        let says = format!("The \"#requires\" statement of the script '{name}' names no version: '{wanted}'.");
        return Err(Fault::invalid("RequiresVersionInvalid", says).fix("Write it as in #requires -Version 7.0."));
    };
    if numbers.as_slice() <= LANGUAGE.as_slice() {
        return Ok(());
    }
    let here = LANGUAGE.map(|number| number.to_string()).join(".");
    Err(unmet(
        "ScriptRequiresUnmatchedPSVersion",
        format!(
            "The script '{name}' cannot be run because it contained a \"#requires\" statement for PowerShell {wanted}. The version of PowerShell that is required by the script does not match the currently running version of PowerShell {here}."
        ),
    ))
}

/// Names with commas between, or `@{ModuleName='A'; …}`.
fn modules(name: &str, written: &str) -> Result<(), Fault> {
    let clean = |text: &str| text.trim_matches(|c: char| c.is_whitespace() || "'\"@{}".contains(c)).to_owned();
    let named = written.split([',', ';']).filter_map(|part| match part.split_once('=') {
        Some((key, value)) => clean(key).eq_ignore_ascii_case("ModuleName").then(|| clean(value)),
        None => Some(clean(part)).filter(|name| !name.is_empty()),
    });
    let missing: Vec<String> =
        named.filter(|module| !HERE.iter().any(|known| Wildcard::new(known).matches(module))).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let says = format!(
        "The script '{name}' cannot be run because the following modules that are specified by the \"#requires\" statements of the script are missing: {}.",
        missing.join(", ")
    );
    Err(unmet("ScriptRequiresMissingModules", says)
        .fix("Modules are not loaded here; Get-Command lists the commands that there are."))
}

fn unmet(id: &'static str, says: String) -> Fault {
    Fault::invalid(id, says).categorized("ResourceUnavailable")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_says_what_it_needs() {
        for (text, refused) in [
            ("#requires -Version 5.1\n1", None),
            ("#Requires -Version 7\n1", None),
            ("#requires -Version 9.0\n1", Some("ScriptRequiresUnmatchedPSVersion")),
            ("1\n  #requires -Version 9.0", Some("ScriptRequiresUnmatchedPSVersion")),
            ("#requires -Version soon", Some("RequiresVersionInvalid")),
            ("1 # requires -Version 9.0\n1 #requires -Version 9.0", None),
            ("@'\n#requires -Version 9.0\n'@", None),
            ("#requires -PSEdition Core", None),
            ("#requires -PSEdition Desktop", Some("ScriptRequiresUnmatchedPSEdition")),
            ("#requires -Modules ExchangeOnlineManagement, 'Microsoft.PowerShell.Utility'", None),
            ("#requires -Modules ActiveDirectory", Some("ScriptRequiresMissingModules")),
            ("#requires -Modules @{ModuleName='Az'; ModuleVersion='1.0'}", Some("ScriptRequiresMissingModules")),
            ("#requires -PSSnapin Microsoft.Exchange.Management.PowerShell.SnapIn", None),
            ("#requires -Luck", Some("ParserRequiresUnknownParameter")),
        ] {
            assert_eq!(check("/a/x.ps1", text).err().map(|fault| fault.id), refused.map(Into::into), "{text}");
        }
    }
}
