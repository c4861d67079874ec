//! Tab: what can stand at the cursor.

use crate::screen::{CTRL_C, Shell, TAB};

/// Types the beginning of a line, presses Tab, waits for what comes of it and drops the line.
fn completed(shell: &mut Shell, typed: &str, expected: &str) {
    shell.keys(typed);
    shell.wait_for(typed.trim_end());
    shell.keys(TAB);
    shell.wait_for(expected);
    shell.keys(CTRL_C);
    shell.prompt();
}

#[test]
fn tab_knows_commands_parameters_values_and_what_exists_now() {
    let mut shell = Shell::start();
    shell.line("$greeting = 'hello'");
    shell.line("New-SendConnector Fresh-1 -AddressSpaces one.example | Out-Null");
    for (typed, expected) in [
        ("Get-SendC", "> Get-SendConnector"),
        ("Get-Re", "Get-ReceiveConnector"),
        ("gEt-queue -ser", "> gEt-queue -Server"),
        ("Set-SendConnector x -MaxM", "-MaxMessageSize"),
        ("New-SendConnector x -Usage Intern", "Internet"),
        ("Set-ReceiveConnector x -ProtocolLoggingLevel V", "-ProtocolLoggingLevel Verbose"),
        ("Get-SendConnector Fr", "> Get-SendConnector Fresh-1"),
        ("Remove-SendConnector -Identity Fr", "-Identity Fresh-1"),
        ("Get-ReceiveConnector HUB01\\Def", "'HUB01\\Default HUB01'"),
        ("Get-Queue | Where-Object Mess", "MessageCount"),
        ("$gree", "> $greeting"),
        ("Get-Help Get-Messagetr", "Get-MessageTrackingLog"),
        ("Get-Help MailboxD", "> Get-Help MailboxDatabase"),
        ("1 | ForEach-Object { Get-Serv", "Get-Service"),
    ] {
        completed(&mut shell, typed, expected);
    }
    shell.line("New-SendConnector Later-2 -AddressSpaces two.example | Out-Null");
    completed(&mut shell, "Get-SendConnector La", "> Get-SendConnector Later-2");
}

#[test]
fn what_scripts_say_of_arguments_is_offered() {
    let mut shell = Shell::start();
    shell.line("function Get-Zone { param([ValidateSet('berlin','paris')]$Place, [ArgumentCompletions('wide','narrow')]$Form, [ArgumentCompleter({ param($c, $p, $word, $line, $given) \"of$($given.Place)$word\" })]$Rest) }");
    shell.line("Register-ArgumentCompleter -CommandName Test-MailRoute -ParameterName Recipient -ScriptBlock { 'pat@example.org' }");
    shell.line("Register-ArgumentCompleter -Native -CommandName uname -ScriptBlock { param($word) 'kernelname' | ? { $_ -like \"$word*\" } }");
    for (typed, expected) in [
        ("Get-Zone -Place be", "Get-Zone -Place berlin"),
        ("Get-Zone -Form na", "Get-Zone -Form narrow"),
        ("Get-Zone pa", "Get-Zone paris"),
        ("Get-Zone -Place paris -Rest x", "Get-Zone -Place paris -Rest ofparisx"),
        ("Test-MailRoute -Recipient ", "Test-MailRoute -Recipient pat@example.org"),
        ("uname ker", "uname kernelname"),
    ] {
        completed(&mut shell, typed, &format!("> {expected}"));
    }
}
