//! `$function:name`, `$alias:name`, `$variable:name`: what is on the drives of the language, as variables.

use std::sync::Arc;

use super::Interpreter;
use super::block::Closure;
use super::stop::Eval;
use crate::lang::ast::Variable;
use crate::lang::call::{AliasInfo, ScopeName, VariableOption};
use crate::model::{Fault, Value};

impl Interpreter {
    pub(super) fn on_drive(&self, drive: &str, variable: &Variable) -> Eval<Value> {
        let name = &variable.name;
        match drive.to_ascii_lowercase().as_str() {
            "variable" => match self.lookup(name) {
                Some(value) => Ok(value),
                None => {
                    self.scope.borrow().refuse_hidden(name, true).map_err(|fault| fault.at(variable.span))?;
                    Ok(Value::Null)
                }
            },
            "function" => {
                let function = self.scope.borrow().function(name);
                Ok(function.map_or(Value::Null, |function| Closure::value(&function.body)))
            }
            "alias" => {
                let meant = self.scope.borrow().alias(name).map(|alias| alias.definition);
                let builtin = || self.commands.find(name).filter(|known| !known.name.eq_ignore_ascii_case(name));
                Ok(match meant {
                    Some(meant) => Value::String(meant),
                    None => builtin().map_or(Value::Null, |signature| Value::text(signature.name)),
                })
            }
            _ => Err(no_drive(drive, variable)),
        }
    }

    pub(super) fn set_on_drive(&self, drive: &str, variable: &Variable, value: Value) -> Eval<()> {
        let name = &variable.name;
        match drive.to_ascii_lowercase().as_str() {
            "variable" => Ok(self.scope.borrow().set(name, value)?),
            "function" => self.set_function(variable, &value),
            "alias" => {
                let (definition, option) = (Arc::from(value.to_string()), VariableOption::None);
                let info = AliasInfo { name: name.clone(), definition, description: Arc::from(""), option };
                Ok(self.declare_alias(ScopeName::Local, &info, false)?)
            }
            _ => Err(no_drive(drive, variable)),
        }
    }

    fn set_function(&self, variable: &Variable, value: &Value) -> Eval<()> {
        let Value::Block(block) = value else {
            return Err(Fault::invalid("FunctionNeedsBlock", "A function is a script block.").at(variable.span).into());
        };
        self.define_function(&variable.name, block)
    }
}

fn no_drive(drive: &str, variable: &Variable) -> Box<super::Stop> {
    let says = format!("Cannot find drive. A drive with the name '{drive}' does not exist.");
    Fault::not_found("DriveNotFound", says)
        .at(variable.span)
        .fix(format!("For text followed by a colon write \"${{{drive}}}:\"."))
        .into()
}
