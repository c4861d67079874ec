//! Behind a proxy.

use super::*;

#[tokio::test]
async fn a_proxy_says_whom_it_speaks_for() {
    let through = json!({"ProxyProtocolRanges": ["127.0.0.0/8"], "RemoteIPRanges": ["192.0.2.0/24", "2001:db8::/32"]});
    let node = node(through).await;
    let v2 = b"\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c\xc0\0\x02\x08\x0a\0\0\x01\x9c\x40\0\x19";
    for (header, shown) in [
        (&b"PROXY TCP4 192.0.2.7 10.0.0.1 40000 25\r\n"[..], "192.0.2.7"),
        (b"PROXY TCP6 2001:db8::9 ::1 40000 25\r\n", "2001:db8::9"),
        (v2, "192.0.2.8"),
    ] {
        let mut peer = node.connect().await;
        peer.stream.write_all(header).await.unwrap();
        assert_eq!(peer.reply().await.code, 220);
        let hello = peer.ask("EHLO client.example").await;
        assert!(hello.contains(&format!("Hello [{shown}]")), "{hello}");
    }
    // One whom no range holds, and the proxy for itself.
    for header in ["PROXY TCP4 198.51.100.7 10.0.0.1 40000 25\r\n", "PROXY UNKNOWN\r\n"] {
        let mut peer = node.connect().await;
        peer.send(header).await;
        assert_eq!(peer.reply().await.to_string(), "421 4.3.2 Service not available", "{header}");
    }
    let mut silent = node.connect().await;
    silent.send("EHLO client.example\r\n").await;
    assert!(silent.is_closed().await, "who is listed and sends no header is not served");
}

#[tokio::test]
async fn who_is_no_proxy_is_no_other() {
    let node = node(json!({"ProxyProtocolRanges": ["192.0.2.0/24"]})).await;
    let mut peer = node.connect().await;
    assert_eq!(peer.reply().await.code, 220);
    let reply = peer.ask("PROXY TCP4 192.0.2.7 10.0.0.1 40000 25").await;
    assert_eq!(reply, "500 5.3.3 Unrecognized command");
}
