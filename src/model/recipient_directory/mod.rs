//! Recipient directories: lists of recipients that are kept elsewhere, and become recipients here.

mod mapping;
mod rules;

pub use mapping::AttributeMapping;

use super::choice::choice;
use super::class::class;
use super::text::same_text;
use super::{Credential, LocalPath, TimeSpan, Unlimited};

choice! {
    /// What a recipient directory is read from.
    DirectoryKind as "RecipientDirectoryKind" {
        /// A CSV file with a line of column names.
        File,
        /// The rows of a query to a SQLite file.
        Sql,
        /// The entries that a search finds on a server of LDAP: Active Directory, OpenLDAP and others.
        Ldap,
    }
}

choice! {
    /// What the entries of a directory become, unless they say so themselves.
    EntryType as "DirectoryRecipientType" {
        /// Mail for them is delivered here.
        Mailbox,
        /// Mail for them goes on to their ExternalEmailAddress.
        MailUser,
        /// The same, for people of other organizations.
        MailContact,
        /// Mail for them goes to their members.
        DistributionGroup,
    }
}

class! {
    /// A list of recipients that is kept elsewhere. Each server reads it at its interval, and what is in it becomes
    /// ordinary recipients: a list that cannot be read changes nothing and stops no mail.
    RecipientDirectory {
        nouns: ["RecipientDirectory"],
        scope: Organization,
        verbs: [New, Get, Set],
        shown: ["Name", "Kind", "Location", "Enabled", "LastSuccess", "LastError"],
        looks_at: ["RecipientDirectory", "Mailbox", "MailUser", "MailContact", "DistributionGroup", "MailboxDatabase"],
        live: [
            ("LastAttempt", "DateTime", "When this server last began to read it."),
            ("LastSuccess", "DateTime", "When this server last read it, and stored what was new."),
            ("LastError", "String", "Why it could not be read since; empty while all is well."),
            ("EntryCount", "UInt64", "Entries that were read."),
            ("RefusedEntries", "String[]", "Entries that became no recipients, each with its place and the reason; the first hundred."),
        ],
        examples: [
            (New, "Take mailboxes from a CSV file that another program writes", "New-RecipientDirectory -Name People -Kind File -Location /var/lib/hr/people.csv"),
            (New, "Take mailboxes and groups from Active Directory", "New-RecipientDirectory -Name Domain -Kind Ldap -Location ldaps://dc01.contoso.com -SearchBase 'DC=contoso,DC=com' -LdapFilter '(&(mail=*)(|(objectCategory=person)(objectCategory=group)))' -Credential (New-Object PSCredential 'emsh@contoso.com', (ConvertTo-SecureString 'correct horse' -AsPlainText -Force))"),
            (New, "Take mail users from a table, every hour", "New-RecipientDirectory -Name Branch -Kind Sql -Location /var/lib/branch/users.db -Query 'SELECT login AS Alias, mail AS PrimarySmtpAddress, target AS ExternalEmailAddress FROM users' -RecipientType MailUser -Interval 1h"),
            (Get, "Show all recipient directories, and how reading them went", "Get-RecipientDirectory | Format-List Name,Location,Last*,EntryCount,RefusedEntries"),
            (Set, "Take a custom attribute from a column, and leave the alias to people", "Set-RecipientDirectory People -AttributeMap 'CustomAttribute1=Department','Alias='"),
            (Set, "Read it no more for now; its recipients stay", "Set-RecipientDirectory People -Enabled $false"),
        ],
    }
    properties {
        /// What it is read from.
        kind = Kind: DirectoryKind, required, new_only;
        /// Path of the CSV file or of the SQLite file; `ldaps://host`, or `ldap://host` with StartTLS, and a port where
        /// it is another than usual.
        location = Location: String, required;
        /// SELECT whose columns are the attributes. For Kind Sql.
        query = Query: Option<String> = None;
        /// Name of the entry below which is searched, such as `OU=Staff,DC=contoso,DC=com`. For Kind Ldap.
        search_base = SearchBase: Option<String> = None;
        /// Which entries are meant, as LDAP writes filters. Default `(|(mail=*)(proxyAddresses=*))`.
        ldap_filter = LdapFilter: Option<String> = None;
        /// User and password that the server of LDAP is asked with: a distinguished name, or what else it takes. Default:
        /// nobody in particular.
        credential = Credential: Option<Credential> = None;
        /// Encrypt the connection to `ldap://` before anything is said, and prove whose it is. Default $true.
        start_tls = StartTls: bool = true;
        /// File of the authorities that may sign the server's certificate, in the form of PEM. Default: those that the
        /// machine trusts.
        trusted_certificates = TrustedCertificates: Option<LocalPath> = None;
        /// Sign between the columns of a file. Default a comma.
        delimiter = Delimiter: String = ",".to_owned();
        /// What its entries become, unless they say so: by a column RecipientType, or as groups and contacts of LDAP.
        /// Default Mailbox.
        recipient_type = RecipientType: EntryType = EntryType::Mailbox;
        /// Mailbox database of its mailboxes. May be left out while there is only one.
        database = Database: Option<String> = None;
        /// Where properties come from, as `Property=attribute,other`: the first attribute with a value counts. What is not
        /// named here comes from columns of the same name, or from the attributes that Active Directory and inetOrgPerson
        /// have. `Property=` leaves one to people.
        attribute_map = AttributeMap: Vec<AttributeMapping> = Vec::new();
        /// How often it is read. Default 15 minutes.
        interval = Interval: TimeSpan = TimeSpan::from_minutes(15), within(TimeSpan::from_seconds(1), TimeSpan::from_days(7));
        /// Whether servers read it. Default $true.
        enabled = Enabled: bool = true;
        /// Most recipients that one reading may remove; where more are gone, or all, none is removed and an event says so.
        /// Default 500.
        maximum_removals = MaximumRemovals: Unlimited<u32> = Unlimited::Limit(500);
        /// Servers that read it. Default: all of them.
        source_transport_servers = SourceTransportServers: Vec<String> = Vec::new();
    }
    rules [rules::is_complete, rules::passwords_go_encrypted, rules::delimiter_is_one_sign, rules::attributes_are_mapped_once, rules::database_exists, rules::keeps_its_name]
}

impl RecipientDirectory {
    /// Where each property comes from; properties that are left to people are not among them.
    pub fn mappings(&self) -> Vec<AttributeMapping> {
        let mut all = AttributeMapping::defaults(self.kind);
        for own in &self.attribute_map {
            all.retain(|one| one.property != own.property);
            all.push(own.clone());
        }
        all.retain(|one| !one.attributes.is_empty());
        all
    }

    /// Whether a property of its recipients is its own: nobody else sets it.
    pub fn decides(&self, property: &str) -> bool {
        match property {
            "Name" | "PrimarySmtpAddress" | "EmailAddresses" | "EmailAddressPolicyEnabled" | "ExternalEmailAddress" => {
                true
            }
            "Database" => self.database.is_some(),
            _ => self.mappings().iter().any(|one| one.property == property),
        }
    }

    /// Whether a server reads it.
    pub fn is_read_by(&self, server: &str) -> bool {
        let all = &self.source_transport_servers;
        self.enabled && (all.is_empty() || all.iter().any(|one| same_text(one, server)))
    }

    /// The file that it is read from.
    pub fn path(&self) -> Option<LocalPath> {
        self.location.parse().ok()
    }
}
