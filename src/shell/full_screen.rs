//! The screen given away to a command, and taken back whatever happens: it is left, the shell shall end, the terminal
//! goes away, something panics.

use std::io::{self, BufWriter};
use std::panic;
use std::sync::atomic::Ordering;
use std::sync::{Mutex, Once, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use crossterm::cursor::{Hide, Show};
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::execute;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use super::interrupt;
use crate::lang::call::{FullScreen, Turn};

/// How often it is looked for news, and whether the shell shall end.
const LOOK_UP: Duration = Duration::from_millis(200);

/// One screenful of escape codes; a slow line gets it in few pieces.
const AT_ONCE: usize = 16 * 1024;

/// Shows it until it is left. Err: the terminal has gone or does not do what terminals do.
pub fn show(show: &mut dyn FullScreen) -> io::Result<()> {
    interrupt::watch_endings();
    let asked = interrupt::ending().asked();
    let _taken = Taken::begin()?;
    let mut terminal = Terminal::new(CrosstermBackend::new(BufWriter::with_capacity(AT_ONCE, io::stdout())))?;
    let mut turn = Turn::Draw;
    while turn != Turn::Leave && !asked.load(Ordering::Relaxed) {
        if turn == Turn::Draw {
            terminal.draw(|frame| show.draw(frame))?;
        }
        turn = show.look();
        // Everything that was typed meanwhile is obeyed before the next picture.
        let mut patience = if turn == Turn::Stay { LOOK_UP } else { Duration::ZERO };
        while turn != Turn::Leave && event::poll(patience)? {
            patience = Duration::ZERO;
            turn = match event::read()? {
                Event::Key(key) if is_interrupt(key) => Turn::Leave,
                Event::Key(key) if key.kind != KeyEventKind::Release => later(turn, show.press(key)),
                Event::Resize(..) => Turn::Draw,
                _ => turn,
            };
        }
    }
    Ok(())
}

fn is_interrupt(key: KeyEvent) -> bool {
    key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char('c')
}

/// What follows from two turns, one after the other.
fn later(first: Turn, second: Turn) -> Turn {
    if second == Turn::Stay { first } else { second }
}

/// The screen is ours and keys come as they are pressed, until this is dropped.
pub struct Taken;

/// The thread that has the screen: only its panic ends what is shown there.
static OWNER: Mutex<Option<ThreadId>> = Mutex::new(None);

impl Taken {
    pub fn begin() -> io::Result<Taken> {
        static HOOK: Once = Once::new();
        HOOK.call_once(|| {
            let before = panic::take_hook();
            panic::set_hook(Box::new(move |panic| {
                // What is said of a panic would go down with the screen that it is said on.
                give_back();
                before(panic);
            }));
        });
        enable_raw_mode()?;
        *OWNER.lock().unwrap_or_else(PoisonError::into_inner) = Some(thread::current().id());
        let taken = Taken;
        execute!(io::stdout(), EnterAlternateScreen, Hide)?;
        Ok(taken)
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        give_back();
    }
}

/// The screen as it was, where this thread has taken it.
fn give_back() {
    let mut owner = OWNER.lock().unwrap_or_else(PoisonError::into_inner);
    if *owner == Some(thread::current().id()) {
        *owner = None;
        // A terminal that has gone needs nothing.
        let _ = execute!(io::stdout(), Show, LeaveAlternateScreen);
        let _ = disable_raw_mode();
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::os::fd::AsFd;
    use std::process::Command;

    use expectrl::session::OsSession;
    use ratatui::Frame;
    use rustix::termios::{LocalModes, tcgetattr};

    use super::*;

    /// The process that has it set goes down with a screen on it.
    const FALLS: &str = "EMSH_TEST_FALLS";

    struct Falls;

    impl FullScreen for Falls {
        fn look(&mut self) -> Turn {
            panic!("fell while it had the screen")
        }

        fn draw(&mut self, _: &mut Frame) {}

        fn press(&mut self, _: KeyEvent) -> Turn {
            Turn::Stay
        }
    }

    #[test]
    fn a_panic_gives_the_screen_back_and_is_read_on_it() {
        if std::env::var_os(FALLS).is_some() {
            show(&mut Falls).expect("a terminal");
        }
        let mut command = Command::new(std::env::current_exe().expect("this test"));
        let name = "shell::full_screen::tests::a_panic_gives_the_screen_back_and_is_read_on_it";
        command
            .args(["--exact", name, "--nocapture", "--test-threads=1"])
            .env(FALLS, "1")
            .env("TERM", "xterm-256color");
        let mut session = OsSession::spawn(command).expect("a terminal");
        let mut written = Vec::new();
        // The other end of a terminal that nobody has open any more is an error, and the end.
        let _ = session.read_to_end(&mut written);
        let written = String::from_utf8_lossy(&written);
        let (taken, rest) =
            written.split_once("\u{1b}[?1049h").unwrap_or_else(|| panic!("no screen taken: {written:?}"));
        let (shown, after) =
            rest.split_once("\u{1b}[?1049l").unwrap_or_else(|| panic!("no screen given back: {rest:?}"));
        assert!(!taken.contains("fell while") && !shown.contains("fell while"), "{written:?}");
        assert!(after.contains("fell while it had the screen"), "{after:?}");
        assert!(shown.ends_with("\u{1b}[?25h") || after.contains("\u{1b}[?25h"), "the cursor is there: {written:?}");
        let modes = tcgetattr(session.get_stream().as_fd()).expect("a terminal").local_modes;
        assert!(modes.contains(LocalModes::ICANON | LocalModes::ISIG), "lines and Ctrl-C as before: {modes:?}");
    }
}
