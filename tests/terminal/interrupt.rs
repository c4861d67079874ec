//! Ctrl-C stops what runs and not the shell.

use std::io::Read;
use std::net::TcpListener;

use rustix::process::{Pid, Signal, kill_process};

use crate::screen::{CTRL_C, Shell, Start};
use crate::support::appear::eventually;
use crate::support::node::Node;

#[test]
fn whatever_runs_stops_and_the_shell_goes_on() {
    let mut shell = Shell::start();
    for line in [
        "'begun'; Start-Sleep 600",
        "'begun'; while ($true) {}",
        "'begun'; while ($true) { $x = 1 }",
        "'begun'; 1..1000000000 | Where-Object { $_ -lt 0 }",
        "'begun'; 1..1000000000 | ForEach-Object { } | Sort-Object",
        "'begun'; for (;;) { try { Start-Sleep 600 } finally { 'tidied' } }",
        "'begun'; sleep 600",
        "'begun'; $x = sh -c 'sleep 600; echo late'; $x",
        "'begun'; 1..1000000000 | /bin/cat | Sort-Object",
        "'begun'; function f { f2 }; function f2 { while ($true) { } }; f",
    ] {
        shell.begin_line(line);
        shell.wait(|screen| screen.lines().any(|line| line == "begun"));
        shell.keys(CTRL_C);
        shell.prompt();
        let screen = shell.line("6 * 7");
        assert!(screen.contains("\n42\n"), "after {line}:\n{screen}");
    }
}

#[test]
fn a_stream_of_results_stops() {
    let mut shell = Shell::start();
    shell.begin_line("1..1000000000");
    shell.wait(|screen| screen.lines().last().is_some_and(|line| line.parse::<u32>().is_ok_and(|number| number > 100)));
    shell.keys(CTRL_C);
    shell.prompt();
    assert!(shell.line("6 * 7").contains("\n42\n"));
}

#[test]
fn what_was_done_and_what_was_not_is_said() {
    let mut shell = Shell::start();
    shell.line("1..25 | % { New-AcceptedDomain \"c$_\" -DomainName \"d$_.example\" } | Out-Null");
    let slow = "{ $global:n++; Start-Sleep -Milliseconds (0, 350, 600000)[($n -gt 4) + ($n -gt 6)]; $_.Name }";
    shell.begin_line(&format!("Get-AcceptedDomain | Set-AcceptedDomain -Identity {slow} -DomainType ExternalRelay"));
    shell.wait_for("(default is \"N\"):");
    shell.begin_line("y");
    shell.wait_for("Set-AcceptedDomain: 6 of 25 objects  24 %");
    shell.keys(CTRL_C);
    let screen = shell.prompt();
    let told = "Set-AcceptedDomain was done with 6 of 25 objects; the other 19 are as they were.";
    assert!(screen.replace(['\n', ' '], "").contains(&told.replace(' ', "")), "{screen}");
    assert!(shell.line("@(Get-AcceptedDomain | ? DomainType -eq ExternalRelay).Count").contains("\n6\n"));

    shell.begin_line(
        "foreach ($n in 1..3) { Remove-AcceptedDomain \"c$n\" -Confirm:$false }; 'begun2'; Start-Sleep 600",
    );
    shell.wait(|screen| screen.lines().any(|line| line == "begun2"));
    shell.keys(CTRL_C);
    let screen = shell.prompt();
    assert!(screen.contains("Stopped. Remove-AcceptedDomain was done with 3 objects."), "{screen}");
}

#[test]
fn messages_chosen_by_a_filter_are_counted_too() {
    let node = crate::screens::node();
    let mut shell = Start::new().data_dir(node.folder.path()).shell();
    shell.begin_line("Suspend-Message -Filter {FromAddress -like '*'} -Confirm:$false; 'begun2'; Start-Sleep 600");
    shell.wait(|screen| screen.lines().any(|line| line == "begun2"));
    shell.keys(CTRL_C);
    let screen = shell.prompt();
    assert!(screen.contains("Stopped. Suspend-Message was done with 3 objects."), "{screen}");
}

#[test]
fn a_node_that_does_not_answer_keeps_nobody_waiting() {
    let node = Node::start();
    let pid = Pid::from_raw(i32::try_from(node.pid()).expect("a process")).expect("not zero");
    let mut shell = Start::new().data_dir(node.folder.path()).shell();
    kill_process(pid, Signal::STOP).expect("a process of ours");
    shell.begin_line("'begun'; Get-Queue");
    shell.wait(|screen| screen.lines().any(|line| line == "begun"));
    shell.keys(CTRL_C);
    shell.wait_for("(no node)>");
    kill_process(pid, Signal::CONT).expect("a process of ours");
    shell.prompt();
    assert!(shell.line("(Get-Queue).Count").contains("\n2\n"));
}

#[test]
fn a_peer_that_says_nothing_keeps_nobody_waiting() {
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = silent.local_addr().expect("bound").port();
    let mut shell = Shell::start();
    silent.set_nonblocking(true).expect("a socket of ours");
    shell.begin_line(&format!("Send-SmtpMessage 127.0.0.1:{port} -From a@contoso.com -To b@contoso.com"));
    let (mut peer, _) = eventually("the shell connects", || silent.accept().ok());
    shell.keys(CTRL_C);
    shell.prompt();
    assert!(shell.line("6 * 7").contains("\n42\n"));
    assert_eq!(peer.read(&mut [0; 100]).expect("closed in order"), 0);
}

#[test]
fn a_program_gets_the_terminal_unless_its_results_are_taken() {
    let mut shell = Shell::start();
    let asks = "sh -c 'test -t 1 && echo shown || echo taken'";
    for (line, expected) in [
        (asks.to_owned(), "shown"),
        (format!("if (1) {{ {asks} }}"), "shown"),
        (format!("function f {{ {asks} }}; f"), "shown"),
        (format!("$x = {asks}; $x"), "taken"),
        (format!("{asks} | % {{ $_ }}"), "taken"),
        (format!("\"$({asks})\""), "taken"),
    ] {
        let screen = shell.line(&line);
        assert!(screen.contains(&format!("\n{expected}\n")), "after {line}:\n{screen}");
    }
}
