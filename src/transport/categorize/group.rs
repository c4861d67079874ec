//! What members of a group inherit from it: who is told of failures, and whether their out-of-office messages are wanted.
//!
//! Promise: no I/O and no clock.

use super::resolve::Legacy;
use crate::mail::Notify;
use crate::model::{Addressee, Directory, ReversePath, SmtpAddress};

/// What the members of a group inherit, which came to it with that.
pub fn legacy_of_members(group: &Addressee, legacy: &Legacy, directory: &Directory) -> Legacy {
    let (notify, sender) = match reports(group, directory) {
        // Success is told of the group itself.
        Reports::Originator => (legacy.notify.map(|notify| Notify { success: false, ..notify }), legacy.sender.clone()),
        Reports::Nobody => (Some(Notify::NEVER), legacy.sender.clone()),
        Reports::Manager(manager) => {
            let notify = Notify { success: false, failure: true, delay: false };
            (Some(notify), Some(ReversePath::Address(manager.clone())))
        }
    };
    let is_oof_unwanted = legacy.is_oof_unwanted || !wants_oof(group);
    Legacy { original: None, was: None, notify, alternate: None, sender, is_oof_unwanted }
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

/// Whether members' out-of-office messages go to whoever writes to the group.
fn wants_oof(group: &Addressee) -> bool {
    match group {
        Addressee::Group(group) => group.send_oof_message_to_originator_enabled,
        Addressee::DynamicGroup(group) => group.send_oof_message_to_originator_enabled,
        Addressee::Mailbox(_) | Addressee::MailUser(_) | Addressee::MailContact(_) => true,
    }
}
