//! `about_Redirection`.

use super::Part::{Example, Heading, Terms, Text};
use super::Topic;

pub static TOPIC: Topic = Topic {
    name: "about_Redirection",
    synopsis: "The six streams, and how they are sent elsewhere",
    parts: &[
        Terms(&[
            ("1", "Objects: what a pipeline hands on."),
            ("2", "Errors (Write-Error)."),
            ("3", "Warnings (Write-Warning)."),
            ("4", "Verbose (Write-Verbose; shown with -Verbose)."),
            ("5", "Debug (Write-Debug; shown with -Debug)."),
            ("6", "Information (Write-Information, Write-Host)."),
        ]),
        Text(
            "Outside, objects go to standard output, everything else to standard error: a program that reads emsh gets data alone. Progress is shown on a terminal and cannot be redirected.",
        ),
        Heading("OPERATORS"),
        Terms(&[
            ("> file", "Write what would be shown, in place of what the file held; n> for another stream, *> for all."),
            (">> file", "Add to the file."),
            ("n> $null", "Throw it away."),
            ("n>&1", "Among the objects: 2>&1 lets errors go down the pipeline."),
        ]),
        Example("A listing in a file", "Get-SendConnector > connectors.txt; Get-Content connectors.txt -TotalCount 3"),
        Example(
            "Warnings among the objects",
            "& { 'mail'; Write-Warning 'late' } 3>&1 | ForEach-Object { \"got $_\" }",
        ),
        Example("Without errors", "Get-Item nosuch.txt 2> $null"),
        Text(
            "A file gets text as on a screen of 120 columns. For programs to read, use Export-Csv, ConvertTo-Json or Export-Clixml; to choose encoding and width, Out-File. Tee-Object writes a file and hands the objects on.",
        ),
        Example("Both", "Get-Queue | Tee-Object queues.txt | Measure-Object | ForEach-Object Count"),
    ],
    see: &["Out-File", "Tee-Object", "Export-Csv", "Write-Host", "about_Error_Handling"],
};
