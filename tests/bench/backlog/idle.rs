//! Clients that connect, are greeted, and say nothing: what they cost, and whether others notice them.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::support::{free_port, process};
use crate::{megabytes, node_with};

pub fn hold(connections: usize) -> Result<(), String> {
    let limit = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit }).map_err(|error| error.to_string())?;
    let port = free_port();
    let node = node_with(port, free_port());
    println!("without clients: {} MiB resident", megabytes(process::resident_kb(node.pid())));
    let begun = Instant::now();
    let mut held = Vec::with_capacity(connections);
    for number in 0..connections {
        held.push(greeted(port).map_err(|error| format!("connection {number}: {error}"))?);
    }
    println!(
        "{connections} connections greeted in {:.2?}, {} MiB resident",
        begun.elapsed(),
        megabytes(process::resident_kb(node.pid()))
    );
    let mut times = Vec::new();
    for _ in 0..200 {
        let begun = Instant::now();
        let mut stream = greeted(port).map_err(|error| error.to_string())?;
        stream.write_all(b"EHLO new.example.org\r\n").map_err(|error| error.to_string())?;
        let mut reader = BufReader::new(stream);
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).map_err(|error| error.to_string())?;
            if line.starts_with("250 ") {
                break;
            }
        }
        times.push(begun.elapsed());
    }
    times.sort();
    let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
    println!("a new client: connection to answered EHLO {median:.2?} median, {worst:.2?} worst of {}", times.len());
    drop(held);
    Ok(())
}

/// A connection on which the greeting has come.
fn greeted(port: u16) -> std::io::Result<TcpStream> {
    let to = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let stream = TcpStream::connect_timeout(&to, Duration::from_secs(10))?;
    stream.set_nodelay(true)?;
    let mut line = String::new();
    BufReader::with_capacity(1, &stream).read_line(&mut line)?;
    if line.starts_with("220 ") { Ok(stream) } else { Err(std::io::Error::other(line)) }
}
