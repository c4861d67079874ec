//! `Get-TransportRuleAction`: what transport rules can do with messages.

use super::phrase::{Kind, RulePhrase, emit};
use crate::cmdlet::prelude::*;

static NAME: Param<String> =
    Param::new("Name", "Name of the action, as New-TransportRule has it; `*` allowed. Default: all.").position(1);

pub static GET_TRANSPORT_RULE_ACTION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-TransportRuleAction",
        synopsis: "Show what transport rules can do with messages",
        about: "Each is a parameter of New-TransportRule and Set-TransportRule.",
        params: &[NAME.spec()],
        emits: Some(RulePhrase::TYPE),
        examples: &[Example { does: "Show one of them", run: "Get-TransportRuleAction RejectMessageReasonText" }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    emit(Kind::Action, call.get(&NAME)?.as_deref(), call, out)
}
