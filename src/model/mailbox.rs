//! Mailboxes: the recipients that are here.

use super::class::{Beside, Breach, Creation, Properties};
use super::recipient::{self, RecipientLink, recipient_class};
use super::text::same_text;
use super::{ByteSize, MailboxDatabase, PasswordHash, ProxyAddress, SmtpAddress, Unlimited};

recipient_class! {
    person;
    /// A recipient whose mail is delivered here, and who may log in to send.
    Mailbox {
        nouns: ["Mailbox"],
        scope: Organization,
        verbs: [New, Get, Set, Remove],
        shown: ["Name", "Alias", "PrimarySmtpAddress", "Database"],
        ignored: ["OrganizationalUnit", "SamAccountName", "ResetPasswordOnNextLogon"],
        looks_at: ["Mailbox", "MailUser", "MailContact", "DistributionGroup", "DynamicDistributionGroup", "MailboxDatabase", "RecipientDirectory"],
        presets: presets,
        paged: 1000,
        settle: settle,
        answers_to: |mailbox, text| mailbox.is_called(text),
        examples: [
            (New, "Make a mailbox whose user may log in to send", "New-Mailbox -Name Ann -PrimarySmtpAddress ann@contoso.com -Password (ConvertTo-SecureString 'correct horse' -AsPlainText -Force)"),
            (New, "Make a mailbox that only receives", "New-Mailbox -Name Sales -EmailAddresses sales@contoso.com,orders@contoso.com"),
            (Get, "Show all mailboxes", "Get-Mailbox"),
            (Get, "Find a mailbox by one of its addresses", "Get-Mailbox orders@contoso.com"),
            (Set, "Give a mailbox one more address", "Set-Mailbox Sales -EmailAddresses @{Add='shop@contoso.com'}"),
            (Set, "Send its mail to somebody else as well", "Set-Mailbox Sales -ForwardingAddress Ann -DeliverToMailboxAndForward $true"),
            (Set, "Send its mail to an address elsewhere instead", "Set-Mailbox Sales -ForwardingAddress $null -ForwardingSmtpAddress sales@fabrikam.com -DeliverToMailboxAndForward $false"),
            (Remove, "Remove a mailbox; what was delivered stays where it is", "Remove-Mailbox Sales -Confirm:$false"),
        ],
    }
    properties {
        /// Name to log in with, in the form of an address. Default: the primary address.
        user_principal_name = UserPrincipalName: Option<SmtpAddress> = None;
        /// Password for SMTP AUTH, as a SecureString. Kept only as hashes (Argon2id, and what SCRAM-SHA-256 needs); without
        /// one nobody logs in.
        password = Password: Option<PasswordHash> = None;
        /// Database that its mail is delivered to. May be left out while there is only one.
        database = Database: Option<String> = None;
        /// Recipient that its mail goes on to. Wins over ForwardingSmtpAddress.
        forwarding_address = ForwardingAddress: Option<RecipientLink> = None;
        /// Address anywhere that its mail goes on to.
        forwarding_smtp_address = ForwardingSmtpAddress: Option<ProxyAddress> = None;
        /// Keep a copy of what goes on. Default $false: the mailbox gets nothing while mail is forwarded.
        deliver_to_mailbox_and_forward = DeliverToMailboxAndForward: bool = false;
        /// Take mail only from senders who have logged on, or from our own servers. Default $false.
        require_sender_authentication_enabled = RequireSenderAuthenticationEnabled: bool = false;
        /// Most recipients of one message that its user sends, in place of the organization's limit. Default unlimited:
        /// the organization's limit.
        recipient_limits = RecipientLimits: Unlimited<u32> = Unlimited::Unlimited;
        /// Take ProhibitSendReceiveQuota from the database. Default $true.
        use_database_quota_defaults = UseDatabaseQuotaDefaults: bool = true;
        /// Bytes that its Maildir may have; what would make it more goes back to its sender (5.2.2). Counts while
        /// UseDatabaseQuotaDefaults is $false. An LMTP server has quotas of its own. Default unlimited.
        prohibit_send_receive_quota = ProhibitSendReceiveQuota: Unlimited<ByteSize> = Unlimited::Unlimited;
        /// Whether Enable-MailboxQuarantine keeps mail out of it: what comes for it goes back to its sender (5.2.1).
        is_quarantined = IsQuarantined: bool = false, system;
    }
    rules [logon_is_its_own, forwards_by_smtp, forwards_to_somebody_else, database_exists]
}

impl Mailbox {
    /// Every SMTP address that it answers to.
    pub fn addresses(&self) -> impl Iterator<Item = &SmtpAddress> {
        self.email_addresses.iter().filter_map(ProxyAddress::smtp)
    }

    /// Whether a text is one of its addresses, its alias or the name its user logs in with.
    pub fn is_called(&self, text: &str) -> bool {
        let address = text.parse::<SmtpAddress>().ok();
        self.logs_in_as(text) || self.addresses().any(|own| Some(own) == address.as_ref())
    }

