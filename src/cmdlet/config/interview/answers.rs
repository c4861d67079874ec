//! What has been answered so far, and the object that would come of it.

use std::sync::Arc;

use uuid::Uuid;

use crate::cmdlet::config::given::Given;
use crate::cmdlet::config::params::{INTERACTIVE, NAME, NEW_NAME};
use crate::cmdlet::config::picture::Picture;
use crate::cmdlet::config::signature::usage_switch;
use crate::cmdlet::config::work::Work;
use crate::cmdlet::config::{new, set};
use crate::lang::call::{Argument, Call};
use crate::model::class::{Creation, Outlook, Properties, Property, SetBy, Verb};
use crate::model::{Fault, Value};
use crate::store::StoredObject;

pub struct Answers<'a> {
    pub work: Work<'a>,
    pub verb: Verb,
    pub picture: Arc<Picture>,
    /// The object as it is; `None` for one that is being made.
    pub before: Option<Arc<StoredObject>>,
    /// What the command will be called with: what came with `-Interactive`, and the answers.
    pub arguments: Vec<Argument>,
    /// What has been asked about, in that order.
    pub asked: Vec<&'static str>,
    /// Names that the certificates of the hosts tried so far are for.
    pub certified: Vec<String>,
    /// The server that the object is made on or for.
    pub server: String,
    id: Uuid,
}

impl<'a> Answers<'a> {
    pub fn begin(work: Work<'a>, verb: Verb) -> Result<Answers<'a>, Fault> {
        let picture = work.session.picture()?;
        let before = if verb == Verb::New { None } else { Some(set::target(&work, &picture)?) };
        let usage = usage_switch(work.class, work.call)?;
        let is_switch = |name: &str| name == INTERACTIVE.spec().name || work.class.usages.contains(&name);
        let mut arguments: Vec<Argument> =
            work.call.arguments.iter().filter(|argument| !is_switch(argument.name)).cloned().collect();
        arguments.extend(usage.map(|usage| Argument { name: "Usage", value: Value::text(usage), span: None }));
        let server = match &before {
            Some(before) => set::server(&work, &picture, before),
            None => String::new(),
        };
        let id = before.as_ref().map_or_else(Uuid::now_v7, |before| before.id);
        Ok(Answers { work, verb, picture, before, arguments, asked: Vec::new(), certified: Vec::new(), server, id })
    }

    pub fn is_given(&self, name: &str) -> bool {
        self.arguments.iter().any(|argument| argument.name.eq_ignore_ascii_case(name))
    }

    /// The name that the object will have, as far as it is known.
    pub fn name(&self) -> String {
        let given = self.arguments.iter().find(|argument| argument.name == NAME.spec().name);
        let given = given.map(|argument| argument.value.to_string().trim().to_owned());
        given.or_else(|| Some(self.before.as_ref()?.name.clone())).unwrap_or_default()
    }

    /// Puts an answer in the place of the former one; `None` leaves the parameter out.
    pub fn record(&mut self, name: &'static str, value: Option<Value>) {
        let former = self.arguments.iter().position(|argument| argument.name == name);
        match (former, value) {
            (Some(at), Some(value)) => self.arguments[at] = Argument { name, value, span: None },
            (None, Some(value)) => self.arguments.push(Argument { name, value, span: None }),
            (Some(at), None) => drop(self.arguments.remove(at)),
            (None, None) => {}
        }
    }

    /// The call that the answers amount to.
    pub fn with_call<T>(&self, run: impl FnOnce(&Call) -> T) -> T {
        self.called_with(&self.arguments, run)
    }

    fn called_with<T>(&self, arguments: &[Argument], run: impl FnOnce(&Call) -> T) -> T {
        let call = self.work.call;
        run(&Call {
            signature: call.signature,
            arguments,
            set: "",
            input: call.input.clone(),
            span: call.span,
            whole: call.whole,
            engine: call.engine,
        })
    }

    /// The properties as they will be with the answers so far, or without the answer about one of them.
    pub fn outlook(&self, without: Option<&str>) -> Result<Outlook, Fault> {
        let kept: Vec<Argument> =
            self.arguments.iter().filter(|argument| Some(argument.name) != without).cloned().collect();
        let given = self.called_with(&kept, |call| Given::read(self.work.class, call))?;
        let directory = self.picture.organization().directory();
        if let Some(before) = &self.before {
            return given.applied_to(&before.properties, self.id, self.work.session, directory).map(Outlook);
        }
        let given = given.applied_to(&Properties::new(), self.id, self.work.session, directory)?;
        let (name, role) = (self.name(), self.work.role(&self.picture, &self.server));
        let creation = Creation { role, server: &self.server, name: &name, domain: None, given: &given };
        let presets = (self.work.class.presets)(&creation)?;
        let mut properties = Properties::new();
        for property in self.work.class.properties {
            let value = given.get(property.name).or_else(|| presets.get(property.name)).cloned();
            if let Some(value) = value.or_else(|| property.default_for(role)) {
                properties.insert(property.name.to_owned(), value);
            }
        }
        Ok(Outlook(properties))
    }

    /// The object that the answers make, judged by the rules.
    pub fn object(&self) -> Result<StoredObject, Fault> {
        self.with_call(|call| {
            let work = Work::new(self.work.class, call, self.work.session);
            let given = Given::read(self.work.class, call)?;
            match &self.before {
                None => new::draft(&work, &self.picture, &given, self.id),
                Some(before) => {
                    let renamed = call.get(&NEW_NAME)?;
                    set::edited(&work, &self.picture, &given, renamed.as_deref(), before)
                }
            }
        })
    }

    /// The properties that this cmdlet can set: those that are asked about first, then the others.
    pub fn settable(&self) -> Vec<&'static Property> {
        let class = self.work.class;
        let asked = class.questions.iter().filter_map(|question| class.property(question.property));
        let is_asked = |property: &&Property| class.questions.iter().any(|question| question.property == property.name);
        let others = class.properties.iter().filter(|property| !is_asked(property));
        let may_be_set = |property: &&'static Property| match property.set_by {
            SetBy::NewAndSet => true,
            SetBy::NewOnly => self.verb == Verb::New,
            SetBy::System => false,
        };
        asked.chain(others).filter(may_be_set).collect()
    }
}
