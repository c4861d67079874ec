//! HTML that is put together from text of our own and values of anybody: a value cannot become markup.

use std::fmt::{Display, Write as _};

/// A piece of a page.
#[derive(Default)]
pub struct Html(String);

impl Html {
    pub fn new() -> Html {
        Html::default()
    }

    /// Markup of ours.
    pub fn raw(&mut self, markup: &'static str) -> &mut Html {
        self.0.push_str(markup);
        self
    }

    /// A value, as text or as the value of an attribute in double quotes.
    pub fn text(&mut self, value: impl Display) -> &mut Html {
        // Writing to a String does not fail.
        let _ = write!(Escaped(&mut self.0), "{value}");
        self
    }

    /// `<tag>value</tag>`; the tag is ours and may have attributes.
    pub fn element(&mut self, tag: &'static str, value: impl Display) -> &mut Html {
        let name = tag.split(' ').next().unwrap_or(tag);
        self.raw("<").raw(tag).raw(">").text(value).raw("</").raw(name).raw(">")
    }

    /// Another piece.
    pub fn add(&mut self, piece: &Html) -> &mut Html {
        self.0.push_str(&piece.0);
        self
    }

    /// A link to one of our pages with one value in its query.
    pub fn link(&mut self, path: &'static str, key: &'static str, value: &str, text: impl Display) -> &mut Html {
        self.raw("<a href=\"")
            .raw(path)
            .raw("?")
            .raw(key)
            .raw("=")
            .text(in_query(value))
            .raw("\">")
            .text(text)
            .raw("</a>")
    }

    pub fn into_string(self) -> String {
        self.0
    }
}

/// A value in the query of an address (RFC 3986: everything but unreserved characters by its bytes).
pub fn in_query(value: &str) -> String {
    value.bytes().fold(String::with_capacity(value.len()), |mut text, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => text.push(char::from(byte)),
            byte => {
                let _ = write!(text, "%{byte:02X}");
            }
        }
        text
    })
}

struct Escaped<'a>(&'a mut String);

impl std::fmt::Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                '\n' | '\t' => self.0.push(c),
                // What turns the direction of text would make a page say something else.
                '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
                c if c.is_control() => self.0.push(char::REPLACEMENT_CHARACTER),
                c => self.0.push(c),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_value_becomes_markup() {
        for (value, expected) in [
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("\" onload=\"x", "&quot; onload=&quot;x"),
            ("it's & that", "it&#39;s &amp; that"),
            ("\u{1b}[2J\u{202e}x", "\u{fffd}[2Jx"),
        ] {
            let mut html = Html::new();
            html.element("td class=\"n\"", value);
            assert_eq!(html.into_string(), format!("<td class=\"n\">{expected}</td>"));
        }
        let mut html = Html::new();
        html.link("/console/queue", "identity", "HUB01\\a&b=\"c\"", "x");
        assert_eq!(html.into_string(), "<a href=\"/console/queue?identity=HUB01%5Ca%26b%3D%22c%22\">x</a>");
    }
}
