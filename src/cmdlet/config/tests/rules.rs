//! Transport rules: found by their state.

use super::bench::{Bench, shown, text};
use super::directory;
use crate::model::Value;

#[test]
fn rules_are_found_by_their_state() {
    let directory = directory();
    let bench = Bench::new(&directory);
    for name in ["First", "Second"] {
        bench.call("New-TransportRule", &[("Name", text(name)), ("PrependSubject", text("x"))]).expect("made");
    }
    bench.call("Disable-TransportRule", &[("Identity", text("Second"))]).expect("stopped");
    for (state, expected) in [("Enabled", "First"), ("disabled", "Second")] {
        let found = bench.call("Get-TransportRule", &[("State", text(state))]).expect("a list");
        let [Value::Object(rule)] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(shown(rule, "Name"), expected, "{state}");
    }
    let named = [("Identity", text("First")), ("State", text("Disabled"))];
    assert!(bench.call("Get-TransportRule", &named).expect("a list").is_empty());
    assert!(bench.call("Get-TransportRule", &[("State", text("Asleep"))]).is_err());
}
