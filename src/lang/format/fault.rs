//! A fault as a person reads it: what failed and why, the words it is about, the way out.
//!
//! ```text
//! Suspend-Queue: No queue named 'contoso.con' on node 'mx1'.
//!   Suspend-Queue contoso.con -For 2h
//!                 ^^^^^^^^^^^
//!   fix: Run 'Get-Queue -Server mx1'. Closest name: contoso.com
//! ```

use super::cells;
use super::line::{Line, Style};
use crate::lang::secrets;
use crate::model::{Fault, Source, Span};

const INDENT: &str = "  ";

/// Who speaks where no command does.
const SPEAKER: &str = "emsh";

/// Blanks that stand for a tab.
const TAB: usize = 4;

/// The lines of a fault for a page of so many columns.
pub fn lines(fault: &Fault, columns: usize) -> Vec<Line> {
    // What a native program said is not ours to word.
    if fault.id.starts_with("NativeCommandError") {
        return vec![Line::styled(cells::without_controls(&fault.says), Style::Fault)];
    }
    let speaker = fault.command.as_deref().unwrap_or(SPEAKER);
    let said = format!("{speaker}: {}", fault.says);
    let mut lines: Vec<Line> =
        said.lines().map(|line| Line::styled(cells::without_controls(line), Style::Fault)).collect();
    if let (Some(source), Some(span)) = (&fault.source, fault.at) {
        lines.extend(place(source, span));
        lines.extend(excerpt(source, span, columns.saturating_sub(INDENT.len()).max(20)));
    }
    for (lead, text) in [("cause: ", &fault.cause), ("fix: ", &fault.fix)] {
        for (at, line) in text.as_deref().unwrap_or_default().lines().enumerate() {
            let lead = if at == 0 { lead } else { "  " };
            let line = cells::without_controls(line);
            lines.push(Line::plain(INDENT).with(lead, Some(Style::Note)).with(&line, None));
        }
    }
    lines
}

/// Which line it is, where there are several or the text has a name.
fn place(source: &Source, span: Span) -> Option<Line> {
    let (line, column) = source.line_column(span.start);
    let place = match &source.name {
        Some(name) => format!("{INDENT}at {name}:{line}:{column}"),
        None if source.text.trim_end().contains('\n') => format!("{INDENT}at line {line}, column {column}"),
        None => return None,
    };
    Some(Line::styled(place, Style::Note))
}

/// One character of the source line on its way to the screen.
struct Drawn {
    text: String,
    width: usize,
    is_marked: bool,
}

/// The source line and what underlines the span in it.
fn excerpt(source: &Source, span: Span, room: usize) -> Vec<Line> {
    let text = &*source.text;
    let start = text.floor_char_boundary(span.start);
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
    // The end of a text is pointed at behind its last character.
    let end = span.end.clamp(start + 1, line_end.max(start + 1));
    let mut drawn = draw(source, line_start..line_end, start..end);
    if drawn.iter().all(|drawn| !drawn.is_marked) {
        drawn.push(Drawn { text: " ".into(), width: 1, is_marked: true });
    }
    let indented = drawn.iter().take_while(|drawn| !drawn.is_marked && drawn.text.trim().is_empty()).count();
    drawn.drain(..indented);
    fit(&mut drawn, room);

    let shown: String = drawn.iter().map(|drawn| drawn.text.as_str()).collect();
    let before: usize = drawn.iter().take_while(|drawn| !drawn.is_marked).map(|drawn| drawn.width).sum();
    let marked: usize = drawn.iter().filter(|drawn| drawn.is_marked).map(|drawn| drawn.width).sum();
    let mark = Line::plain(INDENT.to_owned() + &" ".repeat(before)).with(&"^".repeat(marked.max(1)), Some(Style::Mark));
    vec![Line::plain(INDENT.to_owned() + shown.trim_end()), mark]
}

/// The characters of a line, with secrets hidden and tabs made blanks.
fn draw(source: &Source, line: std::ops::Range<usize>, marked: std::ops::Range<usize>) -> Vec<Drawn> {
    let secrets = secrets::places(&source.text);
    let is_secret = |at: usize| secrets.iter().any(|place| (place.start..place.end).contains(&at));
    let draw = |(at, c): (usize, char)| {
        let at = line.start + at;
        let text = match c {
            _ if is_secret(at) => "*".to_owned(),
            '\t' => " ".repeat(TAB),
            c => cells::without_controls(c.encode_utf8(&mut [0; 4])),
        };
        Drawn { width: cells::width(&text), text, is_marked: marked.contains(&at) }
    };
    source.text[line.clone()].trim_end().char_indices().map(draw).collect()
}

