//! What is run: text, script files with arguments, one cmdlet as typed at another shell, standard input.

use crate::Place;

#[test]
fn a_script_file_gets_its_arguments() {
    let place = Place::new();
    place.write(
        "greet.ps1",
        "param([string]$Name, [int]$Times = 1, [switch]$Loud)\n1..$Times | % { \"$_ $Name $Loud\" }\n",
    );
    for (arguments, expected) in [
        (&["greet.ps1", "-Name", "O'Brien Pat"][..], "1 O'Brien Pat False\n"),
        (&["./greet.ps1", "Kim", "2"], "1 Kim False\n2 Kim False\n"),
        (&["greet.ps1", "-Loud", "-Name:Kim"], "1 Kim True\n"),
        (&["greet.ps1", "$(exit 9)"], "1 $(exit 9) False\n"),
    ] {
        let ran = place.emsh(arguments);
        assert_eq!((ran.out.as_str(), ran.talk.as_str(), ran.code), (expected, "", Some(0)), "{arguments:?}");
    }
    place.write("marked.ps1", "\u{feff}$args.Count\n");
    assert_eq!(place.emsh(&["marked.ps1", "a", "b c"]).out, "2\n");
}

#[test]
fn one_cmdlet_runs_as_typed() {
    let place = Place::new();
    let made = place.emsh(&["New-SendConnector", "-Name", "To Internet", "-AddressSpaces", "*", "-Usage", "Internet"]);
    assert_eq!(made.code, Some(0), "{}", made.talk);
    let shown = place.emsh(&["Get-SendConnector", "To Internet", "|", "Select-Object", "-ExpandProperty", "Name"]);
    assert_eq!(shown.out, "To Internet\n");
    let filtered = place.emsh(&["--output", "json", "Get-SendConnector", "|", "Where-Object", "{ $_.Enabled }"]);
    assert!(filtered.out.contains("\"Name\": \"To Internet\""), "{}", filtered.out);
}

#[test]
fn sendmail_says_what_it_takes() {
    let place = Place::new();
    let ran = place.emsh(&["sendmail", "--help"]);
    assert_eq!((ran.talk.as_str(), ran.code), ("", Some(0)));
    assert!(
        ran.out.contains("Take a message from standard input") && ran.out.contains("-t takes recipients"),
        "{}",
        ran.out
    );
}

#[test]
fn a_script_may_come_by_a_pipe() {
    let place = Place::new();
    let ran = place.emsh_reading(&[], "$x = 20\n$x + 22\n");
    assert_eq!((ran.out.as_str(), ran.code), ("42\n", Some(0)), "{}", ran.talk);
}

#[test]
fn the_profile_runs_unless_it_is_not_wanted() {
    let place = Place::new();
    std::fs::create_dir_all(place.path().join(".config/emsh")).expect("made");
    place.write(".config/emsh/profile.ps1", "$greeting = 'good morning'\n");
    assert_eq!(place.emsh(&["-c", "\"<$greeting>\""]).out, "<good morning>\n");
    assert_eq!(place.emsh(&["--no-profile", "-c", "\"<$greeting>\""]).out, "<>\n");
}
