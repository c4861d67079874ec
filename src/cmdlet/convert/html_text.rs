//! Text inside markup, escaped as .NET does it for the web.

/// What has a meaning in markup becomes an entity; the letters from 160 to 255 and those outside the first plane become
/// their numbers, so that a page in any encoding shows them.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\u{a0}'..='\u{ff}' | '\u{10000}'.. => safe.push_str(&format!("&#{};", u32::from(letter))),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_letters_of_other_encodings_are_escaped() {
        for (text, expected) in [
            ("a & b <c> \"d\" 'e'", "a &amp; b &lt;c&gt; &quot;d&quot; &#39;e&#39;"),
            ("Zürich", "Z&#252;rich"),
            ("\u{a0}\u{9f}", "&#160;\u{9f}"),
            ("Ω €", "Ω €"),
            ("😀", "&#128512;"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }
}
