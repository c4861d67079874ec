//! Recipients: the mailboxes, mail users, contacts and groups that mail can be addressed to.
//!
//! What all of them have is declared once, by `recipient_class!`, and read through a [`Card`]. [`Directory`] finds them
//! by address and by name; rules between recipients (no two share an address, a name or an alias) ask it, and so does
//! the mail path.

mod addressee;
mod card;
mod declare;
mod directory;
mod kept_elsewhere;
mod left_behind;
mod link;
mod policy;
mod rules;
mod settle;
mod shards;
mod target;

pub mod distribution_group;
pub mod dynamic_group;
pub mod filter;
pub mod mail_contact;
pub mod mail_user;
pub mod member_page;

pub use addressee::Addressee;
pub use card::{Card, Senders};
pub use directory::Directory;
pub use link::RecipientLink;
pub use policy::policy_addresses;
pub use settle::{parts, resolve_one};

pub(super) use declare::recipient_class;
pub(super) use kept_elsewhere::{is_changed_where_it_is_kept, is_removed_where_it_is_kept};
pub(super) use left_behind::is_still_named;
pub(super) use rules::{addresses_are_its_own, addresses_are_smtp, logon_is_its_own, names_are_its_own};
pub(super) use settle::resolve as resolve_all;
pub(super) use settle::{Shared, presets, settle};
use target::{settle_target, target_is_smtp};

/// Classes whose objects share one space of addresses, names and aliases.
pub const CLASSES: &[&str] = &["Mailbox", "MailUser", "MailContact", "DistributionGroup", "DynamicDistributionGroup"];

/// Whether a text is one of a recipient's addresses or its alias.
fn answers_to(card: &Card, text: &str) -> bool {
    let address = text.parse::<super::SmtpAddress>().ok();
    super::text::same_text(card.alias, text) || card.smtp().any(|own| Some(own) == address.as_ref())
}

/// Failures among members are told to one, and a manager can be told only where there is one.
fn reports_go_to_one(to_manager: bool, to_originator: bool, has_manager: bool) -> Result<(), super::Breach> {
    if to_manager && to_originator {
        return Err(super::Breach::new(
            "ReportToManagerEnabled",
            "Failures are told either to the manager or to the sender.",
            "Give the other one, too: -ReportToOriginatorEnabled $false or -ReportToManagerEnabled $false.",
        ));
    }
    if to_manager && !has_manager {
        return Err(super::Breach::new(
            "ReportToManagerEnabled",
            "There is no manager who could be told.",
            "Give -ManagedBy.",
        ));
    }
    Ok(())
}
