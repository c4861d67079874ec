//! Connections that come through a proxy: who is at the other end of it.
//!
//! Only a peer that a connector lists as a proxy (ProxyProtocolRanges) is asked, and then it has to say: a listed peer
//! that sends no header is not served, and a header from anybody else is an unknown command. The address that a proxy
//! names counts as the peer's from then on: it chooses the connector, and is limited, logged and written into the trace.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Buf, BytesMut};
use tokio::time::timeout;

use super::channel::Channel;
use crate::mail::proxy::{self, Header};
use crate::model::ReceiveConnector;

/// How long a proxy may take for its header, which it has before it connects.
const PATIENCE: Duration = Duration::from_secs(10);

/// Whether a peer of this binding is one of its proxies.
pub fn is_proxy(connectors: &[Arc<ReceiveConnector>], local: SocketAddr, peer: SocketAddr) -> bool {
    let listens = |connector: &&Arc<ReceiveConnector>| {
        connector.enabled && connector.bindings.iter().any(|binding| binding.takes(local))
    };
    let lists =
        |connector: &Arc<ReceiveConnector>| connector.proxy_protocol_ranges.iter().any(|range| range.contains(peer));
    connectors.iter().filter(listens).any(lists)
}

/// Takes the header off a connection. `None`: the proxy speaks for itself.
pub async fn client(channel: &mut Channel, input: &mut BytesMut) -> io::Result<Option<SocketAddr>> {
    timeout(PATIENCE, read(channel, input)).await.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
}

async fn read(channel: &mut Channel, input: &mut BytesMut) -> io::Result<Option<SocketAddr>> {
    loop {
        match Header::read(input) {
            Ok(Some(header)) => {
                input.advance(header.length);
                return Ok(header.client);
            }
            Ok(None) if input.len() <= proxy::LONGEST => {}
            _ => return Err(io::Error::new(io::ErrorKind::InvalidData, proxy::NoHeader)),
        }
        // No more than that: what follows the header may be the beginning of TLS.
        channel.read_some(input, Header::missing(input)).await?;
    }
}
