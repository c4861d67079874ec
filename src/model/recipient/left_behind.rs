//! Who still names a recipient that goes.
//!
//! Links are GUIDs, so that they outlive renames; they outlive the recipient as well. Nothing is taken out of other
//! objects for anybody: whoever removes is told who names the recipient, what comes of that, and what to type.

use uuid::Uuid;

use super::addressee::Addressee;
use super::directory::Directory;
use super::link::RecipientLink;
use super::settle::{ACCEPT, REJECT, Shared};
use crate::model::class::{Beside, Breach};
use crate::model::{AcceptedDomain, SendConnector, TransportRule};

/// Most objects that are named for one property; the others are counted.
const MOST_NAMED: usize = 3;

/// A property of an object that names the recipient.
#[derive(Clone, Copy)]
struct Mention<'a> {
    property: &'static str,
    class: &'static str,
    name: &'a str,
    is_list: bool,
}

/// Removed, it stays where it is named, as the GUID of nobody.
pub fn is_still_named(recipient: &impl Shared, beside: &Beside) -> Result<Option<String>, Breach> {
    let (card, organization) = (recipient.card(), beside.organization);
    let mut found = Found { id: card.id, mentions: Vec::new() };
    for other in organization.directory().all().filter(|other| other.id() != card.id) {
        found.in_recipient(other, organization.directory());
    }
    for domain in organization.all::<AcceptedDomain>() {
        found.one("AcceptedDomain", &domain.name, "CatchAllRecipientID", domain.catch_all_recipient_id.as_ref());
    }
    for connector in organization.all::<SendConnector>() {
        for (property, people) in [
            ("AcceptMessagesFrom", &connector.accept_messages_from),
            ("RejectMessagesFrom", &connector.reject_messages_from),
            ("TriggerAccounts", &connector.trigger_accounts),
        ] {
            found.list("SendConnector", &connector.name, property, people);
        }
    }
    for rule in organization.all::<TransportRule>() {
        rule.groups()
            .into_iter()
            .for_each(|(property, groups)| found.list("TransportRule", &rule.name, property, groups));
    }
    Ok((!found.mentions.is_empty()).then(|| found.told(card.name)))
}

struct Found<'a> {
    id: Uuid,
    mentions: Vec<Mention<'a>>,
}

impl<'a> Found<'a> {
    fn in_recipient(&mut self, other: &'a Addressee, directory: &'a Directory) {
        let card = other.card();
        for ([senders, groups, _], lists) in [(ACCEPT, card.accepts), (REJECT, card.rejects)] {
            self.list(card.class, card.name, senders, lists.senders);
            self.list(card.class, card.name, groups, lists.groups);
        }
        match other {
            Addressee::Mailbox(mailbox) => {
                self.one(card.class, card.name, "ForwardingAddress", mailbox.forwarding_address.as_ref());
            }
            Addressee::Group(group) => {
                self.list(card.class, card.name, "ManagedBy", &group.managed_by);
                if directory.links(group).any(|id| id == self.id) {
                    self.add(card.class, card.name, "Members", true);
                }
            }
            Addressee::DynamicGroup(group) => {
                self.one(card.class, card.name, "ManagedBy", group.managed_by.as_ref());
            }
            Addressee::MailUser(_) | Addressee::MailContact(_) => {}
        }
    }

    fn one(&mut self, class: &'static str, name: &'a str, property: &'static str, link: Option<&RecipientLink>) {
        if link.and_then(RecipientLink::id) == Some(self.id) {
            self.add(class, name, property, false);
        }
    }

    fn list(&mut self, class: &'static str, name: &'a str, property: &'static str, links: &[RecipientLink]) {
        if links.iter().any(|link| link.id() == Some(self.id)) {
            self.add(class, name, property, true);
        }
    }

    fn add(&mut self, class: &'static str, name: &'a str, property: &'static str, is_list: bool) {
        self.mentions.push(Mention { property, class, name, is_list });
    }

