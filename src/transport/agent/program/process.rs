//! The process of a program: started when it is first needed, started again when it has ended, but not at once each
//! time, and ended when nobody needs it any more.

use std::collections::HashMap;
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, Command};
use tokio::sync::mpsc;
use tokio::time::Instant;
use tokio_util::sync::{CancellationToken, DropGuard};

use super::wire::Answer;
use crate::model::TransportAgent;
use crate::transport::agent::verdict::Trouble;

/// Longest line taken from a program. Pieces of a body may have any size up to this.
const MAX_LINE: usize = 4 * 1024 * 1024;

/// Longest line of what it writes to standard error.
const MAX_TALK: usize = 4096;

/// Lines on their way to the program; whoever has more waits.
const QUEUED: usize = 64;

/// Answers to one question that nobody has read yet.
const UNREAD: usize = 4;

/// The first pause before a program is started again that has just ended; each time twice as long, up to the last.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LAST_PAUSE: Duration = Duration::from_secs(60);

/// A program that has run for so long has not failed at its start.
const SETTLED: Duration = Duration::from_secs(60);

/// Those who wait for answers, by the id of their question.
type Waiting = Arc<Mutex<HashMap<u64, mpsc::Sender<Answer>>>>;

/// A program, whether it runs or not.
pub struct Process {
    pub agent: Arc<TransportAgent>,
    next: AtomicU64,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    link: Option<Arc<Link>>,
    started: Option<Instant>,
    pause: Duration,
}

/// Both pipes of a running process.
struct Link {
    lines: mpsc::Sender<Vec<u8>>,
    waiting: Waiting,
    /// It has ended, or has been told to.
    over: CancellationToken,
    _end: DropGuard,
}

/// One question and the answers to it.
pub struct Exchange {
    pub id: u64,
    link: Arc<Link>,
    answers: mpsc::Receiver<Answer>,
}

impl Process {
    pub fn new(agent: Arc<TransportAgent>) -> Process {
        Process { agent, next: AtomicU64::new(1), state: Mutex::default() }
    }

    /// A question about to be asked. Starts the program if it does not run.
    pub fn ask(&self) -> Result<Exchange, Trouble> {
        let link = self.link()?;
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let (sender, answers) = mpsc::channel(UNREAD);
        link.waiting.lock().unwrap_or_else(PoisonError::into_inner).insert(id, sender);
        Ok(Exchange { id, link, answers })
    }

    /// Tells it something, if it runs and has room for it: nobody waits.
    pub fn tell(&self, line: Vec<u8>) {
        if let Ok(link) = self.link() {
            let _ = link.lines.try_send(line);
        }
    }

    fn link(&self) -> Result<Arc<Link>, Trouble> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(link) = state.link.as_ref().filter(|link| !link.over.is_cancelled()) {
            return Ok(link.clone());
        }
        if let Some(started) = state.started {
            if started.elapsed() >= SETTLED {
                state.pause = Duration::ZERO;
            }
            let rest = state.pause.saturating_sub(started.elapsed());
            if !rest.is_zero() {
                return Err(Trouble::Resting(rest));
            }
        }
        state.started = Some(Instant::now());
        state.pause = (state.pause * 2).clamp(FIRST_PAUSE, LAST_PAUSE);
        let link = Arc::new(start(&self.agent)?);
        state.link = Some(link.clone());
        Ok(link)
    }
}

impl Exchange {
    /// Sends a line, as soon as the program takes it.
    pub async fn send(&self, line: Vec<u8>) -> Result<(), Trouble> {
        self.link.lines.send(line).await.map_err(|_| Trouble::Gone)
    }

    pub async fn answer(&mut self) -> Result<Answer, Trouble> {
        self.answers.recv().await.ok_or(Trouble::Gone)
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        self.link.waiting.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.id);
    }
}

