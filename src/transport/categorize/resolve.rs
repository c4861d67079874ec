//! Whom recipients stand for: contacts and forwarding are followed, groups opened, until mail ends somewhere.
//!
//! Each end is found once, however many ways lead to it, and not at all where the message names it by itself: nobody
//! gets a message twice. What leads back to where it was is followed once; a recipient whose way has no end at all has
//! failed. Promise: no I/O and no clock, the same ends with the same keys for the same envelope and settings, in time
//! that is proportional to the members.

use std::collections::{BTreeMap, HashSet};

use uuid::Uuid;

use super::limits::refusal;
use super::{group, restriction};
use crate::mail::Notify;
use crate::model::{Addressee, Directory, Mailbox, ProxyAddress, ReversePath, SmtpAddress};
use crate::transport::{
    Envelope, Leaf, LeafKey, Recipient, RecipientState, Remark, Resolution, Resolved, Settings, Way, Why,
};

/// What becomes of mail for one of our recipients.
pub(super) enum Stand<'a> {
    /// It ends here: in the mailbox, or at the address elsewhere that this recipient is about.
    Itself,
    /// It goes on.
    Others(Next<'a>),
}

/// The next step of a way.
pub(super) enum Next<'a> {
    Known(&'a Addressee),
    Elsewhere(&'a SmtpAddress),
    /// Whom it was to go on to is no recipient any more.
    Gone,
    Members,
}

/// What a recipient stands for. A mailbox that keeps a copy and forwards it has done so once the message is resolved.
pub(super) fn stand<'a>(one: &'a Addressee, resolution: &Resolution, directory: &'a Directory) -> Stand<'a> {
    match one {
        Addressee::Mailbox(mailbox) if mailbox.deliver_to_mailbox_and_forward && *resolution == Resolution::Done => {
            Stand::Itself
        }
        Addressee::Mailbox(mailbox) => forward(mailbox, directory).map_or(Stand::Itself, Stand::Others),
        Addressee::Group(_) | Addressee::DynamicGroup(_) => Stand::Others(Next::Members),
        Addressee::MailUser(_) | Addressee::MailContact(_) => match one.target() {
            None => Stand::Others(Next::Gone),
            Some(target) => Stand::Others(at(target, Some(one.id()), directory)),
        },
    }
}

fn forward<'a>(mailbox: &'a Mailbox, directory: &'a Directory) -> Option<Next<'a>> {
    if let Some(link) = &mailbox.forwarding_address {
        return Some(link.id().and_then(|id| directory.get(id)).map_or(Next::Gone, Next::Known));
    }
    let address = mailbox.forwarding_smtp_address.as_ref().and_then(ProxyAddress::smtp)?;
    Some(at(address, None, directory))
}

/// Where an address leads, from a recipient that may be known by it itself.
fn at<'a>(address: &'a SmtpAddress, from: Option<Uuid>, directory: &'a Directory) -> Next<'a> {
    match directory.at(address).iter().find(|known| Some(known.id()) != from) {
        Some(known) => Next::Known(known),
        None => Next::Elsewhere(address),
    }
}

/// Follows a recipient's way while it leads from one to the next. Err: it comes back, or somebody on it is gone.
pub(super) fn follow(one: &Addressee, settings: &Settings) -> Result<(), Remark> {
    let directory = &settings.directory;
    let mut seen = HashSet::from([one.id()]);
    let mut at = one;
    loop {
        if at.mailbox().is_some_and(|mailbox| mailbox.deliver_to_mailbox_and_forward) {
            return Ok(());
        }
        match stand(at, &Resolution::Open, directory) {
            Stand::Others(Next::Elsewhere(address)) if !may_forward(at, address, settings) => {
                return Err(refusal(550, 7, 1, "RESOLVER.FWD.NotAllowed; forwarding there is not allowed"));
            }
            Stand::Others(Next::Members) if means_nobody(at) => {
                return Err(refusal(550, 2, 4, "RESOLVER.GRP.BadFilter; Mailing list expansion problem"));
            }
            Stand::Itself | Stand::Others(Next::Elsewhere(_) | Next::Members) => return Ok(()),
            Stand::Others(Next::Gone) => {
                return Err(refusal(550, 2, 0, "RESOLVER.FWD.NotFound; misconfigured forwarding address"));
            }
            Stand::Others(Next::Known(next)) if seen.insert(next.id()) => at = next,
            Stand::Others(Next::Known(_)) => return Err(loops()),
        }
    }
}

/// Whether a dynamic group does not say whom it means: its filter could not be read.
fn means_nobody(one: &Addressee) -> bool {
    matches!(one, Addressee::DynamicGroup(group)
        if group.recipient_filter.is_none() && group.included_recipients.is_empty())
}

/// Whether a mailbox may forward there. What contacts stand for is no forwarding.
fn may_forward(from: &Addressee, to: &SmtpAddress, settings: &Settings) -> bool {
    from.mailbox().is_none() || settings.remote_domain(to.domain()).is_none_or(|remote| remote.auto_forward_enabled)
}

fn loops() -> Remark {
    refusal(550, 4, 6, "RESOLVER.FWD.Loop; forwarding loop")
}

/// Whom these recipients of a message stand for.
pub(super) fn resolve(envelope: &Envelope, recipients: &[usize], settings: &Settings) -> Resolved {
    let mut search = Search::new(envelope, recipients, settings);
    // Who is addressed by name gets the message as it is, whatever groups they are in.
    let is_group = |via: &usize| {
        let recipient = envelope.recipients.get(*via);
        recipient.and_then(|recipient| root(&recipient.address, settings)).is_some_and(Addressee::is_group)
    };
    let (groups, named): (Vec<usize>, Vec<usize>) = recipients.iter().copied().partition(is_group);
    named.into_iter().chain(groups).for_each(|via| search.start(via));
    let Search { leaves, failed, ways, duplicates, .. } = search;
    Resolved { leaves: leaves.into_values().collect(), failed, ways, duplicates }
}

/// Whose way begins at an address: its owner's, or of whoever gets what is addressed to nobody.
fn root<'a>(address: &SmtpAddress, settings: &'a Settings) -> Option<&'a Addressee> {
    match settings.addressees(address) {
        [one] => Some(one),
        [] => settings.accepted_domain(address.domain()).and_then(|domain| settings.catch_all(domain)),
        _ => None,
    }
}

