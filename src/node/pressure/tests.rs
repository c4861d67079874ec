use serde_json::json;

use super::*;
use crate::model::class::Class;
use crate::transport::Origin;

fn server(given: serde_json::Value) -> TransportServer {
    let mut given = given;
    given["Fqdn"] = "hub01".into();
    TransportServer::create("HUB01", "", given).expect("sound")
}

#[test]
fn levels_are_kept_by_resource_and_their_measures_add_up() {
    let (pressure, server) = (Pressure::default(), server(json!({})));
    let read = |disk: u64, waiting: u64| {
        let disk = Reading { value: disk, capacity: 1 << 40, is_plenty: false };
        let readings = vec![(Resource::DatabaseUsedSpace, disk), (Resource::SubmissionQueue, Reading::count(waiting))];
        let changes = pressure.settle(readings, &server, Timestamp::UNIX_EPOCH);
        let (outside, inside) = (pressure.relief.admits(Origin::Outside), pressure.relief.admits(Origin::Inside));
        (changes.len(), outside.is_ok(), inside.is_ok(), pressure.relief.tarpit().as_secs())
    };
    for (disk, waiting, expected, why) in [
        (10, 0, (0, true, true, 0), "at rest"),
        (96, 0, (1, false, true, 0), "the disk fills: strangers wait outside"),
        (96, 9999, (1, false, true, 10), "and the queue grows: whoever may come is slowed down"),
        (99, 9999, (1, false, false, 15), "nobody any more"),
        (97, 100, (1, false, false, 10), "hysteresis; the delay eases off"),
        (96, 100, (1, false, true, 5), "users and servers first"),
        (10, 100, (1, true, true, 0), "all is well"),
    ] {
        assert_eq!(read(disk, waiting), expected, "{disk} {waiting}: {why}");
    }
}

#[test]
fn plenty_of_room_is_no_shortage_and_the_switch_turns_all_of_it_off() {
    let pressure = Pressure::default();
    let read = |given, is_plenty| {
        let full = Reading { value: 99, capacity: 1 << 50, is_plenty };
        pressure.settle(vec![(Resource::UsedDiskSpace, full)], &server(given), Timestamp::UNIX_EPOCH);
        pressure.relief.admits(Origin::Outside).is_ok()
    };
    assert!(read(json!({}), true) && !read(json!({}), false));
    assert_eq!(pressure.about("HUB01")[0].level, PressureLevel::High);
    assert!(read(json!({"EnableResourceMonitoring": false}), false));
    assert!(pressure.about("HUB01").is_empty() && pressure.relief.measures() == Measures::NONE);
    assert!(!read(json!({}), false));
    pressure.obey(&server(json!({})));
    assert!(pressure.relief.admits(Origin::Outside).is_err());
    pressure.obey(&server(json!({"EnableResourceMonitoring": false})));
    assert!(pressure.relief.admits(Origin::Outside).is_ok(), "nobody waits for the next measurement");
    assert!(read(
        json!({"ResourceThresholds": ["UsedDiskSpace.LowToMedium=100", "UsedDiskSpace.MediumToHigh=101"]}),
        false
    ));
    assert!(!read(json!({"ResourceThresholds": ["UsedDiskSpace.MediumToHigh=99"]}), true), "who sets a limit means it");
}
