//! Whom recipients stand for: contacts and forwarding are followed, groups opened, until mail ends somewhere.
//!
//! Each end is found once, however many ways lead to it, and not at all where the message names it by itself: nobody
//! gets a message twice. What leads back to where it was is followed once; a recipient whose way has no end at all has
//! failed. Promise: no I/O and no clock, the same ends with the same keys for the same envelope and settings, in time
//! that is proportional to the members.

use std::collections::{BTreeMap, HashSet};

use uuid::Uuid;

use super::limits::refusal;
use super::restriction;
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
    for &via in recipients {
        search.start(via);
    }
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

/// One recipient on the way, with what its copy inherits from those before it.
struct Visit<'a> {
    one: &'a Addressee,
    /// ORCPT as the sender gave it, and the address that led here. A group's members have neither.
    original: Option<(String, String)>,
    was: Option<String>,
    notify: Option<Notify>,
    sender: Option<ReversePath>,
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
        let mut open = vec![Visit { one: root, original, was, notify: recipient.notify, sender: None }];
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
            Stand::Itself => self.leaf(LeafKey(one.id(), 0), one.card().primary, visit, via),
            Stand::Others(next) => {
                let Visit { original, was, notify, sender, .. } = visit;
                let mut is_duplicate = false;
                if keeps_copy {
                    let (original, was, sender) = (original.clone(), was.clone(), sender.clone());
                    let own = Visit { one, original, was, notify, sender };
                    is_duplicate = self.leaf(LeafKey(one.id(), 0), one.card().primary, own, via);
                }
                match next {
                    Next::Known(next) => open.push(Visit { one: next, original, was, notify, sender }),
                    Next::Elsewhere(address) if !may_forward(one, address, self.settings) => {}
                    Next::Elsewhere(address) => {
                        let visit = Visit { one, original, was, notify, sender };
                        is_duplicate |= self.leaf(LeafKey(one.id(), 1), address, visit, via);
                    }
                    Next::Members => self.open_group(one, notify, sender, open),
                    // A mailbox that keeps its copy has lost nothing.
                    Next::Gone => {}
                }
                is_duplicate
            }
        }
    }

    /// The members are visited next, with what the group says about reports. A report that comes to a group is for
    /// nobody in it.
    fn open_group(
        &self,
        group: &'a Addressee,
        notify: Option<Notify>,
        sender: Option<ReversePath>,
        open: &mut Vec<Visit<'a>>,
    ) {
        if self.envelope.return_path.is_null() {
            return;
        }
        let directory = &self.settings.directory;
        let (notify, sender) = match reports(group, directory) {
            // Success is told of the group itself.
            Reports::Originator => (notify.map(|notify| Notify { success: false, ..notify }), sender),
            Reports::Nobody => (Some(Notify { success: false, failure: false, delay: false }), sender),
            Reports::Manager(manager) => {
                let notify = Notify { success: false, failure: true, delay: false };
                (Some(notify), Some(ReversePath::Address(manager.clone())))
            }
        };
        let visit = |one| Visit { one, original: None, was: None, notify, sender: sender.clone() };
        open.extend(directory.members(group).map(visit));
    }

    fn end_at(&mut self, visit: Visit, via: usize) {
        let one = visit.one;
        self.leaf(LeafKey(one.id(), 0), one.card().primary, visit, via);
    }

    /// Somebody whom mail ends at. True: they get it already.
    fn leaf(&mut self, key: LeafKey, address: &SmtpAddress, visit: Visit, via: usize) -> bool {
        if !self.served.insert(address.key()) {
            self.duplicates.push((via, address.clone()));
            return true;
        }
        let Visit { original, was, notify, sender, .. } = visit;
        // An address that stands for itself needs no original.
        let own = address.to_string();
        let was = was.filter(|was| !was.eq_ignore_ascii_case(&own)).map(|was| ("rfc822".to_owned(), was));
        let original = original.or(was);
        let recipient = Recipient { address: address.clone(), original, notify, state: RecipientState::Pending };
        self.leaves.insert(key, Leaf { key, via, recipient, sender });
        false
    }
}

/// Who is told what becomes of a group's members.
enum Reports<'a> {
    Originator,
    Manager(&'a SmtpAddress),
    Nobody,
}

fn reports<'a>(group: &'a Addressee, directory: &'a Directory) -> Reports<'a> {
    let (to_manager, to_originator, manager) = match group {
        Addressee::Group(group) => {
            (group.report_to_manager_enabled, group.report_to_originator_enabled, group.managed_by.first())
        }
        Addressee::DynamicGroup(group) => {
            (group.report_to_manager_enabled, group.report_to_originator_enabled, group.managed_by.as_ref())
        }
        _ => return Reports::Originator,
    };
    let manager = manager.and_then(|link| link.id()).and_then(|id| directory.get(id));
    match manager.filter(|_| to_manager) {
        Some(manager) => Reports::Manager(manager.card().primary),
        None if to_originator => Reports::Originator,
        None => Reports::Nobody,
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
