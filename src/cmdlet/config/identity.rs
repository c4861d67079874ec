//! `-Identity`: how a command line names an object, and which object that is.

use std::any::Any;
use std::sync::Arc;

use super::object::in_words;
use super::picture::{Picture, stored};
use crate::cmdlet::Session;
use crate::lang::call::{Candidate, Completer};
use crate::model::class::{Class, Scope};
use crate::model::text_distance::closest;
use crate::model::{
    ADSite, ADSiteLink, AcceptedDomain, ClassInfo, DistributionGroup, DynamicDistributionGroup, EmailAddressPolicy,
    Fault, ForeignConnector, FromValue, Identity, MailContact, MailUser, Mailbox, MailboxDatabase, ReceiveConnector,
    RemoteDomain, SendConnector, SystemMessage, TransportServer, Value,
};
use crate::store::{Named, StoredObject};

/// A name, a GUID, `Server\Name`, or an object that carries its own.
#[derive(Clone, Debug, PartialEq)]
pub struct ObjectId(pub Identity);

impl FromValue for ObjectId {
    const TYPE_NAME: &'static str = "ObjectIdParameter";

    fn from_value(value: &Value) -> Result<ObjectId, String> {
        let named = match value {
            Value::Object(object) => {
                let own = object.get("Guid").filter(|guid| matches!(guid, Value::Guid(_)));
                own.or_else(|| object.get("Identity")).or_else(|| object.get("Name"))
            }
            Value::Array(_) | Value::Hash(_) | Value::Secret(_) | Value::Block(_) => None,
            plain => Some(plain.clone()),
        };
        let text = named.map(|named| named.to_string()).unwrap_or_default();
        match text.trim() {
            "" => Err(format!("{} names no object: a name, a GUID or an object is expected", describe(value))),
            _ => Ok(ObjectId(Identity::new(text))),
        }
    }
}

fn describe(value: &Value) -> String {
    match value {
        Value::Null => "$null".to_owned(),
        Value::String(text) => format!("'{text}'"),
        other => other.type_name().to_owned(),
    }
}

/// The objects of a class that are meant. Of several with the same plain name, that of the home server.
pub fn find(class: &ClassInfo, identity: &Identity, picture: &Picture, home: Option<&str>) -> Vec<Arc<StoredObject>> {
    let means = |object: &StoredObject| {
        identity.names(object.id, &object.name, Some(object.scope.as_str()).filter(|scope| !scope.is_empty()))
    };
    let mut found = picture.matching(class, means);
    if found.is_empty() && !identity.is_pattern() {
        found = match crate::model::recipient::CLASSES.contains(&class.name) {
            true => {
                let named = picture.organization().directory().named(identity.as_str());
                named.into_iter().filter_map(|one| picture.get(class, one.id())).collect()
            }
            false => picture.matching(class, |object| (class.answers_to)(&stored(object), identity.as_str())),
        };
    }
    if found.len() > 1 && !identity.is_pattern() {
        let at_home = |object: &Arc<StoredObject>| home.is_some_and(|home| object.scope.eq_ignore_ascii_case(home));
        if found.iter().any(at_home) {
            found.retain(at_home);
        }
    }
    found.sort_by_cached_key(|object| (object.scope.to_lowercase(), object.name.to_lowercase()));
    found
}

/// The one object that is meant: a change never guesses, and never works on a pattern.
pub fn find_one(
    class: &ClassInfo,
    noun: &str,
    identity: &Identity,
    picture: &Picture,
    home: Option<&str>,
) -> Result<Arc<StoredObject>, Fault> {
    let mut found = find(class, identity, picture, home);
    if found.len() == 1 && !identity.is_pattern() {
        return Ok(found.remove(0));
    }
    // A name may hold the characters of a pattern.
    let exact = |object: &&Arc<StoredObject>| object.name.eq_ignore_ascii_case(identity.as_str());
    if let Some(object) = found.iter().find(exact).filter(|_| found.iter().filter(exact).count() == 1) {
        return Ok(Arc::clone(object));
    }
    match found.as_slice() {
        [] => Err(not_found(class, noun, identity.as_str(), picture)),
        several => {
            let names: Vec<String> = several.iter().take(5).map(|object| display_name(class, object)).collect();
            let more = if several.len() > names.len() { " …" } else { "" };
            Err(Fault::invalid(
                "AmbiguousIdentity",
                format!(
                    "'{}' names {} objects of class {noun}: {}{more}.",
                    identity.as_str(),
                    several.len(),
                    names.join(", ")
                ),
            )
            .fix(format!("Name one of them, or pipe them: Get-{noun} '{}' | …", identity.as_str())))
        }
    }
}

