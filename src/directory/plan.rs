//! What would make the recipients of a directory those that it wants, each judged among the others.
//!
//! Recipients that are gone go first, and those that change stand aside meanwhile, so that an address may move from one
//! entry to another. Then each takes its place in the order of the entries; whoever has no right to an address or a name
//! is refused and stays as it was.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use uuid::Uuid;

use super::ground::Ground;
use super::members::{paged, parted, resolved};
use super::outcome::{Act, Outcome, Step};
use super::want::{Unfit, Wanted};
use crate::model::class::{Beside, Breach, Creation, Properties, Stored, check_name, to_json};
use crate::model::text::same_text;
use crate::model::{AcceptedDomain, Fault, RecipientDirectory, TransportRole, Unlimited, class_named};
use crate::store::{Change, Draft, StoredObject};

/// What is to be stored, and what people are told.
pub struct Plan {
    pub changes: Vec<Change>,
    pub outcome: Outcome,
}

struct Planning<'a> {
    directory: &'a RecipientDirectory,
    ground: Ground,
    named: HashMap<String, Uuid>,
    plan: Plan,
}

/// `beyond`: remove even more than the directory allows.
pub fn plan(directory: &RecipientDirectory, wanted: &[Wanted], unfit: &[Unfit], ground: Ground, beyond: bool) -> Plan {
    let outcome = Outcome { entries: wanted.len() + unfit.len(), ..Outcome::default() };
    let plan = Plan { changes: Vec::new(), outcome };
    let named = wanted.iter().filter_map(|one| Some((one.named.clone()?, one.id))).collect();
    let mut planning = Planning { directory, ground, named, plan };
    let mut seen = HashSet::new();
    for one in unfit {
        planning.refuse(&one.place, None, one.reason.clone());
        seen.extend(one.former.iter().copied());
    }
    let mut fresh = Vec::with_capacity(wanted.len());
    for one in wanted {
        match seen.insert(one.id) {
            true => fresh.push(one),
            false => planning.refuse(&one.place, Some(one), "an entry before it has the same key.".to_owned()),
        }
    }
    planning.remove(&seen, beyond);
    planning.place(fresh);
    planning.plan
}

