//! For the tests of cmdlets: one cmdlet run over given objects, without parser or binder. Blocks are Rust functions.

use std::any::Any;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use crate::cmdlet::{Cmdlet, Place, Registry, Session};
use crate::lang::call::{Argument, Call, Candidate, Choice, Commands, Engine, Output, Record, Terminal};
use crate::model::{Block, Fault, Secret, Span, Value};

/// What a run of a cmdlet came to.
pub struct Ran {
    pub out: Vec<Value>,
    pub records: Vec<Record>,
    pub end: Result<(), Fault>,
    /// How many objects it took before it had enough.
    pub taken: usize,
}

impl Ran {
    /// The texts of what was put out, with `|` between them.
    pub fn text(&self) -> String {
        self.out.iter().map(ToString::to_string).collect::<Vec<_>>().join("|")
    }

    /// The identifiers of the errors that did not stop it.
    pub fn errors(&self) -> Vec<&str> {
        self.records
            .iter()
            .filter_map(|record| match record {
                Record::Error(fault) => Some(&*fault.id),
                _ => None,
            })
            .collect()
    }
}

/// A script block of Rust.
struct Function {
    source: &'static str,
    body: Box<dyn Fn(&Value) -> Value + Send + Sync>,
}

impl Block for Function {
    fn source(&self) -> &str {
        self.source
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// A script block that gives one value for `$_`.
pub fn block(source: &'static str, body: impl Fn(&Value) -> Value + Send + Sync + 'static) -> Value {
    Value::Block(Arc::new(Function { source, body: Box::new(body) }))
}

/// Runs a cmdlet with these arguments over these objects, as the second and later command of a pipeline.
pub fn over(cmdlet: &'static Cmdlet, objects: Vec<Value>, arguments: &[(&'static str, Value)]) -> Ran {
    run(cmdlet, Some(objects), arguments)
}

/// Runs a cmdlet that heads its pipeline.
pub fn alone(cmdlet: &'static Cmdlet, arguments: &[(&'static str, Value)]) -> Ran {
    run(cmdlet, None, arguments)
}

fn run(cmdlet: &'static Cmdlet, objects: Option<Vec<Value>>, arguments: &[(&'static str, Value)]) -> Ran {
    let desk = Desk::new();
    let mut ran = Ran { out: Vec::new(), records: Vec::new(), end: Ok(()), taken: 0 };
    ran.end = pipeline(cmdlet, objects, arguments, &desk, &mut ran);
    ran.records = desk.records.take();
    ran
}

fn pipeline(
    cmdlet: &'static Cmdlet,
    objects: Option<Vec<Value>>,
    arguments: &[(&'static str, Value)],
    desk: &Desk,
    ran: &mut Ran,
) -> Result<(), Fault> {
    let arguments: Vec<Argument> =
        arguments.iter().map(|(name, value)| Argument { name, value: value.clone(), span: None }).collect();
    let mut call = Call {
        signature: &cmdlet.signature,
        arguments: &arguments,
        set: "",
        input: None,
        whole: None,
        span: Span::default(),
        engine: desk,
    };
    let mut stage = desk.registry.start(&call)?;
    let Ran { out, taken, .. } = ran;
    let mut push = |value| {
        out.push(value);
        Ok(())
    };
    let mut out = Output::new(&mut push);
    let inputs: Vec<Option<Value>> = objects.map_or(vec![None], |objects| objects.into_iter().map(Some).collect());
    for input in inputs {
        call.input = input;
        *taken += 1;
        match stage.take(&call, &mut out) {
            Err(fault) if fault.is_enough() => break,
            other => other?,
        }
    }
    call.input = None;
    stage.finish(&call, &mut out)
}

/// The engine and terminal of a test.
struct Desk {
    registry: Registry,
    records: RefCell<Vec<Record>>,
    variables: RefCell<HashMap<String, Value>>,
}

impl Desk {
    fn new() -> Desk {
        let place = Place::in_folder("/nonexistent".into());
        Desk {
            registry: Registry::new(Session::new(place, "tester")),
            records: RefCell::default(),
            variables: RefCell::default(),
        }
    }
}

impl Engine for Desk {
    fn invoke(
        &self,
        block: &Arc<dyn Block>,
        underscore: Option<Value>,
        _: &[Value],
        each: &mut dyn FnMut(Value) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let function: &Function = block.as_any().downcast_ref().expect("made by trial::block");
        each((function.body)(&underscore.unwrap_or(Value::Null)))
    }

    fn should(&self, _: &Call, _: &str, _: &str, _: &str) -> Result<bool, Fault> {
        Ok(true)
    }

    fn write(&self, _: &Call, record: Record) -> Result<(), Fault> {
        self.records.borrow_mut().push(record);
        Ok(())
    }

    fn is_cancelled(&self) -> bool {
        false
    }

    fn pause(&self, _: Duration) -> bool {
        false
    }

    fn command_line(&self) -> String {
        String::new()
    }

    fn variable(&self, name: &str) -> Option<Value> {
        self.variables.borrow().get(name).cloned()
    }

    fn set_variable(&self, name: &str, value: Value) -> Result<(), Fault> {
        self.variables.borrow_mut().insert(name.to_owned(), value);
        Ok(())
    }

    fn commands(&self) -> &dyn Commands {
        &self.registry
    }

    fn terminal(&self) -> &dyn Terminal {
        &Blank
    }
}

/// Nobody sits at it.
struct Blank;

impl Terminal for Blank {
    fn columns(&self) -> usize {
        120
    }

    fn is_interactive(&self) -> bool {
        false
    }

    fn is_coloured(&self) -> bool {
        false
    }

    fn clear(&self) {}

    fn tell(&self, _: &str) {}

    fn ask(&self, _: &str) -> Result<String, Fault> {
        Err(Fault::invalid("NotInteractive", "Nobody is there to ask."))
    }

    fn ask_secret(&self, _: &str) -> Result<Secret, Fault> {
        Err(Fault::invalid("NotInteractive", "Nobody is there to ask."))
    }

    fn edit(&self, _: &str, _: &str) -> Result<String, Fault> {
        Err(Fault::invalid("NotInteractive", "Nobody is there to ask."))
    }

    fn pick(&self, _: &str, _: &[Candidate], _: usize) -> Result<usize, Fault> {
        Err(Fault::invalid("NotInteractive", "Nobody is there to ask."))
    }

    fn pick_several(&self, _: &str, _: &[Candidate], _: &[bool]) -> Result<Vec<usize>, Fault> {
        Err(Fault::invalid("NotInteractive", "Nobody is there to ask."))
    }

    fn confirm(&self, _: &str, _: bool) -> Result<bool, Fault> {
        Err(Fault::invalid("NotInteractive", "Nobody is there to ask."))
    }

    fn choose(&self, _: &str, _: &[Choice], _: usize) -> Result<usize, Fault> {
        Err(Fault::invalid("NotInteractive", "Nobody is there to ask."))
    }
}

/// `@{…}` as an object, of integers.
pub fn numbers(properties: &[(&str, i32)]) -> Value {
    let properties = properties.iter().map(|(name, number)| (Arc::from(*name), Value::Int(*number))).collect();
    Value::Object(crate::model::Object::custom(properties))
}
