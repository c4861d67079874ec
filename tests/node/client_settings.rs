//! What people are told who set up a mail program, and who can read it.

use emsh::control::{Address, Client, server::socket_path};
use emsh::model::{ClientEncryption, ClientSettingsInfo};

use crate::support::appear::eventually;
use crate::support::free_port;
use crate::support::node::Node;

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(future)
}

fn client(node: &Node) -> Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::new(&Address::Socket(socket_path(node.folder.path()))).expect("a client")
}

pub fn settings(node: &Node) -> Vec<ClientSettingsInfo> {
    block_on(client(node).get("/v1/client-settings", &())).expect("an answer")
}

fn page(node: &Node) -> String {
    block_on(client(node).text("/console/client-settings")).expect("a page")
}

#[test]
fn people_are_told_how_to_submit_by_the_connectors_that_are_advertised() {
    let node = Node::start();
    assert_eq!(settings(&node), [], "nothing unless it is said");
    assert!(page(&node).contains("No receive connector of this server is advertised."));
    let overview = block_on(client(&node).text("/console")).expect("a page");
    assert!(overview.contains("href=\"/console/client-settings\""), "{overview}");
    let (tls, plain) = (free_port(), free_port());
    node.configure(&format!(
        "Set-ReceiveConnector 'Client TEST' -AdvertiseClientSettings $true -Fqdn hub.contoso.com
         New-ReceiveConnector People -Usage Client -Bindings 127.0.0.1:{tls} -ImplicitTlsPorts {tls} `
             -RemoteIPRanges 127.0.0.1 -AdvertiseClientSettings $true -ServiceDiscoveryFqdn smtp.contoso.com
         New-ReceiveConnector Devices -Bindings 127.0.0.1:{plain} -RemoteIPRanges 127.0.0.1 -AuthMechanism None `
             -PermissionGroups AnonymousUsers -AdvertiseClientSettings $true",
    ));
    // Each port is that on which the node really listens.
    let submission = node.port("Client TEST");
    let lines = || {
        let line = |one: ClientSettingsInfo| {
            assert_eq!(one.server, "TEST");
            format!(
                "{} {} {} {:?} {}",
                one.connector,
                one.server_name,
                one.port,
                one.encryption,
                one.authentication.len()
            )
        };
        settings(&node).into_iter().map(line).collect::<Vec<_>>()
    };
    let own = node.shell("(Get-TransportServer TEST).Fqdn").trim().to_owned();
    let expected = [
        format!("Client TEST hub.contoso.com {submission} {:?} 3", ClientEncryption::StartTls),
        format!("Devices {own} {plain} {:?} 0", ClientEncryption::None),
        format!("People smtp.contoso.com {tls} {:?} 3", ClientEncryption::ImplicitTls),
    ];
    eventually("all three are told", || (lines() == expected).then_some(()));
    let shown = page(&node);
    for wanted in [
        format!("<td>hub.contoso.com</td><td class=\"n\">{submission}</td><td class=\"w\">STARTTLS</td>"),
        format!("<td>{own}</td><td class=\"n\">{plain}</td><td class=\"w\">None</td><td>Nobody logs on</td>"),
        format!("<td>smtp.contoso.com</td><td class=\"n\">{tls}</td><td class=\"w\">SSL/TLS</td>"),
        "Password (PLAIN, LOGIN, SCRAM-SHA-256)".to_owned(),
        format!("_submissions._tcp SRV 0 1 {tls} smtp.contoso.com."),
        format!("_submission._tcp SRV 0 1 {submission} hub.contoso.com."),
    ] {
        assert!(shown.contains(&wanted), "{wanted} in {shown}");
    }
    node.configure(
        "Set-ReceiveConnector People -Enabled $false; Set-ReceiveConnector Devices -AdvertiseClientSettings $false",
    );
    eventually("one is left", || (lines() == expected[..1]).then_some(()));
}

#[test]
fn strangers_are_not_told() {
    let node = Node::start_with(&["--control", "127.0.0.1:0"]);
    let ready = node.ready();
    let address = ready.split("control on ").nth(1).and_then(|rest| rest.split(',').next()).expect("an address");
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
    let http = builder.tls_danger_accept_invalid_certs(true).build().expect("a client");
    let token = std::fs::read_to_string(node.folder.path().join("control.token")).expect("own file");
    for (path, token, status) in [
        ("/v1/client-settings", None, 403),
        ("/console/client-settings", None, 303),
        ("/v1/client-settings", Some(token.trim()), 200),
        ("/console/client-settings", Some(token.trim()), 200),
    ] {
        let request = http.get(format!("https://{address}{path}"));
        let request = token.into_iter().fold(request, |request, token| request.bearer_auth(token));
        let answer = block_on(request.send()).expect("an answer");
        assert_eq!(answer.status().as_u16(), status, "{path} with {token:?}");
    }
}
