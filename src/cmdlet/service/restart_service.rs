//! `Restart-Service`: stop the transport engine inside the node and start it again.

use super::service_info::{NAME, ServiceInfo};
use crate::cmdlet::prelude::*;
use crate::control::wire::{NodeStatus, ServiceAct, ServiceOrder};
use crate::model::Wildcard;

static SERVICE: Param<String> =
    Param::new("Name", "Service to restart: MSExchangeTransport.").mandatory().position(1).from_property();
static PASS: Param<Switch> = Param::switch("PassThru", "Put out the service as it is afterwards.");

pub static RESTART_SERVICE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Restart-Service",
        synopsis: "Restart the transport engine inside the node",
        about: "Sessions finish, queues are kept, listeners close and open again. Configuration changes need no restart.",
        params: &[SERVICE.spec(), PASS.spec()],
        effect: Effect::Changes(Impact::Medium),
        needs: Right::ManageServers,
        examples: &[Example { does: "Restart the transport service", run: "Restart-Service MSExchangeTransport" }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let name = call.require(&SERVICE)?;
    if !Wildcard::new(&name).matches(NAME) {
        return Err(Fault::not_found("ServiceNotFound", format!("There is no service '{name}'."))
            .at(call.place(&SERVICE))
            .fix(format!("The transport service is called {NAME}.")));
    }
    if !call.should("Restart-Service", NAME, "")? {
        return Ok(());
    }
    let node = session.node(call, None)?;
    let order = ServiceOrder { act: ServiceAct::Restart, who: session.who().to_owned() };
    let status: NodeStatus = session.wait(call, node.post("/v1/service", &order))?;
    if call.is_set(&PASS)? {
        out.emit(ServiceInfo::of(Some(&status)))?;
    }
    Ok(())
}
