//! A fault as a person reads it: what failed and why, the words it is about, the way out.
//!
//! At the prompt, where the words stand in the line above:
//!
//! ```text
//! Suspend-Queue: No queue named 'contoso.con' on node 'mx1'.
//!   Suspend-Queue contoso.con -For 2h
//!                 ^^^^^^^^^^^
//!   fix: Run 'Get-Queue -Server mx1'. Closest name: contoso.com
//! ```
//!
//! In a script file, a text of several lines, or one that does not parse, as PowerShell's concise view has it:
//!
//! ```text
//! Suspend-Queue: nightly.ps1:3:15
//! Line |
//!    3 |  Suspend-Queue contoso.con -For 2h
//!      |                ~~~~~~~~~~~
//!      | No queue named 'contoso.con' on node 'mx1'.
//!      | fix: Run 'Get-Queue -Server mx1'. Closest name: contoso.com
//!
//! ```

use super::line::{Line, Style};
use super::{cells, detail};
use crate::lang::error_class::speaker;
use crate::lang::eval::ErrorRecord;
use crate::lang::secrets;
use crate::model::{ErrorView, Fault, Source, Span};

const INDENT: &str = "  ";

/// Blanks that stand for a tab.
const TAB: usize = 4;

/// The lines of a fault for a page of so many columns.
pub fn lines(fault: &Fault, columns: usize) -> Vec<Line> {
    // What a native program said is not ours to word.
    if fault.id.starts_with("NativeCommandError") {
        return vec![Line::styled(cells::without_controls(&fault.says), Style::Fault)];
    }
    match fault.wording().view {
        ErrorView::Concise => {}
        ErrorView::Normal => return detail::normal(fault),
        ErrorView::Category => return detail::category(fault),
        ErrorView::Detailed => return detail::lines(&ErrorRecord::new(fault.clone())),
    }
    let speaker = speaker(fault);
    if let (Some(source), Some(span)) = (&fault.source, fault.at)
        && is_framed(fault, source)
    {
        return framed(fault, speaker, source, span, columns);
    }
    let said = format!("{speaker}: {}", fault.says);
    let mut lines: Vec<Line> =
        said.lines().map(|line| Line::styled(cells::without_controls(line), Style::Fault)).collect();
    if let (Some(source), Some(span)) = (&fault.source, fault.at) {
        let [shown, mark] = excerpt(source, span, columns.saturating_sub(INDENT.len()).max(20), '^');
        lines.push(Line::plain(INDENT.to_owned() + shown.trim_start()));
        let indented = shown.len() - shown.trim_start().len();
        lines.push(Line::plain(INDENT).with(mark.get(indented..).unwrap_or_default(), Some(Style::Mark)));
    }
    for (lead, text) in notes(fault) {
        for (at, line) in text.lines().enumerate() {
            let lead = if at == 0 { lead } else { "  " };
            let line = cells::without_controls(line);
            lines.push(Line::plain(INDENT).with(lead, Some(Style::Note)).with(&line, None));
        }
    }
    lines
}

/// What lies underneath, and the way out.
fn notes(fault: &Fault) -> impl Iterator<Item = (&'static str, &str)> {
    [("cause: ", &fault.cause), ("fix: ", &fault.fix)]
        .into_iter()
        .filter_map(|(lead, text)| text.as_deref().map(|text| (lead, text)))
}

/// Whether the line itself has to be shown with its number, because it is not the one just typed.
fn is_framed(fault: &Fault, source: &Source) -> bool {
    source.name.is_some() || fault.category == Some("ParserError") || source.text.trim_end().contains('\n')
}

fn framed(fault: &Fault, speaker: &str, source: &Source, span: Span, columns: usize) -> Vec<Line> {
    let (number, column) = source.line_column(span.start);
    let place = source.name.as_ref().map_or_else(String::new, |name| format!("{name}:{number}:{column}"));
    let gutter = number.to_string().len().max(4);
    let bar = |lead: &str| format!("{lead:>gutter$} | ");
    let room = columns.saturating_sub(gutter + 4).max(20);
    let [shown, mark] = excerpt(source, span, room, '~');
    let note = |text: &str| Line::styled(text.to_owned(), Style::Note);
    let mut lines = vec![
        Line::styled(cells::without_controls(&format!("{speaker}: {place}")), Style::Fault),
        note(&format!("{}Line |", " ".repeat(gutter - 4))),
        note(&bar(&number.to_string())).with(&format!(" {shown}"), None),
        note(&bar("")).with(&format!(" {mark}"), Some(Style::Mark)),
    ];
    // The message goes on in lines of the same indentation.
    let says = fault.says.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in broken(&cells::without_controls(&says), room) {
        lines.push(note(&bar("")).with(&line, Some(Style::Fault)));
    }
    for (lead, text) in notes(fault) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for (at, line) in broken(&format!("{lead}{}", cells::without_controls(&text)), room).iter().enumerate() {
            let lead = if at == 0 { lead } else { "" };
            let line = line.strip_prefix(lead).unwrap_or(line);
            lines.push(note(&bar("")).with(lead, Some(Style::Note)).with(line, None));
        }
    }
    lines.push(Line::blank());
    lines
}

