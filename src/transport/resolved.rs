//! Whom recipients stand for: what the categorizer finds when it follows contacts, forwarding and groups to their ends.

use super::{LeafKey, Recipient, Remark};
use crate::model::{ReversePath, SmtpAddress};

/// The ends of all ways that lead from some recipients of a message.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// Each once, by key.
    pub leaves: Vec<Leaf>,
    /// Recipients whose ways lead nowhere, by index.
    pub failed: Vec<(usize, Remark)>,
    /// How those that do give way do it, by index.
    pub ways: Vec<(usize, Way)>,
    /// Who is led to once more, and gets the message only once; with the index of the recipient that leads there.
    pub duplicates: Vec<(usize, SmtpAddress)>,
}

/// Somebody whom a recipient stands for.
#[derive(Clone, Debug)]
pub struct Leaf {
    pub key: LeafKey,
    /// Index of the envelope's recipient that leads here.
    pub via: usize,
    pub recipient: Recipient,
    /// The return path of its copy, where that is another than the message's.
    pub sender: Option<ReversePath>,
    /// Its copy asks for no out-of-office message: a group on the way wants its authors to be spared them.
    pub is_oof_unwanted: bool,
}

/// How a recipient gives way to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It is known under another address.
    Resolved,
    /// Its mail is forwarded.
    Redirected,
    /// It is a group.
    Expanded,
}
