//! `Get-RelayRestriction`: who may relay by a receive connector.

use crate::cmdlet::config::{ObjectId, named, stored};
use crate::cmdlet::prelude::*;
use crate::model::class::Class;
use crate::model::permission::Trustee;
use crate::model::view::view;
use crate::model::{AuthMechanisms, Domain, IpRange, ReceiveConnector};

static IDENTITY: Param<ObjectId> =
    Param::new("Identity", "Receive connector: name, `Server\\Name`, GUID or the connector itself. Default: all.")
        .position(1)
        .from_pipeline()
        .from_property()
        .refuses_null();

view! {
    /// Who may send to anybody by a receive connector.
    RelayRestriction as "Emsh.RelayRestriction",
    shown ["Identity", "RemoteIPRanges", "Anonymous", "Authenticated", "Trusted", "Domain"] {
        /// The receive connector, `Server\Name`.
        "Identity" identity: String as "String";
        /// Whom it serves at all.
        "RemoteIPRanges" remote_ip_ranges: Vec<IpRange> as "IPRange[]";
        /// Whether everybody of these may relay, without a login.
        "Anonymous" anonymous: bool as "Boolean";
        /// Whether those may relay who have logged in.
        "Authenticated" authenticated: bool as "Boolean";
        /// Whether they may as servers that are trusted without proof (ExternalAuthoritative).
        "Trusted" trusted: bool as "Boolean";
        /// Domains whose hosts may relay, by their name in DNS.
        "Domain" domain: Vec<Domain> as "SmtpDomain[]";
    }
}

pub static GET_RELAY_RESTRICTION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-RelayRestriction",
        synopsis: "Show who may relay by receive connectors",
        about: "Relaying is sending to anybody, not only to domains of ours. Rights of single accounts (Add-ADPermission) are \
                shown by Get-ADPermission.",
        params: &[IDENTITY.spec()],
        emits: Some(RelayRestriction::TYPE),
        needs: Right::ViewConfiguration,
        examples: &[Example { does: "Show who may relay, by all connectors", run: "Get-RelayRestriction" }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let picture = session.picture()?;
    let objects = match call.is_given("Identity") {
        true => vec![named(ReceiveConnector::INFO, call, session, &picture)?],
        false => picture.matching(ReceiveConnector::INFO, |_| true),
    };
    for object in objects {
        let connector = ReceiveConnector::from_stored(&stored(&object))?;
        out.emit(RelayRestriction {
            identity: format!("{}\\{}", object.scope, object.name),
            anonymous: connector.lets_relay(&Trustee::AnonymousLogon),
            authenticated: connector.lets_relay(&Trustee::AuthenticatedUsers),
            trusted: connector.auth_mechanism.contains(AuthMechanisms::ExternalAuthoritative)
                && connector.lets_relay(&Trustee::ExternallySecuredServers),
            remote_ip_ranges: connector.remote_ip_ranges,
            domain: connector.relay_domains,
        })?;
    }
    Ok(())
}
