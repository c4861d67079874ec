//! Methods of objects and of the language's own scalars, and the members that every value has.

use std::sync::Arc;

use super::super::Interpreter;
use super::super::block::Closure;
use super::super::paging::{Paging, TotalCount};
use super::super::script_command::ScriptCommand;
use super::super::stop::{Eval, Stop};
use super::construct::{BuilderMethod, TextBuilder};
use super::declare::{Declared, methods};
use super::execution_context::Intrinsics;
use super::file::EncodingMethod;
use super::host::{HostUi, HostUiMethod};
use super::method_group::MethodGroup;
use super::psobject::{MemberSet, MemberSetMethod, Properties, PropertiesMethod, type_names};
use super::random::Random;
use super::regex::RegexMethod;
use super::script_command::CommandMethod;
use super::statics::console::Writer;
use super::statics::wildcards;
use super::stopwatch::Stopwatch;
use super::{Answer, styles, threw};
use crate::lang::collection::Collection;
use crate::lang::enumeration::Enumerated;
use crate::lang::enumerator::Enumerator;
use crate::lang::scalars::Pattern;
use crate::lang::text_encoding::TextEncoding;
use crate::lang::types::{Base, Type, TypeValue, cast};
use crate::model::{Block, ByteSize, Fault, IntoValue, Member, Object, SwitchParameter, Unlimited, Value, convert};

/// `.PSObject`, with `.Properties` and `.TypeNames`.
pub(super) fn intrinsic(owner: &Value, name: &str) -> Option<Value> {
    if owner.is_null() {
        return None;
    }
    // The object without what scripts have added to it; the keys of a hashtable are no members of it, see
    // `evaluate_member`.
    if name.eq_ignore_ascii_case("PSBase") {
        return Some(owner.bare().clone());
    }
    if name.eq_ignore_ascii_case("PSTypeNames") {
        return Some(type_names(owner));
    }
    if !name.eq_ignore_ascii_case("PSObject") {
        return None;
    }
    Some(Value::scalar(MemberSet(owner.clone())))
}

methods! {
    /// Of a credential.
    CredentialMethod {
        GetNetworkCredential "System.Net.NetworkCredential GetNetworkCredential()";
    }
}

pub(super) fn call(interpreter: &Interpreter, object: &Object, name: &str, arguments: &[Value]) -> Eval<Answer> {
    if let Some(Member::Method(block)) = object.member(name) {
        return run_method(interpreter, &block, &Value::Object(object.clone()), name, arguments);
    }
    if styles::is_style(object) {
        return styles::call(object, name, arguments);
    }
    match (CredentialMethod::named(name), arguments) {
        (Some(CredentialMethod::GetNetworkCredential), []) => match (object.get("UserName"), object.get("Password")) {
            (Some(user), Some(Value::Secret(password))) => {
                let user = user.to_string();
                let (domain, name) = user.split_once('\\').unwrap_or(("", &user));
                Ok(Answer::Is(Value::Object(Object::named(
                    "System.Net.NetworkCredential",
                    vec![
                        ("UserName".into(), name.into_value()),
                        ("Password".into(), password.expose().into_value()),
                        ("Domain".into(), domain.into_value()),
                    ],
                ))))
            }
            _ => Ok(Answer::NoSuch),
        },
        _ => Ok(Answer::NoSuch),
    }
}

/// A method that a script has added: `$this` is its owner.
pub(super) fn run_method(
    interpreter: &Interpreter,
    block: &Arc<dyn Block>,
    owner: &Value,
    name: &str,
    arguments: &[Value],
) -> Eval<Answer> {
    let Some(closure) = Closure::of(block) else { return Ok(Answer::NoSuch) };
    let answer = interpreter.answer_on(closure, owner, arguments);
    answer.map(Answer::Is).map_err(|stop| match &*stop {
        Stop::Fault { fault, .. } => threw(name, arguments.len(), &fault.says),
        _ => stop,
    })
}

