//! The command that makes a rule, read without being run.

use std::sync::Arc;

use super::Collection;
use crate::lang::ast::{
    Block, Chain, Command, Element, Expr, ExprKind, Number, Pipeline, Scope, Stage, Statement, StatementKind, UnaryOp,
};
use crate::model::Value;
use crate::model::class::{Intake, Properties, SetBy};

/// What Exchange writes into every command and what means nothing here.
const IGNORED: &[&str] = &["RuleErrorAction", "RuleSubType", "UseLegacyRegex", "DlpPolicy"];

/// What a command gives a new rule.
#[derive(Debug, Default, PartialEq)]
pub struct Given {
    pub name: String,
    pub properties: Properties,
    /// Parameters that were left out.
    pub ignored: Vec<String>,
}

/// Reads the command that makes a rule, with constants for arguments. Err: why that cannot be, as a sentence.
pub fn read(text: &str, collection: &Collection) -> Result<Given, String> {
    let script = crate::lang::parse(text).map_err(|fault| fault.says)?;
    let block = &*script.block;
    let is_plain = block.params.is_none() && block.begin.is_none() && block.process.is_none();
    let command = block.end.as_ref().filter(|_| is_plain).and_then(only_command).ok_or("It is not one command.")?;
    if !command.literal_name().is_some_and(|name| name.eq_ignore_ascii_case(collection.made_by)) {
        return Err(format!("It is not {}.", collection.made_by));
    }
    let mut given = Given::default();
    let mut waiting: Option<Arc<str>> = None;
    for element in &command.elements {
        match element {
            Element::Parameter { name, value, .. } => {
                if let Some(switch) = waiting.replace(name.clone()) {
                    give(&mut given, &switch, Value::Bool(true), collection)?;
                }
                if let (Some(value), Some(name)) = (value, waiting.take_if(|_| value.is_some())) {
                    give(&mut given, &name, constant(value)?, collection)?;
                }
            }
            Element::Argument(argument) => {
                let name = waiting.take().unwrap_or_else(|| "Name".into());
                give(&mut given, &name, constant(argument)?, collection)?;
            }
            _ => return Err("Only parameters and their values are read.".into()),
        }
    }
    if let Some(switch) = waiting {
        give(&mut given, &switch, Value::Bool(true), collection)?;
    }
    match given.name.trim().is_empty() {
        true => Err("It gives the rule no name.".into()),
        false => Ok(given),
    }
}

fn only_command(block: &Block) -> Option<&Command> {
    let [Statement { kind: StatementKind::Pipeline(Chain { first, rest }), .. }] = block.statements.as_slice() else {
        return None;
    };
    let Pipeline { stages, .. } = first;
    match stages.as_slice() {
        [Stage::Command(command)] if rest.is_empty() && command.redirections.is_empty() => Some(command),
        _ => None,
    }
}

fn give(given: &mut Given, name: &str, value: Value, collection: &Collection) -> Result<(), String> {
    if name.eq_ignore_ascii_case("Name") {
        given.name = value.to_string();
        return Ok(());
    }
    if let Some(ignored) = IGNORED.iter().find(|ignored| ignored.eq_ignore_ascii_case(name)) {
        given.ignored.push((*ignored).to_owned());
        return Ok(());
    }
    let property = collection.class.property(name).filter(|property| property.set_by != SetBy::System);
    let property = property.ok_or_else(|| format!("There is no -{name} among {} here.", collection.plural))?;
    let Intake::Plain(read) = property.intake else { return Err(format!("-{name} is not read from files.")) };
    (property.check)(&value).map_err(|reason| format!("-{name}: {reason}."))?;
    let stored = read(&value).map_err(|reason| format!("-{name}: {reason}."))?;
    given.properties.insert(property.name.to_owned(), stored);
    Ok(())
}

