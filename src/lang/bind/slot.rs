//! A parameter as binding sees it, whether it was declared by a command, a function, or is common to all.

use std::borrow::Cow;

use crate::lang::call::{COMMON, Effect, ParamSpec, Signature};
use crate::model::Value;

/// What a value must be to fit, and what it becomes: Err is one sentence without the parameter's name.
pub type Fit<'a> = Box<dyn Fn(Value) -> Result<Value, String> + 'a>;

/// One parameter.
pub struct Slot<'a> {
    pub name: Cow<'a, str>,
    pub aliases: Vec<Cow<'a, str>>,
    /// PowerShell-style type name of one element; `String` keeps bare words as typed.
    pub type_name: Cow<'a, str>,
    pub is_list: bool,
    pub is_switch: bool,
    pub is_mandatory: bool,
    pub position: Option<u8>,
    pub from_pipeline: bool,
    pub from_property: bool,
    pub takes_rest: bool,
    /// A script block stays one, instead of being run for each pipeline object.
    pub keeps_blocks: bool,
    pub refuses_null: bool,
    pub is_secret: bool,
    /// `-Verbose` and its like.
    pub is_common: bool,
    /// The declaration it came from, where that is static.
    pub spec: Option<&'static ParamSpec>,
    pub fit: Fit<'a>,
}

impl Slot<'_> {
    pub fn is_called(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name) || self.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name))
    }

    /// Whether its name or an alias begins so.
    pub fn begins(&self, start: &str) -> bool {
        let begins = |name: &str| name.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
        begins(&self.name) || self.aliases.iter().any(|alias| begins(alias))
    }

    fn of_spec(spec: &'static ParamSpec) -> Slot<'static> {
        Slot {
            name: spec.name.into(),
            aliases: spec.aliases.iter().map(|alias| Cow::Borrowed(*alias)).collect(),
            type_name: spec.type_name.into(),
            is_list: spec.is_list,
            is_switch: spec.is_switch,
            is_mandatory: spec.is_mandatory,
            position: spec.position,
            from_pipeline: spec.from_pipeline,
            from_property: spec.from_property,
            takes_rest: spec.takes_rest,
            keeps_blocks: spec.keeps_blocks || matches!(spec.type_name, "ScriptBlock" | "Object"),
            refuses_null: spec.refuses_null,
            is_secret: spec.is_secret || spec.type_name == "SecureString",
            is_common: false,
            spec: Some(spec),
            fit: Box::new(|value| (spec.check)(&value).map(|()| value)),
        }
    }
}

/// The slots of a command: its own, then the common ones.
pub fn of_signature(signature: &'static Signature) -> Vec<Slot<'static>> {
    let own = signature.params.iter().map(Slot::of_spec);
    own.chain(common(matches!(signature.effect, Effect::Changes(_)))).collect()
}

/// The parameters that every command has. `-WhatIf` and `-Confirm` only where something changes.
pub fn common(changes: bool) -> impl Iterator<Item = Slot<'static>> {
    let names = COMMON.iter().filter(move |(name, ..)| changes || !matches!(*name, "WhatIf" | "Confirm"));
    names.map(|(name, aliases, _)| Slot {
        name: (*name).into(),
        aliases: aliases.iter().map(|alias| Cow::Borrowed(*alias)).collect(),
        type_name: "String".into(),
        is_list: false,
        is_switch: matches!(*name, "Verbose" | "Debug" | "WhatIf" | "Confirm"),
        is_mandatory: false,
        position: None,
        from_pipeline: false,
        from_property: false,
        takes_rest: false,
        keeps_blocks: false,
        refuses_null: false,
        is_secret: false,
        is_common: true,
        spec: None,
        fit: Box::new(Ok),
    })
}
