//! What is wrong with a regular expression, in the words of .NET.
//!
//! The engine that compiles patterns has words of its own; scripts and people know .NET's. This reads a pattern that has
//! been refused from the left and tells the first thing that .NET would stumble over, with its offset. It decides
//! nothing of a pattern that compiles, but that a count's ends are the wrong way round.

/// The sentence about a pattern that was refused; `otherwise` is what the engine said.
pub fn invalid(pattern: &str, otherwise: &str) -> String {
    let mut reader = Reader { chars: pattern.chars().collect(), at: 0, open: 0, groups: 0, undefined: None };
    let reason = match reader.read() {
        Err(reason) => reason,
        Ok(()) => otherwise.to_owned(),
    };
    format!("Invalid pattern '{pattern}' at offset {}. {reason}", reader.at)
}

/// The sentence about a count such as `{2,1}`, which the engine takes for something that never matches. `None` where
/// there is none, or something else is wrong before it.
pub fn impossible_count(pattern: &str) -> Option<String> {
    let mut reader = Reader { chars: pattern.chars().collect(), at: 0, open: 0, groups: 0, undefined: None };
    let reason = reader.read().err().filter(|reason| reason == IMPOSSIBLE_COUNT)?;
    Some(format!("Invalid pattern '{pattern}' at offset {}. {reason}", reader.at))
}

const IMPOSSIBLE_COUNT: &str = "Illegal {x,y} with x > y.";

struct Reader {
    chars: Vec<char>,
    at: usize,
    /// Groups that are open here, and those that capture so far.
    open: usize,
    groups: u32,
    /// The largest number that a back reference names, and where it stands.
    undefined: Option<(u32, usize)>,
}

/// What a quantifier would stand behind.
#[derive(PartialEq)]
enum Before {
    Nothing,
    Something,
    Quantifier,
}

