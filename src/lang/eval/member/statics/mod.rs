//! Static members: `[math]::Max(1,2)`, `[datetime]::Now`, `[string]::IsNullOrEmpty($x)`.
//!
//! Each type has one table of what it has: the name, what `Get-Member -Static` shows of it, and what it does. A property
//! that is not there is `$null`; a method that is not there is a fault.

mod big;
pub(super) mod console;
mod date_offset;
mod dates;
mod enumerations;
mod environment;
mod names;
mod numbers;
mod others;
pub(super) mod parse;
mod text;
pub(super) mod wildcards;

use super::super::Interpreter;
use super::super::stop::{Eval, Stop};
use super::declare::Declared;
use super::{Answer, Definition, argument, catalogue, file, math, no_method, random, regex, stopwatch, threw};
use crate::lang::ast::Expr;
use crate::lang::collection::TextComparer;
use crate::lang::enumeration::Enumerated;
use crate::lang::text_encoding::TextEncoding;
use crate::lang::types::{Base, Type};
use crate::model::compare::{Case, equal, order};
use crate::model::{DayOfWeek, Fault, IntoValue, SwitchParameter, Value, convert};

/// What a type has of its own.
pub(super) struct Statics {
    properties: &'static [StaticProperty],
    methods: Methods,
}

enum Methods {
    Table(&'static [StaticMethod]),
    /// Declared as an enumeration whose match does them all.
    Enumerated(&'static [Definition], fn(&Given) -> Eval<Answer>),
}

pub(super) struct StaticProperty {
    definition: Definition,
    get: fn(&Interpreter) -> Value,
}

pub(super) struct StaticMethod {
    definition: Definition,
    call: fn(&Given) -> Eval<Answer>,
}

/// What a static method is called with.
pub(super) struct Given<'a> {
    pub interpreter: &'a Interpreter,
    pub known: Type,
    pub name: &'a str,
    pub arguments: &'a [Value],
}

pub(super) const fn property(
    name: &'static str,
    shown: &'static str,
    get: fn(&Interpreter) -> Value,
) -> StaticProperty {
    StaticProperty { definition: (name, shown), get }
}

pub(super) const fn method(name: &'static str, shown: &'static str, call: fn(&Given) -> Eval<Answer>) -> StaticMethod {
    StaticMethod { definition: (name, shown), call }
}

/// What the constructors of a type are shown as; they are the same whatever the type.
pub(super) const fn constructors(shown: &'static str) -> StaticMethod {
    method("new", shown, |given| given.interpreter.construct(given.known, given.arguments).map(Answer::Is))
}

impl Statics {
    pub(super) const fn table(properties: &'static [StaticProperty], methods: &'static [StaticMethod]) -> Statics {
        Statics { properties, methods: Methods::Table(methods) }
    }

    pub(super) const fn enumerated<M: Declared>(
        properties: &'static [StaticProperty],
        call: fn(&Given) -> Eval<Answer>,
    ) -> Statics {
        Statics { properties, methods: Methods::Enumerated(M::ALL, call) }
    }

    /// Names and definitions, properties first.
    pub(super) fn definitions(&self) -> Vec<Definition> {
        let methods: Vec<Definition> = match &self.methods {
            Methods::Table(methods) => methods.iter().map(|method| method.definition).collect(),
            Methods::Enumerated(all, _) => all.to_vec(),
        };
        self.properties.iter().map(|property| property.definition).chain(methods).collect()
    }

    fn method(&self, name: &str) -> Option<fn(&Given) -> Eval<Answer>> {
        match &self.methods {
            Methods::Table(methods) => {
                methods.iter().find(|method| method.definition.0.eq_ignore_ascii_case(name)).map(|method| method.call)
            }
            Methods::Enumerated(all, call) => {
                all.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)).then_some(*call)
            }
        }
    }
}

/// What a type has; `None` for one that has nothing of its own.
pub(super) fn of(known: Type) -> Option<&'static Statics> {
    if known.is_array() {
        return None;
    }
    Some(match known.base {
        Base::SByte => &numbers::SBYTE,
        Base::Byte => &numbers::BYTE,
        Base::Short => &numbers::SHORT,
        Base::UShort => &numbers::USHORT,
        Base::Int => &numbers::INT,
        Base::UInt => &numbers::UINT,
        Base::Long => &numbers::LONG,
        Base::ULong => &numbers::ULONG,
        Base::Single => &numbers::SINGLE,
        Base::Double => &numbers::DOUBLE,
        Base::Decimal => &numbers::DECIMAL,
        Base::Big => &big::BIG,
        Base::Bool => &text::BOOL,
        Base::String => &text::STRING,
        Base::Char => &text::CHAR,
        Base::Date => &dates::DATE,
        Base::DateOffset => &date_offset::DATE_OFFSET,
        Base::Span => &dates::SPAN,
        Base::Guid => &others::GUID,
        Base::Version => &others::VERSION,
        Base::SemanticVersion => &others::SEMANTIC_VERSION,
        Base::EndPoint => &others::END_POINT,
        Base::Ip => &others::IP,
        Base::Array => &others::ARRAY,
        Base::Block => &others::BLOCK,
        Base::Culture => &others::CULTURE,
        Base::Encoding => &others::ENCODING,
        Base::Regex => &regex::STATICS,
        Base::Stopwatch => &stopwatch::STATICS,
        Base::Random => &random::STATICS,
        Base::Dns => &names::DNS,
        Base::Enum => &enumerations::ENUM,
        Base::Environment => &environment::STATICS,
        Base::Math => &math::MATH,
        Base::Convert => &math::CONVERT,
        Base::Console => &console::CONSOLE,
        Base::WildcardPattern => &wildcards::WILDCARDS,
        Base::Path => &file::PATH,
        Base::File => &file::FILE,
        _ => return None,
    })
}