/// The value of an expression that nothing has to be run for.
fn constant(expr: &Expr) -> Result<Value, String> {
    let refused = || Err("An argument is not a constant.".to_owned());
    match &expr.kind {
        ExprKind::Text { value, .. } => Ok(Value::String(value.clone())),
        ExprKind::Number { value: Number::Int(number), .. } => Ok(Value::Int(*number)),
        ExprKind::Number { raw, .. } => Ok(Value::String(raw.clone())),
        ExprKind::Unary { op: UnaryOp::Minus, operand } => match constant(operand)? {
            Value::Int(number) => Ok(Value::Int(number.wrapping_neg())),
            _ => refused(),
        },
        ExprKind::Variable(variable) if variable.scope == Scope::Default => {
            match variable.name.to_lowercase().as_str() {
                "true" => Ok(Value::Bool(true)),
                "false" => Ok(Value::Bool(false)),
                "null" => Ok(Value::Null),
                _ => refused(),
            }
        }
        ExprKind::Array(items) => items.iter().map(constant).collect::<Result<Vec<_>, _>>().map(Value::array),
        ExprKind::ArrayOf(block) => {
            let items = block.statements.iter().map(|statement| value_of(statement).and_then(constant));
            let items = items.collect::<Result<Vec<_>, _>>()?;
            Ok(Value::array(items.into_iter().flat_map(Value::into_items).collect()))
        }
        ExprKind::Paren(statement) => value_of(statement).and_then(constant),
        _ => refused(),
    }
}

fn value_of(statement: &Statement) -> Result<&Expr, String> {
    match &statement.kind {
        StatementKind::Pipeline(Chain { first, rest }) if rest.is_empty() => match first.stages.as_slice() {
            [Stage::Expression { expr, .. }] => Ok(expr),
            _ => Err("An argument is not a constant.".to_owned()),
        },
        _ => Err("An argument is not a constant.".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{JOURNAL, TRANSPORT};
    use super::*;
    use serde_json::json;

    #[test]
    fn names_and_constants_are_read() {
        let text = "New-TransportRule -Name 'It''s one' -Comments '' -Mode Enforce -SetSCL -1 -FromScope NotInOrganization \
                    -SubjectContainsWords @('a','b c') -RecipientDomainIs x.example,y.example -DeleteMessage:$true \
                    -StopRuleProcessing $false -RuleErrorAction Ignore";
        let given = read(text, &TRANSPORT).expect("readable");
        assert_eq!(given.name, "It's one");
        assert_eq!(given.ignored, ["RuleErrorAction"]);
        let expected = json!({
            "Comments": "", "Mode": "Enforce", "SetSCL": "-1", "FromScope": "NotInOrganization",
            "SubjectContainsWords": ["a", "b c"], "RecipientDomainIs": ["x.example", "y.example"],
            "DeleteMessage": true, "StopRuleProcessing": false,
        });
        assert_eq!(json!(given.properties), expected);
        let text = "New-JournalRule -Name All -JournalEmailAddress archive@contoso.com -Scope External -Enabled $true";
        let given = read(text, &JOURNAL).expect("readable");
        let expected = json!({"JournalEmailAddress": "archive@contoso.com", "Scope": "External", "Enabled": true});
        assert_eq!(json!(given.properties), expected);
        assert!(read(text, &TRANSPORT).is_err(), "the file is about others");
    }

    #[test]
    fn nothing_else_is() {
        for text in [
            "",
            "Get-Date",
            "New-TransportRule",
            "New-TransportRule x; Get-Date",
            "New-TransportRule x | Out-Null",
            "New-TransportRule x > file",
            "New-TransportRule $name",
            "New-TransportRule -Name (Get-Date)",
            "New-TransportRule -Name \"$(Get-Date)\"",
            "New-TransportRule -Name x -SubjectContainsWords @(Get-Date)",
            "New-TransportRule -Name x -Unheard y",
            "New-TransportRule -Name x -SetSCL 11",
            "New-TransportRule -Name x -State Disabled",
            "New-TransportRule @x",
            "New-TransportRule '",
        ] {
            assert!(read(text, &TRANSPORT).is_err(), "{text}");
        }
    }
}
