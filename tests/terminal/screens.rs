//! Whole screens, as a person has them before them: the files of `screens/`, one for each width.
//!
//! With `EMSH_RECORD=1` the files are written anew. They are to be read then, not only committed.

use std::path::PathBuf;

use crate::screen::{CTRL_C, ENTER, Shell, Start, TAB};
use crate::support::appear::eventually;
use crate::support::node::Node;
use crate::support::{free_port, smtp};

/// What is typed, and what a person then reads.
enum Step {
    /// A line, and all it puts out.
    Line(&'static str),
    /// Lines that are one command.
    Lines(&'static [&'static str]),
    /// A menu with this at its end.
    Menu(&'static str, &'static str),
}

const STEPS: &[Step] = &[
    Step::Line("Get-Help Suspend-Queue"),
    Step::Line("Get-Command -Noun Queue*"),
    Step::Line("Get-SendConnector"),
    Step::Line("Get-SendConnector 'To *' | Format-List Name,AddressSpaces,SmartHosts,MaxMessageSize,Comment"),
    Step::Line("Get-Message"),
    Step::Line("Get-Queue | Format-Table Identity,Status,MessageCount,NextHopDomain,NextRetryTime"),
    Step::Line("Get-Queue -Filter {Status -eq 'Retry'} | Select-Object Identity,MessageCount | ConvertTo-Json"),
    Step::Line("Set-SendConnector Internet -MaxMessageSize 20MB -Fqdn mail.contoso.com -WhatIf"),
    Step::Line("Get-SendConnector | Set-SendConnector -Enabled $false -WhatIf"),
    Step::Line("Get-SendConector"),
    Step::Line("Set-SendConnector Internet -MaxMessageSize 10XB"),
    Step::Line("Set-SendConnector Internet -Smarthosts '[300.1.1.1]'"),
    Step::Line("Get-Queue HUB01\\99"),
    Step::Line("Get-Health"),
    Step::Line("'text'; 42; @{ Name = 'value' }; [pscustomobject]@{ Queue = 'a'; Count = 1204 }"),
    Step::Lines(&["foreach ($n in 1..3) {", "\"number $n\"", "}"]),
    Step::Menu("sendc", "Change a send connector"),
    Step::Menu("Get-Queue ", "Retry, 3 messages"),
    Step::Menu("New-SendConnector -Usage ", "proves itself by its certificate."),
    Step::Menu("Get-Message | Sort-Object ", "The reason that was given."),
    Step::Menu("Get-Queue -Filter \"Sta", "Status"),
];

