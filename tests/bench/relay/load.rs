//! Many clients in one thread, each waiting for every reply as most senders do.

use std::cell::{Cell, RefCell};
use std::io;
use std::net::Ipv4Addr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What to send, and where.
pub struct Load {
    pub port: u16,
    /// Number of the first message.
    pub first: u64,
    pub messages: u64,
    pub sessions: u32,
    pub recipients: u32,
    pub per_connection: u64,
    pub pipelining: bool,
    /// Lines after the header, with the final dot.
    pub body: Vec<u8>,
}

/// What became of it.
pub struct Sent {
    /// When the last 250 came.
    pub end: Instant,
    /// From the last byte of each message to its 250, ascending.
    waits: Vec<Duration>,
}

impl Sent {
    pub fn quantile(&self, part: f64) -> Duration {
        let at = (self.waits.len() as f64 * part) as usize;
        self.waits.get(at.min(self.waits.len().saturating_sub(1))).copied().unwrap_or_default()
    }
}

const LINE: &[u8] = b"The quick brown fox jumps over the lazy dog, again and again and again.\r\n";

/// Lines that make a message of so many bytes with their header, and the end of it.
pub fn body(bytes: usize) -> Vec<u8> {
    let size = bytes.saturating_sub(header(0).len());
    let mut body: Vec<u8> = LINE.iter().copied().cycle().take(size).collect();
    body.extend_from_slice(b"\r\n.\r\n");
    body
}

fn header(number: u64) -> String {
    format!(
        "From: <s{number}@sender.example.org>\r\nTo: <r0.{number}@example.net>\r\n\
         Date: Thu, 01 Jan 2026 00:00:00 +0000\r\nMessage-ID: <{number}@bench.example.org>\r\n\
         Subject: bench {number}\r\n\r\n"
    )
}

/// Sends everything. Any reply but the expected one ends the run: a benchmark that loses mail measures nothing.
pub fn send(load: &Load, patience: Duration) -> Result<Sent, String> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| error.to_string())?;
    let next = Cell::new(load.first);
    let waits = RefCell::new(Vec::with_capacity(load.messages as usize));
    let outcome = runtime.block_on(async {
        let sessions = (0..load.sessions).map(|_| session(load, &next, &waits));
        let all = futures_util::future::try_join_all(sessions);
        match tokio::time::timeout(patience, all).await {
            Ok(outcome) => outcome.map_err(|error| error.to_string()),
            Err(_) => Err(format!("not accepted within {patience:?}")),
        }
    });
    outcome.map_err(|why| format!("after {} messages: {why}", waits.borrow().len()))?;
    let end = Instant::now();
    let mut waits = waits.take();
    waits.sort();
    Ok(Sent { end, waits })
}

async fn session(load: &Load, next: &Cell<u64>, waits: &RefCell<Vec<Duration>>) -> io::Result<()> {
    while next.get() < load.first + load.messages {
        let mut connection = Connection::open(load.port).await?;
        let mut left = load.per_connection;
        while left > 0 && next.get() < load.first + load.messages {
            let number = next.replace(next.get() + 1);
            left -= 1;
            let wait = connection.send(load, number).await?;
            waits.borrow_mut().push(wait);
        }
        connection.ask("QUIT\r\n", "221").await?;
    }
    Ok(())
}

struct Connection {
    stream: TcpStream,
    /// Bytes that came and were not looked at yet.
    came: Vec<u8>,
}

impl Connection {
    async fn open(port: u16) -> io::Result<Connection> {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?;
        stream.set_nodelay(true)?;
        let mut connection = Connection { stream, came: Vec::with_capacity(4096) };
        connection.expect("220").await?;
        connection.ask("EHLO client.example.org\r\n", "250").await?;
        Ok(connection)
    }

    /// One message; how long its 250 took.
    async fn send(&mut self, load: &Load, number: u64) -> io::Result<Duration> {
        let mail = format!("MAIL FROM:<s{number}@sender.example.org>\r\n");
        let recipient = |index: u32| format!("RCPT TO:<r{index}.{number}@example.net>\r\n");
        if load.pipelining {
            let recipients: String = (0..load.recipients).map(recipient).collect();
            self.stream.write_all(format!("{mail}{recipients}DATA\r\n").as_bytes()).await?;
            for _ in 0..=load.recipients {
                self.expect("250").await?;
            }
            self.expect("354").await?;
        } else {
            self.ask(&mail, "250").await?;
            for index in 0..load.recipients {
                self.ask(&recipient(index), "250").await?;
            }
            self.ask("DATA\r\n", "354").await?;
        }
        let mut text = header(number).into_bytes();
        text.extend_from_slice(&load.body);
        self.stream.write_all(&text).await?;
        let begun = Instant::now();
        self.expect("250").await?;
        Ok(begun.elapsed())
    }

    async fn ask(&mut self, command: &str, code: &str) -> io::Result<()> {
        self.stream.write_all(command.as_bytes()).await?;
        self.expect(code).await
    }

    /// Takes one reply, all its lines.
    async fn expect(&mut self, code: &str) -> io::Result<()> {
        loop {
            while let Some(end) = self.came.iter().position(|byte| *byte == b'\n') {
                let line: Vec<u8> = self.came.drain(..=end).collect();
                if !line.starts_with(code.as_bytes()) {
                    let line = String::from_utf8_lossy(&line);
                    return Err(io::Error::other(format!("{code} was expected, not {line:?}")));
                }
                if line.get(3) != Some(&b'-') {
                    return Ok(());
                }
            }
            if self.stream.read_buf(&mut self.came).await? == 0 {
                return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the node closed the connection"));
            }
        }
    }
}
