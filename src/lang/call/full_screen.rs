//! A command that fills the screen: what it draws, and the keys that it gets.

use crossterm::event::KeyEvent;
use ratatui::Frame;

/// What follows from a key or from a look around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The screen is as it should be.
    Stay,
    Draw,
    Leave,
}

/// Something that fills the screen until it is left. Ctrl-C leaves it whatever it does with its keys.
pub trait FullScreen {
    /// Draws all of it; only what differs from before is written to the terminal.
    fn draw(&mut self, frame: &mut Frame);
    fn press(&mut self, key: KeyEvent) -> Turn;
    /// Called a few times a second: whether there is something new to be seen.
    fn look(&mut self) -> Turn;
}
