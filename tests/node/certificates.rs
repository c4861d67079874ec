//! Certificates that people give a node: seen in handshakes, chosen by connectors, in use without a restart.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;

use emsh::model::Thumbprint;
use emsh::trust::{Anybody, Proof, TlsClients, Verifier, provider, thumbprint};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::{ClientConnection, RootCertStore, ServerConfig, ServerConnection, StreamOwned};

use crate::support::appear::{PATIENCE, eventually};
use crate::support::node::Node;
use crate::support::smtp::send;

/// Puts a certificate beside the node's own.
fn give(node: &Node, host: &str) -> Thumbprint {
    let mut params = rcgen::CertificateParams::new([host.to_owned()]).expect("a name");
    params.distinguished_name.push(rcgen::DnType::CommonName, host);
    let key = rcgen::KeyPair::generate().expect("a key");
    let made = params.self_signed(&key).expect("a certificate");
    let folder = node.folder.path().join("tls/certificates");
    std::fs::create_dir_all(&folder).expect("the data directory is ours");
    let text = key.serialize_pem() + &made.pem();
    std::fs::write(folder.join(format!("{host}.pem")), text).expect("the data directory is ours");
    thumbprint(made.der())
}

/// Speaks with a server up to STARTTLS; gives the connection, or nothing where that is not offered.
fn up_to_tls(port: u16) -> Option<TcpStream> {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("the node listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    let mut lines = BufReader::new(stream);
    let mut reply = move |line: &str| {
        lines.get_mut().write_all(line.as_bytes()).expect("the node reads");
        let mut all = String::new();
        while all.lines().last().is_none_or(|last| last.as_bytes().get(3) != Some(&b' ')) {
            assert_ne!(lines.read_line(&mut all).expect("the node answers"), 0, "after {line:?}: {all}");
        }
        (all, lines.get_ref().try_clone().expect("a socket"))
    };
    reply("");
    let (offered, _) = reply("EHLO client.example\r\n");
    offered.contains("STARTTLS").then(|| reply("STARTTLS\r\n").1)
}

/// The certificate that a server shows who calls it by a name.
fn shown(port: u16, called: &str) -> Option<Thumbprint> {
    let stream = up_to_tls(port)?;
    let config = TlsClients::new(RootCertStore::empty(), Arc::default()).config(&Proof::NOTHING, None).expect("TLS");
    let name = ServerName::try_from(called.to_owned()).expect("a name");
    let mut tls = StreamOwned::new(ClientConnection::new(config, name).expect("TLS"), stream);
    tls.write_all(b"NOOP\r\n").expect("a handshake");
    let _ = tls.read(&mut [0; 3]).expect("an answer");
    tls.conn.peer_certificates().and_then(|chain| chain.first()).map(thumbprint)
}

#[test]
fn connectors_show_the_certificates_that_they_name() {
    let node = Node::start();
    let port = node.port("Default TEST");
    let (mail, other) = (give(&node, "mail.contoso.com"), give(&node, "mail.fabrikam.com"));
    let becomes = |called: &str, expected: Option<Thumbprint>, why: &str| {
        eventually(why, || (shown(port, called) == expected).then_some(()));
    };

    // Any change makes the node look at its files at once.
    node.shell("Set-ReceiveConnector 'TEST\\Default TEST' -Comment 'look'");
    becomes("mail.fabrikam.com", Some(other), "by the name that the client calls");
    let listed = node.shell("(Get-ExchangeCertificate | Sort-Object IsDefault -Descending).IsDefault -join ','");
    assert_eq!(listed.trim(), "True,False,False");
    assert_ne!(shown(port, "mx.example"), Some(other), "nobody's name gets the node's own");

    node.shell(&format!(
        "$own = Get-ExchangeCertificate {mail}
         Set-ReceiveConnector 'TEST\\Default TEST' -TlsCertificateName \"<I>$($own.Issuer)<S>$($own.Subject)\""
    ));
    becomes("mail.fabrikam.com", Some(mail), "as TlsCertificateName says");

    node.shell("Set-ReceiveConnector 'TEST\\Default TEST' -TlsCertificateName $null -Fqdn mail.fabrikam.com");
    becomes("mx.example", Some(other), "as Fqdn says");

    node.shell("Set-ReceiveConnector 'TEST\\Default TEST' -TlsCertificateName '<I>CN=Nobody<S>CN=Nobody'");
    becomes("mail.fabrikam.com", None, "without the named one STARTTLS is not offered");
}

/// Takes one connection and says whose certificate the client has shown.
fn asks_for_a_certificate(listener: TcpListener) -> Option<Thumbprint> {
    let (stream, _) = listener.accept().expect("the node comes");
    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    let mut lines = BufReader::new(stream);
    let say = |text: &str, lines: &mut BufReader<TcpStream>| {
        lines.get_mut().write_all(text.as_bytes()).expect("the node reads");
    };
    say("220 mx.partner.example ESMTP\r\n", &mut lines);
    let mut line = String::new();
    lines.read_line(&mut line).expect("EHLO");
    say("250-mx.partner.example\r\n250 STARTTLS\r\n", &mut lines);
    lines.read_line(&mut line).expect("STARTTLS");
    say("220 go\r\n", &mut lines);

    let made = rcgen::generate_simple_self_signed(["mx.partner.example".to_owned()]).expect("a certificate");
    let chain: Vec<CertificateDer<'static>> = vec![made.cert.der().clone()];
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).expect("a key");
    let config = ServerConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_client_cert_verifier(Arc::new(Verifier::new(Anybody)))
        .with_single_cert(chain, key)
        .expect("a pair");
    let connection = ServerConnection::new(Arc::new(config)).expect("TLS");
    let mut tls = StreamOwned::new(connection, lines.into_inner());
    let _ = tls.read(&mut [0; 16]).expect("EHLO again");
    tls.conn.peer_certificates().and_then(|chain| chain.first()).map(thumbprint)
}