impl Interpreter {
    /// `[type]::Name`; what is not there is `$null`.
    pub(super) fn static_property(&self, known: Type, name: &str) -> Value {
        let found = of(known).and_then(|statics| {
            statics.properties.iter().find(|property| property.definition.0.eq_ignore_ascii_case(name))
        });
        match found {
            Some(property) => (property.get)(self),
            None if known.base == Base::StringComparer => TextComparer::named(name).map_or(Value::Null, Value::scalar),
            None if known.base == Base::DayOfWeek => DayOfWeek::named(name).map_or(Value::Null, Value::scalar),
            None if known.base == Base::Switch && name.eq_ignore_ascii_case("Present") => {
                Value::scalar(SwitchParameter(true))
            }
            None => Enumerated::value(known.base, name).unwrap_or_default(),
        }
    }

    /// `[type]::Name = …`. The console's encodings are what they are: scripts that ask for UTF-8 have it.
    pub(in crate::lang::eval) fn set_static(&self, owner: &Expr, name: &str, value: &Value) -> Eval<()> {
        let known = self.static_type(owner)?;
        let is_called = |wanted: &str| name.eq_ignore_ascii_case(wanted);
        if known.base == Base::Console && (is_called("OutputEncoding") || is_called("InputEncoding")) {
            let is_utf8 =
                value.downcast::<TextEncoding>().is_some_and(|encoding| encoding.bytes("\u{e9}") == [0xc3, 0xa9]);
            return if is_utf8 {
                Ok(())
            } else {
                let says = format!("Exception setting \"{name}\": \"The console is written and read as UTF-8.\"");
                Err(Fault::invalid("ExceptionWhenSetting", says).categorized("NotSpecified").into())
            };
        }
        let has = of(known).is_some_and(|statics| {
            statics.properties.iter().any(|property| property.definition.0.eq_ignore_ascii_case(name))
        });
        let says = match has {
            true => format!("'{name}' is a ReadOnly property."),
            false => format!(
                "The property '{name}' cannot be found on this object. Verify that the property exists and can be set."
            ),
        };
        Err(Fault::invalid(if has { "PropertyAssignmentException" } else { "PropertyNotFound" }, says).into())
    }

    /// `[type]::Name(arguments)`.
    pub(super) fn call_static(&self, known: Type, name: &str, arguments: &[Value]) -> Eval<Answer> {
        if name.eq_ignore_ascii_case("new") {
            return self.construct(known, arguments).map(Answer::Is);
        }
        let given = Given { interpreter: self, known, name, arguments };
        match of(known).and_then(|statics| statics.method(name)) {
            Some(call) => call(&given),
            None => Err(no_method(known.base.full_name(), name, &catalogue::static_members(known)).into()),
        }
    }
}

impl<'a> Given<'a> {
    /// The argument at an index, which the method cannot do without.
    pub fn value(&self, at: usize) -> Eval<&'a Value> {
        argument(self.arguments, at, self.name)
    }

    pub fn text(&self, at: usize) -> Eval<String> {
        self.value(at).map(ToString::to_string)
    }

    pub fn int(&self, at: usize) -> Eval<i32> {
        Ok(convert::to_int(self.value(at)?)?)
    }

    pub fn double(&self, at: usize) -> Eval<f64> {
        Ok(convert::to_double(self.value(at)?)?)
    }

    /// What the method ends with when .NET throws that.
    pub fn threw(&self, message: &str) -> Box<Stop> {
        threw(self.name, self.arguments.len(), message)
    }
}

pub(super) fn is(value: impl IntoValue) -> Eval<Answer> {
    Ok(Answer::Is(value.into_value()))
}

/// `[type]::Equals(a, b)`.
fn equals(given: &Given) -> Eval<Answer> {
    is(equal(given.value(0)?, given.value(1)?, Case::Sensitive))
}

/// `[type]::Compare(a, b)`.
fn compares(given: &Given) -> Eval<Answer> {
    is(order(given.value(0)?, given.value(1)?, Case::Sensitive)? as i32)
}
