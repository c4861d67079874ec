//! Members of large groups, in pages of their own: one more member of a hundred thousand rewrites a small object.

use uuid::Uuid;

use crate::model::RecipientLink;
use crate::model::class::class;

/// Members that stand with the group itself, and most that a page has: some 80 KB as they are stored.
pub const MOST_MEMBERS: usize = 2000;

class! {
    /// Further members of a distribution group that has many. Get-DistributionGroupMember shows all together.
    MemberPage {
        nouns: [],
        scope: Organization,
        verbs: [],
        shown: ["Name", "Group"],
        looks_at: ["DistributionGroup", "MemberPage"],
        examples: [],
    }
    properties {
        /// GUID of the group.
        group = Group: Uuid;
        /// GUIDs of members.
        members = Members: Vec<RecipientLink> = Vec::new();
    }
    rules []
}

impl MemberPage {
    pub const NAME: &'static str = MemberPage::INFO.name;
}
