//! `about_Error_Handling`.

use super::Part::{Example, Heading, Terms, Text};
use super::Topic;

pub static TOPIC: Topic = Topic {
    name: "about_Error_Handling",
    synopsis: "What goes on after an error, and how a script decides",
    parts: &[
        Text(
            "An error about one item is told and the rest goes on. One that leaves a command nothing to do ends the statement, and the script goes on with the next. throw ends everything up to the next catch. What was told is kept in $Error, latest first.",
        ),
        Example(
            "Stop at the first error instead",
            "try { Get-Item nosuch.txt -ErrorAction Stop } catch { \"not there: $_\" }",
        ),
        Heading("-ERRORACTION"),
        Terms(&[
            ("Continue", "Tell it and go on: the default, from $ErrorActionPreference."),
            ("Stop", "Make it one that catch sees."),
            ("SilentlyContinue", "Keep it in $Error without telling."),
            ("Ignore", "Not even that."),
            ("Inquire", "Ask."),
        ]),
        Text(
            "-ErrorVariable name keeps the errors of one command; +name adds to what is there. -WarningAction and -InformationAction do the same for the other streams.",
        ),
        Example(
            "Collect and count",
            "Get-Item a.txt,b.txt -ErrorAction SilentlyContinue -ErrorVariable missing; $missing.Count",
        ),
        Heading("TRY, CATCH, FINALLY"),
        Text(
            "In catch, $_ is the error: $_.Exception.Message is what it says, $_.FullyQualifiedErrorId and $_.CategoryInfo tell what kind it is, $_.InvocationInfo where it was. A catch may name the exceptions it is for; finally runs whatever happens.",
        ),
        Example("By kind", "try { [int]'ten' } catch [System.InvalidCastException] { 'no number' } finally { 'done' }"),
        Example("An error of your own", "try { throw 'quota is used up' } catch { $_.Exception.Message }"),
        Heading("EXIT CODES"),
        Terms(&[
            ("$?", "Whether the last command succeeded wholly."),
            ("$LASTEXITCODE", "What the last native program gave."),
            ("exit 3", "Ends a script with that code."),
        ]),
        Text(
            "emsh itself gives 0 when all was well and 1 when an item failed; a fault that ended the script gives its kind: 2 invalid, 3 not found, 4 denied, 5 conflict, 6 unreachable, 7 busy, 70 internal.",
        ),
    ],
    see: &["Write-Error", "about_Redirection", "about_Functions"],
};
