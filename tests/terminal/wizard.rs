//! `-Interactive`: questions, wrong answers, the review page, and what is made in the end.

use crate::screen::{CTRL_C, DOWN, ENTER, Shell, Start};
use crate::support::closed_port;
use crate::support::sink::Sink;

/// Waits for a question, answers it with a line, and waits until something came of that.
fn answer(shell: &mut Shell, question: &str, line: &str) {
    shell.wait(|screen| screen.lines().last().is_some_and(|last| last.ends_with(question)));
    let before = shell.screen();
    shell.keys(line);
    shell.look(|screen| line.is_empty() || screen != before);
    let typed = shell.screen();
    shell.keys(ENTER);
    shell.look(|screen| screen != typed);
}

/// Whether the screen shows a text, wherever its lines are broken.
fn shows(screen: &str, text: &str) -> bool {
    let solid = |text: &str| text.split_whitespace().collect::<String>();
    solid(screen).contains(&solid(text))
}

/// Answers a question by one key.
fn key(shell: &mut Shell, question: &str, key: &str) {
    shell.look(|screen| screen.ends_with(question));
    shell.keys(key);
    shell.look(|screen| !screen.ends_with(question));
}

/// Waits for a menu whose arrow stands at this item.
fn menu(shell: &mut Shell, at: &str) {
    shell.look(|screen| screen.lines().any(|line| line.starts_with(&format!("> {at}"))));
}

/// Goes down in a menu to the item and takes it.
fn choose(shell: &mut Shell, first: &str, item: &str) {
    let arrow = |screen: &str| screen.lines().find(|line| line.starts_with('>')).map(str::to_owned);
    menu(shell, first);
    while let Some(at) = arrow(&shell.screen()).filter(|at| !at.starts_with(&format!("> {item}"))) {
        shell.keys(DOWN);
        // Drawn anew, and not only half wiped out.
        shell.look(|screen| arrow(screen).is_some_and(|now| now != at));
    }
    shell.keys(ENTER);
    shell.look(|screen| !screen.lines().any(|line| line.starts_with('>')) || !screen.contains(&format!("> {item}")));
}

#[test]
fn a_send_connector_for_the_internet_takes_a_few_answers() {
    let mut shell = Shell::start();
    shell.begin_line("New-SendConnector -Interactive");
    answer(&mut shell, "Name:", "a*");
    answer(&mut shell, "Name:", "To Internet");
    assert!(shell.screen().contains("A name holds no backslash, '*' or '?'"), "{}", shell.screen());
    choose(&mut shell, "Custom", "Internet");
    answer(&mut shell, "AddressSpaces [*]:", "*contoso.com");
    answer(&mut shell, "AddressSpaces [*]:", "");
    assert!(shell.screen().contains("has a '*' that is not a whole first part"), "{}", shell.screen());
    key(&mut shell, "DNSRoutingEnabled? [Y/n]", "y");
    key(&mut shell, "RequireTLS? [y/N]", "n");
    answer(&mut shell, "MaxMessageSize [35 MB (36,700,160 bytes)]:", "50 pounds");
    answer(&mut shell, "MaxMessageSize [35 MB (36,700,160 bytes)]:", "50MB");
    menu(&mut shell, "Make it");
    let review = shell.screen();
    let command = "New-SendConnector -Name 'To Internet' -AddressSpaces * -Usage Internet -MaxMessageSize 50MB";
    assert!(shows(&review, command), "{review}");
    for line in ["  Name               To Internet", "  Usage              Internet", "  DNSRoutingEnabled  True"] {
        assert!(review.lines().any(|shown| shown == line), "{line}\nin\n{review}");
    }
    shell.keys(ENTER);
    let made = shell.prompt();
    assert!(made.contains("{SMTP:*;1}") && made.contains("What now: Make it"), "{made}");
    let kept = shell.line("Get-SendConnector | Format-List Name,MaxMessageSize,Usage");
    assert!(kept.contains("MaxMessageSize : 50 MB (52,428,800 bytes)"), "{kept}");
    let line = shell.line("(Get-ConfigurationHistory 'To Internet').Command");
    assert!(shows(&line, command), "{line}");
}

