//! `Get-LinkState`: which connectors lead where they should, and who takes their mail if they do not.

use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::SERVER;
use crate::model::LinkInfo;

pub static GET_LINK_STATE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-LinkState",
        synopsis: "Show which connectors lead nowhere now, and who takes their mail",
        about: "A link is down when no host of it could be connected to. Its mail then goes by the connector that matches the \
                recipient as closely and is next by cost, if there is one, until the link is tried again; a wider address \
                space is no alternative. Each server knows its own links, and takes them to be up when it starts. What other \
                servers say is down is shown as well: Server is whose link it is, OriginatingServer who was asked. A \
                connector that other servers send for is avoided while all of them say so.",
        params: &[SERVER.spec()],
        emits: Some(LinkInfo::TYPE),
        needs: Right::ViewQueues,
        examples: &[
            Example { does: "Show all links", run: "Get-LinkState" },
            Example {
                does: "Show what a server has heard of the links of others",
                run: "Get-LinkState | Where-Object Server -ne HUB01",
            },
            Example {
                does: "Show what is down, and why",
                run: "Get-LinkState | Where-Object State -eq Down | Format-List",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let server = call.get(&SERVER)?;
    let node = session.node(call, server.as_ref().map(|server| server.0.as_str()))?;
    let links: Vec<LinkInfo> = session.wait(call, node.get("/v1/links", &()))?;
    links.into_iter().try_for_each(|link| out.emit(link))
}
