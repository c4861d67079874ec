//! Colours, and none where they are not wanted.

use crate::screen::{Shell, Start};

/// What a table, a fault and a prompt are written with.
fn written(shell: &mut Shell) -> String {
    shell.written();
    shell.line("Get-ReceiveConnector");
    shell.line("Get-Zebra");
    shell.line("Write-Warning careful");
    shell.written()
}

/// Whether any colour is switched on: `ESC [ 30` to `37`, `90` to `97`, `38`.
fn is_coloured(written: &str) -> bool {
    written.split("\u{1b}[").skip(1).any(|code| {
        let numbers = code.split_once('m').map_or("", |(numbers, _)| numbers);
        numbers.split(';').any(|number| matches!(number.parse(), Ok(30..=38 | 90..=97)))
    })
}

#[test]
fn what_would_change_is_told_apart() {
    let mut shell = Shell::start();
    shell.line("New-AcceptedDomain contoso.com -DomainName contoso.com | Out-Null");
    shell.written();
    shell.line("Set-AcceptedDomain contoso.com -DomainType ExternalRelay -WhatIf");
    let written = shell.written();
    let change = "  DomainType: \u{1b}[31mAuthoritative\u{1b}[0m → \u{1b}[32mExternalRelay\u{1b}[0m";
    assert!(written.contains(change), "{written:?}");
}

#[test]
fn a_terminal_has_colours_unless_somebody_minds() {
    assert!(is_coloured(&written(&mut Shell::start())));
    for (start, why) in [
        (Start::new().environment("NO_COLOR", "1"), "NO_COLOR"),
        (Start::new().flag("--no-color"), "--no-color"),
        (Start::new().environment("TERM", "dumb"), "a terminal that knows none"),
    ] {
        let written = written(&mut start.shell());
        assert!(!is_coloured(&written), "{why}: {written:?}");
        assert!(written.contains("Bindings") && written.contains("WARNING: careful"), "{why}: {written:?}");
    }
    let written = written(&mut Start::new().environment("NO_COLOR", "").shell());
    assert!(is_coloured(&written), "an empty NO_COLOR says nothing");
}

#[test]
fn what_select_string_found_stands_out() {
    let mut shell = Shell::start();
    shell.written();
    shell.line("'a needle here' | Select-String needle");
    let written = shell.written();
    assert!(written.contains("\u{1b}[7mneedle\u{1b}[0m"), "{written:?}");
    shell.line("'a needle here' | Select-String needle -NoEmphasis");
    let written = shell.written();
    assert!(!written.contains("\u{1b}[7mneedle"), "{written:?}");
}
