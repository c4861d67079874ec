//! What `Get-Member` shows of the methods of a value, and of the static members of a type.

use super::super::paging::Paging;
use super::super::script_command::ScriptCommand;
use super::common::Method as Common;
use super::construct::{BuilderMethod, TextBuilder};
use super::declare::Declared;
use super::execution_context::Intrinsics;
use super::file::EncodingMethod;
use super::host::{HostUi, HostUiMethod};
use super::method_group::{GroupMethod, MethodGroup};
use super::object::{
    CredentialMethod, EnumMethod, EnumeratorMethod, PagingMethod, SizeMethod, SwitchMethod, TypeMethod,
};
use super::psobject::{MemberSet, MemberSetMethod, Properties, PropertiesMethod};
use super::random::{Random, RandomMethod};
use super::regex::RegexMethod;
use super::script_command::CommandMethod;
use super::statics::console::{Writer, WriterMethod};
use super::statics::wildcards;
use super::stopwatch::{Stopwatch, StopwatchMethod};
use super::{address, array, block, collection, date, date_offset, hash, span, statics, text};
use crate::lang::collection::Collection;
use crate::lang::enumeration::Enumerated;
use crate::lang::enumerator::Enumerator;
use crate::lang::scalars::Pattern;
use crate::lang::text_encoding::TextEncoding;
use crate::lang::types::{Base, Type, TypeValue};
use crate::model::{ByteSize, DateTimeOffset, MethodInfo, SwitchParameter, TimeSpan, Unlimited, Value};

/// A method or static property: its name, and how it is called or what it is.
pub type Definition = (&'static str, &'static str);

/// The methods of a value, those that a script has added aside.
pub fn methods(value: &Value) -> Vec<Definition> {
    let value = value.bare();
    let own: Vec<Definition> = match value {
        Value::String(_) => text::Method::ALL.to_vec(),
        Value::Array(_) => array::Method::ALL.to_vec(),
        Value::Hash(hash) => {
            let is_of = |name: &str| hash::Method::named(name).is_some_and(|method| method.is_of(hash));
            hash::Method::ALL.iter().filter(|(name, _)| is_of(name)).copied().collect()
        }
        Value::Date(_) => date::Method::ALL.to_vec(),
        Value::Ip(_) => address::Method::ALL.to_vec(),
        Value::Block(_) => block::Method::ALL.to_vec(),
        Value::Object(object) if object.type_name() == Base::Credential.full_name() => CredentialMethod::ALL.to_vec(),
        Value::Scalar(_) if value.downcast::<TimeSpan>().is_some() => span::Method::ALL.to_vec(),
        Value::Scalar(_) if value.downcast::<DateTimeOffset>().is_some() => date_offset::Method::ALL.to_vec(),
        Value::Scalar(_) if value.downcast::<ByteSize>().is_some() => SizeMethod::ALL.to_vec(),
        Value::Scalar(_) if value.downcast::<Unlimited<ByteSize>>().is_some() => SizeMethod::ALL.to_vec(),
        Value::Scalar(_) if value.downcast::<TextEncoding>().is_some() => EncodingMethod::ALL.to_vec(),
        Value::Scalar(_) if value.downcast::<Enumerator>().is_some() => EnumeratorMethod::ALL.to_vec(),
        Value::Scalar(_) if value.downcast::<HostUi>().is_some() => HostUiMethod::ALL.to_vec(),
        Value::Scalar(_) if value.downcast::<ScriptCommand>().is_some() => CommandMethod::ALL.to_vec(),
        Value::Scalar(_) if value.downcast::<Paging>().is_some() => PagingMethod::ALL.to_vec(),
        Value::Scalar(_) if value.downcast::<MethodGroup>().is_some() => GroupMethod::ALL.to_vec(),
        Value::Scalar(_) if let Some(collection) = value.downcast::<Collection>() => {
            collection::definitions(collection)
        }
        Value::Scalar(_) if let Some(intrinsics) = value.downcast::<Intrinsics>() => intrinsics.methods(),
        Value::Scalar(_) if value.downcast::<SwitchParameter>().is_some() => SwitchMethod::ALL.to_vec(),
        Value::Scalar(_) if value.downcast::<Enumerated>().is_some() => EnumMethod::ALL.to_vec(),
        Value::Scalar(_) if value.downcast::<Pattern>().is_some() => RegexMethod::ALL.to_vec(),
        Value::Scalar(_) if value.downcast::<TypeValue>().is_some() => TypeMethod::ALL.to_vec(),
        Value::Scalar(_) if value.downcast::<MemberSet>().is_some() => MemberSetMethod::ALL.to_vec(),
        Value::Scalar(_) if value.downcast::<Properties>().is_some() => PropertiesMethod::ALL.to_vec(),
        Value::Scalar(_) if value.downcast::<Writer>().is_some() => WriterMethod::ALL.to_vec(),
        Value::Scalar(_) if value.downcast::<wildcards::Pattern>().is_some() => wildcards::PatternMethod::ALL.to_vec(),
        Value::Scalar(_) if value.downcast::<Random>().is_some() => RandomMethod::ALL.to_vec(),
        Value::Scalar(_) if value.downcast::<Stopwatch>().is_some() => StopwatchMethod::ALL.to_vec(),
        Value::Scalar(_) if value.downcast::<TextBuilder>().is_some() => BuilderMethod::ALL.to_vec(),
        Value::Scalar(scalar) => declared(scalar.methods()),
        Value::Object(object) => object.info().map_or(Vec::new(), |info| declared(info.methods)),
        _ => Vec::new(),
    };
    let is_own = |name: &str| own.iter().any(|(known, _)| *known == name);
    let common = Common::ALL.iter().filter(|(name, _)| !is_own(name) && Common::is_of(name, value));
    common.copied().chain(own.iter().copied()).collect()
}

fn declared(methods: &[MethodInfo]) -> Vec<Definition> {
    methods.iter().map(|method| (method.name, method.definition)).collect()
}

/// The static members of a type: methods, and properties with `{get;}`.
pub fn static_members(known: Type) -> Vec<Definition> {
    statics::of(known).map(statics::Statics::definitions).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::eval::tests::run;

    /// Calling without arguments is enough to see that there is such a method.
    #[test]
    fn every_static_member_that_is_listed_answers() {
        for name in [
            "byte",
            "int16",
            "uint16",
            "int",
            "uint32",
            "long",
            "uint64",
            "double",
            "decimal",
            "bool",
            "string",
            "char",
            "datetime",
            "datetimeoffset",
            "timespan",
            "guid",
            "version",
            "ipaddress",
            "regex",
            "enum",
            "environment",
            "array",
            "scriptblock",
            "System.IO.Path",
            "System.IO.File",
            "math",
            "convert",
        ] {
            let known = Type::from_text(name).unwrap_or_else(|| panic!("[{name}] is known"));
            for (member, definition) in static_members(known) {
                // Only the environment knows it, and not every one does.
                if member == "UserName" {
                    continue;
                }
                if definition.ends_with("{get;}") {
                    let (shown, _) = run(&format!("$null -eq [{name}]::{member}"));
                    assert!(shown.iter().any(|line| line.contains("False")), "[{name}]::{member}: {shown:?}");
                } else if !matches!(member, "Exit" | "TryParse") {
                    let (shown, _) = run(&format!("try {{ $null = [{name}]::{member}() }} catch {{ \"$_\" }}"));
                    let is_unknown = shown.iter().any(|line| line.contains("does not contain a method"));
                    assert!(!is_unknown, "[{name}]::{member}(): {shown:?}");
                }
            }
        }
    }
}
