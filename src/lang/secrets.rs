//! Keeping secrets out of what is remembered or shown again: history, audit, the source lines of faults.
//!
//! Looks at literals only, by the words of the grammar: what `ConvertTo-SecureString` is given, arguments of parameters
//! and values of variables and keys whose names say that they are secret. Rather one word too many is masked than one
//! too few.

use super::highlight::{Class, Token, tokens};
use crate::model::Span;

/// Parts of names that say "secret".
const NAMES: &[&str] = &["password", "passwd", "passphrase", "pwd", "secret", "token", "apikey", "securestring"];

/// Whole names that do.
const KEYS: &[&str] = &["authorizationkey", "privatekey", "sharedkey", "accesskey"];

/// The command whose plain argument is a secret.
const CONVERTS: &str = "ConvertTo-SecureString";

/// The text with literal secrets replaced by `***`.
pub fn mask(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut reached = 0;
    for place in places(text) {
        masked.push_str(&text[reached..place.start]);
        masked.push_str("***");
        reached = place.end;
    }
    masked + &text[reached..]
}

/// Where the literal secrets of a text are, in order.
pub fn places(text: &str) -> Vec<Span> {
    if !may_hold_any(text) {
        return Vec::new();
    }
    let mut search = Search::default();
    let mut reached = 0;
    for token in tokens(text) {
        search.between(&text[reached..token.span.start]);
        search.token(token, &text[token.span.start..token.span.end]);
        reached = token.span.end;
    }
    search.found.sort_by_key(|span| span.start);
    search.found.dedup();
    search.found
}

/// A look that costs nothing, as most texts hold no secret.
fn may_hold_any(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    ["-pa", "key"].iter().chain(NAMES).any(|part| text.contains(part))
}

fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    NAMES.iter().any(|part| name.contains(part)) || KEYS.contains(&name.as_str())
}

/// As [`is_secret`], or `Password` cut short.
fn is_secret_parameter(name: &str) -> bool {
    let name = name.trim_start_matches(['-', '–', '—', '―']).trim_end_matches(':');
    let begins = "password".get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name));
    is_secret(name) || (name.len() > 1 && begins)
}

/// What the last word says of the literal behind it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Behind {
    /// Nothing: it is an argument by position, or an expression.
    #[default]
    Plain,
    /// The value of a parameter, variable or key that is no secret.
    Known,
    Secret,
    /// A secret, if an assignment comes next.
    SecretIfAssigned,
}

/// One command or expression of a pipeline, inside one pair of brackets.
#[derive(Clone, Debug, Default)]
struct Stage {
    converts: bool,
    behind: Behind,
    /// Literals of an expression, which the next stage may convert.
    literals: Vec<Span>,
}

#[derive(Default)]
struct Search {
    stage: Stage,
    outer: Vec<Stage>,
    /// The last word was a pipe: a line end does not end the statement.
    is_piping: bool,
    found: Vec<Span>,
}

impl Search {
    /// What stands between two words: blanks and brackets.
    fn between(&mut self, text: &str) {
        let text = text.replace("`\r\n", "").replace("`\n", "");
        text.chars().for_each(|c| self.punctuation(c));
    }

    fn punctuation(&mut self, c: char) {
        match c {
            '(' | '{' => {
                // What stands in brackets behind `-Password` is as secret as without them.
                let behind = if self.stage.behind == Behind::Secret { Behind::Secret } else { Behind::Plain };
                self.outer.push(std::mem::replace(&mut self.stage, Stage { behind, ..Stage::default() }));
            }
            ')' | '}' => {
                self.stage = self.outer.pop().unwrap_or_default();
                self.stage.behind = Behind::Plain;
            }
            '\n' if self.is_piping => {}
            ';' | '\n' => self.stage = Stage::default(),
            _ => {}
        }
    }

    fn token(&mut self, token: Token, text: &str) {
        self.is_piping = text == "|";
        let stage = &mut self.stage;
        match token.class {
            Class::Command => {
                let from_pipeline = std::mem::take(&mut stage.literals);
                *stage = Stage { converts: text.eq_ignore_ascii_case(CONVERTS), ..Stage::default() };
                if stage.converts {
                    self.found.extend(from_pipeline);
                }
            }
            Class::Parameter if stage.converts => {
                let name = text.trim_start_matches('-').trim_end_matches(':').to_ascii_lowercase();
                let is_plain = ["asplaintext", "force", "string"].iter().any(|plain| plain.starts_with(&name));
                stage.behind = if is_plain { Behind::Plain } else { Behind::Known };
            }
            Class::Parameter => {
                stage.behind = if is_secret_parameter(text) { Behind::Secret } else { Behind::Known };
            }
            Class::Variable | Class::Key | Class::Member => {
                stage.behind = if is_secret(text) { Behind::SecretIfAssigned } else { Behind::Plain };
            }
            Class::Operator => self.operator(text),
            Class::Text | Class::Number | Class::Argument => self.literal(token.span),
            Class::Keyword | Class::Type | Class::Label | Class::Comment => {}
        }
    }

