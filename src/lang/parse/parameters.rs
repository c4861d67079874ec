//! Parameter lists and attributes.

use std::sync::Arc;

use super::Parser;
use super::fault::{Parsed, SyntaxFault, fault};
use super::notes::{Class, Expectation};
use super::variables::is_plain;
use crate::lang::ast::{Attribute, Expr, NamedArgument, Parameter, TypeName};
use crate::model::Span;

/// What stands in brackets in front of a parameter.
pub(super) enum Decoration {
    Attribute(Attribute),
    Type(TypeName),
}

/// Attributes that ask for what is not here.
const FOREIGN: [(&str, &str); 3] = [
    ("ValidateDrive", "Check the path's beginning: [ValidateScript({ $_ -like '/srv/*' })]"),
    ("ValidateUserDrive", "Check the path's beginning: [ValidateScript({ $_ -like '/srv/*' })]"),
    ("ValidateTrustedData", "Leave it out: no data is less trusted than other data."),
];

fn refuse_foreign(attribute: &Attribute) -> Parsed<()> {
    let Some((name, fix)) = FOREIGN.iter().find(|(name, _)| attribute.name.is(name)) else { return Ok(()) };
    Err(fault("AttributeNotSupported", format!("The attribute '{name}' is not supported."))
        .at(attribute.span)
        .fix(*fix))
}

