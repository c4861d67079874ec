//! `about_Transactions`.

use super::Part::{Example, Heading, Terms, Text};
use super::Topic;

pub static TOPIC: Topic = Topic {
    name: "about_Transactions",
    synopsis: "Many changes at once, and the configuration in a file",
    parts: &[
        Text(
            "Each cmdlet that changes the configuration stores its change at once, as a revision of its own. Changes that only make sense together are collected in a transaction: this shell sees them, servers and other shells do not, until Complete-Transaction stores them all as one revision. So there is no moment in which a domain has lost its old connector and not yet got the new one.",
        ),
        Example(
            "Two changes that hold together",
            "Start-Transaction; Set-TransportConfig -MaxSendSize 20MB; Set-TransportConfig -MaxReceiveSize 20MB; Complete-Transaction",
        ),
        Example(
            "See what would be stored, and drop it",
            "Start-Transaction; Set-TransportConfig -MaxSendSize 30MB; Complete-Transaction -WhatIf; Undo-Transaction",
        ),
        Text(
            "The prompt counts what is collected. A shell or script that ends with a transaction open has stored nothing of it, and says so.",
        ),
        Heading("WHEN IT IS REFUSED"),
        Terms(&[
            (
                "TransactionHasErrors",
                "A command that changes the configuration has failed since Start-Transaction. -Force stores the rest.",
            ),
            (
                "TransactionConflict",
                "Somebody else changed one of the objects meanwhile; who, what and with which command is said. -Force overwrites what they did.",
            ),
            (
                "a rule of the class",
                "What is collected is judged once more on what others left, such as a domain name that is taken.",
            ),
        ]),
        Text("Whatever the reason, nothing is stored and nothing collected is lost: the transaction stays open."),
        Heading("IN A FILE"),
        Text(
            "Export-Configuration writes every object to a document, which Compare-Configuration compares with what is in force or was at a revision, and Import-Configuration makes the configuration again, as one revision. With -As Command it writes a script that makes the same objects in another organization, inside a transaction. ConvertTo-EmshCommand does that for single objects.",
        ),
        Example("What was changed since revision 1", "Compare-Configuration 1"),
        Example(
            "A plan before it is carried out",
            "Export-Configuration ./configuration.json; Import-Configuration ./configuration.json -WhatIf",
        ),
        Example("How the connectors would be made again", "Get-SendConnector | ConvertTo-EmshCommand"),
    ],
    see: &[
        "Start-Transaction",
        "Complete-Transaction",
        "Export-Configuration",
        "Import-Configuration",
        "Compare-Configuration",
        "about_Configuration_History",
    ],
};