#[test]
fn smart_hosts_are_tried_and_passwords_stay_hidden() {
    let sink = Sink::start();
    let (open, closed) = (sink.port, closed_port());
    let mut shell = Start::new().columns(200).shell();
    shell.begin_line("New-SendConnector Relay -Usage Custom -AddressSpaces fabrikam.com -Interactive");
    key(&mut shell, "DNSRoutingEnabled? [Y/n]", "n");
    answer(&mut shell, "Port [25]:", &closed.to_string());
    answer(&mut shell, "SmartHosts:", "127.0.0.1");
    answer(&mut shell, "(default is \"C\"):", "c");
    assert!(shell.screen().contains("Cannot connect to 127.0.0.1 on port"), "{}", shell.screen());
    // Ctrl-C in the middle: nothing was made, and the shell goes on.
    answer(&mut shell, "SmartHosts:", "127.0.0.1");
    answer(&mut shell, "(default is \"C\"):", "k");
    menu(&mut shell, "None");
    shell.keys(CTRL_C);
    let stopped = shell.prompt();
    assert!(stopped.contains("\nNothing was made.\n"), "{stopped}");
    assert!(shell.line("@(Get-SendConnector).Count").contains("\n0\n"), "nothing was made");

    shell.begin_line(&format!(
        "New-SendConnector Relay -AddressSpaces fabrikam.com -Port {open} -Interactive -Usage Custom"
    ));
    key(&mut shell, "DNSRoutingEnabled? [Y/n]", "n");
    answer(&mut shell, "SmartHosts:", "127.0.0.1");
    choose(&mut shell, "None", "BasicAuth ");
    assert!(shell.screen().contains("[127.0.0.1] answers at 127.0.0.1:"), "{}", shell.screen());
    answer(&mut shell, "AuthenticationCredential, user:", "ann");
    shell.wait(|screen| screen.ends_with("Password for user ann:"));
    shell.keys("hunter2");
    shell.wait(|screen| screen.ends_with("*******"));
    shell.keys(ENTER);
    key(&mut shell, "RequireTLS? [y/N]", ENTER);
    answer(&mut shell, "MaxMessageSize [35 MB (36,700,160 bytes)]:", "");
    menu(&mut shell, "Make it");
    assert!(shows(&shell.screen(), "-AuthenticationCredential (Get-Credential ann) -Port"), "{}", shell.screen());
    shell.keys(ENTER);
    shell.prompt();
    let kept = shell.line("Get-SendConnector Relay | Format-List SmartHosts,AuthenticationCredential");
    assert!(kept.contains("AuthenticationCredential : ann") && kept.contains("{[127.0.0.1]}"), "{kept}");
    let past = shell.line("Get-ConfigurationHistory Relay | Format-List");
    assert!(past.contains("Get-Credential ann"), "{past}");
    assert!(!shell.written().contains("hunter2") && !shell.history().contains("hunter2"), "a password was shown");
}

