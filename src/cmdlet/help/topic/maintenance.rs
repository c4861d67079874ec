//! `about_Maintenance`.

use super::Part::{Example, Heading, Terms, Text};
use super::Topic;

pub static TOPIC: Topic = Topic {
    name: "about_Maintenance",
    synopsis: "How to take a server out of service for work on its machine, without losing or delaying mail",
    parts: &[
        Text(
            "A server that is switched off keeps what is in its queues, and delivers it when it is back. To have that mail delivered meanwhile, drain the server first. Each step below is in force at once, and survives a restart.",
        ),
        Heading("BEFORE THE WORK"),
        Text(
            "No more mail: new connections are told 421 4.3.2 Service not active, and come again or go to another server. Files of Pickup, Replay and emsh sendmail wait. What is in the queues goes on, and the other servers of the organization do not call this one.",
        ),
        Example(
            "1. Take no more mail",
            "Set-ServerComponentState TEST -Component HubTransport -Requester Maintenance -State Draining -WhatIf",
        ),
        Text(
            "What the next hops do not take now goes to another server of the organization, which looks after it. Poison, Unreachable and what was suspended stay.",
        ),
        Example("2. Hand over what is left", "Redirect-Message -Server TEST -Target hub02.contoso.com -WhatIf"),
        Example("3. See whether anything is left", "Get-Health; Get-Queue -Filter {MessageCount -gt 0}"),
        Text("Event 1006 says when the last message has gone. Then nothing needs to move any more:"),
        Example(
            "4. Stop sending, too",
            "Set-ServerComponentState TEST -Component HubTransport -Requester Maintenance -State Inactive -WhatIf",
        ),
        Heading("AFTERWARDS"),
        Example(
            "Put the server back into service",
            "Set-ServerComponentState TEST -Component HubTransport -Requester Maintenance -State Active -WhatIf",
        ),
        Text(
            "If it stays out of service, somebody else wants that as well: each requester takes back only its own wish, and the most restrictive one is in force.",
        ),
        Example(
            "See who keeps it out of service",
            "(Get-ServerComponentState TEST -Component HubTransport).LocalStates",
        ),
        Heading("STATES"),
        Terms(&[
            ("Active", "Mail is taken and sent."),
            ("Draining", "No mail is taken; what is there is sent."),
            ("Inactive", "No mail is taken and none is sent: it waits in the queues, and may expire there."),
        ]),
        Text(
            "ServerWideOffline is the server with all its components; it is Active or Inactive. A load balancer that asks /healthz hears 503 as long as the server takes no mail.",
        ),
    ],
    see: &["Set-ServerComponentState", "Get-ServerComponentState", "Redirect-Message", "Get-Health", "about_Queues"],
};