#[test]
fn a_send_connector_shows_the_certificate_that_it_names() {
    let node = Node::start();
    let port = node.port("Default TEST");
    let own = give(&node, "mail.contoso.com");
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let hop = listener.local_addr().expect("bound").port();
    let peer = std::thread::spawn(move || asks_for_a_certificate(listener));
    node.shell(&format!(
        "Set-ReceiveConnector 'TEST\\Default TEST' -PermissionGroups AnonymousUsers
         New-AcceptedDomain -Name Fabrikam -DomainName fabrikam.com -DomainType ExternalRelay
         Set-TransportServer TEST -QueueGlitchRetryInterval 00:00:01
         New-SendConnector -Name Out -AddressSpaces * -SmartHosts 127.0.0.1 -Port {hop} -RequireTLS $true `
             -TlsCertificateName '<I>CN=Nobody<S>CN=Nobody'"
    ));
    node.in_force();
    send(port, "ann@contoso.com", &["bob@fabrikam.com"], "In confidence");
    let queue = "(Get-Queue -Filter {NextHopDomain -eq '[127.0.0.1]'}).LastError";
    let error = eventually("a reason to wait", || {
        Some(node.shell(queue).trim().to_owned()).filter(|error| error.contains("SMTPSEND.NoCertificate"))
    });
    assert!(error.starts_with("454 4.7.5") && error.ends_with("named <I>CN=Nobody<S>CN=Nobody"), "{error}");

    node.shell(&format!(
        "Set-SendConnector Out -TlsCertificateName (Get-ExchangeCertificate {own}).TlsCertificateName"
    ));
    eventually("the queue's next turn", || {
        // The queue may take its turn by itself in between, and then cannot be retried.
        node.try_shell("Get-Queue -Filter {Status -eq 'Retry'} | Retry-Queue");
        peer.is_finished().then_some(())
    });
    assert_eq!(peer.join().expect("the peer is not surprised"), Some(own));
}
