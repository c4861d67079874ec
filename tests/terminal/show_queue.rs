//! Show-Queue on a terminal of 24 rows: what is seen, what keys do, and that the screen comes back.

use crate::screen::{CTRL_C, DOWN, ENTER, ESCAPE, Shell, Start};
use crate::support::appear::eventually;
use crate::support::node::Node;
use crate::support::{closed_port, free_port, smtp};

/// A node with six messages that wait for a next hop that is not there, one of them with a subject that would clear a
/// screen, and one without a route.
fn node() -> Node {
    let node = Node::start();
    let (relay, closed) = (free_port(), closed_port());
    node.configure(&format!(
        "New-SendConnector Fabrikam -AddressSpaces fabrikam.com -SmartHosts 127.0.0.1 -Port {closed}
         New-ReceiveConnector Relay -Bindings 127.0.0.1:{relay} -RemoteIPRanges 127.0.0.1 `
             -AuthMechanism ExternalAuthoritative -PermissionGroups ExchangeServers"
    ));
    for number in 1..=5 {
        smtp::send(relay, "ann@contoso.com", &["pat@fabrikam.com"], &format!("number {number}"));
    }
    smtp::send(relay, "ann@contoso.com", &["pat@fabrikam.com"], "\u{1b}[2Jgone");
    smtp::send(relay, "ann@contoso.com", &["kim@nowhere.example"], "no route");
    eventually("queues that wait", || {
        let found =
            node.shell("(Get-Queue -Filter {Status -eq 'Retry' -or Identity -like '*Unreachable'}).MessageCount");
        (found.split_whitespace().collect::<Vec<_>>() == ["1", "6"]).then_some(())
    });
    node
}

fn shown(node: &Node, columns: u16) -> Shell {
    let mut shell = Start::new().columns(columns).rows(24).data_dir(node.folder.path()).shell();
    shell.begin_line("Show-Queue");
    shell.look(|screen| screen.contains("3 queues, 7 messages, 1 in Retry") && screen.contains("<1m"));
    assert!(shell.is_filled());
    shell
}

fn row(screen: &str, beginning: &str) -> String {
    screen
        .lines()
        .find(|line| line.starts_with(beginning))
        .unwrap_or_else(|| panic!("{beginning}:\n{screen}"))
        .to_owned()
}

#[test]
fn queues_messages_and_orders_in_80_columns() {
    let node = node();
    let mut shell = shown(&node, 80);
    let screen = shell.screen();
    assert_eq!(row(&screen, "   Next"), "   Next hop        Status     Messages Velocity  Oldest Last error");
    assert!(row(&screen, " !").starts_with(" ! [127.0.0.1]     Retry             6 "), "{screen}");
    assert!(row(&screen, "   Unreach").contains("Unreachable Do… Ready             1 "), "{screen}");
    assert!(screen.contains("Connection refused") && screen.contains("after 1 failure"), "{screen}");
    assert_eq!(
        row(&screen, " Enter"),
        " Enter open  / filter  s suspend  r resume  t retry  x remove  ? help  q leave"
    );

    // A wrong filter is pointed at, and a right one taken.
    shell.keys("/Staus -eq 'Retry'");
    shell.look(|screen| screen.contains("Filter: Staus -eq 'Retry'\n         ^ There is no property 'Staus'"));
    shell.keys("\u{15}Status -eq 'Retry'\r");
    shell.look(|screen| screen.contains(" Filter: Status -eq 'Retry'") && screen.contains("1 queue, 6 messages"));

    // Down to a message, whose subject does nothing to the screen.
    shell.keys(ENTER);
    shell.look(|screen| screen.contains("[127.0.0.1]: 6 messages, Retry") && screen.contains("number 5"));
    assert!(shell.screen().contains("[2Jgone"), "{}", shell.screen());
    shell.keys(DOWN);
    shell.keys(ENTER);
    shell.look(|screen| screen.contains("pat@fabrikam.com  Retry") && screen.contains("RECEIVE  SMTP"));
    shell.keys("x");
    shell.look(|screen| screen.contains("Remove-Message 'TEST\\") && screen.contains("w: yes, without reports"));
    shell.keys("w");
    shell.look(|screen| screen.contains("it has left this queue") && screen.contains("DROP     ADMIN"));
    shell.keys(ESCAPE);
    shell.look(|screen| screen.contains("[127.0.0.1]: 5 messages"));
    shell.keys(ESCAPE);
    shell.look(|screen| screen.contains("1 queue, 5 messages"));

    shell.keys("s");
    shell.look(|screen| screen.contains("Stop sending from the queue to [127.0.0.1] (5 messages)."));
    assert!(shell.screen().contains("Suspend-Queue 'TEST\\"), "{}", shell.screen());
    shell.keys("y");
    shell.look(|screen| screen.contains("': done"));
    shell.keys("/\u{15}\r");
    shell.look(|screen| screen.contains(" = [127.0.0.1]     Suspended         5 "));
    shell.keys("q");
    let after = shell.prompt();
    assert!(!shell.is_filled() && after.contains("Suspend-Queue 'TEST\\"), "what was done stays in sight: {after}");
    let status = shell.line("(Get-Queue -Filter {MessageCount -eq 5}).Status");
    assert!(status.contains("Suspended"), "{status}");
}

#[test]
fn a_wide_screen_shows_errors_whole_and_resizing_is_obeyed() {
    let node = node();
    let mut shell = shown(&node, 200);
    let error = "Error encountered while communicating with primary target IP address";
    assert!(row(&shell.screen(), " !").contains(error), "{}", shell.screen());
    assert!(row(&shell.screen(), " TEST").contains("(trouble first)"), "{}", shell.screen());
    shell.resize(80);
    shell.look(|screen| screen.contains("s suspend  r resume  t retry  x remove  ? help  q leave"));
    assert!(shell.screen().lines().all(|line| line.chars().count() <= 80), "{}", shell.screen());
    shell.keys("?");
    shell.look(|screen| screen.contains("any key: back"));
    shell.keys(CTRL_C);
    shell.prompt();
    assert!(!shell.is_filled());
    assert!(shell.line("6 * 7").contains("\n42\n"));
}

#[test]
fn little_is_written_while_nothing_changes_and_no_colour_where_none_is_wanted() {
    let node = node();
    let start = Start::new().columns(80).rows(24).data_dir(node.folder.path()).environment("NO_COLOR", "1");
    let mut shell = start.shell();
    shell.begin_line("Show-Queue -Interval 00:00:01");
    shell.look(|screen| screen.contains("1 in Retry") && screen.contains("<1m"));
    shell.written();
    let clock = |screen: &str| screen.lines().next().and_then(|line| line.get(line.len() - 8..)).map(str::to_owned);
    for _ in 0..3 {
        let before = clock(&shell.screen());
        shell.look(|screen| clock(screen) != before);
    }
    let written = shell.written();
    // Three answers: three clocks, and rates of which some digits changed. A whole screen has 1,920 cells.
    assert!(written.len() < 1500, "{} bytes: {written:?}", written.len());
    shell.keys("s");
    shell.look(|screen| screen.contains("y: yes"));
    let coloured = |text: &str| (30..=37).chain(90..=97).any(|code| text.contains(&format!("\u{1b}[{code}m")));
    assert!(!coloured(&shell.written()), "a colour");
    shell.keys("nq");
    shell.prompt();
}

#[test]
fn a_terminal_that_goes_away_gets_its_screen_back() {
    let node = node();
    let mut shell = shown(&node, 80);
    shell.written();
    shell.hang_up();
    shell.look(|screen| !screen.contains("q leave"));
    assert!(!shell.is_filled());
    assert_eq!(shell.exit_code(), 129, "128 and the number of SIGHUP");

    let mut shell = Start::new().columns(80).rows(24).data_dir(node.folder.path()).flag("Show-Queue").begin();
    shell.look(|screen| screen.contains("1 in Retry"));
    shell.hang_up();
    shell.look(|screen| !screen.contains("q leave"));
    assert!(!shell.is_filled());
    assert_eq!(shell.exit_code(), 129);
}
