//! Asking about one property, as its type wants it, until the answer is one.

use serde_json::Value as Json;

use super::answers::Answers;
use crate::cmdlet::config::new;
use crate::cmdlet::config::object::in_words;
use crate::cmdlet::config::params::{NAME, SERVER};
use crate::cmdlet::secret::credential;
use crate::lang::call::Candidate;
use crate::lang::format::Line;
use crate::model::class::{Intake, Property, Question, Scope, Verb, check_name};
use crate::model::{Fault, TransportServer, Value};

/// What stands for no value in a menu.
const NOTHING: &str = "(nothing)";

/// An answer to a question.
enum Reply {
    Is(Value),
    /// What the object would have anyway.
    Usual,
}

impl Answers<'_> {
    /// Shows a text, broken at words.
    pub fn say(&self, text: &str) {
        let terminal = self.work.call.engine.terminal();
        let columns = terminal.columns();
        for line in text.lines() {
            let is_paragraph = !line.starts_with(' ');
            for (at, line) in Line::plain(line).wrapped(columns).iter().enumerate() {
                // The later lines of a paragraph stand where its first one does, those of an item behind it.
                terminal.tell(if at > 0 && is_paragraph { line.text.trim() } else { line.text.trim_end() });
            }
        }
    }

    pub fn introduce(&self) {
        let what = match &self.before {
            None => format!("A new {}.", self.work.noun()),
            Some(before) => format!("{} '{}'.", self.work.noun(), self.work.target(before)),
        };
        let when = if self.verb == Verb::New { "made" } else { "changed" };
        self.say(&format!("{what} Enter takes what is offered; Ctrl-C stops. Nothing is {when} before you say so."));
    }

    /// The name, unless it was given.
    pub fn ask_name(&mut self) -> Result<(), Fault> {
        if !self.is_given(NAME.spec().name) {
            self.change_name()?;
        }
        Ok(())
    }

    fn change_name(&mut self) -> Result<(), Fault> {
        self.say(&format!("\n{}", NAME.spec().doc));
        loop {
            let name = self.work.call.engine.terminal().edit("Name", &self.name())?;
            let name = name.trim();
            match check_name(name).map_err(|breach| breach.says).and_then(|()| self.check_free(name)) {
                Ok(()) => {
                    let is_former = self.before.as_ref().is_some_and(|before| before.name == name);
                    self.record(NAME.spec().name, (!is_former).then(|| Value::text(name)));
                    return Ok(());
                }
                Err(says) => self.say(&says),
            }
        }
    }

    fn check_free(&self, name: &str) -> Result<(), String> {
        let class = self.work.class;
        let is_own = |id| self.before.as_ref().is_some_and(|before| before.id == id);
        let is_taken = self.picture.objects(class).iter().any(|other| {
            other.name.eq_ignore_ascii_case(name)
                && !is_own(other.id)
                && (class.scope == Scope::Organization || other.scope.eq_ignore_ascii_case(&self.server))
        });
        if is_taken { Err(format!("There is a {} '{name}' already.", self.work.noun())) } else { Ok(()) }
    }

    /// The server, where there are several and the object belongs to one.
    pub fn ask_server(&mut self) -> Result<(), Fault> {
        let class = self.work.class;
        let servers: Vec<&TransportServer> = self.picture.organization().all().collect();
        if class.scope == Scope::Server && !self.is_given(SERVER.spec().name) && servers.len() > 1 {
            let home = self.work.server(&self.picture);
            let at = servers.iter().position(|server| server.is_called(&home)).unwrap_or_default();
            let items: Vec<Candidate> =
                servers.iter().map(|server| item(&server.name, &server.role.to_string())).collect();
            self.say(&format!("\n{}", SERVER.spec().doc));
            let chosen = self.work.call.engine.terminal().pick("Server", &items, at)?;
            let name = servers[chosen].name.clone();
            self.record(SERVER.spec().name, Some(Value::text(name)));
        }
        self.server = self.with_call(|call| {
            let work = crate::cmdlet::config::work::Work::new(class, call, self.work.session);
            new::server(&work, &self.picture)
        })?;
        Ok(())
    }

    /// One property that the person chooses from all there are.
    pub fn ask_any(&mut self) -> Result<(), Fault> {
        let properties = self.settable();
        let outlook = self.outlook(None)?;
        let mut items = vec![item(NAME.spec().name, &self.name())];
        items.extend(properties.iter().map(|property| {
            let value = in_words(property, outlook.0.get(property.name));
            item(property.name, if value == "$null" { "" } else { &value })
        }));
        self.say("");
        match self.work.call.engine.terminal().pick("Which", &items, 0)?.checked_sub(1) {
            None => self.change_name(),
            Some(at) => self.ask(properties[at].name, true),
        }
    }

    /// Has the rules judge the answers; what they refuse is asked again.
    pub fn settle(&mut self) -> Result<(), Fault> {
        loop {
            let Err(fault) = self.object() else { return Ok(()) };
            // The fault of a breach is named for the property that it is about.
            let about = fault.id.strip_suffix("Invalid").map(str::to_owned);
            let settable = self.settable();
            let property = about.as_deref().and_then(|name| settable.iter().find(|property| property.name == name));
            let fix = fault.fix.as_deref().unwrap_or_default();
            match (property, about.as_deref()) {
                (Some(property), _) => {
                    self.say(&format!("\n{} {fix}", fault.says));
                    self.ask(property.name, true)?;
                }
                (None, Some("Name")) => {
                    self.say(&format!("\n{} {fix}", fault.says));
                    self.change_name()?;
                }
                _ => return Err(fault),
            }
        }
    }

    /// Asks until the answer is one. `is_change`: the value that it has is there to be edited.
    pub fn ask(&mut self, name: &'static str, is_change: bool) -> Result<(), Fault> {
        let Some(property) = self.work.class.property(name) else { return Ok(()) };
        let question = self.work.class.questions.iter().find(|question| question.property == name);
        self.say(&format!("\n{}", property.doc()));
        loop {
            let value = match self.reply(property, question, is_change)? {
                Reply::Usual => None,
                Reply::Is(value) => Some(value),
            };
            let is_empty = value.as_ref().is_none_or(is_nothing);
            let has_usual = value.is_none() && self.outlook(Some(name))?.has(name);
            if is_empty && !has_usual && question.is_some_and(|question| question.is_needed) {
                self.say(&format!("{name} cannot be left out here."));
                continue;
            }
            if let Some(Err(reason)) = value.as_ref().map(|value| (property.check)(value)) {
                self.say(&format!("{name}: {reason}."));
                continue;
            }
            let port = question.and_then(|question| question.reached_at);
            if let (Some(port), Some(value)) = (port, &value)
                && !self.are_reached(value, port)?
            {
                continue;
            }
            self.keep(property, value)?;
            return Ok(());
        }
    }

    /// Keeps an answer; one that changes nothing need not be in the command.
    fn keep(&mut self, property: &'static Property, value: Option<Value>) -> Result<(), Fault> {
        let usual = self.outlook(Some(property.name))?.0.get(property.name).cloned();
        let is_usual = |value: &Value| match property.intake {
            Intake::Plain(read) => read(value).ok() == usual,
            Intake::Credential | Intake::Password | Intake::Minted => false,
        };
        self.record(property.name, value.filter(|value| !is_usual(value)));
        self.asked.retain(|asked| *asked != property.name);
        self.asked.push(property.name);
        Ok(())
    }

    fn reply(
        &mut self,
        property: &'static Property,
        question: Option<&Question>,
        is_change: bool,
    ) -> Result<Reply, Fault> {
        let terminal = self.work.call.engine.terminal();
        let outlook = self.outlook(None)?;
        let offers = if is_change { None } else { question.and_then(|question| (question.offers)(&outlook)) };
        let offered = offers.clone().or_else(|| outlook.0.get(property.name).cloned()).unwrap_or_default();
        match property.intake {
            Intake::Credential => return self.credential(property),
            Intake::Password => return Ok(Reply::Is(Value::Secret(terminal.ask_secret(property.name)?))),
            Intake::Plain(_) | Intake::Minted => {}
        }
        let (values, docs) = ((property.values)(), (property.value_docs)());
        let doc = |at: usize| docs.get(at).copied().unwrap_or_default();
        if let Json::Bool(default) = offered {
            return Ok(Reply::Is(Value::Bool(terminal.confirm(&format!("{}?", property.name), default)?)));
        }
        if property.is_set {
            // The first of the values is the empty set.
            let words: Vec<&str> = offered.as_str().unwrap_or_default().split(',').map(str::trim).collect();
            let items: Vec<Candidate> = (1..values.len()).map(|at| item(values[at], doc(at))).collect();
            let marked: Vec<bool> = values[1..].iter().map(|value| words.contains(value)).collect();
            let chosen = terminal.pick_several(property.name, &items, &marked)?;
            return Ok(Reply::Is(match chosen.is_empty() {
                true => Value::text(values[0]),
                false => Value::array(chosen.iter().map(|at| Value::text(values[at + 1])).collect()),
            }));
        }
        if !values.is_empty() && !property.is_list {
            let mut items: Vec<Candidate> = (0..values.len()).map(|at| item(values[at], doc(at))).collect();
            let at = values.iter().position(|value| offered == *value);
            let may_be_nothing = (property.check)(&Value::Null).is_ok();
            if may_be_nothing {
                items.insert(0, item(NOTHING, ""));
            }
            let at = at.map(|at| at + usize::from(may_be_nothing)).unwrap_or_default();
            let chosen = terminal.pick(property.name, &items, at)?;
            let value = if items[chosen].value == NOTHING { Value::Null } else { Value::text(&items[chosen].value) };
            return Ok(Reply::Is(value));
        }
        self.text(property, &offered, offers.is_some(), is_change)
    }

    fn text(&self, property: &Property, offered: &Json, is_suggestion: bool, is_change: bool) -> Result<Reply, Fault> {
        let terminal = self.work.call.engine.terminal();
        let mut offered = if is_suggestion { as_suggested(offered) } else { plain(property, offered) };
        let mut is_suggestion = is_suggestion;
        if property.name == "TlsDomain" && offered.is_empty() && !self.certified.is_empty() {
            self.say(&format!("The certificate that was shown is for {}.", self.certified.join(", ")));
            offered.clone_from(&self.certified[0]);
            is_suggestion = true;
        }
        if is_change {
            return Ok(Reply::Is(read(property, &terminal.edit(property.name, &offered)?)));
        }
        let prompt =
            if offered.is_empty() { property.name.to_owned() } else { format!("{} [{offered}]", property.name) };
        let typed = terminal.ask(&prompt)?;
        Ok(match (typed.trim().is_empty(), is_suggestion) {
            (true, true) => Reply::Is(read(property, &offered)),
            (true, false) => Reply::Usual,
            (false, _) => Reply::Is(read(property, &typed)),
        })
    }

    /// Name and password; no name is no credential.
    fn credential(&self, property: &Property) -> Result<Reply, Fault> {
        let terminal = self.work.call.engine.terminal();
        let user = terminal.edit(&format!("{}, user", property.name), "")?;
        let user = user.trim();
        if user.is_empty() {
            return Ok(Reply::Is(Value::Null));
        }
        let password = terminal.ask_secret(&format!("Password for user {user}"))?;
        Ok(Reply::Is(credential(user, password)))
    }
}

fn item(value: &str, description: &str) -> Candidate {
    Candidate { value: value.to_owned(), description: description.to_owned() }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.items().is_empty(),
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// A stored value as a person types it: items with commas between them, nothing for nothing.
fn plain(property: &Property, stored: &Json) -> String {
    match (property.show)(stored) {
        Ok(Value::Null) | Err(_) => String::new(),
        Ok(Value::Array(items)) => items.items().iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Ok(value) => value.to_string(),
    }
}

/// What a question offers, in the words of the question.
fn as_suggested(offered: &Json) -> String {
    match offered {
        Json::Array(items) => items.iter().filter_map(Json::as_str).collect::<Vec<_>>().join(", "),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A line as a value: lists are written with commas.
fn read(property: &Property, line: &str) -> Value {
    if property.is_list {
        let items = line.split(',').map(str::trim).filter(|item| !item.is_empty());
        return Value::array(items.map(Value::text).collect());
    }
    match line.trim() {
        "" if (property.check)(&Value::Null).is_ok() => Value::Null,
        text => Value::text(text),
    }
}