/// A node with a connector for each kind of name, and three messages that wait, with subjects of three scripts.
pub fn node() -> Node {
    let node = Node::named("HUB01", &[]);
    let relay = free_port();
    node.configure(&format!(
        "New-SendConnector Internet -AddressSpaces * -SmartHosts 127.0.0.1 -Port 9
         New-SendConnector 'To 北京 office' -AddressSpaces beijing.contoso.com -SmartHosts 127.0.0.1 -Port 9 `
             -Comment 'The office in 北京 takes mail of its own between eight and six; at night it is held here.'
         New-SendConnector 'To a partner with a name that takes more room than a table has' -Enabled $false `
             -AddressSpaces partner.example,'*.partner.example;5',another-partner.example -SmartHosts 127.0.0.1 -Port 9
         New-ReceiveConnector Relay -Bindings 127.0.0.1:{relay} -RemoteIPRanges 127.0.0.1 `
             -AuthMechanism ExternalAuthoritative -PermissionGroups ExchangeServers
         Set-TransportServer HUB01 -QueueGlitchRetryInterval 01:00:00"
    ));
    for subject in ["plain", "=?utf-8?B?6YKu5Lu2IPCfk6c=?=", "=?utf-8?B?16nXnNeV150=?="] {
        smtp::send(relay, "ann@contoso.com", &["kim@fabrikam.com"], subject);
    }
    eventually("messages that wait", || {
        let waits = "(Get-Queue -Filter {Status -eq 'Retry'}).MessageCount";
        (node.shell(waits).trim() == "3").then_some(())
    });
    node
}

impl Step {
    fn name(&self) -> String {
        match self {
            Step::Line(line) => (*line).to_owned(),
            Step::Lines(lines) => lines.join(" ↵ "),
            Step::Menu(typed, _) => format!("{typed}⇥"),
        }
    }

    /// What the screen shows, without what is another each time.
    fn seen(&self, shell: &mut Shell) -> String {
        match self {
            Step::Line(line) => shell.line(line),
            Step::Lines(lines) => {
                for line in *lines {
                    shell.keys(line);
                    shell.wait_for(line);
                    shell.keys(ENTER);
                }
                shell.prompt()
            }
            Step::Menu(typed, wanted) => {
                shell.keys(typed);
                shell.wait_for(typed.trim_end());
                shell.keys(TAB);
                shell.look(|screen| screen.contains(wanted));
                let screen = shell.screen();
                shell.keys(CTRL_C);
                shell.prompt();
                screen
            }
        }
    }
}

/// Sizes of messages have the date of a header in them, and retries have the time.
fn lasting(screen: &str) -> String {
    let size = regex::Regex::new(r"\b\d{3} B\b").expect("a pattern");
    let time = regex::Regex::new(r"\d\d/\d\d/\d{4} \d\d:\d\d:\d\d").expect("a pattern");
    time.replace_all(&size.replace_all(screen, "### B"), "MM/dd/yyyy HH:mm:ss").into_owned()
}

#[test]
fn whole_screens_are_as_recorded() {
    let node = node();
    for columns in [80, 200] {
        let mut shell = Start::new().columns(columns).data_dir(node.folder.path()).shell();
        let screens: Vec<String> =
            STEPS.iter().map(|step| format!("══ {}\n{}\n", step.name(), lasting(&step.seen(&mut shell)))).collect();
        let file: PathBuf =
            [env!("CARGO_MANIFEST_DIR"), "tests/terminal/screens", &format!("{columns}.txt")].iter().collect();
        if std::env::var_os("EMSH_RECORD").is_some() {
            std::fs::write(&file, screens.join("\n")).expect("recorded");
        }
        let recorded = std::fs::read_to_string(&file).expect("recorded");
        let mut recorded = recorded.split("══ ").skip(1);
        for screen in &screens {
            let was = recorded.next().unwrap_or_default().trim_end();
            let is = screen.trim_start_matches("══ ").trim_end();
            assert!(is == was, "at {columns} columns this was recorded:\n{was}\nand this is there:\n{is}");
        }
        assert_eq!(recorded.next(), None, "no more is recorded");
    }
}

#[test]
fn ages_and_sizes_are_told_to_people_and_exact_for_others() {
    let node = node();
    let mut shell = Start::new().columns(120).data_dir(node.folder.path()).shell();
    for (line, brief, exact) in [
        (
            "Get-MessageTrackingLog -EventId RECEIVE",
            r"(?m)^\d+[sm].* ago +RECEIVE",
            r"(?m)^\d\d/\d\d/\d{4} \d\d:\d\d:\d\d +RECEIVE",
        ),
        ("Get-Message", r" Retry +\d+ B +SMTP", r" Retry +\d+ B \(\d+ bytes\) +SMTP"),
        ("Get-Message | Format-Table", r" Retry +\d+ B +SMTP", r" Retry +\d+ B \(\d+ bytes\) +SMTP"),
    ] {
        let [brief, exact] = [brief, exact].map(|pattern| regex::Regex::new(pattern).expect("a pattern"));
        let seen = shell.line(line);
        assert!(brief.is_match(&seen) && !exact.is_match(&seen), "{line}:\n{seen}");
        for (read, how) in [(shell.line(&format!("{line} | Out-String")), "a text"), (node.shell(line), "no terminal")]
        {
            assert!(exact.is_match(&read), "{line}, {how}:\n{read}");
        }
    }
}

#[test]
fn how_far_a_search_is_in_the_logs_is_shown() {
    let node = node();
    // Yesterday has a file of its own, which is searched first.
    node.shell("Get-MessageTrackingLog");
    let logs = node.folder.path().join("logs/tracking");
    let today = std::fs::read_dir(&logs).expect("a folder").next().expect("a file").expect("readable").path();
    std::fs::copy(&today, logs.join("MSGTRK20200101-1.log")).expect("copied");
    let mut shell = Start::new().data_dir(node.folder.path()).shell();
    shell.begin_line(
        "Get-MessageTrackingLog | % { if (++$n -le 3) { Start-Sleep -Milliseconds 150 } else { Start-Sleep 600 } }",
    );
    shell.wait(|screen| {
        let last = screen.lines().last().unwrap_or_default();
        last.starts_with("Searching the tracking log: ") && last.ends_with(" KB  100 %")
    });
    shell.keys(CTRL_C);
    let screen = shell.prompt();
    assert!(!screen.contains("Searching"), "it is gone with the work:\n{screen}");
}
