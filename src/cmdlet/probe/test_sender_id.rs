//! `Test-SenderId`: what a domain says about a server that sends for it (SPF).

use std::net::IpAddr;

use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::ServerId;
use crate::model::view::view;
use crate::model::{Domain, Lookup, TransportServer};
use crate::resolve::{DnsResolvers, Resolvers, Servers};
use crate::trust::sender::{self, Asked};

static IP_ADDRESS: Param<IpAddr> =
    Param::new("IPAddress", "The address of the server that sends.").mandatory().from_property();
static PURPORTED: Param<Domain> =
    Param::new("PurportedResponsibleDomain", "The domain that it sends for, such as contoso.com.")
        .mandatory()
        .from_property();
static HELLO: Param<Domain> = Param::new("HelloDomain", "The name that the server gives itself. Default: the domain.");

view! {
    /// What a domain says about a server.
    SenderIdResult as "Emsh.SenderIdResult", shown ["IPAddress", "PurportedResponsibleDomain", "Status"] {
        /// The server.
        "IPAddress" address: IpAddr as "IPAddress";
        /// For whom it sends.
        "PurportedResponsibleDomain" domain: String as "String";
        /// Pass, Fail, SoftFail, Neutral, None where there is no record, PermError where it makes no sense, TempError where
        /// DNS does not answer.
        "Status" status: String as "String";
    }
}

pub static TEST_SENDER_ID: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Test-SenderId",
        synopsis: "Show whether a server may send for a domain (SPF)",
        about: "Asks the DNS servers that the transport server of this machine would ask.",
        params: &[IP_ADDRESS.spec(), PURPORTED.spec(), HELLO.spec()],
        emits: Some(SenderIdResult::TYPE),
        examples: &[Example {
            does: "See whether a partner's new server is in its record",
            run: "Test-SenderId -IPAddress 192.0.2.25 -PurportedResponsibleDomain contoso.com",
        }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let (address, domain) = (call.require(&IP_ADDRESS)?, call.require(&PURPORTED)?);
    let hello = call.get(&HELLO)?.unwrap_or_else(|| domain.clone());
    let dns = DnsResolvers::default().using(&name_servers(call, session, None)?).client().ok_or_else(|| {
        Fault::unreachable("NoDnsServer", "No DNS server can be asked.").fix("Look into /etc/resolv.conf.")
    })?;
    let postmaster = format!("postmaster@{domain}");
    let asked = Asked { peer: address, hello: hello.as_str(), sender: &postmaster, host: "localhost" };
    let status = session.wait(call, async { Ok(sender::spf(&dns, asked).await) })?;
    out.emit(SenderIdResult { address, domain: domain.to_string(), status: status.to_string() })
}

/// Those of a server; without a name of the one of this machine.
pub fn name_servers(call: &Call, session: &Session, server: Option<&ServerId>) -> Result<Servers, Fault> {
    let picture = session.picture()?;
    let home = server.map_or_else(|| session.home(call, &picture).unwrap_or_default(), |server| server.0.clone());
    let found = picture.organization().all::<TransportServer>().find(|one| one.is_called(&home));
    let Some(found) = found else {
        return match server {
            None => Ok(Servers::SYSTEM),
            Some(_) => Err(Fault::not_found("ServerNotFound", format!("There is no server '{home}'."))
                .at(call.span)
                .fix("Get-TransportServer lists the servers.")),
        };
    };
    Ok(Servers::of(found, Lookup::Internet))
}