    /// Whether its user may give that text as the name to log in with: UserPrincipalName, primary address or alias,
    /// also behind a Windows domain (`CONTOSO\ann`).
    pub fn logs_in_as(&self, user: &str) -> bool {
        if let Ok(address) = user.parse::<SmtpAddress>() {
            return self.primary_smtp_address == address || self.user_principal_name.as_ref() == Some(&address);
        }
        let name = user.rsplit_once('\\').map_or(user, |(_, name)| name);
        !name.is_empty() && same_text(&self.alias, name)
    }

    /// Bytes that its Maildir in a database may have.
    pub fn quota(&self, database: &MailboxDatabase) -> Unlimited<ByteSize> {
        match self.use_database_quota_defaults {
            true => database.prohibit_send_receive_quota,
            false => self.prohibit_send_receive_quota,
        }
    }

    /// The database that its mail is delivered to, by name or because there is only one.
    pub fn home<'a>(
        &self,
        databases: impl Iterator<Item = &'a MailboxDatabase> + Clone,
    ) -> Option<&'a MailboxDatabase> {
        match &self.database {
            Some(name) => databases.clone().find(|database| same_text(&database.name, name)),
            None => {
                let mut all = databases;
                all.next().filter(|_| all.next().is_none())
            }
        }
    }
}

fn presets(creation: &Creation) -> Result<Properties, Breach> {
    let logon = creation.read::<SmtpAddress>("UserPrincipalName")?;
    Ok(recipient::presets(creation, logon)?.into_properties())
}

fn settle(mailbox: &mut Mailbox, changed: &[&str], beside: &Beside) -> Result<(), Breach> {
    if let Some(forward) = &mut mailbox.forwarding_address {
        recipient::resolve_one("ForwardingAddress", forward, beside.organization.directory())?;
    }
    recipient::settle(mailbox, changed, beside)
}

/// Nobody can log in as somebody else by choosing their name.
fn logon_is_its_own(mailbox: &Mailbox, beside: &Beside) -> Result<(), Breach> {
    recipient::logon_is_its_own(mailbox, mailbox.user_principal_name.as_ref(), beside)
}

fn forwards_by_smtp(mailbox: &Mailbox, _: &Beside) -> Result<(), Breach> {
    match &mailbox.forwarding_smtp_address {
        Some(address) if address.smtp().is_none() => Err(Breach::new(
            "ForwardingSmtpAddress",
            format!("'{address}' is not an SMTP address, and mail leaves here by SMTP alone."),
            "Give an address such as sales@fabrikam.com.",
        )),
        _ => Ok(()),
    }
}

/// Mail that goes on to where it comes from goes round, and back to its sender.
fn forwards_to_somebody_else(mailbox: &Mailbox, _: &Beside) -> Result<(), Breach> {
    let is_itself = mailbox.forwarding_address.as_ref().and_then(RecipientLink::id) == Some(mailbox.id);
    let on = mailbox.forwarding_smtp_address.as_ref().and_then(ProxyAddress::smtp);
    let to_itself = on.filter(|on| mailbox.addresses().any(|own| own == *on));
    let (property, says) = match to_itself {
        _ if is_itself => ("ForwardingAddress", format!("'{}' would forward its mail to itself.", mailbox.name)),
        Some(own) => {
            let says = format!("{own} is an address of '{}', which would forward its mail to itself.", mailbox.name);
            ("ForwardingSmtpAddress", says)
        }
        None => return Ok(()),
    };
    let fix = format!("Give -{property} somebody else, or $null: without forwarding the mailbox keeps its mail.");
    Err(Breach::new(property, says, fix))
}

