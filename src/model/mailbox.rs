//! Mailboxes: the recipients that are here.

use super::class::{Beside, Breach, Creation, Presets, Properties, class};
use super::text::same_text;
use super::{MailboxDatabase, PasswordHash, ProxyAddress, ProxyKind, SmtpAddress};

class! {
    /// A recipient whose mail is delivered here, and who may log in to send.
    Mailbox {
        nouns: ["Mailbox"],
        scope: Organization,
        verbs: [New, Get, Set, Remove],
        shown: ["Name", "Alias", "PrimarySmtpAddress", "Database"],
        ignored: ["OrganizationalUnit", "ResetPasswordOnNextLogon"],
        looks_at: ["Mailbox", "MailboxDatabase"],
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
            (Remove, "Remove a mailbox; what was delivered stays where it is", "Remove-Mailbox Sales -Confirm:$false"),
        ],
    }
    properties {
        /// The address that others see. Default: the first of EmailAddresses.
        primary_smtp_address = PrimarySmtpAddress: SmtpAddress;
        /// All its addresses, the primary one written with a capital `SMTP:`. Default: the primary alone.
        email_addresses = EmailAddresses: Vec<ProxyAddress> = Vec::new();
        /// Short name to log in with. Default: the part of the primary address before the `@`.
        alias = Alias: String;
        /// Name to log in with, in the form of an address. Default: the primary address.
        user_principal_name = UserPrincipalName: Option<SmtpAddress> = None;
        /// Password for SMTP AUTH, as a SecureString. Kept only as hashes (Argon2id, and what SCRAM-SHA-256 needs); without
        /// one nobody logs in.
        password = Password: Option<PasswordHash> = None;
        /// Database that its mail is delivered to. May be left out while there is only one.
        database = Database: Option<String> = None;
    }
    rules [addresses_are_smtp, addresses_are_its_own, names_are_its_own, database_exists]
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

/// The address comes from what was given; the alias from the address.
fn presets(creation: &Creation) -> Result<Properties, Breach> {
    let mut presets = Presets::default();
    let given = creation.read::<Vec<ProxyAddress>>("EmailAddresses")?.unwrap_or_default();
    let primary = match creation.read::<SmtpAddress>("PrimarySmtpAddress")? {
        Some(address) => Some(address),
        None => match primary_of(&given)? {
            Some(address) => Some(address),
            None => creation.read::<SmtpAddress>("UserPrincipalName")?,
        },
    };
    if let Some(primary) = primary {
        presets.set("Alias", primary.local().to_owned());
        presets.set("PrimarySmtpAddress", primary);
    }
    Ok(presets.into_properties())
}

/// The primary of a list: the one in capitals, else the first. Err when two are in capitals.
fn primary_of(addresses: &[ProxyAddress]) -> Result<Option<SmtpAddress>, Breach> {
    let mut in_capitals = addresses.iter().filter(|address| address.primary).filter_map(ProxyAddress::smtp);
    let first = in_capitals.next();
    if in_capitals.next().is_some() {
        return Err(Breach::new(
            "EmailAddresses",
            "Two addresses are marked as primary.",
            "Write SMTP: in capitals before one address, smtp: before the others.",
        ));
    }
    Ok(first.or_else(|| addresses.iter().find_map(ProxyAddress::smtp)).cloned())
}

/// Keeps PrimarySmtpAddress and EmailAddresses saying the same: what was given wins, a former primary address stays as
/// a further one. An alias that nobody chose gives way to one that is taken.
fn settle(mailbox: &mut Mailbox, changed: &[&str], beside: &Beside) -> Result<(), Breach> {
    let gave = |property: &str| changed.iter().any(|name| name.eq_ignore_ascii_case(property));
    let primary = match gave("EmailAddresses") && !gave("PrimarySmtpAddress") {
        true => primary_of(&mailbox.email_addresses)?.ok_or_else(|| {
            Breach::new("EmailAddresses", "A mailbox needs an SMTP address.", "Keep at least one address in the list.")
        })?,
        false => mailbox.primary_smtp_address.clone(),
    };
    let mut addresses = vec![ProxyAddress::primary(primary.clone())];
    for address in std::mem::take(&mut mailbox.email_addresses) {
        let further = match address.smtp() {
            Some(smtp) if *smtp == primary => continue,
            Some(smtp) => ProxyAddress::secondary(smtp.clone()),
            None => address,
        };
        if !addresses.contains(&further) {
            addresses.push(further);
        }
    }
    mailbox.email_addresses = addresses;
    mailbox.primary_smtp_address = primary;
    if mailbox.revision == 0 && !gave("Alias") {
        mailbox.alias = free_alias(mailbox, beside);
    }
    Ok(())
}

