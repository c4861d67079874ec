//! What a recipient directory must say, and what it may not.

use std::collections::HashSet;
use std::net::IpAddr;

use super::{DirectoryKind, RecipientDirectory};
use crate::model::class::{Beside, Breach};
use crate::model::text::same_text;
use crate::model::{LocalPath, MailboxDatabase};

pub fn is_complete(directory: &RecipientDirectory, _: &Beside) -> Result<(), Breach> {
    match directory.kind {
        DirectoryKind::File | DirectoryKind::Sql => is_path(&directory.location)?,
        DirectoryKind::Ldap => is_server(&directory.location)?,
    }
    match (directory.kind, &directory.query) {
        (DirectoryKind::Sql, None) => Err(Breach::new(
            "Query",
            "A directory of kind Sql is read by a query.",
            "Give -Query, such as 'SELECT mail AS PrimarySmtpAddress FROM users'.",
        )),
        (DirectoryKind::File | DirectoryKind::Ldap, Some(_)) => {
            Err(Breach::new("Query", "Queries are asked of databases.", "Leave out -Query, or choose -Kind Sql."))
        }
        (DirectoryKind::Ldap, None) if directory.search_base.is_none() => Err(Breach::new(
            "SearchBase",
            "A directory of kind Ldap is searched below an entry.",
            "Give -SearchBase, such as 'DC=contoso,DC=com'.",
        )),
        _ => Ok(()),
    }
}

fn is_path(location: &str) -> Result<(), Breach> {
    let is_whole = location.parse::<LocalPath>().is_ok();
    is_whole.then_some(()).ok_or_else(|| {
        Breach::new(
            "Location",
            format!("'{location}' is not the whole path of a file."),
            "Give the path from the root, such as /var/lib/hr/people.csv.",
        )
    })
}

/// `ldap://` or `ldaps://`, a host, and perhaps a port.
fn is_server(location: &str) -> Result<(), Breach> {
    let place = host_of(location).filter(|host| !host.is_empty() && !host.contains(['/', ' ', '?', '@']));
    place.map(drop).ok_or_else(|| {
        Breach::new(
            "Location",
            format!("'{location}' is not the address of a server of LDAP."),
            "Give one such as ldaps://dc01.contoso.com.",
        )
    })
}

/// Host and port of a server of LDAP.
fn host_of(location: &str) -> Option<&str> {
    let place = location.strip_prefix("ldaps://").or_else(|| location.strip_prefix("ldap://"))?;
    Some(place.strip_suffix('/').unwrap_or(place))
}

/// A password is said to nobody who has not proved who they are.
pub fn passwords_go_encrypted(directory: &RecipientDirectory, _: &Beside) -> Result<(), Breach> {
    let is_clear = directory.location.starts_with("ldap://") && !directory.start_tls;
    let is_here = host_of(&directory.location).is_some_and(|host| {
        let host = host.rsplit_once(':').map_or(host, |(host, _)| host).trim_matches(['[', ']']);
        host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    });
    match directory.credential.is_some() && is_clear && !is_here {
        true => Err(Breach::new(
            "StartTls",
            "The password would go over the network for everybody to read.",
            "Write ldaps:// in Location, or give -StartTls $true.",
        )),
        false => Ok(()),
    }
}

pub fn delimiter_is_one_sign(directory: &RecipientDirectory, _: &Beside) -> Result<(), Breach> {
    match directory.delimiter.as_bytes() {
        [sign] if sign.is_ascii() && !matches!(sign, b'"' | b'\n' | b'\r') => Ok(()),
        _ => Err(Breach::new(
            "Delimiter",
            format!("'{}' is not one sign that can stand between columns.", directory.delimiter),
            "Give one, such as ';' or \"`t\".",
        )),
    }
}

pub fn attributes_are_mapped_once(directory: &RecipientDirectory, _: &Beside) -> Result<(), Breach> {
    let mut seen = HashSet::new();
    match directory.attribute_map.iter().find(|one| !seen.insert(one.property)) {
        Some(twice) => Err(Breach::new(
            "AttributeMap",
            format!("{} is mapped twice.", twice.property),
            format!("Name all its attributes in one text: {}=first,second.", twice.property),
        )),
        None => Ok(()),
    }
}

pub fn database_exists(directory: &RecipientDirectory, beside: &Beside) -> Result<(), Breach> {
    let Some(name) = &directory.database else { return Ok(()) };
    match beside.organization.all::<MailboxDatabase>().any(|database| same_text(&database.name, name)) {
        true => Ok(()),
        false => Err(Breach::new(
            "Database",
            format!("There is no mailbox database '{name}'."),
            "Run 'Get-MailboxDatabase' to see all.",
        )),
    }
}

/// Recipients carry the name of their directory.
pub fn keeps_its_name(directory: &RecipientDirectory, beside: &Beside) -> Result<(), Breach> {
    let Some(former) = beside.organization.get::<RecipientDirectory>(directory.id) else { return Ok(()) };
    if former.name == directory.name {
        return Ok(());
    }
    let recipients = beside.organization.directory();
    let count = recipients.all().filter(|one| same_text(one.card().directory, &former.name)).count();
    match count {
        0 => Ok(()),
        _ => Err(Breach::new(
            "Name",
            format!("{count} recipients carry the name of recipient directory '{}'.", former.name),
            "Let it keep its name.",
        )),
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
    fn a_directory_says_what_its_kind_needs() {
        let credential = json!({"UserName": "cn=emsh", "Password": {"$sealed": "x"}});
        for (given, broken) in [
            (json!({"Kind": "File", "Location": "/people.csv"}), None),
            (json!({"Kind": "File", "Location": "people.csv"}), Some("Location")),
            (json!({"Kind": "File", "Location": "/p", "Query": "SELECT 1"}), Some("Query")),
            (json!({"Kind": "File", "Location": "/p", "Delimiter": "--"}), Some("Delimiter")),
            (json!({"Kind": "File", "Location": "/p", "Database": "gone"}), Some("Database")),
            (json!({"Kind": "File", "Location": "/p", "AttributeMap": ["Alias=a", "Alias=b"]}), Some("AttributeMap")),
            (json!({"Kind": "Sql", "Location": "/users.db"}), Some("Query")),
            (json!({"Kind": "Ldap", "Location": "ldaps://dc01"}), Some("SearchBase")),
            (json!({"Kind": "Ldap", "Location": "https://dc01", "SearchBase": "DC=x"}), Some("Location")),
            (json!({"Kind": "Ldap", "Location": "ldap://", "SearchBase": "DC=x"}), Some("Location")),
            (json!({"Kind": "Ldap", "Location": "ldap://dc01:3389/", "SearchBase": "DC=x"}), None),
            (json!({"Kind": "Ldap", "Location": "ldap://dc01", "SearchBase": "DC=x", "StartTls": false}), None),
            (
                json!({"Kind": "Ldap", "Location": "ldap://dc01", "SearchBase": "DC=x", "StartTls": false,
                    "Credential": credential}),
                Some("StartTls"),
            ),
            (
                json!({"Kind": "Ldap", "Location": "ldap://127.0.0.1:389", "SearchBase": "DC=x", "StartTls": false,
                    "Credential": credential}),
                None,
            ),
        ] {
            let directory = RecipientDirectory::create("x", "", given.clone()).expect("readable");
            let breach = judge(&directory, &Organization::default()).err();
            assert_eq!(breach.map(|breach| breach.property), broken, "{given}");
        }
    }
}
