//! A session on a store of its own, and calls of derived cmdlets as binding would make them.

use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tempfile::TempDir;

use crate::cmdlet::{Place, Run, Session};
use crate::lang::call::{Argument, Call, Commands, Engine, Output, Record, Terminal};
use crate::model::class::Class;
use crate::model::{Block, Fault, Hash, Object, Secret, Span, TransportServer, Value};
use crate::store::{Change, Draft, Transaction};

/// One shell at work.
pub struct Bench {
    pub session: Session,
    pub what_if: Cell<bool>,
    /// What `-WhatIf` and `-Confirm` were told: action, target, detail.
    pub asked: RefCell<Vec<(String, String, String)>>,
    pub warnings: RefCell<Vec<String>>,
    pub line: RefCell<String>,
    /// What happens elsewhere before the next question is answered.
    pub meanwhile: RefCell<Option<Box<dyn FnOnce()>>>,
}

impl Bench {
    /// With an organization of the one server HUB01.
    pub fn new(directory: &TempDir) -> Bench {
        let bench = Bench::beside(directory);
        bench.add_server("HUB01", "hub01.contoso.com", "Hub");
        bench
    }

    /// Another shell on the same store.
    pub fn beside(directory: &TempDir) -> Bench {
        Bench {
            session: Session::new(Place::in_folder(directory.path().to_owned()), "ann"),
            what_if: Cell::new(false),
            asked: RefCell::default(),
            warnings: RefCell::default(),
            line: RefCell::new("the command line".to_owned()),
            meanwhile: RefCell::default(),
        }
    }

    pub fn add_server(&self, name: &str, fqdn: &str, role: &str) {
        let server = TransportServer::create(name, "", json!({"Fqdn": fqdn, "Role": role})).expect("sound");
        let draft = Draft::new("TransportServer", name, server.to_properties());
        let transaction = Transaction::new("node", "serve").change(Change::Create(draft));
        self.session.store().expect("a store").commit(transaction).expect("stored");
    }

    /// Calls a cmdlet and returns what it emitted.
    pub fn call(&self, name: &str, arguments: &[(&'static str, Value)]) -> Result<Vec<Value>, Fault> {
        let cmdlet = crate::cmdlet::all().iter().find(|cmdlet| cmdlet.signature.name == name).expect(name);
        let mut bound = Vec::new();
        for (at, (name, value)) in arguments.iter().enumerate() {
            let param = cmdlet.signature.param(name).unwrap_or_else(|| panic!("no parameter {name}"));
            (param.check)(value).map_err(|reason| Fault::invalid("Binding", format!("{name}: {reason}.")))?;
            bound.push(Argument { name: param.name, value: value.clone(), span: Some(Span::new(at, at + 1)) });
        }
        for param in cmdlet.signature.params.iter().filter(|param| param.is_mandatory) {
            if !bound.iter().any(|argument| param.is_called(argument.name)) {
                return Err(Fault::invalid("MissingMandatoryParameter", param.name));
            }
        }
        let call = Call {
            signature: &cmdlet.signature,
            arguments: &bound,
            set: "",
            input: None,
            whole: None,
            span: Span::new(0, 100),
            engine: self,
        };
        let mut emitted = Vec::new();
        let mut keep = |value| {
            emitted.push(value);
            Ok(())
        };
        let mut out = Output::new(&mut keep);
        match &cmdlet.run {
            Run::Derived(run) => run(&call, &self.session, &mut out)?,
            Run::Each(run) => run(&call, &self.session, &mut out)?,
            Run::Stage(_) => panic!("not a configuration cmdlet"),
        }
        Ok(emitted)
    }

    /// The same for one object that must be there.
    pub fn get(&self, name: &str, identity: &str) -> Object {
        match self.call(name, &[("Identity", text(identity))]).as_deref() {
            Ok([Value::Object(object)]) => object.clone(),
            other => panic!("{name} {identity}: {other:?}"),
        }
    }
}

impl Engine for Bench {
    fn invoke(
        &self,
        _: &Arc<dyn Block>,
        _: Option<Value>,
        _: &[Value],
        _: &mut dyn FnMut(Value) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        unreachable!("configuration cmdlets run no blocks")
    }

    fn should(&self, _: &Call, action: &str, target: &str, detail: &str) -> Result<bool, Fault> {
        if let Some(others_act) = self.meanwhile.take() {
            others_act();
        }
        self.asked.borrow_mut().push((action.to_owned(), target.to_owned(), detail.to_owned()));
        Ok(!self.what_if.get())
    }

    fn write(&self, _: &Call, record: Record) -> Result<(), Fault> {
        match record {
            Record::Warning(text) => self.warnings.borrow_mut().push(text),
            Record::Verbose(_) => {}
            other => panic!("{other:?}"),
        }
        Ok(())
    }

    fn is_cancelled(&self) -> bool {
        false
    }

    fn pause(&self, _: Duration) -> bool {
        false
    }

    fn command_line(&self) -> String {
        self.line.borrow().clone()
    }

    fn variable(&self, _: &str) -> Option<Value> {
        None
    }

    fn set_variable(&self, _: &str, _: Value) -> Result<(), Fault> {
        Ok(())
    }

    fn commands(&self) -> &dyn Commands {
        unreachable!("configuration cmdlets do not look at others")
    }

    fn terminal(&self) -> &dyn Terminal {
        unreachable!("configuration cmdlets do not talk to the terminal")
    }
}

pub fn text(text: &str) -> Value {
    Value::text(text)
}

pub fn list(items: &[&str]) -> Value {
    Value::array(items.iter().map(Value::text).collect())
}

/// `@{Add=…;Remove=…}`.
pub fn edit(add: &[&str], remove: &[&str]) -> Value {
    let hash = Hash::new();
    for (key, items) in [("Add", add), ("Remove", remove)] {
        if !items.is_empty() {
            hash.set(text(key), list(items));
        }
    }
    Value::Hash(hash)
}

pub fn credential(user: &str, password: &str) -> Value {
    let parts = vec![("UserName".into(), text(user)), ("Password".into(), Value::Secret(Secret::new(password)))];
    Value::Object(Object::named("System.Management.Automation.PSCredential", parts))
}

/// A property of an object as it prints.
pub fn shown(object: &Object, property: &str) -> String {
    object.get(property).unwrap_or_else(|| panic!("no property {property}")).to_string()
}
