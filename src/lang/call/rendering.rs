//! `$PSStyle.OutputRendering`: what becomes of the colours in what is shown.

/// Whether results and messages keep their colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rendering {
    /// On a terminal that has colours.
    #[default]
    Host,
    /// Never.
    PlainText,
    /// Always, also in a file or pipe.
    Ansi,
}
