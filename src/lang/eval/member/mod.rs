//! Members: `.Name`, `.Name(…)`, `::Name`, `::Name(…)`.
//!
//! A property that is not there is `$null`. An array answers for itself first, then for each of its items. Every single
//! value counts as one and `$null` as none, so that `.Count` always answers.

mod address;
mod array;
mod block;
mod catalogue;
mod collection;
mod common;
mod construct;
mod date;
mod date_offset;
mod declare;
pub(in crate::lang) mod exceptions;
mod execution_context;
mod faults;
mod file;
mod hash;
mod host;
mod math;
mod method_group;
mod object;
mod psobject;
mod random;
mod regex;
mod script_command;
mod span;
mod statics;
mod stopwatch;
mod styles;
mod text;

use std::sync::Arc;

pub use self::catalogue::{Definition, methods, static_members};
pub(super) use self::execution_context::Intrinsics;
use self::faults::{argument, exception_text, meant, no_method, threw, unconverted, whole, wrong_count};
pub use self::hash::entries as dictionary_entries;
pub(super) use self::host::host;
pub use self::method_group::MethodGroup;
pub(super) use self::object::credential;
pub(super) use self::styles::style;

use self::declare::Declared;
use super::Interpreter;
use super::expression::known_type;
use super::stop::{Eval, Stop};
use crate::lang::ast::{Expr, ExprKind};
use crate::lang::reference::Reference;
use crate::lang::types::{Base, Type, TypeValue};
use crate::model::{DateTimeOffset, Fault, Member, Object, TimeSpan, Value, type_data};

/// What a method came to.
pub(super) enum Answer {
    Is(Value),
    /// It gives nothing, not even `$null`.
    Void,
    NoSuch,
}

impl Interpreter {
    pub(super) fn evaluate_member(
        &self,
        target: &Expr,
        name: &Expr,
        is_static: bool,
        conditional: bool,
    ) -> Eval<Value> {
        if is_static {
            let known = self.static_type(target)?;
            let name = self.member_name(name)?;
            return Ok(match self.static_property(known, &name) {
                Value::Null => MethodGroup::of_type(known, &name).unwrap_or_default(),
                value => value,
            });
        }
        let owner = self.evaluate(target)?;
        if owner.is_null() && conditional {
            return Ok(Value::Null);
        }
        if let (ExprKind::Member { name: through, .. }, Value::Hash(_)) = (&target.kind, &owner)
            && matches!(&through.kind, ExprKind::Text { value, .. } if value.eq_ignore_ascii_case("PSBase"))
        {
            return Ok(owner.own_property(&self.member_name(name)?).unwrap_or_default());
        }
        match &name.kind {
            ExprKind::Text { value, .. } => self.property_or_fault(&owner, value),
            _ => match self.evaluate(name)? {
                // A name may be computed, or be a whole condition.
                Value::Null => Ok(Value::Null),
                name => self.property_or_fault(&owner, &name.to_string()),
            },
        }
    }

    /// A method's result; `None` when it gives nothing at all.
    pub(super) fn evaluate_call(&self, expr: &Expr) -> Eval<Option<Value>> {
        let ExprKind::Call { target, name, arguments, is_static, conditional } = &expr.kind else {
            return self.evaluate(expr).map(Some);
        };
        self.stack.check()?;
        let called = || -> Eval<Answer> {
            if *is_static {
                let known = self.static_type(target)?;
                let arguments = self.arguments(arguments)?;
                return self.call_static(known, &self.member_name(name)?, &arguments);
            }
            let owner = self.evaluate(target)?;
            if owner.is_null() && *conditional {
                return Ok(Answer::Is(Value::Null));
            }
            let arguments = self.arguments(arguments)?;
            let name = self.member_name(name)?;
            self.call(&owner, &name, &arguments)
        };
        // Members are found whatever their case; what is said names them as they were written.
        let written = |stop: Box<Stop>| match &name.kind {
            ExprKind::Text { value, .. } => stop.naming(value),
            _ => stop,
        };
        match called().map_err(|stop| written(stop).at(expr.span))? {
            Answer::Is(value) => Ok(Some(value)),
            Answer::Void => Ok(None),
            Answer::NoSuch => Ok(Some(Value::Null)),
        }
    }

