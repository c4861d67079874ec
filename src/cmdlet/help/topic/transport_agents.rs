//! `about_TransportAgents`.

use super::Part::{Example, Heading, Terms, Text};
use super::Topic;

pub static TOPIC: Topic = Topic {
    name: "about_TransportAgents",
    synopsis: "Milters and programs of your own that look at mail on its way",
    parts: &[
        Text(
            "An agent is asked at certain events of a message's way, and may refuse a command or message, change a message, or let it go on. Get-TransportAgent lists the agents, those that are part of the server among them; Get-TransportPipeline shows which of them act when. Agents that were installed act in the order of their priority, 1 first, each on what the one before has made; the Sender Id agent stands among them by its own. The other agents of the server have places that no priority changes: at OnConnect, OnMailCommand, OnRcptCommand and OnEndOfHeaders they act first, so that what they refuse is never asked about; at OnEndOfData the content filter acts last. A change is obeyed within a second, without a restart, from the next message on.",
        ),
        Example("What acts on mail, and when", "Get-TransportPipeline | Where-Object TransportAgents"),
        Text(
            "The Sender Id agent checks what has arrived, whatever agents before it have made of the message; those behind it find its results in the header. Signatures of this server (DKIM) are made when mail is sent, after all agents.",
        ),
        Heading("MILTERS"),
        Text(
            "Programs that speak Sendmail's milter protocol (version 6), such as Rspamd and OpenDKIM, run by themselves and listen on an address of this machine or a Unix socket. A milter hears everything from connect to end of message, and says itself what it does not want to know. It may add, change, insert and remove header fields, replace the body, change the sender, add and remove recipients, refuse, put off, throw away and quarantine.",
        ),
        Example(
            "Put Rspamd to work",
            "Install-TransportAgent Rspamd -MilterEndpoint 127.0.0.1:11332; Enable-TransportAgent Rspamd",
        ),
        Heading("PROGRAMS"),
        Text(
            "A program of your own is started by the server, once for all sessions, with the rights that the server has. Each line that it reads from standard input is a question in JSON, each line that it writes to standard output an answer. What it writes to standard error goes to the server's log. It is started again when it ends: at once the first time, then after pauses that grow from a second to a minute.",
        ),
        Example(
            "Ask a program about each recipient",
            "Install-TransportAgent Guard -AssemblyPath /usr/local/lib/emsh/guard -Events OnRcptCommand,OnEndOfData; Enable-TransportAgent Guard",
        ),
        Terms(&[
            (
                "question",
                "{\"id\":7, \"event\":\"OnRcptCommand\", \"session\":\"…\", \"server\":\"…\", \"connector\":\"…\", \"client\": {\"address\":\"…\", \"port\":…, \"hello\":\"…\", \"tls\":\"…\", \"user\":\"…\"}, \"message\": {\"id\":\"…\", \"sender\":\"…\", \"arguments\":[…], \"recipients\":[…]}, \"recipient\":\"…\"}. What is not known is left out. OnAuthCommand has mechanism; OnProcessAuthentication has mechanism and user, who the client says it is, and never a password; OnXSessionParamsCommand has arguments, such as MDBGUID=…; OnEndOfHeaders, OnProxyInboundMessage and OnEndOfData have headers, a list of names and values; OnEndOfData has bodySize too. An empty sender is nobody.",
            ),
            (
                "body",
                "Before the question of OnEndOfData the body comes in lines {\"id\":7,\"body\":\"…\"}, each a piece in Base64.",
            ),
            (
                "answer",
                "{\"id\":7,\"action\":\"continue\"}. Other actions: accept (ask no more about this message), reject and tempfail (with code, status and text, if they shall be others than the usual), discard (the client hears that all is well, the message is thrown away). Answers may come in any order.",
            ),
            (
                "changes",
                "With OnEndOfData, \"changes\": a list of {\"addHeader\":{\"name\":…,\"value\":…}}, {\"insertHeader\":{\"index\":0,\"name\":…,\"value\":…}}, {\"changeHeader\":{\"name\":…,\"index\":1,\"value\":…}}, {\"removeHeader\":{\"name\":…,\"index\":1}}, {\"setSender\":{\"address\":…}}, {\"addRecipient\":{\"address\":…}}, {\"removeRecipient\":{\"address\":…}}. \"quarantine\":\"why\" keeps the message back, suspended in the Submission queue, until Resume-Message.",
            ),
            ("new body", "Lines {\"id\":7,\"body\":\"…\"} in Base64 before the answer replace the body."),
            (
                "still at work",
                "{\"id\":7,\"progress\":true} begins the time of ContentTimeout anew, sixty times at most.",
            ),
            ("told only", "OnReject (with reply) and OnDisconnect have no id and want no answer."),
        ]),
        Text(
            "OnProcessAuthentication comes before a name is looked up and a password is checked. A client that is refused there hears 535 5.7.3, as for a wrong password, or the words of the answer, and the attempt counts in MaxLogonFailures; with tempfail it hears 454 4.7.0, and it does not count.",
        ),
        Text(
            "Where a front end hands on sessions (XPROXYFROM, XPROXY: about_Connectors), the session that agents know ends and another begins: OnConnect and OnEhloCommand come for the client, and refuse it alone; OnProcessAuthentication and OnEndOfAuthentication come for who has logged in at the front end. In such a session client has frontEnd, the address of the front end, and OnProxyInboundMessage comes for each message, after OnEndOfHeaders. OnXSessionParamsCommand comes when a server says for which mailbox database its session is.",
        ),
        Heading("IN THE CATEGORIZER"),
        Text(
            "A program can also be asked when a message is in the Submission queue (OnSubmittedMessage), when it is known who gets it (OnResolvedMessage, before the transport rules), when it is known where it goes (OnRoutedMessage, after rules and journal) and before it enters its queues (OnCategorizedMessage). Mail out of the Pickup and Replay directories, of emsh sendmail and reports of this server pass these events too. The question has headers, bodySize, source (SMTP, Pickup or DSN) and, with the last two, routes: lists of deliveryType, nextHop and recipients; session and, where there was none, client are left out. The body is not shown.",
        ),
        Text(
            "The answer may have changes, as with OnEndOfData, but no body and no quarantine. reject returns the message to its sender with code, status and text; discard deletes it; tempfail, and an agent that does not answer with FailureAction TempFail, let it wait in the Submission queue for a minute. A message that was changed is not asked about again at that event; one that was left as it was may be, after a restart or when its routes change.",
        ),
        Example(
            "Ask a program about all mail, wherever it comes from",
            "Install-TransportAgent Auditor -AssemblyPath /usr/local/lib/emsh/auditor -Events OnSubmittedMessage,OnRoutedMessage; Enable-TransportAgent Auditor",
        ),
        Heading("WHEN AN AGENT DOES NOT ANSWER"),
        Text(
            "ConnectTimeout, CommandTimeout and ContentTimeout say how long to wait. An agent that is away, too slow or talks nonsense is passed over (FailureAction Accept), or mail is refused with 451 4.7.1 and tried again by its sender (TempFail, the default), until the agent answers again. A new message asks it anew. Get-Health names agents that do not answer; the event log has an entry when that begins (1050) and one when it is over (1051).",
        ),
        Example(
            "Let mail go on when a filter is down",
            "Install-TransportAgent Filter -MilterEndpoint 127.0.0.1:8891 -FailureAction Accept",
        ),
        Heading("WHAT HAPPENED"),
        Text(
            "What agents did to a message stands in the tracking log; what they refused, deleted or kept back stands in the agent log.",
        ),
        Example("What agents refused", "Get-AgentLog | Where-Object Reason -eq Agent"),
        Example("What agents did", "Get-MessageTrackingLog -EventId AGENTINFO | Select-Object Recipients, CustomData"),
    ],
    see: &["Install-TransportAgent", "Get-TransportAgent", "Get-TransportPipeline", "Set-TransportAgent"],
};
