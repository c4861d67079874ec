//! Cmdlets about recipients of all classes, and about the members of groups. Those of one class are derived from its
//! declaration.

mod add_distribution_group_member;
mod directory;
mod get_distribution_group_member;
mod get_recipient;
mod mailbox_quarantine;
mod membership;
mod recipient_info;
mod remove_distribution_group_member;
mod update_distribution_group_member;
mod update_email_address_policy;

pub use add_distribution_group_member::ADD_DISTRIBUTION_GROUP_MEMBER;
pub use directory::{REMOVE_RECIPIENT_DIRECTORY, TEST_RECIPIENT_DIRECTORY, UPDATE_RECIPIENT_DIRECTORY};
pub use get_distribution_group_member::GET_DISTRIBUTION_GROUP_MEMBER;
pub use get_recipient::GET_RECIPIENT;
pub use mailbox_quarantine::{DISABLE_MAILBOX_QUARANTINE, ENABLE_MAILBOX_QUARANTINE};
pub use remove_distribution_group_member::REMOVE_DISTRIBUTION_GROUP_MEMBER;
pub use update_distribution_group_member::UPDATE_DISTRIBUTION_GROUP_MEMBER;
pub use update_email_address_policy::UPDATE_EMAIL_ADDRESS_POLICY;
