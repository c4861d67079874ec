//! The certificate by which the other servers of the organization know this node: made at its first start, registered
//! in the store at each.
//!
//! Certificate and key share one file (`tls/server.pem` in the data directory), so that there is never one without the
//! other. Whoever removes it, or believes that the key has been seen, starts the node again: it makes another and the
//! other servers know it by that from then on.

use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use serde_json::Value as Json;

use crate::model::{Fault, Thumbprint};
use crate::store::{Change, Store, StoreError, Transaction};
use crate::trust::{ServerIdentity, provider};

const PROPERTY: &str = "InternalTransportCertificateThumbprint";

/// Reads the certificate of a data directory, after making it where there is none.
pub fn open(data_dir: &Path, server: &str) -> Result<Arc<ServerIdentity>, Fault> {
    let path = data_dir.join("tls").join("server.pem");
    if !path.exists() {
        make(&path, server)?;
    }
    let unusable = |cause: &dyn std::fmt::Display| {
        let says = format!("'{}' does not hold a certificate with its key.", path.display());
        Fault::invalid("ServerCertificateUnusable", says)
            .fix("Remove it: the node makes another and registers it at its next start.")
            .cause(cause)
    };
    let chain = CertificateDer::pem_file_iter(&path)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| unusable(&error))?;
    let key = PrivateKeyDer::from_pem_file(&path).map_err(|error| unusable(&error))?;
    let pair = CertifiedKey::from_der(chain, key, &provider()).map_err(|error| unusable(&error))?;
    ServerIdentity::new(pair).map(Arc::new).map_err(|error| unusable(&error))
}

/// Tells the other servers, through the store, whom to take for this one.
pub fn register(store: &dyn Store, server: &str, thumbprint: Thumbprint) -> Result<(), Fault> {
    loop {
        let Some(mut own) = store.find("TransportServer", "", server)? else { return Ok(()) };
        let thumbprint = Json::from(thumbprint.to_string());
        if own.properties.get(PROPERTY) == Some(&thumbprint) {
            return Ok(());
        }
        own.properties.insert(PROPERTY.to_owned(), thumbprint);
        let transaction = Transaction::new(format!("node {server}"), format!("emsh serve --name {server}"))
            .change(Change::update(own))
            .because("the certificate by which other servers know this one");
        match store.commit(transaction) {
            // Somebody edited the server in this moment: look again.
            Err(StoreError::Conflict { .. }) => {}
            other => return other.map(drop).map_err(Fault::from),
        }
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
        let registered = || {
            let own = store.find("TransportServer", "", "HUB01").expect("a store").expect("there");
            own.properties.get(PROPERTY).and_then(Json::as_str).map(str::to_owned)
        };
        for byte in [1, 2] {
            let thumbprint = Thumbprint::new([byte; 32]);
            register(&*store, "hub01", thumbprint).expect("stored");
            assert_eq!(registered(), Some(thumbprint.to_string()));
            let revision = store.revision().expect("a revision");
            register(&*store, "hub01", thumbprint).expect("nothing to do");
            assert_eq!(store.revision().expect("a revision"), revision);
        }
    }
}
