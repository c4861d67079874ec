//! A server that keeps to a script, on loopback.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, UnixListener};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

/// Says its lines (`S:`, with `¶` several at once), takes the client's (`C:`, by how they begin), and does what the words say: `TEXT` takes a text up
/// to its dot, `CHUNK n` so many bytes, `TLS` a handshake, `QUIT` a farewell, `CLOSE` hangs up;
/// `PART n` takes so many bytes of a text, `RAW` says something without a line end, `HANG` never says anything again. At the end it waits for the client to.
pub struct Server {
    pub address: SocketAddr,
    /// Texts taken, in order.
    pub texts: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl Server {
    /// One script for each connection that will come.
    pub async fn start(scripts: &[&str], tls: Option<Arc<rustls::ServerConfig>>) -> Server {
        Server::start_at("127.0.0.1:0", scripts, tls).await
    }

    pub async fn start_at(address: &str, scripts: &[&str], tls: Option<Arc<rustls::ServerConfig>>) -> Server {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let texts = Arc::default();
        let (scripts, into) = (own(scripts), Arc::clone(&texts));
        let task = tokio::spawn(async move {
            for script in scripts {
                let (stream, _) = listener.accept().await.unwrap();
                follow(Box::new(stream), &script, tls.as_ref(), &into).await;
            }
        });
        Server { address, texts, task }
    }

    pub async fn start_unix(path: &Path, script: &str) -> Server {
        let listener = UnixListener::bind(path).unwrap();
        let texts = Arc::default();
        let (script, into) = (script.to_owned(), Arc::clone(&texts));
        let task = tokio::spawn(async move {
            let (stream, _) = listener.accept().await.unwrap();
            follow(Box::new(stream), &script, None, &into).await;
        });
        Server { address: "127.0.0.1:0".parse().unwrap(), texts, task }
    }

    /// Waits until all scripts were played; fails where the client did something else.
    pub async fn finish(self) -> Vec<String> {
        self.task.await.expect("the client kept to the script");
        let texts = self.texts.lock().unwrap();
        texts.clone()
    }
}

fn own(scripts: &[&str]) -> Vec<String> {
    scripts.iter().map(|script| (*script).to_owned()).collect()
}

async fn follow(
    stream: Box<dyn Stream>,
    script: &str,
    tls: Option<&Arc<rustls::ServerConfig>>,
    texts: &Mutex<Vec<String>>,
) {
    let mut stream = BufReader::new(stream);
    for step in script.lines().map(str::trim).filter(|step| !step.is_empty()) {
        if let Some(line) = step.strip_prefix("S: ") {
            stream.write_all(format!("{}\r\n", line.replace('¶', "\r\n")).as_bytes()).await.unwrap();
        } else if let Some(expected) = step.strip_prefix("C: ") {
            let mut line = String::new();
            stream.read_line(&mut line).await.unwrap();
            assert!(line.starts_with(expected) && line.ends_with("\r\n"), "{line:?} instead of {expected} in {script}");
        } else if step == "TEXT" {
            let mut text = Vec::new();
            while !text.ends_with(b"\r\n.\r\n") {
                assert!(stream.read_until(b'\n', &mut text).await.unwrap() > 0, "the text never ends");
            }
            texts.lock().unwrap().push(String::from_utf8(text).unwrap());
        } else if let Some(length) = step.strip_prefix("CHUNK ") {
            let mut text = vec![0; length.parse().unwrap()];
            stream.read_exact(&mut text).await.unwrap();
            texts.lock().unwrap().push(String::from_utf8(text).unwrap());
        } else if step == "TLS" {
            assert!(stream.buffer().is_empty(), "nothing comes between STARTTLS and the handshake");
            let acceptor = TlsAcceptor::from(Arc::clone(tls.expect("the test has a certificate")));
            match acceptor.accept(stream.into_inner()).await {
                Ok(encrypted) => stream = BufReader::new(Box::new(encrypted)),
                Err(_) => return,
            }
        } else if let Some(length) = step.strip_prefix("PART ") {
            let mut part = vec![0; length.parse().unwrap()];
            stream.read_exact(&mut part).await.unwrap();
        } else if let Some(bytes) = step.strip_prefix("RAW ") {
            stream.write_all(bytes.replace('¶', "\r\n").as_bytes()).await.unwrap();
        } else if step == "HANG" {
            // Whatever the client says, until it goes.
            let _ = tokio::io::copy(&mut stream, &mut tokio::io::sink()).await;
            return;
        } else if step == "QUIT" {
            let mut line = String::new();
            stream.read_line(&mut line).await.unwrap();
            assert_eq!(line, "QUIT\r\n", "in {script}");
            stream.write_all(b"221 bye\r\n").await.unwrap();
        } else {
            assert_eq!(step, "CLOSE");
            return;
        }
    }
    let mut rest = Vec::new();
    // A client that hangs up without reading everything resets the connection.
    let _ = stream.read_to_end(&mut rest).await;
    assert!(rest.is_empty(), "{:?} after the end of {script}", String::from_utf8_lossy(&rest));
}
