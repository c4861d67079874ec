//! `about_Queues`.

use super::Part::{Example, Heading, Terms, Text};
use super::Topic;

pub static TOPIC: Topic = Topic {
    name: "about_Queues",
    synopsis: "How mail waits for its next hop, and what can be done about it",
    parts: &[
        Text(
            "Each server has queues of its own. A message that has been accepted is on disk; it first waits in Submission to be routed, then in a delivery queue for each next hop. Recipients with the same next hop share a queue; what no connector serves waits in Unreachable until the configuration changes. Queues come and go by themselves: an empty one stays for QueueMaxIdleTime.",
        ),
        Terms(&[
            ("Active", "It is being sent."),
            ("Connecting", "The next hop is being called."),
            ("Ready", "There is nothing to wait for: its messages go next."),
            ("Retry", "The next hop could not be reached; LastError says why, NextRetryTime when it is tried again."),
            ("Suspended", "An operator has stopped it. Mail still enters; the order survives a restart."),
        ]),
        Example(
            "See what waits, the longest queue first",
            "Get-Queue | Sort-Object MessageCount -Descending | Format-Table Identity,Status,MessageCount,NextHopDomain",
        ),
        Example(
            "See why a queue waits",
            "Get-Queue -Filter {Status -eq 'Retry'} | Format-List Identity,LastError,NextRetryTime",
        ),
        Text(
            "Queues named Shadow\\1, Shadow\\2 and so on hold copies of mail of other servers (about_Several_Servers). Get-Message shows them when it is asked for that queue. They take no orders, and are not added up by Get-QueueDigest.",
        ),
        Heading("WHEN A NEXT HOP IS NOT REACHED"),
        Text(
            "The whole queue waits: first QueueGlitchRetryCount times for QueueGlitchRetryInterval (4 times a minute), then TransientFailureRetryCount times for TransientFailureRetryInterval (6 times 5 minutes, on an edge server 10), then for OutboundConnectionFailureRetryInterval each (10 minutes, on an edge server 30). A single message that is put off while the connection is fine waits for MessageRetryInterval (15 minutes) and holds up no other. All are properties of the server.",
        ),
        Text(
            "The sender hears of a delay after DelayNotificationTimeout (4 hours), and gets the message back after MessageExpirationTimeout (2 days).",
        ),
        Heading("WHAT AN OPERATOR CAN DO"),
        Terms(&[
            ("Show-Queue", "See and do all of this on the whole screen, live."),
            ("Watch-Transport", "See what happens as it happens."),
            ("Trace-Message", "See the whole way of one message."),
            ("Suspend-Queue", "Stop sending; -For resumes by itself, -Reason is shown to the others."),
            ("Resume-Queue", "Send again."),
            ("Retry-Queue", "Try the next hop now; with -Resubmit $true the messages are routed anew."),
            ("Suspend-Message", "Keep single messages back; Resume-Message lets them go."),
            ("Remove-Message", "Delete messages, with a report to the sender or, with -WithNDR $false, without."),
            ("Export-Message", "Copy a suspended message; AssembleMessage makes a file of it."),
        ]),
        Example("Try every waiting queue now, after an outage", "Retry-Queue -Filter {Status -eq 'Retry'} -WhatIf"),
        Example(
            "Pause a provider for two hours",
            "Suspend-Queue -Filter {NextHopDomain -like '*outlook.com'} -For 2h -Reason 'provider outage' -WhatIf",
        ),
        Example(
            "Delete a flood without reports",
            "Remove-Message -Filter {FromAddress -eq 'bulk@contoso.com'} -WithNDR $false -WhatIf",
        ),
    ],
    see: &[
        "Get-Queue",
        "Show-Queue",
        "Trace-Message",
        "Get-Message",
        "Retry-Queue",
        "Suspend-Queue",
        "Remove-Message",
        "about_Filters",
        "about_Routing",
    ],
};
