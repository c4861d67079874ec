//! Which characters mean what. Typographic dashes and quotes, as word processors and mail clients put them into
//! pasted scripts, count as the plain ones everywhere.

/// Space between words on one line.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() && !is_newline(c)
}

pub fn is_newline(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

/// `-`, en dash, em dash, horizontal bar.
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2013}' | '\u{2014}' | '\u{2015}')
}

/// `'` and the single quotation marks of typography.
pub fn is_single_quote(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}')
}

/// `"` and the double quotation marks of typography.
pub fn is_double_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}')
}

/// Whether this ends any word, in either mode.
pub fn ends_word(c: char) -> bool {
    matches!(c, '&' | '(' | ')' | ',' | ';' | '{' | '}' | '|') || c.is_whitespace()
}

/// Whether this ends a number in an expression without making it a word (`7+` but not `7z`).
pub fn ends_number(c: char) -> bool {
    matches!(c, '!' | '#' | '%' | '*' | '+' | '.' | '/' | '<' | '=' | '>' | ']') || is_dash(c)
}

pub fn is_identifier_start(c: char) -> bool {
    c == '_' || c.is_alphabetic()
}

pub fn is_identifier(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// First character of a variable's name without braces.
pub fn is_variable_start(c: char) -> bool {
    matches!(c, '_' | '$' | '?' | '^' | ':') || c.is_alphanumeric()
}

/// Further characters of it; a colon needs a look at what follows.
pub fn is_variable(c: char) -> bool {
    matches!(c, '_' | '?') || c.is_alphanumeric()
}

/// A character of a type's name, namespaces and nested types included.
pub fn is_type_name(c: char) -> bool {
    matches!(c, '.' | '`' | '_' | '+' | '#' | '\\') || c.is_alphanumeric()
}
