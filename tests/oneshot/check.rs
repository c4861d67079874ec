//! `emsh check`: scripts are parsed and bound, not run.

use crate::Place;

#[test]
fn each_fault_is_pointed_at_and_nothing_runs() {
    let place = Place::new();
    place.write("good.ps1", "param($Name = 'x')\nNew-SendConnector $Name -AddressSpaces a.example\n");
    place.write(
        "bad.ps1",
        "Set-Content made-by-check.txt 'ran'\nfunction f($x) { Get-Queue -Foo 1 }\nGet-Zebra\nNew-SendConnector x -Usage Sideways\n",
    );
    place.write("broken.ps1", "if ($true) {\n");
    let good = place.emsh(&["check", "good.ps1"]);
    assert_eq!((good.out.as_str(), good.talk.as_str(), good.code), ("", "", Some(0)));

    let bad = place.emsh(&["check", "good.ps1", "bad.ps1", "broken.ps1", "absent.ps1"]);
    assert_eq!((bad.out.as_str(), bad.code), ("", Some(2)), "{}", bad.talk);
    for said in [
        "Get-Queue: bad.ps1:2:28\nLine |\n   2 |  function f($x) { Get-Queue -Foo 1 }\n     |                             ~~~~\n",
        "Get-Zebra: bad.ps1:3:1\nLine |\n   3 |  Get-Zebra\n     |  ~~~~~~~~~\n",
        "bad.ps1:4:28\nLine |\n   4 |  New-SendConnector x -Usage Sideways\n     |                             ~~~~~~~~\n",
        "ParserError: broken.ps1:",
        "'absent.ps1' cannot be read.",
        "4 files, 5 faults.",
    ] {
        assert!(bad.talk.contains(said), "{said}\nin\n{}", bad.talk);
    }
    assert!(!place.path().join("made-by-check.txt").exists());
    assert!(!place.path().join("data").exists(), "not even a store was made");

    let text = place.emsh(&["check", "-c", "1 | Get-Queue -Server"]);
    assert_eq!(text.code, Some(2));
    assert!(text.talk.contains("^^^^^^^"), "{}", text.talk);
    assert_eq!(place.emsh(&["check"]).code, Some(2), "nothing to check");
}
