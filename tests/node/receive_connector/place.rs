//! A connector of a row, and how to talk with it.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use crate::support::appear::PATIENCE;
use crate::support::node::Node;
use crate::support::smtp::Client;

/// A property, the parameters that give it, and what shows that it is obeyed.
pub struct Row {
    pub property: &'static str,
    pub given: &'static str,
    pub shows: fn(Place),
}

/// A connector that was made for a row.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub node: &'a Node,
    pub port: u16,
}

pub const fn row(property: &'static str, given: &'static str, shows: fn(Place)) -> Row {
    Row { property, given, shows }
}

pub fn takes_a_second(act: impl FnOnce()) {
    let started = Instant::now();
    act();
    assert!(started.elapsed() >= Duration::from_secs(1), "{:?}", started.elapsed());
}

impl Place<'_> {
    pub fn banner(self) -> String {
        self.banner_in_clear().split_inclusive('\n').next().expect("a line").to_owned()
    }

    /// What is said to a peer that leaves at once.
    pub fn banner_in_clear(self) -> String {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a socket");
        stream.write_all(b"QUIT\r\n").expect("it listens");
        let mut said = Vec::new();
        // A peer that is cut off has heard what it has heard.
        let _ = stream.read_to_end(&mut said);
        String::from_utf8_lossy(&said).into_owned()
    }

    pub fn is_turned_away(self) {
        assert_eq!(self.banner(), "421 4.3.2 Service not available\r\n");
    }

    /// A session from another address of this machine.
    pub fn from(self, host: u8) -> TcpStream {
        let socket = rustix::net::socket(rustix::net::AddressFamily::INET, rustix::net::SocketType::STREAM, None);
        let socket = socket.expect("a socket");
        rustix::net::bind(&socket, &SocketAddr::from(([127, 0, 0, host], 0))).expect("every machine has 127.0.0.0/8");
        rustix::net::connect(&socket, &SocketAddr::from((Ipv4Addr::LOCALHOST, self.port))).expect("it listens");
        let mut stream = TcpStream::from(socket);
        stream.set_read_timeout(Some(PATIENCE)).expect("a socket");
        let mut code = [0; 3];
        stream.read_exact(&mut code).expect("a banner");
        assert_eq!(&code, b"220");
        stream
    }

    pub fn greeted(self) -> Client {
        let mut client = Client::connect(self.port);
        client.ask("EHLO client.example", "250");
        client
    }

    /// A session in which a message to somebody at fabrikam.com has begun.
    pub fn begun(self) -> Client {
        let mut client = self.greeted();
        client.ask("MAIL FROM:<a@example.org>", "250");
        client.ask("RCPT TO:<a@fabrikam.com>", "250");
        client
    }

    pub fn offers(self, keyword: &str, expected: bool) {
        let offered = Client::connect(self.port).ask("EHLO client.example", "250");
        let keywords: Vec<&str> = offered.lines().filter_map(|line| line.get(4..)).collect();
        let is_there = keywords.iter().any(|line| *line == keyword || (keyword == "AUTH" && line.starts_with("AUTH ")));
        assert_eq!(is_there, expected, "{keyword} in {offered}");
    }

    /// The answer to MAIL with these parameters.
    pub fn mail(self, parameters: &str, reply: &str) {
        self.greeted().ask(&format!("MAIL FROM:<a@example.org>{parameters}"), reply);
    }

    /// The answer to a message of that content.
    pub fn content(self, text: &str, reply: &str) -> Client {
        let mut client = self.begun();
        client.ask("DATA", "354");
        client.send(text.as_bytes());
        client.ask("\r\n.", reply);
        client
    }
}
