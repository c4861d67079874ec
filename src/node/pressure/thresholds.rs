//! Where levels change, for each resource: the usual values, on this machine, with what the settings say instead.

use crate::model::{PressureStep, Resource, ResourceThreshold};

const MB: u64 = 1 << 20;

/// Room that the queue's drive and that of the logs always keep (Exchange: 500 MB).
const KEPT: u64 = 500 * MB;

/// The four values of one resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    pub low_to_medium: u64,
    pub medium_to_high: u64,
    pub high_to_medium: u64,
    pub medium_to_low: u64,
}

impl Thresholds {
    const fn new(low_to_medium: u64, medium_to_high: u64, high_to_medium: u64, medium_to_low: u64) -> Thresholds {
        Thresholds { low_to_medium, medium_to_high, high_to_medium, medium_to_low }
    }

    /// The usual ones. `capacity`: bytes of the drive, where it is one.
    ///
    /// High on a drive is what leaves 500 MB, at most 99 percent; the others keep their distance to it. On a drive so
    /// small that 500 MB are more than a tenth of it, a tenth is left.
    pub fn of(resource: Resource, capacity: u64) -> Thresholds {
        let kept = KEPT.min(capacity / 10);
        let high = (100 * u128::from(capacity - kept)).checked_div(u128::from(capacity)).unwrap_or(99).min(99) as u64;
        match resource {
            Resource::DatabaseUsedSpace => Thresholds::new(high - 3, high, high - 2, high - 5),
            Resource::UsedDiskSpace => Thresholds::new(high - 10, high, high - 9, high - 19),
            Resource::PrivateBytes => Thresholds::new(72, 75, 73, 71),
            Resource::SystemMemory => Thresholds::new(88, 94, 89, 84),
            Resource::SubmissionQueue => Thresholds::new(9999, 15000, 10000, 2000),
            Resource::UsedVersionBuckets => Thresholds::new(999, 1500, 1000, 800),
        }
    }

    /// With the settings' values in place of these. Values that were not given give way, so that no level is skipped.
    pub fn with(mut self, resource: Resource, given: &[ResourceThreshold]) -> Thresholds {
        for threshold in given.iter().filter(|threshold| threshold.resource == resource) {
            let value = u64::from(threshold.value);
            match threshold.step {
                PressureStep::LowToMedium => self.low_to_medium = value,
                PressureStep::MediumToHigh => self.medium_to_high = value,
                PressureStep::HighToMedium => self.high_to_medium = value,
                PressureStep::MediumToLow => self.medium_to_low = value,
            }
        }
        let is_given = |step| given.iter().any(|threshold| threshold.resource == resource && threshold.step == step);
        if !is_given(PressureStep::MediumToHigh) {
            self.medium_to_high = self.medium_to_high.max(self.low_to_medium);
        }
        if !is_given(PressureStep::LowToMedium) {
            self.low_to_medium = self.low_to_medium.min(self.medium_to_high);
        }
        self.high_to_medium = self.high_to_medium.min(self.medium_to_high);
        self.medium_to_low = self.medium_to_low.min(self.low_to_medium);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn high_leaves_room_on_drives_of_all_sizes() {
        let gb = 1024 * MB;
        for (resource, capacity, expected, why) in [
            (Resource::DatabaseUsedSpace, 1000 * gb, (96, 99, 97, 94), "a large drive"),
            (Resource::UsedDiskSpace, 1000 * gb, (89, 99, 90, 80), "a large drive"),
            (Resource::DatabaseUsedSpace, 25 * gb, (95, 98, 96, 93), "500 MB of 25 GB"),
            (Resource::DatabaseUsedSpace, 64 * MB, (87, 90, 88, 85), "a tenth of a tiny one"),
            (Resource::PrivateBytes, 0, (72, 75, 73, 71), "no drive"),
        ] {
            let Thresholds { low_to_medium, medium_to_high, high_to_medium, medium_to_low } =
                Thresholds::of(resource, capacity);
            assert_eq!((low_to_medium, medium_to_high, high_to_medium, medium_to_low), expected, "{why}");
        }
    }

    #[test]
    fn given_values_count_and_the_others_give_way() {
        for (given, expected) in [
            (&[][..], (9999, 15000, 10000, 2000)),
            (&["SubmissionQueue.LowToMedium=5000"], (5000, 15000, 10000, 2000)),
            (&["SubmissionQueue.LowToMedium=50"], (50, 15000, 10000, 50)),
            (&["SubmissionQueue.MediumToHigh=5000"], (5000, 5000, 5000, 2000)),
            (&["SubmissionQueue.LowToMedium=20000"], (20000, 20000, 10000, 2000)),
            (&["PrivateBytes.LowToMedium=1"], (9999, 15000, 10000, 2000)),
        ] {
            let given: Vec<ResourceThreshold> = given.iter().map(|text| text.parse().expect("sound")).collect();
            let Thresholds { low_to_medium, medium_to_high, high_to_medium, medium_to_low } =
                Thresholds::of(Resource::SubmissionQueue, 0).with(Resource::SubmissionQueue, &given);
            assert_eq!((low_to_medium, medium_to_high, high_to_medium, medium_to_low), expected, "{given:?}");
        }
    }
}
