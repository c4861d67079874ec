//! `about_Operators`.

use super::Part::{Example, Heading, Terms, Text};
use super::Topic;

pub static TOPIC: Topic = Topic {
    name: "about_Operators",
    synopsis: "What stands between values, and what it makes of them",
    parts: &[
        Text(
            "The left side decides: a text on the left makes text of the right, a number on the left makes a number of it. A list on the left of a comparison is filtered instead of compared.",
        ),
        Example("Text or number, by the left side", "'10' + 5; 10 + '5'"),
        Example("A list is filtered", "(1, 5, 10) -gt 4"),
        Heading("COMPARISON"),
        Terms(&[
            ("-eq -ne -gt -ge -lt -le", "Equal, not equal, greater, less."),
            ("-like -notlike", "The whole text fits a pattern: * ? [a-z]."),
            ("-match -notmatch", "A regular expression is found; $Matches tells what."),
            ("-contains -in", "Whether a list holds a value, with -notcontains and -notin."),
            ("-is -isnot -as", "Of a type, not of it; made one of it, or $null."),
        ]),
        Text("Letter case does not count; with a c in front it does (-ceq, -clike, -cmatch)."),
        Heading("TEXT"),
        Terms(&[
            ("-replace", "What a regular expression finds, by a text with $1, or by a script block."),
            ("-split -join", "Cut at a regular expression; put together."),
            ("-f", "Fill in a template: {0,-20} pads, {1:N2} has two decimals, {2:yyyy-MM-dd} is a date."),
        ]),
        Example("Swap two words", "'contoso mail' -replace '(\\w+) (\\w+)', '$2 $1'"),
        Example("A line of a report", "'{0,-12}{1,8:N1} MB' -f 'To Internet', 12.345"),
        Heading("THE REST"),
        Terms(&[
            (
                "+ - * / %",
                "Arithmetic; results become larger types as they must. + and * also join and repeat texts and lists.",
            ),
            ("-and -or -xor -not !", "Truth: empty text, 0, $null and an empty list are false."),
            ("..", "A range: 1..5."),
            ("?? ??= ?:", "A value for $null; one value or another: $x ? 'yes' : 'no'."),
            ("&& ||", "Go on if the command before succeeded; if it failed."),
            ("-band -bor -bxor -shl -shr", "Bits."),
            ("& .", "Call a command or script block; in a scope of its own, or in this one."),
        ]),
        Example("A default", "$null ?? 'none'"),
    ],
    see: &["Where-Object", "about_Filters", "about_Quoting_Rules"],
};
