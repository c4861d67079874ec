//! Where back pressure begins and ends, for one resource.

use std::fmt;
use std::str::FromStr;

use super::choice::choice;
use super::text::{Malformed, quoted, text_scalar};

choice! {
    /// What a server may run short of.
    Resource as "Resource" {
        /// Percent of the drive of the queue.
        DatabaseUsedSpace,
        /// Percent of the drive of the logs.
        UsedDiskSpace,
        /// Percent of the machine's memory that the server itself has.
        PrivateBytes,
        /// Percent of the machine's memory that is in use.
        SystemMemory,
        /// Messages that wait for the categorizer.
        SubmissionQueue,
        /// Changes of the queue that wait to be written.
        UsedVersionBuckets,
    }
}

choice! {
    /// How hard a resource presses.
    PressureLevel as "PressureLevel" {
        /// All is well.
        Low,
        /// Mail from outside is refused, or made to wait.
        Medium,
        /// All mail is refused.
        High,
    }
}

choice! {
    /// A change of level.
    PressureStep as "PressureStep" {
        LowToMedium,
        MediumToHigh,
        HighToMedium,
        MediumToLow,
    }
}

/// One of the four values of a resource, `Resource.Step=value`: `PrivateBytes.LowToMedium=60`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceThreshold {
    pub resource: Resource,
    pub step: PressureStep,
    /// Percent, messages or changes, as the resource is measured.
    pub value: u32,
}

impl ResourceThreshold {
    fn read(text: &str) -> Option<ResourceThreshold> {
        let (name, value) = text.split_once('=')?;
        let (resource, step) = name.trim().rsplit_once('.')?;
        // As the vendor's configuration file has it.
        let resource = if resource.eq_ignore_ascii_case("QueueLength[SubmissionQueue]") {
            Resource::SubmissionQueue
        } else {
            resource.parse().ok()?
        };
        Some(ResourceThreshold { resource, step: step.parse().ok()?, value: value.trim().parse().ok()? })
    }
}

impl FromStr for ResourceThreshold {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<ResourceThreshold, Malformed> {
        ResourceThreshold::read(text).ok_or_else(|| {
            Malformed::new(
                format!("{} is no threshold of a resource.", quoted(text)),
                format!(
                    "Write Resource.Step=value, such as PrivateBytes.LowToMedium=60. Resources: {}. Steps: {}.",
                    Resource::NAMES.join(", "),
                    PressureStep::NAMES.join(", ")
                ),
            )
        })
    }
}

impl fmt::Display for ResourceThreshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}.{}={}", self.resource, self.step, self.value))
    }
}

text_scalar!(ResourceThreshold, "ResourceThreshold");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_threshold_is_read_as_it_is_shown() {
        for (text, shown) in [
            ("PrivateBytes.LowToMedium=60", Some("PrivateBytes.LowToMedium=60")),
            ("databaseusedspace.hightomedium = 97", Some("DatabaseUsedSpace.HighToMedium=97")),
            ("QueueLength[SubmissionQueue].MediumToLow=2000", Some("SubmissionQueue.MediumToLow=2000")),
            ("PrivateBytes=60", None),
            ("PrivateBytes.LowToMedium=many", None),
            ("Coffee.LowToMedium=1", None),
            ("", None),
        ] {
            let read = text.parse::<ResourceThreshold>().ok().map(|threshold| threshold.to_string());
            assert_eq!(read.as_deref(), shown, "{text}");
        }
    }
}