    fn arguments(&self, arguments: &[Expr]) -> Eval<Vec<Value>> {
        arguments.iter().map(|argument| self.evaluate(argument)).collect()
    }

    fn member_name(&self, name: &Expr) -> Eval<Arc<str>> {
        match &name.kind {
            ExprKind::Text { value, .. } => Ok(value.clone()),
            _ => Ok(Arc::from(self.evaluate(name)?.to_string())),
        }
    }

    /// The type in front of `::`.
    fn static_type(&self, target: &Expr) -> Eval<Type> {
        if let ExprKind::Type(name) = &target.kind {
            return Ok(known_type(name)?);
        }
        let value = self.evaluate(target)?;
        let known = value.downcast::<TypeValue>().and_then(|value| value.known);
        known.ok_or_else(|| {
            let says = format!("The expression in front of '::' must be a type, not {}.", value.full_type_name());
            Fault::invalid("TypeExpected", says).at(target.span).into()
        })
    }

    /// `value.Name(arguments)`.
    pub(super) fn call(&self, owner: &Value, name: &str, arguments: &[Value]) -> Eval<Answer> {
        if name.eq_ignore_ascii_case("Where") {
            return array::filtered(self, owner.clone().into_items(), arguments);
        }
        if name.eq_ignore_ascii_case("ForEach") {
            return array::each(self, owner.clone().into_items(), arguments);
        }
        if owner.is_null() {
            let says = "You cannot call a method on a null-valued expression.";
            return Err(Fault::invalid("InvokeMethodOnNull", says).into());
        }
        let answer = match owner {
            Value::Array(_) | Value::Hash(_)
                if let Some(Member::Method(block)) = owner.added().and_then(|added| added.member(name)) =>
            {
                object::run_method(self, &block, owner, name, arguments)?
            }
            Value::String(text) if let Some(method) = text::Method::named(name) => text::call(text, method, arguments)?,
            Value::Char(c) if let Some(method) = text::Method::named(name) => {
                text::call(c.encode_utf8(&mut [0; 4]), method, arguments)?
            }
            Value::Array(items) if let Some(method) = array::Method::named(name) => {
                array::call(self, items, method, arguments)?
            }
            Value::Hash(hash) if let Some(method) = hash::Method::named(name).filter(|method| method.is_of(hash)) => {
                hash::call(hash, method, arguments)?
            }
            Value::Date(date) if let Some(method) = date::Method::named(name) => date::call(date, method, arguments)?,
            Value::Ip(address) if let Some(method) = address::Method::named(name) => {
                address::call(address, method, arguments)?
            }
            Value::Object(object) => match object::call(self, object, name, arguments)? {
                Answer::NoSuch if let Some(base) = object.base() => return self.call(base, name, arguments),
                Answer::NoSuch if let Some(info) = object.info() => {
                    self.call_declared(info.methods, owner, name, arguments)?
                }
                answer => answer,
            },
            Value::Block(block) if let Some(method) = block::Method::named(name) => {
                block::call(self, block, method, arguments)?
            }
            Value::Scalar(_) if let Some(span) = owner.downcast::<TimeSpan>() => match span::Method::named(name) {
                Some(method) => span::call(*span, method, arguments)?,
                None => Answer::NoSuch,
            },
            Value::Scalar(_) if let Some(date) = owner.downcast::<DateTimeOffset>() => {
                match date_offset::Method::named(name) {
                    Some(method) => date_offset::call(date, method, arguments)?,
                    None => Answer::NoSuch,
                }
            }
            Value::Scalar(scalar) => match object::call_scalar(self, owner, &name.to_ascii_lowercase(), arguments)? {
                Answer::NoSuch => self.call_declared(scalar.methods(), owner, name, arguments)?,
                answer => answer,
            },
            _ => Answer::NoSuch,
        };
        match answer {
            Answer::NoSuch if let Some(Member::Method(block)) = of_type(owner, name) => {
                object::run_method(self, &block, owner, name, arguments)
            }
            Answer::NoSuch => self.call_common(owner, name, arguments),
            answer => Ok(answer),
        }
    }

