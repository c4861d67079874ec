//! What the tests and benchmarks with real processes share: a node, a Postfix, an Exim, an OpenSMTPD, a Dovecot, a DNS server, an SMTP client
//! and an SMTP server of our own, each in a folder of its own, on loopback ports that were free a moment ago, and ended
//! when the value is dropped.
#![allow(dead_code, reason = "each target uses its own part of this module")]

pub mod appear;
pub mod dns;
pub mod dovecot;
pub mod exim;
pub mod hub;
pub mod node;
pub mod nsd;
pub mod opensmtpd;
pub mod postfix;
pub mod process;
pub mod sink;
pub mod slapd;
pub mod smtp;

use std::hash::{BuildHasher, RandomState};
use std::net::{Ipv4Addr, SocketAddrV4, TcpListener, UdpSocket};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rustix::net::{AddressFamily, SocketType};

/// Below the range from which the kernel takes ports for outgoing connections, so that a port stays free while the
/// server for it is being restarted.
const PORTS: Range<u64> = 10_000..32_000;

/// A loopback port that nothing listens on, by TCP or UDP.
pub fn free_port() -> u16 {
    loop {
        let chance = RandomState::new().hash_one(std::process::id());
        let port = (PORTS.start + chance % (PORTS.end - PORTS.start)) as u16;
        let is_free = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok();
        if is_free && UdpSocket::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return port;
        }
    }
}

/// A loopback port on which every connection is refused until this process ends: it is taken, and nothing listens.
pub fn closed_port() -> u16 {
    let socket = rustix::net::socket(AddressFamily::INET, SocketType::STREAM, None).expect("a socket");
    rustix::net::bind(&socket, &SocketAddrV4::new(Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let bound = rustix::net::getsockname(&socket).expect("its address");
    std::mem::forget(socket);
    SocketAddrV4::try_from(bound).expect("an IPv4 address").port()
}

/// A program that `tests/run` has unpacked and not installed.
pub fn unpacked(path: &str) -> PathBuf {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/peers").join(path);
    assert!(program.is_file(), "{} is missing: tests/run unpacks it", program.display());
    program
}

/// Runs a program to its end and gives what it printed; panics with all of it when it fails.
pub fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap_or_else(|e| panic!("{program}: {e}"));
    assert!(output.status.success(), "{program} {arguments:?}\n{}", said(&output));
    said(&output)
}

/// Standard output and error of a finished program.
pub fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

pub fn write(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
}
