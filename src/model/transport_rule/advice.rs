//! What is worth saying about a transport rule that is sound.

use super::{SmtpAddress, TransportRule};
use crate::model::class::Beside;
use crate::model::recipient::Addressee;

/// Exchange asks before it makes a rule without conditions; the ones that let no mail through deserve it.
pub fn all_mail_is_meant(rule: &TransportRule, _: &Beside) -> Option<String> {
    let does = match () {
        () if rule.delete_message => "deletes",
        () if rule.rejection().is_some() => "rejects",
        () if !rule.redirect_message_to.is_empty() => "redirects",
        () => return None,
    };
    let except = if rule.exceptions().is_empty() { "" } else { " but its exceptions" };
    rule.conditions().is_empty().then(|| {
        format!(
            "Rule '{name}' has no condition and {does} all mail{except}. Give one, such as -From or -SentTo, with \
             Set-TransportRule \"{name}\", or stop it with Disable-TransportRule \"{name}\".",
            name = rule.name
        )
    })
}

/// Rules act on messages whose groups have given way to their members.
pub fn groups_are_no_recipients(rule: &TransportRule, beside: &Beside) -> Option<String> {
    let directory = beside.organization.directory();
    let is_group = |address: &&SmtpAddress| directory.at(address).iter().any(Addressee::is_group);
    [("", &rule.sent_to), ("ExceptIf", &rule.except_if_sent_to)].into_iter().find_map(|(which, people)| {
        let group = people.iter().find(is_group)?;
        Some(format!(
            "{group} is a group, and -{which}SentTo finds nobody by it: members have taken its place when rules act. Give \
             -{which}SentToMemberOf for its members, or -{which}AnyOfToHeader for messages that name it in To."
        ))
    })
}
