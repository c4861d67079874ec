//! Comments in the text of a script: those that a body begins with, and those in front of a place.

/// The comments that the text between two places begins with: lines without their marks, and where each comment ends.
/// `#` lines that follow each other are one comment.
pub fn leading(text: &str, start: usize, end: usize) -> Vec<(Vec<String>, usize)> {
    let mut found = Vec::new();
    let mut at = start;
    while let Some(rest) = text.get(at..end) {
        at += rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        if rest.starts_with("<#") {
            let length = rest.find("#>").map_or(rest.len(), |close| close + 2);
            found.push((block(&rest[..length]), at + length));
            at += length;
        } else if rest.starts_with('#') {
            let mut lines = Vec::new();
            let mut length = 0;
            for line in rest.split_inclusive('\n') {
                let Some(said) = line.trim().strip_prefix('#') else { break };
                lines.push(said.trim_start_matches('#').to_owned());
                length += line.len();
            }
            found.push((lines, at + length));
            at += length;
        } else {
            break;
        }
    }
    found
}

/// The comment in front of a place, with at most so many line ends between them.
pub fn before(text: &str, at: usize, most: usize) -> Option<Vec<String>> {
    let before = text.get(..at)?;
    let own = before.trim_end();
    if before[own.len()..].matches('\n').count() > most {
        return None;
    }
    if own.ends_with("#>") {
        return Some(block(&own[own.rfind("<#")?..]));
    }
    let mut lines = Vec::new();
    for line in own.rsplit('\n') {
        let Some(said) = line.trim().strip_prefix('#').filter(|_| !line.trim().starts_with("#>")) else { break };
        lines.insert(0, said.trim_start_matches('#').to_owned());
    }
    (!lines.is_empty()).then_some(lines)
}

/// The lines of `<# … #>`.
fn block(text: &str) -> Vec<String> {
    let inner = text.strip_prefix("<#").unwrap_or(text);
    let inner = inner.strip_suffix("#>").unwrap_or(inner);
    inner.lines().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_found_before_and_behind_a_place() {
        let text = "# one\n# two\n\n<# three\nfour #>\nparam($x)\n# five\n";
        let first = leading(text, 0, text.len());
        let lines: Vec<_> = first.iter().map(|(lines, _)| lines.join("|")).collect();
        assert_eq!(lines, [" one| two", " three|four "]);
        let param = text.find("param").expect("it is there");
        assert_eq!(before(text, param, 1).map(|lines| lines.join("|")).as_deref(), Some(" three|four "));
        assert_eq!(before(text, text.len(), 9).map(|lines| lines.join("|")).as_deref(), Some(" five"));
        assert_eq!(before("# far\n\n\nfunction", 8, 2), None);
    }
}
