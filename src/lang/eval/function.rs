//! Functions, filters, script files and script blocks: parameters, scopes, begin, process and end.

use std::borrow::Cow;
use std::sync::Arc;

use super::block::BlockValue;
use super::expression::returned;
use super::flow::{Eval, Stop};
use super::operator::regex;
use super::scope::{Function, Scope, Where};
use super::statement::Sink;
use super::types::Type;
use super::{Interpreter, cast, variable};
use crate::lang::ast::{Attribute, Case, Parameter, ScriptBlock};
use crate::lang::bind::slot::{self, Slot};
use crate::lang::bind::{Binding, Given, Target, Word};
use crate::model::convert::{to_double, truth};
use crate::model::{Fault, Hash, Span, Value};

/// A function as a block, for `$function:name`.
pub(super) fn as_block(function: &Function) -> Value {
    BlockValue::value(function.body.clone())
}

/// Whether attributes make the body an advanced function, which refuses arguments it does not declare.
fn is_advanced(body: &ScriptBlock) -> bool {
    let is_binding = |attribute: &Attribute| last(&attribute.name.name) == "cmdletbinding";
    let declares = |parameter: &Parameter| parameter.attributes.iter().any(|one| last(&one.name.name) == "parameter");
    body.attributes.iter().any(is_binding) || body.params.iter().flatten().any(declares)
}

/// `[CmdletBinding(SupportsShouldProcess)]`.
fn changes(body: &ScriptBlock) -> bool {
    body.attributes
        .iter()
        .flat_map(|attribute| &attribute.named)
        .any(|named| named.name.eq_ignore_ascii_case("SupportsShouldProcess"))
}

fn last(name: &str) -> String {
    let name = name.rsplit('.').next().unwrap_or(name).to_ascii_lowercase();
    name.strip_suffix("attribute").unwrap_or(&name).to_owned()
}

/// The parameters of a body as binding sees them.
pub(super) fn slots<'a>(me: &'a Interpreter, body: &'a ScriptBlock) -> Eval<Vec<Slot<'a>>> {
    let params = body.params.as_deref().unwrap_or_default();
    let given_positions = params.iter().any(|parameter| setting(parameter, "Position").is_some());
    let mut slots = Vec::new();
    for (at, parameter) in params.iter().enumerate() {
        slots.push(slot_of(me, parameter, at, given_positions)?);
    }
    if is_advanced(body) {
        for common in slot::common(changes(body)) {
            slots.push(common);
        }
    }
    Ok(slots)
}

/// The value of `[Parameter(Name = value)]`; `$true` when the name stands alone.
fn setting<'a>(parameter: &'a Parameter, name: &str) -> Option<Option<&'a crate::lang::ast::Expr>> {
    let attributes = parameter.attributes.iter().filter(|one| last(&one.name.name) == "parameter");
    attributes
        .flat_map(|one| &one.named)
        .find(|named| named.name.eq_ignore_ascii_case(name))
        .map(|named| named.value.as_ref())
}

fn slot_of<'a>(me: &'a Interpreter, parameter: &'a Parameter, at: usize, given_positions: bool) -> Eval<Slot<'a>> {
    let types = cast::resolve(&parameter.types)?;
    let is_on = |name: &str| -> Eval<bool> {
        match setting(parameter, name) {
            None => Ok(false),
            Some(None) => Ok(true),
            Some(Some(value)) => Ok(truth(&me.expression(value)?)),
        }
    };
    let position = match setting(parameter, "Position") {
        Some(Some(value)) => u8::try_from(crate::model::convert::to_int(&me.expression(value)?)?).ok(),
        _ => None,
    };
    let is_switch = types.contains(&Type::Switch);
    let aliases =
        parameter.attributes.iter().filter(|one| last(&one.name.name) == "alias").flat_map(|one| &one.positional);
    let aliases = aliases.map(|alias| Ok(Cow::Owned(me.expression(alias)?.to_string()))).collect::<Eval<Vec<_>>>()?;
    let is_list = types.iter().any(|one| matches!(one, Type::Array(_)));
    let takes_rest = is_on("ValueFromRemainingArguments")?;
    let type_name = match types.last() {
        Some(Type::Text) => "String".to_owned(),
        Some(Type::Array(element)) if **element == Type::Text => "String".to_owned(),
        Some(found) => found.full_name().rsplit('.').next().unwrap_or_default().to_owned(),
        None => "Object".to_owned(),
    };
    let keeps_blocks = types.contains(&Type::Block) || types.is_empty();
    Ok(Slot {
        name: Cow::Borrowed(&*parameter.name),
        aliases,
        type_name: type_name.into(),
        is_list,
        is_switch,
        is_mandatory: is_on("Mandatory")?,
        position: position.or((!given_positions && !is_switch).then_some(u8::try_from(at).unwrap_or(u8::MAX))),
        from_pipeline: is_on("ValueFromPipeline")?,
        from_property: is_on("ValueFromPipelineByPropertyName")?,
        takes_rest,
        keeps_blocks,
        refuses_null: false,
        is_secret: types.contains(&Type::Secret),
        is_common: false,
        spec: None,
        fit: Box::new(move |value| fitted(me, parameter, &types, value)),
    })
}

