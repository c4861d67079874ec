//! What is done about each resource at each level (Exchange, "Understanding back pressure", table of actions).

use crate::model::{PressureLevel, Resource};
use crate::transport::Measures;

/// Measurements above Low after which a long Submission queue is more than a burst: ten minutes at the usual pace.
const LONG_SUBMISSION: u32 = 300;

/// The same for changes that wait to be written.
const LONG_COMMIT: u32 = 10;

const NO_OUTSIDE: Measures = Measures::REFUSE_OUTSIDE.with(Measures::PAUSE_RESUBMISSION);
const NOBODY: Measures = NO_OUTSIDE.with(Measures::REFUSE_INSIDE);

/// `pressed`: measurements in a row that were not Low.
pub fn of(resource: Resource, level: PressureLevel, pressed: u32) -> Measures {
    use PressureLevel::{High, Low, Medium};
    match (resource, level) {
        (_, Low) => Measures::NONE,
        (Resource::DatabaseUsedSpace | Resource::UsedDiskSpace, Medium) => NO_OUTSIDE,
        (Resource::DatabaseUsedSpace | Resource::UsedDiskSpace, High) => NOBODY,
        (Resource::PrivateBytes, Medium) => NO_OUTSIDE.with(Measures::PAUSE_RECOVERY).with(Measures::DEHYDRATE),
        (Resource::PrivateBytes, High) => NOBODY.with(Measures::PAUSE_RECOVERY).with(Measures::DEHYDRATE),
        (Resource::SystemMemory, _) => Measures::DEHYDRATE,
        (Resource::SubmissionQueue, Medium) if pressed < LONG_SUBMISSION => Measures::TARPIT,
        (Resource::SubmissionQueue, Medium) => Measures::TARPIT.with(NO_OUTSIDE).with(Measures::PAUSE_RECOVERY),
        (Resource::SubmissionQueue, High) => {
            Measures::TARPIT.with(NOBODY).with(Measures::PAUSE_RECOVERY).with(Measures::DEHYDRATE)
        }
        (Resource::UsedVersionBuckets, Medium) if pressed < LONG_COMMIT => Measures::TARPIT,
        (Resource::UsedVersionBuckets, Medium) => Measures::TARPIT.with(NO_OUTSIDE),
        (Resource::UsedVersionBuckets, High) => Measures::TARPIT.with(NOBODY).with(Measures::STOP_DELIVERY),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outside_mail_stops_first_and_all_mail_later() {
        for (resource, pressed, medium, high) in [
            (Resource::DatabaseUsedSpace, 1, "o", "oi"),
            (Resource::UsedDiskSpace, 1, "o", "oi"),
            (Resource::PrivateBytes, 1, "od", "oid"),
            (Resource::SystemMemory, 1, "d", "d"),
            (Resource::SubmissionQueue, 1, "t", "otid"),
            (Resource::SubmissionQueue, 300, "ot", "otid"),
            (Resource::UsedVersionBuckets, 1, "t", "otis"),
            (Resource::UsedVersionBuckets, 10, "ot", "otis"),
        ] {
            for (level, expected) in
                [(PressureLevel::Low, ""), (PressureLevel::Medium, medium), (PressureLevel::High, high)]
            {
                let taken = of(resource, level, pressed);
                let letters = [
                    ('o', Measures::REFUSE_OUTSIDE),
                    ('t', Measures::TARPIT),
                    ('i', Measures::REFUSE_INSIDE),
                    ('d', Measures::DEHYDRATE),
                    ('s', Measures::STOP_DELIVERY),
                ];
                let shown: String = letters.iter().filter(|(_, one)| taken.include(*one)).map(|(c, _)| c).collect();
                assert_eq!(shown, expected, "{resource} {level} {pressed}");
            }
        }
    }
}
