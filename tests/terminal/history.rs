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

#[test]
fn lines_of_the_session_are_listed_and_run_again() {
    let mut shell = Shell::start();
    shell.line("'one' + 1");
    shell.line("Get-Nothing");
    shell.line("$x = ConvertTo-SecureString 'hunter2' -AsPlainText -Force");
    let screen = shell.line("Get-History | ForEach-Object { \"$($_.Id) $($_.ExecutionStatus) $($_.CommandLine)\" }");
    assert!(screen.contains("\n1 Completed 'one' + 1\n2 Failed Get-Nothing\n3 Completed "), "{screen}");
    assert!(!screen.contains("hunter2") || screen.matches("hunter2").count() == 1, "{screen}");
    let screen = shell.line("r 1");
    assert!(screen.contains("\n'one' + 1\none1\n"), "{screen}");
    let screen = shell.line("(h -Count 1).CommandLine + '<'");
    assert!(screen.contains("\n'one' + 1<\n"), "{screen}");
    assert!(shell.line("Invoke-History 99").contains("Cannot locate the history for Id 99."));
    let screen = shell.line("Clear-History; (Get-History).Count");
    assert!(screen.contains("\n0\n"), "{screen}");
}

#[test]
fn a_transcript_has_what_was_typed_and_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("t.txt");
    let mut shell = Shell::start();
    let screen = shell.line(&format!("Start-Transcript {}", path.display()));
    assert!(screen.contains("Transcript started, output file is "), "{screen}");
    shell.line("6 * 7");
    shell.line("Get-Nothing");
    shell.line("sh -c 'echo from outside'");
    let other = folder.path().join("other.txt");
    assert!(shell.line(&format!("Start-Transcript {}", other.display())).contains("already been started"));
    assert!(!other.exists(), "another file is not touched");
    let screen = shell.line("Stop-Transcript");
    assert!(screen.contains("Transcript stopped, output file is "), "{screen}");
    shell.line("'afterwards'");
    let text = std::fs::read_to_string(&path).expect("written");
    assert!(text.starts_with("**********************\nPowerShell transcript start\n"), "{text}");
    for part in ["PS> 6 * 7\n42\n", "Get-Nothing: The term", "\nfrom outside\n", "PowerShell transcript end\n"] {
        assert!(text.contains(part), "{part:?} is not in\n{text}");
    }
    assert!(!text.contains("afterwards") && !text.contains('\u{1b}'), "{text}");
    assert!(shell.line("Stop-Transcript").contains("transcribing"));
}

#[test]
fn the_first_and_the_last_piece_of_the_line_before_are_at_hand() {
    let mut shell = Shell::start();
    shell.line("Write-Output 'a b' last | Out-Null");
    let screen = shell.line("$^; $$");
    assert!(screen.ends_with("\nWrite-Output\nOut-Null\n[PS] HUB01>"), "{screen}");
}
