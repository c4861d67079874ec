//! A next hop that takes everything, counts recipients and keeps nothing. One thread for all its connections.

use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use memchr::memmem;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

pub struct Sink {
    pub port: u16,
    count: Arc<Count>,
    /// Dropped with the sink, which ends its thread.
    _end: oneshot::Sender<()>,
}

struct Count {
    delivered: Mutex<(u64, Instant)>,
    more: Condvar,
}

impl Sink {
    pub fn start() -> Sink {
        Sink::start_on(0)
    }

    /// On a port that was chosen before.
    pub fn start_on(port: u16) -> Sink {
        let (end, ended) = oneshot::channel();
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)).expect("the port is free");
        listener.set_nonblocking(true).expect("an open socket");
        let port = listener.local_addr().expect("bound").port();
        let count = Arc::new(Count { delivered: Mutex::new((0, Instant::now())), more: Condvar::new() });
        let counting = count.clone();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                tokio::select! {
                    _ = listen(listener, counting) => {}
                    _ = ended => {}
                }
            });
        });
        Sink { port, count, _end: end }
    }

    /// When the last of so many recipients was taken; `Err`: how many came in time.
    pub fn wait_for(&self, recipients: u64, patience: Duration) -> Result<Instant, u64> {
        let delivered = self.count.delivered.lock().expect("nobody panics with it");
        let is_missing = |delivered: &mut (u64, Instant)| delivered.0 < recipients;
        let waited = self.count.more.wait_timeout_while(delivered, patience, is_missing);
        let (count, last) = *waited.expect("nobody panics with it").0;
        if count < recipients { Err(count) } else { Ok(last) }
    }
}

async fn listen(listener: std::net::TcpListener, count: Arc<Count>) -> io::Result<()> {
    let listener = TcpListener::from_std(listener)?;
    loop {
        let (stream, _) = listener.accept().await?;
        tokio::spawn(session(stream, count.clone()));
    }
}

async fn session(mut stream: TcpStream, count: Arc<Count>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    stream.write_all(b"220 sink.example.net\r\n").await?;
    let mut came = Vec::with_capacity(64 * 1024);
    let (mut is_data, mut recipients) = (false, 0);
    loop {
        let mut replies = Vec::new();
        let mut used = 0;
        loop {
            let rest = &came[used..];
            if is_data {
                let Some(end) = memmem::find(rest, b"\r\n.\r\n") else {
                    // The last bytes may be the first of the end mark.
                    used += rest.len().saturating_sub(4);
                    break;
                };
                used += end + 5;
                is_data = false;
                count.add(recipients);
                replies.extend_from_slice(b"250 2.0.0 Taken\r\n");
            } else {
                let Some(end) = memmem::find(rest, b"\r\n") else { break };
                used += end + 2;
                let command = rest.get(..4).unwrap_or_default().to_ascii_uppercase();
                replies.extend_from_slice(match &command[..] {
                    b"EHLO" => b"250-sink.example.net\r\n250-PIPELINING\r\n250 8BITMIME\r\n",
                    b"MAIL" => {
                        recipients = 0;
                        b"250 2.1.0 OK\r\n"
                    }
                    b"RCPT" => {
                        recipients += 1;
                        b"250 2.1.5 OK\r\n"
                    }
                    b"DATA" => {
                        is_data = true;
                        b"354 Go on\r\n"
                    }
                    b"QUIT" => b"221 2.0.0 Bye\r\n",
                    _ => b"250 2.0.0 OK\r\n",
                });
            }
        }
        came.drain(..used);
        if !replies.is_empty() {
            stream.write_all(&replies).await?;
        }
        if stream.read_buf(&mut came).await? == 0 {
            return Ok(());
        }
    }
}

impl Count {
    fn add(&self, recipients: u64) {
        let mut delivered = self.delivered.lock().expect("nobody panics with it");
        *delivered = (delivered.0 + recipients, Instant::now());
        self.more.notify_all();
    }
}