/// The alias, with a number behind it when another mailbox has it.
fn free_alias(mailbox: &Mailbox, beside: &Beside) -> String {
    let is_taken = |alias: &str| beside.others::<Mailbox>(mailbox.id).any(|other| same_text(&other.alias, alias));
    let numbered = (2u32..).map(|number| format!("{}{number}", mailbox.alias));
    let mut tried = std::iter::once(mailbox.alias.clone()).chain(numbered);
    // There are more numbers than mailboxes.
    tried.find(|alias| !is_taken(alias)).unwrap_or_else(|| mailbox.alias.clone())
}

fn addresses_are_smtp(mailbox: &Mailbox, _: &Beside) -> Result<(), Breach> {
    let is_other = |address: &&ProxyAddress| matches!(address.address, ProxyKind::Other(..));
    match mailbox.email_addresses.iter().find(is_other) {
        Some(address) => Err(Breach::new(
            "EmailAddresses",
            format!("'{address}' is not an SMTP address, and no other mail reaches a mailbox here."),
            "Leave it out.",
        )),
        None => Ok(()),
    }
}

fn addresses_are_its_own(mailbox: &Mailbox, beside: &Beside) -> Result<(), Breach> {
    for other in beside.others::<Mailbox>(mailbox.id) {
        if let Some(shared) = mailbox.addresses().find(|own| other.addresses().any(|theirs| theirs == *own)) {
            return Err(Breach::new(
                "EmailAddresses",
                format!("{shared} is an address of mailbox '{}' already.", other.name),
                format!(
                    "Take it away there first: Set-Mailbox \"{}\" -EmailAddresses @{{Remove='{shared}'}}",
                    other.name
                ),
            ));
        }
    }
    Ok(())
}

/// Nobody can log in as somebody else by choosing their name.
fn names_are_its_own(mailbox: &Mailbox, beside: &Beside) -> Result<(), Breach> {
    for other in beside.others::<Mailbox>(mailbox.id) {
        if same_text(&other.alias, &mailbox.alias) {
            return Err(Breach::new(
                "Alias",
                format!("Mailbox '{}' has the alias '{}' already.", other.name, mailbox.alias),
                "Give another -Alias.",
            ));
        }
        let taken = mailbox.user_principal_name.as_ref().is_some_and(|name| {
            other.user_principal_name.as_ref() == Some(name) || other.addresses().any(|theirs| theirs == name)
        });
        let lent = other.user_principal_name.as_ref().is_some_and(|name| mailbox.addresses().any(|own| own == name));
        if taken || lent {
            return Err(Breach::new(
                if taken { "UserPrincipalName" } else { "EmailAddresses" },
                format!("Mailbox '{}' is known by that name already.", other.name),
                "Choose a name that no other mailbox has as address or UserPrincipalName.",
            ));
        }
    }
    Ok(())
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
            (json!({"PrimarySmtpAddress": "bob@a.b", "EmailAddresses": ["X500:/o=x"]}), Some("EmailAddresses")),
            (json!({"PrimarySmtpAddress": "bob@a.b", "Database": "gone"}), Some("Database")),
        ] {
            let breach = judge(&mailbox("Bob", given.clone()), &organization).err();
            assert_eq!(breach.map(|breach| breach.property), broken, "{given}");
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

    #[test]
    fn an_alias_that_nobody_chose_gives_way() {
        let mut organization = organization();
        keep(&mut organization, &mailbox("Ann", json!({"PrimarySmtpAddress": "ann@a.b"})));
        let second = mailbox("Ann 2", json!({"PrimarySmtpAddress": "ann@c.d"}));
        assert_eq!(free_alias(&second, &Beside { organization: &organization, server: "" }), "ann2");
    }
}
