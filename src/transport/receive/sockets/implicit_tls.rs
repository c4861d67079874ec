//! Connections that begin with TLS (RFC 8314).

use super::*;

fn client(authority: &Authority) -> tokio_rustls::TlsConnector {
    let config = rustls::ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(authority.roots())
        .with_no_client_auth();
    tokio_rustls::TlsConnector::from(Arc::new(config))
}

/// A node for users whose only port begins with TLS.
async fn sealed(authority: &Authority, more: Value) -> Node {
    let mut given = json!({
        "ImplicitTlsPorts": [0],
        "PermissionGroups": "AnonymousUsers, ExchangeUsers",
        "AuthMechanism": "Tls, BasicAuth, BasicAuthRequireTLS",
        "RequireTLS": true,
    });
    for (property, value) in more.as_object().expect("an object") {
        given[property] = value.clone();
    }
    let node = node(given).await;
    let tls = samples::servers(authority.pair(&["hub01.contoso.com"]), authority);
    node.change(|settings| settings.tls = Some(tls));
    node
}

#[tokio::test]
async fn the_banner_comes_after_the_handshake() {
    let authority = Authority::new();
    let node = sealed(&authority, json!({})).await;
    let name = ServerName::try_from("hub01.contoso.com").unwrap();
    let stream = client(&authority).connect(name, node.connect().await.stream).await.unwrap();
    let mut peer = Peer::new(stream);
    assert_eq!(peer.reply().await.code, 220);
    let offers = peer.ask("EHLO client.example").await;
    assert!(offers.contains("AUTH PLAIN") && !offers.contains("STARTTLS"), "{offers}");
    assert_eq!(peer.ask("STARTTLS").await, "503 5.5.2 Only one STARTTLS command can be issued per session");
    assert!(peer.deliver("Message-ID: <1@a>\r\n\r\n").await.starts_with("250 2.6.0"));
    let text = String::from_utf8(node.memory.messages.lock().unwrap()[0].text.clone()).unwrap();
    assert!(text.contains(" with ESMTPS (emsh) id "), "{text}");
}

#[tokio::test]
async fn nothing_is_said_in_clear() {
    let authority = Authority::new();
    let node = sealed(&authority, json!({})).await;
    let mut peer = node.connect().await;
    peer.send("EHLO client.example\r\nMAIL FROM:<a@example.org>\r\n").await;
    let mut said = Vec::new();
    let _ = peer.stream.read_to_end(&mut said).await;
    assert!(!said.windows(3).any(|three| three == b"220" || three == b"250"), "{said:?}");
    // Nor where there is no certificate to show.
    node.change(|settings| settings.tls = None);
    let mut peer = node.connect().await;
    assert!(peer.is_closed().await && peer.input.is_empty());
}

#[tokio::test]
async fn a_proxy_speaks_before_tls() {
    let authority = Authority::new();
    let node =
        sealed(&authority, json!({"ProxyProtocolRanges": ["127.0.0.0/8"], "RemoteIPRanges": ["192.0.2.0/24"]})).await;
    let mut proxy = node.connect().await;
    // In one segment with what the client says first, as proxies send it.
    let mut beginning = b"PROXY TCP4 192.0.2.7 10.0.0.1 40000 465\r\n".to_vec();
    let config = client(&authority);
    let name = ServerName::try_from("hub01.contoso.com").unwrap();
    let mut connection = rustls::ClientConnection::new(config.config().clone(), name).unwrap();
    connection.write_tls(&mut beginning).unwrap();
    proxy.stream.write_all(&beginning).await.unwrap();
    let mut heard = BytesMut::new();
    let mut said = Vec::new();
    while said.is_empty() {
        assert!(proxy.stream.read_buf(&mut heard).await.unwrap() > 0, "the handshake goes on");
        while !heard.is_empty() {
            let mut rest = &heard[..];
            let read = connection.read_tls(&mut rest).unwrap();
            bytes::Buf::advance(&mut heard, read);
            connection.process_new_packets().unwrap();
        }
        let mut answer = Vec::new();
        while connection.wants_write() {
            connection.write_tls(&mut answer).unwrap();
        }
        proxy.stream.write_all(&answer).await.unwrap();
        let _ = std::io::Read::read_to_end(&mut connection.reader(), &mut said);
    }
    assert!(said.starts_with(b"220 "), "{}", String::from_utf8_lossy(&said));
}
