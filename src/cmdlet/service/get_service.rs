//! `Get-Service`: whether the transport engine runs.

use super::service_info::{NAME, ServiceInfo};
use crate::cmdlet::prelude::*;
use crate::control::wire::NodeStatus;
use crate::model::Wildcard;

static SERVICE: Param<Vec<String>> =
    Param::new("Name", "Service to show; `*` allowed. Default: all there are.").position(1).from_property();

pub static GET_SERVICE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Service",
        aliases: &["gsv"],
        synopsis: "Show whether the transport engine runs",
        about: "There is one service, MSExchangeTransport: the engine inside the node of this data directory.",
        params: &[SERVICE.spec()],
        emits: Some(ServiceInfo::TYPE),
        examples: &[Example { does: "Show all transport services", run: "Get-Service MSExchange*" }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    for name in call.get(&SERVICE)?.unwrap_or_else(|| vec!["*".to_owned()]) {
        if Wildcard::new(&name).matches(NAME) {
            out.emit(current(call, session)?)?;
        } else if !Wildcard::is_pattern(&name) {
            let fault = Fault::not_found("ServiceNotFound", format!("There is no service '{name}'."))
                .at(call.place(&SERVICE))
                .fix(format!("The transport service is called {NAME}."));
            call.error(fault)?;
        }
    }
    Ok(())
}

fn current(call: &Call, session: &Session) -> Result<ServiceInfo, Fault> {
    if !session.has_node() {
        return Ok(ServiceInfo::of(None));
    }
    let node = session.local_node()?;
    let status: NodeStatus = session.wait(call, node.get("/v1/status", &()))?;
    Ok(ServiceInfo::of(Some(&status)))
}