impl Planning<'_> {
    fn remove(&mut self, seen: &HashSet<Uuid>, beyond: bool) {
        let mut gone: Vec<StoredObject> =
            self.ground.own.values().filter(|object| !seen.contains(&object.id)).cloned().collect();
        gone.sort_by(|one, other| one.name.cmp(&other.name));
        let is_too_many = match self.directory.maximum_removals {
            Unlimited::Limit(most) => gone.len() > usize::try_from(most).unwrap_or(usize::MAX),
            Unlimited::Unlimited => false,
        };
        let is_all = seen.is_empty() && !gone.is_empty();
        let is_held = (is_too_many || is_all) && !beyond;
        for object in &gone {
            let act = if is_held { Act::Hold } else { Act::Remove };
            let detail = if is_held { "its entry is gone, and too many are." } else { "its entry is gone." };
            self.step(act, object, String::new(), detail.to_owned());
            if !is_held {
                self.take_out(object);
            }
        }
    }

    /// Takes a recipient away for good.
    fn take_out(&mut self, object: &StoredObject) {
        self.ground.organization.remove(&object.class, object.id);
        self.plan.changes.push(Change::remove(object));
        let pages = self.ground.pages.get(&object.id).into_iter().flatten();
        self.plan.changes.extend(pages.map(Change::remove));
    }

    fn place(&mut self, wanted: Vec<&Wanted>) {
        let (groups, people): (Vec<&Wanted>, Vec<&Wanted>) = wanted.into_iter().partition(|one| one.is_group());
        let is_right = |one: &&Wanted| self.ground.right.contains(&one.id);
        let (right, waiting): (Vec<&Wanted>, Vec<&Wanted>) = people.into_iter().partition(is_right);
        self.plan.outcome.unchanged += right.len();
        for one in waiting.iter().chain(&groups) {
            if let Some(former) = self.ground.own.get(&one.id) {
                self.ground.organization.remove(&former.class, former.id);
            }
        }
        for one in waiting {
            self.seat(one);
        }
        // Groups may have one another: all of them are there before their members are looked up.
        let seated: Vec<&Wanted> = groups.into_iter().filter(|one| self.stand_in(one)).collect();
        for group in seated {
            self.seat_group(group.clone());
        }
    }

    fn seat(&mut self, wanted: &Wanted) {
        let former = self.ground.own.get(&wanted.id).cloned();
        match self.made(wanted, former.as_ref()) {
            Ok(object) => self.settle(wanted, former, object, &[]),
            Err(breach) => self.send_back(wanted, former, breach),
        }
    }

    /// Puts a group in its place without members, for others to have it as a member. False when it has no place.
    fn stand_in(&mut self, wanted: &Wanted) -> bool {
        let former = self.ground.own.get(&wanted.id).cloned();
        match self.made(wanted, former.as_ref()) {
            Ok(object) => self.ground.organization.put(&object.class, &object.as_stored()).is_ok(),
            Err(breach) => {
                self.send_back(wanted, former, breach);
                false
            }
        }
    }

    fn seat_group(&mut self, mut wanted: Wanted) {
        let (members, unknown) = resolved(&wanted, &self.named, self.ground.organization.directory());
        if unknown > 0 {
            let says = format!("{}: {unknown} members of '{}' are no recipients here.", wanted.place, wanted.name);
            self.plan.outcome.notes.push(says);
        }
        let (first, rest) = parted(&members);
        if self.directory.decides("Members") {
            wanted.given.insert("Members".to_owned(), to_json(&first));
        }
        let former = self.ground.own.get(&wanted.id).cloned();
        let pages = match self.directory.decides("Members") {
            true => paged(wanted.id, &rest, self.ground.pages.get(&wanted.id).map_or(&[], Vec::as_slice)),
            false => Vec::new(),
        };
        if pages.is_empty() && former.as_ref().is_some_and(|former| is_as_wanted(former, &wanted)) {
            self.plan.outcome.unchanged += 1;
            return self.put_back(former.as_ref());
        }
        self.ground.organization.remove(wanted.class.name, wanted.id);
        match self.made(&wanted, former.as_ref()) {
            Ok(object) => self.settle(&wanted, former, object, &pages),
            Err(breach) => self.send_back(&wanted, former, breach),
        }
    }

    /// The recipient as it will be stored, judged.
    fn made(&self, wanted: &Wanted, former: Option<&StoredObject>) -> Result<StoredObject, Breach> {
        let organization = &self.ground.organization;
        let beside = Beside { organization, server: "" };
        let name = self.free_name(wanted, former);
        let now = Timestamp::now();
        let mut object = former.cloned().unwrap_or_else(|| StoredObject {
            class: wanted.class.name.to_owned(),
            id: wanted.id,
            scope: String::new(),
            name: name.clone(),
            revision: 0,
            created: now,
            changed: now,
            properties: Properties::new(),
        });
        object.name = name;
        check_name(&object.name)?;
        match former {
            Some(_) => object.properties.extend(wanted.given.clone()),
            None => {
                let domain = AcceptedDomain::default_of(organization);
                let (role, given) = (TransportRole::Hub, &wanted.given);
                let creation = Creation { role, server: "", name: &object.name, domain, given };
                object.properties = wanted.class.create(&creation)?;
            }
        }
        let changed: Vec<&str> = wanted.given.keys().map(String::as_str).collect();
        object.properties = (wanted.class.settle)(&object.as_stored(), &changed, &beside)?;
        (wanted.class.judge)(&Stored { properties: &object.properties, ..object.as_stored() }, &beside)?;
        Ok(object)
    }

    /// The name that it has already, if that is one it may have; else the first that is nobody's.
    fn free_name(&self, wanted: &Wanted, former: Option<&StoredObject>) -> String {
        let recipients = self.ground.organization.directory();
        let is_free = |name: &String| recipients.called(name).iter().all(|other| !same_text(other.name(), name));
        let had = former.map(|former| former.name.clone()).filter(|name| wanted.names().any(|one| one == *name));
        let mut names = had.into_iter().chain(wanted.names());
        names.find(is_free).unwrap_or_else(|| wanted.name.clone())
    }

    fn settle(&mut self, wanted: &Wanted, former: Option<StoredObject>, object: StoredObject, pages: &[Change]) {
        if let Err(breach) = self.ground.organization.put(&object.class, &object.as_stored()) {
            return self.send_back(wanted, former, breach);
        }
        self.plan.changes.extend_from_slice(pages);
        let Some(former) = former else {
            self.step(Act::Add, &object, wanted.place.clone(), String::new());
            let StoredObject { class, id, scope, name, properties, .. } = object;
            return self.plan.changes.push(Change::Create(Draft { class, id, scope, name, created: None, properties }));
        };
        let detail = told(&former, &object, !pages.is_empty());
        if detail.is_empty() {
            self.plan.outcome.unchanged += 1;
            return;
        }
        self.step(Act::Change, &object, wanted.place.clone(), detail);
        self.plan.changes.push(Change::update(object));
    }

    /// A refused entry leaves its recipient as it was, unless somebody else has its place now.
    fn send_back(&mut self, wanted: &Wanted, former: Option<StoredObject>, breach: Breach) {
        self.refuse(&wanted.place, Some(wanted), Fault::from(breach).says);
        let Some(former) = former else { return };
        let beside = Beside { organization: &self.ground.organization, server: "" };
        if (wanted.class.judge)(&former.as_stored(), &beside).is_ok() {
            return self.put_back(Some(&former));
        }
        self.step(Act::Remove, &former, String::new(), "another entry has its address or its name now.".to_owned());
        self.take_out(&former);
    }

    fn put_back(&mut self, former: Option<&StoredObject>) {
        if let Some(former) = former {
            // It was there before and can be read.
            let _ = self.ground.organization.put(&former.class, &former.as_stored());
        }
    }

    fn refuse(&mut self, place: &str, wanted: Option<&Wanted>, reason: String) {
        self.plan.outcome.steps.push(Step {
            act: Act::Refuse,
            class: wanted.map_or("", |wanted| wanted.class.name),
            name: wanted.map(|wanted| wanted.name.clone()).unwrap_or_default(),
            address: wanted.map(|wanted| wanted.primary.to_string()).unwrap_or_default(),
            place: place.to_owned(),
            detail: reason,
        });
    }

    fn step(&mut self, act: Act, object: &StoredObject, place: String, detail: String) {
        let address = object.properties.get("PrimarySmtpAddress").and_then(serde_json::Value::as_str);
        self.plan.outcome.steps.push(Step {
            act,
            class: class_named(&object.class).map_or("", |class| class.name),
            name: object.name.clone(),
            address: address.unwrap_or_default().to_owned(),
            place,
            detail,
        });
    }
}

/// Whether a recipient is stored as its directory wants it.
pub fn is_as_wanted(former: &StoredObject, wanted: &Wanted) -> bool {
    wanted.given.iter().all(|(name, value)| former.properties.get(name) == Some(value))
        && wanted.names().any(|name| name == former.name)
}

/// The properties that differ, by name.
fn told(former: &StoredObject, object: &StoredObject, has_pages: bool) -> String {
    let mut names: Vec<&str> = Vec::new();
    names.extend((former.name != object.name).then_some("Name"));
    let differs = |name: &&String| former.properties.get(*name) != object.properties.get(*name);
    names.extend(object.properties.keys().filter(differs).map(String::as_str));
    if has_pages && !names.contains(&"Members") {
        names.push("Members");
    }
    names.join(", ")
}
