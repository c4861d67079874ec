//! Inside `-Filter`: properties of the objects and the operators, in quotes as in braces.

use super::word::matching;
use super::{Fitting, Place, begins, names, property, whole};
use crate::lang::call::Candidate;

/// Whether the cursor is inside the block or text of the `-Filter` parameter.
fn is_filter(place: &Place) -> bool {
    let last = place.context.used.last();
    last.is_some_and(|name| name.len() > 1 && begins("Filter", name))
}

/// Whether a word that looks like a command stands in a filter's braces.
pub fn is_block(place: &Place) -> bool {
    is_filter(place) && place.line[..place.context.word.start].trim_end().ends_with(['{', '('])
        || is_behind_joint(place)
}

/// Behind `-and` and its like a condition begins.
fn is_behind_joint(place: &Place) -> bool {
    let before = place.line[..place.context.word.start].trim_end().to_ascii_lowercase();
    is_filter(place) && ["-and", "-or", "-not"].iter().any(|joint| before.ends_with(joint))
}

/// Properties that the command at the cursor can filter by.
pub fn properties(place: &Place) -> Vec<Candidate> {
    place.context.command.as_deref().map(|name| property::declared(place.known.emitted_by(name))).unwrap_or_default()
}

/// The words inside a quoted filter, and the place of the word that they replace.
pub fn inside(place: &Place) -> Option<((usize, usize), Vec<Fitting>)> {
    place.typed.quote?;
    if !is_filter(place) {
        return None;
    }
    let end = place.context.word.end;
    let text = &place.line[place.context.word.start..end];
    let is_part = |c: char| c.is_alphanumeric() || c == '-';
    let word = text.rfind(|c: char| !is_part(c)).map_or(text, |at| &text[at..]);
    let word = word.trim_start_matches(|c: char| !is_part(c));
    let candidates = if word.starts_with('-') { names::operators() } else { properties(place) };
    let found = matching(candidates, word);
    Some(((end - word.len(), end), whole(found)))
}