fn start(agent: &Arc<TransportAgent>) -> Result<Link, Trouble> {
    let path = agent.assembly_path.as_ref().map(|path| path.as_path()).unwrap_or_else(|| "".as_ref());
    let mut child = Command::new(path)
        .args(&agent.arguments)
        .env("EMSH_AGENT", &agent.name)
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    tracing::info!(agent = %agent.name, program = %path.display(), "started");
    let (Some(stdin), Some(stdout), Some(stderr)) = (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        return Err(Trouble::Gone);
    };
    let (lines, queued) = mpsc::channel(QUEUED);
    let (over, waiting) = (CancellationToken::new(), Waiting::default());
    tokio::spawn(write(queued, stdin, over.clone()));
    tokio::spawn(listen(agent.clone(), stderr));
    tokio::spawn(attend(agent.clone(), child, BufReader::new(stdout), waiting.clone(), over.clone()));
    Ok(Link { lines, waiting, _end: over.clone().drop_guard(), over })
}

async fn write(mut queued: mpsc::Receiver<Vec<u8>>, mut stdin: ChildStdin, over: CancellationToken) {
    loop {
        let line = tokio::select! {
            () = over.cancelled() => return,
            line = queued.recv() => line,
        };
        let Some(line) = line else { return };
        let sent = tokio::select! {
            () = over.cancelled() => return,
            sent = stdin.write_all(&line) => sent,
        };
        if sent.is_err() {
            return over.cancel();
        }
    }
}

/// Hands answers out until the program ends, or is no longer needed.
async fn attend<R: AsyncRead + Unpin>(
    agent: Arc<TransportAgent>,
    mut child: Child,
    mut stdout: BufReader<R>,
    waiting: Waiting,
    over: CancellationToken,
) {
    let why = tokio::select! {
        () = over.cancelled() => None,
        why = hand_out(&mut stdout, &waiting) => Some(why),
    };
    over.cancel();
    // Whoever waits learns that there will be no answer.
    waiting.lock().unwrap_or_else(PoisonError::into_inner).clear();
    let _ = child.start_kill();
    let status = child.wait().await.map(|status| status.to_string()).unwrap_or_default();
    match why {
        Some(why) => tracing::warn!(agent = %agent.name, %why, %status, "the program has ended"),
        None => tracing::info!(agent = %agent.name, "stopped"),
    }
}

async fn hand_out<R: AsyncRead + Unpin>(stdout: &mut BufReader<R>, waiting: &Waiting) -> String {
    let mut line = Vec::new();
    loop {
        match read_line(stdout, &mut line, MAX_LINE).await {
            Ok(true) => {}
            Ok(false) => return "it closed its output".to_owned(),
            Err(error) => return error.to_string(),
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let answer = match Answer::read(&line) {
            Ok(answer) => answer,
            Err(trouble) => return trouble.to_string(),
        };
        let asker = waiting.lock().unwrap_or_else(PoisonError::into_inner).get(&answer.id).cloned();
        // An answer that comes too late is nobody's.
        if let Some(asker) = asker {
            let _ = asker.send(answer).await;
        }
    }
}

/// Reads a line without its end. False: there are no more. Err: also when it is longer than allowed.
async fn read_line<R: AsyncBufRead + Unpin>(from: &mut R, line: &mut Vec<u8>, most: usize) -> std::io::Result<bool> {
    line.clear();
    loop {
        let available = from.fill_buf().await?;
        if available.is_empty() {
            return Ok(!line.is_empty());
        }
        let end = memchr::memchr(b'\n', available);
        line.extend_from_slice(&available[..end.unwrap_or(available.len())]);
        let used = end.map_or(available.len(), |end| end + 1);
        from.consume(used);
        if line.len() > most {
            return Err(std::io::Error::other("it writes a line without end"));
        }
        if end.is_some() {
            return Ok(true);
        }
    }
}

/// What it writes to standard error goes to the node's own log.
async fn listen<R: AsyncRead + Unpin>(agent: Arc<TransportAgent>, stderr: R) {
    let (mut stderr, mut line) = (BufReader::new(stderr), Vec::new());
    loop {
        let available = match stderr.fill_buf().await {
            Ok(available) if !available.is_empty() => available,
            _ => return,
        };
        let end = memchr::memchr(b'\n', available);
        let part = &available[..end.unwrap_or(available.len())];
        line.extend_from_slice(&part[..part.len().min(MAX_TALK - line.len())]);
        let used = end.map_or(available.len(), |end| end + 1);
        stderr.consume(used);
        if end.is_some() {
            tracing::info!(agent = %agent.name, says = %String::from_utf8_lossy(&line), "agent");
            line.clear();
        }
    }
}
