//! Back pressure and full disks: what a node refuses, what it keeps, and how it comes back.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::support::appear::{eventually, within};
use crate::support::hub::Hub;
use crate::support::sink::Sink;
use crate::support::smtp::{Client, message};

const REFUSAL: &str = "452 4.3.1 Insufficient system resources";

fn client(port: u16) -> Client {
    let mut client = Client::connect(port);
    client.ask("EHLO client.example.org", "250");
    client
}

/// Asks MAIL until the answer begins so.
fn mail_becomes(port: u16, answer: &str) {
    eventually(answer, || client(port).try_ask("MAIL FROM:<x@example.org>", answer).ok());
}

#[test]
fn mail_from_outside_is_refused_first_and_all_mail_later() {
    let hub = Hub::start();
    hub.node.configure("Set-TransportServer TEST -ResourceMeteringInterval 00:00:01");
    let shown = hub.node.shell("Get-BackPressure | ForEach-Object { \"$($_.Resource) $($_.Unit)\" }");
    for resource in [
        "DatabaseUsedSpace percent",
        "UsedDiskSpace percent",
        "PrivateBytes percent",
        "SystemMemory percent",
        "SubmissionQueue messages",
        "UsedVersionBuckets changes",
    ] {
        assert!(shown.lines().any(|line| line.trim() == resource), "{resource} in\n{shown}");
    }
    // Any value is enough for Medium, and none for High.
    hub.node.configure("Set-TransportServer TEST -ResourceThresholds @{Add='PrivateBytes.LowToMedium=0'}");
    mail_becomes(hub.port, REFUSAL);
    client(hub.relay).ask("MAIL FROM:<x@example.org>", "250");
    let level = "(Get-BackPressure | Where-Object Resource -eq PrivateBytes).Level";
    assert_eq!(hub.node.shell(level).trim(), "Medium");
    assert!(hub.node.log().contains("event_id=15004"), "{}", hub.node.log());

    hub.node.configure("Set-TransportServer TEST -ResourceThresholds @{Add='PrivateBytes.MediumToHigh=0'}");
    mail_becomes(hub.relay, REFUSAL);
    assert!(hub.node.shell("(Get-BackPressure | Where-Object Resource -eq PrivateBytes).Actions").contains("users"));
    let xml = hub.node.shell("Get-ExchangeDiagnosticInfo -Process EdgeTransport -Component ResourceThrottling");
    assert!(xml.contains("<AggregateResourceUse>High</AggregateResourceUse>"), "{xml}");

    hub.node.configure("Set-TransportServer TEST -EnableResourceMonitoring $false");
    mail_becomes(hub.port, "250");
    hub.node.configure("Set-TransportServer TEST -EnableResourceMonitoring $true");
    mail_becomes(hub.port, REFUSAL);
    hub.node.configure("Set-TransportServer TEST -ResourceThresholds @()");
    mail_becomes(hub.port, "250");
    mail_becomes(hub.relay, "250");
}

#[test]
fn back_pressure_that_is_switched_off_ends_before_the_next_measurement() {
    let hub = Hub::start();
    hub.node.configure(
        "Set-TransportServer TEST -ResourceMeteringInterval 00:00:30 -ResourceThresholds PrivateBytes.LowToMedium=0",
    );
    mail_becomes(hub.port, REFUSAL);
    hub.node.configure("Set-TransportServer TEST -EnableResourceMonitoring $false");
    let is_taken = || client(hub.port).try_ask("MAIL FROM:<x@example.org>", "250").ok();
    assert!(within(Duration::from_secs(5), is_taken).is_some(), "the next measurement is half a minute away");
}

#[test]
fn a_long_queue_slows_senders_down() {
    let hub = Hub::start();
    hub.node.configure(
        "Suspend-Queue Submission -Confirm:$false | Out-Null
         Set-TransportServer TEST -ResourceMeteringInterval 00:00:01 -ResourceThresholds \
         SubmissionQueue.LowToMedium=3,SubmissionQueue.MediumToLow=3 -SmtpStartThrottlingDelayInterval 00:00:01 \
         -SmtpStepThrottlingDelayInterval 00:00:00.5 -SmtpMaxThrottlingDelayInterval 00:00:01",
    );
    for number in 1..=3 {
        hub.send("x@example.org", &["y@example.net"], &format!("Letter {number}"));
    }
    let mut client = client(hub.relay);
    eventually("a delay", || {
        let begun = std::time::Instant::now();
        client.ask("MAIL FROM:<x@example.org>", "250");
        client.ask("RSET", "250");
        (begun.elapsed().as_millis() >= 1000).then_some(())
    });
    assert_eq!(hub.node.shell("(Get-Queue Submission).MessageCount").trim(), "3");
}

