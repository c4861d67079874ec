//! `about_Routing`.

use super::Part::{Example, Heading, Terms, Text};
use super::Topic;

pub static TOPIC: Topic = Topic {
    name: "about_Routing",
    synopsis: "How a server decides where each recipient's mail goes",
    parts: &[
        Text(
            "Every recipient is decided by itself, with the configuration of this moment; recipients with the same next hop go together. Test-MailRoute asks the code that routes mail, and prints each step that it took.",
        ),
        Example("See where mail would go, and why", "Test-MailRoute pat@fabrikam.com"),
        Example("See what a large message would meet", "Test-MailRoute -Recipient pat@fabrikam.com -Size 40MB"),
        Heading("WHOSE IS THE RECIPIENT"),
        Terms(&[
            ("a mailbox", "Delivered on the server that has its mailbox database."),
            ("Authoritative", "An accepted domain whose recipients are all here: an unknown one is refused (5.1.1)."),
            ("InternalRelay", "Unknown recipients of the domain go on by a send connector."),
            ("ExternalRelay", "All mail of the domain goes on by a send connector."),
            ("any other domain", "Goes out by a send connector."),
        ]),
        Heading("WHICH SEND CONNECTOR"),
        Text(
            "Connectors that are too small for the message are dropped, so that it may take a less specific one. Of those that are enabled, that this server may use and that match:",
        ),
        Terms(&[
            ("1.", "the closest match wins: contoso.com before *.contoso.com before *;"),
            (
                "2.",
                "then the lowest cost: of the address space, and of the site links to its source servers (Get-ADSiteLink);",
            ),
            ("3.", "then one that this server sends by itself, then one of another server of its site;"),
            ("4.", "then the first name, so that all servers agree."),
        ]),
        Text(
            "A message that is too large for every connector that matches goes back to its sender (5.3.4). Where none matches, the SmartHosts of the server (Set-TransportService) take mail for other organizations; without them it waits in Unreachable, and is routed anew when the configuration changes.",
        ),
        Heading("TO THE NEXT HOP"),
        Text(
            "With smart hosts these take the mail, in a spread order. Without, DNS is asked for the mail servers of the domain: those of the best preference first. With AttemptDirectDelivery, the domain's own servers are tried first, and the smart hosts get what cannot be brought there. A server that is no source of the connector hands the message to one that is.",
        ),
        Example("Route again what no connector served", "Retry-Queue Unreachable -Resubmit $true -WhatIf"),
        Example(
            "See which connectors match everything",
            "Get-SendConnector | Where-Object { $_.AddressSpaces -like '`**' } | Format-Table Name,AddressSpaces,Enabled",
        ),
    ],
    see: &["Test-MailRoute", "SendConnector", "AcceptedDomain", "about_Connectors", "about_Queues"],
};
