//! Data on standard output, talk on standard error, and others who stop listening.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use crate::{Place, finished};

#[test]
fn data_and_talk_do_not_mix() {
    let place = Place::new();
    let script = "1; Write-Warning careful; Write-Host aside; Write-Verbose more -Verbose; Write-Error bad; 2";
    let ran = place.emsh(&["-c", script]);
    assert_eq!(ran.out, "1\n2\n");
    for said in ["WARNING: careful\n", "aside\n", "VERBOSE: more\n", "Write-Error: bad\n"] {
        assert!(ran.talk.contains(said), "{said:?} in {:?}", ran.talk);
    }
    let quiet = place.emsh(&["--quiet", "-c", script]);
    assert_eq!(quiet.out, "1\n2\n");
    assert!(quiet.talk.contains("Write-Error: bad\n") && !quiet.talk.contains("WARNING"), "{}", quiet.talk);
    assert!(!ran.talk.contains('\u{1b}') && !ran.out.contains('\u{1b}'), "no colours in a pipe");
}

#[test]
fn a_reader_that_has_enough_ends_it_quietly() {
    let place = Place::new();
    let mut command = place.command(&["-c", "1..1000000000"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("emsh was built");
    let mut first = String::new();
    BufReader::new(child.stdout.take().expect("piped")).read_line(&mut first).expect("a line");
    assert_eq!(first, "1\n");
    let mut talk = String::new();
    child.stderr.take().expect("piped").read_to_string(&mut talk).expect("text");
    assert_eq!((talk.as_str(), child.wait().expect("a child of ours").code()), ("", Some(0)));
}

#[test]
fn results_that_a_full_disk_loses_are_a_failure() {
    let place = Place::new();
    let mut command = place.command(&["-c", "1..3; 'end'"]);
    command.stdout(File::create("/dev/full").expect("Linux has it"));
    let ran = finished(command);
    assert_eq!(ran.code, Some(70), "{}", ran.talk);
    assert!(ran.talk.starts_with("emsh: The results could not be written."), "{}", ran.talk);
}
