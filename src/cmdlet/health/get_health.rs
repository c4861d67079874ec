//! `Get-Health`: one screen that says what is wrong and what to type next.

use jiff::Timestamp;

use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::SERVER;
use crate::control::health::{Facts, Health, HealthInfo, report};
use crate::control::wire::{ConnectorProbe, NodeStatus, QueueQuery};
use crate::model::{CertificateInfo, ForeignConnector, MailboxDatabase, PressureInfo, QueueInfo, SendConnector};

pub static GET_HEALTH: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Health",
        synopsis: "Show what is wrong with a server, and what to type next",
        about: "Looks at the transport engine, its listeners, the configuration it obeys, spool, resources, agents that do \
                not answer, queues and certificates, and tries each enabled send connector: smart hosts are resolved, greeted and logged on \
                to, for at most 10 seconds in all; domains of connectors that use DNS are looked up. Each finding has the command that leads on; the worst come first, and what is well is one \
                line. Unhealthy: mail is refused or stands still. Degraded: mail moves, and somebody should look.",
        params: &[SERVER.spec()],
        emits: Some(HealthInfo::TYPE),
        needs: Right::ViewQueues,
        examples: &[
            Example { does: "See what is wrong", run: "Get-Health" },
            Example {
                does: "End a script with an exit code for a monitor",
                run: "$bad = Get-Health | Where-Object Health -eq Unhealthy; if ($bad) { $bad.Finding; exit 1 }",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    if call.get(&SERVER)?.is_none() && !session.has_node() {
        return out.emit(silent(session));
    }
    let server = call.get(&SERVER)?;
    let node = session.node(call, server.as_ref().map(|server| server.0.as_str()))?;
    let picture = session.stored_picture()?;
    let stored_revision = picture.revision;
    let connector = move |id| {
        let names =
            [SendConnector::INFO, ForeignConnector::INFO, MailboxDatabase::INFO].map(|class| picture.get(class, id));
        names.into_iter().flatten().next().map(|object| object.name.clone())
    };
    let resources: Vec<PressureInfo> = session.wait(call, node.get("/v1/pressure", &()))?;
    let queues: Vec<QueueInfo> = session.wait(call, node.get("/v1/queues", &QueueQuery::default()))?;
    let probes: Vec<ConnectorProbe> = session.wait(call, node.get("/v1/probes", &()))?;
    let certificates: Vec<CertificateInfo> = session.wait(call, node.get("/v1/certificates", &()))?;
    // Last, and long after the store was read: a node that lags then is behind for longer than it needs.
    let status: NodeStatus = session.wait(call, node.get("/v1/status", &()))?;
    let facts = Facts {
        status,
        stored_revision,
        resources,
        queues,
        probes,
        certificates,
        connector: Box::new(connector),
        now: Timestamp::now(),
    };
    report(&facts).into_iter().try_for_each(|found| out.emit(found))
}

/// No node answers: nothing else can be known.
fn silent(session: &Session) -> HealthInfo {
    let folder = session.place().data_dir.display();
    HealthInfo {
        server: String::new(),
        health: Health::Unhealthy,
        area: "Service".to_owned(),
        finding: format!("No node answers in {folder}."),
        next: Some(format!("emsh --data-dir '{folder}' serve")),
    }
}