pub(super) fn call_scalar(interpreter: &Interpreter, owner: &Value, name: &str, arguments: &[Value]) -> Eval<Answer> {
    if let Some(size) = whole_units(owner, name) {
        return Ok(Answer::Is(size));
    }
    if let Some(pattern) = owner.downcast::<Pattern>() {
        return match RegexMethod::named(name) {
            Some(method) => super::regex::call(interpreter, pattern, method, arguments),
            None => Ok(Answer::NoSuch),
        };
    }
    if let Some(is_given) = SwitchParameter::of(owner) {
        return Ok(match (SwitchMethod::named(name), arguments) {
            (Some(SwitchMethod::ToBool), []) => Answer::Is(Value::Bool(is_given)),
            _ => Answer::NoSuch,
        });
    }
    if let Some(one) = owner.downcast::<Enumerated>() {
        return match (EnumMethod::named(name), arguments) {
            (Some(EnumMethod::HasFlag), [flag]) => {
                let known = Type::from_text(&owner.full_type_name()).unwrap_or(Type::of(Base::Object));
                let flag = cast(flag, known)?;
                Ok(Answer::Is(Value::Bool(flag.downcast::<Enumerated>().is_some_and(|flag| one.has(*flag)))))
            }
            _ => Ok(Answer::NoSuch),
        };
    }
    if let Some(known) = owner.downcast::<TypeValue>() {
        return Ok(match (TypeMethod::named(name), arguments) {
            (Some(TypeMethod::IsInstanceOfType), [value]) => {
                Answer::Is(Value::Bool(known.known.is_some_and(|known| known.holds(value))))
            }
            (Some(TypeMethod::GetElementType), []) => match known.known {
                Some(Type { base, rank: 1.., .. }) => Answer::Is(Value::scalar(TypeValue::new(Type::of(base)))),
                _ => Answer::Is(Value::Null),
            },
            _ => Answer::NoSuch,
        });
    }
    if let Some(command) = owner.downcast::<ScriptCommand>() {
        return CommandMethod::named(name)
            .map_or(Ok(Answer::NoSuch), |method| command.call(interpreter, method, arguments));
    }
    if let Some(paging) = owner.downcast::<Paging>() {
        return PagingMethod::named(name).map_or(Ok(Answer::NoSuch), |method| paging.call(method, arguments));
    }
    if let Some(members) = owner.downcast::<MemberSet>() {
        return Ok(MemberSetMethod::named(name).map_or(Answer::NoSuch, |method| members.call(method)));
    }
    if let Some(properties) = owner.downcast::<Properties>() {
        return PropertiesMethod::named(name).map_or(Ok(Answer::NoSuch), |method| properties.call(method, arguments));
    }
    if let Some(encoding) = owner.downcast::<TextEncoding>() {
        return EncodingMethod::named(name)
            .map_or(Ok(Answer::NoSuch), |method| super::file::encode(*encoding, method, arguments));
    }
    if let Some(walk) = owner.downcast::<Enumerator>() {
        return Ok(match EnumeratorMethod::named(name) {
            Some(EnumeratorMethod::MoveNext) => Answer::Is(Value::Bool(walk.advance().is_some())),
            Some(EnumeratorMethod::Reset) => {
                walk.reset();
                Answer::Void
            }
            None => Answer::NoSuch,
        });
    }
    if let Some(screen) = owner.downcast::<HostUi>() {
        return HostUiMethod::named(name)
            .map_or(Ok(Answer::NoSuch), |method| screen.call(interpreter, method, arguments));
    }
    if let Some(intrinsics) = owner.downcast::<Intrinsics>() {
        return intrinsics.call(interpreter, name, arguments);
    }
    if let Some(writer) = owner.downcast::<Writer>() {
        return writer.call(interpreter, name, arguments);
    }
    if let Some(pattern) = owner.downcast::<wildcards::Pattern>() {
        return pattern.call(name, arguments);
    }
    if let Some(collection) = owner.downcast::<Collection>() {
        return super::collection::call(collection, name, arguments);
    }
    if let Some(methods) = owner.downcast::<MethodGroup>() {
        return methods.call(interpreter, name, arguments);
    }
    if let Some(random) = owner.downcast::<Random>() {
        return random.call(name, arguments);
    }
    if let Some(watch) = owner.downcast::<Stopwatch>() {
        return Ok(watch.call(name));
    }
    if let Some(builder) = owner.downcast::<TextBuilder>() {
        return match BuilderMethod::named(name) {
            Some(method) => builder.call(owner, method, arguments),
            None => Ok(Answer::NoSuch),
        };
    }
    Ok(Answer::NoSuch)
}