    fn operator(&mut self, text: &str) {
        let stage = &mut self.stage;
        match text {
            "|" => {
                let literals = std::mem::take(&mut stage.literals);
                *stage = Stage { literals, ..Stage::default() };
            }
            "=" | "+=" | "??=" if stage.behind == Behind::SecretIfAssigned => stage.behind = Behind::Secret,
            // More of the same argument.
            "," | "+" => {}
            "@{" | "@(" | "$(" => self.punctuation('{'),
            text => {
                if stage.behind != Behind::Secret {
                    stage.behind = Behind::Plain;
                }
                text.chars().for_each(|c| self.punctuation(c));
            }
        }
    }

    fn literal(&mut self, span: Span) {
        let stage = &mut self.stage;
        match stage.behind {
            Behind::Secret => self.found.push(span),
            Behind::Known => stage.behind = Behind::Plain,
            Behind::Plain | Behind::SecretIfAssigned if stage.converts => self.found.push(span),
            Behind::Plain | Behind::SecretIfAssigned => stage.literals.push(span),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literal_secrets_are_masked_and_nothing_else() {
        for (text, expected) in [
            ("ConvertTo-SecureString 'p w' -AsPlainText -Force", "ConvertTo-SecureString *** -AsPlainText -Force"),
            ("ConvertTo-SecureString -String \"p\" -AsPlainText", "ConvertTo-SecureString -String *** -AsPlainText"),
            ("convertto-securestring -AsPlainText -Force hunter2", "convertto-securestring -AsPlainText -Force ***"),
            ("ConvertTo-SecureString `\n  hunter2 -AsPlainText", "ConvertTo-SecureString `\n  *** -AsPlainText"),
            ("ConvertTo-SecureString $plain -AsPlainText", "ConvertTo-SecureString $plain -AsPlainText"),
            ("'pw' | ConvertTo-SecureString -AsPlainText -Force", "*** | ConvertTo-SecureString -AsPlainText -Force"),
            ("'pw' |\n ConvertTo-SecureString -AsPlainText", "*** |\n ConvertTo-SecureString -AsPlainText"),
            ("Set-Mailbox x -Password hunter2 -Alias y", "Set-Mailbox x -Password *** -Alias y"),
            ("Set-Mailbox x -Pass hunter2 -Alias y", "Set-Mailbox x -Pass *** -Alias y"),
            ("Set-Mailbox x -Password:'a b'", "Set-Mailbox x -Password:***"),
            ("Set-Mailbox x -Password $p", "Set-Mailbox x -Password $p"),
            ("Set-Mailbox x -Password ('a' + 'b') -Alias y", "Set-Mailbox x -Password (*** + ***) -Alias y"),
            (
                "Set-Mailbox -Password (ConvertTo-SecureString 'pw' -AsPlainText -Force) alice",
                "Set-Mailbox -Password (ConvertTo-SecureString *** -AsPlainText -Force) alice",
            ),
            (
                "New-Object PSCredential 'relay', (ConvertTo-SecureString 'pw' -AsPlainText -Force)",
                "New-Object PSCredential 'relay', (ConvertTo-SecureString *** -AsPlainText -Force)",
            ),
            ("ConvertTo-SecureString 'unfinished", "ConvertTo-SecureString ***"),
            ("ConvertTo-SecureString \"a $x b\"", "ConvertTo-SecureString ***$x***"),
            ("$password = 'hunter2'; Get-Queue 'a'", "$password = ***; Get-Queue 'a'"),
            ("$credentials = @{ Name = 'x'; Password = 'y' }", "$credentials = @{ Name = 'x'; Password = *** }"),
            ("if ($password -eq 'x') { 'y' }", "if ($password -eq 'x') { 'y' }"),
            ("Get-Queue -Filter {Status -eq 'Retry'}", "Get-Queue -Filter {Status -eq 'Retry'}"),
            ("Get-Content -Path password.txt | Out-String", "Get-Content -Path password.txt | Out-String"),
            ("Get-Help about_tokens", "Get-Help about_tokens"),
        ] {
            assert_eq!(mask(text), expected, "{text}");
        }
    }
}
