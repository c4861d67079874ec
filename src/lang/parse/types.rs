//! Names of types between brackets: `[int]`, `[string[]]`, `[System.Collections.Generic.List[string]]`.

use std::sync::Arc;

use super::Parser;
use super::fault::{Parsed, SyntaxFault, fault};
use super::notes::{Class, Expectation};
use crate::lang::ast::TypeName;
use crate::lang::lex::chars::{is_identifier_start, is_type_name};
use crate::lang::types::MOST_DIMENSIONS;

impl Parser<'_> {
    /// `[name]` with its brackets. An attribute here is a fault: only parameters have them.
    pub(super) fn bracketed_type(&mut self) -> Parsed<TypeName> {
        let start = self.at();
        self.cursor.bump();
        let name = self.type_name(true)?;
        self.blanks()?;
        if self.cursor.looking_at("(") {
            return Err(unexpected_attribute(&name));
        }
        self.close_type(start)?;
        Ok(name)
    }

    pub(super) fn close_type(&mut self, start: usize) -> Parsed<()> {
        if self.cursor.eat(']') {
            return Ok(());
        }
        Err(fault("EndSquareBracketExpectedAtEndOfType", "The ']' at the end of this type's name is missing.")
            .at(self.since(start))
            .incomplete_if(self.cursor.at_end()))
    }

    /// The name behind an opening bracket, with type arguments and array marks, up to the closing bracket. A comma
    /// behind it begins the name of an assembly if it is in brackets of its own, and another type argument if not.
    pub(super) fn type_name(&mut self, bracketed: bool) -> Parsed<TypeName> {
        self.nested(|parser| parser.type_name_here(bracketed))
    }

    fn type_name_here(&mut self, bracketed: bool) -> Parsed<TypeName> {
        self.newlines()?;
        self.expect(Expectation::Type);
        let start = self.at();
        if !self.cursor.next_is(is_identifier_start) {
            return Err(self.missing_type_name());
        }
        let name = Arc::from(self.cursor.eat_while(is_type_name));
        self.note(Class::Type, start);
        let mut found = TypeName { name, arguments: Vec::new(), array_depth: 0, rank: 0, span: self.since(start) };
        while self.cursor.looking_at("[") {
            self.bracket_in_type(&mut found)?;
            found.span = self.since(start);
        }
        if bracketed {
            self.assembly_name();
        }
        Ok(found)
    }

    fn missing_type_name(&self) -> Box<SyntaxFault> {
        fault("MissingTypename", "Behind this '[' the name of a type is missing.")
            .at(self.here())
            .incomplete_if(self.cursor.at_end())
    }

    /// `[]`, `[,]` or `[argument, …]` behind a name.
    fn bracket_in_type(&mut self, found: &mut TypeName) -> Parsed<()> {
        let start = self.at();
        self.cursor.bump();
        self.newlines()?;
        if self.cursor.eat(']') {
            found.array_depth = found.array_depth.saturating_add(1);
            return Ok(());
        }
        if self.cursor.looking_at(",") {
            return self.dimensions(found, start);
        }
        if !found.arguments.is_empty() || found.array_depth > 0 {
            return Err(self.missing_type_name());
        }
        loop {
            self.newlines()?;
            let bracketed = self.cursor.eat('[');
            let argument = self.type_name(bracketed)?;
            found.arguments.push(argument);
            if bracketed {
                self.blanks()?;
                self.close_type(start)?;
            }
            self.newlines()?;
            if !self.cursor.eat(',') {
                return self.close_type(start);
            }
        }
    }

    /// `[,]`, from the first comma on.
    fn dimensions(&mut self, found: &mut TypeName, start: usize) -> Parsed<()> {
        let comma = self.here();
        let commas = self.cursor.eat_while(|c| c == ',').len();
        let rank = u8::try_from(commas + 1).unwrap_or(u8::MAX);
        if found.array_depth > 0 || rank > MOST_DIMENSIONS {
            let says = format!("Arrays have at most {MOST_DIMENSIONS} dimensions here, and no other arrays inside.");
            return Err(fault("UnsupportedArrayRank", says).at(comma).fix("Use an array of arrays: [object[][]]."));
        }
        (found.array_depth, found.rank) = (1, rank);
        self.close_type(start)
    }

    /// `, assembly, Version=…` says where .NET finds the type, which decides nothing here.
    fn assembly_name(&mut self) {
        if self.cursor.looking_at(",") {
            self.cursor.eat_while(|c| !matches!(c, ']' | '[' | '(' | ')' | '\n' | '\r'));
        }
    }
}

pub(super) fn unexpected_attribute(name: &TypeName) -> Box<SyntaxFault> {
    fault("UnexpectedAttribute", format!("The attribute '{}' is not expected here.", name.name))
        .at(name.span)
        .fix("Attributes belong in front of a parameter, of 'param', or of a variable that is assigned to.")
}
