//! Hanging up, so that the peer still reads what was said last.

use std::time::Duration;

use bytes::BytesMut;
use tokio::time::timeout;

use crate::mail::Reply;
use crate::transport::receive::channel::{COMMAND_ROOM, Channel};
use crate::transport::receive::replies::Line;

/// How long a peer that we hang up on may still send, so that it reads our last words before the reset.
pub const LINGER: Duration = Duration::from_secs(1);

/// Nobody serves this connection, or it is one too many.
pub async fn turn_away(mut channel: Channel, why: Line) {
    let mut output = BytesMut::new();
    Reply::from(why).write(true, &mut output);
    let last_words = async {
        if channel.write(&output).await.is_ok() {
            hang_up(channel).await;
        }
    };
    let _ = timeout(LINGER, last_words).await;
}

/// Closes our side and waits for the peer to close its own: closing with unread input would reset the connection and
/// take our last reply with it.
pub async fn hang_up(mut channel: Channel) {
    if channel.shutdown().await.is_ok() {
        let mut rest = BytesMut::new();
        while channel.read(&mut rest, COMMAND_ROOM).await.is_ok_and(|read| read > 0) {
            rest.clear();
        }
    }
}
