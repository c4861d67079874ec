//! A method that is named and not called: `'text'.Replace`, `[guid]::new`. It shows how it can be called.

use std::fmt;

use super::super::Interpreter;
use super::super::stop::Eval;
use super::declare::{Declared, methods};
use super::{Answer, catalogue, construct};
use crate::lang::types::{Type, TypeValue};
use crate::model::{Object, PropertyInfo, Scalar, TypeInfo, Value};

const FULL_NAME: &str = "System.Management.Automation.PSMethod";

/// One of its rows.
static OVERLOAD: TypeInfo = TypeInfo {
    name: FULL_NAME,
    properties: &[PropertyInfo::new("OverloadDefinitions", "String", "One way of calling it.")],
    shown: &["OverloadDefinitions"],
    methods: &[],
};

/// All methods of one name that a value or a type has.
pub struct MethodGroup {
    /// What it would be called on: a type, for a static method.
    owner: Value,
    name: String,
    is_static: bool,
    overloads: Vec<String>,
}

methods! {
    GroupMethod {
        Invoke "System.Object Invoke(Params System.Object[] arguments)";
    }
}

impl MethodGroup {
    /// The method of that name that a value has.
    pub(super) fn of(owner: &Value, name: &str) -> Option<Value> {
        let known = catalogue::methods(owner).into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        let is_method = known.1.ends_with(')');
        is_method.then(|| MethodGroup::named(owner.clone(), known.0, false, known.1))
    }

    /// The static method of that name that a type has, or its constructors.
    pub(super) fn of_type(known: Type, name: &str) -> Option<Value> {
        let owner = || Value::scalar(TypeValue::new(known));
        let declared = catalogue::static_members(known);
        let method = declared.iter().find(|(known, shown)| known.eq_ignore_ascii_case(name) && shown.ends_with(')'));
        match method {
            Some((name, shown)) => Some(MethodGroup::named(owner(), name, true, shown)),
            None if name.eq_ignore_ascii_case("new") => {
                construct::shown(known).map(|shown| MethodGroup::named(owner(), "new", true, &shown))
            }
            None => None,
        }
    }

    fn named(owner: Value, name: &str, is_static: bool, shown: &str) -> Value {
        let overloads = shown.trim_end_matches(')').split("), ").map(|one| format!("{one})")).collect();
        Value::scalar(MethodGroup { owner, name: name.to_owned(), is_static, overloads })
    }

    /// As the rows of a table.
    pub fn rows(&self) -> impl Iterator<Item = Object> {
        self.overloads.iter().map(|one| Object::of(&OVERLOAD, vec![("OverloadDefinitions".into(), Value::text(one))]))
    }

    /// `$method.Invoke(…)`.
    pub(super) fn call(&self, interpreter: &Interpreter, name: &str, arguments: &[Value]) -> Eval<Answer> {
        match (GroupMethod::named(name), self.owner.downcast::<TypeValue>().and_then(|owner| owner.known)) {
            (Some(GroupMethod::Invoke), Some(known)) if self.is_static => {
                interpreter.call_static(known, &self.name, arguments)
            }
            (Some(GroupMethod::Invoke), _) => interpreter.call(&self.owner, &self.name, arguments),
            (None, _) => Ok(Answer::NoSuch),
        }
    }
}

impl fmt::Display for MethodGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.overloads.join(", "))
    }
}

impl Scalar for MethodGroup {
    fn type_name(&self) -> &'static str {
        "PSMethod"
    }

    fn full_type_name(&self) -> String {
        FULL_NAME.to_owned()
    }

    fn member(&self, name: &str) -> Option<Value> {
        Some(match name.to_ascii_lowercase().as_str() {
            "overloaddefinitions" => Value::array(self.overloads.iter().map(Value::text).collect()),
            "name" => Value::text(&self.name),
            "membertype" => Value::text("Method"),
            "typenameofvalue" => Value::text(FULL_NAME),
            "isinstance" => Value::Bool(!self.is_static),
            _ => return None,
        })
    }

    fn members(&self) -> &'static [&'static str] {
        &["OverloadDefinitions", "MemberType", "TypeNameOfValue", "Name", "IsInstance"]
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}
