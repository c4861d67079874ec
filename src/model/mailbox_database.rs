//! Mailbox databases: where delivered mail is kept, as Maildir or behind an LMTP server.

use std::path::PathBuf;

use super::class::{Beside, Breach, class};
use super::{ByteSize, LmtpEndpoint, LocalPath, Mailbox, SmtpAddress, Unlimited};

class! {
    /// Where the mail of mailboxes is kept: Maildirs below a directory, or an LMTP server such as Dovecot.
    MailboxDatabase {
        nouns: ["MailboxDatabase"],
        scope: Organization,
        verbs: [New, Get, Set, Remove],
        shown: ["Name", "MaildirPath", "LmtpEndpoint"],
        looks_at: ["Mailbox", "MailboxDatabase"],
        examples: [
            (New, "Keep mail in Maildirs, one for each address", "New-MailboxDatabase -Name Mailboxes -MaildirPath /var/mail/emsh"),
            (New, "Hand mail to a Dovecot on this machine", "New-MailboxDatabase -Name Dovecot -LmtpEndpoint unix:/run/dovecot/lmtp"),
            (Get, "Show where mail is kept", "Get-MailboxDatabase"),
            (Set, "Move deliveries to an LMTP server", "Set-MailboxDatabase Dovecot -LmtpEndpoint mail.contoso.com:24"),
            (Remove, "Remove a database in which no mailbox is left", "Remove-MailboxDatabase Dovecot -Confirm:$false"),
        ],
    }
    properties {
        /// Directory of the Maildirs: `%u` stands for the address, `%n` for its local part, `%d` for its domain.
        /// Without these, each mailbox has a directory named by its address.
        maildir_path = MaildirPath: Option<LocalPath> = None;
        /// LMTP server that takes the mail: `host:port` or `unix:/run/dovecot/lmtp`.
        lmtp_endpoint = LmtpEndpoint: Option<LmtpEndpoint> = None;
        /// Bytes that each Maildir may have whose mailbox has no quota of its own; what would make it more goes back to its
        /// sender (5.2.2). An LMTP server has quotas of its own. Default unlimited.
        prohibit_send_receive_quota = ProhibitSendReceiveQuota: Unlimited<ByteSize> = Unlimited::Unlimited;
    }
    rules [has_one_target]
    farewell [nobody_lives_there]
}

/// Where a database puts mail.
#[derive(Clone, Copy, Debug)]
pub enum MailboxTarget<'a> {
    Maildir(&'a LocalPath),
    Lmtp(&'a LmtpEndpoint),
}

impl MailboxDatabase {
    /// Where its mail goes; `None` only for an object that broke its rules.
    pub fn target(&self) -> Option<MailboxTarget<'_>> {
        match (&self.maildir_path, &self.lmtp_endpoint) {
            (Some(path), _) => Some(MailboxTarget::Maildir(path)),
            (None, Some(endpoint)) => Some(MailboxTarget::Lmtp(endpoint)),
            (None, None) => None,
        }
    }

    /// The Maildir of a mailbox, by its primary address. No address leads outside the database's directory.
    pub fn maildir(&self, primary: &SmtpAddress) -> Option<PathBuf> {
        let pattern = self.maildir_path.as_ref()?.to_string();
        let (local, domain) = (primary.local().to_lowercase(), primary.domain().to_string());
        let parts = [
            ("%u", as_file_name(&format!("{local}@{domain}"))),
            ("%n", as_file_name(&local)),
            ("%d", as_file_name(&domain)),
        ];
        if !parts.iter().any(|(mark, _)| pattern.contains(mark)) {
            return Some(PathBuf::from(pattern).join(&parts[0].1));
        }
        let mut path = String::new();
        let mut rest = pattern.as_str();
        while let Some(at) = rest.find('%') {
            path.push_str(&rest[..at]);
            let part = parts.iter().find(|(mark, _)| rest[at..].starts_with(mark));
            path.push_str(part.map_or("%", |(_, name)| name));
            rest = &rest[at + part.map_or(1, |(mark, _)| mark.len())..];
        }
        path.push_str(rest);
        Some(PathBuf::from(path))
    }
}

/// One name in a directory: what would be more than that is written as `%2F`.
fn as_file_name(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '/' | '%' | '\0'..='\x1f' | '\x7f' => name.push_str(&format!("%{:02X}", u32::from(c))),
            '.' if at == 0 => name.push_str("%2E"),
            c => name.push(c),
        }
    }
    name
}

fn has_one_target(database: &MailboxDatabase, _: &Beside) -> Result<(), Breach> {
    match (&database.maildir_path, &database.lmtp_endpoint) {
        (Some(_), Some(_)) => Err(Breach::new(
            "LmtpEndpoint",
            "Mail goes either into Maildirs or to an LMTP server, not both.",
            "Clear the other with -MaildirPath $null or -LmtpEndpoint $null.",
        )),
        (None, None) => Err(Breach::new(
            "MaildirPath",
            "A mailbox database needs a place for mail.",
            "Give -MaildirPath /var/mail/emsh, or -LmtpEndpoint unix:/run/dovecot/lmtp.",
        )),
        _ => Ok(()),
    }
}

fn nobody_lives_there(database: &MailboxDatabase, beside: &Beside) -> Result<Option<String>, Breach> {
    let databases: Vec<&MailboxDatabase> = beside.organization.all().collect();
    let lives_here =
        |mailbox: &&Mailbox| mailbox.home(databases.iter().copied()).is_some_and(|home| home.id == database.id);
    let (count, one) = beside
        .organization
        .all::<Mailbox>()
        .filter(lives_here)
        .fold((0, None), |(count, _), mailbox| (count + 1, Some(mailbox)));
    match one {
        Some(mailbox) => Err(Breach::new(
            "Database",
            format!(
                "{count} mailboxes are in this database, '{}' among them: their mail would have nowhere to go.",
                mailbox.name
            ),
            "Give them another with 'Set-Mailbox -Database', or remove them.",
        )),
        None => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Class;
    use crate::model::organization::Organization;
    use crate::model::tests::judge;

    #[test]
    fn a_database_has_exactly_one_target() {
        for (given, fits) in [
            (json!({"MaildirPath": "/var/mail/emsh"}), true),
            (json!({"LmtpEndpoint": "unix:/run/lmtp"}), true),
            (json!({}), false),
            (json!({"MaildirPath": "/var/mail", "LmtpEndpoint": "10.0.0.1:24"}), false),
        ] {
            let database = MailboxDatabase::create("x", "", given.clone()).expect("readable");
            assert_eq!(judge(&database, &Organization::default()).is_ok(), fits, "{given}");
        }
    }

    #[test]
    fn a_maildir_never_leaves_its_database() {
        for (pattern, address, path) in [
            ("/m", "Ann@Contoso.com", "/m/ann@contoso.com"),
            ("/m/%d/%n/Maildir", "ann@contoso.com", "/m/contoso.com/ann/Maildir"),
            ("/m/%u", "ann@contoso.com", "/m/ann@contoso.com"),
            ("/m/%n", "../../etc@contoso.com", "/m/%2E.%2F..%2Fetc"),
            ("/m/%n", "%d@contoso.com", "/m/%25d"),
            ("/m/100%", "a@b.c", "/m/100%/a@b.c"),
        ] {
            let database = MailboxDatabase::create("x", "", json!({"MaildirPath": pattern})).expect("readable");
            let (local, domain) = address.rsplit_once('@').expect(address);
            let address = SmtpAddress::new(local, domain.parse().expect(domain));
            assert_eq!(database.maildir(&address), Some(PathBuf::from(path)), "{pattern} {address}");
        }
    }
}
