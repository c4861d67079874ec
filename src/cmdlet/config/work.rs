//! One call of a derived cmdlet: of which class, with which arguments, in which session.

use std::sync::Arc;

use super::home::role_of;
use super::identity::{ObjectId, display_name, find_one, not_found};
use super::params::{FORCE, IDENTITY};
use super::picture::{Picture, stored};
use crate::cmdlet::Session;
use crate::lang::call::Call;
use crate::model::class::{Breach, Properties, Scope, Stored, Verb, check_name};
use crate::model::{ClassInfo, Fault, TransportRole, TransportServer};
use crate::store::StoredObject;

#[derive(Clone, Copy)]
pub struct Work<'a> {
    pub class: &'static ClassInfo,
    pub call: &'a Call<'a>,
    pub session: &'a Session,
    /// The command line for the history, where it is another than the one that is running.
    written: Option<&'a str>,
}

impl<'a> Work<'a> {
    pub fn new(class: &'static ClassInfo, call: &'a Call<'a>, session: &'a Session) -> Work<'a> {
        Work { class, call, session, written: None }
    }

    /// The same work as if the call had been typed so.
    pub fn written_as(self, line: &'a str) -> Work<'a> {
        Work { written: Some(line), ..self }
    }

    /// The command line that the history keeps.
    pub fn command_line(&self) -> String {
        self.written.map_or_else(|| self.call.engine.command_line(), str::to_owned)
    }

    /// The noun as it was typed, of the two that some classes have.
    pub fn noun(&self) -> &'static str {
        let name = self.call.signature.name;
        name.split_once('-').map_or(name, |(_, noun)| noun)
    }

    /// How messages name an object.
    pub fn target(&self, object: &StoredObject) -> String {
        display_name(self.class, object)
    }

    /// The server that the command works for; empty while there is none.
    pub fn server(&self, picture: &Picture) -> String {
        self.session.home(self.call, picture).unwrap_or_default()
    }

    pub fn role(&self, picture: &Picture, server: &str) -> TransportRole {
        role_of(picture, server)
    }

    /// The server that is preferred where several have an object of the same name.
    pub fn preferred(&self, picture: &Picture) -> Option<String> {
        match self.class.scope {
            Scope::Server => self.session.home(self.call, picture),
            Scope::Organization => None,
        }
    }

    /// The one object that `-Identity` names.
    pub fn identified(&self, picture: &Picture) -> Result<Arc<StoredObject>, Fault> {
        self.identified_as(self.noun(), picture)
    }

    /// The same for a command whose noun is not that of the object.
    pub fn identified_as(&self, noun: &str, picture: &Picture) -> Result<Arc<StoredObject>, Fault> {
        let ObjectId(identity) = self.call.require(&IDENTITY)?;
        find_one(self.class, noun, &identity, picture, self.preferred(picture).as_deref())
            .map_err(|fault| fault.at(self.call.place(&IDENTITY)))
    }

    /// Says that `-Server` names no server.
    pub fn no_such_server(&self, named: &str, picture: &Picture) -> Fault {
        not_found(TransportServer::INFO, "TransportServer", named, picture)
    }

    /// Whether `-Force` was given to a cmdlet that has it.
    pub fn is_forced(&self, verb: Verb) -> Result<bool, Fault> {
        Ok(self.class.forced.contains(&verb) && self.call.is_set(&FORCE)?)
    }

    /// Notes what was given and means nothing here.
    pub fn note_ignored(&self) -> Result<(), Fault> {
        let ignored = self.class.ignored.iter().filter(|name| self.call.is_given(name));
        ignored
            .into_iter()
            .try_for_each(|name| self.call.verbose(format!("-{name} means nothing here and is ignored.")))
    }

    /// Brings dependent properties of an object in line and judges the whole. Returns the properties to store.
    pub fn judged(
        &self,
        object: &StoredObject,
        given: &[&str],
        picture: &Picture,
        server: &str,
    ) -> Result<Properties, Fault> {
        let beside = picture.beside(server);
        let settled = || {
            // Names that follow from properties are not typed as names.
            if self.class.named.is_none() {
                check_name(&object.name)?;
            }
            let properties = (self.class.settle)(&stored(object), given, &beside)?;
            (self.class.judge)(&Stored { properties: &properties, ..stored(object) }, &beside)?;
            Ok(properties)
        };
        settled().map_err(|breach| self.at_argument(breach))
    }

    /// Points at the argument that a breach is about, where the command line has it.
    pub fn at_argument(&self, breach: Breach) -> Fault {
        let span = self.call.argument(breach.property).and_then(|argument| argument.span);
        Fault::from(breach).at(span.unwrap_or(self.call.span))
    }

    /// Warns of what is worth saying about an object and was not already true of its former self.
    pub fn advise(
        &self,
        before: Option<&StoredObject>,
        after: &StoredObject,
        picture: &Picture,
        server: &str,
    ) -> Result<(), Fault> {
        let beside = picture.beside(server);
        let advice = |object: &StoredObject| (self.class.advise)(&stored(object), &beside).unwrap_or_default();
        let known = before.map(advice).unwrap_or_default();
        let news = advice(after).into_iter().filter(|text| !known.contains(text));
        news.into_iter().try_for_each(|text| self.call.warn(text))
    }
}

/// An object that is not stored yet.
pub fn unborn(class: &ClassInfo, id: uuid::Uuid, scope: &str, name: &str, properties: Properties) -> StoredObject {
    let now = jiff::Timestamp::now();
    StoredObject {
        class: class.name.to_owned(),
        id,
        scope: scope.to_owned(),
        name: name.to_owned(),
        revision: 0,
        created: now,
        changed: now,
        properties,
    }
}
