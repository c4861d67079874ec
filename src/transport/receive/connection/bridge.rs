//! A front end between a server of the organization and the outside: bytes go over as they come.

use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::BytesMut;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, split};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep_until, timeout};

use crate::transport::receive::channel::{CONTENT_ROOM, Channel};

/// How long one address may take: less than whoever asks waits for an answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Connects to the first of these that answers.
pub async fn connect(to: &[SocketAddr]) -> Result<(SocketAddr, TcpStream), String> {
    let mut failed = String::from("there is no address");
    for &address in to {
        let connected = timeout(PATIENCE, TcpStream::connect(address)).await;
        match connected.unwrap_or_else(|_| Err(io::Error::new(io::ErrorKind::TimedOut, "connection timed out"))) {
            Ok(stream) => {
                // Whole batches come; waiting for more would only add the delay of the other side's ACK.
                return stream.set_nodelay(true).map(|()| (address, stream)).map_err(|error| error.to_string());
            }
            Err(error) => failed = format!("{address}: {error}"),
        }
    }
    Err(failed)
}

/// How long both sides may say nothing whatever the connector says: a server may take ten minutes to answer the final dot
/// (RFC 5321 §4.5.3.2.6), and who hangs up meanwhile has the message sent twice.
const LONGEST_ANSWER: Duration = Duration::from_secs(11 * 60);

/// Carries bytes both ways until one side ends it, or neither says anything for `idle`. `unread` was said already.
pub async fn bridge(channel: Channel, unread: &mut BytesMut, outside: TcpStream, idle: Duration) {
    let idle = idle.max(LONGEST_ANSWER);
    let last = Activity::new();
    let ((mut from_us, mut to_us), (mut from_them, mut to_them)) = (split(channel.into_stream()), split(outside));
    let out = async {
        to_them.write_all(unread).await?;
        carry(&mut from_us, &mut to_them, &last).await
    };
    let back = carry(&mut from_them, &mut to_us, &last);
    let silence = async {
        while Instant::now() < last.time() + idle {
            sleep_until(last.time() + idle).await;
        }
    };
    tokio::select! {
        // What one side has closed the other may still answer.
        _ = futures_util::future::join(out, back) => {}
        () = silence => {}
    }
}

/// When bytes went over last, on one of the two ways.
struct Activity {
    began: Instant,
    /// Milliseconds since.
    last: AtomicU64,
}

impl Activity {
    fn new() -> Activity {
        Activity { began: Instant::now(), last: AtomicU64::new(0) }
    }

    fn note(&self) {
        let since = self.began.elapsed().as_millis();
        self.last.store(u64::try_from(since).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    fn time(&self) -> Instant {
        self.began + Duration::from_millis(self.last.load(Ordering::Relaxed))
    }
}

async fn carry(
    from: &mut (impl AsyncRead + Unpin),
    to: &mut (impl AsyncWrite + Unpin),
    last: &Activity,
) -> io::Result<()> {
    let mut bytes = BytesMut::new();
    loop {
        bytes.reserve(CONTENT_ROOM);
        let read = from.read_buf(&mut bytes).await;
        last.note();
        match read {
            Ok(read) if read > 0 => {}
            _ => return to.shutdown().await,
        }
        to.write_all(&bytes).await?;
        to.flush().await?;
        last.note();
        bytes.clear();
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use tokio::net::TcpListener;

    use super::*;

    async fn pair() -> (TcpStream, TcpStream) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (here, there) = tokio::join!(TcpStream::connect((Ipv4Addr::LOCALHOST, port)), listener.accept());
        (here.unwrap(), there.unwrap().0)
    }

    #[tokio::test]
    async fn bytes_go_both_ways_until_both_have_closed() {
        let ((mut server, channel), (outside, mut host)) = (pair().await, pair().await);
        let mut unread = BytesMut::from("EHLO a");
        let talk = async {
            server.write_all(b".example\r\n").await.unwrap();
            let mut heard = [0; 16];
            host.read_exact(&mut heard).await.unwrap();
            assert_eq!(&heard, b"EHLO a.example\r\n");
            server.shutdown().await.unwrap();
            assert_eq!(host.read(&mut heard).await.unwrap(), 0, "the end is passed on");
            host.write_all(b"250 late").await.unwrap();
            drop(host);
            let mut answer = String::new();
            server.read_to_string(&mut answer).await.unwrap();
            assert_eq!(answer, "250 late");
        };
        tokio::join!(bridge(Channel::Plain(channel), &mut unread, outside, Duration::from_secs(60)), talk);
    }

    #[tokio::test(start_paused = true)]
    async fn silence_ends_it() {
        for (idle, expected, why) in
            [(60, 660, "an answer may take ten minutes"), (3600, 3600, "as the connector says")]
        {
            let ((_server, channel), (outside, _host)) = (pair().await, pair().await);
            let began = Instant::now();
            bridge(Channel::Plain(channel), &mut BytesMut::new(), outside, Duration::from_secs(idle)).await;
            assert_eq!(began.elapsed().as_secs(), expected, "{why}");
        }
    }

    #[tokio::test]
    async fn the_first_address_that_answers_is_taken() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let open = listener.local_addr().unwrap();
        let closed = {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
            listener.local_addr().unwrap()
        };
        let (address, _) = connect(&[closed, open]).await.expect("one of them");
        assert_eq!(address, open);
        let why = connect(&[closed]).await.expect_err("nobody listens");
        assert!(why.contains("refused"), "{why}");
    }
}
