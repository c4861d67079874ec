//! New-: makes an object from defaults, presets and what the command line gives.

use uuid::Uuid;

use super::compare::everything;
use super::given::Given;
use super::params::{NAME, SERVER};
use super::picture::Picture;
use super::signature::usage_switch;
use super::work::{Work, unborn};
use super::{change, mint, object};
use crate::lang::call::Output;
use crate::model::class::{Creation, Properties, Scope, Verb};
use crate::model::{AcceptedDomain, Fault, TransportServer, Value};
use crate::store::{Change, Draft, StoredObject};

pub fn run(work: &Work, out: &mut Output) -> Result<(), Fault> {
    let given = Given::read(work.class, work.call)?;
    let id = Uuid::now_v7();
    let mut asked = false;
    let stored = change::store(work, |picture| {
        let object = draft(work, picture, &given, id)?;
        if !asked && !agreed(work, picture, &object)? {
            return Ok(None);
        }
        asked = true;
        let properties = mint::furnished(work, &object)?;
        let StoredObject { class, id, scope, name, .. } = object;
        Ok(Some(Change::Create(Draft { class, id, scope, name, created: None, properties })))
    })?;
    let picture = work.session.picture()?;
    let made = picture.get(work.class, id).filter(|_| stored);
    let made = made.map(|made| object::shown(work.class, &made, picture.organization().directory()));
    drop(picture);
    match made {
        Some(made) => out.emit(Value::Object(made)),
        None => Ok(()),
    }
}

/// The object as it would be stored, judged.
pub fn draft(work: &Work, picture: &Picture, given: &Given, id: Uuid) -> Result<StoredObject, Fault> {
    let server = server(work, picture)?;
    let mut properties = given.applied_to(&Properties::new(), id, work.session, picture.organization().directory())?;
    let name = match work.class.named {
        // What is missing is found out below.
        Some(named) => named(&properties).unwrap_or_default(),
        None => work.call.require(&NAME)?,
    };
    let name = name.trim();
    if let Some(usage) = usage_switch(work.class, work.call)? {
        properties.insert("Usage".to_owned(), usage.into());
    }
    let domain = AcceptedDomain::default_of(picture.organization());
    let creation = Creation { role: work.role(picture, &server), server: &server, name, domain, given: &properties };
    let whole = work.class.create(&creation).map_err(|breach| work.at_argument(breach))?;
    let scope = if work.class.scope == Scope::Server { server.as_str() } else { "" };
    let mut object = unborn(work.class, id, scope, name, whole);
    object.properties = work.judged(&object, &given.names(), picture, &server)?;
    Ok(object)
}

fn agreed(work: &Work, picture: &Picture, object: &StoredObject) -> Result<bool, Fault> {
    if !work.is_forced(Verb::New)? {
        work.advise(None, object, picture, &object.scope)?;
    }
    let (target, details) = (work.target(object), everything(work.class, &object.properties));
    work.call.verbose(format!("The new {} '{target}':\n{details}", work.noun()))?;
    work.call.should(work.call.signature.name, &target, &details)
}

/// The server that the object is made on or for.
pub fn server(work: &Work, picture: &Picture) -> Result<String, Fault> {
    if work.class.scope == Scope::Organization {
        return Ok(work.server(picture));
    }
    if let Some(named) = work.call.get(&SERVER)? {
        let mut servers = picture.organization().all::<TransportServer>();
        return match servers.find(|server| server.is_called(&named.0)) {
            Some(server) => Ok(server.name.clone()),
            None => Err(work.no_such_server(&named.0, picture).at(work.call.place(&SERVER))),
        };
    }
    work.session.home(work.call, picture).ok_or_else(|| {
        let says = format!("A {} belongs to a server, and it is not clear to which.", work.noun());
        Fault::not_found("ServerNotFound", says)
            .at(work.call.span)
            .fix("Give -Server. 'Get-TransportServer' lists the servers; 'emsh serve' adds this machine.")
    })
}
