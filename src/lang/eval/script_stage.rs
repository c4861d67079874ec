//! A function, script file or script block at work in a pipeline.

use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::Arc;

use super::Interpreter;
use super::block::Closure;
use super::paging::Paging;
use super::scope::{Scope, ScopeKind};
use super::statement::Emit;
use super::stop::{Eval, Stop};
use crate::lang::ast::{Block, ScriptBlock};
use crate::lang::bind::{Bound, Check, Kind, PAGING, Shape, Word, worded};
use crate::lang::call::Record;
use crate::lang::enumerator::Enumerator;
use crate::lang::types::{Base, Type};
use crate::model::{Fault, Hash, SwitchParameter, Value, convert};

/// One that has begun.
pub(super) struct ScriptStage {
    pub block: Arc<ScriptBlock>,
    pub shape: Rc<Shape>,
    pub scope: Rc<Scope>,
    bound: Bound,
    /// `$PSBoundParameters`: what was written, and what the present object gave.
    given: OnceCell<Hash>,
    /// Objects for `$input`, where no `process` block takes them.
    collected: Vec<Value>,
}

/// What distinguishes the ways of running script text as a command.
pub(super) struct Manner<'a> {
    /// `None` for dot sourcing: the current scope.
    pub kind: Option<ScopeKind>,
    pub captured: Option<&'a [(Arc<str>, Value)]>,
    /// What `$MyInvocation.MyCommand.Name` says.
    pub name: Arc<str>,
}

impl ScriptStage {
    /// Makes the scope, binds the parameters and runs `begin`.
    pub fn begin(
        interpreter: &Interpreter,
        block: Arc<ScriptBlock>,
        shape: Rc<Shape>,
        bound: Bound,
        manner: Manner,
        emit: Emit,
    ) -> Eval<ScriptStage> {
        interpreter.stack.check()?;
        let outer = interpreter.current_scope();
        let scope = match manner.kind {
            Some(kind) => Scope::inside(&outer, kind)?,
            None => outer,
        };
        for (name, value) in manner.captured.unwrap_or_default() {
            scope.set(name, value.clone())?;
        }
        let stage =
            ScriptStage { block, shape, scope: scope.clone(), bound, given: OnceCell::new(), collected: Vec::new() };
        let begun = interpreter.in_scope(&scope, || {
            interpreter.in_source(&stage.block.source.clone(), || {
                stage.set_parameters(interpreter, &manner.name)?;
                let begun = stage.run(interpreter, stage.block.begin.as_ref(), emit);
                if begun.is_err() {
                    stage.clean(interpreter)?;
                }
                begun
            })
        });
        begun.map(|()| stage)
    }

    /// What was written, in the order in which it was bound.
    fn written(&self) -> Hash {
        let given = Hash::parameters();
        let unordered = (0..self.shape.formals.len()).filter(|at| !self.bound.order.contains(at));
        for at in self.bound.order.iter().copied().chain(unordered) {
            let formal = &self.shape.formals[at];
            let bound = self.bound.values[at].as_ref().filter(|bound| !bound.is_delayed);
            if let (Kind::Script(_), Some(value)) = (&formal.kind, bound.and_then(|bound| bound.value.clone())) {
                given.set(Value::String(formal.name.clone()), value);
            }
        }
        for (name, value) in self.bound.common.values() {
            given.set(Value::text(name), value);
        }
        given
    }

    fn set_parameters(&self, interpreter: &Interpreter, name: &Arc<str>) -> Eval<()> {
        let scope = &self.scope;
        let given = self.given.get_or_init(|| self.written()).clone();
        for (at, formal) in self.shape.own_formals().iter().enumerate() {
            let Kind::Script(parameter) = &formal.kind else { continue };
            let bound = self.bound.values[at].as_ref().filter(|bound| !bound.is_delayed);
            let value = match bound.and_then(|bound| bound.value.clone()) {
                Some(value) => {
                    if let Some(says) = &parameter.obsolete {
                        let says = format!("Parameter '{}' is obsolete. {says}", formal.name);
                        interpreter.write_record(Record::Warning(says))?;
                    }
                    interpreter.pass_checks(&formal.name, &parameter.checks, &value)?;
                    value
                }
                None => match &parameter.default {
                    Some(expr) => interpreter.evaluate(expr)?,
                    None if formal.is_switch => Value::scalar(SwitchParameter(false)),
                    None => nothing_of(parameter.constraint()),
                },
            };
            let is_given = bound.is_some();
            match parameter.constraint() {
                Some(to) if is_given || parameter.default.is_some() => {
                    let value = parameter.convert(&value)?;
                    match parameter.checks.is_empty() {
                        true => scope.set_typed(&formal.name, &value, to)?,
                        false => scope.set_parameter(&formal.name, value, parameter)?,
                    }
                }
                _ if !parameter.checks.is_empty() => scope.set_parameter(&formal.name, value, parameter)?,
                _ => scope.set(&formal.name, value)?,
            }
        }
        let set = self.bound.set.and_then(|set| self.shape.sets.get(set).cloned());
        scope.set(&Arc::from("args"), Value::array(self.bound.rest.clone()))?;
        let invocation = interpreter.my_invocation(name, &self.block, given.clone(), &self.bound.rest);
        scope.set(&Arc::from("PSBoundParameters"), Value::Hash(given))?;
        scope.set(&Arc::from("MyInvocation"), invocation.clone())?;
        if self.shape.has_common {
            let script = super::script_command::ScriptCommand {
                name: name.clone(),
                set: set.unwrap_or_default(),
                impact: self.shape.impact,
                invocation,
                paging: self.shape.pages.then(|| self.paging()),
            };
            scope.set(&Arc::from("PSCmdlet"), Value::scalar(script))?;
        }
        interpreter.set_preferences(scope, &self.bound.common)
    }

