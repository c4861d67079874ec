//! Waiting for what other processes do: for files as the kernel tells of them, for the rest by asking again.

use std::fs;
use std::mem::MaybeUninit;
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::inotify;

/// How long a peer may take before a test gives up on it.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Waits until `wanted` finds what it looks for in the folder, looking again at each change of it.
pub fn wait_in<T>(folder: &Path, mut wanted: impl FnMut(&[PathBuf]) -> Option<T>) -> T {
    fs::create_dir_all(folder).expect("test folders can be made");
    let watch = inotify::init(inotify::CreateFlags::NONBLOCK).expect("inotify");
    let changes = inotify::WatchFlags::CREATE | inotify::WatchFlags::MOVED_TO | inotify::WatchFlags::CLOSE_WRITE;
    inotify::add_watch(&watch, folder, changes | inotify::WatchFlags::MODIFY).expect("inotify watch");
    let deadline = Instant::now() + PATIENCE;
    loop {
        let mut files: Vec<PathBuf> =
            fs::read_dir(folder).expect("readable").map(|entry| entry.expect("readable").path()).collect();
        files.sort();
        if let Some(found) = wanted(&files) {
            return found;
        }
        let left = deadline.saturating_duration_since(Instant::now());
        assert!(!left.is_zero(), "nothing suitable appeared in {} within {PATIENCE:?}: {files:?}", folder.display());
        let timeout = Timespec { tv_sec: left.as_secs() as i64, tv_nsec: i64::from(left.subsec_nanos()) };
        poll(&mut [PollFd::new(&watch, PollFlags::IN)], Some(&timeout)).expect("poll");
        let mut space = [MaybeUninit::uninit(); 4096];
        let mut events = inotify::Reader::new(&watch, &mut space);
        while events.next().is_ok() {}
    }
}

/// An empty Maildir, so that it can be watched before its owner first delivers.
pub fn make_maildir(maildir: &Path) {
    for part in ["tmp", "new", "cur"] {
        fs::create_dir_all(maildir.join(part)).expect("test folders can be made");
    }
}

/// The texts of all messages in a Maildir's `new`, once there are at least `count`.
pub fn maildir_messages(maildir: &Path, count: usize) -> Vec<String> {
    wait_in(&maildir.join("new"), |files| {
        (files.len() >= count).then(|| {
            files.iter().map(|file| String::from_utf8_lossy(&fs::read(file).expect("readable")).into_owned()).collect()
        })
    })
}

/// Asks again, with a short breath between, until there is an answer. For what gives no sign of its own when it changes.
pub fn eventually<T>(what: &str, ask: impl FnMut() -> Option<T>) -> T {
    within(PATIENCE, ask).unwrap_or_else(|| panic!("{what}: not within {PATIENCE:?}"))
}

/// The same, given up after a while.
pub fn within<T>(patience: Duration, mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    let deadline = Instant::now() + patience;
    loop {
        if let Some(answer) = ask() {
            return Some(answer);
        }
        if Instant::now() >= deadline {
            return None;
        }
        std::thread::park_timeout(Duration::from_millis(5));
    }
}

/// Waits until something accepts connections at a loopback port, for as long as the listening process lives.
pub fn port_opens(port: u16, is_alive: impl Fn() -> bool) {
    listens((Ipv4Addr::LOCALHOST, port).into(), is_alive);
}

/// The same at any address of this machine.
pub fn listens(address: SocketAddr, is_alive: impl Fn() -> bool) {
    eventually(&format!("a server at {address}"), || {
        assert!(is_alive(), "the server for {address} has ended");
        TcpStream::connect(address).ok()
    });
}
