//! One recipient of any class.

use std::sync::Arc;

use uuid::Uuid;

use super::card::Card;
use super::distribution_group::DistributionGroup;
use super::dynamic_group::DynamicDistributionGroup;
use super::mail_contact::MailContact;
use super::mail_user::MailUser;
use crate::model::mailbox::Mailbox;
use crate::model::organization::Kept;
use crate::model::{ProxyKind, SmtpAddress};

/// A recipient that this organization knows. Cheap to clone.
#[derive(Clone, Debug)]
pub enum Addressee {
    Mailbox(Arc<Mailbox>),
    MailUser(Arc<MailUser>),
    MailContact(Arc<MailContact>),
    Group(Arc<DistributionGroup>),
    DynamicGroup(Arc<DynamicDistributionGroup>),
}

impl Addressee {
    /// A typed object of a class, if that is one of recipients.
    pub(in crate::model) fn of(class: &str, object: &Kept) -> Option<Addressee> {
        let object = object.clone();
        match class {
            "Mailbox" => object.downcast().ok().map(Addressee::Mailbox),
            "MailUser" => object.downcast().ok().map(Addressee::MailUser),
            "MailContact" => object.downcast().ok().map(Addressee::MailContact),
            "DistributionGroup" => object.downcast().ok().map(Addressee::Group),
            "DynamicDistributionGroup" => object.downcast().ok().map(Addressee::DynamicGroup),
            _ => None,
        }
    }

    /// What every recipient has.
    pub fn card(&self) -> Card<'_> {
        match self {
            Addressee::Mailbox(mailbox) => mailbox.card(),
            Addressee::MailUser(user) => user.card(),
            Addressee::MailContact(contact) => contact.card(),
            Addressee::Group(group) => group.card(),
            Addressee::DynamicGroup(group) => group.card(),
        }
    }

    pub fn id(&self) -> Uuid {
        match self {
            Addressee::Mailbox(mailbox) => mailbox.id,
            Addressee::MailUser(user) => user.id,
            Addressee::MailContact(contact) => contact.id,
            Addressee::Group(group) => group.id,
            Addressee::DynamicGroup(group) => group.id,
        }
    }

    pub fn name(&self) -> &str {
        match self {
            Addressee::Mailbox(mailbox) => &mailbox.name,
            Addressee::MailUser(user) => &user.name,
            Addressee::MailContact(contact) => &contact.name,
            Addressee::Group(group) => &group.name,
            Addressee::DynamicGroup(group) => &group.name,
        }
    }

    pub fn mailbox(&self) -> Option<&Arc<Mailbox>> {
        match self {
            Addressee::Mailbox(mailbox) => Some(mailbox),
            _ => None,
        }
    }

    /// Whether it stands for members.
    pub fn is_group(&self) -> bool {
        matches!(self, Addressee::Group(_) | Addressee::DynamicGroup(_))
    }

    /// The address on another system that stands for it.
    pub fn target(&self) -> Option<&SmtpAddress> {
        let address = match self {
            Addressee::MailUser(user) => &user.external_email_address,
            Addressee::MailContact(contact) => &contact.external_email_address,
            Addressee::Mailbox(_) | Addressee::Group(_) | Addressee::DynamicGroup(_) => return None,
        };
        match &address.address {
            ProxyKind::Smtp(address) => Some(address),
            ProxyKind::Other(..) => None,
        }
    }

    /// The class as people see it in Get-Recipient.
    pub fn recipient_type(&self) -> &'static str {
        match self {
            Addressee::Mailbox(_) => "UserMailbox",
            Addressee::MailUser(_) => "MailUser",
            Addressee::MailContact(_) => "MailContact",
            Addressee::Group(_) => "MailUniversalDistributionGroup",
            Addressee::DynamicGroup(_) => "DynamicDistributionGroup",
        }
    }

    /// The name its user logs in with, for those who may.
    pub(super) fn logon(&self) -> Option<&SmtpAddress> {
        match self {
            Addressee::Mailbox(mailbox) => mailbox.user_principal_name.as_ref(),
            Addressee::MailUser(user) => user.user_principal_name.as_ref(),
            Addressee::MailContact(_) | Addressee::Group(_) | Addressee::DynamicGroup(_) => None,
        }
    }

    pub(super) fn same_object(&self, other: &Addressee) -> bool {
        self.id() == other.id()
    }
}
