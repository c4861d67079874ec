//! `emsh sendmail`: the sendmail-compatible way in, for cron, scripts and every program that calls `/usr/sbin/sendmail`.
//!
//! Promise: exit code 0 means that the message is on stable storage in the data directory, where the node takes it within a
//! second of running. It needs no node that runs, no socket and no configuration. Exit codes are those of sysexits.h, which
//! callers know: 64 for a wrong command line, 65 for a message that cannot be, 75 for what may be better later.
//!
//! Flags that ask for what always is so (`-i`'s kin of error modes, `-bm`) are accepted; those that ask for what is not there
//! (`-bs`, `-bp`, alias databases) are refused, so that no caller believes what did not happen.

use std::ffi::OsString;
use std::io::{self, Read};
use std::path::Path;

use crate::transport::receive::pickup::deposit::{self, Deposit};

const USAGE: u8 = 64;
const BAD_DATA: u8 = 65;
const TRY_LATER: u8 = 75;

/// Largest message taken: what the largest MaxMessageSize allows.
const LARGEST: u64 = 2 * 1024 * 1024 * 1024;

/// What the command line asks for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Order {
    deposit: Deposit,
    /// `-t`: recipients stand in the header, too.
    reads_header: bool,
    /// `-i`, `-oi`: a line with a single dot is text.
    ignores_dots: bool,
    /// `-q`: deliver what is queued, which a node does by itself.
    is_queue_run: bool,
}

/// Carries the command line out; the exit code.
pub fn run(words: &[OsString], data_dir: &Path) -> u8 {
    let caller = std::env::var("LOGNAME").or_else(|_| std::env::var("USER")).unwrap_or_else(|_| "root".to_owned());
    match send(words, &caller, data_dir, io::stdin().lock()) {
        Ok(()) => 0,
        Err((code, says)) => {
            eprintln!("sendmail: {says}");
            code
        }
    }
}

fn send(words: &[OsString], caller: &str, data_dir: &Path, input: impl Read) -> Result<(), (u8, String)> {
    let usage = |says: String| (USAGE, says);
    let mut order = parse(words, caller).map_err(usage)?;
    if order.is_queue_run {
        return Ok(());
    }
    let mut message = Vec::new();
    input
        .take(LARGEST)
        .read_to_end(&mut message)
        .map_err(|error| (BAD_DATA, format!("the message cannot be read: {error}")))?;
    if !order.ignores_dots {
        end_at_dot(&mut message);
    }
    if order.reads_header {
        order.deposit.recipients.extend(deposit::recipients_of(&message));
    }
    if order.deposit.recipients.is_empty() {
        return Err(usage("no recipients: name them on the command line, or in the header and say -t".to_owned()));
    }
    let sender = &order.deposit.sender;
    if let Some(bad) = order.deposit.recipients.iter().chain([sender]).find(|word| !is_one_word(word)) {
        return Err((BAD_DATA, format!("{bad:?} is no address")));
    }
    if !data_dir.is_dir() {
        return Err((
            TRY_LATER,
            format!("no node has its data in '{}' (see --data-dir, EMSH_DATA)", data_dir.display()),
        ));
    }
    let folder = deposit::folder_of(data_dir);
    order
        .deposit
        .leave(&folder, &message)
        .map_err(|error| (TRY_LATER, format!("the message cannot be kept in '{}': {error}", folder.display())))
}

/// What stands in a field of the envelope must neither end the field nor the brackets.
fn is_one_word(word: &str) -> bool {
    word.len() <= 1860 && !word.contains(|c: char| c.is_control() || matches!(c, '<' | '>'))
}

/// The message ends before a line with a single dot.
fn end_at_dot(message: &mut Vec<u8>) {
    let mut at = 0;
    for line in message.split_inclusive(|byte| *byte == b'\n') {
        if matches!(line, b".\n" | b".\r\n" | b".") {
            return message.truncate(at);
        }
        at += line.len();
    }
}

/// Reads flags as sendmail does: values stand behind their letter or in the next word.
fn parse(words: &[OsString], caller: &str) -> Result<Order, String> {
    let mut order = Order { deposit: Deposit { sender: caller.to_owned(), ..Deposit::default() }, ..Order::default() };
    let mut words = words.iter().map(|word| word.to_str().ok_or_else(|| format!("{word:?} is not text")));
    while let Some(word) = words.next().transpose()? {
        let Some(flag) = word.strip_prefix('-').filter(|flag| !flag.is_empty()) else {
            order.deposit.recipients.push(bare(word).to_owned());
            continue;
        };
        if flag == "-" {
            for word in words.by_ref() {
                order.deposit.recipients.push(bare(word?).to_owned());
            }
            break;
        }
        let (letter, attached) = flag.split_at(flag.chars().next().map_or(0, char::len_utf8));
        let mut value = || match attached {
            "" => words.next().transpose()?.ok_or_else(|| format!("-{letter} wants a value")),
            attached => Ok(attached),
        };
        match letter {
            "f" | "r" => order.deposit.sender = bare(value()?).to_owned(),
            "F" => order.deposit.full_name = Some(one_line(value()?)?),
            "N" => order.deposit.notify = Some(wanted_reports(value()?)?),
            "R" => order.deposit.parameters.push(format!("RET={}", returned(value()?)?)),
            "V" => order.deposit.parameters.push(format!("ENVID={}", identifier(value()?)?)),
            // What body a message has is seen, not believed.
            "B" | "A" | "L" | "X" | "h" => drop(value()?),
            // The others are error modes and delivery modes of sendmail; here there is one of each.
            "o" => order.ignores_dots |= value()? == "i",
            "t" | "i" | "v" | "n" | "U" | "G" | "m" => letters(flag, &mut order)?,
            "b" => match value()? {
                "m" => {}
                mode => return Err(format!("-b{mode} is not supported; 'emsh Get-Queue' shows queues")),
            },
            "q" => order.is_queue_run = true,
            _ => return Err(format!("-{flag} is not known")),
        }
    }
    Ok(order)
}

