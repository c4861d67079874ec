//! A DNS server that knows one record of each kind it is asked for: enough for what looks a name up.

use std::net::UdpSocket;
use std::thread;

/// Kinds of records, by their numbers on the wire (RFC 1035 §3.2.2).
const A: u16 = 1;
const PTR: u16 = 12;
const MX: u16 = 15;
const TXT: u16 = 16;

/// Answers until the process ends, on a loopback port of its own. Names have no addresses.
pub fn start() -> u16 {
    serve(&[PTR, MX, TXT])
}

/// The same, and every name has the address 192.0.2.7.
pub fn with_hosts() -> u16 {
    serve(&[A, PTR, MX, TXT])
}

fn serve(kinds: &'static [u16]) -> u16 {
    let socket = UdpSocket::bind("127.0.0.1:0").expect("a loopback port");
    let port = socket.local_addr().expect("bound").port();
    thread::spawn(move || {
        let mut space = [0; 512];
        while let Ok((length, peer)) = socket.recv_from(&mut space) {
            if let Some(reply) = reply(&space[..length], kinds) {
                let _ = socket.send_to(&reply, peer);
            }
        }
    });
    port
}

/// The question with one answer behind it, or with none where the kind is not known.
fn reply(query: &[u8], kinds: &[u16]) -> Option<Vec<u8>> {
    let mut end = 12;
    while *query.get(end)? != 0 {
        end += usize::from(query[end]) + 1;
    }
    let kind = u16::from_be_bytes([*query.get(end + 1)?, *query.get(end + 2)?]);
    let question = query.get(12..end + 5)?;
    let data = match kind {
        _ if !kinds.contains(&kind) => Vec::new(),
        A => vec![192, 0, 2, 7],
        MX => [&[0, 10][..], &name("mail.contoso.com")].concat(),
        PTR => name("mail.contoso.com"),
        TXT => [&[9][..], b"v=spf1 mx"].concat(),
        _ => Vec::new(),
    };
    let answers = u8::from(!data.is_empty());
    // A response, recursion available, to one question.
    let mut reply = vec![query[0], query[1], 0x81, 0x80, 0, 1, 0, answers, 0, 0, 0, 0];
    reply.extend_from_slice(question);
    if answers > 0 {
        // The name of the question, its kind, class IN, a minute to live.
        reply.extend_from_slice(&[0xc0, 12, 0, kind as u8, 0, 1, 0, 0, 0, 60, 0, data.len() as u8]);
        reply.extend_from_slice(&data);
    }
    Some(reply)
}

/// A name as the wire has it: each part behind its length.
fn name(text: &str) -> Vec<u8> {
    let mut wire: Vec<u8> = text.split('.').flat_map(|part| [&[part.len() as u8], part.as_bytes()].concat()).collect();
    wire.push(0);
    wire
}
