//! The level of one resource: it rises at other values than those at which it falls.

use super::thresholds::Thresholds;
use crate::model::PressureLevel;

/// Follows one resource.
#[derive(Clone, Copy, Debug)]
pub struct Gauge {
    level: PressureLevel,
    /// Measurements in a row that were not Low.
    pressed: u32,
}

impl Default for Gauge {
    fn default() -> Gauge {
        Gauge { level: PressureLevel::Low, pressed: 0 }
    }
}

impl Gauge {
    pub fn level(&self) -> PressureLevel {
        self.level
    }

    pub fn pressed(&self) -> u32 {
        self.pressed
    }

    /// One measurement. A level is reached at its value and left below the one for the way down.
    pub fn read(&mut self, value: u64, thresholds: &Thresholds) {
        use PressureLevel::{High, Low, Medium};
        self.level = match self.level {
            _ if value >= thresholds.medium_to_high => High,
            High if value >= thresholds.high_to_medium => High,
            Low if value < thresholds.low_to_medium => Low,
            Medium | High if value < thresholds.medium_to_low => Low,
            _ => Medium,
        };
        self.pressed = if self.level == Low { 0 } else { self.pressed.saturating_add(1) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn up_and_down_are_different_ways() {
        use PressureLevel::{High, Low, Medium};
        let thresholds = Thresholds { low_to_medium: 96, medium_to_high: 99, high_to_medium: 97, medium_to_low: 94 };
        let mut gauge = Gauge::default();
        for (value, expected, pressed, why) in [
            (95, Low, 0, "not yet"),
            (96, Medium, 1, "reached"),
            (95, Medium, 2, "between the two it stays"),
            (94, Medium, 3, "left only below"),
            (93, Low, 0, "now"),
            (100, High, 1, "straight up"),
            (98, High, 2, "between the two it stays"),
            (97, High, 3, "left only below"),
            (96, Medium, 4, "now"),
            (99, High, 5, "and up again"),
            (10, Low, 0, "straight down"),
        ] {
            gauge.read(value, &thresholds);
            assert_eq!((gauge.level(), gauge.pressed()), (expected, pressed), "{value}: {why}");
        }
    }
}
