//! `Get-Recipient`: recipients of all classes together.

use super::recipient_info::{RECIPIENT, shown};
use crate::cmdlet::condition;
use crate::cmdlet::limit::Limit;
use crate::cmdlet::prelude::*;
use crate::model::{Addressee, Filter, RecipientLink, Unlimited, Wildcard};

static IDENTITY: Param<RecipientLink> =
    Param::new("Identity", "Name, alias, address or GUID; wildcards allowed in names.")
        .position(1)
        .from_pipeline()
        .refuses_null();
static FILTER: Param<Filter> =
    Param::new("Filter", "Only recipients for which this is true, such as \"RecipientType -eq 'MailContact'\".")
        .keeps_blocks();
static TYPE: Param<Vec<String>> = Param::new("RecipientType", "Only recipients of these types, such as UserMailbox.");
static RESULT_SIZE: Param<Unlimited<u32>> = Param::new(
    "ResultSize",
    "At most so many recipients, or Unlimited. Default 1000, with a warning when there are more.",
);

pub static GET_RECIPIENT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Recipient",
        synopsis: "Show mailboxes, mail users, contacts and groups",
        about: "Everything that mail can be addressed to here, in the order of names.",
        params: &[IDENTITY.spec(), FILTER.spec(), TYPE.spec(), RESULT_SIZE.spec()],
        emits: Some(&RECIPIENT),
        needs: Right::ViewConfiguration,
        examples: &[
            Example { does: "Show all recipients", run: "Get-Recipient" },
            Example { does: "Find whose address that is", run: "Get-Recipient orders@contoso.com" },
            Example {
                does: "Show everything that is not a mailbox",
                run: "Get-Recipient -Filter {RecipientType -ne 'UserMailbox'}",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    // A copy costs little and keeps nobody from changing what it shows.
    let directory = session.picture()?.organization().directory().clone();
    let filter = condition::of(call, &FILTER, &RECIPIENT)?;
    let types = call.get(&TYPE)?.unwrap_or_default();
    let mut found: Vec<&Addressee> = match call.get(&IDENTITY)? {
        None => directory.all().collect(),
        Some(link) => {
            let text = link.to_string();
            let pattern = Wildcard::new(&text);
            let found: Vec<&Addressee> = match text.contains(['*', '?']) {
                true => directory.all().filter(|one| pattern.matches(one.name())).collect(),
                false => directory.named(&text),
            };
            if found.is_empty() && !text.contains(['*', '?']) {
                return Err(Fault::not_found("RecipientNotFound", format!("There is no recipient '{text}'."))
                    .at(call.place(&IDENTITY))
                    .fix("Run 'Get-Recipient' to see all."));
            }
            found
        }
    };
    found.sort_by_cached_key(|one| one.name().to_lowercase());
    let mut limit = Limit::of(call, &RESULT_SIZE, Unlimited::Limit(1000))?;
    for one in found {
        if !types.is_empty() && !types.iter().any(|kind| kind.eq_ignore_ascii_case(one.recipient_type())) {
            continue;
        }
        let object = shown(one);
        if filter.as_ref().is_some_and(|filter| !filter.holds(&|name| object.get(name))) {
            continue;
        }
        if !limit.admits()? {
            break;
        }
        out.emit(Value::Object(object))?;
    }
    Ok(())
}
