//! The sections of a help comment, as PowerShell reads them.

/// What a help comment says; texts without the indent that their first line has.
#[derive(Clone, Debug, Default)]
pub struct CommentHelp {
    pub synopsis: String,
    pub description: String,
    /// By the name that was written.
    pub parameters: Vec<(String, String)>,
    pub examples: Vec<ScriptExample>,
    pub inputs: Vec<String>,
    pub outputs: Vec<String>,
    pub notes: String,
    pub links: Vec<String>,
    pub component: String,
    pub role: String,
    pub functionality: String,
    /// The command whose help stands for this one's.
    pub forwarded_to: Option<String>,
    /// Where the comment ends in the script's text, where that is known.
    pub(super) end: usize,
}

/// One example: a command, and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptExample {
    /// Such as `PS > `.
    pub prompt: String,
    pub code: String,
    pub remarks: String,
}

impl CommentHelp {
    /// `None`: the comment is none of help.
    pub fn read(lines: &[String]) -> Option<CommentHelp> {
        let mut help = CommentHelp::default();
        let mut is_help = false;
        let mut at = 0;
        while at < lines.len() {
            let line = lines[at].trim();
            at += 1;
            if line.is_empty() {
                continue;
            }
            let (keyword, argument) = directive(line)?;
            let mut body = Vec::new();
            while at < lines.len() && directive(lines[at].trim()).is_none() {
                body.push(lines[at].as_str());
                at += 1;
            }
            help.take(&keyword, argument, &unindented(&body))?;
            is_help = true;
        }
        is_help.then_some(help)
    }

    pub fn parameter(&self, name: &str) -> Option<&str> {
        let called = |(known, _): &&(String, String)| known.eq_ignore_ascii_case(name);
        self.parameters.iter().find(called).map(|(_, said)| said.as_str())
    }

    /// `None`: there is no such keyword, or it has no word behind it where it must have one.
    fn take(&mut self, keyword: &str, argument: &str, said: &str) -> Option<()> {
        let said = said.to_owned();
        match (keyword, argument) {
            ("PARAMETER", name) if !name.is_empty() => self.parameters.push((name.to_owned(), said)),
            ("FORWARDHELPTARGETNAME", name) if !name.is_empty() => self.forwarded_to = Some(name.to_owned()),
            // The command's name alone says which help is meant; nothing else is looked for in other sessions or files.
            ("FORWARDHELPCATEGORY" | "REMOTEHELPRUNSPACE" | "EXTERNALHELP", name) if !name.is_empty() => {}
            (_, argument) if !argument.is_empty() => return None,
            ("SYNOPSIS", _) => self.synopsis = said,
            ("DESCRIPTION", _) => self.description = said,
            ("NOTES", _) => self.notes = said,
            ("LINK", _) => self.links.push(said.trim().to_owned()),
            ("EXAMPLE", _) => self.examples.push(ScriptExample::read(&said)),
            ("INPUTS", _) => self.inputs.push(said),
            ("OUTPUTS", _) => self.outputs.push(said),
            ("COMPONENT", _) => self.component = said.trim().to_owned(),
            ("ROLE", _) => self.role = said.trim().to_owned(),
            ("FUNCTIONALITY", _) => self.functionality = said.trim().to_owned(),
            _ => return None,
        }
        Some(())
    }
}

impl ScriptExample {
    /// The prompt up to `>`, the rest of the first line, and what follows it.
    fn read(said: &str) -> ScriptExample {
        let (first, remarks) = said.split_once('\n').unwrap_or((said, ""));
        let (prompt, code) = match first.split_once('>') {
            Some((prompt, code)) => (format!("{}>", prompt.trim_start()), code),
            None => ("PS > ".to_owned(), first),
        };
        ScriptExample { prompt, code: code.trim().to_owned(), remarks: remarks.trim_end().to_owned() }
    }
}

/// `.KEYWORD` and the words behind it.
fn directive(line: &str) -> Option<(String, &str)> {
    let line = line.strip_prefix('.')?;
    let (keyword, argument) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let is_word = !keyword.is_empty() && keyword.chars().all(|c| c.is_alphanumeric() || c == '_');
    is_word.then(|| (keyword.to_ascii_uppercase(), argument.trim()))
}

/// Lines without the indent of the first that says something, and without blank ones around them.
fn unindented(lines: &[&str]) -> String {
    let said: Vec<&str> = lines.iter().copied().skip_while(|line| line.trim().is_empty()).collect();
    let blanks = |line: &str| line.chars().take_while(|c| c.is_whitespace()).count();
    let indent = said.first().map_or(0, |first| blanks(first));
    let cut = |line: &&str| line.chars().skip(indent.min(blanks(line))).collect::<String>();
    let text: Vec<String> = said.iter().map(cut).collect();
    text.join("\n").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<CommentHelp> {
        CommentHelp::read(&text.lines().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn sections_are_read_with_their_indents_taken_off() {
        let text = "\n  .Synopsis\n    Counts.\n  .PARAMETER Size\n    How big.\n      More.\n\n  .EXAMPLE\n    PS> count 3\n    Three.\n";
        let help = read(text).expect("it is help");
        assert_eq!(help.synopsis, "Counts.");
        assert_eq!(help.parameter("size"), Some("How big.\n  More."));
        let example = ScriptExample { prompt: "PS>".into(), code: "count 3".into(), remarks: "Three.".into() };
        assert_eq!(help.examples, [example]);
    }

    #[test]
    fn other_comments_are_no_help() {
        for (text, why) in [
            ("what this does\n.SYNOPSIS\nx", "words come first"),
            (".SYNOPSIS\nx\n.NOSUCH\ny", "an unknown keyword"),
            (".PARAMETER\nx", "no name"),
            ("", "nothing"),
        ] {
            assert!(read(text).is_none(), "{why}");
        }
    }
}
