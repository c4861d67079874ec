//! What the answer to EHLO offers.

use emsh::model::SmtpAddress;

use super::place::{Place, Row, row};

pub const ROWS: &[Row] = &[
    row("SizeEnabled", "-SizeEnabled EnabledwithoutValue", |at| {
        at.offers("SIZE", true);
        at.offers("SIZE 37748736", false);
    }),
    row("PipeliningEnabled", "-PipeliningEnabled $false", |at| at.offers("PIPELINING", false)),
    row("ChunkingEnabled", "-ChunkingEnabled $false -BinaryMimeEnabled $false", |at| {
        at.offers("CHUNKING", false);
        at.begun().ask("BDAT 0 LAST", "500 5.3.3 Unrecognized command");
    }),
    row("BinaryMimeEnabled", "-BinaryMimeEnabled $false", |at| {
        at.offers("BINARYMIME", false);
        at.mail(" BODY=BINARYMIME", "555 5.5.4 Unsupported parameter");
    }),
    row("EightBitMimeEnabled", "-EightBitMimeEnabled $false", |at| {
        at.offers("8BITMIME", false);
        at.mail(" BODY=8BITMIME", "555 5.5.4");
    }),
    row("EnhancedStatusCodesEnabled", "-EnhancedStatusCodesEnabled $false", |at| {
        at.offers("ENHANCEDSTATUSCODES", false);
        at.mail("", "250 Sender OK");
    }),
    row("SmtpUtf8Enabled", "-SmtpUtf8Enabled $false", |at| {
        at.offers("SMTPUTF8", false);
        at.mail(" SMTPUTF8", "555 5.5.4");
        let usual = Place { port: at.node.port("PipeliningEnabled"), ..at };
        usual.offers("SMTPUTF8", true);
        usual.mail(" SMTPUTF8", "250 2.1.0");
    }),
    row("LimitsEnabled", "-LimitsEnabled $false -MaxRecipientsPerMessage 150", |at| {
        at.offers("LIMITS RCPTMAX=150", false);
        let usual = Place { port: at.node.port("PipeliningEnabled"), ..at };
        usual.offers("LIMITS RCPTMAX=200", true);
    }),
    row("EtrnEnabled", "-EtrnEnabled $true", |at| {
        at.offers("ETRN", true);
        at.greeted().ask("ETRN branch.example", "530 5.7.1 Client was not authenticated");
    }),
    row("AtrnEnabled", "-AtrnEnabled $true", |at| {
        at.offers("ATRN", true);
        at.greeted().ask("ATRN branch.example", "530 5.7.1 Client was not authenticated");
        at.greeted().ask("TURN", "502 5.3.3 Command not implemented");
    }),
    row("TurnEnabled", "-TurnEnabled $true", |at| {
        at.offers("TURN", true);
        at.greeted().ask("TURN", "530 5.7.1 Client was not authenticated");
        at.greeted().ask("ATRN branch.example", "502 5.3.3 Command not implemented");
    }),
    row("DeliveryStatusNotificationEnabled", "-DeliveryStatusNotificationEnabled $false", |at| {
        at.offers("DSN", false);
        at.mail(" RET=HDRS", "555 5.5.4");
        at.begun().ask("RCPT TO:<b@fabrikam.com> NOTIFY=NEVER", "555 5.5.4");
    }),
    row("OrarEnabled", "-OrarEnabled $true", |at| {
        at.offers("XORAR", true);
        at.begun().ask("RCPT TO:<b@fabrikam.com> XORAR=c@fabrikam.com", "250 2.1.5");
        let usual = Place { port: at.node.port("PipeliningEnabled"), ..at };
        usual.offers("XORAR", false);
        usual.begun().ask("RCPT TO:<b@fabrikam.com> XORAR=c@fabrikam.com", "555 5.5.4");
    }),
    row(
        "TransportRole",
        "-TransportRole FrontendTransport -AuthMechanism Tls,ExchangeServer -PermissionGroups AnonymousUsers,ExchangeServers",
        |at| {
            at.greeted().ask("XPROXYTO DESTINATIONS=127.0.0.1", "530 5.7.1 Client was not authenticated");
            let usual = Place { port: at.node.port("PipeliningEnabled"), ..at };
            usual.greeted().ask("XPROXYTO DESTINATIONS=127.0.0.1", "502 5.3.3 Command not implemented");
        },
    ),
    row("EnableAuthGSSAPI", "-EnableAuthGSSAPI $false -ExtendedProtectionPolicy None -AuthMechanism BasicAuth", |at| {
        assert_eq!(at.node.shell("(Get-ReceiveConnector 'TEST\\EnableAuthGSSAPI').EnableAuthGSSAPI").trim(), "False");
        at.offers("AUTH PLAIN LOGIN SCRAM-SHA-256", true);
        at.greeted().ask("AUTH GSSAPI", "504");
    }),
    row("ExtendedProtectionPolicy", "-ExtendedProtectionPolicy None", |at| {
        let shown = "(Get-ReceiveConnector 'TEST\\ExtendedProtectionPolicy').ExtendedProtectionPolicy";
        assert_eq!(at.node.shell(shown).trim(), "None");
        // As scripts for Exchange do.
        let set = "Get-ReceiveConnector ExtendedProtectionPolicy |
            Set-ReceiveConnector -ExtendedProtectionPolicy None -EnableAuthGSSAPI $false";
        assert_eq!(at.node.shell(set).trim(), "");
    }),
    row("LongAddressesEnabled", "-LongAddressesEnabled $true", |at| {
        at.offers("XLONGADDR", true);
        let local = "x".repeat(SmtpAddress::LONGEST - "@fabrikam.com".len());
        at.begun().ask(&format!("RCPT TO:<{local}@fabrikam.com>"), "250 2.1.5");
        at.begun().ask(&format!("RCPT TO:<{local}x@fabrikam.com>"), "501 5.1.3 Invalid address");
        let usual = Place { port: at.node.port("PipeliningEnabled"), ..at };
        usual.begun().ask(&format!("RCPT TO:<{}@fabrikam.com>", "x".repeat(316)), "501 5.1.3");
    }),
];