#[test]
fn a_receive_connector_is_judged_before_it_is_made() {
    let mut shell = Shell::start();
    shell.line("New-ReceiveConnector Taken -Bindings 127.0.0.1:2599 -RemoteIPRanges 10.0.0.0/8 | Out-Null");
    shell.begin_line("New-ReceiveConnector -Interactive");
    answer(&mut shell, "Name:", "taken");
    answer(&mut shell, "Name:", "Apps");
    assert!(shell.screen().contains("There is a ReceiveConnector 'taken' already."), "{}", shell.screen());
    choose(&mut shell, "Custom", "Custom");
    answer(&mut shell, "Bindings:", "");
    answer(&mut shell, "Bindings:", "127.0.0.1:2599");
    assert!(shell.screen().contains("Bindings cannot be left out here."), "{}", shell.screen());
    answer(&mut shell, "RemoteIPRanges:", "10.0.0.0/8");
    // Space marks AnonymousUsers; Tls is marked already.
    menu(&mut shell, "[ ] AnonymousUsers");
    shell.keys(" ");
    menu(&mut shell, "[x] AnonymousUsers");
    shell.keys(ENTER);
    menu(&mut shell, "[x] Tls");
    shell.keys(ENTER);
    key(&mut shell, "RequireTLS? [y/N]", ENTER);
    answer(&mut shell, "MaxMessageSize [36 MB (37,748,736 bytes)]:", "");
    answer(&mut shell, "MaxRecipientsPerMessage [200]:", "50");
    // Two connectors cannot have the same binding and range: the rule speaks, and its property is asked again.
    let again = ["RemoteIPRanges: 10.0.0.0/8", "Bindings: 127.0.0.1:2599"];
    shell.wait(|screen| screen.lines().last().is_some_and(|last| again.contains(&last)));
    let refused = shell.screen();
    assert!(refused.contains("Taken"), "{refused}");
    let is_range = refused.lines().last().is_some_and(|last| last.starts_with("RemoteIPRanges"));
    shell.keys(&format!("\u{15}{}\r", if is_range { "10.7.0.0/16" } else { "127.0.0.1:2598" }));
    choose(&mut shell, "Make it", "Change something");
    choose(&mut shell, "Name", "Comment");
    answer(&mut shell, "Comment:", "for the applications");
    menu(&mut shell, "Make it");
    shell.keys(ENTER);
    shell.prompt();
    let made = shell.line("Get-ReceiveConnector Apps | Format-List PermissionGroups,MaxRecipientsPerMessage,Comment");
    for line in [
        "PermissionGroups        : AnonymousUsers",
        "MaxRecipientsPerMessage : 50",
        "Comment                 : for the applications",
    ] {
        assert!(made.contains(line), "{line}\nin\n{made}");
    }
}

#[test]
fn a_connector_is_changed_by_choosing_what() {
    let mut shell = Start::new().columns(200).shell();
    shell.line("New-SendConnector Way -AddressSpaces a.example | Out-Null");
    shell.begin_line("Set-SendConnector Way -Interactive -WhatIf");
    choose(&mut shell, "Name", "AddressSpaces");
    answer(&mut shell, "AddressSpaces: SMTP:a.example;1", ", b.example");
    choose(&mut shell, "Change it", "Change it");
    let shown = shell.prompt();
    let command = "  Set-SendConnector Way -AddressSpaces 'SMTP:a.example;1',b.example";
    assert!(shown.lines().any(|line| line == command) && shown.contains("What if:"), "{shown}");
    assert!(shell.line("(Get-SendConnector Way).AddressSpaces.Count").contains("\n1\n"), "-WhatIf changes nothing");

    shell.begin_line("Set-SendConnector Way -Interactive");
    choose(&mut shell, "Name", "Name");
    answer(&mut shell, "Name: Way", " out");
    choose(&mut shell, "Change it", "One more");
    choose(&mut shell, "Name", "Enabled");
    key(&mut shell, "Enabled? [Y/n]", "n");
    choose(&mut shell, "Change it", "Change it");
    let changed = shell.prompt();
    assert!(changed.contains("  Name: Way → Way out") && changed.contains("  Enabled: True → False"), "{changed}");
    assert!(shell.line("(Get-SendConnector 'Way out').Enabled").contains("\nFalse\n"));

    shell.begin_line("Set-SendConnector 'Way out' -Interactive");
    choose(&mut shell, "Name", "Enabled");
    key(&mut shell, "Enabled? [y/N]", "y");
    choose(&mut shell, "Change it", "Stop");
    assert!(shell.prompt().contains("\nNothing was changed.\n"));
    assert!(shell.line("(Get-SendConnector 'Way out').Enabled").contains("\nFalse\n"));
}

#[test]
fn a_terminal_that_goes_away_ends_a_question_and_the_shell() {
    let mut shell = Shell::start();
    shell.begin_line("New-SendConnector -Interactive");
    shell.wait(|screen| screen.ends_with("Name:"));
    shell.hang_up();
    assert_eq!(shell.exit_code(), 129, "128 and the number of SIGHUP");
}
