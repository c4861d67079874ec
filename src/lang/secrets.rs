//! Keeping secrets out of what is remembered: history, audit, transcripts.

use std::sync::LazyLock;

use fancy_regex::{Captures, Regex};

/// Words that stand for a value: quoted text, or a bare word that is no variable and no expression.
const WORD: &str = r#"'(?:[^']|'')*'?|"(?:[^"`]|`.|"")*"?|[^\s;|&(){}$@'"]\S*"#;

static PLAIN: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        r"(?ix) (?: \b ConvertTo-SecureString \b (?: \s+ -(?:AsPlainText|Force|String) (?: : \s*)? )* \s+ (?!-) | -(?:Password|NewPassword|AuthorizationKey|Secret|Token) (?: \s+ | : \s*) ) \K (?: {WORD} )"
    );
    Regex::new(&pattern).expect("a pattern of ours")
});

/// The text with literal secrets replaced by `***`.
pub fn mask(text: &str) -> String {
    PLAIN.replace_all(text, |_: &Captures<str>| "***").into_owned()
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
            ("ConvertTo-SecureString $plain -AsPlainText", "ConvertTo-SecureString $plain -AsPlainText"),
            ("Set-Mailbox x -Password hunter2 -Alias y", "Set-Mailbox x -Password *** -Alias y"),
            ("Set-Mailbox x -Password:'a b'", "Set-Mailbox x -Password:***"),
            ("Set-Mailbox x -Password $p", "Set-Mailbox x -Password $p"),
            (
                "Set-Mailbox x -Password (ConvertTo-SecureString 'pw' -AsPlainText -Force)",
                "Set-Mailbox x -Password (ConvertTo-SecureString *** -AsPlainText -Force)",
            ),
            ("ConvertTo-SecureString 'unfinished", "ConvertTo-SecureString ***"),
            ("Get-Queue -Filter {Status -eq 'Retry'}", "Get-Queue -Filter {Status -eq 'Retry'}"),
        ] {
            assert_eq!(mask(text), expected, "{text}");
        }
    }
}
