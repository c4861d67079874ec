//! Get-: shows the objects of a class.

use std::sync::Arc;

use uuid::Uuid;

use super::given::Given;
use super::identity::{ObjectId, find, not_found};
use super::params::{FILTER, IDENTITY, ORIGINAL, RESULT_SIZE, SERVER};
use super::picture::Picture;
use super::work::{Work, unborn};
use super::{live, object};
use crate::cmdlet::condition;
use crate::cmdlet::limit::Limit;
use crate::control::wire::NodeStatus;
use crate::lang::call::Output;
use crate::model::class::{Creation, Properties, Scope};
use crate::model::{
    ClassInfo, Directory, Fault, Object, RecipientDirectory, TransportRole, TransportServer, Unlimited, Value,
};
use crate::store::StoredObject;

pub fn run(work: &Work, out: &mut Output) -> Result<(), Fault> {
    // The picture is let go before anything is emitted: whoever comes next may change what it shows.
    let picture = work.session.picture()?;
    let found = found(work, &picture)?;
    let directory = picture.organization().directory().clone();
    drop(picture);
    let filter = condition::of(work.call, &FILTER, work.class.type_info)?;
    let sought = Given::sought(work.class, work.call)?;
    let (status, mut limit) = (node_status(work), limit(work)?);
    for object in found.into_iter().filter(|object| sought.is_met_by(&object.properties)) {
        let object = as_shown(work, &object, &directory, status.as_ref());
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

fn as_shown(work: &Work, object: &StoredObject, directory: &Directory, status: Option<&NodeStatus>) -> Object {
    let shown = object::shown(work.class, object, directory);
    match status {
        Some(status) if work.class.name == RecipientDirectory::INFO.name => live::add_reading(&shown, status),
        Some(status) if status.server.eq_ignore_ascii_case(&object.name) => live::add(&shown, status),
        _ => {}
    }
    shown
}

fn limit<'a>(work: &Work<'a>) -> Result<Limit<'a>, Fault> {
    Limit::of(work.call, &RESULT_SIZE, work.class.paged.map_or(Unlimited::Unlimited, Unlimited::Limit))
}

/// How the node of this data directory is, for the classes whose objects are nodes, or what nodes read. A node that does not answer leaves
/// these properties out; the configuration is shown all the same.
fn node_status(work: &Work) -> Option<NodeStatus> {
    let lives = [TransportServer::INFO.name, RecipientDirectory::INFO.name];
    if !lives.contains(&work.class.name) || !work.session.has_node() {
        return None;
    }
    let node = work.session.local_node().ok()?;
    work.session.wait(work.call, node.get::<NodeStatus>("/v1/status", &())).ok()
}

fn found(work: &Work, picture: &Picture) -> Result<Vec<Arc<StoredObject>>, Fault> {
    if let Some(originals) = work.class.originals
        && work.call.is_set(&ORIGINAL)?
    {
        return Ok(originals().into_iter().map(|properties| original(work.class, properties)).collect());
    }
    let mut found = match work.call.get(&IDENTITY)? {
        None => picture.objects(work.class),
        Some(ObjectId(identity)) => {
            let found = find(work.class, &identity, picture, work.preferred(picture).as_deref());
            if found.is_empty() && !identity.is_pattern() && work.class.singleton.is_none() {
                let fault = not_found(work.class, work.noun(), identity.as_str(), picture);
                return Err(fault.at(work.call.place(&IDENTITY)));
            }
            found
        }
    };
    if work.class.scope == Scope::Server
        && let Some(server) = work.call.get(&SERVER)?
    {
        let mut servers = picture.organization().all::<TransportServer>();
        let Some(server) = servers.find(|known| known.is_called(&server.0)) else {
            return Err(work.no_such_server(&server.0, picture).at(work.call.place(&SERVER)));
        };
        found.retain(|object| object.scope.eq_ignore_ascii_case(&server.name));
    }
    if let (Some(name), true) = (work.class.singleton, found.is_empty()) {
        found.push(Arc::new(unset(work.class, name)));
    }
    Ok(found)
}

/// What holds where nothing is configured, as an object that would say so.
fn original(class: &'static ClassInfo, properties: Properties) -> Arc<StoredObject> {
    let name = class.named.and_then(|named| named(&properties)).unwrap_or_default();
    Arc::new(unborn(class, Uuid::nil(), "", &name, properties))
}

/// The one object of a class that nobody has changed yet: all defaults.
pub fn unset(class: &'static ClassInfo, name: &'static str) -> StoredObject {
    let creation = Creation { role: TransportRole::Hub, server: "", name, domain: None, given: &Properties::new() };
    // A class with one object has a default for everything.
    let properties = class.create(&creation).unwrap_or_default();
    unborn(class, Uuid::nil(), "", name, properties)
}
