//! The way to nodes on other machines: each server registers where its control API answers, and this shell shows the
//! certificate of the node on its own machine.
//!
//! So whoever may give orders here (he can read that certificate's key) may give them there, and no secret has to be
//! handed round.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::control::{Address, Client};
use crate::model::{Fault, TransportServer};
use crate::trust::ServerIdentity;

/// The other servers, as seen from one data directory.
pub struct Colleagues {
    /// Certificate and key of the node here.
    identity_file: PathBuf,
    identity: OnceLock<ServerIdentity>,
    /// By server, for the connections that they hold; made anew where the server registers something else.
    clients: Mutex<HashMap<String, (Address, Client)>>,
}

impl Colleagues {
    pub fn seen_from(data_dir: &Path) -> Colleagues {
        let identity_file = ServerIdentity::file_in(data_dir);
        Colleagues { identity_file, identity: OnceLock::new(), clients: Mutex::default() }
    }

    /// Where a server on another machine answers.
    pub fn address(&self, server: &TransportServer) -> Result<Address, Fault> {
        let name = &server.name;
        let (Some(at), Some(thumbprint)) =
            (server.control_address.clone(), server.internal_transport_certificate_thumbprint)
        else {
            return Err(Fault::unreachable("NodeElsewhere", format!("{name} answers on its own machine only."))
                .fix(format!("Start it with 'emsh serve --control ADDR:PORT', or run this command on {name}.")));
        };
        let tls = self.identity()?.client_config(vec![thumbprint]).map_err(|error| {
            Fault::internal("TlsUnavailable", format!("TLS to {name} cannot be set up.")).cause(error)
        })?;
        Ok(Address::Server { name: name.clone(), at, thumbprint, tls })
    }

    /// The client for an address; the same one for a server for as long as that says the same of itself.
    pub fn client(&self, address: &Address) -> Result<Client, Fault> {
        let Address::Server { name, at, thumbprint, .. } = address else { return Client::new(address) };
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((Address::Server { at: former, thumbprint: print, .. }, client)) = clients.get(name)
            && (former, print) == (at, thumbprint)
        {
            return Ok(client.clone());
        }
        let client = Client::new(address)?;
        clients.insert(name.clone(), (address.clone(), client.clone()));
        Ok(client)
    }

    fn identity(&self) -> Result<&ServerIdentity, Fault> {
        if self.identity.get().is_none() {
            let read = ServerIdentity::read(&self.identity_file).map_err(|error| {
                let says = "This shell has nothing to prove itself to other servers with.";
                Fault::denied("NoServerIdentity", says)
                    .fix("Run it on a hub of the organization, as the user of its node, with that --data-dir.")
                    .cause(format!("{}: {error}", self.identity_file.display()))
            })?;
            let _ = self.identity.set(read);
        }
        Ok(self.identity.get().expect("set above, and never taken out"))
    }
}
