//! Lines said and replies heard on a wire, each within its time.

use std::io::{self, IoSlice};
use std::time::Duration;

use bytes::BytesMut;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{Instant, timeout, timeout_at};

use super::conversation::for_now;
use super::journal::Journal;
use super::tunnel::Tunnel;
use super::wire::Wire;
use crate::mail::Reply;
use crate::mail::reply::{ReplyError, ReplyReader};
use crate::transport::Remark;

/// Room made for a read: replies are short.
const READ_ROOM: usize = 2048;

/// How long QUIT may take. Nothing depends on the answer.
const FAREWELL: Duration = Duration::from_secs(2);

/// Lines and replies on a wire, with their time limits.
pub struct Line {
    pub wire: Wire,
    input: BytesMut,
    reader: ReplyReader,
    pub journal: Journal,
}

/// Why no reply came.
#[derive(Debug)]
pub enum Loss {
    /// The server closed, or the network did.
    Gone(String),
    Silent,
    /// What came is no reply.
    Garbled(ReplyError),
    /// A reply to nothing.
    OutOfTurn,
}

impl Loss {
    fn closed() -> Loss {
        Loss::Gone("The server closed the connection.".into())
    }

    pub fn remark(&self) -> Remark {
        match self {
            Loss::Gone(why) => for_now(451, 4, 2, format!("Connection dropped. {why}").trim_end()),
            Loss::Silent => for_now(451, 4, 1, "Connection timed out. The server did not answer in time."),
            Loss::OutOfTurn => for_now(451, 5, 0, "The server answers what was not asked."),
            Loss::Garbled(error) => for_now(451, 5, 0, format!("The server does not speak SMTP: {error}")),
        }
    }
}

impl From<io::Error> for Loss {
    fn from(error: io::Error) -> Loss {
        match error.kind() {
            io::ErrorKind::TimedOut => Loss::Silent,
            // In the middle of TLS, which the library explains to programmers at length.
            io::ErrorKind::UnexpectedEof => Loss::closed(),
            _ => Loss::Gone(error.to_string()),
        }
    }
}

impl Line {
    pub fn new(wire: Wire, journal: Journal) -> Line {
        Line { wire, input: BytesMut::new(), reader: ReplyReader::new(), journal }
    }

    /// Waits for the next reply, all its lines within the time given.
    pub async fn reply(&mut self, wait: Duration) -> Result<Reply, Loss> {
        let deadline = Instant::now() + wait;
        loop {
            if let Some(reply) = self.reader.read(&mut self.input).map_err(Loss::Garbled)? {
                self.journal.heard(&reply);
                return Ok(reply);
            }
            self.input.reserve(READ_ROOM);
            match timeout_at(deadline, self.wire.read_buf(&mut self.input)).await {
                Ok(Ok(0)) => return Err(Loss::closed()),
                Ok(Ok(_)) => {}
                Ok(Err(error)) => return Err(error.into()),
                Err(_) => return Err(Loss::Silent),
            }
        }
    }

    /// Whether something has come that nobody waited for.
    pub fn has_unread(&self) -> bool {
        !self.input.is_empty()
    }

    pub async fn say(&mut self, lines: &[u8], step: Duration) -> Result<(), Loss> {
        self.journal.said(lines);
        Ok(self.wire.write_all_vectored(&mut [IoSlice::new(lines)], step).await?)
    }

    /// What the front end at the other side lets through from here on, if the connection to it is encrypted.
    pub fn into_tunnel(self) -> Option<Wire> {
        let Line { wire: Wire::Encrypted(stream), input, .. } = self else { return None };
        Some(Wire::Proxied(Box::new(Tunnel::new(stream, input))))
    }

    /// A line that no log may show.
    pub async fn say_secret(&mut self, line: &[u8], step: Duration) -> Result<(), Loss> {
        self.journal.said_secret();
        Ok(self.wire.write_all_vectored(&mut [IoSlice::new(line)], step).await?)
    }

    /// Ends the conversation in good order.
    pub async fn quit(mut self) {
        let farewell = async {
            if self.say(b"QUIT\r\n", FAREWELL).await.is_ok() {
                // Whatever the answer is, it changes nothing.
                let _ = self.reply(FAREWELL).await;
            }
            let _ = self.wire.shutdown().await;
        };
        let _ = timeout(FAREWELL, farewell).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tokio::net::UnixStream;

    fn pair() -> (Line, UnixStream) {
        let (ours, theirs) = UnixStream::pair().unwrap();
        (Line::new(Wire::Unix(ours), Journal::silent()), theirs)
    }

    #[test]
    fn a_server_that_is_gone_is_told_in_words() {
        let library = "peer closed connection without sending TLS close_notify: https://docs.rs/rustls/latest/";
        for (kind, text, expected) in [
            (io::ErrorKind::UnexpectedEof, library, "451 4.4.2 Connection dropped. The server closed the connection."),
            (io::ErrorKind::ConnectionReset, "reset by peer", "451 4.4.2 Connection dropped. reset by peer"),
        ] {
            assert_eq!(Loss::from(io::Error::new(kind, text)).remark().to_string(), expected);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_silent_server_is_not_waited_for_for_ever() {
        let (mut line, _theirs) = pair();
        assert!(matches!(line.reply(Duration::from_secs(300)).await, Err(Loss::Silent)));
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_that_dribbles_gets_no_more_time() {
        let (mut line, mut theirs) = pair();
        let dribble = async {
            loop {
                theirs.write_all(b"2").await.unwrap();
                tokio::time::sleep(Duration::from_secs(59)).await;
            }
        };
        let started = Instant::now();
        tokio::select! {
            heard = line.reply(Duration::from_secs(300)) => assert!(matches!(heard, Err(Loss::Silent))),
            () = dribble => {}
        }
        assert_eq!(started.elapsed().as_secs(), 300);
    }

    #[tokio::test]
    async fn what_ends_a_conversation_is_told_apart() {
        let (mut line, theirs) = pair();
        drop(theirs);
        let lost = line.reply(Duration::from_secs(60)).await.unwrap_err();
        assert_eq!(lost.remark().to_string(), "451 4.4.2 Connection dropped. The server closed the connection.");
        let (mut line, mut theirs) = pair();
        theirs.write_all(b"HTTP/1.1 400 Bad Request\r\n").await.unwrap();
        let lost = line.reply(Duration::from_secs(60)).await.unwrap_err();
        assert!(lost.remark().to_string().starts_with("451 4.5.0 The server does not speak SMTP"), "{lost:?}");
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(
            prop_oneof![Just(b'2'), Just(b'5'), Just(b'0'), Just(b' '), Just(b'-'), Just(b'\r'), Just(b'\n'), any::<u8>()],
            0..200)) {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let (mut line, mut theirs) = pair();
                theirs.write_all(&bytes).await.unwrap();
                drop(theirs);
                while line.reply(Duration::from_secs(60)).await.is_ok() {}
            });
        }
    }
}
