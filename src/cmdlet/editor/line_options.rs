//! The options of the line editor.

use crate::model::choice::choice;
use crate::model::view::view;

choice! {
    /// Which keys do what.
    EditMode as "EditMode" {
        /// As in most shells: Ctrl-A, Ctrl-E, Alt-B and the like.
        Emacs,
        /// Two modes, as in vi: Esc leaves inserting.
        Vi,
    }
}

choice! {
    /// Where the grey rest of a line comes from.
    PredictionSource as "PredictionSource" {
        /// Nothing is suggested.
        None,
        /// The latest line of the history that begins as typed.
        History,
    }
}

view! {
    /// How lines are edited at the prompt.
    LineOptions as "Emsh.PSReadLineOptions", shown ["EditMode", "PredictionSource"] {
        /// Emacs or Vi.
        "EditMode" edit_mode: EditMode as "EditMode";
        /// None or History.
        "PredictionSource" prediction_source: PredictionSource as "PredictionSource";
    }
}

impl Default for LineOptions {
    fn default() -> LineOptions {
        LineOptions { edit_mode: EditMode::Emacs, prediction_source: PredictionSource::History }
    }
}
