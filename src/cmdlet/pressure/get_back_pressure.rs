//! `Get-BackPressure`: the resources of a node, and what is done while they are short.

use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::SERVER;
use crate::model::PressureInfo;

pub static GET_BACK_PRESSURE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-BackPressure",
        synopsis: "Show what a server is short of, and what it does about it",
        about: "A server measures its disks, memory and queues every few seconds. At Medium it refuses mail from outside \
                or makes it wait; at High it refuses all mail: 452 4.3.1 Insufficient system resources. What it has \
                taken goes on, and when the resource has fallen below its lower values, so does everything else. \
                ResourceThresholds of Set-TransportServer changes the values, EnableResourceMonitoring turns all of it \
                off.",
        params: &[SERVER.spec()],
        emits: Some(PressureInfo::TYPE),
        needs: Right::ViewQueues,
        examples: &[
            Example { does: "Show all resources", run: "Get-BackPressure" },
            Example {
                does: "Show only what presses",
                run: "Get-BackPressure | Where-Object { $_.Level -ne 'Low' } | Format-List",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let server = call.get(&SERVER)?;
    let node = session.node(call, server.as_ref().map(|server| server.0.as_str()))?;
    let resources: Vec<PressureInfo> = session.wait(call, node.get("/v1/pressure", &()))?;
    if resources.is_empty() {
        return call.warn("This server measures nothing: EnableResourceMonitoring is off, or it has just started.");
    }
    resources.into_iter().try_for_each(|resource| out.emit(resource))
}
