//! Commands: a name and its arguments, parameters, splats and redirections.

use std::sync::Arc;

use super::Parser;
use super::fault::{Parsed, SyntaxFault, fault};
use super::notes::{Class, Expectation, StageNote};
use super::strings::Inside;
use crate::lang::ast::{Command, Element, Expr, ExprKind, Invocation, Quote};
use crate::lang::lex::chars::{ends_word, is_blank, is_dash, is_double_quote, is_newline, is_single_quote};
use crate::model::Span;

impl Parser<'_> {
    /// The command at the cursor. `None`: something stands here that ends one, so there is none.
    /// `stage` is the command before it in the pipeline, and then this one.
    pub(super) fn command(&mut self, stage: &mut Option<usize>) -> Parsed<Option<Command>> {
        self.blanks()?;
        let start = self.at();
        let invocation = self.invocation();
        if invocation != Invocation::Name {
            self.blanks()?;
            self.expect(Expectation::Command);
        }
        if self.at_command_end() {
            if invocation == Invocation::Name {
                return Ok(None);
            }
            return Err(fault("MissingExpression", "After this operator the command is missing.")
                .at(self.since(start))
                .incomplete_if(self.cursor.at_end()));
        }
        if self.cursor.looking_at(",") {
            return Err(self.missing_argument());
        }
        let name =
            if invocation == Invocation::Name { self.bare_word(Inside::CommandName)? } else { self.called_name()? };
        *stage = self.open_stage(&name, *stage);
        let mut command =
            Command { invocation, name, elements: Vec::new(), redirections: Vec::new(), span: self.since(start) };
        self.elements(&mut command, *stage)?;
        command.span = self.since_elements(start, &command);
        Ok(Some(command))
    }

    /// `&` or `.` in front of a name. A point that begins a path or a number is none.
    fn invocation(&mut self) -> Invocation {
        let second = self.cursor.peek_second();
        let invocation = match self.cursor.peek() {
            Some('&') if second != Some('&') => Invocation::Call,
            Some('.') if second.is_none_or(|c| ends_word(c) || matches!(c, '$' | '"' | '\'')) => Invocation::Dot,
            _ => return Invocation::Name,
        };
        self.advance_noting(1, Class::Operator);
        invocation
    }

    /// What `&` or `.` calls: any value.
    fn called_name(&mut self) -> Parsed<Expr> {
        let name = self.single_argument()?;
        if let ExprKind::Text { quote: Quote::Bare, .. } = name.kind {
            self.recolour(&name, Class::Command);
        }
        Ok(name)
    }

    /// A bare word that turned out to be something special.
    fn recolour(&mut self, word: &Expr, class: Class) {
        if let Some(token) = self.notes.as_mut().and_then(|notes| notes.tokens.last_mut())
            && token.span == word.span
        {
            token.class = class;
        }
    }

    fn elements(&mut self, command: &mut Command, stage: Option<usize>) -> Parsed<()> {
        let mut parameters_ended = false;
        loop {
            self.blanks()?;
            let expectation = self.argument_expectation(stage);
            self.expect(expectation.clone());
            if self.at_command_end() {
                self.close_stage(stage);
                return Ok(());
            }
            if self.cursor.looking_at(",") {
                return Err(self.missing_argument());
            }
            if self.at_redirection() {
                self.redirection(&mut command.redirections)?;
                continue;
            }
            let element = self.element(parameters_ended, stage, &expectation)?;
            parameters_ended |= matches!(element, Element::EndOfParameters(_));
            self.stage_element(stage, &element);
            command.elements.push(element);
        }
    }

    fn element(&mut self, parameters_ended: bool, stage: Option<usize>, expectation: &Expectation) -> Parsed<Element> {
        let start = self.at();
        if self.at_dash_dash() && !parameters_ended {
            self.cursor.eat_while(is_dash);
            self.note(Class::Operator, start);
            return Ok(Element::EndOfParameters(self.since(start)));
        }
        if self.at_verbatim() {
            return Ok(self.verbatim());
        }
        if self.at_whole_splat() {
            return Ok(Element::Splat(self.variable(false)?));
        }
        if self.cursor.next_is(is_dash)
            && self.cursor.second_is(|c| c.is_alphabetic() || matches!(c, '_' | '?'))
            && let Some(length) = self.parameter_length()
        {
            return self.parameter(length, parameters_ended, stage);
        }
        Ok(Element::Argument(self.argument(expectation)?))
    }

    /// Bytes of `-Name` at the cursor, without a colon behind it. `None`: there is a quote in it, so it is a word.
    fn parameter_length(&self) -> Option<usize> {
        let mut ahead = self.cursor.clone();
        ahead.bump();
        let ends = |c| {
            is_blank(c) || is_newline(c) || matches!(c, '{' | '}' | '(' | ')' | ';' | ',' | '|' | '&' | '.' | '[' | ':')
        };
        let quote = |c| is_single_quote(c) || is_double_quote(c);
        while ahead.next_is(|c| !ends(c) && !quote(c)) {
            if ahead.looking_at("`") && ahead.second_is(is_newline) {
                break;
            }
            ahead.bump();
        }
        (!ahead.next_is(quote)).then(|| ahead.at() - self.at())
    }

    fn parameter(&mut self, length: usize, parameters_ended: bool, stage: Option<usize>) -> Parsed<Element> {
        let start = self.at();
        self.cursor.advance(length);
        let name_span = self.since(start);
        let text = self.cursor.slice(start, self.at());
        if parameters_ended {
            self.cursor.eat(':');
            let value = Arc::from(self.cursor.slice(start, self.at()));
            self.note(Class::Argument, start);
            return Ok(Element::Argument(self.node(ExprKind::Text { value, quote: Quote::Bare }, start)));
        }
        let name: Arc<str> = Arc::from(text.trim_start_matches(is_dash));
        self.note(Class::Parameter, start);
        if let (Some(notes), Some(stage)) = (&mut self.notes, stage) {
            notes.stages[stage].used.push(Arc::clone(&name));
        }
        let mut value = None;
        if self.cursor.eat(':') {
            self.blanks()?;
            let position = self.argument_position(stage);
            let expectation = Expectation::Argument { after: Some(Arc::clone(&name)), position };
            self.expect(expectation.clone());
            if self.at_command_end() || self.cursor.looking_at(",") || self.at_redirection() {
                return Err(fault("ParameterRequiresArgument", format!("Parameter '{text}:' requires an argument."))
                    .at(self.since(start))
                    .fix("Write its value behind the colon, or leave the colon out for a switch."));
            }
            value = Some(self.argument(&expectation)?);
        }
        let span = value.as_ref().map_or(name_span, |value| name_span.to(value.span));
        Ok(Element::Parameter { name, value, name_span, span })
    }

    fn at_verbatim(&self) -> bool {
        let Some(rest) = self.cursor.rest().strip_prefix("--%") else {
            return false;
        };
        rest.chars().next().is_none_or(ends_word)
    }

    /// `--%` and the rest of the line, up to a pipe or `&&` outside quotes.
    fn verbatim(&mut self) -> Element {
        let start = self.at();
        self.advance_noting(3, Class::Operator);
        self.cursor.eat_while(is_blank);
        let text = self.at();
        let mut quoted = false;
        while let Some(c) = self.cursor.peek() {
            if is_newline(c) || !quoted && (c == '|' || self.cursor.looking_at("&&")) {
                break;
            }
            quoted ^= is_double_quote(c);
            self.cursor.bump();
        }
        self.note(Class::Argument, text);
        let text = Arc::from(self.cursor.slice(text, self.at()));
        Element::Verbatim { text, span: self.since(start) }
    }

    fn missing_argument(&self) -> Box<SyntaxFault> {
        fault("MissingArgument", "Before this comma an argument is missing.")
            .at(self.here())
            .fix("A list of arguments begins and ends with an item: a, b, c.")
    }

    /// From the start of a command to its last part, without the blanks behind it.
    fn since_elements(&self, start: usize, command: &Command) -> Span {
        let mut span = self.span(start, start).to(command.name.span);
        for element in &command.elements {
            span = span.to(element.span());
        }
        for redirection in &command.redirections {
            span = span.to(redirection.span);
        }
        span
    }

    fn open_stage(&mut self, name: &Expr, upstream: Option<usize>) -> Option<usize> {
        let notes = self.notes.as_mut()?;
        let start = name.span.start;
        let name = name.literal_text().map(Arc::from);
        notes.stages.push(StageNote { start, name, upstream, used: Vec::new(), after: None, position: 0, end: None });
        Some(notes.stages.len() - 1)
    }

    fn close_stage(&mut self, stage: Option<usize>) {
        let at = self.cursor.absolute(self.at());
        if let (Some(notes), Some(stage)) = (&mut self.notes, stage) {
            notes.stages[stage].end = Some(at);
        }
    }

    fn argument_position(&self, stage: Option<usize>) -> usize {
        self.notes.as_ref().zip(stage).map_or(0, |(notes, stage)| notes.stages[stage].position)
    }

    fn argument_expectation(&self, stage: Option<usize>) -> Expectation {
        let after = self.notes.as_ref().zip(stage).and_then(|(notes, stage)| notes.stages[stage].after.clone());
        Expectation::Argument { after, position: self.argument_position(stage) }
    }

    fn stage_element(&mut self, stage: Option<usize>, element: &Element) {
        let (Some(notes), Some(stage)) = (&mut self.notes, stage) else {
            return;
        };
        let stage = &mut notes.stages[stage];
        match element {
            Element::Parameter { name, value, .. } => stage.after = value.is_none().then(|| Arc::clone(name)),
            Element::Argument(_) => stage.position += usize::from(stage.after.take().is_none()),
            Element::Splat(_) | Element::EndOfParameters(_) | Element::Verbatim { .. } => stage.after = None,
        }
    }
}
