//! `about_Functions`.

use super::Part::{Example, Heading, Terms, Text};
use super::Topic;

pub static TOPIC: Topic = Topic {
    name: "about_Functions",
    synopsis: "Commands of your own: parameters, pipelines, scripts",
    parts: &[
        Text(
            "A function is a name for a script block. Everything it puts out is its result; return only ends it. It is found before a cmdlet of the same name, and put into the profile it is always there.",
        ),
        Example(
            "A function with a default",
            "function Get-Backlog { param([int] $Least = 1) Get-Queue | Where-Object MessageCount -ge $Least }; Get-Backlog -Least 1",
        ),
        Heading("PARAMETERS"),
        Terms(&[
            ("[int] $Count = 5", "A type, and a default. [switch] takes no argument."),
            (
                "[Parameter(Mandatory)]",
                "Must be given; also Position, ValueFromPipeline, ValueFromPipelineByPropertyName, ParameterSetName, HelpMessage.",
            ),
            ("[Alias('n')]", "Another name."),
            (
                "[ValidateSet('a','b')]",
                "One of these; also ValidateRange, ValidatePattern, ValidateLength, ValidateCount, ValidateScript, ValidateNotNullOrEmpty.",
            ),
            (
                "[CmdletBinding(...)]",
                "SupportsShouldProcess gives -WhatIf and -Confirm, with $PSCmdlet.ShouldProcess(...).",
            ),
            ("$args", "What no parameter took. $PSBoundParameters tells what was given."),
        ]),
        Example(
            "Refuse what cannot be",
            "function Set-Level { param([ValidateRange(1,9)] [int] $Level) \"level $Level\" }; Set-Level 3",
        ),
        Heading("IN A PIPELINE"),
        Text(
            "begin runs before the first object, process for each ($_), end after the last. A filter is a function whose body is its process block.",
        ),
        Example(
            "For each object",
            "function Add-Tax { param([Parameter(ValueFromPipeline)] [double] $Net) process { $Net * 1.19 } }; 100, 200 | Add-Tax",
        ),
        Heading("SCOPES AND SCRIPTS"),
        Text(
            "What is set inside stays inside; $script: and $global: reach out. A dot in front runs a script or block in the present scope, so that its functions stay. A script file takes param(...) too: emsh report.ps1 -Days 7; exit 3 gives the caller 3.",
        ),
        Example(
            "Arguments from a hashtable",
            "$how = @{Descending=$true; Property='MessageCount'}; Get-Queue | Sort-Object @how",
        ),
    ],
    see: &["about_Pipelines", "about_Error_Handling", "Get-Command", "Invoke-Command"],
};
