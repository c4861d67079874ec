//! The line in colours while it is typed. A command that does not exist is underlined as soon as it cannot become one.

use nu_ansi_term::{Color, Style};
use reedline::{Highlighter, StyledText};

use super::known::Known;
use crate::lang::highlight::{Class, tokens};

pub struct Colours(pub Known);

impl Highlighter for Colours {
    fn highlight(&self, line: &str, cursor: usize) -> StyledText {
        let mut styled = StyledText::new();
        let mut reached = 0;
        for token in tokens(line) {
            let text = &line[token.span.start..token.span.end];
            if reached < token.span.start {
                styled.push((Style::new(), line[reached..token.span.start].to_owned()));
            }
            let style = match token.class {
                Class::Command if !self.is_fine(text, cursor == token.span.end) => Color::Red.underline(),
                class => look(class),
            };
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
