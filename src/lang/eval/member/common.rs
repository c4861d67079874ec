//! The methods that every value has.

use super::super::Interpreter;
use super::super::stop::Eval;
use super::declare::{Declared, methods};
use super::{Answer, catalogue, exception_text, no_method, threw, wrong_count};
use crate::lang::types::TypeValue;
use crate::model::compare::{Case, equal, order};
use crate::model::{Arguments, Fault, MethodInfo, Value};

methods! {
    Method {
        CompareTo "int CompareTo(System.Object value)";
        Equals "bool Equals(System.Object obj)";
        GetHashCode "int GetHashCode()";
        GetType "type GetType()";
        ToString "string ToString()";
    }
}

impl Method {
    /// What has no order is not compared.
    pub(super) fn is_of(name: &str, value: &Value) -> bool {
        let is_whole = !matches!(value, Value::Array(_) | Value::Hash(_) | Value::Object(_) | Value::Block(_));
        is_whole || name != Method::CompareTo.name()
    }
}

impl Interpreter {
    /// A method that a type has declared itself.
    pub(super) fn call_declared(
        &self,
        methods: &[MethodInfo],
        owner: &Value,
        name: &str,
        arguments: &[Value],
    ) -> Eval<Answer> {
        let Some(method) = methods.iter().find(|method| method.name.eq_ignore_ascii_case(name)) else {
            return Ok(Answer::NoSuch);
        };
        if !method.takes.contains(&arguments.len()) {
            return match Method::named(name) {
                Some(_) => Ok(Answer::NoSuch),
                None => Err(wrong_count(method.name, arguments.len())),
            };
        }
        let full_path = |written: &str| self.full_path(written);
        match (method.call)(owner, &Arguments { values: arguments, full_path: &full_path }) {
            Ok(value) => Ok(value.map_or(Answer::Void, Answer::Is)),
            Err(says) => Err(threw(method.name, arguments.len(), &says)),
        }
    }

    /// The methods that every value has.
    pub(super) fn call_common(&self, owner: &Value, name: &str, arguments: &[Value]) -> Eval<Answer> {
        match (Method::named(name), arguments) {
            (Some(Method::GetType), []) => Ok(Answer::Is(Value::scalar(TypeValue::of(owner)))),
            (Some(Method::GetHashCode), []) => Ok(Answer::Is(Value::Int(0))),
            (Some(Method::Equals), [other]) => Ok(Answer::Is(Value::Bool(equal(owner, other, Case::Sensitive)))),
            (Some(Method::CompareTo), [other]) => {
                Ok(Answer::Is(Value::Int(order(owner, other, Case::Sensitive)? as i32)))
            }
            // A list says what it is; its items are joined only where it becomes text.
            (Some(Method::ToString), []) if matches!(owner, Value::Array(_)) => {
                Ok(Answer::Is(Value::text(owner.full_type_name())))
            }
            (Some(Method::ToString), []) => Ok(Answer::Is(Value::text(owner.to_string()))),
            (Some(Method::ToString), [pattern, ..]) => {
                let text = crate::lang::composite::value_text(owner, &pattern.to_string());
                text.map(|text| Answer::Is(Value::text(text))).map_err(|why| {
                    Fault::invalid("MethodInvocationException", exception_text("ToString", 1, &why)).into()
                })
            }
            // The method of each item.
            (_, arguments) => match owner {
                Value::Array(items) => {
                    let mut results = Vec::new();
                    for item in items.items() {
                        match self.call(&item, name, arguments)? {
                            Answer::Is(Value::Array(nested)) => results.extend(nested.items()),
                            Answer::Is(value) => results.push(value),
                            Answer::Void | Answer::NoSuch => {}
                        }
                    }
                    Ok(Answer::Is(Value::array(results)))
                }
                _ => Err(no_method(&owner.full_type_name(), name, &catalogue::methods(owner)).into()),
            },
        }
    }
}