    /// `value.Name`. A property that a script computes comes to nothing when its block fails: here it is told why.
    fn property_or_fault(&self, owner: &Value, name: &str) -> Eval<Value> {
        let value = property(owner, name);
        if value.is_null()
            && !has_property(owner, name)
            && let Some(methods) = MethodGroup::of(owner, name)
        {
            return Ok(methods);
        }
        if value.is_null() && self.strictness() >= 2 && !has_property(owner, name) {
            let says =
                format!("The property '{name}' cannot be found on this object. Verify that the property exists.");
            let fault = Fault::invalid("PropertyNotFoundStrict", says);
            let names = match owner {
                Value::Array(items) => items.get(0).map(|first| first.property_names()).unwrap_or_default(),
                owner => owner.property_names(),
            };
            let known = names.iter().map(AsRef::as_ref).chain(["Count", "Length"]);
            return Err(meant(fault, name, known).into());
        }
        if let (Value::Null, Value::Object(object)) = (&value, owner)
            && let Some(Member::Computed { get, .. }) = object.member(name)
        {
            return get.answer(owner, &[]).map_err(|fault| {
                let says = format!("Exception getting \"{name}\": \"{}\"", fault.says);
                Fault::invalid("GetValueInvocationException", says).into()
            });
        }
        Ok(value)
    }

    /// `value.Name = …`.
    pub(super) fn set_member(&self, owner: &Value, name: &str, value: Value) -> Eval<()> {
        match owner {
            Value::Object(object) if let Some(fault) = read_only(object, name) => return Err(fault.into()),
            Value::Object(object) if let Some(Member::Computed { set, .. }) = object.member(name) => {
                let Some(set) = set else {
                    let says = format!("Set accessor for property \"{name}\" is unavailable.");
                    return Err(Fault::invalid("SetWithoutSetterFromScriptProperty", says).into());
                };
                set.answer(owner, &[value])?;
            }
            Value::Object(object) if styles::is_style(object) => return styles::set(self, object, name, &value),
            Value::Object(object) if object.get(name).is_some() && (object.base().is_none() || object.owns(name)) => {
                object.set(name, value);
            }
            // `$o.PSObject.Properties['Name'].Value = …`
            Value::Scalar(_)
                if name.eq_ignore_ascii_case("Value")
                    && let Some(property) = owner.downcast::<psobject::PropertyOf>() =>
            {
                return self.set_member(&property.owner, &property.name, value);
            }
            // `$reference.Value = …`
            Value::Scalar(_)
                if name.eq_ignore_ascii_case("Value")
                    && let Some(reference) = owner.downcast::<Reference>() =>
            {
                reference.set(value)?;
            }
            Value::Array(_) | Value::Hash(_)
                if let Some(added) = owner.added().filter(|added| added.holds(name))
                    && !matches!(owner, Value::Hash(hash) if hash.get_text(name).is_some()) =>
            {
                match added.member(name) {
                    Some(Member::Computed { set: Some(set), .. }) => drop(set.answer(owner, &[value])?),
                    Some(Member::Computed { set: None, .. }) => {
                        let says = format!("Set accessor for property \"{name}\" is unavailable.");
                        return Err(Fault::invalid("SetWithoutSetterFromScriptProperty", says).into());
                    }
                    Some(Member::Alias(to)) if !to.eq_ignore_ascii_case(name) => {
                        return self.set_member(owner, &to, value);
                    }
                    _ => added.define(name, value),
                }
            }
            Value::Hash(hash) => {
                let [key, value] = super::index::as_entry(hash, &Value::text(name), &value)?;
                hash.set(key, value);
            }
            owner if let Some(Member::Computed { set: Some(set), .. }) = of_type(owner, name) => {
                set.answer(owner, &[value])?;
            }
            owner
                if let Some(Member::Alias(to)) = of_type(owner, name).filter(|_| !matches!(owner, Value::Hash(_))) =>
            {
                return self.set_member(owner, &to, value);
            }
            owner if owner.property(name).is_some() => {
                let says = format!("'{name}' is a ReadOnly property.");
                return Err(Fault::invalid("PropertyAssignmentException", says).into());
            }
            _ => {
                let says = format!(
                    "The property '{name}' cannot be found on this object. Verify that the property exists and can be set."
                );
                let fault = Fault::invalid("PropertyNotFound", says);
                let names = owner.property_names();
                return Err(meant(fault, name, names.iter().map(AsRef::as_ref)).into());
            }
        }
        Ok(())
    }
}

