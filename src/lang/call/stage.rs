//! A command at work in a pipeline, where its results go, and who starts it.

use std::any::Any;

use super::{Call, Signature};
use crate::model::{Fault, IntoValue, Value};

/// Where a stage pushes its results.
pub struct Output<'a> {
    next: &'a mut dyn FnMut(Value) -> Result<(), Fault>,
}

impl<'a> Output<'a> {
    pub fn new(next: &'a mut dyn FnMut(Value) -> Result<(), Fault>) -> Output<'a> {
        Output { next }
    }

    /// Pushes one object on. Err also when those behind have had enough: return it, and the pipeline stops here.
    pub fn emit(&mut self, value: impl IntoValue) -> Result<(), Fault> {
        (self.next)(value.into_value())
    }
}

/// A command at work in a pipeline.
pub trait Stage {
    /// Called for each pipeline object, or once with no input when the command heads the pipeline.
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault>;

    /// Called after the last object.
    fn finish(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let _ = (call, out);
        Ok(())
    }
}

/// The commands that exist outside the language.
pub trait Commands: Send + Sync {
    /// By name or alias, in any letter case.
    fn find(&self, name: &str) -> Option<&'static Signature>;
    /// In alphabetical order.
    fn all(&self) -> Vec<&'static Signature>;
    /// Every alias with the command it stands for, in alphabetical order.
    fn aliases(&self) -> Vec<(&'static str, &'static str)>;
    fn start<'a>(&'a self, call: &Call) -> Result<Box<dyn Stage + 'a>, Fault>;
    /// What completers get.
    fn host(&self) -> &dyn Any;
}
