//! `Get-TransportRulePredicate`: what transport rules can ask of messages.

use super::phrase::{Kind, RulePhrase, emit};
use crate::cmdlet::prelude::*;

static NAME: Param<String> =
    Param::new("Name", "Name of the predicate, as New-TransportRule has it; `*` allowed. Default: all.").position(1);

pub static GET_TRANSPORT_RULE_PREDICATE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-TransportRulePredicate",
        synopsis: "Show what transport rules can ask of messages",
        about: "Each is a parameter of New-TransportRule and Set-TransportRule.",
        params: &[NAME.spec()],
        emits: Some(RulePhrase::TYPE),
        examples: &[Example {
            does: "Show what rules can ask of subjects",
            run: "Get-TransportRulePredicate *Subject*",
        }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    emit(Kind::Predicate, call.get(&NAME)?.as_deref(), call, out)
}
