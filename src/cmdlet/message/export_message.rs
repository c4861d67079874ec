//! `Export-Message`: a copy of a queued message, for a file or for replay. The message stays.

use super::order::IDENTITY;
use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::asked;
use crate::control::wire::MessageQuery;
use crate::model::MessageInfo;

/// Largest message that fits into one shell object; the default limit of receive connectors is 36 MB.
const MOST: usize = 256 << 20;

pub static EXPORT_MESSAGE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Export-Message",
        synopsis: "Copy a suspended message out of its queue",
        about: "Gives an object with the message's text and envelope; pipe it to AssembleMessage to write an .eml file. \
                Only a suspended message can be exported.",
        params: &[IDENTITY.spec()],
        effect: Effect::Changes(Impact::Low),
        needs: Right::ManageQueues,
        examples: &[Example {
            does: "Write every suspended message to a folder",
            run: "Get-Message -Filter {Status -eq 'Suspended'} | Export-Message | AssembleMessage -Path .",
        }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

#[derive(serde::Serialize)]
struct ExportQuery {
    identity: String,
}

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let identity = call.require(&IDENTITY)?;
    let node = session.node(call, asked(None, identity.queue()))?;
    let identity = identity.to_string();
    let query = MessageQuery { identity: Some(identity.clone()), limit: 1, ..MessageQuery::default() };
    let mut messages = session.wait(call, node.lines::<MessageInfo>("/v1/messages", &query))?;
    let Some(message) = session.wait(call, messages.next())? else {
        return Err(super::order::not_found(&identity).at(call.place(&IDENTITY)));
    };
    if !call.should("Export", &identity, "")? {
        return Ok(());
    }
    let query = ExportQuery { identity: message.identity.to_string() };
    let mut response = session.wait(call, node.bytes("/v1/messages/export", &query))?;
    let mut text = Vec::new();
    while let Some(chunk) = session.wait(call, async {
        response.chunk().await.map_err(|cause| Fault::unreachable("NodeAnswer", "The export broke off.").cause(cause))
    })? {
        text.extend_from_slice(&chunk);
        if text.len() > MOST {
            return Err(Fault::invalid("MessageTooLarge", format!("Message {identity} is larger than 256 MB.")));
        }
    }
    out.emit(super::assemble_message::exported(&message, text))
}
