//! `about_Connectors`.

use super::Part::{Example, Heading, Terms, Text};
use super::Topic;

pub static TOPIC: Topic = Topic {
    name: "about_Connectors",
    synopsis: "Where mail comes in and where it goes out",
    parts: &[
        Text(
            "A receive connector is a door: addresses and ports where one server listens, for peers of certain addresses, with certain rights. A send connector is a road: domains of the organization's mail that leaves, and how it gets there. Both are objects of the configuration; a change is in force on every server within a second, without a restart.",
        ),
        Heading("RECEIVE CONNECTORS"),
        Terms(&[
            ("Bindings", "Where it listens, such as 0.0.0.0:25."),
            (
                "RemoteIPRanges",
                "Whom it serves. Several connectors may share a binding: the one with the narrowest range that holds the peer serves it.",
            ),
            (
                "PermissionGroups",
                "Who may submit. Anonymous peers may only reach our accepted domains; nobody relays unless a connector says so.",
            ),
            (
                "AuthMechanism",
                "How peers may prove who they are. Passwords are only taken over TLS with BasicAuthRequireTLS.",
            ),
        ]),
        Text(
            "The first start of a server makes Default on port 25, for servers and users, and Client on port 587, for users with a password; an edge server takes anonymous mail. Where a port may not be bound, 2525 and 2587 take its place.",
        ),
        Example(
            "Take mail from the Internet for our domains",
            "New-ReceiveConnector 'From Internet' -Usage Internet -Bindings 0.0.0.0:2526 -RemoteIPRanges 0.0.0.0-255.255.255.255 -WhatIf",
        ),
        Example(
            "See who may use what",
            "Get-ReceiveConnector | Format-Table Name,Bindings,RemoteIPRanges,PermissionGroups",
        ),
        Heading("SEND CONNECTORS"),
        Terms(&[
            ("AddressSpaces", "Domains, each with an optional cost: contoso.com, *.contoso.com;5 or * for the rest."),
            ("SmartHosts", "Hosts that take all its mail. Without them DNS is asked for each domain."),
            ("SourceTransportServers", "Servers that use it; the others hand their mail to one of these."),
            ("MaxMessageSize", "A larger message takes another connector, or goes back to its sender."),
            ("RequireTLS", "Send over TLS or not at all; TlsAuthLevel says what the certificate must prove."),
        ]),
        Text("Which of several connectors a message takes is decided as about_Routing says."),
        Example(
            "Send everything to the Internet by DNS",
            "New-SendConnector -Name Internet2 -AddressSpaces * -Usage Internet -WhatIf",
        ),
        Example(
            "Send one partner's mail to its host, over TLS",
            "New-SendConnector -Name Partner -AddressSpaces fabrikam.com -SmartHosts mx.fabrikam.com -RequireTLS $true -WhatIf",
        ),
        Example(
            "Add a domain to a connector",
            "Set-SendConnector 'To Internet' -AddressSpaces @{Add='*.example.net;5'} -WhatIf",
        ),
        Heading("AMONG SERVERS"),
        Text(
            "Servers of the organization that have proved themselves (X-EXPS) tell each other about a message what SMTP has no word for. EHLO offers it to them, and to whoever was given the right by Add-ADPermission; to anybody else it is an unknown parameter (555), and nobody else is told it, whatever they offer.",
        ),
        Terms(&[
            (
                "XSYSPROBE",
                "MAIL FROM:<…> XSYSPROBEID=GUID: a probe. It goes the whole way, and ends where it would be handed to somebody: nobody gets it, nobody hears of it, and Get-MessageTrackingLog shows in RecipientStatus how far it came. Right: XSysProbe.",
            ),
            (
                "XATTR",
                "MAIL FROM:<…> XATTRDIRECT=Originating or Incoming: whether the message came from inside; groups that want authenticated senders, signatures and spam rules go by it. XATTRORGID=xorgid:GUID names whose it is: the Guid of Get-TransportConfig, or 550 5.7.64. Right: XAttr.",
            ),
            (
                "XMSGCTX",
                "MAIL FROM:<…> XMSGCTX=1;author:…;arrived:…;delayed:…: who has written it, when it came to the first server (from then it ages), and that its sender knows of the delay. Right: XAttr.",
            ),
            (
                "XRDST",
                "RCPT TO:<…> XRDST=domain: the recipient is routed as if it were in that domain, by a send connector, and keeps its address. It never ends in a mailbox, and a domain whose recipients are all here is refused. Right: XAttr.",
            ),
        ]),
        Heading("WHAT SERVERS SAY OF THEIR LINKS"),
        Text(
            "A server that finds no host of a connector tells the others of the organization within a second (X-LINK2STATE), and so it does when one answers again; of a link that comes and goes it tells once in ten seconds. Nobody else is offered the verb. A connector that other servers send for is then avoided as one of a server's own: while all of its source servers that may be used say that its link is down, the next by cost takes the mail if it matches the recipient as closely, also what waits already; while some do, the others get the mail. Where a connector asks DNS, each domain is a link, and a source server that cannot reach it still gets mail for it as long as another can. What a server says is kept in memory, passed on by all, and runs out when that server would try again. A server in the perimeter is heard about its own links only, and told of none. Get-LinkState shows what a server knows.",
        ),
        Heading("SESSIONS THAT A FRONT END HANDS ON"),
        Text(
            "A front end that has proved to be a server of the organization (X-EXPS), or has the right ms-Exch-SMTP-Accept-XProxyFrom otherwise, may say whose session it brings. From then on the address and the name that it gives are the client's: in the Received field, the logs, block and allow lists, SPF and MessageRateLimit. The client may do what it could have done had it come itself, and no more. The connection stays the front end's: which connector serves it, and how many there may be.",
        ),
        Terms(&[
            (
                "XPROXYFROM",
                "IP=… PORT=… and, if wanted, DOMAIN, the name of the client at EHLO; SID and SEQNUM, which stand in both servers' protocol logs; PERMS, the rights that are left to the client, as the sum of Submit 1, Any-Recipient 4, Authentication-Flag 8, Any-Sender 16, Authoritative-Domain-Sender 32, Bypass-Anti-Spam 64, Bypass-Message-Size-Limit 128, Headers-Routing 1024, Headers-Forest 2048 and Headers-Organization 4096; AUTHSRC=Anonymous. The client is a stranger, and cannot log in. The front end speaks for it, so it must pass on no verbs of its client's that it does not know, and may hand on the next one when no message is under way.",
            ),
            (
                "XPROXY",
                "The same, and SECID, an address or name by which a mailbox logs in: the session is that mailbox's. AUTHSRC may say how it has logged in at the front end. Without SECID the client may log in itself. It speaks itself from then on: the verbs of front ends are unknown to it, and the session stays its until the connection ends.",
            ),
            (
                "XSESSIONPARAMS",
                "MDBGUID, the Guid of a mailbox database (Get-MailboxDatabase): until the next EHLO, XPROXYFROM or XPROXY, recipients whose mailbox is elsewhere are refused for now with 450 4.1.6, so that the sender looks again. Needs ms-Exch-SMTP-Accept-XSessionParams.",
            ),
        ]),
        Example(
            "Let a proxy of your own, which logs in as kim, hand on sessions",
            "Add-ADPermission 'Client TEST' -User kim -ExtendedRights ms-Exch-SMTP-Accept-XProxyFrom -WhatIf",
        ),
        Heading("WHAT IS NOT SPOKEN"),
        Text(
            "NTLM and GSSAPI need Windows: AUTH with them is answered with 504. XEXCH50, by which servers of Exchange 2000 and 2003 pass on properties of messages that are not here, is not offered, and answered with 502. No such server loses anything: it says it only to those that offer it.",
        ),
    ],
    see: &[
        "New-SendConnector",
        "New-ReceiveConnector",
        "Test-MailRoute",
        "SendConnector",
        "ReceiveConnector",
        "about_Routing",
    ],
};
