//! An SMTP server that keeps what it gets and says what a test wants it to say.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{IpAddr, Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;

use super::appear::PATIENCE;
use super::free_port;

/// What to answer to a command line instead of the usual.
type Answer = Box<dyn Fn(&str) -> Option<&'static str> + Send + Sync>;

/// A message that the sink has confirmed.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Where the client connected from.
    pub client: IpAddr,
    pub sender: String,
    pub recipients: Vec<String>,
    /// Header and body as they came, dots unstuffed.
    pub text: String,
    /// The client has read the reply: it said more, or it went and left nothing unread.
    pub is_heard: bool,
}

/// Listens until it is dropped.
pub struct Sink {
    pub port: u16,
    shared: Arc<Shared>,
    listening: Option<JoinHandle<()>>,
}

struct Shared {
    answer: Answer,
    taken: Mutex<Vec<Taken>>,
    more: Condvar,
    sessions: Mutex<Vec<TcpStream>>,
    is_over: AtomicBool,
}

impl Sink {
    pub fn start() -> Sink {
        Sink::answering(free_port(), |_| None)
    }

    /// Listens on a port; where `answer` gives a reply to a command line, that one is sent and nothing else done.
    pub fn answering(port: u16, answer: impl Fn(&str) -> Option<&'static str> + Send + Sync + 'static) -> Sink {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).expect("a free port");
        let shared = Arc::new(Shared {
            answer: Box::new(answer),
            taken: Mutex::default(),
            more: Condvar::new(),
            sessions: Mutex::default(),
            is_over: AtomicBool::new(false),
        });
        let host = shared.clone();
        let listening = std::thread::spawn(move || host.listen(&listener));
        Sink { port, shared, listening: Some(listening) }
    }

    /// Everything that was taken, once there are at least `count` messages.
    pub fn messages(&self, count: usize) -> Vec<Taken> {
        let taken = self.shared.taken.lock().expect("nobody panics with it");
        let (taken, late) =
            self.shared.more.wait_timeout_while(taken, PATIENCE, |t| t.len() < count).expect("nobody panics with it");
        assert!(!late.timed_out(), "{count} messages were expected within {PATIENCE:?}, {} came", taken.len());
        taken.clone()
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        self.shared.is_over.store(true, Ordering::SeqCst);
        // Wakes the listener from accept().
        let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port));
        if let Some(listening) = self.listening.take() {
            let _ = listening.join();
        }
        for session in self.shared.sessions.lock().expect("nobody panics with it").drain(..) {
            let _ = session.shutdown(Shutdown::Both);
        }
    }
}

impl Shared {
    fn listen(self: &Arc<Shared>, listener: &TcpListener) {
        for stream in listener.incoming().map_while(Result::ok) {
            if self.is_over.load(Ordering::SeqCst) {
                return;
            }
            let kept = stream.try_clone().expect("an open socket");
            self.sessions.lock().expect("nobody panics with it").push(kept);
            let host = self.clone();
            std::thread::spawn(move || host.session(stream));
        }
    }

    /// Ends without a word when the other side goes, as servers do.
    fn session(&self, stream: TcpStream) -> Option<()> {
        stream.set_nodelay(true).ok()?;
        let client = stream.peer_addr().ok()?.ip();
        let mut lines = BufReader::new(stream.try_clone().ok()?);
        let mut replies = stream;
        let mut say = |reply: &str| replies.write_all(format!("{reply}\r\n").as_bytes()).ok();
        say("220 sink.example.net")?;
        let (mut sender, mut recipients) = (String::new(), Vec::new());
        let mut confirmed: Option<usize> = None;
        loop {
            let line = line_of(&mut lines);
            if let Some(confirmed) = confirmed.take() {
                // A system answers what came too late, or was not read, with a reset: it ends the stream with an error,
                // or leaves one behind where the end had come before.
                let is_heard = match &line {
                    Ok(_) => true,
                    Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                        matches!(lines.get_ref().take_error(), Ok(None))
                    }
                    Err(_) => false,
                };
                self.taken.lock().expect("nobody panics with it")[confirmed].is_heard = is_heard;
            }
            let line = line.ok()?;
            let command = line.split(' ').next().unwrap_or_default().to_ascii_uppercase();
            if let Some(reply) = (self.answer)(&line) {
                say(reply)?;
                continue;
            }
            match command.as_str() {
                "EHLO" => say("250-sink.example.net\r\n250-PIPELINING\r\n250-ENHANCEDSTATUSCODES\r\n250 8BITMIME")?,
                "MAIL" => {
                    (sender, recipients) = (path_of(&line), Vec::new());
                    say("250 2.1.0 OK")?;
                }
                "RCPT" => {
                    recipients.push(path_of(&line));
                    say("250 2.1.5 OK")?;
                }
                "DATA" if recipients.is_empty() => say("503 5.5.1 No recipients")?,
                "DATA" => {
                    say("354 Go on")?;
                    let text = text_of(&mut lines)?;
                    // Kept before it is confirmed: a confirmed message that is missing here was never delivered.
                    let message = Taken { client, sender: sender.clone(), recipients, text, is_heard: false };
                    recipients = Vec::new();
                    let mut taken = self.taken.lock().expect("nobody panics with it");
                    confirmed = Some(taken.len());
                    taken.push(message);
                    drop(taken);
                    self.more.notify_all();
                    say("250 2.0.0 Taken")?;
                }
                "QUIT" => {
                    say("221 2.0.0 Bye")?;
                    return None;
                }
                "HELO" | "RSET" | "NOOP" => say("250 2.0.0 OK")?,
                _ => say("500 5.5.1 What?")?,
            }
        }
    }
}

fn line_of(lines: &mut impl BufRead) -> io::Result<String> {
    let mut line = Vec::new();
    match lines.read_until(b'\n', &mut line)? {
        0 => Err(io::ErrorKind::UnexpectedEof.into()),
        _ => Ok(String::from_utf8_lossy(&line).trim_end().to_owned()),
    }
}

/// What stands between the angle brackets.
fn path_of(line: &str) -> String {
    line.split(['<', '>']).nth(1).unwrap_or_default().to_owned()
}

fn text_of(lines: &mut impl BufRead) -> Option<String> {
    let mut text = String::new();
    loop {
        let line = line_of(lines).ok()?;
        match line.strip_prefix('.') {
            Some("") => return Some(text),
            stuffed => text.push_str(stuffed.unwrap_or(&line)),
        }
        text.push('\n');
    }
}
