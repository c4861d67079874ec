//! `Redirect-Message`: drain a server's queues to other servers of the organization.

use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::ServerId;
use crate::control::wire::RedirectOrder;
use crate::model::QueueInfo;

static SERVER: Param<ServerId> = Param::new("Server", "Server whose queues are drained.").mandatory();
static TARGET: Param<Vec<ServerId>> =
    Param::new("Target", "Servers that get the messages: FQDN or name. Several share them.").mandatory();

pub static REDIRECT_MESSAGE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Redirect-Message",
        synopsis: "Drain a server's delivery queues to other servers",
        about: "Until nothing is left, the server takes no new mail (421 4.3.2) and sends everything in its delivery queues to \
                the targets, which then look after it. Suspended messages and queues stay, so do Poison and Unreachable; what \
                is for mailboxes is delivered as ever. The queue for the targets shows how far it is; to end it before, \
                resubmit that queue.",
        params: &[SERVER.spec(), TARGET.spec()],
        effect: Effect::Changes(Impact::High),
        needs: Right::ManageQueues,
        examples: &[Example {
            does: "See what draining this server would do before its machine is worked on",
            run: "Redirect-Message -Server TEST -Target hub02.contoso.com -WhatIf",
        }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, _: &mut Output) -> Result<(), Fault> {
    let ServerId(server) = call.require(&SERVER)?;
    let targets: Vec<String> = call.require(&TARGET)?.into_iter().map(|target| target.0).collect();
    let node = session.node(call, Some(&server))?;
    if !call.should("Redirect all messages", &server, &format!("to {}", targets.join(", ")))? {
        return Ok(());
    }
    let order = RedirectOrder { targets, who: session.who().to_owned() };
    let queue: QueueInfo = session.wait(call, node.post("/v1/redirect", &order))?;
    call.verbose(format!("'{}' shows how far it is.", queue.identity))
}
