//! The commands that make an object anew.

use super::literal::{literal, quoted};
use crate::cmdlet::config::home::role_of;
use crate::cmdlet::config::object::shown_value;
use crate::cmdlet::config::picture::{Picture, stored};
use crate::model::class::{Creation, Intake, Properties, Property, Scope, SetBy, Verb};
use crate::model::{
    ADSite, AcceptedDomain, BuiltInAgent, ClassInfo, Credential, Directory, FIRST_REMOTE_DOMAIN, FIRST_SITE, FromValue,
    RecipientLink, RemoteDomain, TransportAgent,
};
use crate::store::StoredObject;

/// How to make one object anew.
pub struct Recipe {
    class: &'static ClassInfo,
    /// `New-SendConnector -Name 'x'`, or `Set-TransportConfig`.
    head: String,
    name: String,
    verb: Verb,
    /// What is said, in the order of the declaration: the property, and its value as an argument.
    said: Vec<(&'static Property, String)>,
    /// Members of a group that stand beside it.
    all_members: Option<String>,
    /// What no parameter of that command says: `Enable-…`, `Disable-…`, `Set-AcceptedDomain -MakeDefault`.
    followers: Vec<String>,
    /// Secrets, which no command can say.
    secrets: Vec<&'static str>,
}

/// Whether every organization has the object from its first start.
fn is_everywhere(class: &ClassInfo, object: &StoredObject) -> bool {
    let is_first = |first: &ClassInfo, name| class.name == first.name && object.name.eq_ignore_ascii_case(name);
    is_first(ADSite::INFO, FIRST_SITE)
        || is_first(RemoteDomain::INFO, FIRST_REMOTE_DOMAIN)
        || part_of_the_server(object).is_some()
}

/// The agent, where nobody has installed it.
fn part_of_the_server(object: &StoredObject) -> Option<BuiltInAgent> {
    let built_in = object.properties.get("BuiltIn").filter(|_| object.class == TransportAgent::INFO.name)?;
    serde_json::from_value(built_in.clone()).ok()
}

/// Whether its place among others of its class has to be said: those of the server's own agents are as they are,
/// unless one that can be moved stands among agents that were installed.
fn has_chosen_place(object: &StoredObject, picture: &Picture) -> bool {
    part_of_the_server(object).is_none_or(|agent| {
        let mut agents = picture.organization().all::<TransportAgent>();
        agent.fixed().is_none() && agents.any(|other| other.built_in.is_none())
    })
}

impl Recipe {
    /// `None` for classes whose objects no command makes.
    pub fn of(class: &'static ClassInfo, object: &StoredObject, picture: &Picture) -> Option<Recipe> {
        let verb = match class.singleton {
            None if class.has(Verb::New) && !is_everywhere(class, object) => Verb::New,
            _ if class.has(Verb::Set) => Verb::Set,
            _ => return None,
        };
        let noun = class.nouns[0];
        let mut head = format!("{}-{noun}", class.word(verb));
        match (verb, class.singleton) {
            (Verb::New, _) if class.named.is_none() => head.push_str(&format!(" -Name {}", quoted(&object.name))),
            (Verb::Set, None) => head.push_str(&format!(" -Identity {}", quoted(&object.name))),
            _ => {}
        }
        if class.scope == Scope::Server && verb == Verb::New {
            head.push_str(&format!(" -Server {}", quoted(&object.scope)));
        }
        let names = said(class, verb, object, picture);
        let directory = picture.organization().directory();
        let said = names.into_iter().map(|property| (property, argument(property, object, directory)));
        let pages: Vec<_> = directory.pages(object.id).flat_map(|page| page.members.iter()).cloned().collect();
        let all_members = (!pages.is_empty()).then(|| {
            let first = object.properties.get("Members").and_then(|stored| serde_json::from_value(stored.clone()).ok());
            let members: Vec<RecipientLink> = first.unwrap_or_default();
            let names = members.iter().chain(&pages).filter_map(RecipientLink::id).filter_map(|id| directory.get(id));
            names.map(|one| quoted(&one.card().primary.to_string())).collect::<Vec<_>>().join(",")
        });
        let is_kept = |property: &&Property| {
            property.is_secret()
                && !is_asked(property)
                && object.properties.get(property.name).is_some_and(|stored| !stored.is_null())
        };
        let secrets = class.properties.iter().filter(is_kept).map(|property| property.name).collect();
        let followers = [switched(class, verb, object), made_default(object, picture)].into_iter().flatten().collect();
        Some(Recipe {
            class,
            head,
            name: object.name.clone(),
            verb,
            said: said.collect(),
            all_members,
            followers,
            secrets,
        })
    }

