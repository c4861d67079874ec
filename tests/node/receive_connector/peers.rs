//! Where it listens, and whom it serves.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Command, Stdio};
use std::thread::park_timeout;
use std::time::{Duration, Instant};

use super::place::{Row, row};
use crate::support::appear::PATIENCE;
use crate::support::smtp::Client;

pub const ROWS: &[Row] = &[
    row("Bindings", "", |at| {
        drop(at.greeted());
        let parts = at.node.shell("(Get-ReceiveConnector Bindings).Bindings | % { \"$($_.Address) $($_.Port)\" }");
        assert_eq!(parts.trim(), format!("127.0.0.1 {}", at.port));
    }),
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
    row("RemoteIPRanges", "-RemoteIPRanges 10.0.0.0/8", |at| {
        at.is_turned_away();
        let parts = "$_.LowerBound, $_.UpperBound, $_.CIDRLength, $_.RangeFormat";
        let shown =
            at.node.shell(&format!("(Get-ReceiveConnector RemoteIPRanges).RemoteIPRanges | % {{ \"$({parts})\" }}"));
        assert_eq!(shown.trim(), "10.0.0.0 10.255.255.255 8 CIDR");
    }),
    row("ProxyProtocolRanges", "-ProxyProtocolRanges 127.0.0.1 -RemoteIPRanges 192.0.2.0/24", |at| {
        let mut proxy = TcpStream::connect((Ipv4Addr::LOCALHOST, at.port)).expect("it listens");
        proxy.set_read_timeout(Some(PATIENCE)).expect("a socket");
        proxy.write_all(b"PROXY TCP4 192.0.2.7 10.0.0.1 40000 25\r\nEHLO a.example\r\nQUIT\r\n").expect("it listens");
        let mut said = String::new();
        proxy.read_to_string(&mut said).expect("text");
        assert!(said.contains("Hello [192.0.2.7]"), "{said}");
    }),
    row("Enabled", "-Enabled $false", |at| assert!(Client::try_connect(at.port).is_err())),
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
];
