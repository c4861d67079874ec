//! Who may do what, and how they prove who they are.

use super::place::{Row, row, takes_a_second};
use crate::support::dns;
use crate::support::smtp::Client;

const SLOW: &str =
    "-AuthMechanism BasicAuth -PermissionGroups ExchangeUsers,AnonymousUsers -AuthTarpitInterval 00:00:01";

const RELAYING: &str =
    "-RelayDomains contoso.com -RemoteIPRanges 127.0.0.1,192.0.2.0/24 -ProxyProtocolRanges 127.0.0.1";

pub const ROWS: &[Row] = &[
    row("Usage", "-Usage Internet -PermissionGroups AnonymousUsers", |at| at.mail("", "250 2.1.0")),
    row("PermissionGroups", "-PermissionGroups None", |at| at.mail("", "530 5.7.1 Client was not authenticated")),
    row("ExtendedRights", "", |at| {
        let anonymous = "-User 'NT AUTHORITY\\ANONYMOUS LOGON' -ExtendedRights";
        let added = at.node.shell(&format!(
            "Get-ReceiveConnector ExtendedRights | Add-ADPermission {anonymous} 'Ms-Exch-SMTP-Accept-Any-Recipient' |
                 ForEach-Object {{ \"$($_.Identity) $($_.User) $($_.ExtendedRights)\" }}"
        ));
        assert_eq!(added.trim(), r"TEST\ExtendedRights NT AUTHORITY\ANONYMOUS LOGON ms-Exch-SMTP-Accept-Any-Recipient");
        at.node.configure(&format!(
            "Remove-ADPermission ExtendedRights {anonymous} ms-Exch-SMTP-Accept-Any-Sender -Confirm:$false"
        ));
        at.mail("", "550 5.7.1 Client does not have permissions to send as this sender");
        // Naming the groups gives back what was taken from them, and takes nothing that was given.
        at.node.configure("Set-ReceiveConnector ExtendedRights -PermissionGroups AnonymousUsers");
        let mut client = at.greeted();
        client.ask("MAIL FROM:<a@example.org>", "250 2.1.0");
        client.ask("RCPT TO:<a@elsewhere.example>", "250 2.1.5");
    }),
    row("RelayDomains", RELAYING, |at| {
        // Every address has the name mail.contoso.com, and every name the address 192.0.2.7.
        at.node.configure(&format!("Set-TransportServer TEST -ExternalDNSServers 127.0.0.1:{}", dns::with_hosts()));
        for (client, reply) in [("192.0.2.7", "250 2.1.5"), ("192.0.2.8", "550 5.7.1 Unable to relay")] {
            let mut client = Client::speaking_for(client, at.port);
            client.ask("EHLO client.example", "250");
            client.ask("MAIL FROM:<a@example.org>", "250 2.1.0");
            client.ask("RCPT TO:<a@elsewhere.example>", reply);
        }
        at.node.configure("Set-TransportServer TEST -ExternalDNSServers @()");
    }),
    row("AuthMechanism", "-AuthMechanism Tls,BasicAuth,BasicAuthRequireTLS", |at| {
        at.offers("STARTTLS", true);
        at.offers("AUTH", false);
    }),
    row("SuppressXAnonymousTls", "-AuthMechanism Tls,ExchangeServer -SuppressXAnonymousTls $true", |at| {
        at.offers("X-ANONYMOUSTLS", false);
    }),
    row("DomainSecureEnabled", "-DomainSecureEnabled $true", |at| {
        let mut client = at.greeted();
        client.ask("MAIL FROM:<a@partner.example>", "454 4.7.5 Certificate validation failure");
        client.ask("MAIL FROM:<a@example.org>", "250");
    }),
    row("TlsDomainCapabilities", "-TlsDomainCapabilities partner.example:AcceptCloudServicesMail", |at| {
        at.offers("STARTTLS", true);
        at.mail("", "250 2.1.0");
        let shown = at.node.shell(r"(Get-ReceiveConnector 'TEST\TlsDomainCapabilities').TlsDomainCapabilities");
        assert_eq!(shown.trim(), "partner.example:AcceptCloudServicesMail");
    }),
    row("ApplyFilter", "-ApplyFilter $false", |at| {
        at.node.configure("Add-IPBlockListEntry -IPAddress 127.0.0.1");
        at.greeted().ask("MAIL FROM:<a@example.org>", "250");
        at.node.configure("Remove-IPBlockListEntry 127.0.0.1 -Confirm:$false");
    }),
    row("RequireTLS", "-RequireTLS $true", |at| at.mail("", "530 5.7.0 Must issue a STARTTLS command first")),
    row("TlsCertificateName", "-TlsCertificateName '<I>CN=Nobody<S>CN=mail.contoso.com'", |at| {
        at.offers("STARTTLS", false);
    }),
    row("MaxLogonFailures", "-MaxLogonFailures 1 -AuthMechanism BasicAuth -PermissionGroups ExchangeUsers", |at| {
        let mut client = at.greeted();
        client.ask("AUTH PLAIN AGFubgB3cm9uZw==", "535 5.7.3 Authentication unsuccessful");
        client.expect("421 4.7.0 Too many failed logons");
    }),
    row("AuthTarpitInterval", SLOW, |at| {
        let mut client = at.greeted();
        takes_a_second(|| drop(client.ask("AUTH PLAIN AGFubgB3cm9uZw==", "535 5.7.3")));
    }),
];