    /// What was asked for with `-First`, `-Skip` and `-IncludeTotalCount`.
    fn paging(&self) -> Paging {
        let bound = |name: &str| {
            let at = self.shape.formals.iter().rposition(|formal| &*formal.name == name)?;
            self.bound.values[at].as_ref()?.value.clone()
        };
        let number = |name: &str| bound(name).and_then(|value| convert::to_unsigned_long(&value).ok());
        let [total, skip, first] = PAGING;
        Paging {
            has_total: bound(total).is_some_and(|value| convert::truth(&value)),
            skip: number(skip).unwrap_or(0),
            first: number(first).unwrap_or(u64::MAX),
        }
    }

    /// Takes one pipeline object, or is told that there is no pipeline in front (`None`).
    pub fn take(&mut self, interpreter: &Interpreter, input: Option<Value>, emit: Emit) -> Eval<()> {
        let source = self.block.source.clone();
        let Some(process) = self.block.process.clone() else {
            // Nothing looks at each object: `end` finds the last one in the parameters.
            if let Some(object) = input.as_ref().filter(|_| self.binds_objects()) {
                let fits = interpreter.in_scope(&self.scope, || {
                    interpreter.in_source(&source, || self.bind_object(interpreter, object))
                })?;
                if !fits {
                    return Ok(());
                }
            }
            self.collected.extend(input);
            return Ok(());
        };
        interpreter.in_scope(&self.scope, || {
            interpreter.in_source(&source, || match input {
                Some(object) => {
                    if self.binds_objects() && !self.bind_object(interpreter, &object)? {
                        return Ok(());
                    }
                    if interpreter.mentions(process.span, "$input") && !self.declares_input() {
                        let one = Enumerator::new(vec![object.clone()]);
                        self.scope.set(&Arc::from("input"), Value::scalar(one))?;
                    }
                    interpreter.with_underscore(object, || self.run(interpreter, Some(&process), emit))
                }
                None => self.run(interpreter, Some(&process), emit),
            })
        })
    }

    /// Whether each object must fit a parameter: an advanced function has no other use for it.
    fn binds_objects(&self) -> bool {
        self.shape.has_common || self.shape.takes_pipeline()
    }

    /// Whether the object fits. One that does not is an error about it alone: the others are still taken.
    fn bind_object(&self, interpreter: &Interpreter, object: &Value) -> Eval<bool> {
        match self.set_from(interpreter, object) {
            Ok(()) => Ok(true),
            Err(stop) => match *stop {
                Stop::Fault { fault, is_script: false } => interpreter.non_terminating(fault, 1).map(|()| false),
                other => Err(Box::new(other)),
            },
        }
    }

    /// Sets the parameters that the object gives.
    fn set_from(&self, interpreter: &Interpreter, object: &Value) -> Eval<()> {
        let delayed = interpreter.delayed_values(&self.shape, &self.bound, object)?;
        for (at, value) in self.shape.bind_object(&self.bound, object)?.into_iter().chain(delayed) {
            let formal = &self.shape.formals[at];
            if let Kind::Script(parameter) = &formal.kind {
                interpreter.pass_checks(&formal.name, &parameter.checks, &value)?;
            }
            self.scope.set_passed(&formal.name, value.clone())?;
            if let Some(given) = self.given.get() {
                given.set(Value::String(formal.name.clone()), value);
            }
        }
        Ok(())
    }

    /// Runs `end`.
    pub fn finish(&mut self, interpreter: &Interpreter, emit: Emit) -> Eval<()> {
        let source = self.block.source.clone();
        let input = std::mem::take(&mut self.collected);
        interpreter.in_scope(&self.scope, || {
            interpreter.in_source(&source, || {
                if !self.declares_input() {
                    self.scope.set(&Arc::from("input"), Value::scalar(Enumerator::new(input)))?;
                }
                self.run(interpreter, self.block.end.as_ref(), emit)
            })
        })
    }

