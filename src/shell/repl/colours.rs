//! The line in colours while it is typed. A command that does not exist is underlined as soon as it cannot become one,
//! and so is a parameter that its command does not have.

use nu_ansi_term::{Color, Style};
use reedline::{Highlighter, StyledText};

use super::completion::begins;
use super::known::Known;
use crate::lang::call::{COMMON, Effect, Signature};
use crate::lang::highlight::{Class, tokens};

pub struct Colours(pub Known);

impl Highlighter for Colours {
    fn highlight(&self, line: &str, cursor: usize) -> StyledText {
        let mut styled = StyledText::new();
        let mut reached = 0;
        let mut callers = Callers::default();
        for token in tokens(line) {
            let text = &line[token.span.start..token.span.end];
            if reached < token.span.start {
                let between = &line[reached..token.span.start];
                callers.pass(between);
                styled.push((Style::new(), between.to_owned()));
            }
            let is_wrong = match token.class {
                Class::Command => {
                    callers.call(self.0.command(text));
                    !self.is_fine(text, cursor == token.span.end)
                }
                Class::Parameter => callers.current().is_some_and(|command| !has(command, text)),
                Class::Operator => {
                    callers.pass(text);
                    false
                }
                _ => false,
            };
            let style = if is_wrong { Color::Red.underline() } else { look(token.class) };
            styled.push((style, text.to_owned()));
            reached = token.span.end;
        }
        if reached < line.len() {
            styled.push((Style::new(), line[reached..].to_owned()));
        }
        styled
    }
}

impl Colours {
    fn is_fine(&self, name: &str, is_being_typed: bool) -> bool {
        self.0.can_be_called(name) || (is_being_typed && self.0.may_become(name))
    }
}

/// Whose arguments come next: the command last named, inside each bracket that is open.
#[derive(Default)]
struct Callers(Vec<Option<&'static Signature>>);

impl Callers {
    /// Goes over text that may open and close brackets.
    fn pass(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '(' | '{' => self.0.extend(if self.0.is_empty() { vec![None, None] } else { vec![None] }),
                ')' | '}' => drop(self.0.pop()),
                _ => {}
            }
        }
    }

    fn call(&mut self, command: Option<&'static Signature>) {
        self.0.pop();
        self.0.push(command);
    }

    fn current(&self) -> Option<&'static Signature> {
        self.0.last().copied().flatten()
    }
}

/// Whether a command has a parameter that begins so.
fn has(command: &Signature, written: &str) -> bool {
    let name = written.trim_start_matches('-').split(':').next().unwrap_or_default();
    let own = command.params.iter().flat_map(|param| std::iter::once(&param.name).chain(param.aliases));
    let changes = matches!(command.effect, Effect::Changes(_));
    let common = COMMON.iter().filter(|(name, ..)| changes || !matches!(*name, "WhatIf" | "Confirm"));
    let common = common.flat_map(|(name, aliases, _)| std::iter::once(name).chain(*aliases));
    own.chain(common).any(|known| begins(known, name))
}

fn look(class: Class) -> Style {
    match class {
        Class::Keyword | Class::Label => Color::Magenta.bold(),
        Class::Command => Color::Cyan.bold(),
        Class::Parameter => Color::Blue.normal(),
        Class::Argument => Style::new(),
        Class::Variable => Color::Green.normal(),
        Class::Number => Color::Magenta.normal(),
        Class::Text => Color::Yellow.normal(),
        Class::Operator => Color::Default.dimmed(),
        Class::Type => Color::Cyan.normal(),
        Class::Member | Class::Key => Color::Default.normal(),
        Class::Comment => Color::DarkGray.italic(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::repl::completion::tests::known;

    #[test]
    fn parameters_that_a_command_does_not_have_are_underlined() {
        let colours = Colours(known());
        for (line, underlined) in [
            ("Get-SendConnector -Identity x -Foo", vec!["-Foo"]),
            ("Get-SendConnector -Ident x -ErrorAction Stop", vec![]),
            ("Get-SendConnector -WhatIf", vec!["-WhatIf"]),
            ("Remove-SendConnector x -WhatIf -Confirm:$false", vec![]),
            ("Set-SendConnector (Get-SendConnector -Filter 'x' -Foo) -Comment x -Bar", vec!["-Foo", "-Bar"]),
            (
                "Get-SendConnector | ForEach-Object { Set-SendConnector $_ -Comment x -Foo 1 } -Begin { 1 } -Bar",
                vec!["-Foo", "-Bar"],
            ),
            ("my-function -Anything", vec!["my-function"]),
        ] {
            let styled = colours.highlight(line, 0);
            let found = styled.buffer.iter().filter(|(style, _)| style.is_underline);
            assert_eq!(found.map(|(_, text)| text.as_str()).collect::<Vec<_>>(), underlined, "{line}");
        }
    }

    #[test]
    fn commands_that_do_not_exist_are_underlined() {
        let colours = Colours(known());
        for (line, cursor, is_underlined) in [
            ("Get-SendConnector", 17, false),
            ("Get-SendConn", 12, false),
            ("Get-SendConn -Foo", 17, true),
            ("Get-Zebra", 9, true),
            ("'x' | Out-Null", 3, false),
        ] {
            let styled = colours.highlight(line, cursor);
            assert_eq!(styled.buffer.iter().any(|(style, _)| style.is_underline), is_underlined, "{line}");
            let text: String = styled.buffer.iter().map(|(_, text)| text.as_str()).collect();
            assert_eq!(text, line);
        }
    }
}
