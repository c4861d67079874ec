//! `about_Configuration_History`.

use super::Part::{Example, Heading, Terms, Text};
use super::Topic;

pub static TOPIC: Topic = Topic {
    name: "about_Configuration_History",
    synopsis: "Who changed what, and how to go back",
    parts: &[
        Text(
            "Every change of the configuration is one transaction and makes a revision: it happens whole or not at all. Two people who change the same object at once do not overwrite each other: the second one is told. What each revision changed is kept with the time, the person, the command line without secrets, and the values before and after.",
        ),
        Example("The latest changes", "Get-ConfigurationHistory -ResultSize 5"),
        Example(
            "One connector's, property by property",
            "Get-ConfigurationHistory 'To Internet' -Class SendConnector | Format-List When,Who,Changes,Command",
        ),
        Example("Since yesterday, by whom", "Get-ConfigurationHistory -Since 1d | Group-Object Who -NoElement"),
        Heading("BEFORE A CHANGE"),
        Terms(&[
            ("-WhatIf", "Shows each property that would change, and changes nothing."),
            ("-Confirm", "Asks first. Removing asks by itself; -Confirm:$false does not."),
            (
                "More than 20 objects",
                "A pipeline typed at the prompt asks once before it changes so many, and says which. -Force, \
                 -Confirm:$false and scripts do not ask. Of many -WhatIf tells what changes alike together.",
            ),
            ("Ctrl-C", "Says how many objects were changed and how many are as they were."),
            ("-Reason", "Restore-Configuration keeps why."),
        ]),
        Heading("GOING BACK"),
        Text(
            "Restore-Configuration brings back what was in force at a revision: objects made since go, removed ones come back with their GUIDs, changed ones are as they were. It is a new revision itself: history is never rewritten, and a restoration can be taken back.",
        ),
        Example("See what it would change", "Restore-Configuration -Revision 1 -WhatIf"),
        Example("Bring back one class", "Restore-Configuration -Revision 1 -Class SendConnector -WhatIf"),
        Text(
            "Servers take over each revision within a second. Passwords and keys are stored sealed; they appear in no history.",
        ),
    ],
    see: &["Get-ConfigurationHistory", "Restore-Configuration", "about_Transactions", "about_Connectors"],
};