/// The member of that name that scripts have given to the value's type.
fn of_type(owner: &Value, name: &str) -> Option<Member> {
    type_data::member(owner, name)?.downcast::<Member>().cloned()
}

/// What refuses to change a property that a file or folder only tells; scripts may change what they gave it.
fn read_only(object: &Object, name: &str) -> Option<Fault> {
    const COMPUTED: [&str; 6] = ["BaseName", "Mode", "ModeWithoutHardLink", "Target", "LinkType", "ResolvedTarget"];
    let is = |known: &str| known.eq_ignore_ascii_case(name);
    let info = object.info().filter(|info| info.name.starts_with("System.IO."))?;
    let own = info.properties.iter().find(|property| is(property.name))?;
    if COMPUTED.contains(&own.name) {
        let says = format!("Set accessor for property \"{}\" is unavailable.", own.name);
        return Some(Fault::invalid("SetWithoutSetterFromScriptProperty", says));
    }
    let is_note = own.name.starts_with("PS") && own.name != "PSIsContainer";
    if is_note || matches!(object.member(name), Some(Member::Computed { set: Some(_), .. })) {
        return None;
    }
    Some(Fault::invalid("PropertyAssignmentException", format!("'{name}' is a ReadOnly property.")))
}

/// `value.Name`.
pub(super) fn property(owner: &Value, name: &str) -> Value {
    if let Some(value) = owner.property(name) {
        return value;
    }
    if let Some(value) = object::intrinsic(owner, name) {
        return value;
    }
    let is_count = name.eq_ignore_ascii_case("Count") || name.eq_ignore_ascii_case("Length");
    match owner {
        Value::Array(items) => of_items(&items.items(), name),
        // A number that was written as a name is a key.
        Value::Hash(hash) if let Ok(number) = name.parse() => hash.get(&Value::Int(number)).unwrap_or_default(),
        Value::Scalar(scalar) if let Some(items) = scalar.items() => property(&Value::array(items), name),
        Value::Null if is_count => Value::Int(0),
        _ if is_count => Value::Int(1),
        _ => Value::Null,
    }
}

/// What the items of an array say of themselves, one after the other. Objects that a script has made say `$null` where
/// others have such a property.
fn of_items(items: &[Value], name: &str) -> Value {
    let is_count = name.eq_ignore_ascii_case("Count") || name.eq_ignore_ascii_case("Length");
    let mut found = Vec::new();
    let mut has_any = false;
    for item in items {
        match item.property(name).or_else(|| object::intrinsic(item, name)) {
            Some(Value::Array(nested)) => found.extend(nested.items()),
            Some(value) => found.push(value),
            None if matches!(item, Value::Object(object) if object.type_name() == Base::CUSTOM_OBJECT) && !is_count => {
                found.push(Value::Null);
                continue;
            }
            None if is_count => found.push(Value::Int(i32::from(!item.is_null()))),
            None => continue,
        }
        has_any = true;
    }
    if has_any { super::statement::one_value(found) } else { Value::Null }
}

/// Whether `value.Name` is anything, be it `$null`.
fn has_property(owner: &Value, name: &str) -> bool {
    let own = |value: &Value| value.property(name).is_some() || object::intrinsic(value, name).is_some();
    let is_count = name.eq_ignore_ascii_case("Count") || name.eq_ignore_ascii_case("Length");
    is_count || own(owner) || matches!(owner, Value::Array(items) if items.items().iter().any(own))
}
