//! `Test-IPBlockListProvider` and `Test-IPAllowListProvider`: what a list in DNS says about an address.

use std::net::IpAddr;

use crate::cmdlet::config::{ObjectId, named, stored};
use crate::cmdlet::prelude::*;
use crate::cmdlet::probe::name_servers;
use crate::cmdlet::server_id::ServerId;
use crate::model::class::Class;
use crate::model::view::view;
use crate::model::{IPAllowListProvider, IPBlockListProvider, ListProvider};
use crate::resolve::{DnsResolvers, RecordType, Resolvers, Unresolved, listed_name};

static IDENTITY: Param<ObjectId> = Param::new("Identity", "Name or GUID of the list.")
    .position(1)
    .mandatory()
    .from_pipeline()
    .from_property()
    .refuses_null();
static IP_ADDRESS: Param<IpAddr> = Param::new("IPAddress", "The address that is looked up.").mandatory();
static SERVER: Param<ServerId> =
    Param::new("Server", "Whose DNS servers are asked. Default: those of the server of this machine.");

const ABOUT: &str = "Asks the DNS servers that a transport server would ask, now, whether or not the list is enabled. \
                     ProviderResult has the answers; Matched says whether they mean the address by the settings of the list.";

view! {
    /// What a list in DNS says about an address.
    ListProviderResult as "Emsh.IPListProviderTestResult", shown ["Provider", "ProviderResult", "Matched"] {
        /// The list.
        "Provider" provider: String as "String";
        /// Its answers; none where it does not have the address.
        "ProviderResult" provider_result: Vec<IpAddr> as "IPAddress[]";
        /// Whether one of them means that it is on the list.
        "Matched" matched: bool as "Boolean";
    }
}

pub static TEST_IP_BLOCK_LIST_PROVIDER: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Test-IPBlockListProvider",
        synopsis: "Show whether a block list in DNS has an address",
        about: ABOUT,
        params: &[IDENTITY.spec(), IP_ADDRESS.spec(), SERVER.spec()],
        emits: Some(ListProviderResult::TYPE),
        needs: Right::ViewConfiguration,
        examples: &[Example {
            does: "Ask all block lists about an address; 127.0.0.2 is on each that works",
            run: "Get-IPBlockListProvider | Test-IPBlockListProvider -IPAddress 127.0.0.2",
        }],
        ..Signature::NEW
    },
    run: Run::Each(run::<IPBlockListProvider>),
};

pub static TEST_IP_ALLOW_LIST_PROVIDER: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Test-IPAllowListProvider",
        synopsis: "Show whether an allow list in DNS has an address",
        about: ABOUT,
        params: &[IDENTITY.spec(), IP_ADDRESS.spec(), SERVER.spec()],
        emits: Some(ListProviderResult::TYPE),
        needs: Right::ViewConfiguration,
        examples: &[Example {
            does: "Ask all allow lists about an address",
            run: "Get-IPAllowListProvider | Test-IPAllowListProvider -IPAddress 192.0.2.7",
        }],
        ..Signature::NEW
    },
    run: Run::Each(run::<IPAllowListProvider>),
};

fn run<T: Class + ListProvider>(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let picture = session.picture()?;
    let object = named(T::info(), call, session, &picture)?;
    let list = T::from_stored(&stored(&object))?;
    drop(picture);
    let address = call.require(&IP_ADDRESS)?;
    let servers = name_servers(call, session, call.get(&SERVER)?.as_ref())?;
    let resolver = DnsResolvers::default().using(&servers);
    let name = listed_name(address, list.domain().as_str());
    let asked = session.wait(call, async { Ok(resolver.lookup(&name, RecordType::A).await) })?;
    let provider_result: Vec<IpAddr> = match asked {
        Ok(records) => records.iter().filter_map(|record| record.data.address()).collect(),
        Err(Unresolved::NoSuchDomain { .. } | Unresolved::NoData { .. }) => Vec::new(),
        Err(Unresolved::Temporary(why)) => {
            return Err(Fault::unreachable("ListDoesNotAnswer", format!("{} does not answer: {why}", list.domain()))
                .at(call.span)
                .fix("Look at the DNS servers of the server (Get-TransportServer), and at the domain of the list."));
        }
    };
    let matched = provider_result.iter().any(|answer| list.answers().hold(*answer));
    out.emit(ListProviderResult { provider: list.title().to_owned(), provider_result, matched })
}