/// A small file system of its own, gone when dropped.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn on(folder: &Path, size: &str) -> SmallDisk {
        fs::create_dir_all(folder).expect("ours");
        let folder = folder.to_owned();
        root(&["mount", "-t", "tmpfs", "-o", &format!("size={size},mode=0700"), "tmpfs"], &folder);
        SmallDisk(folder)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: the node may still have files open.
        root(&["umount", "--lazy"], &self.0);
    }
}

/// Runs a command that only root may give; tests/run has root or sudo, since it installs packages.
fn root(command: &[&str], folder: &Path) {
    let words: Vec<&str> = match rustix::process::geteuid().is_root() {
        true => command.to_vec(),
        false => ["sudo", "-n"].into_iter().chain(command.iter().copied()).collect(),
    };
    let status = Command::new(words[0]).args(&words[1..]).arg(folder).status().expect("it is installed");
    assert!(status.success(), "{words:?} {}", folder.display());
}

#[test]
fn nothing_acknowledged_is_lost_on_a_full_disk_and_the_node_recovers_by_itself() {
    let mut hub = Hub::start();
    let next = Sink::answering(crate::support::free_port(), |_| None);
    hub.send_everything_to(next.port);
    hub.node.configure(
        "Suspend-Queue Submission -Confirm:$false | Out-Null; Set-TransportServer TEST \
         -ResourceMeteringInterval 00:00:01",
    );
    hub.node.stop();
    let spool = hub.node.folder.path().join("spool");
    fs::remove_dir_all(&spool).expect("nothing is in it");
    let _disk = SmallDisk::on(&spool, "100m");
    hub.node.serve(&[]);
    hub.node.shell("Suspend-Queue Submission -Confirm:$false");

    let padding = "x".repeat(70) + "\r\n";
    let mut sent = Vec::new();
    let refused = loop {
        let subject = format!("Letter {}", sent.len());
        let text = message("x@example.org", "y@example.net", &subject) + &padding.repeat(7000);
        let answer = Client::try_connect(hub.relay).and_then(|mut client| {
            client.try_ask("EHLO client.example.org", "250")?;
            client.try_mail("x@example.org", &["y@example.net"], &text)
        });
        match answer {
            Ok(_) => sent.push(subject),
            Err(error) => break error.to_string(),
        }
        assert!(sent.len() < 400, "200 MB do not fit on a disk of 100");
    };
    assert!(refused.contains(REFUSAL), "{refused}");
    assert!(sent.len() > 20, "only {} before: {refused}", sent.len());

    // Somebody else takes the rest of the disk: not even the end of a message can be recorded now.
    let other = spool.join("somebody-elses-file");
    let fill = Command::new("dd").args(["if=/dev/zero", "bs=64k"]).arg(format!("of={}", other.display())).output();
    assert!(!fill.expect("dd").status.success(), "the disk is full");
    hub.node.shell("Resume-Queue Submission -Confirm:$false; Get-Queue | Out-Null");
    fs::remove_file(&other).expect("ours");
    // What was taken over while nothing could be recorded may come twice, but all of it comes.
    sent.sort();
    let arrived = eventually("all mail at the next hop", || {
        let mut arrived: Vec<String> = next.messages(sent.len()).iter().map(|taken| subject(&taken.text)).collect();
        arrived.sort();
        arrived.dedup();
        (arrived.len() == sent.len()).then_some(arrived)
    });
    assert_eq!(arrived, sent);
    mail_becomes(hub.relay, "250");
    hub.send("x@example.org", &["y@example.net"], "Afterwards");
}

fn subject(text: &str) -> String {
    let line = text.lines().find_map(|line| line.strip_prefix("Subject: "));
    line.expect("a subject").to_owned()
}