methods! {
    /// Of sizes: whole units, the rest left out.
    SizeMethod {
        ToBytes "long ToBytes()";
        ToKB "long ToKB()";
        ToMB "long ToMB()";
        ToGB "long ToGB()";
        ToTB "long ToTB()";
    }
}

methods! {
    /// Of `$input`, `$foreach` and `$switch`.
    EnumeratorMethod {
        MoveNext "bool MoveNext()";
        Reset "void Reset()";
    }
}

methods! {
    /// Of switches.
    SwitchMethod {
        ToBool "bool ToBool()";
    }
}

methods! {
    /// Of the values of enumerations.
    EnumMethod {
        HasFlag "bool HasFlag(enum flag)";
    }
}

methods! {
    /// Of types.
    TypeMethod {
        GetElementType "type GetElementType()";
        IsInstanceOfType "bool IsInstanceOfType(System.Object o)";
    }
}

methods! {
    /// Of `$PSCmdlet.PagingParameters`.
    PagingMethod {
        NewTotalCount "psobject NewTotalCount(ulong totalCount, double accuracy)";
    }
}

impl Paging {
    fn call(&self, method: PagingMethod, arguments: &[Value]) -> Eval<Answer> {
        let PagingMethod::NewTotalCount = method;
        let [count, accuracy] = arguments else { return Err(super::wrong_count(method.name(), arguments.len())) };
        let (count, accuracy) = (convert::to_unsigned_long(count)?, convert::to_double(accuracy)?);
        Ok(Answer::Is(Value::scalar(TotalCount { count, accuracy })))
    }
}

/// `$_.MaxMessageSize.ToMB()`.
fn whole_units(owner: &Value, name: &str) -> Option<Value> {
    let method = SizeMethod::named(name)?;
    let limit = || owner.downcast::<Unlimited<ByteSize>>().and_then(|limit| limit.limit());
    let size = owner.downcast::<ByteSize>().copied().or_else(limit)?;
    let shift = match method {
        SizeMethod::ToBytes => 0,
        SizeMethod::ToKB => 10,
        SizeMethod::ToMB => 20,
        SizeMethod::ToGB => 30,
        SizeMethod::ToTB => 40,
    };
    Some(i64::try_from(size.bytes() >> shift).unwrap_or(i64::MAX).into_value())
}

/// `[System.Management.Automation.PSCredential]`.
pub(in crate::lang::eval) fn credential(user: &Value, password: &Value) -> Eval<Value> {
    let Value::Secret(secret) = password else {
        let says = "A PSCredential is made of a user name and a SecureString.";
        let fault = Fault::invalid("CredentialNeedsSecureString", says);
        return Err(Box::<Stop>::from(fault.fix("Make one with ConvertTo-SecureString or Read-Host -AsSecureString.")));
    };
    Ok(Value::Object(Object::named(
        Base::Credential.full_name(),
        vec![
            (Arc::from("UserName"), Value::text(user.to_string())),
            (Arc::from("Password"), Value::Secret(secret.clone())),
        ],
    )))
}
