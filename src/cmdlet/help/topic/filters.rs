//! `about_Filters`.

use super::Part::{Example, Heading, Terms, Text};
use super::Topic;

pub static TOPIC: Topic = Topic {
    name: "about_Filters",
    synopsis: "How -Filter chooses objects where they are",
    parts: &[
        Text(
            "-Filter takes a condition on the properties of an object, in quotes or in braces, and only what fits is fetched: from a server with a million messages in its queues this makes the difference. It is the same language in both forms and for every cmdlet that has -Filter. Letter case does not count.",
        ),
        Example("In braces", "Get-Queue -Filter {Status -eq 'Retry' -and MessageCount -gt 10}"),
        Example("In quotes", "Get-Message -Filter \"FromAddress -like '*@contoso.com'\""),
        Heading("CONDITIONS"),
        Terms(&[
            ("-eq -ne", "Equal, not equal."),
            ("-gt -ge -lt -le", "Greater, less; sizes, spans and dates are read as such: Size -gt 10MB."),
            ("-like -notlike", "The whole text fits a pattern with * and ?."),
            ("-match -notmatch", "A regular expression is found in it."),
            ("-contains -in", "A list holds the value; the value is in a list."),
            ("-present", "There is a value: LastError -present."),
            ("-and -or -not", "Join conditions; use parentheses where both -and and -or stand."),
        ]),
        Text(
            "Write the property without $_ . A property alone is true when its value is: {Enabled}. A whole list is compared with its text: {MessageCountsPerPriority -eq '0,2,0,0'}.",
        ),
        Heading("VALUES"),
        Text(
            "Quote text that has blanks. Numbers take KB, MB and GB; times are spans such as 01:00:00. A variable is replaced by its value, never by its text, in both forms: quotes in it do no harm.",
        ),
        Example("With a variable", "$from = 'kim@contoso.com'; Get-Message -Filter {FromAddress -eq $from}"),
        Example("On configuration", "Get-SendConnector -Filter {Enabled -eq $true}"),
        Heading("WHERE-OBJECT"),
        Text(
            "Where-Object does the same for any objects, with the whole language: $_ is the object. It sees each object that comes by the pipeline, so -Filter is the better first step where there is one.",
        ),
        Example("Both", "Get-Queue -Filter {MessageCount -gt 0} | Where-Object { $_.NextHopDomain.Length -gt 3 }"),
    ],
    see: &["Get-Queue", "Get-Message", "Where-Object", "about_Operators", "about_Pipelines"],
};