impl Reader {
    fn next(&mut self) -> Option<char> {
        let next = self.chars.get(self.at).copied();
        self.at += usize::from(next.is_some());
        next
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn read(&mut self) -> Result<(), String> {
        let mut before = Before::Nothing;
        while let Some(c) = self.next() {
            before = match c {
                '\\' => self.escape().map(|()| Before::Something)?,
                '[' => self.set().map(|()| Before::Something)?,
                '(' => self.group()?,
                ')' if self.open == 0 => return Err("Too many )'s.".into()),
                ')' => {
                    self.open -= 1;
                    Before::Something
                }
                '|' => Before::Nothing,
                '*' | '+' | '?' => self.quantifier(before, c)?,
                '{' if let Some(length) = self.counts()? => {
                    self.at += length;
                    self.quantifier(before, '{')?
                }
                _ => Before::Something,
            };
        }
        if self.open > 0 {
            return Err("Not enough )'s.".into());
        }
        match self.undefined {
            Some((number, at)) if number > self.groups => {
                self.at = at;
                Err(format!("Reference to undefined group number {number}."))
            }
            _ => Ok(()),
        }
    }

    fn quantifier(&mut self, before: Before, c: char) -> Result<Before, String> {
        match before {
            Before::Nothing => Err(format!("Quantifier '{c}' following nothing.")),
            Before::Quantifier => Err(format!("Nested quantifier '{c}'.")),
            Before::Something => {
                if self.peek() == Some('?') {
                    self.at += 1;
                }
                Ok(Before::Quantifier)
            }
        }
    }

    /// The length of what stands behind `{` where that is a quantifier; else it is a brace like any letter.
    fn counts(&mut self) -> Result<Option<usize>, String> {
        let rest = &self.chars[self.at..];
        let Some(end) = rest.iter().position(|c| *c == '}') else { return Ok(None) };
        let inside: String = rest[..end].iter().collect();
        let (low, high) = inside.split_once(',').unwrap_or((&inside, ""));
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !is_number(low) || !(high.is_empty() || is_number(high)) {
            return Ok(None);
        }
        if let (Ok(low), Ok(high)) = (low.parse::<u64>(), high.parse::<u64>())
            && low > high
        {
            self.at += end + 1;
            return Err(IMPOSSIBLE_COUNT.into());
        }
        Ok(Some(end + 1))
    }

    /// What stands behind a backslash.
    fn escape(&mut self) -> Result<(), String> {
        const KNOWN: &str = "abABcdDeEfGknpPrsStuvwWxzZ";
        let Some(c) = self.next() else { return Err("Illegal \\ at end of pattern.".into()) };
        match c {
            'x' => self.digits(2),
            'u' => self.digits(4),
            'c' if !self.next().is_some_and(|c| c.is_ascii_alphabetic() || "@[\\]^_".contains(c)) => {
                Err("Missing control character.".into())
            }
            'k' if !matches!(self.peek(), Some('<' | '\'')) => Err("Malformed \\k<...> named back reference.".into()),
            'p' | 'P' if self.peek() != Some('{') => Err("Incomplete \\p{X} character escape.".into()),
            '1'..='9' => {
                let number = c.to_digit(10).unwrap_or_default();
                if self.undefined.is_none_or(|(known, _)| number > known) {
                    self.undefined = Some((number, self.at));
                }
                Ok(())
            }
            c if c.is_ascii_alphabetic() && !KNOWN.contains(c) => Err(format!("Unrecognized escape sequence \\{c}.")),
            _ => Ok(()),
        }
    }

    fn digits(&mut self, count: usize) -> Result<(), String> {
        for _ in 0..count {
            if !self.next().is_some_and(|c| c.is_ascii_hexdigit()) {
                return Err("Insufficient or invalid hexadecimal digits.".into());
            }
        }
        Ok(())
    }

    /// `[…]` behind its bracket: the first bracket in it is one of its characters.
    fn set(&mut self) -> Result<(), String> {
        if self.peek() == Some('^') {
            self.at += 1;
        }
        let (mut is_first, mut low, mut is_range) = (true, None, false);
        while let Some(c) = self.next() {
            let one = match c {
                ']' if !is_first => return Ok(()),
                '\\' => {
                    self.escape()?;
                    None
                }
                '-' if low.is_some() && self.peek().is_some_and(|next| next != ']') => {
                    is_range = true;
                    continue;
                }
                c => Some(c),
            };
            is_first = false;
            if let (true, Some(low), Some(high)) = (is_range, low, one)
                && low > high
            {
                return Err("[x-y] range in reverse order.".into());
            }
            low = if is_range { None } else { one };
            is_range = false;
        }
        Err("Unterminated [] set.".into())
    }

    /// What stands behind a parenthesis that opens.
    fn group(&mut self) -> Result<Before, String> {
        self.open += 1;
        if self.peek() != Some('?') {
            self.groups += 1;
            return Ok(Before::Nothing);
        }
        self.at += 1;
        let unknown = || "Unrecognized grouping construct.".to_owned();
        match self.next().ok_or_else(unknown)? {
            ':' | '=' | '!' | '>' => Ok(Before::Nothing),
            '#' => {
                while self.next().is_some_and(|c| c != ')') {}
                self.open -= 1;
                Ok(Before::Nothing)
            }
            '<' if matches!(self.peek(), Some('=' | '!')) => {
                self.at += 1;
                Ok(Before::Nothing)
            }
            open @ ('<' | '\'') => {
                let close = if open == '<' { '>' } else { '\'' };
                let is_word = |c: char| c.is_alphanumeric() || c == '_';
                if !self.peek().is_some_and(is_word) {
                    return Err("Invalid group name: Group names must begin with a word character.".into());
                }
                while self.peek().is_some_and(is_word) {
                    self.at += 1;
                }
                self.groups += 1;
                if self.next() == Some(close) { Ok(Before::Nothing) } else { Err(unknown()) }
            }
            c if "imnsx-".contains(c) => loop {
                match self.next() {
                    Some(':') => return Ok(Before::Nothing),
                    Some(')') => {
                        self.open -= 1;
                        return Ok(Before::Nothing);
                    }
                    Some(c) if "imnsx-".contains(c) => {}
                    _ => return Err(unknown()),
                }
            },
            _ => Err(unknown()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::invalid;

    #[test]
    fn the_first_thing_that_is_wrong_is_told_with_its_offset() {
        for (pattern, offset, reason) in [
            ("(", 1, "Not enough )'s."),
            ("a(b(c)", 6, "Not enough )'s."),
            (")", 1, "Too many )'s."),
            ("[", 1, "Unterminated [] set."),
            ("[]", 2, "Unterminated [] set."),
            ("x[z-a]", 5, "[x-y] range in reverse order."),
            ("*.log", 1, "Quantifier '*' following nothing."),
            ("a|+", 3, "Quantifier '+' following nothing."),
            ("a**", 3, "Nested quantifier '*'."),
            ("a{2,1}", 6, "Illegal {x,y} with x > y."),
            ("C:\\", 3, "Illegal \\ at end of pattern."),
            ("\\y", 2, "Unrecognized escape sequence \\y."),
            ("\\x0", 3, "Insufficient or invalid hexadecimal digits."),
            ("(?<n", 4, "Unrecognized grouping construct."),
            ("(?<-", 3, "Invalid group name: Group names must begin with a word character."),
            ("(a)\\2", 5, "Reference to undefined group number 2."),
            ("a", 1, "too large"),
        ] {
            let expected = format!("Invalid pattern '{pattern}' at offset {offset}. {reason}");
            assert_eq!(invalid(pattern, "too large"), expected);
        }
    }
}