fn database_exists(mailbox: &Mailbox, beside: &Beside) -> Result<(), Breach> {
    let databases: Vec<&MailboxDatabase> = beside.organization.all().collect();
    if mailbox.home(databases.iter().copied()).is_some() {
        return Ok(());
    }
    let names: Vec<&str> = databases.iter().map(|database| database.name.as_str()).collect();
    let says = match &mailbox.database {
        Some(name) => format!("There is no mailbox database '{name}'."),
        None if names.is_empty() => "There is no mailbox database that its mail could be delivered to.".into(),
        None => "There are several mailbox databases, and none is given.".into(),
    };
    let fix = match names.is_empty() {
        true => "Make one with 'New-MailboxDatabase -Name Mailboxes -MaildirPath /var/mail/emsh'.".into(),
        false => format!("Give -Database, one of: {}.", names.join(", ")),
    };
    Err(Breach::new("Database", says, fix))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::model::class::{Class, Stored};
    use crate::model::organization::Organization;
    use crate::model::tests::{judge, keep};

    fn organization() -> Organization {
        let mut organization = Organization::default();
        let database = MailboxDatabase::create("Mailboxes", "", json!({"MaildirPath": "/m"})).expect("sound");
        keep(&mut organization, &database);
        organization
    }

    fn mailbox(name: &str, given: Json) -> Mailbox {
        Mailbox::create(name, "", given).expect("sound")
    }

    fn addresses(mailbox: &Mailbox) -> String {
        mailbox.email_addresses.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_primary_address_and_the_list_say_the_same() {
        for (given, expected) in [
            (json!({"PrimarySmtpAddress": "ann@a.b"}), "SMTP:ann@a.b"),
            (json!({"EmailAddresses": ["ann@a.b", "a@a.b"]}), "SMTP:ann@a.b smtp:a@a.b"),
            (json!({"EmailAddresses": ["ann@a.b", "SMTP:a@a.b"]}), "SMTP:a@a.b smtp:ann@a.b"),
            (json!({"PrimarySmtpAddress": "x@a.b", "EmailAddresses": ["SMTP:ann@a.b"]}), "SMTP:x@a.b smtp:ann@a.b"),
            (json!({"UserPrincipalName": "ann@a.b"}), "SMTP:ann@a.b"),
        ] {
            assert_eq!(addresses(&mailbox("Ann", given.clone())), expected, "{given}");
        }
        assert!(Mailbox::create("x", "", json!({"EmailAddresses": ["SMTP:a@a.b", "SMTP:b@a.b"]})).is_err());
        assert_eq!(Mailbox::create("x", "", json!({})).expect_err("no address").property, "PrimarySmtpAddress");
    }

    #[test]
    fn a_changed_primary_keeps_the_former_one() {
        let mut ann = mailbox("Ann", json!({"PrimarySmtpAddress": "ann@a.b"}));
        ann.primary_smtp_address = "new@a.b".parse().expect("address");
        let properties = ann.to_properties();
        let now = jiff::Timestamp::UNIX_EPOCH;
        let stored = Stored {
            id: ann.id,
            name: "Ann",
            scope: "",
            revision: 1,
            created: now,
            changed: now,
            properties: &properties,
        };
        let nobody = Organization::default();
        let beside = Beside { organization: &nobody, server: "" };
        let settled = (Mailbox::INFO.settle)(&stored, &["PrimarySmtpAddress"], &beside).expect("sound");
        assert_eq!(settled["EmailAddresses"], json!(["SMTP:new@a.b", "smtp:ann@a.b"]));
    }

    #[test]
    fn no_two_mailboxes_share_an_address_or_a_login() {
        let mut organization = organization();
        keep(
            &mut organization,
            &mailbox("Ann", json!({"PrimarySmtpAddress": "ann@a.b", "UserPrincipalName": "upn@a.b"})),
        );
        for (given, broken) in [
            (json!({"PrimarySmtpAddress": "bob@a.b"}), None),
            (json!({"PrimarySmtpAddress": "ANN@a.b", "Alias": "x"}), Some("EmailAddresses")),
            (json!({"PrimarySmtpAddress": "bob@a.b", "Alias": "Ann"}), Some("Alias")),
            (json!({"PrimarySmtpAddress": "bob@a.b", "UserPrincipalName": "ann@a.b"}), Some("UserPrincipalName")),
            (json!({"PrimarySmtpAddress": "upn@a.b"}), Some("EmailAddresses")),
            (json!({"PrimarySmtpAddress": "bob@a.b", "EmailAddresses": ["X500:/o=x/cn=bob"]}), None),
            (json!({"PrimarySmtpAddress": "bob@a.b", "EmailAddresses": ["X400:c=US;s=bob"]}), Some("EmailAddresses")),
            (json!({"PrimarySmtpAddress": "bob@a.b", "Database": "gone"}), Some("Database")),
        ] {
            let breach = judge(&mailbox("Bob", given.clone()), &organization).err();
            assert_eq!(breach.map(|breach| breach.property), broken, "{given}");
        }
    }

    #[test]
    fn nobody_forwards_to_themselves() {
        let organization = organization();
        let ann = mailbox("Ann", json!({"EmailAddresses": ["ann@a.b", "a@a.b"]}));
        let forwarding = |link: Option<uuid::Uuid>, address: Option<&str>| Mailbox {
            forwarding_address: link.map(RecipientLink::Id),
            forwarding_smtp_address: address.map(|address| address.parse().expect("an address")),
            ..ann.clone()
        };
        for (link, address, broken) in [
            (Some(ann.id), None, Some("ForwardingAddress")),
            (Some(uuid::Uuid::nil()), None, None),
            (None, Some("A@a.b"), Some("ForwardingSmtpAddress")),
            (Some(uuid::Uuid::nil()), Some("ann@a.b"), Some("ForwardingSmtpAddress")),
            (None, Some("ann@c.d"), None),
        ] {
            let breach = judge(&forwarding(link, address), &organization).err();
            assert_eq!(breach.map(|breach| breach.property), broken, "{link:?} {address:?}");
        }
    }

    #[test]
    fn users_log_in_by_several_names() {
        let ann = mailbox("Ann", json!({"EmailAddresses": ["ann@a.b", "other@a.b"], "UserPrincipalName": "upn@a.b"}));
        for (user, expected) in [
            ("ann@a.b", true),
            ("ANN@A.B", true),
            ("upn@a.b", true),
            ("ann", true),
            ("CONTOSO\\ann", true),
            ("other@a.b", false),
            ("bob", false),
            ("", false),
            ("CONTOSO\\", false),
        ] {
            assert_eq!(ann.logs_in_as(user), expected, "{user}");
        }
    }
}
