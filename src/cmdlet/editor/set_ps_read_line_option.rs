//! `Set-PSReadLineOption`.

use super::{EditMode, PredictionSource};
use crate::cmdlet::prelude::*;

static EDIT_MODE: Param<EditMode> = Param::new("EditMode", "Keys of Emacs or of Vi.");
static PREDICTION_SOURCE: Param<PredictionSource> =
    Param::new("PredictionSource", "Suggest the rest of a line from the History, or None.");

pub static SET_PS_READ_LINE_OPTION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Set-PSReadLineOption",
        synopsis: "Change how lines are edited at the prompt",
        about: "In force from the next prompt on, for this shell. A line in the profile makes it so for all to come. \
                Ctrl-O opens the line in the editor that VISUAL or EDITOR names.",
        params: &[EDIT_MODE.spec(), PREDICTION_SOURCE.spec()],
        examples: &[
            Example { does: "Edit lines with the keys of vi", run: "Set-PSReadLineOption -EditMode Vi" },
            Example { does: "Suggest nothing while typing", run: "Set-PSReadLineOption -PredictionSource None" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, _: &mut Output) -> Result<(), Fault> {
    let (edit_mode, prediction_source) = (call.get(&EDIT_MODE)?, call.get(&PREDICTION_SOURCE)?);
    let mut options = session.line_options();
    options.edit_mode = edit_mode.unwrap_or(options.edit_mode);
    options.prediction_source = prediction_source.unwrap_or(options.prediction_source);
    Ok(())
}
