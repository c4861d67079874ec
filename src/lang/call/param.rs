//! One declared parameter: what binding and help know of it, and the Rust type a command gets it as.

use std::marker::PhantomData;

use super::Completer;
use crate::model::{FromValue, Value};

/// One parameter, without its Rust type.
#[derive(Clone, Copy)]
pub struct ParamSpec {
    pub name: &'static str,
    /// One or two sentences: meaning, unit, default.
    pub doc: &'static str,
    pub aliases: &'static [&'static str],
    /// PowerShell-style type name of one element.
    pub type_name: &'static str,
    /// Takes `a,b,c`.
    pub is_list: bool,
    /// Takes no argument; present is true, `-Name:$false` is false.
    pub is_switch: bool,
    /// Must be given, whatever the set. Per-set needs are in [`ParamSet::mandatory`].
    pub is_mandatory: bool,
    /// From 1.
    pub position: Option<u8>,
    /// Takes the pipeline object itself.
    pub from_pipeline: bool,
    /// Takes the pipeline object's property of this name (or alias).
    pub from_property: bool,
    /// Takes all positional arguments that are left.
    pub takes_rest: bool,
    /// Binding leaves a script block alone instead of running it for each object (`Where-Object { }`).
    pub keeps_blocks: bool,
    /// Never shown, logged or kept in history.
    pub is_secret: bool,
    /// `$null` is a fault (an identity that turned out not to exist), instead of "not given".
    pub refuses_null: bool,
    /// Empty text and an empty list are values, although it must be given.
    pub allows_empty: bool,
    /// `$null` is a value, although it must be given.
    pub allows_null: bool,
    /// Neither `$null` nor empty text is a value, although it need not be given.
    pub refuses_empty: bool,
    pub values: fn() -> &'static [&'static str],
    /// What each of them means, empty where its name says it; may be none at all.
    pub value_docs: fn() -> &'static [&'static str],
    pub completes: Option<Completer>,
    /// The least and the greatest number that it takes.
    pub range: Option<(i64, i64)>,
    /// Refuses what cannot be this parameter, in one sentence without the parameter's name.
    pub check: fn(&Value) -> Result<(), String>,
}

impl ParamSpec {
    /// Whether this is its name or one of its aliases, in any letter case.
    pub fn is_called(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name) || self.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name))
    }

    /// The same parameter in a command to which empty text says something.
    pub const fn allows_empty(mut self) -> ParamSpec {
        self.allows_empty = true;
        self
    }
}

/// One parameter with the Rust type that [`Call::get`] gives.
pub struct Param<T> {
    pub(super) spec: ParamSpec,
    gives: PhantomData<fn() -> T>,
}

/// The type of a switch parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Switch(pub bool);

impl FromValue for Switch {
    const TYPE_NAME: &'static str = "SwitchParameter";

    fn from_value(value: &Value) -> Result<Switch, String> {
        bool::from_value(value).map(Switch)
    }
}

fn checks<T: FromValue>(value: &Value) -> Result<(), String> {
    T::from_value(if T::TYPE_NAME == Value::TYPE_NAME { value } else { value.bare() }).map(drop)
}

impl<T: FromValue> Param<T> {
    pub const fn new(name: &'static str, doc: &'static str) -> Param<T> {
        let spec = ParamSpec {
            name,
            doc,
            aliases: &[],
            type_name: T::TYPE_NAME,
            is_list: T::IS_LIST,
            is_switch: false,
            is_mandatory: false,
            position: None,
            from_pipeline: false,
            from_property: false,
            takes_rest: false,
            keeps_blocks: false,
            is_secret: false,
            refuses_null: false,
            allows_empty: false,
            allows_null: false,
            refuses_empty: false,
            values: T::values,
            value_docs: T::value_docs,
            completes: None,
            range: None,
            check: checks::<T>,
        };
        Param { spec, gives: PhantomData }
    }

    pub const fn spec(&self) -> ParamSpec {
        self.spec
    }

    pub const fn aliases(mut self, aliases: &'static [&'static str]) -> Param<T> {
        self.spec.aliases = aliases;
        self
    }

    pub const fn mandatory(mut self) -> Param<T> {
        self.spec.is_mandatory = true;
        self
    }

    /// From 1.
    pub const fn position(mut self, position: u8) -> Param<T> {
        self.spec.position = Some(position);
        self
    }

    pub const fn from_pipeline(mut self) -> Param<T> {
        self.spec.from_pipeline = true;
        self
    }

    pub const fn from_property(mut self) -> Param<T> {
        self.spec.from_property = true;
        self
    }

    pub const fn takes_rest(mut self) -> Param<T> {
        self.spec.takes_rest = true;
        self
    }

    pub const fn keeps_blocks(mut self) -> Param<T> {
        self.spec.keeps_blocks = true;
        self
    }

    pub const fn secret(mut self) -> Param<T> {
        self.spec.is_secret = true;
        self
    }

    pub const fn refuses_null(mut self) -> Param<T> {
        self.spec.refuses_null = true;
        self
    }

    pub const fn allows_empty(mut self) -> Param<T> {
        self.spec.allows_empty = true;
        self
    }

    pub const fn allows_null(mut self) -> Param<T> {
        self.spec.allows_null = true;
        self
    }

    pub const fn refuses_empty(mut self) -> Param<T> {
        self.spec.refuses_empty = true;
        self
    }

    /// Numbers of .NET's Int32 from one to the other, both taken.
    pub const fn within(mut self, least: i32, greatest: i32) -> Param<T> {
        self.spec.range = Some((least as i64, greatest as i64));
        self.spec.type_name = "Int32";
        self
    }

    /// The same of Int64, from a number on.
    pub const fn long_from(mut self, least: i64) -> Param<T> {
        self.spec.range = Some((least, i64::MAX));
        self.spec.type_name = "Int64";
        self
    }

    /// The same, whatever the type of the number.
    pub const fn between(mut self, least: i64, greatest: i64) -> Param<T> {
        self.spec.range = Some((least, greatest));
        self
    }

    pub const fn completes(mut self, completer: Completer) -> Param<T> {
        self.spec.completes = Some(completer);
        self
    }
}

impl Param<Switch> {
    /// A parameter that takes no argument.
    pub const fn switch(name: &'static str, doc: &'static str) -> Param<Switch> {
        let mut param = Param::new(name, doc);
        param.spec.is_switch = true;
        param
    }
}
