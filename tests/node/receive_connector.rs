//! What a receive connector says, as its peers see it: each property is given by New-ReceiveConnector to a running node
//! and read off the conversation.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::process::{Command, Stdio};
use std::thread::park_timeout;
use std::time::{Duration, Instant};

use emsh::model::{Class, ReceiveConnector, SmtpAddress};

use crate::support::appear::{PATIENCE, eventually, wait_in};
use crate::support::free_port;
use crate::support::node::Node;
use crate::support::smtp::Client;

/// A property, the parameters that give it, and what shows that it is obeyed.
struct Row {
    property: &'static str,
    given: &'static str,
    shows: fn(Place),
}

/// A connector that was made for a row.
#[derive(Clone, Copy)]
struct Place<'a> {
    node: &'a Node,
    port: u16,
}

const fn row(property: &'static str, given: &'static str, shows: fn(Place)) -> Row {
    Row { property, given, shows }
}

/// What a connector of a row has unless the row says otherwise.
const USUAL: [(&str, &str); 5] = [
    ("Usage", "Custom"),
    ("RemoteIPRanges", "127.0.0.0/8"),
    ("PermissionGroups", "AnonymousUsers"),
    ("TarpitInterval", "00:00:00"),
    ("AuthTarpitInterval", "00:00:00"),
];

const BASIC: &str = "-AuthMechanism BasicAuth -PermissionGroups ExchangeUsers,AnonymousUsers";

