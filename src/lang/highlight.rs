//! What each piece of a text is, for colouring it while it is typed.
//!
//! Never fails: what comes before a fault is coloured as parsed, and behind it the parser starts anew.

use super::parse;
pub use super::parse::notes::{Class, Token};

/// The coloured pieces of a text, in order, none inside another. What no piece covers has no colour.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = parse::survey(text).tokens;
    tokens.sort_by_key(|token| token.span.start);
    let mut reached = 0;
    tokens.retain(|token| {
        let is_free = token.span.start >= reached;
        if is_free {
            reached = token.span.end;
        }
        is_free
    });
    tokens
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn coloured(text: &str) -> Vec<(Class, &str)> {
        tokens(text).into_iter().map(|token| (token.class, &text[token.span.start..token.span.end])).collect()
    }

    #[test]
    fn pieces_are_what_the_grammar_makes_of_them() {
        use Class::*;
        for (text, expected) in [
            (
                "Get-Queue -Server hub01 | ft A # x",
                vec![
                    (Command, "Get-Queue"),
                    (Parameter, "-Server"),
                    (Argument, "hub01"),
                    (Operator, "|"),
                    (Command, "ft"),
                    (Argument, "A"),
                    (Comment, "# x"),
                ],
            ),
            (
                "if ($x -eq 5) { \"a $x b\" }",
                vec![
                    (Keyword, "if"),
                    (Variable, "$x"),
                    (Operator, "-eq"),
                    (Number, "5"),
                    (Text, "\"a "),
                    (Variable, "$x"),
                    (Text, " b\""),
                ],
            ),
            ("foreach-object if", vec![(Command, "foreach-object"), (Argument, "if")]),
            ("[int]::MaxValue", vec![(Type, "int"), (Member, "MaxValue")]),
            ("@{ Add = 'x' }", vec![(Operator, "@{"), (Key, "Add"), (Operator, "="), (Text, "'x'"), (Operator, "}")]),
            ("function Get-X { }", vec![(Keyword, "function"), (Command, "Get-X")]),
            (":top while (1) { }", vec![(Label, ":top"), (Keyword, "while"), (Number, "1")]),
            ("Get-X \"abc", vec![(Command, "Get-X"), (Text, "\"abc")]),
            ("1 2 ) Get-X -A", vec![(Number, "1"), (Number, "2"), (Command, "Get-X"), (Parameter, "-A")]),
            ("& $x a", vec![(Operator, "&"), (Variable, "$x"), (Argument, "a")]),
            ("& Get-X a", vec![(Operator, "&"), (Command, "Get-X"), (Argument, "a")]),
        ] {
            assert_eq!(coloured(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_text_has_colours(text in "\\PC{0,40}|[$\"'(){}@|#`a.\\[ \n-]{0,40}") {
            let mut reached = 0;
            for token in tokens(&text) {
                prop_assert!(token.span.start >= reached && token.span.start < token.span.end);
                prop_assert!(text.get(token.span.start..token.span.end).is_some());
                reached = token.span.end;
            }
        }
    }
}