/// Cuts a line that is too long at both ends, so that the marked piece stays with some of what surrounds it.
fn fit(drawn: &mut Vec<Drawn>, room: usize) {
    let width = |drawn: &[Drawn]| drawn.iter().map(|drawn| drawn.width).sum::<usize>();
    let dots = || Drawn { text: "…".into(), width: 1, is_marked: false };
    if width(drawn) <= room {
        return;
    }
    let first = drawn.iter().position(|drawn| drawn.is_marked).unwrap_or_default();
    if width(&drawn[..first]) > room / 2 {
        let mut cut = 0;
        while width(&drawn[cut..first]) > room / 3 {
            cut += 1;
        }
        drawn.splice(..cut, [dots()]);
    }
    if width(drawn) > room {
        let mut kept = drawn.len();
        while width(&drawn[..kept]) > room - 1 {
            kept -= 1;
        }
        drawn.truncate(kept);
        drawn.push(dots());
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    /// How a fault about the piece between `«` and `»` looks.
    fn shown(name: Option<&str>, text: &str, columns: usize) -> String {
        let start = text.find('«').expect("a mark");
        let text = text.replace('«', "");
        let end = text.find('»').expect("a mark");
        let text = text.replace('»', "");
        let source = Arc::new(Source { name: name.map(Arc::from), text: text.into() });
        let mut fault = Fault::not_found("QueueNotFound", "No queue named 'x'.")
            .at(Span::new(start, end))
            .within(&source)
            .fix("Run 'Get-Queue'.");
        fault.command = Some("Suspend-Queue".into());
        super::super::plain(&lines(&fault, columns))
    }

    #[test]
    fn the_fault_points_at_the_words_it_is_about() {
        for (name, text, columns, expected) in [
            (
                None,
                "Suspend-Queue «contoso.con» -For 2h",
                80,
                "Suspend-Queue: No queue named 'x'.\n  \
                   Suspend-Queue contoso.con -For 2h\n                \
                                 ^^^^^^^^^^^\n  \
                   fix: Run 'Get-Queue'.\n",
            ),
            (
                Some("nightly.ps1"),
                "# first\n\tif ($x) {\n\t\tSuspend-Queue\t«contoso.con»\n}",
                80,
                "Suspend-Queue: No queue named 'x'.\n  \
                   at nightly.ps1:3:17\n  \
                   Suspend-Queue    contoso.con\n                   \
                                    ^^^^^^^^^^^\n  \
                   fix: Run 'Get-Queue'.\n",
            ),
            (
                None,
                "Get-Queue\n'邮件' | «Foo»",
                80,
                "Suspend-Queue: No queue named 'x'.\n  \
                   at line 2, column 8\n  \
                   '邮件' | Foo\n           \
                            ^^^\n  \
                   fix: Run 'Get-Queue'.\n",
            ),
            (
                None,
                "Get-Queue (1 +«»",
                80,
                "Suspend-Queue: No queue named 'x'.\n  \
                   Get-Queue (1 +\n                \
                                 ^\n  \
                   fix: Run 'Get-Queue'.\n",
            ),
            (
                None,
                "Where-Object «{\n  $_.A\n}»",
                80,
                "Suspend-Queue: No queue named 'x'.\n  \
                   at line 1, column 14\n  \
                   Where-Object {\n               \
                                ^\n  \
                   fix: Run 'Get-Queue'.\n",
            ),
            (
                None,
                "Get-Queue -Filter 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' | Suspend-Queue -Foo «contoso.con» -Reason 'bbbbbbbbbbbbbbbbbbbbbb'",
                42,
                "Suspend-Queue: No queue named 'x'.\n  \
                   …d-Queue -Foo contoso.con -Reason 'bbbb…\n                \
                                ^^^^^^^^^^^\n  \
                   fix: Run 'Get-Queue'.\n",
            ),
            (
                None,
                "ConvertTo-SecureString 'hunter2' «-Foce»",
                80,
                "Suspend-Queue: No queue named 'x'.\n  \
                   ConvertTo-SecureString ********* -Foce\n                                   \
                                                    ^^^^^\n  \
                   fix: Run 'Get-Queue'.\n",
            ),
        ] {
            assert_eq!(shown(name, text, columns), expected, "{text}");
        }
    }

    #[test]
    fn a_fault_without_a_place_has_its_cause() {
        let fault = Fault::unreachable("NodeDown", "No node answers.").cause("connection refused\n(os error 111)");
        let expected = "emsh: No node answers.\n  cause: connection refused\n    (os error 111)\n";
        assert_eq!(super::super::plain(&lines(&fault, 80)), expected);
    }

    #[test]
    fn a_place_outside_the_text_is_no_panic() {
        let source = Arc::new(Source { name: None, text: "é".into() });
        let fault = Fault::invalid("X", "x").at(Span::new(1, 900)).within(&source);
        assert!(!lines(&fault, 1).is_empty());
        let fault = Fault::invalid("X", "x").at(Span::new(700, 900)).within(&source);
        assert!(!lines(&fault, 1).is_empty());
    }
}