    /// Runs `clean`, whatever became of the others. What it puts out is of no interest.
    pub fn clean(&self, interpreter: &Interpreter) -> Eval<()> {
        let Some(part) = &self.block.clean else { return Ok(()) };
        interpreter.in_scope(&self.scope, || {
            interpreter.in_source(&self.block.source, || {
                interpreter.taking(|| self.run(interpreter, Some(part), &mut |_| Ok(())))
            })
        })
    }

    /// Whether `$input` is a parameter here, and not what the pipeline brings.
    fn declares_input(&self) -> bool {
        self.shape.formals.iter().any(|formal| formal.name.eq_ignore_ascii_case("input"))
    }

    fn run(&self, interpreter: &Interpreter, part: Option<&Block>, emit: Emit) -> Eval<()> {
        let Some(part) = part else { return Ok(()) };
        match interpreter.run_block(part, emit) {
            Err(stop) if matches!(*stop, Stop::Return) => Ok(()),
            Err(mut stop) => {
                // What ends this function ends a statement of its caller.
                if let Stop::Fault { fault, is_script } = &mut *stop
                    && let Some(wording) = fault.wording.as_mut().filter(|wording| wording.ends_command)
                {
                    wording.ends_command = false;
                    *is_script = false;
                }
                Err(stop)
            }
            Ok(()) => Ok(()),
        }
    }
}

/// What a variable of that type holds before it is assigned.
fn nothing_of(constraint: Option<Type>) -> Value {
    match constraint {
        Some(Type { base, rank: 0, .. }) => match base {
            Base::Int | Base::Byte | Base::SByte | Base::Short | Base::UShort => Value::Int(0),
            Base::Long | Base::UInt | Base::ULong => Value::Long(0),
            Base::Double | Base::Single => Value::Double(0.0),
            Base::Bool => Value::Bool(false),
            Base::String => Value::text(""),
            _ => Value::Null,
        },
        _ => Value::Null,
    }
}

impl Interpreter {
    /// Binds what a command hands to a block: by position, for blocks with `param(…)`; the rest is `$args`.
    pub(super) fn bind_positionally(&self, closure: &Closure, arguments: &[Value]) -> Eval<()> {
        let shape = Rc::new(Shape::of_script("", &closure.block)?);
        let span = closure.block.span;
        let words = arguments.iter().map(|value| crate::lang::bind::Given::Word(Word::new(value.clone(), span)));
        let bound = shape.bind(words.collect(), span, false, &|name| self.lookup(name))?;
        let scope = self.current_scope();
        let stage = ScriptStage {
            block: closure.block.clone(),
            shape,
            scope,
            bound,
            given: OnceCell::new(),
            collected: Vec::new(),
        };
        stage.set_parameters(self, &Arc::from(""))
    }

    /// Runs the script checks of a parameter; the others were passed when it was bound.
    fn pass_checks(&self, name: &str, checks: &[Check], value: &Value) -> Eval<()> {
        for check in checks {
            let Check::Script { block, says } = check else { continue };
            let closure = Closure { block: block.clone(), captured: None };
            for item in value.clone().into_items() {
                let answer = self.block_value(&closure, Some(item.clone()), &[])?;
                if !crate::model::convert::truth(&answer) {
                    let reason = match says {
                        Some(says) => worded(says, &item, block.text()),
                        None => format!(
                            "The \"{}\" validation script for the argument with value \"{item}\" did not return a result of True. Determine why the validation script failed, and then try the command again.",
                            block.text()
                        ),
                    };
                    let says = format!("Cannot validate argument on parameter '{name}'. {reason}");
                    let mut fault = Fault::invalid("ParameterArgumentValidationError", says);
                    // It is about the words of the call, which the frame knows.
                    if let Some(frame) = &*self.frame.borrow() {
                        fault.command = Some(frame.name.clone());
                        fault.source = Some(frame.source.clone());
                        fault.at = Some(frame.span);
                    }
                    return Err(fault.into());
                }
            }
        }
        Ok(())
    }

    /// The values of script blocks that were given for parameters of the pipeline, for one object.
    pub(super) fn delayed_values(&self, shape: &Shape, bound: &Bound, object: &Value) -> Eval<Vec<(usize, Value)>> {
        let mut values = Vec::new();
        for (at, slot) in bound.values.iter().enumerate() {
            let Some(slot) = slot.as_ref().filter(|slot| slot.is_delayed) else { continue };
            let Some(Value::Block(block)) = &slot.value else { continue };
            let Some(closure) = Closure::of(block) else { continue };
            let value = self.block_value(closure, Some(object.clone()), &[])?;
            values.push((at, shape.formals[at].accept_word(&value, None, slot.span)?));
        }
        Ok(values)
    }
}