pub fn not_found(class: &ClassInfo, noun: &str, named: &str, picture: &Picture) -> Fault {
    let known = picture.objects(class);
    let fault = Fault::not_found(format!("{}NotFound", class.name), format!("There is no {noun} '{named}'."));
    let names: Vec<String> = known.iter().map(|object| display_name(class, object)).collect();
    let plain = known.iter().map(|object| object.name.as_str());
    match closest(named, names.iter().map(String::as_str).chain(plain)) {
        Some(near) => fault.fix(format!("Run 'Get-{noun}'. Closest name: {near}")),
        None => fault.fix(format!("Run 'Get-{noun}' to see all.")),
    }
}

/// `Server\Name`, or the name alone for what belongs to the organization.
pub fn display_name(class: &ClassInfo, object: &StoredObject) -> String {
    whole_name(class, &object.scope, &object.name)
}

fn whole_name(class: &ClassInfo, scope: &str, name: &str) -> String {
    match class.scope {
        Scope::Server => format!("{scope}\\{name}"),
        Scope::Organization => name.to_owned(),
    }
}

/// What completes `-Identity` of a class.
pub fn completer(class: &ClassInfo) -> Option<Completer> {
    match class.name {
        "AcceptedDomain" => Some(completes::<AcceptedDomain>),
        "DistributionGroup" => Some(completes::<DistributionGroup>),
        "ADSite" => Some(completes::<ADSite>),
        "ADSiteLink" => Some(completes::<ADSiteLink>),
        "DynamicDistributionGroup" => Some(completes::<DynamicDistributionGroup>),
        "EmailAddressPolicy" => Some(completes::<EmailAddressPolicy>),
        "ForeignConnector" => Some(completes::<ForeignConnector>),
        "MailContact" => Some(completes::<MailContact>),
        "MailUser" => Some(completes::<MailUser>),
        "Mailbox" => Some(completes::<Mailbox>),
        "MailboxDatabase" => Some(completes::<MailboxDatabase>),
        "ReceiveConnector" => Some(completes::<ReceiveConnector>),
        "RemoteDomain" => Some(completes::<RemoteDomain>),
        "SendConnector" => Some(completes::<SendConnector>),
        "SystemMessage" => Some(completes::<SystemMessage>),
        "TransportServer" => Some(completes::<TransportServer>),
        _ => None,
    }
}

fn completes<T: Class>(host: &dyn Any, word: &str) -> Vec<Candidate> {
    candidates(T::info(), host, word).unwrap_or_default()
}

fn candidates(class: &ClassInfo, host: &dyn Any, word: &str) -> Option<Vec<Candidate>> {
    let session = host.downcast_ref::<Session>()?;
    // The first shown property that is more than its name.
    let property = class.type_info.shown.iter().find_map(|name| class.property(name));
    let told = |value: Option<&serde_json::Value>| property.map(|told| in_words(told, value)).unwrap_or_default();
    let begins = |text: &str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let offered = |scope: &str, name: &str| {
        let value = if begins(name) { name.to_owned() } else { whole_name(class, scope, name) };
        begins(&value).then_some(value)
    };
    if let Some(picture) = session.picture_at_hand() {
        let candidate = |object: Arc<StoredObject>| {
            let value = offered(&object.scope, &object.name)?;
            let description = told(property.and_then(|property| object.properties.get(property.name)));
            Some(Candidate { value, description })
        };
        return Some(picture.objects(class).into_iter().filter_map(candidate).collect());
    }
    let wanted = |scope: &str, name: &str| offered(scope, name).is_some();
    let found = session.store().ok()?.browse(class.name, property.map_or("", |told| told.name), &wanted).ok()?;
    let candidate = |Named { scope, name, value }| {
        Some(Candidate { value: offered(&scope, &name)?, description: told(value.as_ref()) })
    };
    Some(found.into_iter().filter_map(candidate).collect())
}
