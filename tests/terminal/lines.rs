//! Lines: the prompt, lines that go on, pasted and long ones, other widths, and the ways to leave.

use crate::screen::{CTRL_C, CTRL_D, Shell, Start, write};

#[test]
fn the_prompt_names_the_server_that_commands_talk_to() {
    let mut shell = Shell::start();
    let screen = shell.line("(Get-TransportServer).Name");
    assert_eq!(screen, "[PS] HUB01> (Get-TransportServer).Name\nHUB01\n[PS] HUB01>");
}

#[test]
fn open_lines_go_on_until_they_are_whole() {
    let mut shell = Shell::start();
    for (lines, expected) in [
        (&["if ($true) {", "'in braces'", "}"][..], "in braces"),
        (&["1,2,3 |", "Where-Object { $_ -gt 2 }"], "3"),
        (&["$text = @'", "here {", "'@; $text"], "here {"),
        (&["'open", "quote'"], "open\nquote"),
        (&["(1 +", "2)"], "3"),
        (&["'a' + `", "'b'"], "ab"),
    ] {
        let (last, first) = lines.split_last().expect("some");
        for line in first {
            shell.begin_line(line);
            shell.wait(|screen| screen.ends_with(">>"));
            // The prompt of the next line must not be taken for this one.
            shell.keys("#");
            shell.wait(|screen| screen.ends_with(">> #"));
            shell.keys("\u{8}");
            shell.wait(|screen| screen.ends_with(">>"));
        }
        let screen = shell.line(last);
        let shown = screen.strip_suffix("\n[PS] HUB01>").expect("a prompt at the end");
        let results: Vec<&str> = shown.lines().skip(lines.len()).collect();
        assert_eq!(results.join("\n"), expected, "{lines:?}\n{screen}");
    }
}

#[test]
fn pasted_lines_are_one_text_that_waits_for_enter() {
    let mut shell = Shell::start();
    shell.paste("foreach ($n in 1, 2) {\n    \"line $n\"\n}\n'done'");
    shell.wait_for("'done'");
    assert!(!shell.screen().contains("line 1"), "nothing ran yet: {}", shell.screen());
    let screen = shell.line("");
    assert!(screen.ends_with("\nline 1\nline 2\ndone\n[PS] HUB01>"), "{screen}");
}

#[test]
fn a_line_may_be_longer_than_the_screen() {
    let mut shell = Shell::start();
    let words = "word ".repeat(400);
    let screen = shell.line(&format!("('{words}' -split ' ').Count"));
    assert!(screen.ends_with("\n401\n[PS] HUB01>"), "{screen}");
}

#[test]
fn tables_are_as_wide_as_the_screen_is_now() {
    let mut shell = Shell::start();
    shell.line("$long = 'x' * 100; $o = [pscustomobject]@{ Name = $long; Size = 1 }");
    let screen = shell.line("$o");
    assert!(screen.contains('…') && screen.lines().all(|line| line.chars().count() <= 80), "{screen}");
    shell.resize(200);
    let screen = shell.line("$o");
    assert!(screen.contains(&"x".repeat(100)), "{screen}");
    shell.resize(40);
    let screen = shell.line("$o");
    assert!(screen.contains('…') && !screen.contains(&"x".repeat(40)), "{screen}");
}

#[test]
fn faults_and_help_break_between_words() {
    for columns in [80, 200] {
        let mut shell = Start::new().columns(columns).shell();
        let screen = shell.line("Get-Zebra");
        assert!(screen.contains("function,") && screen.contains("script file,"), "{screen}");
        assert!(screen.contains("\n  Get-Zebra\n  ^^^^^^^^^\n  fix: "), "{screen}");
        let screen = shell.line("Get-Help New-SendConnector -Examples");
        assert!(screen.contains("-Usage Internet") || screen.contains("\n            Internet"), "{screen}");
        let longest = screen.lines().map(|line| line.chars().count()).max();
        assert!(longest < Some(usize::from(columns)), "{screen}");
    }
}

