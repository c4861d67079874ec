//! `--output`: what finished objects look like.

use crate::Place;

const OBJECTS: &str = "[pscustomobject]@{ Name = 'a,b'; Size = 10MB; Empty = $null }, [pscustomobject]@{ Name = 'c' }";

#[test]
fn objects_take_the_form_that_was_asked_for() {
    let place = Place::new();
    for (form, expected) in [
        ("jsonl", "{\"Name\":\"a,b\",\"Size\":10485760,\"Empty\":null}\n{\"Name\":\"c\"}\n"),
        ("csv", "Name,Size,Empty\n\"a,b\",10485760,\nc,,\n"),
        ("table", "\nName     Size Empty\n----     ---- -----\na,b  10485760\nc\n\n"),
        ("list", "\nName  : a,b\nSize  : 10485760\nEmpty :\n\nName : c\n\n"),
    ] {
        let ran = place.emsh(&["--output", form, "-c", OBJECTS]);
        let out: Vec<&str> = ran.out.lines().map(str::trim_end).collect();
        assert_eq!(out.join("\n") + "\n", expected, "{form}: {}", ran.talk);
    }
    let json = place.emsh(&["--output", "json", "-c", OBJECTS]).out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("one JSON text");
    assert_eq!(json[0]["Size"], 10_485_760);
    assert_eq!(json[1]["Name"], "c");
    assert_eq!(place.emsh(&["--output", "json", "Get-SendConnector"]).out, "[]\n", "nothing is an empty list");
}
