//! Foreign connectors: mail for another system, left as files in a directory.

use std::path::PathBuf;

use super::class::{Beside, Breach, Creation, Presets, Properties, class};
use super::{AddressSpace, ByteSize, TransportServer, Unlimited};

class! {
    /// A route for mail that another system takes as files from a directory, such as a fax gateway.
    ForeignConnector {
        nouns: ["ForeignConnector"],
        scope: Organization,
        verbs: [New, Get, Set, Remove],
        shown: ["Identity", "AddressSpaces", "DropDirectory", "Enabled"],
        looks_at: ["TransportServer"],
        presets: presets,
        examples: [
            (New, "Leave faxes for a gateway in a directory", "New-ForeignConnector -Name Fax -AddressSpaces 'FAX:*;1' -DropDirectory /var/spool/fax"),
            (New, "Leave mail for a domain in a directory", "New-ForeignConnector -Name Archive -AddressSpaces archive.contoso.com -DropDirectory /var/spool/archive"),
            (Get, "Show all foreign connectors", "Get-ForeignConnector"),
            (Set, "Stop when the gateway has left 500 MB lying", "Set-ForeignConnector Fax -DropDirectoryQuota 500MB"),
            (Remove, "Remove it without being asked", "Remove-ForeignConnector Fax -Confirm:$false"),
        ],
    }
    properties {
        /// What it serves: `FAX:*;1`, another type of address, or domains such as `contoso.com` and `*.contoso.com;5`. Of other
        /// systems' addresses `*` at an end stands for anything. They come as `IMCEAFAX-…` at a domain of ours.
        address_spaces = AddressSpaces: Vec<AddressSpace>, required;
        /// Whether it is used. Mail queued for a disabled connector is routed anew. Default $true.
        enabled = Enabled: bool = true;
        /// Directory for its files, which must exist: a whole path, or a name below RootDropDirectoryPath of the server.
        /// Default: its name.
        drop_directory = DropDirectory: Option<String> = None;
        /// Most that may lie in the directory; while a message does not fit, it waits. Default unlimited.
        drop_directory_quota = DropDirectoryQuota: Unlimited<ByteSize> = Unlimited::Unlimited,
            within(ByteSize::new(1), ByteSize::new(i32::MAX as u64));
        /// Largest message it takes. A larger one goes by another connector, or back to its sender when there is none.
        /// Default unlimited.
        max_message_size = MaxMessageSize: Unlimited<ByteSize> = Unlimited::Unlimited,
            within(ByteSize::ZERO, ByteSize::new(i32::MAX as u64));
        /// Tell senders who asked for it that their message has been handed over. Without it the other system is to report
        /// what becomes of it. Default $false.
        relay_dsn_required = RelayDsnRequired: bool = false;
        /// Servers that write its files; the others hand their mail to one of them. Default: the server it is made on.
        source_transport_servers = SourceTransportServers: Vec<String> = Vec::new();
        /// Only servers in the site of its source servers use it; the others do not see it. Default $false.
        is_scoped_connector = IsScopedConnector: bool = false;
        /// A note for people.
        comment = Comment: String = String::new();
    }
    rules [serves_something, directory_is_a_place]
    advice [directory_has_a_root]
}

impl ForeignConnector {
    /// Whether a server writes this connector's files. A connector without source servers is every server's.
    pub fn is_sent_by(&self, server: &TransportServer) -> bool {
        self.source_transport_servers.is_empty()
            || self.source_transport_servers.iter().any(|source| server.is_called(source))
    }

    /// Where its files lie on a server; `None` where that is not known there.
    pub fn directory(&self, server: &TransportServer) -> Option<PathBuf> {
        let given = PathBuf::from(self.drop_directory.as_deref().unwrap_or(&self.name));
        match given.is_absolute() {
            true => Some(given),
            false => Some(server.root_drop_directory_path.as_ref()?.as_path().join(given)),
        }
    }
}

fn presets(creation: &Creation) -> Result<Properties, Breach> {
    let mut presets = Presets::default();
    if !creation.server.is_empty() {
        presets.set("SourceTransportServers", vec![creation.server.to_owned()]);
    }
    Ok(presets.into_properties())
}

fn serves_something(connector: &ForeignConnector, _: &Beside) -> Result<(), Breach> {
    match connector.address_spaces.is_empty() {
        true => Err(Breach::new(
            "AddressSpaces",
            "A foreign connector serves at least one address space.",
            "Give -AddressSpaces, such as 'FAX:*;1' or archive.contoso.com.",
        )),
        false => Ok(()),
    }
}

fn directory_is_a_place(connector: &ForeignConnector, _: &Beside) -> Result<(), Breach> {
    let given = connector.drop_directory.as_deref().unwrap_or(&connector.name);
    let is_below = |part: &str| part != ".." && part != ".";
    if given.trim().is_empty() || given.contains(char::is_control) || !given.split('/').all(is_below) {
        return Err(Breach::new(
            "DropDirectory",
            format!("'{}' is no directory that files could be left in.", given.escape_debug()),
            "Give -DropDirectory a whole path such as /var/spool/fax, or a name below RootDropDirectoryPath.",
        ));
    }
    Ok(())
}

/// Its mail would wait until it expires.
fn directory_has_a_root(connector: &ForeignConnector, beside: &Beside) -> Option<String> {
    let mut sources = beside.organization.all::<TransportServer>().filter(|server| connector.is_sent_by(server));
    let lost = sources.find(|server| connector.directory(server).is_none())?;
    Some(format!(
        "Server '{}' does not know where the directory of '{}' is: give it a whole path with -DropDirectory, or the server \
         a root with 'Set-TransportServer {} -RootDropDirectoryPath'.",
        lost.name, connector.name, lost.name
    ))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Class;
    use crate::model::tests::judge;

    #[test]
    fn its_directory_is_absolute_or_below_the_servers_root() {
        let server = |root: serde_json::Value| {
            let given = json!({"Fqdn": "hub1.contoso.com", "RootDropDirectoryPath": root});
            TransportServer::create("hub1", "", given).expect("sound")
        };
        for (given, root, expected) in [
            (json!("/var/spool/fax"), json!(null), Some("/var/spool/fax")),
            (json!("faxes"), json!("/drop"), Some("/drop/faxes")),
            (json!(null), json!("/drop"), Some("/drop/Fax")),
            (json!(null), json!(null), None),
        ] {
            let given = json!({"AddressSpaces": ["FAX:*"], "DropDirectory": given});
            let connector = ForeignConnector::create("Fax", "", given).expect("readable");
            assert!(judge(&connector, &Default::default()).is_ok());
            assert_eq!(connector.directory(&server(root)), expected.map(PathBuf::from));
        }
    }

    #[test]
    fn no_directory_leads_out_of_the_root() {
        for directory in ["../etc", "a/../../b", "", "a\nb", "."] {
            let given = json!({"AddressSpaces": ["FAX:*"], "DropDirectory": directory});
            let connector = ForeignConnector::create("Fax", "", given).expect("readable");
            let breach = judge(&connector, &Default::default()).expect_err(directory);
            assert_eq!(breach.property, "DropDirectory");
        }
    }
}