/// One recipient on the way.
struct Visit<'a> {
    one: &'a Addressee,
    legacy: Legacy,
}

/// What a recipient's copy inherits from those before it on the way.
#[derive(Clone, Debug, Default)]
pub(super) struct Legacy {
    /// ORCPT as the sender gave it, and the address that led here. A group's members have neither.
    pub original: Option<(String, String)>,
    pub was: Option<String>,
    pub notify: Option<Notify>,
    /// Who the sender wants to have it in that recipient's place. A group's members have nobody.
    pub alternate: Option<Box<SmtpAddress>>,
    pub sender: Option<ReversePath>,
    pub is_oof_unwanted: bool,
}

struct Search<'a> {
    envelope: &'a Envelope,
    settings: &'a Settings,
    leaves: BTreeMap<LeafKey, Leaf>,
    failed: Vec<(usize, Remark)>,
    ways: Vec<(usize, Way)>,
    duplicates: Vec<(usize, SmtpAddress)>,
    visited: HashSet<Uuid>,
    /// Addresses that get the message already, by [`SmtpAddress::key`].
    served: HashSet<String>,
}

impl<'a> Search<'a> {
    fn new(envelope: &'a Envelope, recipients: &[usize], settings: &'a Settings) -> Search<'a> {
        let asked: HashSet<usize> = recipients.iter().copied().collect();
        let direct = envelope.recipients.iter().enumerate();
        let direct = direct.filter(|(at, one)| !asked.contains(at) && one.state != RecipientState::Resolved);
        // A mailbox is the same by whichever address it is named.
        let served = direct.map(|(_, one)| primary(&one.address, settings).key()).collect();
        Search {
            envelope,
            settings,
            leaves: BTreeMap::new(),
            failed: Vec::new(),
            ways: Vec::new(),
            duplicates: Vec::new(),
            visited: HashSet::new(),
            served,
        }
    }

    fn start(&mut self, via: usize) {
        let Some(recipient) = self.envelope.recipients.get(via) else { return };
        let Some(root) = root(&recipient.address, self.settings) else { return };
        let (leaves, served) = (self.leaves.len(), self.served.len());
        let (original, was) = (recipient.original.clone(), Some(recipient.address.to_string()));
        let (notify, alternate) = (recipient.notify, recipient.alternate.clone());
        let legacy = Legacy { original, was, notify, alternate, ..Legacy::default() };
        let mut open = vec![Visit { one: root, legacy }];
        let (mut is_duplicate, mut is_root) = (false, true);
        while let Some(visit) = open.pop() {
            if !self.visited.insert(visit.one.id()) {
                is_duplicate |= is_root;
                if !visit.one.is_group() {
                    self.duplicates.push((via, visit.one.card().primary.clone()));
                }
                continue;
            }
            let is_refused = !is_root && self.is_refused(visit.one);
            is_root = false;
            match is_refused {
                true => self.end_at(visit, via),
                false => is_duplicate |= self.step(visit, via, &mut open),
            }
        }
        let is_lost = self.leaves.len() == leaves && self.served.len() == served && !is_duplicate;
        match root.is_group() {
            false if is_lost => self.failed.push((via, loops())),
            is_group => self.ways.push((via, way(root, is_group))),
        }
    }

    /// Whether one on the way takes no such message, or leads nowhere: it is named by itself then, and its refusal told.
    fn is_refused(&self, one: &Addressee) -> bool {
        restriction::check(&one.card(), self.envelope, self.settings, &mut Why::silent()).is_err()
            || follow(one, self.settings).is_err()
    }

    /// Takes one step. True: what it led to gets the message already.
    fn step(&mut self, visit: Visit<'a>, via: usize, open: &mut Vec<Visit<'a>>) -> bool {
        let one = visit.one;
        let keeps_copy = one.mailbox().is_some_and(|mailbox| mailbox.deliver_to_mailbox_and_forward);
        match stand(one, &Resolution::Open, &self.settings.directory) {
            Stand::Itself => self.leaf(LeafKey(one.id(), 0), one.card().primary, visit.legacy, via),
            Stand::Others(next) => {
                let legacy = visit.legacy;
                let mut is_duplicate = false;
                if keeps_copy {
                    is_duplicate = self.leaf(LeafKey(one.id(), 0), one.card().primary, legacy.clone(), via);
                }
                match next {
                    Next::Known(next) => open.push(Visit { one: next, legacy }),
                    Next::Elsewhere(address) if !may_forward(one, address, self.settings) => {}
                    Next::Elsewhere(address) => {
                        is_duplicate |= self.leaf(LeafKey(one.id(), 1), address, legacy, via);
                    }
                    // A report that comes to a group is for nobody in it.
                    Next::Members if self.envelope.return_path.is_null() => {}
                    Next::Members => {
                        let directory = &self.settings.directory;
                        let legacy = group::legacy_of_members(one, &legacy, directory);
                        open.extend(directory.members(one).map(|one| Visit { one, legacy: legacy.clone() }));
                    }
                    // A mailbox that keeps its copy has lost nothing.
                    Next::Gone => {}
                }
                is_duplicate
            }
        }
    }

    fn end_at(&mut self, visit: Visit, via: usize) {
        let one = visit.one;
        self.leaf(LeafKey(one.id(), 0), one.card().primary, visit.legacy, via);
    }

    /// Somebody whom mail ends at. True: they get it already.
    fn leaf(&mut self, key: LeafKey, address: &SmtpAddress, legacy: Legacy, via: usize) -> bool {
        if !self.served.insert(address.key()) {
            self.duplicates.push((via, address.clone()));
            return true;
        }
        let Legacy { original, was, notify, alternate, sender, is_oof_unwanted } = legacy;
        // An address that stands for itself needs no original.
        let own = address.to_string();
        let was = was.filter(|was| !was.eq_ignore_ascii_case(&own)).map(|was| ("rfc822".to_owned(), was));
        let original = original.or(was);
        let recipient = Recipient { original, notify, alternate, ..Recipient::new(address.clone()) };
        self.leaves.insert(key, Leaf { key, via, recipient, sender, is_oof_unwanted });
        false
    }
}

fn way(root: &Addressee, is_group: bool) -> Way {
    match root {
        _ if is_group => Way::Expanded,
        Addressee::Mailbox(_) => Way::Redirected,
        _ => Way::Resolved,
    }
}

/// The primary address of the recipient that an address is of; of nobody: the address.
fn primary<'a>(address: &'a SmtpAddress, settings: &'a Settings) -> &'a SmtpAddress {
    match settings.addressees(address) {
        [one] => one.card().primary,
        _ => address,
    }
}
