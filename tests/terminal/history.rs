//! Lines that are remembered, without the secrets in them.

use std::os::unix::fs::PermissionsExt;

use crate::screen::{Shell, Start};

#[test]
fn the_history_holds_no_secret() {
    let mut shell = Shell::start();
    for line in [
        "$a = ConvertTo-SecureString 'hunter2-a' -AsPlainText -Force",
        "$b = ConvertTo-SecureString -AsPlainText -Force -String \"hunter2-b\"",
        "New-Mailbox x -Password hunter2-c",
        "Get-Mailbox | Set-Mailbox -Password (ConvertTo-SecureString hunter2-d -AsPlainText -Force)",
        "'hunter2-e' | ConvertTo-SecureString -AsPlainText -Force | Out-Null",
        "$password = 'hunter2-f'",
        "$options = @{ Password = 'hunter2-g' }",
        "New-Object PSCredential 'ann', (ConvertTo-SecureString 'hunter2-h' -AsPlainText -Force) | Out-Null",
    ] {
        shell.line(line);
    }
    shell.paste("$c = 'hunter2-i' |\n  ConvertTo-SecureString -AsPlainText -Force\n$d = @'\nplain text\n'@");
    shell.wait_for("plain text");
    shell.line("");
    shell.line("'the last line'");
    let history = shell.history();
    assert!(history.contains("ConvertTo-SecureString ***") && history.contains("'the last line'"), "{history}");
    assert!(history.contains("plain text"), "{history}");
    assert!(!history.contains("hunter2"), "{history}");
    let mode = std::fs::metadata(shell.folder().join("history")).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "only its owner may read it");

    // Nor does the arrow up bring one back, in this session or the next.
    let folder = shell.folder().to_owned();
    shell.keys("\u{1b}[A\u{1b}[A");
    shell.wait(|screen| screen.contains("***"));
    assert!(!shell.screen().contains("hunter2"), "{}", shell.screen());
    let mut next = Start::new().data_dir(&folder).shell();
    next.keys("\u{1b}[A");
    next.wait_for("'the last line'");
}

#[test]
fn a_line_that_begins_with_a_blank_is_not_remembered() {
    let mut shell = Shell::start();
    shell.line(" 'off the record'");
    shell.line("'on the record'");
    let history = shell.history();
    assert!(history.contains("'on the record'") && !history.contains("'off the record'"), "{history}");
}