/// Converts by the declared types and checks the validation attributes.
fn fitted(me: &Interpreter, parameter: &Parameter, types: &[Type], value: Value) -> Result<Value, String> {
    let said = |stop: Stop| {
        stop.fault().map_or_else(|| "it cannot be used".to_owned(), |fault| fault.says.trim_end_matches('.').to_owned())
    };
    let value = cast::cast_all(value, types).map_err(said)?;
    for attribute in &parameter.attributes {
        validated(me, attribute, &value).map_err(said)?;
    }
    Ok(value)
}

fn validated(me: &Interpreter, attribute: &Attribute, value: &Value) -> Eval {
    let refused = |says: String| Err(Stop::from(Fault::invalid("ParameterArgumentValidationError", says)));
    let operand = |at: usize| attribute.positional.get(at).map_or(Ok(Value::Null), |expr| me.expression(expr));
    let items = value.clone().into_items();
    match last(&attribute.name.name).as_str() {
        "validateset" => {
            let allowed =
                attribute.positional.iter().map(|one| Ok(me.expression(one)?.to_string())).collect::<Eval<Vec<_>>>()?;
            match items.iter().find(|item| !allowed.iter().any(|one| one.eq_ignore_ascii_case(&item.to_string()))) {
                Some(item) => {
                    refused(format!("The argument \"{item}\" does not belong to the set \"{}\"", allowed.join(",")))
                }
                None => Ok(()),
            }
        }
        "validaterange" => {
            let (low, high) = (to_double(&operand(0)?)?, to_double(&operand(1)?)?);
            for item in &items {
                let number = to_double(item)?;
                if !(low..=high).contains(&number) {
                    return refused(format!("The {item} argument is not within the allowed range of {low} to {high}"));
                }
            }
            Ok(())
        }
        "validatepattern" => {
            let pattern = operand(0)?.to_string();
            let compiled = regex(&pattern, Case::Insensitive)?;
            match items.iter().find(|item| !compiled.is_match(&item.to_string()).unwrap_or(false)) {
                Some(item) => refused(format!("The argument \"{item}\" does not match the \"{pattern}\" pattern")),
                None => Ok(()),
            }
        }
        "validatelength" | "validatecount" => {
            let (low, high) = (to_double(&operand(0)?)?, to_double(&operand(1)?)?);
            let is_length = last(&attribute.name.name) == "validatelength";
            let count = if is_length { value.to_string().chars().count() } else { items.len() };
            if (low..=high).contains(&(count as f64)) {
                Ok(())
            } else {
                refused(format!("{count} is not between {low} and {high}"))
            }
        }
        "validatenotnullorempty" if value.is_null() || value.to_string().is_empty() => {
            refused("The argument is null or empty. Provide an argument that is not null or empty".into())
        }
        "validatenotnull" if value.is_null() => refused("The argument is null".into()),
        "validatescript" => {
            let Value::Block(block) = operand(0)? else { return Ok(()) };
            for item in items {
                if !truth(&super::expression::one(me.run_block(&block, item.clone())?)) {
                    return refused(format!(
                        "The validation script for the argument with value \"{item}\" did not return true"
                    ));
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// A function at work in a pipeline.
pub(super) struct Running {
    pub name: Arc<str>,
    body: Arc<ScriptBlock>,
    /// Its names, while it is not the one that runs.
    scope: Option<Scope>,
    binding: Binding,
    input: Vec<Value>,
    streams: bool,
}

impl Interpreter {
    /// Binds the words and runs `begin`.
    pub(super) fn start_function(
        &self,
        function: &Function,
        words: Vec<Word>,
        span: Span,
        sink: &mut Sink,
    ) -> Eval<Running> {
        let body = function.body.clone();
        let slots = slots(self, &body)?;
        let target = target(&function.name, &slots, &body, span);
        let binding = target.bind(words)?;
        let streams = body.process.is_some();
        self.scopes.push(false);
        let prepared = (|| {
            self.set_parameters(&body, &slots, &binding)?;
            self.scopes.set(Where::Local, "MyInvocation", variable::invocation(&function.name, ""));
            // Without pipeline input nothing more will come: what is missing is missing.
            match &body.begin {
                Some(begin) => self.in_source(&body, || self.block(begin, sink)),
                None => Ok(()),
            }
        })();
        let scope = self.scopes.pop();
        match prepared {
            Ok(()) | Err(Stop::Return) => {}
            Err(stop) => return Err(stop),
        }
        drop(slots);
        Ok(Running { name: function.name.clone(), body, scope: Some(scope), binding, input: Vec::new(), streams })
    }

    /// One pipeline object; none when the function heads its pipeline.
    pub(super) fn feed_function(
        &self,
        running: &mut Running,
        input: Option<Value>,
        span: Span,
        sink: &mut Sink,
    ) -> Eval {
        let body = running.body.clone();
        if let (Some(value), false) = (&input, running.streams) {
            running.input.push(value.clone());
            return Ok(());
        }
        let slots = slots(self, &body)?;
        let target = target(&running.name, &slots, &body, span);
        let binding = match &input {
            Some(value) => match target.bind_input(&running.binding, value)? {
                Some(binding) => binding,
                None if slots.iter().any(|slot| slot.from_pipeline || slot.from_property) => {
                    return Err(does_not_fit(&running.name, value).into());
                }
                None => running.binding.clone(),
            },
            None => running.binding.clone(),
        };
        target.settle(&binding)?;
        let Some(process) = &body.process else { return Ok(()) };
        self.scopes.restore(running.scope.take().unwrap_or_default());
        let fed = (|| {
            self.bind_variables(&body, &slots, &binding)?;
            if let Some(value) = input {
                self.scopes.set(Where::Local, "_", value.clone());
                self.scopes.set(Where::Local, "input", Value::array(vec![value]));
            }
            self.deeper(|| self.in_source(&body, || self.block(process, sink)))
        })();
        running.scope = Some(self.scopes.pop());
        returned(fed)
    }

    /// After the last object: `end`, with `$input`.
    pub(super) fn finish_function(&self, running: &mut Running, span: Span, sink: &mut Sink) -> Eval {
        let body = running.body.clone();
        let slots = slots(self, &body)?;
        if !running.streams {
            let target = target(&running.name, &slots, &body, span);
            let last = running.input.last().cloned();
            let binding = match &last {
                Some(value) => target.bind_input(&running.binding, value)?.unwrap_or_else(|| running.binding.clone()),
                None => running.binding.clone(),
            };
            target.settle(&binding)?;
            running.binding = binding;
        }
        let Some(end) = &body.end else { return Ok(()) };
        self.scopes.restore(running.scope.take().unwrap_or_default());
        let finished = (|| {
            self.bind_variables(&body, &slots, &running.binding)?;
            if !running.streams {
                self.scopes.set(Where::Local, "input", Value::array(std::mem::take(&mut running.input)));
            }
            self.deeper(|| self.in_source(&body, || self.block(end, sink)))
        })();
        running.scope = Some(self.scopes.pop());
        returned(finished)
    }

    /// Runs a block with `$_` and `$args`; in a scope of its own unless it is dot-sourced.
    pub(super) fn call_block(
        &self,
        block: &BlockValue,
        underscore: Option<Value>,
        arguments: &[Value],
        own_scope: bool,
        sink: &mut Sink,
    ) -> Eval {
        let words = arguments
            .iter()
            .map(|value| Word::Argument(Given { value: value.clone(), raw: None, span: None }))
            .collect();
        self.call_block_with(block, underscore, words, own_scope, sink)
    }

    pub(super) fn call_block_with(
        &self,
        block: &BlockValue,
        underscore: Option<Value>,
        words: Vec<Word>,
        own_scope: bool,
        sink: &mut Sink,
    ) -> Eval {
        let body = &block.tree;
        let slots = slots(self, body)?;
        let target = target("", &slots, body, body.span);
        let binding = target.bind(words)?;
        target.settle(&binding)?;
        if own_scope {
            self.scopes.push(false);
        }
        let ended = (|| {
            for (name, value) in &block.captured {
                self.scopes.set(Where::Local, name, value.clone());
            }
            self.set_parameters(body, &slots, &binding)?;
            if let Some(value) = underscore {
                self.scopes.set(Where::Local, "_", value);
            }
            self.deeper(|| {
                self.in_source(body, || {
                    for part in [&body.begin, &body.process, &body.end].into_iter().flatten() {
                        self.block(part, sink)?;
                    }
                    Ok(())
                })
            })
        })();
        if own_scope {
            self.scopes.pop();
        }
        ended
    }

    /// A script file, or a line of the prompt: in the caller's scope.
    pub(super) fn script(&self, body: &Arc<ScriptBlock>, words: Vec<Word>, sink: &mut Sink) -> Eval {
        let block = BlockValue { tree: body.clone(), captured: Vec::new() };
        self.call_block_with(&block, None, words, false, sink)
    }

    /// Faults inside point into the body's text.
    fn in_source<T>(&self, body: &ScriptBlock, work: impl FnOnce() -> Eval<T>) -> Eval<T> {
        self.sources.borrow_mut().push(body.source.clone());
        let result = work();
        self.sources.borrow_mut().pop();
        result
    }

    /// Parameters as variables, with defaults for what was not given, `$args` and `$PSBoundParameters`.
    fn set_parameters(&self, body: &ScriptBlock, slots: &[Slot], binding: &Binding) -> Eval {
        self.bind_variables(body, slots, binding)?;
        for (at, parameter) in body.params.iter().flatten().enumerate() {
            if binding.has(at) {
                continue;
            }
            let types = cast::resolve(&parameter.types)?;
            let value = match &parameter.default {
                Some(default) => cast::cast_all(self.in_source(body, || self.expression(default))?, &types)?,
                None => types.last().map_or(Value::Null, Type::initial),
            };
            self.scopes.declare(Where::Local, &parameter.name, value, parameter.types.clone());
        }
        if body.params.is_none() || !binding.extra.is_empty() {
            let extra = binding.extra.iter().map(|given| given.value.clone()).collect();
            self.scopes.set(Where::Local, "args", Value::array(extra));
        }
        Ok(())
    }

    fn bind_variables(&self, body: &ScriptBlock, slots: &[Slot], binding: &Binding) -> Eval {
        let bound = Hash::new();
        let params = body.params.as_deref().unwrap_or_default();
        for one in &binding.bound {
            if let Some(parameter) = params.get(one.slot) {
                self.scopes.declare(Where::Local, &parameter.name, one.value.clone(), parameter.types.clone());
            }
            bound.set(Value::text(&slots[one.slot].name), one.value.clone());
        }
        for one in &binding.delayed {
            if let Some(parameter) = params.get(one.slot) {
                self.scopes.set(Where::Local, &parameter.name, one.value.clone());
            }
        }
        if body.params.is_some() {
            self.scopes.set(Where::Local, "PSBoundParameters", Value::Hash(bound));
        }
        Ok(())
    }
}

fn target<'a>(name: &'a str, slots: &'a [Slot<'a>], body: &ScriptBlock, span: Span) -> Target<'a> {
    Target { name, slots, sets: &[], span, keeps_extra: !is_advanced(body) }
}

pub(super) fn does_not_fit(name: &str, input: &Value) -> Fault {
    let mut fault = Fault::invalid(
        "InputObjectNotBound",
        format!("The input object cannot be bound to any parameters of {name}: it is a {}.", input.full_type_name()),
    )
    .fix(format!("Get-Help {name} shows what it takes from the pipeline."));
    fault.target = Some(input.clone());
    fault
}
