//! `about_Quoting_Rules`.

use super::Part::{Example, Heading, Terms, Text};
use super::Topic;

pub static TOPIC: Topic = Topic {
    name: "about_Quoting_Rules",
    synopsis: "What quotes keep together, and what they fill in",
    parts: &[
        Terms(&[
            ("'single'", "As it stands. Two single quotes are one: 'it''s'."),
            ("\"double\"", "Variables and $(...) are filled in; a backtick takes the meaning of the next sign."),
            (
                "@' '@ and @\" \"@",
                "Here-strings: lines as they stand, quotes included. The ends have lines of their own.",
            ),
            ("bare words", "After a command name most words need no quotes: Get-Queue contoso.com."),
        ]),
        Example(
            "Only the variable is filled in, not its property",
            "$mail = @{To='pat'}; \"to $mail.To\"; \"to $($mail.To)\"",
        ),
        Example("Quotes inside quotes", "'it''s'; \"say \"\"hello\"\"\"; \"a `\"backtick`\" does it, too\""),
        Heading("BACKTICKS IN DOUBLE QUOTES"),
        Terms(&[
            ("`n `r `t", "Line feed, carriage return, tabulator."),
            ("`$ `\" ``", "The sign itself."),
            ("`0 `e `u{2713}", "NUL, escape, a character by its number."),
        ]),
        Text("A colon behind a name belongs to it, as in $env:HOME; write ${name}: for text that goes on with one."),
        Example("Text that goes on with a colon", "$server = 'hub01'; \"${server}: ready\""),
        Heading("ARGUMENTS"),
        Text(
            "After a command name there are two kinds of words. What begins with $ ( @ or a quote is an expression; anything else is text up to the next blank or one of ' \" ; , | & ( ) { } . An argument that begins with - is a parameter, unless it is quoted. Commas make a list. A filter in braces needs no quotes around its values' properties: see about_Filters.",
        ),
        Example("The same words, as text and computed", "Write-Output 2+2; Write-Output (2+2)"),
        Example("A list", "Write-Output a,b,'c d'"),
        Text(
            "--% is not needed: quote what another program shall get as it stands. Windows paths keep their backslashes; here they separate as slashes do.",
        ),
    ],
    see: &["about_Operators", "about_Filters", "Write-Output"],
};