    /// Everything in one command, for when all that it points at is there.
    pub fn whole(&self) -> Vec<String> {
        let mut lines = vec![self.line(&self.head, |_| true)];
        lines.extend(self.members());
        lines.extend(self.followers.clone());
        lines.extend(self.notes());
        lines
    }

    /// What can be made before other recipients are there.
    pub fn first(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.notes().collect();
        if self.verb == Verb::New || self.said.iter().any(|(property, _)| !is_link(property)) {
            let line = self.line(&self.head, |property| !is_link(property));
            lines.push(if self.verb == Verb::New { line + " | Out-Null" } else { line });
        }
        lines.extend(self.followers.clone());
        lines
    }

    /// What points at other recipients.
    pub fn links(&self) -> Vec<String> {
        let (settable, fixed): (Vec<_>, Vec<_>) = self
            .said
            .iter()
            .filter(|(property, _)| is_link(property))
            .partition(|(property, _)| property.set_by == SetBy::NewAndSet);
        let noun = self.class.nouns[0];
        let mut lines = Vec::new();
        if !settable.is_empty() {
            let head = format!("Set-{noun} -Identity {}", quoted(&self.name));
            lines.push(self.line(&head, |property| is_link(property) && property.set_by == SetBy::NewAndSet));
        }
        match self.members() {
            Some(all) => lines.push(all),
            None => {
                lines.extend(fixed.iter().filter(|(property, _)| property.name == "Members").map(|(_, members)| {
                    format!(
                        "Update-DistributionGroupMember -Identity {} -Members {members} -Confirm:$false",
                        quoted(&self.name)
                    )
                }))
            }
        }
        lines
    }

    fn members(&self) -> Option<String> {
        let all = self.all_members.as_ref()?;
        Some(format!("Update-DistributionGroupMember -Identity {} -Members {all} -Confirm:$false", quoted(&self.name)))
    }

    fn notes(&self) -> impl Iterator<Item = String> {
        let (class, name) = (self.class.name, self.name.replace(['\r', '\n'], " "));
        self.secrets.iter().map(move |secret| format!("# {class} '{name}': {secret} is secret and not written here."))
    }

