//! `Set-RelayRestriction`: let hosts relay by their name in DNS.

use super::entries::IDENTITY;
use crate::cmdlet::config::{Given, edit};
use crate::cmdlet::prelude::*;
use crate::model::ReceiveConnector;

/// Where a connector keeps them.
const PROPERTY: &str = "RelayDomains";

static DOMAIN: Param<Value> = Param::new(
    "Domain",
    "Domains whose hosts may relay: a list in place of the one there is, $null for none, or \
     `@{Add='contoso.com';Remove='fabrikam.com'}`.",
);

pub static SET_RELAY_RESTRICTION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Set-RelayRestriction",
        synopsis: "Let hosts relay by a receive connector that prove by DNS to be of a domain",
        about: "Whoever owns an address may give it any name, so the name alone proves nothing: it must be in the domain and lead \
                back to the address. Where DNS does not answer, the host may not relay. As trustworthy as DNS is: where the \
                addresses are known, a connector of their own (RemoteIPRanges) is more so, and so are logins. The connector's \
                PermissionGroups say whether such hosts may submit mail at all.",
        params: &[IDENTITY.spec(), DOMAIN.spec()],
        effect: Effect::Changes(Impact::Medium),
        needs: Right::ManageConnectors,
        examples: &[
            Example {
                does: "Let the application servers of a domain relay",
                run: "Set-RelayRestriction Relay -Domain apps.contoso.com",
            },
            Example {
                does: "Take one domain out of the list",
                run: "Set-RelayRestriction Relay -Domain @{Remove='apps.contoso.com'}",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, _: &mut Output) -> Result<(), Fault> {
    let Some(domains) = call.arguments.iter().find(|argument| argument.name == "Domain") else {
        return Err(Fault::invalid("NothingToSet", "It is not said which hosts may relay.")
            .at(call.span)
            .fix("Give -Domain: a list, $null for none, or @{Add='contoso.com'}."));
    };
    let property = ReceiveConnector::INFO.property(PROPERTY).expect("the class declares it");
    let given = Given::by(property, domains)?;
    edit(ReceiveConnector::INFO, call, session, &[PROPERTY], |object, picture| {
        let directory = picture.organization().directory();
        let properties = given.applied_to(&object.properties, object.id, session, directory)?;
        Ok((properties != object.properties).then_some(properties))
    })
}