/// Letters without values, which may stand together: `-ti`.
fn letters(flag: &str, order: &mut Order) -> Result<(), String> {
    for letter in flag.chars() {
        match letter {
            't' => order.reads_header = true,
            'i' => order.ignores_dots = true,
            'v' | 'n' | 'U' | 'G' | 'm' => {}
            other => return Err(format!("-{other} cannot stand in -{flag}")),
        }
    }
    Ok(())
}

fn bare(address: &str) -> &str {
    let inner = address.trim().strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    inner.unwrap_or_else(|| address.trim())
}

fn one_line(value: &str) -> Result<String, String> {
    if value.contains(char::is_control) { Err("a name has one line".to_owned()) } else { Ok(value.to_owned()) }
}

fn wanted_reports(value: &str) -> Result<String, String> {
    let words: Vec<String> = value.split(',').map(|word| word.trim().to_ascii_uppercase()).collect();
    let is_known = |word: &String| ["SUCCESS", "FAILURE", "DELAY"].contains(&word.as_str());
    if words == ["NEVER"] || words.iter().all(is_known) {
        Ok(words.join(","))
    } else {
        Err(format!("-N wants never, or of success, failure and delay, and not {value:?}"))
    }
}

fn returned(value: &str) -> Result<&'static str, String> {
    match value.to_ascii_lowercase().as_str() {
        "full" => Ok("FULL"),
        "hdrs" => Ok("HDRS"),
        _ => Err(format!("-R wants full or hdrs, and not {value:?}")),
    }
}

fn identifier(value: &str) -> Result<&str, String> {
    let is_plain =
        value.len() <= 100 && value.bytes().all(|byte| matches!(byte, b'!'..=b'~') && !b"+=".contains(&byte));
    if is_plain && !value.is_empty() { Ok(value) } else { Err("-V wants up to 100 letters and digits".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &[&str]) -> Result<Order, String> {
        parse(&line.iter().map(OsString::from).collect::<Vec<_>>(), "root")
    }

    #[test]
    fn flags_are_read_as_programs_write_them() {
        let order = |change: fn(&mut Order)| {
            let mut order =
                Order { deposit: Deposit { sender: "root".into(), ..Deposit::default() }, ..Order::default() };
            change(&mut order);
            Ok(order)
        };
        for (line, expected) in [
            (&["ann@contoso.com"][..], order(|order| order.deposit.recipients = vec!["ann@contoso.com".into()])),
            (
                &["-FCronDaemon", "-i", "-odi", "-oem", "-oi", "-t", "-f", "<cron@contoso.com>"],
                order(|order| {
                    order.deposit.full_name = Some("CronDaemon".into());
                    order.deposit.sender = "cron@contoso.com".into();
                    (order.ignores_dots, order.reads_header) = (true, true);
                }),
            ),
            (
                &["-ti", "-r", "<>", "-N", "failure,delay", "-Rhdrs", "-V", "QQ1", "--", "-odd"],
                order(|order| {
                    (order.ignores_dots, order.reads_header) = (true, true);
                    order.deposit.sender = String::new();
                    order.deposit.notify = Some("FAILURE,DELAY".into());
                    order.deposit.parameters = vec!["RET=HDRS".into(), "ENVID=QQ1".into()];
                    order.deposit.recipients = vec!["-odd".into()];
                }),
            ),
            (&["-q15m"], order(|order| order.is_queue_run = true)),
            (&["-bs"], Err("-bs is not supported; 'emsh Get-Queue' shows queues".into())),
            (&["-f"], Err("-f wants a value".into())),
            (&["-N", "often"], Err("-N wants never, or of success, failure and delay, and not \"often\"".into())),
            (&["-Z"], Err("-Z is not known".into())),
        ] {
            assert_eq!(parsed(line), expected, "{line:?}");
        }
    }

    #[test]
    fn what_cannot_be_sent_has_the_exit_code_that_callers_know() {
        let folder = tempfile::tempdir().unwrap();
        let nowhere = folder.path().join("nowhere");
        for (line, text, data_dir, expected, why) in [
            (&["ann"][..], "Subject: s\n\ntext\n", folder.path(), None, "it is kept"),
            (&["-t"], "Subject: s\nBcc: ann\n\n", folder.path(), None, "the header names somebody"),
            (&["-t"], "Subject: s\n\nTo: ann\n", folder.path(), Some(USAGE), "nobody: the text is not the header"),
            (&["a\nb"], "\n", folder.path(), Some(BAD_DATA), "a line end in an address"),
            (&["ann"], "\n", &nowhere, Some(TRY_LATER), "no data directory"),
        ] {
            let words: Vec<OsString> = line.iter().map(OsString::from).collect();
            let sent = send(&words, "root", data_dir, text.as_bytes());
            assert_eq!(sent.err().map(|(code, _)| code), expected, "{why}");
        }
        assert_eq!(std::fs::read_dir(deposit::folder_of(folder.path())).unwrap().count(), 2);
    }

    #[test]
    fn a_single_dot_ends_the_message_unless_told_otherwise() {
        for (text, expected) in [("a\n.\nb\n", "a\n"), ("a\n..\n", "a\n..\n"), (".\r\n", ""), ("a\n.", "a\n")] {
            let mut message = text.as_bytes().to_vec();
            end_at_dot(&mut message);
            assert_eq!(message, expected.as_bytes(), "{text:?}");
        }
    }
}
