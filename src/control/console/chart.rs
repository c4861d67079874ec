//! Throughput as a picture: three lines over one hour, told apart by their dashes and words as well as by colour.

use jiff::{SignedDuration, Timestamp};

use super::html::Html;
use crate::control::wire::ThroughputMinute;

/// The plot's place in the picture, in its own units.
const LEFT: f64 = 46.0;
const TOP: f64 = 10.0;
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 130.0;

/// Minutes from the left edge to the right one.
const MINUTES: f64 = 60.0;

type Count = fn(&ThroughputMinute) -> u64;

/// Each line: its class, what it counts, and how.
const LINES: [(&str, &str, Count); 3] = [
    ("accepted", "messages accepted", |minute| minute.accepted),
    ("delivered", "recipients delivered", |minute| minute.delivered),
    ("deferred", "recipients deferred", |minute| minute.deferred),
];

/// The minute that is running is not drawn beside whole ones: it would always look like a fall.
pub fn throughput(minutes: &[ThroughputMinute], now: Timestamp) -> Html {
    let all = minutes;
    let minutes = match minutes.split_last() {
        Some((_, whole)) if !whole.is_empty() => whole,
        _ => minutes,
    };
    let most = minutes.iter().flat_map(|minute| LINES.iter().map(|(_, _, count)| count(minute))).max().unwrap_or(0);
    let top = ceiling(most);
    let mut svg = Html::new();
    svg.raw("<svg viewBox=\"0 0 700 190\" role=\"img\" aria-labelledby=\"chart-title\">");
    svg.element("title id=\"chart-title\"", summary(all));
    for part in 0..=2u32 {
        let y = TOP + HEIGHT - HEIGHT * f64::from(part) / 2.0;
        svg.raw("<line class=\"grid\" x1=\"").text(LEFT).raw("\" x2=\"").text(LEFT + WIDTH);
        svg.raw("\" y1=\"").text(y).raw("\" y2=\"").text(y).raw("\"/>");
        svg.raw("<text class=\"axis end\" x=\"").text(LEFT - 6.0).raw("\" y=\"").text(y + 4.0).raw("\">");
        svg.text(u64::from(part) * top / 2).raw("</text>");
    }
    for (minute, word) in [(60.0, "60 min ago"), (45.0, "45"), (30.0, "30"), (15.0, "15"), (0.0, "now")] {
        svg.raw("<text class=\"axis middle\" x=\"").text(LEFT + WIDTH * (1.0 - minute / MINUTES)).raw("\" y=\"");
        svg.text(TOP + HEIGHT + 16.0).raw("\">").raw(word).raw("</text>");
    }
    for (at, (class, name, count)) in LINES.into_iter().enumerate() {
        let points: Vec<String> = minutes
            .iter()
            .filter_map(|minute| Some((age(minute.begins, now)?, count(minute))))
            .map(|(age, count)| {
                let x = LEFT + WIDTH * (1.0 - age / MINUTES);
                // A minute has fewer messages than a double has exact whole numbers.
                let y = TOP + HEIGHT - HEIGHT * count as f64 / top as f64;
                format!("{x:.1},{y:.1}")
            })
            .collect();
        svg.raw("<polyline class=\"line ").raw(class).raw("\" points=\"").text(points.join(" ")).raw("\"/>");
        let x = LEFT + 200.0 * at as f64;
        svg.raw("<line class=\"line ").raw(class).raw("\" x1=\"").text(x).raw("\" x2=\"").text(x + 30.0);
        svg.raw("\" y1=\"182\" y2=\"182\"/><text class=\"axis\" x=\"").text(x + 36.0).raw("\" y=\"186\">");
        svg.raw(name).raw("</text>");
    }
    svg.raw("</svg>");
    svg
}

/// Minutes ago, while it is on the picture.
fn age(begins: Timestamp, now: Timestamp) -> Option<f64> {
    let age = now.duration_since(begins);
    (age <= SignedDuration::from_mins(60) && !age.is_negative()).then(|| age.as_secs_f64() / 60.0)
}

/// What the picture says in words.
fn summary(minutes: &[ThroughputMinute]) -> String {
    let sums = LINES.map(|(_, name, count)| format!("{} {name}", minutes.iter().map(count).sum::<u64>()));
    format!("The last hour: {}", sums.join(", "))
}

/// An even number of one digit and zeros that nothing is above of.
fn ceiling(most: u64) -> u64 {
    let mut unit = 1;
    loop {
        for step in [2, 4, 6, 10] {
            if most <= step * unit {
                return step * unit;
            }
        }
        unit *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_axis_is_round_and_not_much_too_high() {
        for (most, expected) in [(0, 2), (2, 2), (3, 4), (5, 6), (7, 10), (11, 20), (61, 100), (1234, 2000)] {
            assert_eq!(ceiling(most), expected, "{most}");
        }
    }

    #[test]
    fn minutes_of_the_last_hour_are_points() {
        let now: Timestamp = "2026-11-21T12:00:00Z".parse().expect("a time");
        let minute = |begins: &str, accepted| ThroughputMinute {
            begins: begins.parse().expect("a time"),
            accepted,
            delivered: 1,
            deferred: 0,
            failed: 0,
        };
        let minutes =
            [minute("2026-11-21T10:00:00Z", 9), minute("2026-11-21T11:30:00Z", 4), minute("2026-11-21T11:59:00Z", 2)];
        let svg = throughput(&minutes, now).into_string();
        assert!(svg.contains("15 messages accepted, 3 recipients delivered, 0 recipients deferred"), "{svg}");
        assert!(svg.contains("class=\"line accepted\" points=\"366.0,88.0\""), "{svg}");
    }
}
