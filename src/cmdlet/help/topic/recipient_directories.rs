//! `about_Recipient_Directories`.

use super::Part::{Example, Heading, Terms, Text};
use super::Topic;

pub static TOPIC: Topic = Topic {
    name: "about_Recipient_Directories",
    synopsis: "Recipients that are kept elsewhere: in a file, a database or a directory of LDAP",
    parts: &[
        Text(
            "Where people are kept in another system, a recipient directory takes them over. Each server reads it at its Interval, and makes what it finds ordinary recipients of the organization: Get-Recipient shows them, groups have them, policies and filters mean them. Mail never asks the directory itself: while it is down, mail goes on with the recipients that were read last.",
        ),
        Example(
            "Take mailboxes from a CSV file that another program writes, every five minutes",
            "New-RecipientDirectory -Name Staff -Kind File -Location /var/lib/hr/staff.csv -Interval 5m -WhatIf",
        ),
        Heading("WHAT IS READ"),
        Terms(&[
            (
                "File",
                "A CSV file whose first line names the columns. Write it under another name and rename it, so that nobody reads half of it.",
            ),
            (
                "Ldap",
                "What a search finds on a server of LDAP, such as Active Directory or OpenLDAP, by ldaps:// or StartTLS. The server's certificate has to convince: TrustedCertificates names the authority where the machine does not know it.",
            ),
            ("Sql", "The rows of a query to a SQLite file, which is opened to be read only."),
        ]),
        Heading("WHAT BECOMES OF AN ENTRY"),
        Text(
            "RecipientType says what entries become; a column RecipientType says it for one. Columns are named as the properties: Name, Alias, DisplayName, FirstName, LastName, Initials, PrimarySmtpAddress, EmailAddresses, ExternalEmailAddress, UserPrincipalName, Members; AttributeMap names others, and gives CustomAttribute1 to 15. EmailAddresses and Members hold several values between semicolons. Of LDAP the usual attributes count without a map: mail, proxyAddresses with SMTP: before the primary address, displayName, cn, givenName, sn, mailNickname or sAMAccountName or uid, targetAddress, userPrincipalName, member and uniqueMember. Groups of LDAP become groups, contacts become contacts, everybody else what RecipientType says.",
        ),
        Terms(&[
            (
                "Key",
                "What tells entries apart, such as a number of the person; of LDAP its objectGUID or entryUUID. An entry that keeps its key keeps its recipient, whatever else changes. Without such a column the primary address is the key.",
            ),
            (
                "Members",
                "Distinguished names, names, aliases or addresses of recipients, of this directory or not. Those that nobody has are told and left out.",
            ),
            (
                "An unfit entry",
                "One without an address, with an address or an alias that somebody else has, or with a value that cannot be read is refused with its place and the reason; the rest go on, and its recipient stays as it was.",
            ),
        ]),
        Heading("WHO CHANGES THEM"),
        Text(
            "What the directory gives a recipient is changed there: Set- and Remove- say so, and name the directory. Everything else, such as limits, forwarding, passwords and restrictions, is set here as for any recipient and stays. A property that AttributeMap names without an attribute, such as 'Alias=', is left to people. RecipientDirectory of a recipient says where it comes from.",
        ),
        Example("Recipients that come from somewhere", "Get-Recipient -Filter \"RecipientDirectory -ne ''\""),
        Heading("WHEN SOMETHING IS WRONG"),
        Text(
            "Where more than MaximumRemovals entries are gone at once, or all of them, none is removed: a mistake there would stop mail here. An event and Get-Health say so; Update-RecipientDirectory -Force removes them when that is meant. A directory that cannot be read is told once in the event log, and in Get-RecipientDirectory and Get-Health for as long as it lasts; it is tried again within a minute.",
        ),
        Example(
            "How reading them went",
            "Get-RecipientDirectory | Format-List Name,LastSuccess,LastError,EntryCount,RefusedEntries",
        ),
        Heading("SEVERAL SERVERS"),
        Text(
            "All servers may read the same directory: the GUID of a recipient follows from its key, who finds everything as it should be stores nothing, and who comes second sees that somebody was first. SourceTransportServers names those that read it where only some can reach it. The history has each change, by 'directory NAME'.",
        ),
    ],
    see: &[
        "New-RecipientDirectory",
        "Set-RecipientDirectory",
        "Test-RecipientDirectory",
        "Update-RecipientDirectory",
        "Remove-RecipientDirectory",
    ],
};