/// Every property of the class.
const ROWS: &[Row] = &[
    row("Bindings", "", |at| drop(at.greeted())),
    row("ImplicitTlsPorts", "-ImplicitTlsPorts PORT", |at| {
        let server = format!("127.0.0.1:{}", at.port);
        let mut client = Command::new("openssl");
        client.args(["s_client", "-quiet", "-crlf", "-connect", &server]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut client = client.stderr(Stdio::null()).spawn().expect("openssl is installed by tests/run");
        let mut lines = BufReader::new(client.stdout.take().expect("piped")).lines();
        let banner = lines.next().expect("a line").expect("text");
        assert!(banner.starts_with("220 "), "{banner}");
        client.stdin.take().expect("piped").write_all(b"QUIT\n").expect("it listens");
        assert_eq!(lines.next().expect("a line").expect("text"), "221 2.0.0 Service closing transmission channel");
        client.wait().expect("it ends");
        assert_ne!(at.banner_in_clear().get(..3), Some("220"), "nothing is said in clear");
    }),
    row("RemoteIPRanges", "-RemoteIPRanges 10.0.0.0/8", |at| at.is_turned_away()),
    row("ProxyProtocolRanges", "-ProxyProtocolRanges 127.0.0.1 -RemoteIPRanges 192.0.2.0/24", |at| {
        let mut proxy = TcpStream::connect((Ipv4Addr::LOCALHOST, at.port)).expect("it listens");
        proxy.set_read_timeout(Some(PATIENCE)).expect("a socket");
        proxy.write_all(b"PROXY TCP4 192.0.2.7 10.0.0.1 40000 25\r\nEHLO a.example\r\nQUIT\r\n").expect("it listens");
        let mut said = String::new();
        proxy.read_to_string(&mut said).expect("text");
        assert!(said.contains("Hello [192.0.2.7]"), "{said}");
    }),
    row("Usage", "-Usage Internet -PermissionGroups AnonymousUsers", |at| at.mail("", "250 2.1.0")),
    row("Enabled", "-Enabled $false", |at| assert!(Client::try_connect(at.port).is_err())),
    row("PermissionGroups", "-PermissionGroups None", |at| at.mail("", "530 5.7.1 Client was not authenticated")),
    row("ExtendedRights", "", |at| {
        let anonymous = "-User 'NT AUTHORITY\\ANONYMOUS LOGON' -ExtendedRights";
        at.node.configure(&format!(
            "Get-ReceiveConnector ExtendedRights | Add-ADPermission {anonymous} 'Ms-Exch-SMTP-Accept-Any-Recipient'
             Remove-ADPermission ExtendedRights {anonymous} ms-Exch-SMTP-Accept-Any-Sender -Confirm:$false"
        ));
        at.mail("", "550 5.7.1 Client does not have permissions to send as this sender");
        // Naming the groups gives back what was taken from them, and takes nothing that was given.
        at.node.configure("Set-ReceiveConnector ExtendedRights -PermissionGroups AnonymousUsers");
        let mut client = at.greeted();
        client.ask("MAIL FROM:<a@example.org>", "250 2.1.0");
        client.ask("RCPT TO:<a@elsewhere.example>", "250 2.1.5");
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
    row("ApplyFilter", "-ApplyFilter $false", |at| {
        at.node.configure("Add-IPBlockListEntry -IPAddress 127.0.0.1");
        at.greeted().ask("MAIL FROM:<a@example.org>", "250");
        at.node.configure("Remove-IPBlockListEntry 127.0.0.1 -Confirm:$false");
    }),
    row("RequireTLS", "-RequireTLS $true", |at| at.mail("", "530 5.7.0 Must issue a STARTTLS command first")),
    row("TlsCertificateName", "-TlsCertificateName '<I>CN=Nobody<S>CN=mail.contoso.com'", |at| {
        at.offers("STARTTLS", false);
    }),
    row("Fqdn", "-Fqdn mail.contoso.com", |at| {
        assert!(at.banner().starts_with("220 mail.contoso.com emsh ESMTP MAIL Service ready at "));
        assert!(Client::connect(at.port).ask("EHLO a.example", "250").starts_with("250-mail.contoso.com Hello ["));
    }),
    row("DefaultDomain", "-DefaultDomain fabrikam.com", |at| {
        let mut client = at.greeted();
        client.ask("MAIL FROM:<ann>", "250 2.1.0");
        client.ask("RCPT TO:<joe>", "250 2.1.5");
    }),
    row("Banner", "-Banner '220 Who is there?'", |at| assert_eq!(at.banner(), "220 Who is there?\r\n")),
    row("MaxMessageSize", "-MaxMessageSize 64KB", |at| {
        at.offers("SIZE 65536", true);
        at.mail(" SIZE=65537", "552 5.3.4");
        at.content(&format!("\r\n{}", "0123456789abcde\r\n".repeat(4096)), "552 5.3.4 Message size exceeds");
    }),
    row("MaxHeaderSize", "-MaxHeaderSize 1KB", |at| {
        let mut client = at.content(&format!("X-A: {}\r\n\r\n", "a".repeat(1100)), "552 5.3.4 Header size exceeds");
        assert!(client.try_expect("").is_err(), "the connection is closed");
    }),
    row("MaxHopCount", "-MaxHopCount 1", |at| {
        drop(at.content("Received: by a.example; now\r\n\r\n", "250"));
        at.content(&"Received: by a.example; now\r\n".repeat(2), "554 5.4.6 Hop count exceeded");
    }),
    row("MaxLocalHopCount", "-MaxLocalHopCount 1", |at| {
        drop(at.content(&"Received: by a.example; now\r\n".repeat(2), "250"));
        at.content(&"Received: from b by test (1.2.3.4); now\r\n".repeat(2), "554 5.4.6 Hop count exceeded");
    }),
    row("MaxRecipientsPerMessage", "-MaxRecipientsPerMessage 1", |at| {
        let mut client = at.begun();
        client.ask("RCPT TO:<x@fabrikam.com>", "452 4.5.3 Too many recipients");
        client.ask("DATA", "354");
        at.offers("LIMITS RCPTMAX=1", true);
    }),
    row("MaxMessagesPerConnection", "-MaxMessagesPerConnection 2", |at| {
        let mut client = at.greeted();
        for _ in 0..2 {
            client.try_mail("a@example.org", &["a@fabrikam.com"], "Subject: hi\r\n\r\nHello\r\n").expect("taken");
        }
        let said = client.ask("MAIL FROM:<a@example.org>", "421");
        assert_eq!(
            said.trim_end(),
            "421 4.7.0 Maximum for one connection has been reached, closing transmission channel"
        );
    }),
    row("MaxSessionSize", "-MaxSessionSize 100KB -MaxMessageSize 80KB", |at| {
        let (mut client, text) = (at.greeted(), format!("Subject: hi\r\n\r\n{}", "x\r\n".repeat(20 * 1024)));
        client.try_mail("a@example.org", &["a@fabrikam.com"], &text).expect("taken");
        let refused = client.try_mail("a@example.org", &["a@fabrikam.com"], &text).expect_err("too much");
        assert!(refused.to_string().contains("552 5.3.4"), "{refused}");
        client.ask("MAIL FROM:<a@example.org>", "421 4.7.0");
    }),
    row("ConnectionTimeout", "-ConnectionTimeout 00:00:02 -ConnectionInactivityTimeout 00:00:01", |at| {
        let (started, mut client) = (Instant::now(), at.greeted());
        // Never idle for long, and still sent away.
        let last = std::iter::repeat_with(|| {
            park_timeout(Duration::from_millis(100));
            client.try_ask("NOOP", "")
        });
        let last = last.take_while(Result::is_ok).map(Result::unwrap).last().expect("an answer");
        assert_eq!(last, "421 4.4.2 Connection timed out\r\n");
        assert!(started.elapsed() >= Duration::from_secs(2), "{:?}", started.elapsed());
        // Nor does it help to send a message byte by byte.
        let mut slow = at.begun();
        slow.ask("DATA", "354");
        while slow.try_send(b"x").is_ok() && started.elapsed() < Duration::from_secs(20) {
            park_timeout(Duration::from_millis(50));
        }
        assert!(started.elapsed() < Duration::from_secs(20), "it is sent away");
    }),
    row("ConnectionInactivityTimeout", "-ConnectionInactivityTimeout 00:00:01", |at| {
        at.greeted().expect("421 4.4.2 Connection timed out");
    }),
    row("MaxInboundConnection", "-MaxInboundConnection 1", |at| {
        let _first = at.greeted();
        at.is_turned_away();
    }),
    row("MaxInboundConnectionPerSource", "-MaxInboundConnectionPerSource 1", |at| {
        let _first = at.greeted();
        at.is_turned_away();
        drop(at.from(2));
    }),
    row(
        "MaxInboundConnectionPercentagePerSource",
        "-MaxInboundConnection 10 -MaxInboundConnectionPercentagePerSource 20",
        |at| {
            // A fifth of the nine that are left is one.
            let _first = at.greeted();
            at.is_turned_away();
            drop(at.from(2));
        },
    ),
    row("MessageRateLimit", "-MessageRateLimit 1", |at| {
        // Of three at least two are in one minute.
        let refused = (0..3)
            .find_map(|_| at.greeted().try_ask("MAIL FROM:<a@example.org>", "421 4.4.2 Message submission rate").ok());
        assert!(refused.is_some());
    }),
    row("MessageRateSource", "-MessageRateLimit 1 -MessageRateSource None", |at| {
        (0..3).for_each(|_| at.mail("", "250"));
    }),
    row("MaxLogonFailures", "-MaxLogonFailures 1 -AuthMechanism BasicAuth -PermissionGroups ExchangeUsers", |at| {
        let mut client = at.greeted();
        client.ask("AUTH PLAIN AGFubgB3cm9uZw==", "535 5.7.3 Authentication unsuccessful");
        client.expect("421 4.7.0 Too many failed logons");
    }),
    row("MaxProtocolErrors", "-MaxProtocolErrors 1", |at| {
        let mut client = at.greeted();
        client.ask("WHAT", "500 5.3.3 Unrecognized command");
        client.expect("421 4.7.0 Too many errors");
    }),
    row("TarpitInterval", "-TarpitInterval 00:00:01", |at| {
        let mut client = at.greeted();
        client.ask("MAIL FROM:<a@example.org>", "250");
        takes_a_second(|| drop(client.ask("RCPT TO:<a@elsewhere.example>", "550 5.7.1 Unable to relay")));
    }),
    row("AuthTarpitInterval", BASIC, |at| {
        let mut client = at.greeted();
        takes_a_second(|| drop(client.ask("AUTH PLAIN AGFubgB3cm9uZw==", "535 5.7.3")));
    }),
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
    row("LongAddressesEnabled", "-LongAddressesEnabled $true", |at| {
        at.offers("XLONGADDR", true);
        let local = "x".repeat(SmtpAddress::LONGEST - "@fabrikam.com".len());
        at.begun().ask(&format!("RCPT TO:<{local}@fabrikam.com>"), "250 2.1.5");
        at.begun().ask(&format!("RCPT TO:<{local}x@fabrikam.com>"), "501 5.1.3 Invalid address");
        let usual = Place { port: at.node.port("PipeliningEnabled"), ..at };
        usual.begun().ask(&format!("RCPT TO:<{}@fabrikam.com>", "x".repeat(316)), "501 5.1.3");
    }),
    row("RequireEHLODomain", "-RequireEHLODomain $true", |at| {
        Client::connect(at.port).ask("EHLO laptop", "501 5.5.4 Invalid domain name");
        Client::connect(at.port).ask("EHLO laptop.example", "250");
    }),
    row("BareLinefeedRejectionEnabled", "-BareLinefeedRejectionEnabled $false", |at| {
        drop(at.content("\r\na\nb", "250"))
    }),
    row("RejectReservedTopLevelRecipientDomains", "-RejectReservedTopLevelRecipientDomains $true", |at| {
        at.begun().ask("RCPT TO:<a@relay.test>", "550 5.1.4 Recipient address reserved by RFC 2606");
    }),
    row("RejectReservedSecondLevelRecipientDomains", "-RejectReservedSecondLevelRecipientDomains $true", |at| {
        at.begun().ask("RCPT TO:<a@www.example.org>", "550 5.1.5 Recipient address reserved by RFC 2606");
    }),
    row("RejectSingleLabelRecipientDomains", "-RejectSingleLabelRecipientDomains $true", |at| {
        at.begun().ask("RCPT TO:<a@relay>", "550 5.1.6 Recipient addresses in single label domains");
    }),
    row("ProtocolLoggingLevel", "-ProtocolLoggingLevel Verbose", |at| {
        at.mail("", "250");
        wait_in(&at.node.folder.path().join("logs/smtp-receive"), |files| {
            let text = std::fs::read_to_string(files.first()?).ok()?;
            (text.contains("TEST\\ProtocolLoggingLevel") && text.contains("MAIL FROM:<a@example.org>")).then_some(())
        });
    }),
    row("Comment", "-Comment 'ask Ann first'", |at| {
        assert_eq!(at.node.shell("(Get-ReceiveConnector 'TEST\\Comment').Comment").trim(), "ask Ann first");
    }),
];

#[test]
fn each_property_is_obeyed() {
    let declared: BTreeSet<&str> = ReceiveConnector::info().properties.iter().map(|property| property.name).collect();
    let shown: BTreeSet<&str> = ROWS.iter().map(|row| row.property).collect();
    assert_eq!(shown, declared, "a row for each property");

    let node = Node::start();
    // A port that was free a moment ago may be found again.
    let mut ports = BTreeSet::new();
    while ports.len() < ROWS.len() {
        ports.insert(free_port());
    }
    let ports = Vec::from_iter(ports);
    let commands: Vec<String> = ROWS.iter().zip(&ports).map(|(row, port)| new_connector(row, *port)).collect();
    node.shell(&format!(
        "New-AcceptedDomain -Name Relay -DomainName fabrikam.com -DomainType ExternalRelay
         Set-TransportConfig -TLSReceiveDomainSecureList partner.example
         {}",
        commands.join("\n")
    ));
    eventually("the node listens", || {
        let listeners = node.shell("(Get-TransportServer TEST).Listeners");
        // Its two own, and all but the one that is not enabled.
        let are_open = listeners.lines().count() == ROWS.len() + 1 && !listeners.contains("not listening");
        are_open.then_some(())
    });
    for (row, port) in ROWS.iter().zip(ports) {
        let at = Place { node: &node, port };
        let shown = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| (row.shows)(at)));
        assert!(shown.is_ok(), "{} is not obeyed", row.property);
    }
}

/// The command that makes the connector of a row.
fn new_connector(row: &Row, port: u16) -> String {
    let usual = USUAL.iter().filter(|(parameter, _)| !row.given.contains(&format!("-{parameter} ")));
    let usual: Vec<String> = usual.map(|(parameter, value)| format!("-{parameter} {value}")).collect();
    let tarpit = if row.property == "AuthTarpitInterval" { "-AuthTarpitInterval 00:00:01" } else { "" };
    let usual = usual.join(" ");
    let usual = if tarpit.is_empty() { usual } else { usual.replace("-AuthTarpitInterval 00:00:00", tarpit) };
    let given = row.given.replace("PORT", &port.to_string());
    format!("New-ReceiveConnector -Name {} -Bindings 127.0.0.1:{port} {usual} {given}", row.property)
}

fn takes_a_second(act: impl FnOnce()) {
    let started = Instant::now();
    act();
    assert!(started.elapsed() >= Duration::from_secs(1), "{:?}", started.elapsed());
}

impl Place<'_> {
    fn banner(self) -> String {
        self.banner_in_clear().split_inclusive('\n').next().expect("a line").to_owned()
    }

    /// What is said to a peer that leaves at once.
    fn banner_in_clear(self) -> String {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a socket");
        stream.write_all(b"QUIT\r\n").expect("it listens");
        let mut said = Vec::new();
        // A peer that is cut off has heard what it has heard.
        let _ = stream.read_to_end(&mut said);
        String::from_utf8_lossy(&said).into_owned()
    }

    fn is_turned_away(self) {
        assert_eq!(self.banner(), "421 4.3.2 Service not available\r\n");
    }

    /// A session from another address of this machine.
    fn from(self, host: u8) -> TcpStream {
        let socket = rustix::net::socket(rustix::net::AddressFamily::INET, rustix::net::SocketType::STREAM, None);
        let socket = socket.expect("a socket");
        rustix::net::bind(&socket, &SocketAddr::from(([127, 0, 0, host], 0))).expect("every machine has 127.0.0.0/8");
        rustix::net::connect(&socket, &SocketAddr::from((Ipv4Addr::LOCALHOST, self.port))).expect("it listens");
        let mut stream = TcpStream::from(socket);
        stream.set_read_timeout(Some(PATIENCE)).expect("a socket");
        let mut code = [0; 3];
        stream.read_exact(&mut code).expect("a banner");
        assert_eq!(&code, b"220");
        stream
    }

    fn greeted(self) -> Client {
        let mut client = Client::connect(self.port);
        client.ask("EHLO client.example", "250");
        client
    }

    /// A session in which a message to somebody at fabrikam.com has begun.
    fn begun(self) -> Client {
        let mut client = self.greeted();
        client.ask("MAIL FROM:<a@example.org>", "250");
        client.ask("RCPT TO:<a@fabrikam.com>", "250");
        client
    }

    fn offers(self, keyword: &str, expected: bool) {
        let offered = Client::connect(self.port).ask("EHLO client.example", "250");
        let keywords: Vec<&str> = offered.lines().filter_map(|line| line.get(4..)).collect();
        let is_there = keywords.iter().any(|line| *line == keyword || (keyword == "AUTH" && line.starts_with("AUTH ")));
        assert_eq!(is_there, expected, "{keyword} in {offered}");
    }

    /// The answer to MAIL with these parameters.
    fn mail(self, parameters: &str, reply: &str) {
        self.greeted().ask(&format!("MAIL FROM:<a@example.org>{parameters}"), reply);
    }

    /// The answer to a message of that content.
    fn content(self, text: &str, reply: &str) -> Client {
        let mut client = self.begun();
        client.ask("DATA", "354");
        client.send(text.as_bytes());
        client.ask("\r\n.", reply);
        client
    }
}
