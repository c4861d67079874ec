//! What is refused says why and what to do instead; nobody is asked where nobody can answer.

use crate::Place;

#[test]
fn what_cannot_be_done_is_said_with_the_way_out() {
    let place = Place::new();
    place.emsh(&["New-SendConnector", "kept", "-AddressSpaces", "a.example"]);
    for (arguments, code, said) in [
        (&["--store", "etcd://host:2379/emsh", "Get-SendConnector"][..], 2, "Use --store sqlite:PATH."),
        (&["--store", "etcd://host:2379/emsh", "serve"], 2, "Use --store sqlite:PATH."),
        (&["--no-such-flag"], 2, "unexpected argument '--no-such-flag'"),
        (&["--output", "xml", "-c", "1"], 2, "[possible values: table, list, json, jsonl, csv]"),
        (&["-c"], 2, "a value is required for '--command <SCRIPT>'"),
        (&["absent.ps1"], 3, "'absent.ps1' cannot be read."),
        (&["Get-EventLogLevel"], 3, "The first start of 'emsh serve'"),
        (&["Get-Queue"], 6, "Start it with 'emsh serve'"),
        (&["New-AcceptedDomain"], 2, "missing mandatory parameters: Name DomainName."),
        (&["New-SendConnector", "-Interactive"], 2, "Get-Help New-SendConnector -Examples"),
        (&["Set-SendConnector", "kept", "-Interactive"], 2, "nobody sits at this shell"),
        (&["Remove-SendConnector", "kept"], 2, "Add -Confirm:$false when this is meant."),
        (&["Set-SendConnector", "kept", "-Enabled", "$false", "-Confirm"], 2, "Add -Confirm:$false"),
        (&["Get-Credential"], 2, "ConvertTo-SecureString TEXT -AsPlainText -Force"),
        (&["Get-Credential", "ann"], 2, "ConvertTo-SecureString TEXT -AsPlainText -Force"),
    ] {
        let ran = place.emsh(arguments);
        assert_eq!(ran.code, Some(code), "{arguments:?}\n{}", ran.talk);
        assert!(ran.talk.contains(said), "{arguments:?}: {said}\nin\n{}", ran.talk);
        assert_eq!(ran.out, "", "{arguments:?}");
    }
    let kept = place.emsh(&["-c", "(Get-SendConnector).Enabled"]);
    assert_eq!(kept.out, "True\n", "nothing was changed");
    let removed = place.emsh(&["Remove-SendConnector", "kept", "-Confirm:$false"]);
    assert_eq!(removed.code, Some(0), "{}", removed.talk);
}

#[test]
fn a_store_of_a_newer_emsh_is_left_alone() {
    let place = Place::new();
    place.emsh(&["New-SendConnector", "kept", "-AddressSpaces", "a.example"]);
    let file = place.path().join("data/organization.db");
    let format = rusqlite::Connection::open(&file).expect("a store");
    format.pragma_update(None, "user_version", 9999).expect("written");
    drop(format);
    for arguments in [&["Get-SendConnector"][..], &["Set-SendConnector", "kept", "-Enabled", "$false"], &["serve"]] {
        let ran = place.emsh(arguments);
        assert_ne!(ran.code, Some(0), "{arguments:?}");
        assert!(ran.talk.contains("was written by a newer emsh"), "{arguments:?}: {}", ran.talk);
        assert!(ran.talk.contains("Install the newer emsh"), "{arguments:?}: {}", ran.talk);
    }
}

#[test]
fn a_node_of_another_machine_is_not_taken_for_this_one() {
    let place = Place::new();
    let node = ["--standalone", "--name", "HUB01", "--smtp", "127.0.0.1:0", "--submission", "127.0.0.2:0", "-c"];
    let elsewhere = place.emsh(&[&node[..], &["Get-Queue -Server hub02"]].concat());
    assert_eq!(elsewhere.code, Some(3), "{}", elsewhere.talk);
    let said = "There is no TransportServer 'hub02'.";
    assert!(elsewhere.talk.contains(said) && elsewhere.talk.contains("fix: "), "{}", elsewhere.talk);
    let here = place.emsh(&[&node[..], &["(Get-Queue -Server hub01).Count"]].concat());
    assert_eq!((here.out.as_str(), here.code), ("2\n", Some(0)), "{}", here.talk);
}
