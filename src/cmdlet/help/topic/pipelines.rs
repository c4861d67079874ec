//! `about_Pipelines`.

use super::Part::{Example, Heading, Terms, Text};
use super::Topic;

pub static TOPIC: Topic = Topic {
    name: "about_Pipelines",
    synopsis: "How objects go from one command to the next",
    parts: &[
        Text(
            "A pipeline hands objects on, not text, one at a time: the last command works on the first object while the first command still looks for more. Who has enough stops those before it, so that a listing of a million messages ends after ten.",
        ),
        Example(
            "Choose, order, show",
            "Get-Queue | Where-Object MessageCount -gt 0 | Sort-Object MessageCount -Descending | Select-Object -First 5",
        ),
        Heading("HOW AN OBJECT FINDS ITS PARAMETER"),
        Terms(&[
            ("by value", "A parameter that takes the whole object: Get-Queue | Suspend-Queue."),
            (
                "by name",
                "A property goes to the parameter of its name: Import-Csv | New-AcceptedDomain takes the columns Name and DomainName.",
            ),
            ("by a block", "-Name { $_.Site + '-1' } computes the argument from each object."),
        ]),
        Text(
            "A list is handed on item by item; a comma in front keeps it whole: ,(1,2). Hashtables and texts are never taken apart.",
        ),
        Heading("THE USUAL STEPS"),
        Terms(&[
            ("Where-Object ?", "Keep those for which something is true."),
            ("ForEach-Object %", "Do something with each; $_ is the object."),
            ("Select-Object", "Some properties, computed ones, the first few."),
            ("Sort-Object, Group-Object", "In order; together by what they have in common."),
            ("Measure-Object", "Count, sum, average."),
            ("Format-Table, Format-List", "How it looks. Always last: what follows would get layout."),
            ("Export-Csv, ConvertTo-Json", "For other programs."),
        ]),
        Example(
            "A computed column",
            "Get-SendConnector | Select-Object Name,@{Name='Domains'; Expression={$_.AddressSpaces.Count}}",
        ),
        Example("Each and its number", "'a','b' | ForEach-Object -Begin { $n = 0 } -Process { \"$((++$n)) $_\" }"),
        Example("Together by status", "Get-Queue | Group-Object Status -NoElement"),
        Text(
            "-OutVariable keeps what goes by, Tee-Object writes it to a file or variable as well, and -PipelineVariable names the object of an earlier step for the later ones.",
        ),
    ],
    see: &["Where-Object", "ForEach-Object", "Select-Object", "Format-Table", "about_Filters", "about_Functions"],
};
