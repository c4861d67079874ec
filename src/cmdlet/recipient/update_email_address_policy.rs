//! `Update-EmailAddressPolicy`: gives the recipients that a policy is about the addresses that it makes.

use crate::cmdlet::config::{store_all, stored_object};
use crate::cmdlet::prelude::*;
use crate::model::class::to_json;
use crate::model::recipient::{self, policy_addresses};
use crate::model::{Addressee, ClassInfo, EmailAddressPolicy, ProxyAddress, class_named};
use crate::store::Change;

static IDENTITY: Param<String> =
    Param::new("Identity", "Name or GUID of the policy.").position(1).mandatory().from_property().refuses_null();

pub static UPDATE_EMAIL_ADDRESS_POLICY: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Update-EmailAddressPolicy",
        synopsis: "Give recipients the addresses that a policy makes",
        about: "Applies to recipients for whom this policy counts before others and whose EmailAddressPolicyEnabled is true. \
                The former primary address stays as a further one. All of it happens at once or not at all; -WhatIf shows \
                each recipient.",
        params: &[IDENTITY.spec()],
        effect: Effect::Changes(Impact::High),
        needs: Right::ManageRecipients,
        examples: &[
            Example { does: "See what a policy would change", run: "Update-EmailAddressPolicy People -WhatIf" },
            Example {
                does: "Apply all policies",
                run: "Get-EmailAddressPolicy | Update-EmailAddressPolicy -Confirm:$false",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, _: &mut Output) -> Result<(), Fault> {
    let named = call.require(&IDENTITY)?;
    let mut asked = false;
    let looks_at: Vec<&str> = recipient::CLASSES.iter().copied().chain(["EmailAddressPolicy"]).collect();
    store_all(session, &call.engine.command_line(), &looks_at, |picture| {
        let organization = picture.organization();
        let policy = organization.all::<EmailAddressPolicy>().find(|policy| {
            policy.name.eq_ignore_ascii_case(named.trim()) || policy.id.to_string().eq_ignore_ascii_case(named.trim())
        });
        let policy = policy.ok_or_else(|| {
            Fault::not_found("EmailAddressPolicyNotFound", format!("There is no e-mail address policy '{named}'."))
                .at(call.place(&IDENTITY))
                .fix("Run 'Get-EmailAddressPolicy' to see all.")
        })?;
        let is_its = |one: &&Addressee| {
            one.card().follows_policies
                && EmailAddressPolicy::of(one, organization).is_some_and(|of| of.id == policy.id)
        };
        let mut own: Vec<&Addressee> = organization.directory().all().filter(is_its).collect();
        own.sort_by_key(|one| one.id());
        let (mut changes, mut lines, mut given) = (Vec::new(), Vec::new(), std::collections::HashSet::new());
        for one in own {
            let addresses = policy_addresses(one, policy, organization.directory(), &mut given);
            if addresses == one.card().addresses {
                continue;
            }
            let shown = |all: &[ProxyAddress]| all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            lines.push(format!("{}: {{{}}} → {{{}}}", one.name(), shown(one.card().addresses), shown(&addresses)));
            let class: &ClassInfo = class_named(one.card().class).expect("a card names its class");
            let mut object = std::sync::Arc::unwrap_or_clone(stored_object(picture, class, one.id())?);
            if let Some(primary) = addresses.first().and_then(ProxyAddress::smtp) {
                object.properties.insert("PrimarySmtpAddress".to_owned(), to_json(primary));
            }
            object.properties.insert("EmailAddresses".to_owned(), to_json(&addresses));
            changes.push(Change::update(object));
        }
        if changes.is_empty() {
            call.verbose(format!("All recipients of '{}' have their addresses already.", policy.name))?;
            return Ok(changes);
        }
        if !asked && !call.should(call.signature.name, &policy.name, &lines.join("\n"))? {
            return Ok(Vec::new());
        }
        asked = true;
        lines.iter().try_for_each(|line| call.verbose(line.clone()))?;
        Ok(changes)
    })
    .map(drop)
}