#[test]
fn leaving_gives_the_code_that_was_asked_for() {
    let mut shell = Shell::start();
    shell.begin_line("exit 3");
    assert_eq!(shell.exit_code(), 3);

    let mut shell = Shell::start();
    shell.line("Get-Zebra");
    shell.keys(CTRL_D);
    assert_eq!(shell.exit_code(), 0, "what failed before does not matter at the end");
}

#[test]
fn a_dropped_line_leaves_a_fresh_prompt() {
    let mut shell = Shell::start();
    shell.keys("exit 4");
    shell.wait_for("exit 4");
    shell.keys(CTRL_C);
    assert!(shell.prompt().starts_with("[PS] HUB01> exit 4"));
    assert!(shell.line("'still here'").contains("\nstill here\n"));
}

#[test]
fn a_profile_runs_before_the_first_prompt_unless_it_is_not_wanted() {
    let config = tempfile::tempdir().expect("temporary folder");
    let folder = config.path().join("emsh");
    std::fs::create_dir(&folder).expect("made");
    write(&folder.join("profile.ps1"), "$greeting = 'good morning'\n");
    let of_config = |start: Start| start.environment("XDG_CONFIG_HOME", &config.path().display().to_string());
    let mut shell = of_config(Start::new()).shell();
    assert!(shell.line("\"<$greeting>\"").contains("\n<good morning>\n"));
    let mut shell = of_config(Start::new().flag("--no-profile")).shell();
    assert!(shell.line("\"<$greeting>\"").contains("\n<>\n"));
}

#[test]
fn lines_are_edited_with_the_keys_that_are_set() {
    let mut shell = Shell::start();
    shell.line("Set-PSReadLineOption -EditMode Vi");
    shell.keys("x'vi keys'");
    shell.wait_for("x'vi keys'");
    shell.keys("\u{1b}0");
    shell.wait(|screen| screen.contains("HUB01: x'vi keys'"));
    shell.keys("x");
    shell.wait(|screen| screen.contains("HUB01: 'vi keys'"));
    let screen = shell.line("");
    assert!(screen.ends_with("\nvi keys\n[PS] HUB01>"), "{screen}");
    let screen = shell.line("Set-PSReadLineOption -EditMode Emacs; (Get-PSReadLineOption).EditMode");
    assert!(screen.ends_with("\nEmacs\n[PS] HUB01>"), "{screen}");
}

#[test]
fn a_line_is_edited_in_another_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = folder.path().join("upper");
    std::fs::write(&program, "#!/bin/sh\ntr a-z A-Z < \"$1\" > \"$1.new\" && mv \"$1.new\" \"$1\"\n").expect("written");
    std::fs::set_permissions(&program, std::os::unix::fs::PermissionsExt::from_mode(0o700)).expect("executable");
    let mut shell = Start::new().environment("EDITOR", program.to_str().expect("UTF-8")).shell();
    shell.keys("'shout'");
    shell.wait_for("'shout'");
    shell.keys("\u{f}");
    shell.wait_for("'SHOUT'");
    let screen = shell.line("");
    assert!(screen.ends_with("\nSHOUT\n[PS] HUB01>"), "{screen}");
}

#[test]
fn how_far_a_file_is_read_is_shown() {
    let mut shell = Shell::start();
    let rows: String = (1..=60_000).map(|n| format!("row{n},a text of some length\n")).collect();
    std::fs::write(shell.folder().join("rows.csv"), format!("Name,Text\n{rows}")).expect("written");
    let file = shell.folder().join("rows.csv");
    let slow = "{ if (++$n -eq 30000) { Start-Sleep -Milliseconds 350 }; if ($n -eq 35000) { Start-Sleep 600 } }";
    shell.begin_line(&format!("Import-Csv '{}' | % {slow}", file.display()));
    shell.wait(|screen| {
        screen.lines().last().is_some_and(|line| line.starts_with("Reading rows.csv: ") && line.contains(" MB  5"))
    });
    shell.keys(CTRL_C);
    let screen = shell.prompt();
    assert!(!screen.contains("Reading"), "it is gone with the work:\n{screen}");
}
