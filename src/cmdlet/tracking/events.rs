//! The kinds of events in the message tracking log, for completion.

use std::any::Any;

use crate::lang::call::Candidate;

/// As they stand in the log, with what each means.
const EVENTS: &[(&str, &str)] = &[
    ("RECEIVE", "A message was taken in"),
    ("SEND", "A next hop has taken recipients over"),
    ("DELIVER", "Recipients were delivered to a mailbox database"),
    ("DEFER", "Recipients were put off"),
    ("FAIL", "Recipients were given up"),
    ("DROP", "Recipients were given up without a word to the sender"),
    ("DSN", "A report was made"),
    ("AGENTINFO", "What a rule or agent found"),
    ("EXPAND", "A group gave way to its members"),
    ("REDIRECT", "A recipient gave way to whom its mail is forwarded to, or who the sender named in its place"),
    ("RESOLVE", "A recipient gave way to the address it stands for"),
    ("TRANSFER", "Recipients went on in a copy of the message"),
    ("BADMAIL", "A file was no message, or a report could not be delivered"),
    ("POISONMESSAGE", "Into the Poison queue, or out of it"),
    ("LOAD", "Found in the spool at the start"),
    ("RESUBMIT", "Back to Submission, to be routed anew"),
    ("DUPLICATEEXPAND", "Somebody in a group gets the message already"),
    ("DUPLICATEREDIRECT", "Whom a recipient gives way to gets the message already"),
    ("DUPLICATEDELIVER", "A mailbox has the message already, by another of its addresses"),
    ("THROTTLE", "A client was put off, for it had sent as much as it may in a minute"),
    ("HAREDIRECT", "Another server keeps a copy"),
    ("HAREDIRECTFAIL", "No other server keeps a copy, though there are others"),
    ("HARECEIVE", "A copy of another server's message is kept here"),
    ("HADISCARD", "A copy is not needed any more"),
];

/// The kinds that begin as typed.
pub fn kinds(_: &dyn Any, word: &str) -> Vec<Candidate> {
    let begins = |name: &str| name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let fitting = EVENTS.iter().filter(|(name, _)| begins(name));
    fitting.map(|(name, means)| Candidate { value: (*name).to_owned(), description: (*means).to_owned() }).collect()
}
