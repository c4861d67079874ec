//! Traces of messages, sent to an OpenTelemetry collector.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};

use serde_json::Value;

use crate::support::appear::PATIENCE;
use crate::support::node::Node;
use crate::support::smtp::send;

const KEEP: &str = "Set-ReceiveConnector 'TEST\\Default TEST' -PermissionGroups AnonymousUsers
     New-AcceptedDomain -Name Fabrikam -DomainName fabrikam.com -DomainType ExternalRelay";

/// A collector that answers each request with 200 and hands over its path and JSON.
fn collector() -> (u16, Receiver<(String, Value)>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let port = listener.local_addr().expect("bound").port();
    let (to, requests) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let to = to.clone();
            std::thread::spawn(move || {
                let mut input = BufReader::new(stream.try_clone().expect("a socket"));
                while let Some(request) = request(&mut input) {
                    let mut output: &TcpStream = &stream;
                    let _ = output.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
                    if to.send(request).is_err() {
                        return;
                    }
                }
            });
        }
    });
    (port, requests)
}

fn request(input: &mut impl BufRead) -> Option<(String, Value)> {
    let mut line = String::new();
    input.read_line(&mut line).ok().filter(|length| *length > 0)?;
    let path = line.split(' ').nth(1)?.to_owned();
    let mut length = 0;
    loop {
        line.clear();
        input.read_line(&mut line).ok()?;
        match line.trim().split_once(':') {
            None => break,
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => length = value.trim().parse().ok()?,
            Some(_) => {}
        }
    }
    let mut body = vec![0; length];
    input.read_exact(&mut body).ok()?;
    Some((path, serde_json::from_slice(&body).ok()?))
}

#[test]
fn the_stages_of_a_message_are_one_trace() {
    let (port, requests) = collector();
    let node = Node::with_environment(&[("OTEL_EXPORTER_OTLP_ENDPOINT", &format!("http://127.0.0.1:{port}"))]);
    let next = Node::named("NEXT", &[]);
    next.configure(&KEEP.replace("TEST", "NEXT"));
    node.configure(&format!(
        "{KEEP}; New-SendConnector -Name Out -AddressSpaces fabrikam.com -SmartHosts '[127.0.0.1]' -Port {}",
        next.port("Default NEXT")
    ));
    send(node.port("Default TEST"), "ann@example.org", &["bob@fabrikam.com"], "Traced");
    let mut spans: Vec<Value> = Vec::new();
    while spans.len() < 3 {
        let (path, body) = requests.recv_timeout(PATIENCE).expect("a request");
        assert_eq!(path, "/v1/traces");
        let resource = body.pointer("/resourceSpans/0/resource/attributes").expect("attributes").to_string();
        assert!(resource.contains("service.name") && resource.contains("TEST"), "{resource}");
        spans.extend(
            body.pointer("/resourceSpans/0/scopeSpans/0/spans").and_then(Value::as_array).expect("spans").clone(),
        );
    }
    let id = node.shell("(Get-MessageTrackingLog -EventId RECEIVE).NetworkMessageId -replace '-'");
    assert!(spans.iter().all(|span| span["traceId"] == id.trim()), "{id} {spans:?}");
    let named =
        |name: &str| spans.iter().find(|span| span["name"] == name).unwrap_or_else(|| panic!("{name} {spans:?}"));
    let root = &named("receive")["spanId"];
    for name in ["categorize", "deliver"] {
        assert_eq!(&named(name)["parentSpanId"], root, "{name}");
    }
    let time = |span: &Value, at: &str| span[at].as_str().and_then(|text| text.parse::<u64>().ok()).expect("a time");
    assert!(spans.iter().all(|span| time(span, "startTimeUnixNano") <= time(span, "endTimeUnixNano")), "{spans:?}");
    assert!(named("deliver")["attributes"].to_string().contains("SmartHostConnectorDelivery"));
}

#[test]
fn a_collector_that_never_answers_does_not_hold_mail_up() {
    let silent = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let port = silent.local_addr().expect("bound").port();
    let mut node = Node::with_environment(&[("OTEL_EXPORTER_OTLP_ENDPOINT", &format!("http://127.0.0.1:{port}"))]);
    node.configure(KEEP);
    for number in 0..50 {
        send(node.port("Default TEST"), "ann@example.org", &["bob@fabrikam.com"], &format!("Message {number}"));
    }
    assert_eq!(node.shell("@(Get-Message).Count").trim(), "50");
    assert_eq!(node.stop().code(), Some(0), "nor the end of the node");
}