    /// All of it in one warning, property by property.
    fn told(mut self, gone: &str) -> String {
        self.mentions.sort_by_key(|mention| (mention.property, mention.class, mention.name));
        let matters = self.mentions.chunk_by(|one, next| (one.property, one.class) == (next.property, next.class));
        let matters: Vec<String> = matters.map(|alike| self.matter(alike)).collect();
        format!("Others still name '{gone}', who will not be there any more. {}", matters.join(" "))
    }

    fn matter(&self, alike: &[Mention]) -> String {
        let Some(first) = alike.first() else { return String::new() };
        let names: Vec<String> = alike.iter().take(MOST_NAMED).map(|mention| format!("'{}'", mention.name)).collect();
        let more = match alike.len().saturating_sub(MOST_NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let comes_of_it = match first.property {
            "ForwardingAddress" => ", so that mail for them goes back to its sender",
            "CatchAllRecipientID" => ", so that unknown recipients there are refused",
            _ => "",
        };
        let Mention { property, class, name, is_list } = *first;
        let mend = match (property, is_list) {
            ("Members", _) => format!("Remove-DistributionGroupMember \"{name}\" -Member '{}'", self.id),
            (_, true) => format!("Set-{class} \"{name}\" -{property} @{{Remove='{}'}}", self.id),
            (_, false) => format!("Set-{class} \"{name}\" -{property} $null"),
        };
        format!("{property} of {}{more}{comes_of_it}: {mend}.", names.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::Mailbox;
    use crate::model::class::Class;
    use crate::model::organization::Organization;
    use crate::model::recipient::distribution_group::DistributionGroup;
    use crate::model::recipient::member_page::MemberPage;
    use crate::model::tests::keep;

    fn mailbox(name: &str, mut given: serde_json::Value) -> Mailbox {
        given["PrimarySmtpAddress"] = json!(format!("{name}@a.b"));
        Mailbox::create(name, "", given).expect("sound")
    }

    #[test]
    fn who_names_a_recipient_is_told_before_it_goes() {
        let bob = mailbox("bob", json!({}));
        let id = bob.id.to_string();
        let mut organization = Organization::default();
        keep(&mut organization, &bob);
        let farewell =
            |organization: &Organization| is_still_named(&bob, &Beside { organization, server: "" }).expect("may go");
        assert_eq!(farewell(&organization), None);
        for name in ["ann", "cat", "dan", "eve", "fay"] {
            keep(&mut organization, &mailbox(name, json!({ "ForwardingAddress": id })));
        }
        keep(&mut organization, &mailbox("kim", json!({ "RejectMessagesFrom": [id] })));
        let given = json!({ "PrimarySmtpAddress": "team@a.b", "ManagedBy": [id] });
        let team = DistributionGroup::create("team", "", given).expect("sound");
        keep(&mut organization, &team);
        let page = json!({ "Group": team.id.to_string(), "Members": [id] });
        keep(&mut organization, &MemberPage::create("1", "", page).expect("sound"));
        let given = json!({ "DomainName": "a.b", "CatchAllRecipientID": id });
        keep(&mut organization, &AcceptedDomain::create("a.b", "", given).expect("sound"));
        let given = json!({ "SentToMemberOf": [id], "DeleteMessage": true });
        keep(&mut organization, &TransportRule::create("rule", "", given).expect("sound"));
        let told = farewell(&organization).expect("a warning");
        for says in [
            "ForwardingAddress of 'ann', 'cat', 'dan' and 2 more, so that mail for them goes back to its sender: \
             Set-Mailbox \"ann\" -ForwardingAddress $null.",
            &format!("RejectMessagesFrom of 'kim': Set-Mailbox \"kim\" -RejectMessagesFrom @{{Remove='{id}'}}."),
            &format!("Members of 'team': Remove-DistributionGroupMember \"team\" -Member '{id}'."),
            &format!("ManagedBy of 'team': Set-DistributionGroup \"team\" -ManagedBy @{{Remove='{id}'}}."),
            "CatchAllRecipientID of 'a.b', so that unknown recipients there are refused: \
             Set-AcceptedDomain \"a.b\" -CatchAllRecipientID $null.",
            &format!("SentToMemberOf of 'rule': Set-TransportRule \"rule\" -SentToMemberOf @{{Remove='{id}'}}."),
        ] {
            assert!(told.contains(says), "{says}\n{told}");
        }
    }
}
