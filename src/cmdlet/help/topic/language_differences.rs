//! `about_Language_Differences`.

use super::Part::{Example, Heading, Terms, Text};
use super::Topic;

pub static TOPIC: Topic = Topic {
    name: "about_Language_Differences",
    synopsis: "Where this language and PowerShell 7 differ",
    parts: &[
        Text(
            "Scripts of the Exchange Management Shell are to run unchanged: the language is PowerShell 7 as administrators of mail write it. What is not there is said by name before anything runs, with the place; 'emsh check FILE' says it without running the script.",
        ),
        Example("See which version scripts may expect", "$PSVersionTable.PSVersion"),
        Heading("NOT THERE"),
        Terms(&[
            ("class, enum", "Use [pscustomobject]@{...} and functions."),
            ("using, modules", "Everything is built in; there is nothing to import."),
            ("trap, workflow", "Use try and catch; write functions."),
            ("jobs, -Parallel", "One thing after the other."),
            ("remoting", "Run emsh on the server. Invoke-Command runs script blocks here."),
            (
                ".NET at large",
                "The common members of the common types are there: Get-Member shows them, also with -Static. Assemblies are not loaded.",
            ),
            ("[xml]", "CLIXML is read and written with Import-Clixml and Export-Clixml."),
        ]),
        Example("See what a type offers", "[datetime] | Get-Member -Static"),
        Heading("DIFFERENT ON PURPOSE"),
        Terms(&[
            ("$null as identity", "A fault. PowerShell's Exchange cmdlets would take it for everything."),
            ("unknown commands", "A fault with a suggestion; Get- is never put in front silently."),
            ("Format-Table | x", "Layout that is piped into a command that wants objects is a fault."),
            ("culture", "Numbers, dates and sorting are those of the invariant culture, on every machine."),
            ("-Filter {...}", "Variables in braces are replaced by their values."),
            (
                "ages and sizes",
                "On a terminal, tables that nobody chose the columns of say '3m 12s ago' and '1.2 MB'. Files, pipes and columns chosen by name get the exact value.",
            ),
        ]),
        Heading("ADDED"),
        Text(
            "Errors come with the place and a way out. Spans may be written as 2d, 90m or 10s, sizes as 10MB. Every change of the configuration is kept and can be taken back. -WhatIf shows what would become of each property.",
        ),
        Example("See a change without making it", "Set-SendConnector 'To Internet' -MaxMessageSize 50MB -WhatIf"),
        Example("See what the shell knows", "Get-Command | Group-Object CommandType -NoElement"),
    ],
    see: &["Get-Command", "Get-Member", "about_Functions", "about_Error_Handling", "about_Configuration_History"],
};
