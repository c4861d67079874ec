//! What holds for every text.

use proptest::prelude::*;

use super::show::show;
use crate::lang::{is_incomplete, parse};

/// Pieces that mean something, so that random texts get deep into the grammar.
const PIECES: &[&str] = &[
    "Get-Queue",
    " ",
    "\n",
    "\r\n",
    ";",
    "|",
    "||",
    "&&",
    "&",
    "(",
    ")",
    "{",
    "}",
    "]",
    "$(",
    "@(",
    "@{",
    "=",
    "==",
    "+=",
    ",",
    ".",
    "..",
    "::",
    "?",
    ":",
    "??",
    "?.",
    "$x",
    "$env:X",
    "${a b}",
    "@x",
    "$_",
    "'",
    "\"",
    "\"\"",
    "`",
    "`n",
    "`u{41}",
    "@'",
    "@\"",
    "'@",
    "\"@",
    "#",
    "<#",
    "#>",
    "-eq",
    "-not",
    "-f",
    "-join",
    "-Name",
    "-Name:",
    "--",
    "--%",
    "-",
    "+",
    "++",
    "*",
    "/",
    "%",
    "!",
    "1",
    "0x1F",
    "2.5",
    "25MB",
    "7z",
    "1e",
    "if",
    "else",
    "elseif",
    "switch",
    "foreach",
    "for",
    "while",
    "do",
    "until",
    "in",
    "try",
    "catch",
    "finally",
    "function",
    "filter",
    "param",
    "begin",
    "process",
    "end",
    "return",
    "throw",
    "break",
    "exit",
    "class",
    "default",
    "[int]",
    "[ordered]",
    "[Parameter(Mandatory)]",
    "2>&1",
    ">",
    ">>",
    "*>",
    "<",
    "é",
    "“",
    "–",
    "\u{feff}",
    "\0",
    "\u{a0}",
    ":label",
    "contoso.com#1",
    "user@contoso.com",
];

fn check(text: &str) -> Result<(), TestCaseError> {
    match parse(text) {
        Ok(script) => {
            let debug = format!("{script:?}");
            for span in spans(&debug) {
                let inside = span.0 <= span.1 && text.get(span.0..span.1).is_some();
                prop_assert!(inside, "span {span:?} is not inside {text:?}");
            }
            prop_assert!(!is_incomplete(text));
            show(&script);
        }
        Err(fault) => {
            let span = fault.at.ok_or_else(|| TestCaseError::fail(format!("{fault} points nowhere in {text:?}")))?;
            prop_assert!(text.get(span.start..span.end).is_some(), "{fault}: {span:?} is not inside {text:?}");
            prop_assert!(!fault.says.is_empty());
        }
    }
    Ok(())
}

/// Every span in a tree's debug text, read back: the shortest way to visit all nodes.
fn spans(debug: &str) -> Vec<(usize, usize)> {
    let number =
        |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap_or(usize::MAX);
    let parts = debug.split("Span { start: ").skip(1);
    parts.map(|part| (number(part), part.split_once("end: ").map_or(0, |(_, end)| number(end)))).collect()
}

proptest! {
    #[test]
    fn no_text_panics_and_spans_lie_inside(text in "\\PC{0,60}") {
        check(&text)?;
    }

    #[test]
    fn no_sequence_of_pieces_panics(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
        check(&pieces.concat())?;
    }

    #[test]
    fn no_sequence_of_spaced_pieces_panics(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..25)) {
        check(&pieces.join(" "))?;
    }
}

#[test]
fn deep_nesting_is_refused_without_exhausting_the_stack() {
    for piece in [
        "(",
        "{",
        "$(",
        "@(",
        "@{a=",
        "[a[",
        "!",
        "- ",
        ",",
        "-not ",
        "++",
        "[int]",
        "\"$(",
        "& {",
        "if (1) {",
        "$a = ",
        "1 ? ",
        "1 -eq 1 -and ",
        "$a.b(",
        "$a[",
        "switch(1){1{",
        "a{",
        "function f {",
        "try {",
        "param([a({",
    ] {
        let text = piece.repeat(20_000);
        let fault = parse(&text).expect_err(piece);
        assert_eq!(fault.id, "ScriptTooComplicated", "{piece}: {fault}");
    }
}

#[test]
fn long_but_flat_scripts_are_fine() {
    let lines = "Get-Queue -Server hub01 | Where-Object { $_.MessageCount -gt 100 } | Format-Table Name, Status\n"
        .repeat(5_000);
    assert!(parse(&lines).is_ok());
    let list = vec!["'item' + 1"; 5_000].join(", ").replace(" + 1", "");
    assert!(parse(&list).is_ok());
    let sum = vec!["'part'"; 300].join(" + ");
    assert!(parse(&sum).is_ok());
    let clauses = "if ($a) { 1 }".to_owned() + &" elseif ($b) { 2 }".repeat(2_000);
    assert!(parse(&clauses).is_ok());
}

#[test]
fn a_very_long_chain_is_refused() {
    for joined in [vec!["1"; 5_000].join(" + "), format!("$a{}", ".b".repeat(5_000)), vec!["1"; 5_000].join(" -and ")] {
        assert_eq!(parse(&joined).expect_err("too long").id, "ScriptTooComplicated");
    }
}
