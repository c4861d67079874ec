//! The ways in to a node's control API.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use emsh::control::wire::{NodeStatus, RouteAnswer, RouteQuery, ServiceAct, ServiceOrder};
use emsh::control::{Address, Client, TokenText, server::socket_path};
use emsh::model::Secret;

use crate::support::node::Node;

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let _ = rustls::crypto::ring::default_provider().install_default();
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(future)
}

fn client(node: &Node) -> Client {
    Client::new(&Address::Socket(socket_path(node.folder.path()))).expect("a client")
}

#[test]
fn the_socket_is_for_its_owner_only() {
    let node = Node::start();
    for (file, mode) in [("control.sock", 0o600), ("tls/key.pem", 0o600), ("organization.db", 0o600)] {
        let found = fs::metadata(node.folder.path().join(file)).expect(file).permissions().mode();
        assert_eq!(found & 0o777, mode, "{file}");
    }
}

#[test]
fn the_service_is_stopped_and_started_inside_the_node() {
    let node = Node::start();
    block_on(async {
        let client = client(&node);
        let order = |act| ServiceOrder { act, who: "ann".into() };
        let before: NodeStatus = client.get("/v1/status", &()).await.expect("status");
        assert_eq!((before.engine.as_str(), before.faults.len()), ("Running", 0), "{before:?}");
        let stopped: NodeStatus = client.post("/v1/service", &order(ServiceAct::Stop)).await.expect("stopped");
        assert_eq!(stopped.engine, "Stopped");
        assert!(stopped.listeners.iter().all(|listener| listener.address.is_none()), "{stopped:?}");
        assert_eq!(client.text("/healthz").await.expect_err("nothing runs").id, "ServiceNotRunning");
        let fault = client.get::<Vec<emsh::model::QueueInfo>>("/v1/queues", &()).await.expect_err("nothing runs");
        assert_eq!(fault.id, "ServiceStopped");
        let again: NodeStatus = client.post("/v1/service", &order(ServiceAct::Restart)).await.expect("restarted");
        assert_eq!((again.engine.as_str(), again.process_id), ("Running", before.process_id));
        assert_eq!(again.listeners, before.listeners);
        assert_eq!(client.text("/healthz").await.expect("healthy"), "ok\n");
    });
}

#[test]
fn a_client_finds_a_node_that_died_and_was_started_again() {
    let mut node = Node::start();
    let _ = rustls::crypto::ring::default_provider().install_default();
    // As in a shell: nothing runs on it between two commands.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let client = client(&node);
    let process = || {
        let status: NodeStatus = runtime.block_on(client.get("/v1/status", &())).expect("the node answers");
        status.process_id
    };
    assert_eq!(process(), node.pid());
    node.kill();
    node.serve(&[]);
    assert_eq!(process(), node.pid());
}

#[test]
fn metrics_are_what_prometheus_reads() {
    let node = Node::start();
    let text = block_on(async { client(&node).text("/metrics").await.expect("metrics") });
    let mut samples = 0;
    let mut families = Vec::new();
    for line in text.lines() {
        if let Some(family) = line.strip_prefix("# TYPE ") {
            let name = family.split(' ').next().expect("a name").to_owned();
            assert!(!families.contains(&name), "{name} twice");
            families.push(name);
        } else if !line.starts_with('#') {
            let (name, value) = line.rsplit_once(' ').expect("name and value");
            value.parse::<f64>().unwrap_or_else(|_| panic!("{line}"));
            let known = families.last().expect("a sample follows its family");
            assert!(name.starts_with(known.as_str()), "{line} stands under {known}");
            samples += 1;
        }
    }
    assert!(samples > 30 && text.ends_with("# EOF\n"), "{text}");
    for wanted in [
        "emsh_spool_ready 1",
        "emsh_configuration_revision",
        "emsh_queue_messages{delivery_type=\"Undefined\"",
        "emsh_receive_connections_total 0",
        "emsh_send_messages_total 0",
        "emsh_uptime_seconds",
    ] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
}

#[test]
fn a_route_is_told_by_the_code_that_routes() {
    let mut node = Node::start();
    node.shell("New-SendConnector -Name Out -AddressSpaces *.example -SmartHosts '[127.0.0.1]'");
    node.log_line("configuration in force");
    block_on(async {
        let client = client(&node);
        let ask = |recipient: &str| RouteQuery { recipient: recipient.to_owned(), ..RouteQuery::default() };
        let routed: RouteAnswer = client.get("/v1/route", &ask("a@b.example")).await.expect("a route");
        assert_eq!((routed.verdict.as_str(), routed.next_hop_connector.as_deref()), ("Deliver", Some("Out")));
        assert_eq!(routed.delivery_type.as_deref(), Some("SmartHostConnectorDelivery"));
        assert!(routed.steps.iter().any(|step| step.starts_with("Out: picked")), "{:?}", routed.steps);
        let parked: RouteAnswer = client.get("/v1/route", &ask("a@b.test")).await.expect("an answer");
        assert_eq!(parked.verdict, "Unreachable");
        assert!(parked.remark.is_some_and(|remark| remark.contains("NoMatchingConnector")));
        let fault = client.get::<RouteAnswer>("/v1/route", &ask("nobody")).await.expect_err("no address");
        assert_eq!(fault.kind, emsh::model::FaultKind::Invalid);
    });
}

#[test]
fn elsewhere_the_api_wants_tls_and_the_token() {
    let node = Node::start_with(&["--control", "127.0.0.1:0"]);
    let ready = node.ready();
    let address = ready.split("control on ").nth(1).and_then(|rest| rest.split(',').next()).expect("an address");
    let port: u16 = address.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
    let token_file = node.folder.path().join("control.token");
    assert_eq!(fs::metadata(&token_file).expect("made").permissions().mode() & 0o777, 0o600);
    let certificate = fs::read(node.folder.path().join("tls/certificate.pem")).expect("made");
    let by_tls = |token: &str| {
        Client::new(&Address::Remote {
            url: format!("https://localhost:{port}"),
            certificate: certificate.clone(),
            token: TokenText(Secret::new(token.trim().to_owned())),
        })
        .expect("a client")
    };
    block_on(async {
        let token = fs::read_to_string(&token_file).expect("own file");
        let status: NodeStatus = by_tls(&token).get("/v1/status", &()).await.expect("status");
        assert_eq!(status.server, "TEST");
        let refused = by_tls("a guess that is long enough to be one").get::<NodeStatus>("/v1/status", &()).await;
        assert_eq!(refused.expect_err("no token").id, "ControlToken");
    });
}

#[test]
fn a_server_comes_by_the_pipeline_wherever_one_can_be_named() {
    let node = Node::start();
    for (command, what) in [
        ("Get-Queue", "$_.Identity.ToString().Split('\\')[0]"),
        ("Get-Health", "$_.Server"),
        ("Get-BackPressure", "$_.Server"),
        ("Test-SmtpConnectivity", "$_.Server"),
    ] {
        let servers = format!("Get-TransportServer | {command} | ForEach-Object {{ {what} }} | Sort-Object -Unique");
        assert_eq!(node.shell(&servers).trim(), "TEST", "{command}");
    }
}