/// A text in lines of at most so many columns, broken at blanks where there are any.
fn broken(text: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        if !line.is_empty() && cells::width(&line) + 1 + cells::width(word) > room {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

/// One character of the source line on its way to the screen.
struct Drawn {
    text: String,
    width: usize,
    is_marked: bool,
}

/// The source line and what underlines the span in it.
fn excerpt(source: &Source, span: Span, room: usize, stroke: char) -> [String; 2] {
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
    fit(&mut drawn, room);

    let shown: String = drawn.iter().map(|drawn| drawn.text.as_str()).collect();
    let before: usize = drawn.iter().take_while(|drawn| !drawn.is_marked).map(|drawn| drawn.width).sum();
    let marked: usize = drawn.iter().filter(|drawn| drawn.is_marked).map(|drawn| drawn.width).sum();
    let mark = " ".repeat(before) + &stroke.to_string().repeat(marked.max(1));
    [shown.trim_end().to_owned(), mark]
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
        let source = Arc::new(Source::new(name, text));
        let mut fault = Fault::not_found("QueueNotFound", "No queue named 'x'.")
            .at(Span::new(start, end))
            .within(&source)
            .fix("Run 'Get-Queue'.");
        fault.command = Some("Suspend-Queue".into());
        super::super::plain(&lines(&fault, columns))
    }

    #[test]
    fn at_the_prompt_the_words_typed_are_marked() {
        for (text, columns, expected) in [
            (
                "Suspend-Queue «contoso.con» -For 2h",
                80,
                "  Suspend-Queue contoso.con -For 2h\n                \
                                 ^^^^^^^^^^^\n",
            ),
            (
                "  '邮件' | «Foo»",
                80,
                "  '邮件' | Foo\n           \
                            ^^^\n",
            ),
            (
                "Get-Queue (1 +«»",
                80,
                "  Get-Queue (1 +\n                \
                                 ^\n",
            ),
            (
                "Get-Queue -Filter 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' | Suspend-Queue -Foo «contoso.con» -Reason 'bbbbbbbbbbbbbbbbbbbbbb'",
                42,
                "  …d-Queue -Foo contoso.con -Reason 'bbbb…\n                \
                                ^^^^^^^^^^^\n",
            ),
            (
                "ConvertTo-SecureString 'hunter2' «-Foce»",
                80,
                "  ConvertTo-SecureString ********* -Foce\n                                   \
                                                    ^^^^^\n",
            ),
        ] {
            let expected = format!("Suspend-Queue: No queue named 'x'.\n{expected}  fix: Run 'Get-Queue'.\n");
            assert_eq!(shown(None, text, columns), expected, "{text}");
        }
    }

    #[test]
    fn in_a_file_the_line_has_its_number() {
        for (name, text, columns, expected) in [
            (
                Some("nightly.ps1"),
                "# first\n\tif ($x) {\n\t\tSuspend-Queue\t«contoso.con»\n}",
                80,
                "Suspend-Queue: nightly.ps1:3:17\n\
                 Line |\n   \
                    3 |          Suspend-Queue    contoso.con\n     \
                      |                           ~~~~~~~~~~~\n     \
                      | No queue named 'x'.\n     \
                      | fix: Run 'Get-Queue'.\n\n",
            ),
            (
                None,
                "Where-Object «{\n  $_.A\n}»",
                80,
                "Suspend-Queue: \n\
                 Line |\n   \
                    1 |  Where-Object {\n     \
                      |               ~\n     \
                      | No queue named 'x'.\n     \
                      | fix: Run 'Get-Queue'.\n\n",
            ),
            (
                Some("x.ps1"),
                "«a»",
                20,
                "Suspend-Queue: x.ps1:1:1\n\
                 Line |\n   \
                    1 |  a\n     \
                      |  ~\n     \
                      | No queue named 'x'.\n     \
                      | fix: Run\n     \
                      | 'Get-Queue'.\n\n",
            ),
        ] {
            assert_eq!(shown(name, text, columns), expected, "{text}");
        }
    }

    #[test]
    fn a_fault_without_a_place_has_its_cause() {
        let fault = Fault::unreachable("NodeDown", "No node answers.").cause("connection refused\n(os error 111)");
        let expected = "ConnectionError: No node answers.\n  cause: connection refused\n    (os error 111)\n";
        assert_eq!(super::super::plain(&lines(&fault, 80)), expected);
    }

    #[test]
    fn a_place_outside_the_text_is_no_panic() {
        let source = Arc::new(Source::new(None, "é"));
        let fault = Fault::invalid("X", "x").at(Span::new(1, 900)).within(&source);
        assert!(!lines(&fault, 1).is_empty());
        let fault = Fault::invalid("X", "x").at(Span::new(700, 900)).within(&source);
        assert!(!lines(&fault, 1).is_empty());
    }
}
