//! An SMTP client that says exactly what a test wants said.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};

use super::appear::PATIENCE;

/// One open session.
pub struct Client {
    stream: BufReader<TcpStream>,
}

impl Client {
    /// Connects to a loopback port and takes the greeting.
    pub fn connect(port: u16) -> Client {
        Client::try_connect(port).unwrap_or_else(|e| panic!("port {port}: {e}"))
    }

    /// The same as a proxy that speaks for a client (PROXY protocol, version 1).
    pub fn speaking_for(client: &str, port: u16) -> Client {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("it listens");
        let head = format!("PROXY TCP4 {client} 127.0.0.1 40000 {port}\r\n");
        stream.write_all(head.as_bytes()).expect("it listens");
        Client::on(stream).unwrap_or_else(|e| panic!("port {port}: {e}"))
    }

    pub fn try_connect(port: u16) -> io::Result<Client> {
        Client::try_connect_to((Ipv4Addr::LOCALHOST, port).into())
    }

    pub fn try_connect_to(address: SocketAddr) -> io::Result<Client> {
        Client::on(TcpStream::connect(address)?)
    }

    fn on(stream: TcpStream) -> io::Result<Client> {
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let mut client = Client { stream: BufReader::new(stream) };
        client.try_expect("220")?;
        Ok(client)
    }

    /// Sends a command line and gives the whole reply, which must begin with `code`.
    pub fn ask(&mut self, command: &str, code: &str) -> String {
        self.try_ask(command, code).unwrap_or_else(|e| panic!("{command}: {e}"))
    }

    pub fn try_ask(&mut self, command: &str, code: &str) -> io::Result<String> {
        self.try_send(format!("{command}\r\n").as_bytes())?;
        self.try_expect(code)
    }

    pub fn send(&mut self, bytes: &[u8]) {
        self.try_send(bytes).expect("the server takes it");
    }

    pub fn try_send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.get_mut().write_all(bytes)
    }

    /// The next reply, all its lines; it must begin with `code`.
    pub fn expect(&mut self, code: &str) -> String {
        self.try_expect(code).unwrap_or_else(|e| panic!("waiting for {code}: {e}"))
    }

    pub fn try_expect(&mut self, code: &str) -> io::Result<String> {
        let mut reply = String::new();
        loop {
            let start = reply.len();
            if self.stream.read_line(&mut reply)? == 0 {
                return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the server closed the connection"));
            }
            if reply.as_bytes().get(start + 3) != Some(&b'-') {
                break;
            }
        }
        match reply.starts_with(code) {
            true => Ok(reply),
            false => Err(io::Error::other(format!("{code} was expected, not {reply:?}"))),
        }
    }

    /// One whole transaction, each command after the reply to the last. `text` has neither the final dot nor dots to
    /// stuff.
    pub fn try_mail(&mut self, sender: &str, recipients: &[&str], text: &str) -> io::Result<String> {
        self.try_ask(&format!("MAIL FROM:<{sender}>"), "250")?;
        for recipient in recipients {
            self.try_ask(&format!("RCPT TO:<{recipient}>"), "250")?;
        }
        self.try_ask("DATA", "354")?;
        self.try_send(text.as_bytes())?;
        self.try_ask("\r\n.", "250")
    }
}

/// Sends one message over a connection of its own.
pub fn send(port: u16, sender: &str, recipients: &[&str], subject: &str) {
    let mut client = Client::connect(port);
    client.ask("EHLO client.example.org", "250");
    let text = message(sender, recipients[0], subject);
    client.try_mail(sender, recipients, &text).unwrap_or_else(|e| panic!("{subject}: {e}"));
    client.ask("QUIT", "221");
}

/// A small whole message, without a Message-ID.
pub fn message(from: &str, to: &str, subject: &str) -> String {
    format!(
        "From: <{from}>\r\nTo: <{to}>\r\nSubject: {subject}\r\nDate: Sat, 21 Nov 2026 01:13:33 +0000\r\n\r\nHello.\r\n"
    )
}
