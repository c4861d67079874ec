//! `about_Several_Servers`.

use super::Part::{Example, Heading, Terms, Text};
use super::Topic;

pub static TOPIC: Topic = Topic {
    name: "about_Several_Servers",
    synopsis: "How the servers of an organization share their configuration, and how one shell looks after all of them",
    parts: &[
        Text(
            "All servers that are started with the same --store are one organization: what is configured on one machine is in force on all of them within a second. Queues, messages, logs and events belong to a server; the cmdlets that show and change them ask the node of this data directory unless -Server, or the name of a queue or message, says another.",
        ),
        Heading("LETTING OTHERS ASK"),
        Text(
            "A node answers on its own machine only, unless it is started with --control and an address, such as 'emsh serve --control 0.0.0.0:8443'. It registers that address in the store (ControlAddress of Get-TransportServer), and takes it back when it is started without.",
        ),
        Text(
            "Nobody has to hand secrets round. Each node made a certificate at its first start and registered its thumbprint; a shell that is run as the user of a hub's node, on its data directory, shows that hub's certificate, and takes no answer from a node with another certificate than the registered one. Whoever may give orders on one hub may give them on all hubs. A server in the edge role asks nobody but itself. Other programs, and browsers, come with the token in control.token.",
        ),
        Heading("ASKING"),
        Example("See the queues of another server", "Get-Queue -Server TEST"),
        Text("What was found knows where it is: the next cmdlet in the pipeline goes to the same server."),
        Example(
            "Try again what waits there",
            "Get-Queue -Server TEST -Filter {Status -eq 'Retry'} | Retry-Queue -WhatIf",
        ),
        Example("See where mail piles up in the whole organization", "Get-QueueDigest -Forest -GroupBy ServerName"),
        Terms(&[
            (
                "Get-QueueDigest -Forest, -Site",
                "Ask all servers at once. One that does not answer is an error of its own; the others are shown.",
            ),
            (
                "Search- and Get-MessageTrackingReport",
                "Read the logs of all servers: a message has one name (NetworkMessageId) on its whole way through the organization.",
            ),
        ]),
        Heading("A SECOND COPY OF EACH MESSAGE"),
        Text(
            "Hubs of one site keep copies for each other (shadow redundancy). While a hub writes a message to its disk it also brings it to another one, and only when both have it is the sender told 250. The other one asks every ShadowHeartbeatFrequency, or sooner where there are many, which copies are done with: those of which nothing is in any queue of the first server any more. If the first server has not answered for ShadowResubmitTimeSpan (3 hours), or comes back with another queue database because its disk was lost, the copies become mail of the other one, which sends them; event 3010 says so. Some recipients may then get a message twice.",
        ),
        Text(
            "It needs a receive connector that lets servers of the organization in, as 'Default SERVER' does, and costs nothing where a hub is alone in its site. When no other hub can be reached the message is taken all the same, but its sender waits for the 250 until it is delivered, for MaxAcknowledgementDelay of the receive connector at most; with RejectMessageOnShadowFailure he is told 451 4.4.0 instead. Event 3011 says which hub cannot be reached, and why. Mail out of the Pickup and Replay directories and of emsh sendmail has no copies.",
        ),
        Example(
            "See whose mail this server keeps copies of",
            "Get-Queue -Filter {DeliveryType -eq 'ShadowRedundancy'} | Format-Table Identity,NextHopDomain,MessageCount",
        ),
        Example("Do without copies", "Set-TransportConfig -ShadowRedundancyEnabled $false -WhatIf"),
        Heading("A FRONT END"),
        Text(
            "Where only some servers may reach the outside, the others send through them: a receive connector of the front end makes the connections, and the server whose mail it is talks to the next hop itself, with its own name, login and TLS. The front end sees where the bytes go and not what they are. Each server proves itself to the other by its registered certificate.",
        ),
        Text(
            "A server has no more connections at once than that receive connector takes from one address, 20 unless it says otherwise; what finds none waits in its queue. A connection lives as long as somebody speaks: it is closed when nobody has for its ConnectionInactivityTimeout, and for the ten minutes that next hops may take to answer to a message (RFC 5321 4.5.3.2).",
        ),
        Example(
            "Let servers of 10.1.0.0/16 reach the outside from here",
            "New-ReceiveConnector 'Outbound Proxy Frontend' -TransportRole FrontendTransport -Usage Internal -Bindings 0.0.0.0:717 -RemoteIPRanges 10.1.0.0/16 -MaxInboundConnectionPerSource unlimited -MaxInboundConnectionPercentagePerSource 100 -WhatIf",
        ),
        Example(
            "Send a connector's mail that way",
            "Set-SendConnector 'To Internet' -FrontendProxyEnabled $true -WhatIf",
        ),
    ],
    see: &[
        "Get-Queue",
        "Get-QueueDigest",
        "Set-TransportConfig",
        "Get-TransportServer",
        "New-ReceiveConnector",
        "about_Maintenance",
    ],
};