    fn line(&self, head: &str, wanted: impl Fn(&Property) -> bool) -> String {
        let mut line = head.to_owned();
        for (property, value) in self.said.iter().filter(|(property, _)| wanted(property)) {
            line.push_str(&format!(" -{} {value}", property.name));
        }
        line
    }
}

/// The command that puts an object to work or stops it, where no parameter says so and it is not so by itself.
fn switched(class: &ClassInfo, verb: Verb, object: &StoredObject) -> Option<String> {
    let property = class.property("Enabled").filter(|property| property.set_by == SetBy::System)?;
    let is_enabled = object.properties.get(property.name).and_then(serde_json::Value::as_bool).unwrap_or_default();
    // What every organization has from its first start is at work; what is made waits until it is wanted.
    let (verb, confirmed) = match (verb, is_enabled) {
        (Verb::New, true) => (Verb::Enable, ""),
        (Verb::Set, false) => (Verb::Disable, " -Confirm:$false"),
        _ => return None,
    };
    let noun = class.nouns[0];
    class.has(verb).then(|| format!("{}-{noun} -Identity {}{confirmed}", class.word(verb), quoted(&object.name)))
}

/// The command that makes an accepted domain the default one, where it is not so by being the first.
fn made_default(object: &StoredObject, picture: &Picture) -> Option<String> {
    let is_default = object.properties.get("Default").and_then(serde_json::Value::as_bool).unwrap_or_default();
    let is_first = || picture.objects(AcceptedDomain::INFO).first().is_some_and(|first| first.id == object.id);
    (object.class == AcceptedDomain::INFO.name && is_default && !is_first())
        .then(|| format!("Set-AcceptedDomain -Identity {} -MakeDefault $true", quoted(&object.name)))
}

/// Whether the person who runs the command can be asked for it.
fn is_asked(property: &Property) -> bool {
    matches!(property.intake, Intake::Credential)
}

fn argument(property: &Property, object: &StoredObject, directory: &Directory) -> String {
    let stored = object.properties.get(property.name).filter(|stored| is_asked(property) && !stored.is_null());
    match stored.and_then(|stored| serde_json::from_value::<Credential>(stored.clone()).ok()) {
        Some(credential) => format!("(Get-Credential {})", quoted(&credential.user_name)),
        None => literal(&shown_value(property, object, directory)),
    }
}

fn is_link(property: &Property) -> bool {
    property.type_name == RecipientLink::TYPE_NAME && !property.is_required
}

/// The properties that the command must say: those which it would not get right by itself.
fn said(class: &'static ClassInfo, verb: Verb, object: &StoredObject, picture: &Picture) -> Vec<&'static Property> {
    let role = role_of(picture, &object.scope);
    let value = |property: &Property| property.stored_in(&object.properties, role).unwrap_or_default();
    let can_say = |property: &&'static Property| {
        let is_settable = property.set_by == SetBy::NewAndSet || property.set_by == SetBy::NewOnly && verb == Verb::New;
        is_settable && (!property.is_secret() || is_asked(property))
    };
    if verb == Verb::Set {
        let differs = |property: &&'static Property| property.default_for(role).as_ref() != Some(&value(property));
        let is_placed = has_chosen_place(object, picture);
        let counts = |property: &&'static Property| is_placed || class.ranked != Some(property.name);
        return class.properties.iter().filter(can_say).filter(differs).filter(counts).collect();
    }
    let mut given = Properties::new();
    for property in class.properties.iter().filter(can_say).filter(|property| property.is_required) {
        given.insert(property.name.to_owned(), value(property));
    }
    // What one property presets depends on others: said is what is still wrong, until nothing is.
    for _ in 0..=class.properties.len() {
        let creation = Creation { role, server: &object.scope, name: &object.name, domain: None, given: &given };
        let made = match class.create(&creation) {
            Ok(made) => made,
            Err(breach) => {
                match class.property(breach.property).filter(|property| !given.contains_key(property.name)) {
                    Some(missing) => {
                        given.insert(missing.name.to_owned(), value(missing));
                        continue;
                    }
                    None => break,
                }
            }
        };
        let names: Vec<&str> = given.keys().map(String::as_str).collect();
        let settled = (class.settle)(
            &crate::model::class::Stored { properties: &made, ..stored(object) },
            &names,
            &picture.beside(&object.scope),
        );
        let made = settled.unwrap_or(made);
        let wrong: Vec<_> = class
            .properties
            .iter()
            .filter(can_say)
            .filter(|property| !given.contains_key(property.name) && made.get(property.name) != Some(&value(property)))
            .collect();
        if wrong.is_empty() {
            break;
        }
        given.extend(wrong.into_iter().map(|property| (property.name.to_owned(), value(property))));
    }
    class.properties.iter().filter(|property| given.contains_key(property.name)).collect()
}