impl Parser<'_> {
    /// `( parameter, … )`, from the opening parenthesis on.
    pub(super) fn parameter_list(&mut self) -> Parsed<Vec<Parameter>> {
        let open = self.at();
        self.cursor.bump();
        let commas = std::mem::replace(&mut self.commas, false);
        let mut parameters: Vec<Parameter> = Vec::new();
        self.newlines()?;
        while self.cursor.next_is(|c| matches!(c, '[' | '$' | '@')) {
            let parameter = self.parameter_declaration()?;
            if parameters.iter().any(|other| other.name.eq_ignore_ascii_case(&parameter.name)) {
                let says = format!("Duplicate parameter ${} in parameter list.", parameter.name);
                return Err(fault("DuplicateFormalParameter", says).at(parameter.span));
            }
            parameters.push(parameter);
            self.newlines()?;
            let comma = self.here();
            if !self.cursor.eat(',') {
                break;
            }
            self.newlines()?;
            if self.cursor.looking_at(")") {
                return Err(fault("MissingExpressionAfterToken", "After this ',' a parameter is missing.")
                    .at(comma)
                    .fix("Remove the comma behind the last parameter."));
            }
        }
        if !self.cursor.eat(')') {
            let id = "MissingEndParenthesisInFunctionParameterList";
            if self.cursor.next_is(|c| matches!(c, '[' | '$')) {
                return Err(fault(id, "Between two parameters the comma is missing.")
                    .at(self.here())
                    .fix("Put a comma here."));
            }
            return Err(self.unclosed(id, open, 1, ')'));
        }
        self.commas = commas;
        Ok(parameters)
    }

    fn parameter_declaration(&mut self) -> Parsed<Parameter> {
        let start = self.at();
        let mut attributes = Vec::new();
        let mut types = Vec::new();
        while self.cursor.looking_at("[") {
            match self.decoration()? {
                Decoration::Attribute(attribute) => {
                    refuse_foreign(&attribute)?;
                    attributes.push(attribute);
                }
                Decoration::Type(name) => types.push(name),
            }
            self.newlines()?;
        }
        let Some(variable) = self.declared_variable()? else {
            return Err(self.no_parameter_name());
        };
        if !is_plain(&variable) {
            return Err(
                fault("InvalidFunctionParameter", "The name of a parameter has no scope or drive.").at(variable.span)
            );
        }
        let mut end = variable.span;
        let mark = self.mark();
        self.newlines()?;
        let mut default = None;
        if self.cursor.looking_at("=") {
            let sign = self.at();
            self.advance_noting(1, Class::Operator);
            let sign = self.since(sign);
            self.newlines()?;
            default = Some(self.default_value(sign)?);
            end = self.point();
        } else {
            self.rewind(&mark);
        }
        let span = self.span(start, start).to(end);
        Ok(Parameter { name: variable.name, attributes, types, default, span })
    }

    fn default_value(&mut self, sign: Span) -> Parsed<Expr> {
        if let Some(value) = self.expression()? {
            return Ok(value);
        }
        let missing =
            self.missing("MissingExpressionAfterToken", "After this '=' the default value is missing.".into()).at(sign);
        Err(if self.identifier_here().is_some() {
            missing.fix("A default is an expression: put text in quotes, and a command in parentheses.")
        } else {
            missing
        })
    }

    fn no_parameter_name(&mut self) -> Box<SyntaxFault> {
        let at = self.here();
        self.missing("InvalidFunctionParameter", "The name of a parameter is missing.".into())
            .at(at)
            .fix("Write: param($Name, [type]$Other = default)")
    }

    /// Attributes in front of `param`.
    pub(super) fn block_attributes(&mut self) -> Parsed<Vec<Attribute>> {
        let mut attributes = Vec::new();
        self.newlines()?;
        while self.cursor.looking_at("[") {
            match self.decoration()? {
                Decoration::Attribute(attribute) => attributes.push(attribute),
                Decoration::Type(name) => {
                    let says = format!("The type '{}' is not allowed before 'param'.", name.name);
                    return Err(fault("TypeNotAllowedBeforeParam", says).at(name.span));
                }
            }
            self.newlines()?;
        }
        Ok(attributes)
    }

    /// `[type]` or `[Name(…)]`.
    pub(super) fn decoration(&mut self) -> Parsed<Decoration> {
        let start = self.at();
        self.cursor.bump();
        let name = self.type_name(true)?;
        self.blanks()?;
        let open = self.at();
        if !self.cursor.eat('(') {
            self.close_type(start)?;
            return Ok(Decoration::Type(name));
        }
        let mut attribute = Attribute { name, positional: Vec::new(), named: Vec::new(), span: self.since(start) };
        let commas = std::mem::replace(&mut self.commas, false);
        self.attribute_arguments(&mut attribute)?;
        self.commas = commas;
        if !self.cursor.eat(')') {
            return Err(self.unclosed("MissingEndParenthesisInExpression", open, 1, ')'));
        }
        self.newlines()?;
        if !self.cursor.eat(']') {
            return Err(fault(
                "EndSquareBracketExpectedAtEndOfAttribute",
                "The ']' at the end of this attribute is missing.",
            )
            .at(self.since(start))
            .incomplete_if(self.cursor.at_end()));
        }
        attribute.span = self.since(start);
        Ok(Decoration::Attribute(attribute))
    }

    fn attribute_arguments(&mut self, attribute: &mut Attribute) -> Parsed<()> {
        loop {
            self.newlines()?;
            self.expect(Expectation::Key);
            if self.identifier_here().is_some() {
                let argument = self.named_argument()?;
                if attribute.named.iter().any(|other| other.name.eq_ignore_ascii_case(&argument.name)) {
                    let says = format!("The argument '{}' is given twice.", argument.name);
                    return Err(fault("DuplicateNamedArgument", says).at(argument.span));
                }
                attribute.named.push(argument);
            } else if let Some(value) = self.expression()? {
                attribute.positional.push(value);
            } else {
                return Ok(());
            }
            self.newlines()?;
            if !self.cursor.eat(',') {
                return Ok(());
            }
        }
    }

    fn named_argument(&mut self) -> Parsed<NamedArgument> {
        let start = self.at();
        let length = self.identifier_here().map_or(0, str::len);
        self.advance_noting(length, Class::Key);
        let name = Arc::from(self.cursor.slice(start, self.at()));
        let mut span = self.since(start);
        self.blanks()?;
        let mut value = None;
        if self.cursor.eat('=') {
            self.newlines()?;
            let Some(expr) = self.expression()? else {
                let says = "After this '=' the value of the argument is missing.".to_owned();
                return Err(self.missing("MissingExpressionInNamedArgument", says).at(span));
            };
            span = span.to(expr.span);
            value = Some(expr);
        }
        Ok(NamedArgument { name, value, span })
    }
}
