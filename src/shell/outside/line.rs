//! A line of another shell, split into words: blanks between them, quotes and backslashes as in sh.

/// The words with their quotes taken away. The last one is what is being typed: empty behind a blank.
pub fn split(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    let mut has_begun = false;
    let mut characters = line.chars();
    while let Some(c) = characters.next() {
        match (quote, c) {
            (None, c) if c.is_whitespace() => {
                if has_begun {
                    words.push(std::mem::take(&mut word));
                }
                has_begun = false;
                continue;
            }
            (None, '\'' | '"') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None | Some('"'), '\\') => word.extend(characters.next()),
            (_, c) => word.push(c),
        }
        has_begun = true;
    }
    words.push(word);
    words
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn words_are_split_as_in_sh() {
        for (line, expected) in [
            ("", &[""][..]),
            ("emsh", &["emsh"]),
            ("emsh ", &["emsh", ""]),
            ("emsh  Get-Queue\t-Se", &["emsh", "Get-Queue", "-Se"]),
            ("a 'b c' d", &["a", "b c", "d"]),
            ("a \"b \\\" 'c\" ", &["a", "b \" 'c", ""]),
            ("a 'b c", &["a", "b c"]),
            ("a b\\ c", &["a", "b c"]),
            ("a ''", &["a", ""]),
            ("a '' ", &["a", "", ""]),
            ("a b\\", &["a", "b"]),
        ] {
            assert_eq!(split(line), expected, "{line:?}");
        }
    }
}
