//! Connections that are too many, or come too fast.

use std::sync::Arc;

use serde_json::json;

use super::node;
use crate::model::{TransportServer, Unlimited};

#[tokio::test]
async fn who_comes_too_soon_is_told_to_come_later() {
    let node = node(json!({})).await;
    let limit = |limit: Unlimited<u32>| {
        node.change(|settings| {
            let server = TransportServer { max_connection_rate_per_minute: limit, ..(*settings.server).clone() };
            settings.server = Arc::new(server);
        });
    };
    limit(Unlimited::Limit(1));
    let mut first = node.connect().await;
    first.greet().await;
    for _ in 0..3 {
        let mut soon = node.connect().await;
        assert_eq!(soon.reply().await.to_string(), "421 4.3.2 Service not available");
        assert!(soon.is_closed().await);
    }
    assert!(first.ask("MAIL FROM:<a@example.org>").await.starts_with("250"), "who is in stays");
    assert_eq!(node.reception.metrics().refused_connections.get(), 3);
    limit(Unlimited::Unlimited);
    node.connect().await.greet().await;
}

#[tokio::test]
async fn connections_over_a_limit_are_told_so_and_closed() {
    let node = node(json!({"MaxInboundConnectionPerSource": 1})).await;
    let mut first = node.connect().await;
    first.greet().await;
    let mut second = node.connect().await;
    assert_eq!(second.reply().await.to_string(), "421 4.3.2 Service not available");
    assert!(second.is_closed().await);
    assert_eq!(first.ask("QUIT").await, "221 2.0.0 Service closing transmission channel");
    assert!(first.is_closed().await);
    drop(first);
    // The seat is free again once the session's task has ended.
    loop {
        let mut third = node.connect().await;
        if third.reply().await.code == 220 {
            break;
        }
        tokio::task::yield_now().await;
    }
}
