//! A server for the tests of cmdlets that talk to one.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::thread::JoinHandle;

use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// A server for one conversation, which answers each command by its beginning. Gives the lines it was told.
pub fn server(answers: &'static [(&'static str, &'static str)]) -> (u16, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("bound").port();
    let thread = std::thread::spawn(move || {
        let (stream, _) = listener.accept().expect("a client");
        let mut heard = Vec::new();
        let rest = converse(BufReader::new(stream), answers, "220 test ready\r\n", &mut heard);
        if let Some(stream) = rest {
            let encrypted = StreamOwned::new(ServerConnection::new(Arc::new(certificate())).expect("TLS"), stream);
            converse(BufReader::new(encrypted), answers, "", &mut heard);
        }
        heard
    });
    (port, thread)
}

/// Talks until the client leaves; gives the stream back when it asked for TLS.
fn converse<S: std::io::Read + Write>(
    mut stream: BufReader<S>,
    answers: &[(&str, &str)],
    greeting: &str,
    heard: &mut Vec<String>,
) -> Option<S> {
    stream.get_mut().write_all(greeting.as_bytes()).expect("the client listens");
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).unwrap_or(0) == 0 {
            return None;
        }
        let line = line.trim_end().to_owned();
        let is_data = heard.last().is_some_and(|last| last == "DATA" || last.starts_with("| "));
        if is_data && line != "." {
            heard.push(format!("| {line}"));
            continue;
        }
        let answer = match answers.iter().find(|(begin, _)| line.starts_with(begin)) {
            Some((_, answer)) => answer,
            None => "250 2.0.0 OK\r\n",
        };
        heard.push(line.clone());
        stream.get_mut().write_all(answer.as_bytes()).expect("the client listens");
        stream.get_mut().flush().expect("the client listens");
        if line == "STARTTLS" && answer.starts_with("220") {
            return Some(stream.into_inner());
        }
    }
}

fn certificate() -> ServerConfig {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).expect("a certificate");
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).expect("a key");
    let chain: Vec<CertificateDer<'static>> = vec![made.cert.der().clone()];
    ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .expect("a pair")
}
