//! `about_Delivery_Reports`.

use super::Part::{Example, Heading, Terms, Text};
use super::Topic;

pub static TOPIC: Topic = Topic {
    name: "about_Delivery_Reports",
    synopsis: "What senders are told, and how to find out what happened",
    parts: &[
        Text(
            "A report is a message to the sender in three parts: words for people, fields for programs (RFC 3464), and the original or its header. It comes from the address that the settings say, or postmaster at the server's name, and has no return path: a report is never reported on.",
        ),
        Terms(&[
            (
                "failed",
                "The message, or some of its recipients, is given up: refused for good, or waiting for longer than MessageExpirationTimeout (2 days).",
            ),
            ("delayed", "It still waits after DelayNotificationTimeout (4 hours), and goes on being tried."),
            ("delivered", "Only when the sender asked for it (NOTIFY=SUCCESS)."),
            ("relayed", "Asked for too, but the next server makes no reports: it was handed over there."),
        ]),
        Text("A sender may ask for none (NOTIFY=NEVER), and for the header alone (RET=HDRS)."),
        Heading("SETTINGS"),
        Terms(&[
            ("ExternalPostmasterAddress", "Who signs reports to the outside."),
            ("InternalDelayDsnEnabled", "Tell our senders of delays; ExternalDelayDsnEnabled: those outside."),
            (
                "InternalDsnMaxMessageAttachSize",
                "Up to this size a report has the whole original; ExternalDsnMaxMessageAttachSize for the outside.",
            ),
        ]),
        Text("These are of Get-TransportConfig. The two times are of the server: Get-TransportServer."),
        Example("See the settings", "Get-TransportConfig | Format-List *Dsn*,ExternalPostmasterAddress"),
        Example("Sign as the helpdesk", "Set-TransportConfig -ExternalPostmasterAddress helpdesk@contoso.com -WhatIf"),
        Heading("FINDING OUT"),
        Text(
            "The tracking log has an event for each step of a message: RECEIVE, SEND, DELIVER, DEFER, FAIL, DSN and more.",
        ),
        Example(
            "Why mail to somebody failed",
            "Get-MessageTrackingLog -EventId FAIL -Recipients pat@contoso.com | Format-List Timestamp,Source,RecipientStatus",
        ),
        Example("The reports of the last hour", "Get-MessageTrackingLog -EventId DSN -Start (Get-Date).AddHours(-1)"),
        Text(
            "A code says what kind of failure it is: 4.x.x may pass, 5.x.x will not. x.1.1 is an unknown recipient, x.2.2 a full mailbox, x.3.4 a message that is too large, x.4.7 one that waited too long, x.7.1 a refusal by policy.",
        ),
    ],
    see: &["Get-TransportConfig", "Get-TransportServer", "Get-MessageTrackingLog", "Remove-Message", "about_Queues"],
};
