//! Lines with the cursor at `^`, and what is offered there.

use std::sync::Arc;

use super::*;
use crate::cmdlet::{Place as Where, Registry, Session};
use crate::shell::repl::known::{Function, Picture, Variable};

/// A session on an empty place.
pub fn known() -> Known {
    let nowhere = Where::in_folder("/nonexistent/emsh".into());
    let known = Known::new(Arc::new(Registry::new(Session::new(nowhere, "pat"))));
    *known.picture() = Picture {
        variables: vec![Variable {
            name: "queues".into(),
            type_name: "Object[]".into(),
            properties: vec!["Identity".into(), "Status".into()],
            methods: vec![("Clear", "void Clear()")],
        }],
        functions: vec![Function { name: "Get-Zone".into(), parameters: vec!["Domain".into()] }],
    };
    known
}

/// What is offered at the caret.
fn offered(line: &str) -> Vec<String> {
    let position = line.find('^').expect("a caret");
    let line = line.replacen('^', "", 1);
    Completion::new(known()).find(&line, position).into_iter().map(|suggestion| suggestion.value).collect()
}

/// The line after its only or first completion.
fn completed(line: &str) -> String {
    let position = line.find('^').expect("a caret");
    let mut line = line.replacen('^', "", 1);
    let suggestion = Completion::new(known()).find(&line, position).into_iter().next().expect("something fits");
    line.replace_range(suggestion.span.start..suggestion.span.end, &suggestion.value);
    line
}

#[test]
fn the_first_word_completes() {
    for (line, expected) in [
        ("get-sendc^", "Get-SendConnector"),
        ("Get-Zo^", "Get-Zone"),
        ("New-SendConnector -addr^", "New-SendConnector -AddressSpaces"),
        ("Get-SendConnector | Where-Object { $_.Addr^", "Get-SendConnector | Where-Object { $_.AddressSpaces"),
        ("Get-SendConnector | Select-Object Addr^", "Get-SendConnector | Select-Object AddressSpaces"),
        (
            "Get-SendConnector | ? Enabled | sort Name | select Addr^",
            "Get-SendConnector | ? Enabled | sort Name | select AddressSpaces",
        ),
        ("Get-Queue | group Status | ? { $_.Cou^", "Get-Queue | group Status | ? { $_.Count"),
        ("$queues | sort Sta^", "$queues | sort Status"),
        ("$queues | ? { $_.Sta^", "$queues | ? { $_.Status"),
        ("Get-SendConnector | ft Name, Addr^", "Get-SendConnector | ft Name, AddressSpaces"),
        ("Set-SendConnector x -SmartHosts @{ A^", "Set-SendConnector x -SmartHosts @{ Add"),
        ("$queues[0].Sta^", "$queues[0].Status"),
        ("(Get-SendConnector x).Addr^", "(Get-SendConnector x).AddressSpaces"),
        ("Get-Queue | ? Mess^", "Get-Queue | ? MessageCount"),
        ("Get-Queue | ? { $_.Status -e^", "Get-Queue | ? { $_.Status -eq"),
        ("$queues.Cl^", "$queues.Clear("),
        ("Get-Queue | % Mess^", "Get-Queue | % MessageCount"),
        (
            "foreach ($q in Get-Queue | ? Status) { $q.MessageC^",
            "foreach ($q in Get-Queue | ? Status) { $q.MessageCount",
        ),
        ("$x = Get-SendConnector; $x.Addr^", "$x = Get-SendConnector; $x.AddressSpaces"),
        ("$queues = Get-SendConnector; $queues[0].Addr^", "$queues = Get-SendConnector; $queues[0].AddressSpaces"),
        ("(Get-SendConnector | sort Name).Addr^", "(Get-SendConnector | sort Name).AddressSpaces"),
        ("[math]::Ro^", "[math]::Round("),
        ("[int]::MaxV^", "[int]::MaxValue"),
        ("'a b'.ToUp^", "'a b'.ToUpper("),
        ("Get-Queue x -ErrorAction si^", "Get-Queue x -ErrorAction SilentlyContinue"),
        ("Get-Queue x -wa st^", "Get-Queue x -wa Stop"),
        ("Get-MessageTrackingLog -EventId dup^", "Get-MessageTrackingLog -EventId DUPLICATEEXPAND"),
        ("Get-Help MaxMessageS^", "Get-Help MaxMessageSize"),
        ("$que^", "$queues"),
        ("[pscus^", "[pscustomobject"),
        ("Get-Zone -D^", "Get-Zone -Domain"),
        ("Get-Queue -Filter \"Mess^", "Get-Queue -Filter \"MessageCount"),
        ("Get-Queue -Filter {Mess^", "Get-Queue -Filter {MessageCount"),
        ("Get-Queue -Filter \"MessageCount -g^", "Get-Queue -Filter \"MessageCount -gt"),
        ("Get-Help Get-SendC^", "Get-Help Get-SendConnector"),
        ("Get-Help about_q^", "Get-Help about_Queues"),
    ] {
        assert_eq!(completed(line), expected, "{line}");
    }
}

#[test]
fn enumerated_values_are_offered() {
    assert_eq!(offered("New-SendConnector -Usage ^"), ["Custom", "Internal", "Internet", "Partner"]);
    assert_eq!(offered("New-SendConnector -Enabled $t^"), ["$true"]);
    assert!(offered("New-SendConnector -Enabled ^").contains(&"$true".to_owned()));
}

#[test]
fn parameters_that_are_used_or_excluded_are_not_offered() {
    let all = offered("Get-Queue -^");
    assert!(all.contains(&"-Identity".to_owned()) && all.contains(&"-Filter".to_owned()), "{all:?}");
    assert!(all.contains(&"-Verbose".to_owned()) && !all.contains(&"-WhatIf".to_owned()), "{all:?}");
    let rest = offered("Get-Queue -Identity x -^");
    assert!(!rest.contains(&"-Identity".to_owned()) && !rest.contains(&"-Filter".to_owned()), "{rest:?}");
    let rest = offered("Set-SendConnector x -^");
    assert!(!rest.contains(&"-Identity".to_owned()) && rest.contains(&"-Name".to_owned()), "{rest:?}");
    assert!(offered("Get-Queue -OutVariable ^").is_empty(), "a name that nobody knows");
    assert!(offered("Suspend-Queue x -Wh^").contains(&"-WhatIf".to_owned()));
}

#[test]
fn without_a_beginning_that_fits_what_contains_it_is_offered() {
    let found = offered("queue^");
    assert!(found.contains(&"Get-Queue".to_owned()) && found.contains(&"Suspend-Queue".to_owned()), "{found:?}");
}

#[test]
fn files_are_completed_where_files_are_meant() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let path = folder.path().display().to_string();
    std::fs::write(folder.path().join("list of names.csv"), "").expect("written");
    std::fs::write(folder.path().join("tour.ps1"), "").expect("written");
    std::fs::create_dir(folder.path().join("sub")).expect("made");
    assert_eq!(completed(&format!("Get-Content {path}/li^")), format!("Get-Content '{path}/list of names.csv'"));
    assert_eq!(offered(&format!("{path}/^")), [format!("{path}/sub/"), format!("{path}/tour.ps1")]);
}

#[test]
fn no_line_makes_it_fail() {
    for line in ["^", "'^", "$^", "@^", "-^", "Get-Queue -Filter '^", "Get-Queue –^", "é^", "${^", "[^", "x | ^", "(^"]
    {
        let _ = offered(line);
    }
}
