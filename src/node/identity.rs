//! The certificate by which the other servers of the organization know this node: made at its first start, registered
//! in the store at each, with the address by which they reach its control API.
//!
//! Certificate and key share one file (`tls/server.pem` in the data directory), so that there is never one without the
//! other. Whoever removes it, or believes that the key has been seen, starts the node again: it makes another and the
//! other servers know it by that from then on.

use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::net::SocketAddr;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use std::sync::Arc;

use serde_json::Value as Json;

use crate::model::{ControlAddress, Fault, Thumbprint};
use crate::store::{Change, Store, StoreError, Transaction};
use crate::trust::ServerIdentity;

const THUMBPRINT: &str = "InternalTransportCertificateThumbprint";
const CONTROL_ADDRESS: &str = "ControlAddress";

/// What the other servers must know to talk to this one.
#[derive(Clone, Copy, Debug)]
pub struct Registration {
    pub thumbprint: Thumbprint,
    /// Where the control API is served by TLS.
    pub control: Option<SocketAddr>,
}

/// Reads the certificate of a data directory, after making it where there is none.
pub fn open(data_dir: &Path, server: &str) -> Result<Arc<ServerIdentity>, Fault> {
    let path = ServerIdentity::file_in(data_dir);
    if !path.exists() {
        make(&path, server)?;
    }
    ServerIdentity::read(&path).map(Arc::new).map_err(|error| {
        let says = format!("'{}' does not hold a certificate with its key.", path.display());
        Fault::invalid("ServerCertificateUnusable", says)
            .fix("Remove it: the node makes another and registers it at its next start.")
            .cause(error)
    })
}

/// Tells the other servers, through the store, whom to take for this one.
pub fn register(store: &dyn Store, server: &str, now: &Registration) -> Result<(), Fault> {
    loop {
        let Some(mut own) = store.find("TransportServer", "", server)? else { return Ok(()) };
        let before = own.properties.clone();
        own.properties.insert(THUMBPRINT.to_owned(), Json::from(now.thumbprint.to_string()));
        match now.control {
            Some(address) => {
                let fqdn = own.properties.get("Fqdn").and_then(Json::as_str).unwrap_or(server);
                let address = reached_at(address, fqdn).to_string();
                own.properties.insert(CONTROL_ADDRESS.to_owned(), Json::from(address));
            }
            None => drop(own.properties.remove(CONTROL_ADDRESS)),
        }
        if own.properties == before {
            return Ok(());
        }
        let transaction = Transaction::new(format!("node {server}"), format!("emsh serve --name {server}"))
            .change(Change::update(own))
            .because("how other servers know and reach this one");
        match store.commit(transaction) {
            // Somebody edited the server in this moment: look again.
            Err(StoreError::Conflict { .. }) => {}
            other => return other.map(drop).map_err(Fault::from),
        }
    }
}

/// An address that means all of the machine's own is one by name for the others.
fn reached_at(address: SocketAddr, fqdn: &str) -> ControlAddress {
    match address.ip().is_unspecified() {
        true => ControlAddress::new(fqdn, address.port()),
        false => ControlAddress::from(address),
    }
}

fn make(path: &Path, server: &str) -> Result<(), Fault> {
    let failed = |cause: &dyn std::fmt::Display| {
        Fault::internal("ServerCertificateNotMade", "The node's certificate for other servers could not be made.")
            .cause(cause)
    };
    // Nobody reads the name: the thumbprint is what counts.
    let name = if server.is_ascii() { server } else { "server" };
    let made = rcgen::generate_simple_self_signed([name.to_owned()]).map_err(|error| failed(&error))?;
    let folder = path.parent().expect("it is in a folder of the data directory");
    // Under its own name only when it is whole.
    let draft = path.with_extension("pem.new");
    let write = || -> io::Result<()> {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
        file.write_all(made.cert.pem().as_bytes())?;
        file.write_all(made.signing_key.serialize_pem().as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&draft, path)
    };
    write().map_err(|error| failed(&error))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::node::first_start::{FirstStart, prepare};
    use crate::store::OpenOptions as StoreOptions;

    #[test]
    fn it_is_made_once_and_private() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let first = open(folder.path(), "HUB01").expect("made").thumbprint;
        assert_eq!(open(folder.path(), "HUB01").expect("read").thumbprint, first);
        let path = folder.path().join("tls/server.pem");
        assert_eq!(std::fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
        std::fs::write(&path, "nothing").expect("own folder");
        assert_eq!(open(folder.path(), "HUB01").err().expect("unreadable").id, "ServerCertificateUnusable");
        std::fs::remove_file(&path).expect("own folder");
        assert_ne!(open(folder.path(), "HUB01").expect("made anew").thumbprint, first);
    }

    #[test]
    fn it_is_registered_where_the_others_look_and_only_when_it_changed() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let url = format!("sqlite:{}", folder.path().join("organization.db").display());
        let store = crate::store::open(&url, &StoreOptions::default()).expect("a store");
        let free = "127.0.0.1:0".parse().ok();
        let wanted = FirstStart { smtp: free, submission: free, ..FirstStart::default() };
        prepare(&*store, "HUB01", &wanted, Thumbprint::new([0; 32])).expect("done");
        let registered = |property: &str| {
            let own = store.find("TransportServer", "", "HUB01").expect("a store").expect("there");
            own.properties.get(property).and_then(Json::as_str).map(str::to_owned)
        };
        for byte in [1, 2] {
            let thumbprint = Thumbprint::new([byte; 32]);
            let now = Registration { thumbprint, control: None };
            register(&*store, "hub01", &now).expect("stored");
            assert_eq!(registered(THUMBPRINT), Some(thumbprint.to_string()));
            let revision = store.revision().expect("a revision");
            register(&*store, "hub01", &now).expect("nothing to do");
            assert_eq!(store.revision().expect("a revision"), revision);
        }
        let fqdn = registered("Fqdn").expect("each has one");
        for (bound, reached) in [
            (Some("192.0.2.7:8025"), Some("192.0.2.7:8025".to_owned())),
            (Some("[2001:db8::7]:8025"), Some("[2001:db8::7]:8025".to_owned())),
            (Some("0.0.0.0:8025"), Some(format!("{fqdn}:8025"))),
            (Some("[::]:8026"), Some(format!("{fqdn}:8026"))),
            (None, None),
        ] {
            let control = bound.map(|bound| bound.parse().expect("an address"));
            let now = Registration { thumbprint: Thumbprint::new([2; 32]), control };
            register(&*store, "hub01", &now).expect("stored");
            assert_eq!(registered(CONTROL_ADDRESS), reached, "{bound:?}");
        }
    }
}
